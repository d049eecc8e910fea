"""How is a fact told in French?"""
