"""The people store: each record sealed under its party's own key, which lies elsewhere.

How a record lies there stands in `journal.people_records`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    bindparam,
    exists,
    func,
    select,
    update,
)

from journal.emptying import while_keeping, while_taking_away
from journal.keys.place import Keys
from journal.people import PartyErased, Person, PersonVersion, UnknownParty
from journal.people_records import (
    inami_mark,
    open_person,
    people_table,
    person_columns,
    was_erased,
)
from journal.tables import pages, writing

_VERSIONS = (
    select(people_table.c.party, people_table.c.version, people_table.c.sealed)
    .where(people_table.c.party.in_(bindparam("parties", expanding=True)))
    .order_by(people_table.c.version)
)


class People:
    """The people store: every version of every party, the last one being what is true now.

    Each is sealed under its party's own key; reading raises KeysMissing where keys are not at hand.
    """

    def __init__(self, engine: Engine, keys: Keys) -> None:
        """Read and write the people of this database; its tables must have been made."""
        self._engine = engine
        self._keys = keys

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
        """As `put`, for many parties at once, each named once, in the caller's transaction.

        Raises PartyErased for one that was erased: whoever comes back is another party. So also
        where the key that is remembered here was destroyed a moment ago.
        """
        ring = self._keys.ring
        while_keeping(within)
        for page in pages(records):
            versions = _versions(within, [party for party, _ in page])
            ring.make(party for party, _ in page if party not in versions)
            ciphers = ring.ciphers([party for party, _ in page])
            rows = [
                {
                    **person_columns(ring, ciphers, party, versions.get(party, 0) + 1, record),
                    "recorded_at": recorded_at,
                    "recorded_by": by,
                }
                for party, record in page
            ]
            within.execute(people_table.insert(), rows)

    def get(self, party: str) -> Person:
        """What is known of a party now; raises UnknownParty, PartyErased for one that was."""
        found = self.get_many([party])
        if party not in found:
            if self.erased([party]):
                raise PartyErased(f"what was known of {party} was erased; its id alone remains")
            raise UnknownParty(f"nobody is registered under the party id {party}")
        return found[party]

    def get_many(self, parties: Iterable[str]) -> dict[str, Person]:
        """What is known now of each of these parties that is registered and not erased."""
        found: dict[str, Person] = {}
        for page in pages(parties):
            last: dict[str, tuple[int, bytes]] = {}
            with self._engine.connect() as connection:
                # In the order of the versions, so that the last one stays.
                for party, version, sealed in connection.execute(_VERSIONS, {"parties": page}):
                    if sealed is not None:
                        last[party] = version, sealed
            ciphers = self._keys.ring.ciphers(last) if last else {}
            for party, (version, sealed) in last.items():
                person = open_person(ciphers, party, version, sealed)
                if person is not None:
                    found[party] = person
        return found

    def history(self, party: str) -> tuple[PersonVersion, ...]:
        """Every version of a party, the oldest first; empty for nobody, or when erased."""
        query = select(people_table).where(people_table.c.party == party)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(people_table.c.version)).all()
        rows = [row for row in rows if row.sealed is not None]
        ciphers = self._keys.ring.ciphers([party]) if rows else {}
        opened = ((row, open_person(ciphers, party, row.version, row.sealed)) for row in rows)
        return tuple(
            PersonVersion(
                party=row.party,
                version=row.version,
                person=person,
                recorded_at=row.recorded_at,
                by=row.recorded_by,
            )
            for row, person in opened
            if person is not None
        )

    def sharing_inami(self, number: str) -> tuple[str, ...]:
        """The parties whose INAMI number now has these eight digits: one provider's conventions."""
        return self._marked(people_table.c.inami_mark == inami_mark(self._keys.ring, number))

    def sharing_with(self, party: str) -> tuple[str, ...]:
        """The other parties with the same INAMI number as that one now: the same provider.

        Known for as long as anything of that party lies here, though its key be gone.
        """
        own = people_table.alias()
        mark = (
            select(own.c.inami_mark)
            .where(own.c.party == party)
            .order_by(own.c.version.desc())
            .limit(1)
            .scalar_subquery()
        )
        return self._marked((people_table.c.inami_mark == mark) & (people_table.c.party != party))

    def _marked(self, which: ColumnElement[bool]) -> tuple[str, ...]:
        """The parties of which the newest version is such a one."""
        newer = people_table.alias()
        superseded = exists().where(
            newer.c.party == people_table.c.party, newer.c.version > people_table.c.version
        )
        query = (
            select(people_table.c.party).where(which, ~superseded).order_by(people_table.c.party)
        )
        with self._engine.connect() as connection:
            return tuple(connection.scalars(query))

    def erased(self, parties: Iterable[str]) -> frozenset[str]:
        """Those of these parties of whom nothing can be read any more, and never will be."""
        query = select(people_table.c.party).where(people_table.c.sealed.is_(None)).distinct()
        found: set[str] = set()
        for page in pages(parties):
            with self._engine.connect() as connection:
                found.update(connection.scalars(query.where(people_table.c.party.in_(page))))
        return frozenset(found)

    def versions(self, party: str) -> int:
        """How many versions of a party are kept and can still be read."""
        query = (
            select(func.count())
            .select_from(people_table)
            .where(people_table.c.party == party, people_table.c.sealed.is_not(None))
        )
        with self._engine.connect() as connection:
            return connection.scalar(query) or 0

    def empty(self, parties: Iterable[str]) -> int:
        """Take away every version of these parties, for good; done once it is on record."""
        emptied = 0
        for page in pages(parties):
            change = (
                update(people_table)
                .where(people_table.c.party.in_(page))
                .values(sealed=None, inami_mark=None)
            )
            with writing(self._engine) as connection:
                while_taking_away(connection)
                emptied += connection.execute(change).rowcount
        return emptied


def _versions(connection: Connection, parties: Sequence[str]) -> dict[str, int]:
    query = (
        select(
            people_table.c.party,
            func.max(people_table.c.version),
            func.count(people_table.c.sealed),
        )
        .where(people_table.c.party.in_(parties))
        .group_by(people_table.c.party)
    )
    versions: dict[str, int] = {}
    for party, last, sealed in connection.execute(query):
        if not sealed:
            raise was_erased(party)
        versions[party] = last
    return versions
