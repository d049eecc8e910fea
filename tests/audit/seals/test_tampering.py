"""Whatever is changed behind the program's back is found, and the place is said."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from activities.mailbox import keeping
from audit.seals.checkpoint import sealed
from audit.seals.evidence import PIECES
from audit.seals.findings import Fault
from audit.seals.folder import SealsFolder
from audit.seals.keys import make_signer
from audit.seals.refusals import SealsBroken, SealsRefused
from audit.seals.sealer import Sealer
from journal.evidence import NOBODY_YET
from tests.audit.seals.record import Record, a_convention, a_record, a_refusal

pytestmark = pytest.mark.slow

FIRST = "position 1, convention-K00001 version 1"
SIXTH = "position 6, convention-K00002 version 2"


def test_a_record_that_nobody_touched_is_well(any_record: Record) -> None:
    any_record.seal()
    said = any_record.verify()
    assert said.findings == ()
    assert (said.covered, said.covered_through, said.uncovered) == (12, 12, 0)
    assert (said.checkpoints, said.anchored, said.evidence) == (1, True, 8)


def test_it_is_said_exactly_what_is_covered_and_what_is_not(any_record: Record) -> None:
    any_record.seal()
    any_record.clock.set(any_record.clock.now() + timedelta(hours=5))
    since = any_record.clock.now()
    any_record.refuse("K00001")
    any_record.refuse("K00003")
    said = any_record.verify()
    assert said.findings == ()
    assert (said.covered, said.covered_through) == (12, 12)
    assert (said.uncovered, said.uncovered_from, said.uncovered_through) == (2, 13, 14)
    assert said.uncovered_since == since


def test_a_record_without_any_checkpoint_is_uncovered_and_not_wrong(any_record: Record) -> None:
    said = any_record.verify()
    assert (said.findings, said.covered, said.uncovered, said.anchored) == ((), 0, 12, False)


@pytest.mark.parametrize("batch", [1, 5, 100])
def test_a_changed_byte_is_found_where_it_is(any_record: Record, batch: int) -> None:
    any_record.seal(batch)
    ((state,),) = any_record.ask("SELECT state FROM stored_events WHERE position = 6")
    changed = bytes(state).replace(b'"letter"', b'"lettes"')
    assert changed != bytes(state)
    any_record.execute("UPDATE stored_events SET state = :s WHERE position = 6", s=changed)
    assert any_record.found() == [(Fault.CHANGED, SIXTH)]


def test_a_changed_topic_is_found(any_record: Record) -> None:
    any_record.seal()
    any_record.execute("UPDATE stored_events SET topic = 'convention.registered/2' "
                       "WHERE position = 1")  # fmt: skip
    assert any_record.found() == [(Fault.CHANGED, FIRST)]


@pytest.mark.parametrize("batch", [1, 5, 100])
def test_a_removed_fact_is_found(any_record: Record, batch: int) -> None:
    any_record.seal(batch)
    any_record.execute("DELETE FROM stored_events WHERE position = 6")
    found = any_record.found()
    assert (Fault.REMOVED, SIXTH) in found
    assert {place for _, place in found} == {
        SIXTH, "convention-K00002", "convention-K00002 versions 2 to 2"
    }  # fmt: skip


def test_an_inserted_fact_is_found(any_record: Record) -> None:
    """Where a position was free, since positions have gaps."""
    any_record.execute("UPDATE stored_events SET position = 20 WHERE position = 12")
    any_record.seal()
    any_record.execute(
        "INSERT INTO stored_events (position, originator_id, originator_version, topic, state)"
        " SELECT 15, 'convention-K00009', 1, topic, state FROM stored_events WHERE position = 1"
    )
    place = "position 15, convention-K00009 version 1"
    assert (Fault.INSERTED, place) in any_record.found()


def test_swapped_facts_are_found(any_record: Record) -> None:
    """Two contents change places, each under the stream and version of the other."""
    any_record.seal()
    rows = any_record.ask("SELECT position, state FROM stored_events WHERE position IN (6, 10)")
    (six, of_six), (ten, of_ten) = sorted(rows)
    for position, state in ((six, of_ten), (ten, of_six)):
        any_record.execute("UPDATE stored_events SET state = :s WHERE position = :p",
                           s=bytes(state), p=position)  # fmt: skip
    found = any_record.found()
    assert (Fault.CHANGED, SIXTH) in found
    assert (Fault.CHANGED, "position 10, convention-K00002 version 3") in found


def test_reordered_facts_are_found(any_record: Record) -> None:
    """A stream tells its facts in another order."""
    any_record.seal()
    for old, new in ((2, 99), (3, 2), (99, 3)):
        any_record.execute("UPDATE stored_events SET originator_version = :new"
                           " WHERE originator_id = 'convention-K00002'"
                           " AND originator_version = :old", old=old, new=new)  # fmt: skip
    found = any_record.found()
    assert (Fault.MOVED, SIXTH) in found
    assert (Fault.MOVED, "position 10, convention-K00002 version 3") in found


def test_facts_that_changed_their_positions_are_found(any_record: Record) -> None:
    any_record.seal()
    for old, new in ((6, 99), (7, 6), (99, 7)):
        any_record.execute(f"UPDATE stored_events SET position = {new} WHERE position = {old}")
    assert (Fault.MOVED, SIXTH) in any_record.found()


@pytest.mark.parametrize("batch", [1, 5, 100])
def test_a_cut_tail_is_found(any_record: Record, batch: int) -> None:
    """Also with the commands gone, so that nothing inside the database looks wrong."""
    any_record.seal(batch)
    any_record.execute("DELETE FROM stored_events WHERE position > 10")
    any_record.execute("DELETE FROM recorded_commands WHERE last_version = 3"
                       " AND stream IN ('convention-K00003', 'convention-K00004')")  # fmt: skip
    found = any_record.found()
    assert found[0] == (Fault.TAIL_CUT, "position 11, convention-K00003 version 3")
    assert {fault for fault, _ in found} == {Fault.TAIL_CUT}


def test_a_deleted_stream_is_found(any_record: Record) -> None:
    any_record.seal()
    any_record.execute("DELETE FROM stored_events WHERE originator_id = 'convention-K00002'")
    any_record.execute("DELETE FROM recorded_commands WHERE stream = 'convention-K00002'")
    assert any_record.found() == [(Fault.STREAM_DELETED, "convention-K00002")]


def test_an_emptied_store_is_found(any_record: Record) -> None:
    any_record.seal()
    any_record.execute("DELETE FROM stored_events")
    any_record.execute("DELETE FROM recorded_commands")
    assert any_record.found() == [(Fault.TAIL_CUT, FIRST)]


@pytest.mark.parametrize(
    "change",
    [
        "content = :b",
        "salt = :b",
        "digest = :t",
        "size = 1",
        "content = NULL",
        "salt = NULL",
    ],
)
def test_replaced_evidence_is_found(any_record: Record, change: str) -> None:
    letter = any_record.refuse("K00001")
    any_record.seal()
    values = {name: value for name, value in (("b", b"Another letter."), ("t", "0" * 64))
              if f":{name}" in change}  # fmt: skip
    any_record.execute(f"UPDATE evidence SET {change} WHERE address = :a", a=letter, **values)
    assert any_record.found() == [(Fault.EVIDENCE_CHANGED, f"evidence {letter}")]


def test_evidence_that_is_gone_is_found(any_record: Record) -> None:
    letter = any_record.refuse("K00001")
    any_record.seal()
    any_record.execute("DELETE FROM evidence WHERE address = :a", a=letter)
    (finding,) = any_record.verify().findings
    assert (finding.fault, finding.place) == (Fault.EVIDENCE_MISSING, f"evidence {letter}")
    assert finding.detail == "position 13, convention-K00001 version 4"


def test_a_piece_of_a_large_message_that_is_gone_is_found(record: Record) -> None:
    """The fact names the list of pieces, and only the list names them."""
    assert PIECES == keeping.PIECES
    kept = keeping.keep_in_pieces(record.store.evidence, [b"One. ", b"Two. ", b"Three."])
    assert kept.evidence is not None
    record.append("K00001", a_refusal("K00001", kept.evidence))
    record.seal()
    assert record.found() == []
    two = record.store.evidence.put(b"Two. ", keeping.PIECE, of=NOBODY_YET)
    record.execute("DELETE FROM evidence WHERE address = :a", a=two)
    (finding,) = record.verify().findings
    assert (finding.fault, finding.place) == (Fault.EVIDENCE_MISSING, f"evidence {two}")
    assert finding.detail == f"a piece of evidence {kept.evidence}"


def test_evidence_is_not_erased_without_a_record_of_it(any_record: Record) -> None:
    letter = any_record.refuse("K00001")
    any_record.seal()
    any_record.execute("UPDATE evidence SET salt = NULL, digest = NULL, content = NULL"
                       " WHERE address = :a", a=letter)  # fmt: skip
    assert any_record.found() == [(Fault.EVIDENCE_EMPTIED, f"evidence {letter}")]
    assert any_record.verify().erased == 1


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM recorded_commands WHERE stream = 'convention-K00002' AND first_version = 2",
        (
            "UPDATE recorded_commands SET last_version = 3 WHERE stream = 'convention-K00002'"
            " AND first_version = 2"
        ),
        (
            "UPDATE recorded_commands SET command_id = '00000000000000000000000000000000'"
            " WHERE stream = 'convention-K00002' AND first_version = 2"
        ),
        (
            "INSERT INTO recorded_commands VALUES ('convention-K00002',"
            " '00000000000000000000000000000000', 4, 4, 3)"
        ),
    ],
)
def test_commands_that_no_fact_speaks_of_are_found(any_record: Record, change: str) -> None:
    """Else a command that is yet to come could be answered as done already."""
    any_record.seal()
    any_record.execute(change)
    said = any_record.verify().findings
    assert {one.fault for one in said} == {Fault.COMMAND_DIFFERS}
    assert all(one.place.startswith("convention-K00002 versions") for one in said)


def test_a_rolled_back_database_is_found(tmp_path: Path) -> None:
    """And so is one that went on, from then, in another way."""
    file, seals = tmp_path / "store.db", tmp_path / "seals"
    with a_record(f"sqlite:///{file}", seals) as record:
        record.seal()
    yesterday = file.read_bytes()
    with a_record(f"sqlite:///{file}", seals) as record:
        record.versions = {f"convention-K{n:05}": 3 for n in range(1, 5)}
        record.commands = 100
        letter = record.refuse("K00002")
        record.seal()
        assert record.verify().findings == ()
    file.write_bytes(yesterday)
    with a_record(f"sqlite:///{file}", seals) as record:
        found = record.found()
        assert found == [(Fault.TAIL_CUT, "position 13, convention-K00002 version 4")]
        with pytest.raises(SealsBroken, match="does not go on from checkpoint 2"):
            record.seal()
        record.versions = {"convention-K00001": 3}
        record.commands = 200
        record.refuse("K00001")
        assert (Fault.MOVED, "position 13, convention-K00002 version 4") in record.found()
        assert letter


def test_the_checkpoints_of_another_store_are_found(tmp_path: Path) -> None:
    with a_record(f"sqlite:///{tmp_path / 'one.db'}", tmp_path / "seals") as one:
        one.seal()
    with a_record(f"sqlite:///{tmp_path / 'two.db'}", tmp_path / "seals") as two:
        file = str(tmp_path / "seals" / "00000001.json")
        assert two.found() == [(Fault.CHECKPOINT_FOREIGN, file)]
        assert two.verify().covered == 0
        with pytest.raises(SealsBroken, match="of another store"):
            two.seal()


def test_checkpoints_of_a_key_that_nobody_trusts_are_found(record: Record) -> None:
    """Somebody changed the record and sealed it anew, with a key of their own."""
    forger = make_signer(record.key.with_name("forged.key"))
    Sealer(record.store, record.folder, [forger]).seal()
    assert record.found() == [(Fault.KEY_FOREIGN, str(record.folder.path))]
    assert record.verify(forger.key).findings == ()


def test_a_checkpoint_by_another_key_in_between_is_found(record: Record) -> None:
    record.seal()
    record.refuse("K00001")
    forger = make_signer(record.key.with_name("forged.key"))
    with pytest.raises(SealsRefused, match="wants the key"):
        Sealer(record.store, record.folder, [forger]).seal()
    (first,) = record.folder.kept()
    assert first.sealed is not None
    second = Sealer(record.store, SealsFolder(record.folder.path), [record.signer]).seal()[0]
    forged = sealed(second.checkpoint.model_copy(update={"key": forger.key}), forger)
    record.folder.file(2).write_bytes(forged.content)
    assert record.found() == [(Fault.KEY_FOREIGN, str(record.folder.file(2)))]
    assert record.verify().covered == 12


@pytest.mark.parametrize("batch", [4, 100])
def test_every_flipped_byte_of_a_checkpoint_is_found(record: Record, batch: int) -> None:
    record.seal(batch)
    for number in record.folder.numbers():
        file = record.folder.file(number)
        content = file.read_bytes()
        for place in range(0, len(content), 7):
            file.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            assert (Fault.CHECKPOINT_DAMAGED, str(file)) in record.found()
        file.write_bytes(content)
    assert record.found() == []


def test_a_flipped_byte_of_a_list_is_found(record: Record) -> None:
    (one,) = record.seal()
    file = record.folder.list_file(one.checkpoint)
    content = file.read_bytes()
    for place in range(0, len(content), 29):
        file.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert record.found() == [(Fault.LIST_DAMAGED, str(file))]
    file.unlink()
    assert record.found() == [(Fault.LIST_DAMAGED, str(file))]


def test_without_its_list_a_change_is_placed_between_two_checkpoints(record: Record) -> None:
    sealed = record.seal(batch=5)
    record.folder.list_file(sealed[1].checkpoint).unlink()
    record.execute("UPDATE stored_events SET topic = 'x/1' WHERE position = 6")
    assert (Fault.ROOT_DIFFERS, "positions 6 to 10") in record.found()


@pytest.mark.parametrize("gone", [1, 2, 3])
def test_a_checkpoint_that_is_gone_is_found(record: Record, gone: int) -> None:
    """Also the last one: the store remembers how many there were."""
    record.seal(batch=4)
    file = record.folder.file(gone)
    file.unlink()
    assert (Fault.CHECKPOINT_MISSING, str(file)) in record.found()


def test_a_folder_that_is_gone_is_found_and_not_begun_anew(record: Record) -> None:
    record.seal()
    elsewhere = SealsFolder(record.folder.path.with_name("elsewhere"))
    record.folder = elsewhere
    assert record.found() == [(Fault.CHECKPOINT_MISSING, str(elsewhere.file(1)))]
    with pytest.raises(SealsBroken, match="holds no checkpoint"):
        record.seal()


def test_a_checkpoint_kept_elsewhere_shows_that_everything_was_made_anew(tmp_path: Path) -> None:
    """Whoever has the key, the folder and the database can seal anew; a copy outside tells."""
    kept = tmp_path / "kept.json"
    with a_record(f"sqlite:///{tmp_path / 'store.db'}", tmp_path / "seals") as record:
        (one,) = record.seal()
        kept.write_bytes(one.content)
        assert record.verify(against=(kept,)).findings == ()
        record.execute("UPDATE stored_events SET topic = 'x/1' WHERE position = 6")
        for file in (record.folder.file(1), record.folder.list_file(one.checkpoint)):
            file.unlink()
        record.execute("DELETE FROM tracking")
        record.seal()
        assert record.verify().findings == ()
        (finding,) = record.verify(against=(kept,)).findings
        assert finding.fault is Fault.CHECKPOINT_REPLACED


def test_nothing_is_sealed_over_a_changed_end(record: Record) -> None:
    record.seal()
    record.execute("UPDATE stored_events SET topic = 'x/1' WHERE position = 12")
    record.append("K00007", a_convention("K00007"))
    with pytest.raises(SealsBroken, match="avenants verify"):
        record.seal()


def test_a_checkpoint_that_was_signed_and_is_wrong_is_found(record: Record) -> None:
    """The key alone does not make a checkpoint fit the one before."""
    first, second, third = record.seal(batch=4)
    one = third.checkpoint
    for change in (
        {"previous": first.as_previous()},
        {"consistency": second.checkpoint.consistency},
        {"consistency": ()},
        {"size": 4, "peaks": first.checkpoint.peaks, "root": first.checkpoint.root},
    ):
        wrong = one.model_copy(update=change)
        record.folder.file(3).write_bytes(sealed(wrong, record.signer).content)
        assert (Fault.CHAIN_BROKEN, str(record.folder.file(3))) in record.found()
    for change in ({"root": "0" * 64}, {"peaks": ()}, {"number": 4}):
        wrong = one.model_copy(update=change)
        record.folder.file(3).write_bytes(sealed(wrong, record.signer).content)
        assert (Fault.CHECKPOINT_DAMAGED, str(record.folder.file(3))) in record.found()


def test_a_checkpoint_is_one_line_of_json_that_others_can_read(record: Record) -> None:
    (one,) = record.seal()
    said = json.loads(record.folder.file(1).read_text("ascii"))
    assert said["checkpoint"]["size"] == 12
    assert said["checkpoint"]["format"] == "avenants/checkpoint/1"
    assert said["signature"] == one.signature
