"""What lies sealed under a person's key is held against its address like what lies open."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from activities.erasing import Authority, erase
from audit.seals.evidence import EvidenceCheck
from audit.seals.findings import Fault
from domain.office import Actor
from domain.values import Role
from journal.keys.place import Keys
from tests.audit.seals.record import Record, a_record, a_refusal

pytestmark = pytest.mark.slow

PARTY = "p-0123456789"
BY = Authority(
    Actor(id="inami.cell", role=Role.INAMI), Actor(id="inami.dpo", role=Role.INAMI), "art. 17 GDPR"
)


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[tuple[Record, list[str]]]:
    """A sealed record with two letters under a person's key; their addresses."""
    with a_record(f"sqlite:///{tmp_path}/store.sqlite", tmp_path / "seals") as record:
        letters = [
            record.store.evidence.put(f"Letter {n}.".encode(), "text/plain", of=PARTY)
            for n in range(2)
        ]
        for letter in letters:
            record.append("K00001", a_refusal("K00001", letter))
        record.seal()
        assert record.found() == []
        yield record, letters


@pytest.mark.parametrize(
    "change",
    [
        "salt = x'00'",
        "digest = NULL",
        "digest = '0'",
        "size = size + 1",
        "key_id = NULL",
        "key_id = 'p-9876543210'",
        "found_by = NULL",
        "content = x''",
        "content = 'text'",
        "content = (SELECT content FROM evidence WHERE address = :other)",
        "content = NULL",
    ],
)
def test_whatever_is_changed_in_a_sealed_item_is_found_and_located(
    sealed: tuple[Record, list[str]], change: str
) -> None:
    record, (letter, other) = sealed
    told = {"other": other} if ":other" in change else {}
    record.execute(f"UPDATE evidence SET {change} WHERE address = :a", a=letter, **told)
    assert record.found() == [(Fault.EVIDENCE_CHANGED, f"evidence {letter}")]


@pytest.mark.slow
def test_any_byte_of_a_sealed_item_that_is_changed_is_found(
    sealed: tuple[Record, list[str]],
) -> None:
    record, (letter, _) = sealed
    [(content,)] = record.ask("SELECT content FROM evidence WHERE address = :a", a=letter)
    random = Random(16)
    for _ in range(60):
        changed = bytearray(content)
        changed[random.randrange(len(changed))] ^= random.randrange(1, 256)
        record.execute(
            "UPDATE evidence SET content = :c WHERE address = :a", a=letter, c=bytes(changed)
        )
        assert record.found() == [(Fault.EVIDENCE_CHANGED, f"evidence {letter}")]
    record.execute("UPDATE evidence SET content = :c WHERE address = :a", a=letter, c=content)
    assert record.found() == []


def test_a_key_that_is_destroyed_without_a_word_is_found(
    sealed: tuple[Record, list[str]],
) -> None:
    record, letters = sealed
    record.store.keys.ring.destroy([PARTY])
    assert record.found() == sorted(
        (Fault.EVIDENCE_CHANGED, f"evidence {letter}") for letter in letters
    )


def test_what_was_erased_by_authority_raises_no_alarm_before_or_after_it_is_sealed(
    sealed: tuple[Record, list[str]],
) -> None:
    record, letters = sealed
    (recorded,) = erase(record.store, [PARTY], BY)
    for _ in range(2):
        said = record.verify()
        assert (said.findings, said.erased) == ((), len(letters))
        record.seal()
    assert set(letters) <= set(getattr(recorded.fact, "erased_evidence", ()))


def test_what_is_erased_by_authority_while_it_is_verified_raises_no_alarm(
    any_record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On each database: what the snapshot still holds, under a key that is no more."""
    letter = any_record.store.evidence.put(b"Letter.", "text/plain", of=PARTY)
    any_record.append("K00001", a_refusal("K00001", letter))
    any_record.seal()
    kept = EvidenceCheck.kept

    def erased_meanwhile(check: EvidenceCheck) -> None:
        erase(any_record.store, [PARTY], BY)
        kept(check)

    monkeypatch.setattr(EvidenceCheck, "kept", erased_meanwhile)
    for _ in range(2):
        said = any_record.verify()
        assert (said.findings, said.erased) == ((), 1)


def test_without_the_keys_it_says_how_much_it_could_not_check(
    sealed: tuple[Record, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    record, letters = sealed
    monkeypatch.setattr(Keys, "at_hand", False)
    said = record.verify()
    assert (said.findings, said.unopened) == ((), len(letters))
