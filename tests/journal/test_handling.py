"""One step of the office: decided on what is true at the moment it is recorded."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from domain.fact import Fact
from journal import handling
from journal.envelope import Recorded
from journal.errors import Conflict
from journal.handling import handle
from journal.opening import Store
from tests.journal.orchard import a_command, a_stream, planted, watered

History = tuple[Recorded, ...]


class Unwilling(Exception):
    """What a domain says when a command makes no sense."""


def test_a_step_records_what_follows_from_the_stream(store: Store) -> None:
    stream = a_stream()
    first = handle(store.journal, stream, lambda _: [planted()], a_command())
    second = handle(
        store.journal, stream, lambda history: [watered(str(len(history)))], a_command()
    )
    assert [one.fact for one in first + second] == [planted(), watered("1")]
    assert store.journal.read(stream) == first + second


def test_a_repeated_step_is_not_decided_again(store: Store) -> None:
    stream, context = a_stream(), a_command()
    first = handle(store.journal, stream, lambda _: [planted(), watered()], context)

    def refuse(_: History) -> list[Fact]:
        raise Unwilling

    assert handle(store.journal, stream, refuse, context) == first


def test_a_refusal_of_the_domain_reaches_the_caller_and_nothing_is_recorded(store: Store) -> None:
    stream = a_stream()

    def refuse(_: History) -> list[Fact]:
        raise Unwilling("the tree stands already")

    with pytest.raises(Unwilling, match="the tree stands already"):
        handle(store.journal, stream, refuse, a_command())
    assert store.journal.read(stream) == ()


def test_a_step_from_which_nothing_follows_records_nothing(store: Store) -> None:
    assert handle(store.journal, a_stream(), lambda _: [], a_command()) == ()
    assert store.journal.head() == 0


def test_a_step_that_was_overtaken_is_decided_anew(store: Store) -> None:
    stream, seen = a_stream(), list[int]()

    def decide(history: History) -> list[Fact]:
        seen.append(len(history))
        if len(seen) == 1:
            store.journal.append(stream, [planted()], expected_version=0, context=a_command())
        return [watered(str(len(history)))]

    [recorded] = handle(store.journal, stream, decide, a_command())
    assert seen == [0, 1]
    assert (recorded.version, recorded.fact) == (2, watered("1"))


@pytest.mark.slow
def test_a_step_that_is_always_overtaken_gives_up_in_the_end_and_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handling, "PATIENCE", 0.3)
    stream, seen = a_stream(), list[int]()

    def decide(history: History) -> list[Fact]:
        seen.append(len(history))
        version = len(history)
        store.journal.append(stream, [planted()], expected_version=version, context=a_command())
        return [watered()]

    with pytest.raises(Conflict, match=stream):
        handle(store.journal, stream, decide, a_command())
    assert len(seen) > 2
    assert len(store.journal.read(stream)) == len(seen)


@pytest.mark.slow
def test_many_who_want_the_same_stream_all_get_through(store: Store) -> None:
    stream = a_stream()

    def step(_: int) -> None:
        handle(store.journal, stream, lambda history: [watered(str(len(history)))], a_command())

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(step, range(64)))
    litres = [one.fact for one in store.journal.read(stream)]
    assert litres == [watered(str(version)) for version in range(64)]
