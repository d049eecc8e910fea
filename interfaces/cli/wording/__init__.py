"""What is said to people at the terminal, in their language."""
