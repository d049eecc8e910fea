"""Where a fact can name evidence is told by its type, and every name is looked for."""

import re
from pathlib import Path
from typing import ClassVar

import pytest

from audit.seals import registers
from audit.seals.naming import ERASED, key_of, keys_of, topics_of
from domain.access import PersonErased
from domain.fact import Fact
from domain.facts import SendingStarted, Sent, SignedCopyExamined
from journal.known_facts import known_facts
from journal.named_evidence import NAMES
from journal.registry import permanent_type
from tests.audit.seals.office_record import an_office_record

EVERY = {key_of(name) for name in (*NAMES, ERASED)}


def topic(fact: type[Fact], version: int | None = None) -> bytes:
    return f"{permanent_type(fact)}/{version or fact.VERSION}".encode()


def test_every_field_by_which_a_fact_names_evidence_is_looked_for() -> None:
    for fact in known_facts().classes.values():
        named = {key_of(name) for name in (*NAMES, ERASED) if name in fact.model_fields}
        assert named <= set(keys_of(topic(fact))), fact


def test_only_those_that_its_type_has_are_looked_for() -> None:
    assert keys_of(topic(Sent)) == (b'"evidence":"',)
    assert set(keys_of(topic(SignedCopyExamined))) == {b'"evidence":"', b'"report":"'}
    assert keys_of(topic(PersonErased)) == (b'"erased_evidence":[',)


def test_in_an_old_shape_or_an_unknown_one_all_are_looked_for() -> None:
    for strange in (topic(SendingStarted, 1), b"avenant.unheard-of/1", b"\xff", b"", None):
        assert set(keys_of(strange)) == EVERY


class OfLater(PersonErased):
    """As its third shape may be."""

    VERSION: ClassVar[int] = 3


def test_a_fact_is_looked_for_in_every_version_that_it_ever_had() -> None:
    assert topics_of(OfLater) == {b"access.person-erased/%d" % n for n in (1, 2, 3)}


def test_no_version_of_a_fact_is_written_out_anywhere() -> None:
    """Whoever raises it would have to remember the place."""
    names = "|".join(re.escape(name) for name in known_facts().classes)
    written = re.compile(rf"[\"'](?:{names})/\d")
    root = Path(__file__).parents[3]
    rooms = ("activities", "audit", "domain", "interfaces", "journal", "workflows")
    files = [root / "worker.py", *(one for room in rooms for one in (root / room).rglob("*.py"))]
    assert [one for one in files if written.search(one.read_text("utf-8"))] == []


@pytest.mark.slow
def test_registers_are_held_against_facts_of_older_shapes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those are brought up to today's by the program's own reader."""
    with an_office_record(tmp_path) as made:
        monkeypatch.setattr(registers, "_TODAY", frozenset())
        assert made.verify().findings == ()
        made.execute("UPDATE register_changes SET id = id || 'x' WHERE key = 'K00002'")
        assert any("no such change" in one.detail for one in made.verify().findings)
