"""What came back by mail, and whom does it concern?"""
