"""Under which keys does personal data lie, and where are those kept apart from it?"""
