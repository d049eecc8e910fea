"""How long is a file kept, and what is due?"""
