"""How does what a circular says become a document that can be proven years later?"""
