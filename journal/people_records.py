"""One version of a party as it lies in the people store: sealed under the party's own key."""

from collections.abc import Mapping

from pydantic import TypeAdapter
from sqlalchemy import Column, Integer, LargeBinary, String, Table

from domain.numbers import inami_key
from journal.errors import KeysMissing
from journal.keys.cipher import Cipher, NotSealedSo
from journal.keys.keyring import Keyring
from journal.people import (
    Independent,
    NetworkParty,
    Organisation,
    PartyErased,
    Person,
    StaffMember,
)
from journal.tables import Instant, key_column_type, metadata

_PERSON: TypeAdapter[Person] = TypeAdapter(Person)

people_table = Table(
    "persons",
    metadata,
    Column("party", key_column_type(), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary),
    Column("inami_mark", String(64), index=True),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_by", String, nullable=False),
)
"""Each version sealed under the key of its party, and empty once that party was erased."""


def person_columns(
    ring: Keyring,
    ciphers: Mapping[str, Cipher | None],
    party: str,
    version: int,
    record: Person,
) -> dict[str, object]:
    """A version as it lies in the table: nobody can take it for another one's."""
    plain = record.model_dump_json().encode()
    return {
        "party": party,
        "version": version,
        "sealed": _there(ciphers, party).seal(plain, _about(party, version)),
        "inami_mark": _mark(ring, record),
    }


def open_person(
    ciphers: Mapping[str, Cipher | None], party: str, version: int, sealed: bytes
) -> Person | None:
    """What a version says; None once the key was destroyed. Raises KeysMissing for a wrong key."""
    if party in ciphers and ciphers[party] is None:
        return None
    try:
        plain = _there(ciphers, party).open(sealed, _about(party, version))
    except NotSealedSo as error:
        raise KeysMissing(
            f"What is known of {party} does not open with its key: one of both was changed. "
            "Bring store and key store back from backups of the same day."
        ) from error
    return _PERSON.validate_json(plain)


def inami_mark(ring: Keyring, number: str) -> str:
    """What stands for the eight digits of an INAMI number: equal where they are."""
    return ring.index(b"inami", inami_key(number).encode())


def _there(ciphers: Mapping[str, Cipher | None], party: str) -> Cipher:
    cipher = ciphers.get(party)
    if cipher is not None:
        return cipher
    if party in ciphers:
        raise was_erased(party)
    raise KeysMissing(
        f"The key store has no key of {party}: bring back the key store of the day of this store."
    )


def was_erased(party: str) -> PartyErased:
    """That a party was erased, to be raised by who would keep something of it again."""
    return PartyErased(
        f"what was known of {party} was erased, for good: register who comes back under "
        "another convention number"
    )


def _about(party: str, version: int) -> bytes:
    return f"avenants/person/1\n{party}\n{version}".encode()


def _mark(ring: Keyring, record: Person) -> str | None:
    match record:
        case Independent() | Organisation():
            return None if record.inami is None else inami_mark(ring, record.inami)
        case NetworkParty() | StaffMember():
            return None
