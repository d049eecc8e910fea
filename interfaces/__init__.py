"""How people reach it: the command line and the readers of circulars and registers."""
