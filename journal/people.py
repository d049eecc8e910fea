"""Who the parties and the staff are: the only place where a name, an address or a number stands.

Facts, workflow ids, search attributes and logs know a person by an opaque party id only.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, TypeAdapter
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    String,
    Table,
    Text,
    bindparam,
    exists,
    func,
    select,
)

from domain.numbers import inami_key
from domain.values import Language, Value
from journal.tables import Instant, key_column_type, metadata, pages, writing


class Hospital(Value):
    """A hospital that speaks for a network: that of the B4 contract, or the one that invoices."""

    name: str
    inami: str
    bce: str
    director: str
    email: str | None = None


class NetworkParty(Value):
    """A network as a party: both its hospitals, its coordinator, and where replies go."""

    type: Literal["network"] = "network"
    name: str
    b4: Hospital
    invoicing: Hospital
    coordinator: str
    coordinator_email: str
    reply_to: str


class Independent(Value):
    """A psychologist or clinical remedial educator who holds the convention in person."""

    type: Literal["independent"] = "independent"
    name: str
    address: str
    inami: str
    national_number: str
    bce: str
    email: str | None = None
    phone: str | None = None


class Organisation(Value):
    """An organisation that holds one convention, and the person who answers for it."""

    type: Literal["organisation"] = "organisation"
    name: str
    address: str
    bce: str
    representative: str
    inami: str | None = None
    email: str | None = None
    phone: str | None = None


class StaffMember(Value):
    """Somebody who works in the office, at INAMI or for a network."""

    type: Literal["staff"] = "staff"
    name: str
    email: str
    language: Language


Person = Annotated[
    NetworkParty | Independent | Organisation | StaffMember, Field(discriminator="type")
]
"""Whoever has an opaque id in the record."""


class PersonVersion(Value):
    """What was known of a party from one moment on, and who said so."""

    party: str
    version: int
    person: Person
    recorded_at: AwareDatetime
    by: str


class UnknownParty(LookupError):
    """Nobody is registered under this party id."""


_PERSON: TypeAdapter[Person] = TypeAdapter(Person)

_people = Table(
    "people",
    metadata,
    Column("party", key_column_type(), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False),
    Column("inami", String, nullable=True, index=True),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_by", String, nullable=False),
)

_VERSIONS = (
    select(_people.c.party, _people.c.record)
    .where(_people.c.party.in_(bindparam("parties", expanding=True)))
    .order_by(_people.c.version)
)


class People:
    """The people store: every version of every party, the last one being what is true now."""

    def __init__(self, engine: Engine) -> None:
        """Read and write the people of this database; its tables must have been made."""
        self._engine = engine

    def put(self, party: str, record: Person, recorded_at: datetime, by: str) -> None:
        """Make `record` what is known of `party`; the versions before it stay in the history."""
        with writing(self._engine) as connection:
            self.put_all([(party, record)], recorded_at, by, within=connection)

    def put_all(
        self,
        records: Iterable[tuple[str, Person]],
        recorded_at: datetime,
        by: str,
        *,
        within: Connection,
    ) -> None:
        """As `put`, for many parties at once, each named once, in the caller's transaction."""
        for page in pages(records):
            versions = _versions(within, [party for party, _ in page])
            rows = [
                {
                    "party": party,
                    "version": versions.get(party, 0) + 1,
                    "record": record.model_dump_json(),
                    "inami": _key(record),
                    "recorded_at": recorded_at,
                    "recorded_by": by,
                }
                for party, record in page
            ]
            within.execute(_people.insert(), rows)

    def get(self, party: str) -> Person:
        """What is known of a party now; raises UnknownParty."""
        found = self.get_many([party])
        if party not in found:
            raise UnknownParty(f"nobody is registered under the party id {party}")
        return found[party]

    def get_many(self, parties: Iterable[str]) -> dict[str, Person]:
        """What is known now of each of these parties that is registered."""
        found: dict[str, Person] = {}
        with self._engine.connect() as connection:
            for page in pages(parties):
                # In the order of the versions, so that the last one stays.
                for party, record in connection.execute(_VERSIONS, {"parties": page}):
                    found[party] = _PERSON.validate_json(record)
        return found

    def history(self, party: str) -> tuple[PersonVersion, ...]:
        """Every version of a party, the oldest first; empty when nobody is registered."""
        query = select(_people).where(_people.c.party == party).order_by(_people.c.version)
        with self._engine.connect() as connection:
            return tuple(
                PersonVersion(
                    party=row.party,
                    version=row.version,
                    person=_PERSON.validate_json(row.record),
                    recorded_at=row.recorded_at,
                    by=row.recorded_by,
                )
                for row in connection.execute(query)
            )

    def sharing_inami(self, number: str) -> tuple[str, ...]:
        """The parties whose INAMI number now has these eight digits: one provider's conventions."""
        newer = _people.alias()
        superseded = exists().where(
            newer.c.party == _people.c.party, newer.c.version > _people.c.version
        )
        query = (
            select(_people.c.party)
            .where(_people.c.inami == inami_key(number), ~superseded)
            .order_by(_people.c.party)
        )
        with self._engine.connect() as connection:
            return tuple(connection.scalars(query))


def _versions(connection: Connection, parties: Sequence[str]) -> dict[str, int]:
    query = (
        select(_people.c.party, func.max(_people.c.version))
        .where(_people.c.party.in_(parties))
        .group_by(_people.c.party)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _key(record: Person) -> str | None:
    match record:
        case Independent() | Organisation():
            return None if record.inami is None else inami_key(record.inami)
        case NetworkParty() | StaffMember():
            return None
