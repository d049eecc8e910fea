"""What a read model says of itself, so that it can be filled, followed and made anew."""

from collections.abc import Mapping
from typing import Literal, Protocol, TypeVar

from sqlalchemy import Connection, MetaData

from audit.views.history import History
from journal.opening import Store

Slot = Literal["a", "b"]
"""A read model has its tables twice: in one it answers, in the other it is made anew."""
SLOTS: tuple[Slot, Slot] = ("a", "b")

T_co = TypeVar("T_co", covariant=True)
"""The tables of one slot."""


class Batch(Protocol):
    """Collects what some facts come to, and writes it in the caller's transaction."""

    def take(self, history: History) -> None:
        """Take facts of one stream.

        Of a convention these are all its facts; of any other stream, which may be long, only new
        ones.
        """
        ...

    def write(self, connection: Connection) -> None:
        """Bring the tables to where these facts lead."""
        ...


class View(Protocol[T_co]):
    """A read model: rows that follow from the facts, and from nothing else that may change.

    Its name is for ever that of this shape: whoever changes a table or what stands in it gives it
    another name, and an older program beside a newer one keeps its own.
    """

    @property
    def name(self) -> str:
        """The name, such as `board4`; its tables begin with it."""
        ...

    @property
    def slots(self) -> Mapping[Slot, T_co]:
        """The tables of both slots."""
        ...

    def metadata(self, slot: Slot) -> MetaData:
        """The same tables, to make them and to empty them."""
        ...

    def batch(self, store: Store, slot: Slot) -> Batch:
        """An empty batch for the tables of a slot."""
        ...
