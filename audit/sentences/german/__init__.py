"""How is a fact told in German?"""
