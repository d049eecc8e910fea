"""How is one avenant proven to somebody who has neither our database nor our word?"""
