"""How is a file handed to an archive that will outlive this program?"""
