"""What every fact has in common: a permanent type, a version and the day it counts."""

from datetime import date
from typing import ClassVar

from domain.values import Value


class Fact(Value):
    """Something that happened, and for ever did.

    Every subclass fixes a field `type` with its permanent name, and `VERSION`, which rises when
    the stored shape changes; neither ever names a Python class.
    """

    VERSION: ClassVar[int] = 1
    on: date
    """The day from which it counts, a calendar day in Europe/Brussels."""
