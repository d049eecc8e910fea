"""Taking some of many by their places."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any


def pick(places: Sequence[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """What takes those at these places: a tuple, also of one and of none."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda every: tuple([every[place] for place in places])
