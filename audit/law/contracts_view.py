"""The contracts as a read model: one row for each convention, so that a day's list is one query."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Index,
    MetaData,
    String,
    Table,
    and_,
    delete,
    or_,
    select,
)

from audit.views.alike import Alike
from audit.views.alike import Table as Rows
from audit.views.folding import folded
from audit.views.following import Following
from audit.views.history import History
from audit.views.loading import load, plain
from audit.views.reading import reading
from audit.views.view import SLOTS, Slot
from domain.contracts import Contract, contract_of
from domain.values import network_convention
from journal.envelope import Skimmed
from journal.opening import Store
from journal.tables import key_column_type, pages

NAME = "contracts1"


@dataclass(frozen=True, slots=True)
class ContractTables:
    """The table of one slot: `contract` is the whole of it as JSON."""

    metadata: MetaData
    contracts: Table


def contract_tables(slot: Slot) -> ContractTables:
    """The table of a slot."""
    metadata = MetaData()
    table = Table(
        f"{NAME}_{slot}",
        metadata,
        Column("convention", key_column_type(), primary_key=True),
        Column("network", key_column_type(), nullable=False),
        Column("began_on", Date, nullable=False),
        Column("ends_on", Date),
        Column("contract", String, nullable=False),
    )
    Index(f"{NAME}_{slot}_of_network", table.c.network, table.c.convention)
    return ContractTables(metadata, table)


SLOT_TABLES: Mapping[Slot, ContractTables] = MappingProxyType(
    {slot: contract_tables(slot) for slot in SLOTS}
)
"""The tables of both slots."""


_ALIKE = Alike()


def row_of(history: Sequence[Skimmed], new: int) -> Sequence[Rows]:  # noqa: ARG001  (made anew)
    """The row of the convention that these facts make, in a table of its own."""
    convention = folded(history)
    if convention is None:
        return ([],)
    one = contract_of(convention)
    days = (plain(one.began_on), plain(one.ends_on))
    return ([(one.convention, one.network, *days, one.model_dump_json())],)


def contracts_of(history: History) -> Iterator[Contract]:
    """The contract that these facts make, if they make one."""
    for row in _ALIKE.come(history, row_of).rows(0):
        yield Contract.model_validate_json(row[-1])


@dataclass(slots=True)
class ContractBatch:
    """Contracts that take the place of what the read model says of them now."""

    tables: ContractTables
    rows: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])
    known: list[str] = field(default_factory=list[str])
    """Conventions of which the read model may say something already."""

    def take(self, history: History) -> None:
        """Take a convention, given all its facts; what is none is passed over."""
        if history.convention is None:
            return
        if history.new:
            self.known.append(history.convention)
        self.rows += _ALIKE.come(history, row_of).rows(0)

    def write(self, connection: Connection) -> None:
        """Replace the rows, in the caller's transaction."""
        table = self.tables.contracts
        for page in pages(self.known):
            connection.execute(delete(table).where(table.c.convention.in_(page)))
        load(connection, table, self.rows)


class ContractsView:
    """The contracts as a read model."""

    name = NAME
    slots = SLOT_TABLES

    def metadata(self, slot: Slot) -> MetaData:
        """The table of a slot, to make it and to empty it."""
        return self.slots[slot].metadata

    def batch(self, store: Store, slot: Slot) -> ContractBatch:  # noqa: ARG002 - of the facts alone
        """An empty batch for a slot."""
        return ContractBatch(self.slots[slot])


CONTRACTS = ContractsView()


class Contracts:
    """The contracts of a store, as they are known now."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._following = Following(store, [CONTRACTS])

    def catch_up(self) -> int:
        """Read everything that was recorded since the last time; the position now reached."""
        return self._following.catch_up()

    def in_force(self, day: date, network: str | None = None) -> list[Contract]:
        """Those in force on that day, of one network or of all."""
        with reading(self._store, CONTRACTS) as (connection, of):
            table = of.contracts
            query = select(table.c.contract).where(
                table.c.began_on <= day, or_(table.c.ends_on.is_(None), table.c.ends_on > day)
            )
            if network is not None:
                query = query.where(table.c.network == network)
            found = connection.scalars(query.order_by(table.c.convention)).all()
        return [Contract.model_validate_json(one) for one in found]

    def came_and_went(self, before: date, day: date, network: str | None = None) -> list[Contract]:
        """Those that began after the one day and had ended by the other."""
        with reading(self._store, CONTRACTS) as (connection, of):
            table = of.contracts
            query = select(table.c.contract).where(
                table.c.began_on > before, table.c.began_on < day, table.c.ends_on <= day
            )
            if network is not None:
                query = query.where(table.c.network == network)
            found = connection.scalars(query.order_by(table.c.convention)).all()
        return [Contract.model_validate_json(one) for one in found]

    def begun_by(self, day: date, network: str | None = None) -> list[str]:
        """The conventions that had begun by that day, whatever came of them since, in order.

        Of one network or of all; networks' own conventions are among them in any case.
        """
        with reading(self._store, CONTRACTS) as (connection, of):
            table = of.contracts
            first = network_convention("")
            own = (table.c.convention >= first, table.c.convention < first + "\U0010ffff")
            query = select(table.c.convention).where(or_(table.c.began_on <= day, and_(*own)))
            if network is not None:
                query = query.where(table.c.network == network)
            return list(connection.scalars(query.order_by(table.c.convention)))

    def of_networks(self, network: str | None = None) -> list[Contract]:
        """The networks' own conventions, in force or not, of one network or of all."""
        with reading(self._store, CONTRACTS) as (connection, of):
            table = of.contracts
            first = network_convention(network or "")
            query = select(table.c.contract).where(
                table.c.convention >= first, table.c.convention < first + "\U0010ffff"
            )
            if network is not None:
                query = query.where(table.c.convention == first)
            found = connection.scalars(query.order_by(table.c.convention)).all()
        return [Contract.model_validate_json(one) for one in found]
