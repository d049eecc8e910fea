"""How the procedure is rehearsed: a whole circular played to its end on a clock of its own."""
