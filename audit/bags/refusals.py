"""Why no bag can be made, or none be read: each in a sentence that says what to do."""


class BagRefused(Exception):
    """The folder, or what was to go into it, makes no sense."""
