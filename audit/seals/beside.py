"""What the database can say of itself in its own words, while its facts are being hashed."""

import sqlite3
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from audit.seals.away import was_away
from audit.seals.findings import Fault, Finding
from audit.seals.leaves import named
from audit.seals.stored import snapshot
from audit.seals.strangers import strangers
from audit.views.known import VIEWS
from audit.views.view import SLOTS
from journal.errors import StoreError

MOST = 20
"""Complaints of the database itself that are told."""

_GAPS = (
    "SELECT {stream}, count(*), max(originator_version) FROM stored_events"
    " GROUP BY originator_id"
    " HAVING count(*) <> max(originator_version) OR min(originator_version) <> 1"
    " ORDER BY originator_id"
)
# SQLite keeps in any column what it is given, and sorts numbers before texts before other bytes.
_STREAMS_NO_TEXT = (
    "SELECT rowid, CAST(originator_id AS BLOB), originator_version FROM stored_events"
    " WHERE originator_id < '' OR originator_id >= x''"
)
_COMMANDS_NO_TEXT = (
    "SELECT CAST(stream AS BLOB), first_version, last_version FROM recorded_commands"
    " WHERE stream < '' OR stream >= x''"
)


def said_beside(engine: Engine) -> list[Finding]:
    """What is wrong in the file, in the versions of streams and in their names.

    Each is asked for even where another one cannot be answered.
    """
    return [one for ask in (_complaints, strangers, _gaps, _no_text) for one in _asked(engine, ask)]


def _asked(engine: Engine, ask: Callable[[Connection], Iterator[Finding]]) -> list[Finding]:
    try:
        with snapshot(engine) as connection:
            return list(ask(connection))
    except (StoreError, DBAPIError, sqlite3.Error, UnicodeDecodeError) as error:
        if was_away(error):
            raise
        return [_of_the_file(str(error))]


def _complaints(connection: Connection) -> Iterator[Finding]:
    """What the database itself says is wrong with its file; PostgreSQL says so when it reads.

    Of read models nothing is asked: they can be several times as large as the record, and are
    made from it anew.
    """
    if connection.dialect.name != "sqlite":
        return
    ours = {name for view in VIEWS for slot in SLOTS for name in view.metadata(slot).tables}
    names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
    said: list[str] = []
    for name in names.scalars().all():
        if name not in ours:
            quoted = str(name).replace('"', '""')
            said += connection.execute(text(f'PRAGMA integrity_check("{quoted}")')).scalars().all()
    yield from [_of_the_file(line) for line in said if line != "ok"][:MOST]


def _gaps(connection: Connection) -> Iterator[Finding]:
    """The streams whose versions are not 1, 2, 3 and so on."""
    lite = connection.dialect.name == "sqlite"
    query = _GAPS.format(stream="CAST(originator_id AS BLOB)" if lite else "originator_id")
    for stream, facts, highest in connection.execute(text(query)):
        place = stream if isinstance(stream, str) else named(stream)
        detail = f"{facts} facts, the highest version is {highest}"
        yield Finding(fault=Fault.VERSION_MISSING, place=place, detail=detail)


def _no_text(connection: Connection) -> Iterator[Finding]:
    """The streams whose name has the right bytes and is no text: nobody who asks finds them."""
    if connection.dialect.name != "sqlite":
        return
    detail = "the name of its stream is no text"
    for position, stream, version in connection.execute(text(_STREAMS_NO_TEXT)):
        place = f"position {position}, {named(stream)} version {version}"
        yield Finding(fault=Fault.CHANGED, place=place, detail=detail)
    for stream, first, last in connection.execute(text(_COMMANDS_NO_TEXT)):
        place = f"{named(stream)} versions {first} to {last}"
        yield Finding(fault=Fault.COMMAND_DIFFERS, place=place, detail=detail)


def _of_the_file(line: str) -> Finding:
    return Finding(fault=Fault.UNREADABLE, place="the database file", detail=line)
