"""How is a fact told in Dutch?"""
