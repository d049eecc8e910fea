"""Why no dossier can be made, or none be read: each in a sentence that says what to do."""


class DossierRefused(Exception):
    """What was asked for cannot be put into a dossier, or is none."""
