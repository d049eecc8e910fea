"""Sealing goes on from where it stood, and a seal from nothing gives the same root."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.seals.checkpoint import read_sealed, sealed
from audit.seals.findings import Fault
from audit.seals.folder import UNFINISHED, SealsFolder
from audit.seals.keys import make_signer, read_public, read_signer
from audit.seals.merkle import includes
from audit.seals.proving import prove_consistency, prove_inclusion
from audit.seals.refusals import SealsBroken, SealsRefused
from audit.seals.sealer import FOLLOWER, Sealer
from journal.journal import Journal
from tests.audit.seals import rfc
from tests.audit.seals.record import Record, a_record

pytestmark = pytest.mark.slow


class Killed(BaseException):
    """The process is no more."""


def killed(*_: object) -> None:
    raise Killed


def another(record: Record, name: str) -> Record:
    """The same store, sealed into another folder, as if it had never been sealed."""
    record.execute("DELETE FROM tracking")
    folder = SealsFolder(record.folder.path.with_name(name))
    return Record(record.store, record.clock, folder, record.key)


def inputs(record: Record) -> list[bytes]:
    """What is hashed of each fact, put together from the decision record's words alone."""
    rows = record.ask("SELECT position, originator_version, originator_id, topic, state"
                      " FROM stored_events ORDER BY position")  # fmt: skip
    return [
        b"avenants/fact/1\n"
        + position.to_bytes(8, "big")
        + version.to_bytes(8, "big")
        + len(stream.encode()).to_bytes(4, "big")
        + len(topic.encode()).to_bytes(4, "big")
        + stream.encode()
        + topic.encode()
        + bytes(state)
        for position, version, stream, topic, state in rows
    ]


def test_the_root_is_that_of_the_rfc_over_what_is_written_down(any_record: Record) -> None:
    """On each database; the second implementation shares nothing with the first."""
    (one,) = any_record.seal()
    data = inputs(any_record)
    assert one.checkpoint.root == rfc.mth(data).hex()
    for position in (1, 6, 12):
        (proof,) = prove_inclusion(any_record.store, one.checkpoint, [position])
        steps = [bytes.fromhex(step) for step in proof.path]
        root = rfc.root_from_path(data[proof.index], proof.index, proof.size, steps)
        assert root.hex() == one.checkpoint.root


def test_growth_between_any_two_checkpoints_is_proven(record: Record) -> None:
    """Also across many others, and each proof convinces a reader who has only the RFC."""
    chain = [one.checkpoint for one in record.seal(batch=1)]
    data = inputs(record)
    for old in chain:
        for new in chain[old.number - 1 :]:
            proof = prove_consistency(record.store, old, new)
            assert proof.holds
            assert [bytes.fromhex(step) for step in proof.path] == rfc.proof(
                old.size, data[: new.size]
            )
    with pytest.raises(SealsRefused, match="older one first"):
        prove_consistency(record.store, chain[5], chain[2])
    for before, after in pairwise(chain):
        assert after.previous is not None
        assert after.previous.number == before.number


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_however_often_it_was_sealed_a_rebuild_from_nothing_gives_the_same_root(
    record: Record, batches: list[int]
) -> None:
    for batch in batches:
        record.refuse("K00001")
        record.seal(batch)
    last = record.folder.last()
    kept = record.ask("SELECT * FROM tracking")
    rebuilt = another(record, f"again-{record.commands}").seal()
    record.execute("DELETE FROM tracking")
    for follower, number in kept:
        record.store.journal.follow(follower, number)
    assert last is not None
    assert rebuilt[-1].checkpoint.root == last.checkpoint.root
    assert rebuilt[-1].checkpoint.peaks == last.checkpoint.peaks


def test_nothing_new_makes_no_checkpoint(any_record: Record) -> None:
    assert len(any_record.seal()) == 1
    assert any_record.seal() == ()
    assert any_record.folder.numbers() == [1]


