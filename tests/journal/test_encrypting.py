"""A store of an older program is sealed when it is opened: nothing is lost, nothing lies open."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text, update

from domain.mailbox import MessageKept, MessageKind
from journal import encrypting
from journal.envelope import Context
from journal.keys.place import keys_of
from journal.known_facts import known_facts
from journal.migrations import STEPS
from journal.opening import Store, open_store
from journal.sealed_items import NOBODYS
from journal.tables import store_table, writing
from tests.audit.seals.record import a_convention, a_refusal
from tests.journal.test_people import INES

pytestmark = pytest.mark.slow
BEFORE = STEPS.index(encrypting.make_sealed_tables)
"""The version of a store in which everything lay open."""
REFUSAL, UNPLACED, ORPHAN = b"Ich lehne ab. Ines", b"Wer bin ich? Ines", b"Niemand nennt mich. Ines"
CIRCULAR = b'{"circular": "2026-001"}'


def an_old_store(url: str, tmp_path: Path) -> dict[str, str]:
    """A store as the program before made it; the addresses of its evidence by what it is."""
    unused = keys_of(f"{tmp_path}/unused")
    with open_store(url, facts=known_facts(), keys=unused) as store:
        put = store.evidence.put
        kept = {
            "refusal": put(REFUSAL, "text/plain"),
            "unplaced": put(UNPLACED, "message/rfc822"),
            "orphan": put(ORPHAN, "text/plain"),
            "circular": put(CIRCULAR, "application/json"),
        }
        facts = [a_convention("K00001"), a_refusal("K00001", kept["refusal"])]
        append(store, "convention-K00001", facts)
        append(store, "mailbox-namur", [a_message(kept["unplaced"])])
        append(store, "circular-2026-001", [launched(kept["circular"])])
        with writing(store.engine) as connection:
            for statement in (
                "DROP TABLE persons",
                "DROP TABLE key_store",
                "DROP INDEX ix_evidence_key_id",
                "DROP INDEX ix_evidence_found_by",
                "ALTER TABLE evidence DROP COLUMN key_id",
                "ALTER TABLE evidence DROP COLUMN found_by",
                (
                    "CREATE TABLE people (party TEXT, version INTEGER, record TEXT, inami TEXT,"
                    f" recorded_at {'TEXT' if url.startswith('sqlite') else 'TIMESTAMPTZ'},"
                    " recorded_by TEXT)"
                ),
            ):
                connection.execute(text(statement))
            row = {
                "party": "p-1",
                "record": INES.model_dump_json(),
                "at": datetime(2026, 3, 2, 9, tzinfo=UTC).isoformat(),
            }
            for version in (1, 2):
                connection.execute(
                    text(
                        "INSERT INTO people VALUES (:party, :version, :record, '60001725',"
                        f" {':at' if url.startswith('sqlite') else 'CAST(:at AS TIMESTAMPTZ)'},"
                        " 'inami.cell')"
                    ),
                    row | {"version": version},
                )
            connection.execute(update(store_table).values(version=BEFORE))
    return kept


def append(store: Store, stream: str, facts: list) -> None:
    context = Context(command_id=uuid4(), actor="inami.cell", channel="cli", correlation=stream)
    store.journal.append(stream, facts, expected_version=0, context=context)


def a_message(address: str) -> MessageKept:
    return MessageKept(
        on=date(2026, 3, 20),
        id=uuid4(),
        mailbox="namur",
        uidvalidity=1,
        uid=1,
        sha256="0" * 64,
        evidence=address,
        kind=MessageKind.POSSIBLE_REFUSAL,
        dispatched_on=None,
        avenant=None,
        matched_by="none",
    )


def launched(address: str) -> object:
    from domain.circular_facts import CircularLaunched

    return CircularLaunched(
        on=date(2026, 3, 2),
        circular="2026-001",
        reference="Psy-Ort/2026/001",
        kind="amending",
        content=address,
        corrects=None,
        by="inami.cell",
    )


def test_what_lay_open_is_sealed_and_reads_as_before(url: str, tmp_path: Path) -> None:
    kept = an_old_store(url, tmp_path)
    place = keys_of(f"{tmp_path}/own")
    read: dict[str, bytes] = {}
    keys: dict[str, str | None] = {}
    for _ in range(2):
        with open_store(url, facts=known_facts(), keys=place) as store:
            assert store.people.get("p-1") == INES
            assert len(store.people.history("p-1")) == 2
            assert store.people.sharing_inami("60001725") == ("p-1",)
            read = {name: store.evidence.get(address) for name, address in kept.items()}
            keys = {name: store.evidence.describe(one).key for name, one in kept.items()}
    assert read == {
        "refusal": REFUSAL,
        "unplaced": UNPLACED,
        "orphan": ORPHAN,
        "circular": CIRCULAR,
    }
    assert keys["circular"] is None
    assert str(keys["refusal"]).startswith("p-")
    assert str(keys["unplaced"]).startswith(NOBODYS)
    assert str(keys["orphan"]).startswith(NOBODYS)


def test_the_file_keeps_no_byte_of_what_lay_open(sqlite_url: str, tmp_path: Path) -> None:
    an_old_store(sqlite_url, tmp_path)
    with open_store(sqlite_url, facts=known_facts(), keys=keys_of(f"{tmp_path}/own")):
        pass
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    for file in path.parent.glob(f"{path.name}*"):
        content = file.read_bytes()
        for secret in (b"Moussesource", b"93111795382", REFUSAL, UNPLACED, ORPHAN):
            assert secret not in content, file


def test_stopped_in_the_middle_the_next_opening_does_the_rest(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = an_old_store(url, tmp_path)
    place = keys_of(f"{tmp_path}/own")
    with monkeypatch.context() as broken:

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        broken.setattr(encrypting, "_evidence", killed)
        with pytest.raises(KeyboardInterrupt):
            open_store(url, facts=known_facts(), keys=place)
    with open_store(url, facts=known_facts(), keys=place) as store:
        assert store.people.get("p-1") == INES
        assert store.evidence.get(kept["refusal"]) == REFUSAL
        assert store.evidence.describe(kept["refusal"]).key is not None
