"""What was once stored stays readable: an example of every version lies beside this test."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from eventsourcing.persistence import Notification
from pydantic_core import to_json

from journal.envelope import Append
from journal.errors import UnknownFact
from journal.mapper import FactMapper
from tests.journal.orchard import a_command, orchard, planted, watered

EXAMPLES = {path.stem: path for path in sorted(Path(__file__).parent.glob("examples/*.json"))}


def example(name: str) -> dict[str, Any]:
    return json.loads(EXAMPLES[name].read_text(encoding="utf-8"))


def stored(topic: str, state: object) -> Notification:
    return Notification("convention-K00123", 4, topic, to_json(state), id=17)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_version_ever_stored_reads_as_the_fact_of_today(name: str) -> None:
    kept = example(name)
    recorded = FactMapper(orchard()).read(stored(kept["topic"], kept["state"]))
    assert recorded.fact.model_dump(mode="json") == kept["reads_as"]
    assert recorded.recorded_at == datetime.fromisoformat(kept["state"]["at"])
    assert (recorded.stream, recorded.version, recorded.position) == ("convention-K00123", 4, 17)
    assert str(recorded.event_id) == kept["state"]["id"]
    assert str(recorded.causation or "") == (kept["state"]["cause"] or "")
    assert recorded.rehearsal is kept["state"]["rehearsal"]


def test_there_is_an_example_of_every_version_of_every_fact() -> None:
    kept = {example(name)["topic"] for name in EXAMPLES}
    assert kept == {
        f"{name}/{version}"
        for name, fact in orchard().classes.items()
        for version in range(1, fact.VERSION + 1)
    }


@pytest.mark.parametrize("fact", [planted(), watered()])
def test_todays_facts_are_stored_in_the_shape_of_their_example(fact: Any) -> None:
    """A changed shape without a new version fails here."""
    name = f"{fact.type.removeprefix('orchard.')}-{fact.VERSION}"
    append = Append("convention-K00123", [fact], 0, a_command())
    [event] = FactMapper(orchard()).write(append, datetime.now(UTC), rehearsal=False).events
    kept, state = example(name), json.loads(event.state)
    assert event.topic == kept["topic"]
    assert list(state) == list(kept["state"])
    assert list(state["fact"]) == list(kept["state"]["fact"])


@pytest.mark.parametrize("topic", ["orchard.tree-moved/1", "orchard.tree-planted/2"])
def test_a_fact_of_a_newer_program_is_named_and_not_guessed_at(topic: str) -> None:
    with pytest.raises(UnknownFact, match=f"version 4, holds a fact {topic}.*newer program"):
        FactMapper(orchard()).read(stored(topic, example("tree-planted-1")["state"]))


def test_a_row_that_was_changed_by_hand_is_named_with_what_is_wrong() -> None:
    state = example("tree-planted-1")["state"]
    state["fact"]["species"] = 4
    with pytest.raises(UnknownFact, match=r"K00123, version 4.*fact\.species"):
        FactMapper(orchard()).read(stored("orchard.tree-planted/1", state))