def test_only_what_is_new_is_hashed_again(record: Record) -> None:
    """What lies before is not even read: it may be unreadable, which `verify` would say."""
    record.seal()
    record.execute("UPDATE stored_events SET state = 'x' WHERE position = 3")
    record.refuse("K00001")
    (second,) = record.seal()
    assert (second.checkpoint.size, second.checkpoint.position) == (13, 13)
    assert (Fault.CHANGED, "position 3, convention-K00003 version 1") in record.found()


def test_a_store_without_facts_has_nothing_to_seal(sqlite_url: str, tmp_path: Path) -> None:
    with a_record(sqlite_url, tmp_path / "seals", conventions=0) as record:
        assert record.seal() == ()
        assert record.verify().findings == ()


def test_a_checkpoint_is_never_written_over(record: Record) -> None:
    (one,) = record.seal()
    folder = record.folder
    wrong = one._replace(signature="0" * 128)
    facts = folder.facts(one.checkpoint)
    assert facts is not None
    assert not folder.put(wrong, facts)
    with pytest.raises(SealsRefused, match="other facts"):
        folder.put(one, b"")
    assert read_sealed(folder.file(1).read_bytes()) == one
    assert list((folder.path / UNFINISHED).iterdir()) == []


def test_a_sealer_that_was_killed_between_both_files_is_made_good(record: Record) -> None:
    """The list lay there already, and the store did not yet know of the checkpoint."""
    (one,) = record.seal()
    record.folder.file(1).unlink()
    record.execute("DELETE FROM tracking")
    (again,) = record.seal()
    assert again.checkpoint.root == one.checkpoint.root
    assert record.verify().findings == ()
    record.execute("DELETE FROM tracking")
    assert record.verify().findings == ()
    record.refuse("K00002")
    assert record.seal()[0].checkpoint.number == 2
    assert record.store.journal.position(FOLLOWER) == 2


def test_a_sealer_that_was_killed_before_noting_its_checkpoint_is_made_good_by_the_next(
    any_record: Record,
) -> None:
    """Though nothing new is there to seal."""
    record = any_record
    record.seal()
    record.refuse("K00001")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Journal, "follow", killed)
        with pytest.raises(Killed):
            record.seal()
    assert (record.folder.numbers(), record.store.journal.position(FOLLOWER)) == ([1, 2], 1)
    assert record.verify().findings == ()
    assert record.seal() == ()
    assert record.store.journal.position(FOLLOWER) == 2
    record.folder.file(2).unlink()
    with pytest.raises(SealsBroken, match="does not go on"):
        record.seal()
    assert record.found()


def test_a_store_that_was_made_to_forget_its_checkpoints_is_not_made_good(record: Record) -> None:
    """More than the last one no kill explains: it stays there to be found."""
    record.seal(batch=6)
    record.execute("DELETE FROM tracking")
    assert record.seal() == ()
    assert record.found() == [(Fault.FOLLOWER_DIFFERS, f"follower {FOLLOWER}")]


def test_two_sealers_do_not_both_write(record: Record) -> None:
    """The slower one says so and can be run again."""
    slow, quick = record.sealer, record.sealer
    first = slow._next(None, [])
    with pytest.raises(SealsRefused, match="Another sealer"):
        quick._next(None, [])
    assert first.checkpoint.size == 0
    assert quick.seal()[0].checkpoint.number == 2
    assert record.verify().findings == ()


def test_a_new_key_is_named_by_the_old_one_and_signs_from_then_on(record: Record) -> None:
    record.seal()
    old, new = record.signer, make_signer(record.key.with_name("new.key"))
    record.refuse("K00001")
    new_facts, named, first = Sealer(record.store, record.folder, [old]).rotate(new)
    assert new_facts.checkpoint.size == named.checkpoint.size == first.checkpoint.size == 13
    assert (named.checkpoint.key, named.checkpoint.next_key) == (old.key, new.key)
    assert first.checkpoint.key == new.key
    assert Sealer(record.store, record.folder, [old]).rotate(new) == ()
    record.refuse("K00002")
    with pytest.raises(SealsRefused, match="wants the key"):
        Sealer(record.store, record.folder, [old]).seal()
    Sealer(record.store, record.folder, [new]).seal()
    for trusted in (old, new):
        said = record.verify(trusted.key)
        assert (said.findings, said.covered, said.anchored) == ((), 14, True)


