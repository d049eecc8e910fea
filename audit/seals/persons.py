"""Whether the people store has what its registers say, opens, and is empty where it was erased."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import ValidationError
from sqlalchemy import Connection, select, text

from audit.seals.findings import Fault, Findings
from audit.seals.history import PERSONAL, Change, number_in
from audit.seals.leaves import Row
from audit.seals.meanwhile import erased_since, in_the_end
from audit.seals.stored import snapshot
from audit.seals.told import read_fact
from domain.access import PersonErased
from journal.errors import KeysMissing
from journal.keys.cipher import Cipher
from journal.keys.keyring import Keyring
from journal.keys.place import Keys
from journal.people import Independent, Organisation, Person
from journal.people_records import inami_mark, open_person, people_table
from journal.tables import pages

_VERSIONS = (
    "SELECT party, version, sealed, inami_mark, recorded_at, recorded_by FROM persons"
    " ORDER BY party, version"
)
_NOT_OPEN = "it does not open with its key, or its key is gone"


class Version(NamedTuple):
    """A version of a party as it lies in the store."""

    party: str
    version: int
    sealed: bytes | None
    mark: str | None
    recorded_at: object
    recorded_by: str

    @property
    def place(self) -> str:
        """How a person finds it."""
        return f"persons {self.party} version {self.version}"


class PersonCheck:
    """Notes who was erased, as facts pass, and compares at the end what is kept."""

    def __init__(self, connection: Connection, found: Findings, keys: Keys) -> None:
        self._connection = connection
        self._found = found
        self._keys = keys
        self._erased: set[str] = set()
        self._long_erased: frozenset[str] = frozenset()
        """Of those, who was erased before the last checkpoint."""
        self._keyless: list[Version] = []
        """The first version of each whose key was destroyed, and whose erasure is not known yet."""
        self._back: dict[str, Version] = {}
        """The first version of each who was erased before the last checkpoint and is there."""

    def fact(self, row: Row) -> None:
        """Take note of who was erased, as a fact says."""
        one = read_fact(row)
        if one is not None and isinstance(one.fact, PersonErased):
            self._erased.add(one.fact.party)

    def covered(self) -> None:
        """All facts so far are under a checkpoint."""
        self._long_erased = frozenset(self._erased)

    def kept(self, changes: Sequence[Change]) -> None:
        """Hold every version against the change with which it came; open it, with its keys."""
        came: dict[str, list[Change]] = defaultdict(list)
        for one in changes:
            if one.concerns_person:
                came[one.after.party].append(one)
        kept: dict[str, list[Version]] = defaultdict(list)
        for row in self._connection.execute(text(_VERSIONS)):
            party, number, *rest = row
            one = Version(str(party), number_in(number), *rest)
            kept[one.party].append(one)
        for party, with_them in came.items():
            self._beside(party, kept.get(party, []), with_them)
        for page in pages(kept):
            self._opened({party: kept[party] for party in page}, came)
        if self._keyless:
            self._erased_meanwhile()
        if self._back:
            for party in sorted(in_the_end(self._not_empty)):
                detail = "its erasure is on record, and yet it is there"
                self._tell(self._back[party].place, detail)

    def _beside(self, party: str, kept: Sequence[Version], came: Sequence[Change]) -> None:
        for number, change in enumerate(came, start=1):
            one = next((one for one in kept if one.version == number), None)
            if one is None:
                self._tell(f"persons {party} version {number}", "it is gone")
            elif (one.recorded_at, str(one.recorded_by)) != (
                change.recorded_at,
                change.recorded_by,
            ):
                self._tell(one.place, "it came at another time, or by somebody else")
        for one in kept:
            if one.version not in range(1, len(came) + 1):
                self._tell(one.place, "no change ever brought it in")

    def _opened(self, kept: dict[str, list[Version]], came: dict[str, list[Change]]) -> None:
        at_hand = self._keys.at_hand
        ciphers = self._keys.ring.ciphers(list(kept)) if at_hand else {}
        for party, versions in kept.items():
            there = [one for one in versions if one.sealed is not None]
            if party in self._erased:
                if there and party in self._long_erased:
                    self._back[party] = there[0]
                continue
            for one in versions:
                if one.sealed is None:
                    self._tell(one.place, "it is empty, and no erasure is on record")
            if at_hand:
                self._plain(self._keys.ring, ciphers, there, came.get(party, []))

    def _plain(
        self,
        ring: Keyring,
        ciphers: dict[str, Cipher | None],
        versions: Sequence[Version],
        came: Sequence[Change],
    ) -> None:
        before: Person | None = None
        for one in versions:
            person = self._person(ciphers, one)
            if person is None:
                if one.party in ciphers and ciphers[one.party] is None:
                    self._keyless.append(one)
                else:
                    self._tell(one.place, _NOT_OPEN)
                return
            if one.mark != _mark(ring, person):
                self._tell(one.place, "its mark is not that of its INAMI number")
            change = came[one.version - 1] if 0 < one.version <= len(came) else None
            if change is not None and change.before is not None and before is not None:
                told = [name for name in change.fields if name.startswith(PERSONAL)]
                if told != list(_differences(before, person)):
                    self._tell(change.place, "it names other fields than differ")
            before = person

    def _erased_meanwhile(self) -> None:
        """Who has no key was erased since the snapshot was made, as a fact says, or is a fault."""
        since = erased_since(self._connection)
        for one in self._keyless:
            if one.party not in since.parties:
                self._tell(one.place, _NOT_OPEN)

    def _not_empty(self) -> frozenset[str]:
        """Of these, who is there now."""
        columns, there = people_table.c, set[str]()
        with snapshot(self._connection.engine) as now:
            for page in pages(self._back):
                query = select(columns.party).where(
                    columns.party.in_(page), columns.sealed.is_not(None)
                )
                there.update(now.scalars(query))
        return frozenset(there)

    def _person(self, ciphers: dict[str, Cipher | None], one: Version) -> Person | None:
        try:
            return open_person(ciphers, one.party, one.version, one.sealed or b"")
        except (KeysMissing, ValidationError, TypeError, ValueError):
            return None

    def _tell(self, place: str, detail: str) -> None:
        self._found.add(Fault.PERSON_DIFFERS, place, detail)


def _mark(ring: Keyring, person: Person) -> str | None:
    if isinstance(person, Independent | Organisation) and person.inami is not None:
        return inami_mark(ring, person.inami)
    return None


def _differences(before: Person, after: Person) -> Iterator[str]:
    """The fields that differ, in the order in which an import names them."""
    old, new = before.model_dump(), after.model_dump()
    yield from (
        f"{PERSONAL}{name}"
        for name in dict.fromkeys((*new, *old))
        if new.get(name) != old.get(name)
    )
