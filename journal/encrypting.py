"""What lay open in a store of an older program is sealed: people, and evidence that concerns one.

Runs once, while nobody else opens the store, and may be run again after a crash: which key store
has the keys is noted last.
"""

import hashlib
from collections.abc import Callable, Sequence

from pydantic import TypeAdapter
from sqlalchemy import (
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.schema import CreateColumn

from journal.envelope import Recorded
from journal.faults import faults
from journal.keys.keyring import Keyring
from journal.people import Person
from journal.people_records import people_table, person_columns
from journal.recorder import Recorder
from journal.sealed_items import Item, evidence_columns, key_of_nobody
from journal.tables import Instant, evidence_table, key_store_table, metadata, pages, writing
from journal.whom import Concerned

Feed = Callable[[int, int], Sequence[Recorded]]
"""At most so many facts of all streams after a position."""

_PERSON: TypeAdapter[Person] = TypeAdapter(Person)
_old_people = Table(
    "people",
    MetaData(),
    Column("party", String),
    Column("version", Integer),
    Column("record", Text),
    Column("recorded_at", Instant),
    Column("recorded_by", String),
)
AT_ONCE = 50
"""Items of evidence that are sealed in one transaction."""
READ_AT_ONCE = 5_000
_RESEAL = (
    update(evidence_table)
    .where(evidence_table.c.address == bindparam("of"))
    .values(
        salt=None,
        **{name: bindparam(f"new_{name}") for name in ("content", "digest", "key_id", "found_by")},
    )
)


def make_sealed_tables(engine: Engine, _recorder: Recorder) -> None:
    """Room for what is sealed, beside what still lies open; may be run again."""
    with writing(engine) as connection:
        metadata.create_all(connection, tables=[people_table, key_store_table])
        there = {one["name"] for one in inspect(connection).get_columns(evidence_table.name)}
        for column in (evidence_table.c.key_id, evidence_table.c.found_by):
            if column.name not in there:
                made = CreateColumn(column).compile(dialect=engine.dialect)
                connection.execute(text(f"ALTER TABLE {evidence_table.name} ADD COLUMN {made}"))
        for index in evidence_table.indexes:
            index.create(connection, checkfirst=True)


def key_store_of(engine: Engine) -> str | None:
    """Which key store has the keys of this store; None while nothing in it is sealed."""
    with faults(), engine.connect() as connection:
        return connection.scalar(select(key_store_table.c.id))


def seal_what_lies_open(engine: Engine, ring: Keyring, feed: Feed) -> None:
    """Seal every person and all evidence that concerns one, and note whose keys these are."""
    done = _people(engine, ring) + _evidence(engine, ring, feed)
    if done:
        _leave_no_trace(engine)
    with writing(engine) as connection:
        connection.execute(insert(key_store_table), {"only_row": 1, "id": ring.id})


def _people(engine: Engine, ring: Keyring) -> int:
    if _old_people.name not in inspect(engine).get_table_names():
        return 0
    with writing(engine) as connection:
        rows = connection.execute(select(_old_people)).all()
        for page in pages(rows):
            ring.make(row.party for row in page)
            ciphers = ring.ciphers([row.party for row in page])
            sealed = [
                {
                    **person_columns(
                        ring, ciphers, row.party, row.version, _PERSON.validate_json(row.record)
                    ),
                    "recorded_at": row.recorded_at,
                    "recorded_by": row.recorded_by,
                }
                for row in page
            ]
            connection.execute(people_table.insert(), sealed)
        connection.execute(text(f"DROP TABLE {_old_people.name}"))
    return len(rows)


def _evidence(engine: Engine, ring: Keyring, feed: Feed) -> int:
    items = evidence_table.c
    lying_open = items.key_id.is_(None) & items.content.is_not(None)
    with engine.connect() as connection:
        addresses = list(connection.scalars(select(items.address).where(lying_open)))
    if not addresses:
        return 0
    concerned = _concerned(feed)
    addresses = [one for one in addresses if one not in concerned.open]
    for page in pages(addresses, AT_ONCE):
        with writing(engine) as connection:
            query = select(items.address, items.salt, items.content).where(items.address.in_(page))
            rows = connection.execute(query).all()
            changes = [
                _resealed(ring, Item(row.address, None, row.salt, row.content), concerned)
                for row in rows
            ]
            connection.execute(_RESEAL, changes)
    return len(addresses)


def _concerned(feed: Feed) -> Concerned:
    found, after = Concerned(), 0
    while facts := feed(after, READ_AT_ONCE):
        found.told(facts)
        after = facts[-1].position
    return found


def _resealed(ring: Keyring, item: Item, concerned: Concerned) -> dict[str, object]:
    party = concerned.parties.get(item.address)
    digest = hashlib.sha256(item.content)
    key = party or key_of_nobody(ring, digest.digest())
    sealed = evidence_columns(ring, key, item.address, item.salt or b"", item.content) or {}
    return {"of": item.address} | {f"new_{name}": value for name, value in sealed.items()}


def _leave_no_trace(engine: Engine) -> None:
    """Write the tables anew, so that the file keeps nothing of what lay open."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                raw.cursor().execute(statement).close()
        finally:
            raw.close()
    else:
        alone = engine.execution_options(isolation_level="AUTOCOMMIT")
        with alone.connect() as connection:
            connection.exec_driver_sql(f"VACUUM FULL {evidence_table.name}")
