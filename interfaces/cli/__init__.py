"""How does somebody reach the office from a terminal? By one command for each thing to do."""
