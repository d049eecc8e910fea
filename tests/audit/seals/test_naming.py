"""Where a fact can name evidence is told by its type, and every name is looked for."""

from audit.seals.naming import ERASED, key_of, keys_of
from domain.access import PersonErased
from domain.fact import Fact
from domain.facts import SendingStarted, Sent, SignedCopyExamined
from journal.known_facts import known_facts
from journal.registry import permanent_type
from journal.whom import NAMES

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
