"""Is the project still built as it says: who imports whom, what is kept out of its files."""
