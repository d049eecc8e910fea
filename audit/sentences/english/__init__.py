"""How is a fact told in English?"""
