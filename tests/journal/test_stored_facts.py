"""Every fact of the project, as it was once stored, reads as the fact of today."""

import json
from typing import Any

import pytest
from eventsourcing.persistence import Notification
from pydantic_core import to_json

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


def test_there_is_an_example_of_every_version_of_every_fact() -> None:
    """Where one is missing: `python -m tests.journal.new_examples`."""
    assert {example(name)["topic"] for name in EXAMPLES} == {
        f"{name}/{version}"
        for name, fact in known_facts().classes.items()
        for version in range(1, fact.VERSION + 1)
    }
