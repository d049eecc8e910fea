"""By which fields facts name evidence, and what a fact names."""

import re

from domain.fact import Fact

NAMES = ("evidence", "report", "replaces", "content")
"""The fields by which facts name evidence."""
_ADDRESS = re.compile(r"[0-9a-f]{64}")


def named_in(fact: Fact) -> tuple[str, ...]:
    """The addresses of evidence that a fact names."""
    values = (getattr(fact, name, None) for name in NAMES)
    return tuple(one for one in values if isinstance(one, str) and _ADDRESS.fullmatch(one))
