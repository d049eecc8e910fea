"""Every fact of the project, as it was once stored, reads as the fact of today."""

import json
from typing import Any

import pytest
from eventsourcing.persistence import Notification
from pydantic_core import to_json

from journal.errors import UnknownFact
from journal.known_facts import known_facts
from journal.mapper import FactMapper
from tests.journal.new_examples import KEPT

EXAMPLES = {path.stem: path for path in sorted(KEPT.glob("*.json"))}


def example(name: str) -> dict[str, Any]:
    return json.loads(EXAMPLES[name].read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_was_stored_reads_as_it_did(name: str) -> None:
    kept = example(name)
    stored = Notification("convention-K00123", 1, kept["topic"], to_json(kept["state"]), id=1)
    fact = FactMapper(known_facts()).read(stored).fact
    assert fact.model_dump(mode="json") == kept["reads_as"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_whoever_skims_it_twice_is_told_the_same_as_who_reads_it(name: str) -> None:
    """The second time facts in today's shape are read without what surrounds them."""
    kept = example(name)
    row = ("convention-K00123", 1, 7, kept["topic"], to_json(kept["state"]))
    mapper = FactMapper(known_facts())
    read = mapper.recorded(*row)
    whole = (read.stream, 1, 7, read.fact, read.recorded_at, read.actor)
    assert [mapper.skimmed(*row), mapper.skimmed(*row)] == [whole, whole]


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        (b'"by":"', b'"by":7,"bye":"'),
        (b'"at":"', b'"at":"yesterday '),
        (b':00Z"', b':000Z"'),
        (b':00Z"', b':60Z"'),
        (b':00Z"', b':00+00:00"'),
        (b'"cmd":"', b'"cmd":"x'),
        (b'"fact":{', b'"fact":{"more":1,'),
        (b"}}", b"}"),
    ],
)
def test_what_no_journal_wrote_is_not_skimmed_either(written: bytes, otherwise: bytes) -> None:
    kept = example("avenant.sent-2")
    state = to_json(kept["state"])
    mapper = FactMapper(known_facts())
    mapper.skimmed("convention-K00123", 1, 7, kept["topic"], state)
    assert written in state
    for read in (mapper.skimmed, mapper.recorded):
        with pytest.raises(UnknownFact, match="convention-K00123, version 1"):
            read("convention-K00123", 1, 7, kept["topic"], state.replace(written, otherwise))


def test_the_order_in_which_it_is_written_tells_nothing() -> None:
    kept = example("avenant.sent-2")
    turned = {name: kept["state"][name] for name in reversed(kept["state"])}
    mapper = FactMapper(known_facts())
    row = ("convention-K00123", 1, 7, kept["topic"])
    as_it_is = mapper.recorded(*row, to_json(kept["state"]))
    assert mapper.recorded(*row, to_json(turned)) == as_it_is
    assert mapper.skimmed(*row, to_json(turned)) == mapper.skimmed(*row, to_json(kept["state"]))


@pytest.mark.parametrize("damaged", [b"[]", b"{}", b'"no fact"', b"null", b'{"window":7}'])
def test_what_was_once_an_old_shape_and_is_damaged_is_named(damaged: bytes) -> None:
    kept = example("avenant.sent-1")
    before, _, _ = to_json(kept["state"]).partition(b'"fact":')
    row = ("convention-K00123", 1, 7, kept["topic"])
    mapper = FactMapper(known_facts())
    for read in (mapper.skimmed, mapper.recorded):
        with pytest.raises(UnknownFact, match="convention-K00123, version 1"):
            read(*row, before + b'"fact":' + damaged + b"}")


def test_there_is_an_example_of_every_version_of_every_fact() -> None:
    """Where one is missing: `python -m tests.journal.new_examples`."""
    assert {example(name)["topic"] for name in EXAMPLES} == {
        f"{name}/{version}"
        for name, fact in known_facts().classes.items()
        for version in range(1, fact.VERSION + 1)
    }