def test_a_change_of_keys_that_was_broken_off_is_brought_to_its_end(record: Record) -> None:
    """The old key named the new one, which had not signed anything yet."""
    (last,) = record.seal()
    old, new = record.signer, make_signer(record.key.with_name("new.key"))
    sealer = Sealer(record.store, record.folder, [old])
    sealer._next(last, [], next_key=new.key)
    assert [one.checkpoint.key for one in sealer.rotate(new)] == [new.key]
    assert record.verify(new.key).findings == ()


def test_a_key_that_the_old_one_did_not_name_never_takes_over(record: Record) -> None:
    """Not even by a checkpoint that is right in everything else."""
    first, second = record.seal(batch=6)
    thief = make_signer(record.key.with_name("thief.key"))
    stolen = second.checkpoint.model_copy(update={"key": thief.key})
    record.folder.file(2).write_bytes(sealed(stolen, thief).content)
    assert record.found() == [(Fault.KEY_FOREIGN, str(record.folder.file(2)))]
    assert record.verify().covered == first.checkpoint.size


def test_a_thief_does_not_win_trust_by_naming_our_key(record: Record) -> None:
    """What counts is that a trusted key signed, not that somebody named it."""
    thief = make_signer(record.key.with_name("thief.key"))
    own = Sealer(record.store, record.folder, [thief])
    last = own.seal()[-1]
    own._next(last, [], next_key=record.signer.key)
    assert (Fault.KEY_FOREIGN, str(record.folder.path)) in record.found()


def test_inclusion_is_refused_for_what_is_not_covered_or_not_as_sealed(record: Record) -> None:
    (one,) = record.seal()
    proofs = prove_inclusion(record.store, one.checkpoint, [12, 3])
    root = bytes.fromhex(one.checkpoint.root)
    assert [proof.position for proof in proofs] == [12, 3]
    assert all(
        includes(
            bytes.fromhex(proof.leaf),
            proof.index,
            proof.size,
            [bytes.fromhex(step) for step in proof.path],
            root,
        )
        for proof in proofs
    )
    record.refuse("K00001")
    with pytest.raises(SealsRefused, match="no fact at position 13"):
        prove_inclusion(record.store, one.checkpoint, [13])
    record.execute("UPDATE stored_events SET topic = 'x/1' WHERE position = 3")
    with pytest.raises(SealsBroken, match="not what checkpoint 1 sealed"):
        prove_inclusion(record.store, one.checkpoint, [12])


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "checkpoint.key"
    made = make_signer(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert make_signer(file).key == read_signer(file).key == read_public(file) == made.key


@pytest.mark.parametrize("content", [b"", b"nothing", b"-----BEGIN " + b"PRIVATE KEY-----\n"])
def test_a_file_that_holds_no_key_is_refused_with_what_to_do(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "wrong.pem"
    file.write_bytes(content)
    for read in (read_signer, read_public):
        with pytest.raises(SealsRefused, match="openssl genpkey"):
            read(file)
        with pytest.raises(SealsRefused, match="cannot be read"):
            read(tmp_path / "nowhere.pem")


def test_keys_of_another_kind_are_refused(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives import serialization as s
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    private, public = tmp_path / "private.pem", tmp_path / "public.pem"
    private.write_bytes(key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption()))
    public.write_bytes(
        key.public_key().public_bytes(s.Encoding.PEM, s.PublicFormat.SubjectPublicKeyInfo)
    )
    for read, file in ((read_signer, private), (read_public, public)):
        with pytest.raises(SealsRefused, match="no Ed25519 key"):
            read(file)


def test_a_folder_that_cannot_be_written_says_so(record: Record, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "taken").write_text("")
    record.folder = SealsFolder(tmp_path / "taken")
    with pytest.raises(SealsRefused, match="AVENANT_SEALS_FOLDER"):
        record.seal()
