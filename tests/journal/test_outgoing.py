"""The ledger of outgoing mail, on both databases: one claims, the others wait or find out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import text, update

from journal.clock import BRUSSELS
from journal.opening import Store, open_store
from journal.outgoing import Entry, Leaving, Outgoing, Overtaken, count_returned
from journal.outgoing_gate import Gate
from journal.tables import store_table, writing
from tests.journal.orchard import orchard

ID, HASH = "<2026-001.K00123.1.provider_avenant@avenants.test>", "0" * 64
LEASE = timedelta(minutes=10)


class SetClock:
    """A clock that a test moves."""

    rehearsal = False

    def __init__(self) -> None:
        self.instant = datetime(2026, 3, 3, 9, tzinfo=BRUSSELS)

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return self.instant.date()

    def pass_by(self, **span: float) -> None:
        self.instant += timedelta(**span)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def ledger(store: Store, clock: SetClock) -> Outgoing:
    return Outgoing(store.engine, clock, lease=LEASE)


@pytest.fixture
def gate(store: Store, clock: SetClock) -> Gate:
    return Gate(store.engine, clock)


def now_as(ledger: Outgoing, message_id: str = ID) -> Entry:
    entry = ledger.look(message_id)
    assert entry is not None
    return entry


def test_a_message_that_nobody_touched_is_unknown(ledger: Outgoing) -> None:
    assert ledger.look(ID) is None


def test_what_is_claimed_is_written_down_before_anything_leaves(
    ledger: Outgoing, clock: SetClock
) -> None:
    claimed = ledger.claim(ID, HASH, None)
    assert now_as(ledger) == claimed
    assert claimed.state is Leaving.DATA
    assert claimed.lease_until == clock.now() + LEASE


def test_of_many_who_claim_one_message_at_once_one_gets_it(ledger: Outgoing) -> None:
    """Both when nobody ever touched it, and when it was given back."""
    start = Barrier(8)

    def claims(seen: Entry | None) -> bool:
        start.wait()
        try:
            ledger.claim(ID, HASH, seen)
        except Overtaken:
            return False
        return True

    for _ in range(5):
        with ThreadPoolExecutor(8) as hands:
            won = list(hands.map(claims, [ledger.look(ID)] * 8))
        assert won.count(True) == 1
        ledger.free(now_as(ledger))


def test_acceptance_is_the_truth_whoever_claimed_it_meanwhile(ledger: Outgoing) -> None:
    first = ledger.claim(ID, HASH, None)
    ledger.claim(ID, HASH, first)
    ledger.settle(first, Leaving.ACCEPTED, "250 2.0.0")
    assert now_as(ledger).state is Leaving.ACCEPTED
    assert now_as(ledger).reply == "250 2.0.0"


def test_a_refusal_of_one_who_was_overtaken_does_not_count(ledger: Outgoing) -> None:
    first = ledger.claim(ID, HASH, None)
    second = ledger.claim(ID, HASH, first)
    ledger.settle(first, Leaving.REFUSED, "550")
    assert now_as(ledger) == second


def test_after_a_no_whoever_looked_before_cannot_begin(ledger: Outgoing) -> None:
    """An intent may then be given up: a slow worker does not let it leave behind our back."""
    before = ledger.look(ID)
    ledger.give_up(ID, before)
    with pytest.raises(Overtaken):
        ledger.claim(ID, HASH, before)
    assert now_as(ledger).state is Leaving.GIVEN_UP
    other = ledger.claim("<other@avenants.test>", HASH, None)
    with pytest.raises(Overtaken):
        ledger.give_up(other.message_id, None)


def test_what_a_person_is_asked_about_is_claimed_by_nobody_who_saw_it_before(
    ledger: Outgoing,
) -> None:
    claimed = ledger.claim(ID, HASH, None)
    ledger.doubt(claimed)
    assert now_as(ledger).state is Leaving.DOUBTFUL
    with pytest.raises(Overtaken):
        ledger.free(claimed)


def test_mails_take_turns_evenly_over_all_workers(gate: Gate, clock: SetClock) -> None:
    soon = timedelta(seconds=10)
    waits = [gate.turn(60, within=soon) for _ in range(12)]
    assert waits[:11] == [timedelta(seconds=n) for n in range(11)]
    assert waits[11] is None, "a turn that is far off is not taken"
    clock.pass_by(minutes=1)
    assert gate.turn(60, within=soon) == timedelta(0)


def test_many_threads_never_get_the_same_turn(gate: Gate) -> None:
    with ThreadPoolExecutor(8) as hands:
        waits = list(hands.map(lambda _: gate.turn(600, within=timedelta(hours=1)), range(40)))
    assert len(set(waits)) == 40


def settled(ledger: Outgoing, number: int, state: Leaving) -> None:
    ledger.settle(ledger.claim(f"<{number}@avenants.test>", HASH, None), state, "said")


def test_mail_stops_when_an_unusual_share_bounces_until_a_person_lifts_it(
    store: Store, ledger: Outgoing, gate: Gate, clock: SetClock
) -> None:
    for number in range(8):
        settled(ledger, number, Leaving.ACCEPTED)
    settled(ledger, 8, Leaving.REFUSED)
    assert gate.stop_if_unusual(0.2, 2) is None, "one bounce says nothing"
    for number in (3, 3, 77):
        count_returned(store.engine, clock.now(), f"<{number}@avenants.test>")
    assert gate.ask() == (None, 2)
    stopped = gate.stop_if_unusual(0.2, 2)
    assert stopped is not None
    assert stopped.why == "2 of 9 mails bounced"
    assert gate.ask()[0] == stopped
    assert gate.stop_if_unusual(0.2, 2) is None, "it is stopped already"
    clock.pass_by(minutes=5)
    assert gate.resume("inami.cell") == stopped
    assert gate.resume("inami.cell") is None
    assert gate.stop_if_unusual(0.2, 2) is None, "what was before does not count again"


def test_bounces_of_yesterday_stop_nothing_today(
    ledger: Outgoing, gate: Gate, clock: SetClock
) -> None:
    settled(ledger, 1, Leaving.REFUSED)
    clock.pass_by(hours=25)
    assert gate.stop_if_unusual(0.1, 1) is None


def test_a_store_of_before_gets_the_ledger(url: str) -> None:
    with open_store(url, facts=orchard()) as store, writing(store.engine) as connection:
        connection.execute(text("DROP TABLE outgoing"))
        connection.execute(text("DROP TABLE outgoing_gate"))
        connection.execute(update(store_table).values(version=1))
    with open_store(url, facts=orchard()) as store:
        assert Gate(store.engine, store.backend.real_clock()).ask() == (None, 0)
        ledger = Outgoing(store.engine, store.backend.real_clock(), lease=LEASE)
        assert ledger.claim(ID, HASH, None) == ledger.look(ID)
