"""The reader of circular folders: everything that is wrong with one, or the circular it holds."""
