"""Why nothing was sealed or verified: each in a sentence that says what to do."""


class SealsRefused(Exception):
    """The folder of seals, a key, or what was asked for makes no sense."""


class SealsBroken(SealsRefused):
    """The record no longer goes on from its last checkpoint: nothing more is sealed over it."""
