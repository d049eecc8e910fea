"""Which conventions, networks and staff there are: opaque rows, with no personal data in them."""

from collections.abc import Collection

from sqlalchemy import Engine, select

from domain.values import PartyKind
from journal.people import Person, StaffMember
from journal.people_store import People
from journal.register_changes import RegisterChanges
from journal.register_rows import ConventionRow, NetworkRow, StaffRow
from journal.register_tables import (
    convention_row,
    convention_table,
    conventions_with_kind,
    network_row,
    network_table,
    staff_row,
    staff_table,
)


class NotRegistered(LookupError):
    """There is no such convention, network or member of the staff in the registers."""


class Registers:
    """What is registered now. `journal.registration` is what writes it."""

    def __init__(self, engine: Engine, people: People) -> None:
        """Read the registers of this database; names of staff are looked up in `people`."""
        self.engine = engine
        self.people = people
        self.changes = RegisterChanges(engine)

    def networks(self) -> tuple[NetworkRow, ...]:
        """Every network, in the order of their ids."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(network_table).order_by(network_table.c.id))
            return tuple(network_row(row) for row in rows.mappings())

    def network(self, network: str) -> NetworkRow:
        """One network by its id; raises NotRegistered."""
        with self.engine.connect() as connection:
            query = select(network_table).where(network_table.c.id == network)
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NotRegistered(
                f"no network {network} is registered: see `avenants import networks`"
            )
        return network_row(row)

    def convention(self, convention: str) -> ConventionRow:
        """One convention by its id, a provider's or a network's own; raises NotRegistered."""
        with self.engine.connect() as connection:
            query = conventions_with_kind.where(convention_table.c.id == convention)
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NotRegistered(
                f"no convention {convention} is registered: see `avenants import providers`"
            )
        return convention_row(row)

    def conventions_of(
        self, network: str, after: str | None = None, limit: int = 500
    ) -> list[ConventionRow]:
        """A page of the providers' conventions of a network, ended ones too, after the key `after`.

        In the order of their ids; fewer than `limit` means that there are no more.
        """
        query = conventions_with_kind.where(
            convention_table.c.network == network,
            convention_table.c.party_kind != PartyKind.NETWORK,
        )
        if after is not None:
            query = query.where(convention_table.c.id > after)
        with self.engine.connect() as connection:
            rows = connection.execute(query.order_by(convention_table.c.id).limit(limit))
            return [convention_row(row) for row in rows.mappings()]

    def also_held(self, convention: str) -> tuple[ConventionRow, ...]:
        """The other conventions of the same provider, by the eight digits of the INAMI number."""
        return self.held_by(self.people.sharing_with(self.convention(convention).party))

    def held_by(self, parties: Collection[str]) -> tuple[ConventionRow, ...]:
        """The conventions of these parties, in the order of their ids."""
        query = conventions_with_kind.where(convention_table.c.party.in_(parties))
        with self.engine.connect() as connection:
            rows = connection.execute(query.order_by(convention_table.c.id))
            return tuple(convention_row(row) for row in rows.mappings())

    def all_staff(self) -> tuple[StaffRow, ...]:
        """Everybody of the office, in the order of their ids."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(staff_table).order_by(staff_table.c.id))
            return tuple(staff_row(row) for row in rows.mappings())

    def staff(self, member: str) -> StaffRow:
        """One member of the staff by id; raises NotRegistered."""
        with self.engine.connect() as connection:
            query = select(staff_table).where(staff_table.c.id == member)
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NotRegistered(
                f"nobody of the staff is registered as {member}: see `avenants import staff`"
            )
        return staff_row(row)

    def find_staff(self, text: str) -> tuple[StaffRow, ...]:
        """The one with that very id, else everybody whose id, name or e-mail contains the text."""
        everybody = self.all_staff()
        exact = tuple(row for row in everybody if row.id == text)
        if exact:
            return exact
        wanted = text.strip().casefold()
        people = self.people.get_many(row.party for row in everybody)
        return tuple(
            row for row in everybody if wanted and wanted in _described(row, people.get(row.party))
        )


def _described(row: StaffRow, person: Person | None) -> str:
    match person:
        case StaffMember(name=name, email=email):
            return f"{row.id}\n{name}\n{email}".casefold()
        case _:
            return row.id
