"""Which text, which conventions and which budget counted on a day, as known at an instant?"""
