"""What is true: the legal rules of circulars, avenants and conventions, as pure functions.

Nothing here reads a clock, a disk, a database or the network: days come in as arguments, facts go
out as values.
"""
