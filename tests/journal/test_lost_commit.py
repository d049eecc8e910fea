"""A connection that breaks in the worst moment neither loses a fact nor doubles one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.fact import Fact
from journal.clock import DatabaseClock
from journal.envelope import Append, Recorded
from journal.errors import Conflict
from journal.handling import handle
from journal.opening import Store, open_store
from tests.journal.orchard import a_command, a_stream, orchard, planted, watered
from tests.journal.wire import Wire

pytestmark = pytest.mark.postgres


@pytest.fixture
def wire(postgres_server: Path) -> Iterator[Wire]:
    wire = Wire(postgres_server)
    yield wire
    wire.close()


@pytest.fixture
def store(postgres_url: str, wire: Wire) -> Iterator[Store]:
    """A store behind the wire, already in use."""
    with open_store(postgres_url, facts=orchard()):
        pass
    options = postgres_url.partition("&")[2]
    url = f"postgresql://postgres@127.0.0.1:{wire.port}/postgres?{options}"
    with open_store(url, facts=orchard()) as store:
        store.journal.append(a_stream(), [planted()], expected_version=0, context=a_command())
        yield store


def is_commit_of_an_append(answer: bytes) -> bool:
    """Positions and nothing else: what the server says once an append is committed."""
    return b"notification_id" in answer and b"originator_version" not in answer


def carries_a_tree(request: bytes) -> bool:
    return b"orchard.tree-planted" in request


def test_an_append_whose_reply_is_lost_is_recorded_once_and_answered(
    store: Store, wire: Wire
) -> None:
    stream, context = a_stream(), a_command()
    wire.cut_at_answer(is_commit_of_an_append)
    answer = store.journal.append(
        stream, [planted(), watered()], expected_version=0, context=context
    )
    assert wire.cuts == 1
    assert answer == store.journal.read(stream)
    assert [one.fact for one in answer] == [planted(), watered()]


def test_several_appends_whose_reply_is_lost_are_recorded_once_and_answered(
    store: Store, wire: Wire
) -> None:
    one, other = a_stream(), a_stream()
    page = [Append(one, [planted()], 0, a_command()), Append(other, [watered()], 0, a_command())]
    wire.cut_at_answer(is_commit_of_an_append)
    answer = store.journal.append_many(page)
    assert wire.cuts == 1
    assert answer == store.journal.read(one) + store.journal.read(other)
    assert len(answer) == 2


def test_a_step_whose_reply_is_lost_is_not_decided_twice(store: Store, wire: Wire) -> None:
    stream, decided = a_stream(), list[int]()

    def decide(history: tuple[Recorded, ...]) -> list[Fact]:
        decided.append(len(history))
        return [planted()]

    wire.cut_at_answer(is_commit_of_an_append)
    answer = handle(store.journal, stream, decide, a_command())
    assert (wire.cuts, len(decided)) == (1, 1)
    assert answer == store.journal.read(stream)


def test_an_append_that_never_reached_the_server_is_sent_again(store: Store, wire: Wire) -> None:
    stream = a_stream()
    wire.cut_at_request(carries_a_tree)
    answer = store.journal.append(stream, [planted()], expected_version=0, context=a_command())
    assert wire.cuts == 1
    assert answer == store.journal.read(stream)
    assert len(answer) == 1


def test_after_a_lost_reply_a_real_conflict_is_still_one(store: Store, wire: Wire) -> None:
    stream = a_stream()
    wire.cut_at_answer(is_commit_of_an_append)
    store.journal.append(stream, [planted()], expected_version=0, context=a_command())
    with pytest.raises(Conflict):
        store.journal.append(stream, [planted()], expected_version=0, context=a_command())


def test_a_follower_whose_reply_is_lost_has_still_moved(store: Store, wire: Wire) -> None:
    store.journal.follow("relay", 3)
    wire.cut_at_answer(lambda answer: b"COMMIT\0" in answer)
    store.journal.follow("relay", 8)
    assert wire.cuts == 1
    assert store.journal.position("relay") == 8


def test_reading_and_the_time_survive_a_broken_connection(store: Store, wire: Wire) -> None:
    stream = a_stream()
    written = store.journal.append(stream, [planted()], expected_version=0, context=a_command())
    wire.cut_at_answer(lambda answer: b"originator_version" in answer)
    assert store.journal.read(stream) == written
    wire.cut_at_answer(lambda answer: b"orchard.tree-planted" in answer)
    assert store.journal.feed(0, 10)[-1:] == written
    wire.cut_at_answer(lambda answer: b"instant" in answer)
    assert isinstance(store.clock, DatabaseClock)
    store.clock._answer = None
    assert store.clock.now() > written[0].recorded_at
    assert wire.cuts == 3
