"""What is read off the journal once and kept, so that a question costs the same for ever."""
