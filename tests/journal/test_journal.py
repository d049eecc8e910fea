"""What the journal promises, on SQLite and on PostgreSQL alike."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4, uuid5

import pytest

from domain.fact import Fact
from journal.envelope import Append, event_ids
from journal.errors import Conflict, UnknownFact
from journal.opening import Store, open_store
from tests.journal.orchard import MARCH, a_command, a_stream, orchard, planted, watered


def test_what_is_appended_is_read_back_as_it_was_given(store: Store) -> None:
    stream, context = a_stream(), a_command()
    appended = store.journal.append(
        stream, [planted("poirier d'été"), watered()], expected_version=0, context=context
    )
    assert store.journal.read(stream) == appended
    first, second = appended
    assert [first.fact, second.fact] == [planted("poirier d'été"), watered()]
    assert [first.version, second.version] == [1, 2]
    assert first.position < second.position == store.journal.head()
    assert first.event_id != second.event_id
    assert (first.effective_on, first.actor, first.channel) == (MARCH, "jan.peeters", "cli")
    assert first.command_id == context.command_id
    assert first.recorded_at.tzinfo is not None
    assert str(first.recorded_at.tzinfo) == "Europe/Brussels"
    assert first.rehearsal is False


def test_a_stream_that_nobody_wrote_is_empty(store: Store) -> None:
    assert store.journal.read(a_stream()) == ()
    assert store.journal.head() == 0
    assert store.journal.feed(0, 10) == ()


def test_several_streams_are_read_together_as_each_alone(store: Store) -> None:
    """In one trip; streams that nobody wrote are left out."""
    streams = [a_stream(), a_stream(), a_stream()]
    for stream in streams[:2]:
        store.journal.append(
            stream, [planted(), watered()], expected_version=0, context=a_command()
        )
    for asked in ([], streams[:1], streams[1:], streams):
        found = store.journal.read_together(asked)
        alone = {stream: store.journal.read(stream) for stream in asked}
        assert found == {stream: facts for stream, facts in alone.items() if facts}


def test_a_stream_is_read_although_the_server_dropped_who_read_before(store: Store) -> None:
    """Connections are kept at hand to read; a server that was away is asked by others."""
    stream = a_stream()
    written = store.journal.append(stream, [planted()], expected_version=0, context=a_command())
    assert store.journal.read(stream) == written
    if store.engine.dialect.name == "postgresql":
        with store.engine.begin() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
    assert store.journal.read(stream) == written


@pytest.mark.parametrize("expected", [0, 1, 3, 40])
def test_an_append_at_another_version_than_the_stream_has_is_a_conflict(
    store: Store, expected: int
) -> None:
    """Neither over what others wrote, nor beyond a gap."""
    stream = a_stream()
    before = store.journal.append(
        stream, [planted(), watered()], expected_version=0, context=a_command()
    )
    with pytest.raises(Conflict) as caught:
        store.journal.append(stream, [watered()], expected_version=expected, context=a_command())
    assert (caught.value.stream, caught.value.expected, caught.value.actual) == (
        stream,
        expected,
        2,
    )
    assert "read it again" in str(caught.value)
    assert store.journal.read(stream) == before


@pytest.mark.parametrize("expected", [0, 1, 2, 7])
def test_the_same_command_again_gives_the_same_facts_and_no_new_ones(
    store: Store, expected: int
) -> None:
    """Whatever version the repeated command expects, and whatever it decided the second time."""
    stream, context = a_stream(), a_command()
    first = store.journal.append(stream, [planted()], expected_version=0, context=context)
    later = store.journal.append(stream, [watered()], expected_version=1, context=a_command())
    again = store.journal.append(stream, [watered()], expected_version=expected, context=context)
    assert again == first
    assert store.journal.read(stream) == first + later
    assert store.journal.find_command(stream, context.command_id) == first


def test_one_command_may_leave_facts_in_several_streams(store: Store) -> None:
    one, other, context = a_stream(), a_stream(), a_command()
    store.journal.append(one, [planted()], expected_version=0, context=context)
    store.journal.append(other, [planted()], expected_version=0, context=context)
    ids = {recorded.event_id for recorded in store.journal.feed(0, 10)}
    assert len(ids) == 2


def test_a_command_that_left_nothing_is_not_found(store: Store) -> None:
    stream, context = a_stream(), a_command()
    assert store.journal.append(stream, [], expected_version=0, context=context) == ()
    assert store.journal.find_command(stream, context.command_id) == ()
    assert store.journal.find_command(stream, uuid4()) == ()


def test_the_event_ids_of_a_command_can_be_foretold() -> None:
    command = UUID("7b0a1f0e-4a4c-4f0e-9d3b-0a4f5a8f2c11")
    assert event_ids(command, "convention-K1", 2) == [
        uuid5(command, "convention-K1 1"),
        uuid5(command, "convention-K1 2"),
    ]


def test_several_streams_are_appended_to_together_or_not_at_all(store: Store) -> None:
    one, other, taken = a_stream(), a_stream(), a_stream()
    store.journal.append(taken, [planted()], expected_version=0, context=a_command())
    with pytest.raises(Conflict):
        store.journal.append_many(
            [
                Append(one, [planted()], 0, a_command()),
                Append(taken, [planted()], 0, a_command()),
            ]
        )
    assert store.journal.read(one) == ()
    recorded = store.journal.append_many(
        [
            Append(one, [planted(), watered()], 0, a_command()),
            Append(other, [planted()], 0, a_command()),
            Append(taken, [watered()], 1, a_command()),
        ]
    )
    assert [(r.stream, r.version) for r in recorded] == [
        (one, 1),
        (one, 2),
        (other, 1),
        (taken, 2),
    ]
    assert store.journal.feed(recorded[0].position - 1, 10) == recorded


def test_one_transaction_may_carry_several_commands_for_one_stream(store: Store) -> None:
    stream = a_stream()
    page = [Append(stream, [watered()], version, a_command()) for version in range(50)]
    recorded = store.journal.append_many(page)
    assert [one.version for one in recorded] == list(range(1, 51))
    assert store.journal.read(stream) == recorded


def test_a_page_that_was_half_done_before_is_completed_and_nothing_doubled(store: Store) -> None:
    page = [Append(a_stream(), [planted()], 0, a_command()) for _ in range(4)]
    done = store.journal.append_many(page[:2])
    assert store.journal.append_many(page)[:2] == done
    assert len(store.journal.feed(0, 100)) == 4
    assert store.journal.append_many(page) == store.journal.feed(0, 100)


def test_the_feed_gives_all_streams_in_order_and_in_pages(store: Store) -> None:
    for _ in range(7):
        store.journal.append(a_stream(), [planted()], expected_version=0, context=a_command())
    seen: list[int] = []
    while page := store.journal.feed(seen[-1] if seen else 0, 3):
        assert len(page) <= 3
        seen += [one.position for one in page]
    assert len(seen) == 7
    assert seen == sorted(set(seen))
    assert seen[-1] == store.journal.head()


def test_a_follower_never_goes_back(store: Store) -> None:
    assert store.journal.position("relay") == 0
    for position in (4, 9, 9, 5):
        store.journal.follow("relay", position)
    assert store.journal.position("relay") == 9
    assert store.journal.position("boards") == 0


def test_a_fact_outside_the_registry_is_refused_before_anything_is_stored(store: Store) -> None:
    from typing import Literal

    class TreeFelled(Fact):
        type: Literal["orchard.tree-felled"] = "orchard.tree-felled"

    with pytest.raises(UnknownFact, match=r"orchard\.tree-felled.*registry"):
        store.journal.append(
            a_stream(), [TreeFelled(on=MARCH)], expected_version=0, context=a_command()
        )
    assert store.journal.head() == 0


def test_facts_outlive_the_process_that_wrote_them(url: str) -> None:
    stream = a_stream()
    with open_store(url, facts=orchard()) as first:
        written = first.journal.append(
            stream, [planted(), watered()], expected_version=0, context=a_command()
        )
    with open_store(url, facts=orchard()) as second:
        assert second.journal.read(stream) == written


def test_one_store_serves_many_threads(store: Store) -> None:
    """More threads than connections: they wait for each other, and none fails."""
    streams = [a_stream() for _ in range(120)]

    def work(stream: str) -> int:
        store.journal.append(stream, [planted()], expected_version=0, context=a_command())
        store.journal.append(stream, [watered()], expected_version=1, context=a_command())
        return len(store.journal.read(stream))

    with ThreadPoolExecutor(24) as threads:
        assert list(threads.map(work, streams)) == [2] * 120
    assert len(store.journal.feed(0, 1000)) == 240
