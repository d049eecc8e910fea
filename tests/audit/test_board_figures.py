"""A board has figures of now, of any instant and of every day, and they agree with each other."""

from datetime import date, datetime, timedelta

import pytest

from audit.board import BOARD, Board
from audit.board_figures import NetworkFigures
from audit.views.rebuilding import rebuild
from domain import commands as c
from domain import facts as f
from interfaces.cli.options import end_of
from journal.clock import BRUSSELS
from tests.audit.office import NAMUR, NETWORK, K, Office, day

pytestmark = pytest.mark.slow

CIRCULAR = "2026-001"
REFUSED = "2026-001.K00777"


def board(office: Office) -> Board:
    made = Board(office.store)
    made.catch_up()
    return made


def of_namur(office: Office) -> NetworkFigures:
    (found,) = board(office).figures(CIRCULAR)
    return found


@pytest.fixture
def running(office: Office) -> Office:
    """A network that has signed, one avenant that waits for an answer and one that was refused."""
    office.open(NETWORK)
    office.on("03-10").must(NETWORK, c.RegisterSignature, received_on=day("03-10"))
    office.must(NETWORK, c.Countersign, on=day("03-10"))
    for avenant in (K, REFUSED):
        office.open(avenant)
    office.on("03-20").refuse(REFUSED)
    return office


def test_a_network_is_shown_with_what_is_signed_what_is_open_and_what_will_end(
    running: Office,
) -> None:
    assert of_namur(running) == NetworkFigures(
        network=NAMUR,
        own_avenant="concluded",
        signed=True,
        states={"refused": 1, "sent": 1},
        deadlines_ahead=1,
        next_deadline=day("04-10"),
        terminations_to_come=1,
        next_termination=day("06-01"),
    )


def test_a_last_day_is_ahead_until_it_has_ended_and_a_termination_until_its_day(
    running: Office,
) -> None:
    running.on("04-10")
    assert of_namur(running).deadlines_ahead == 1
    running.on("04-11")
    assert of_namur(running).deadlines_ahead == 0
    running.on("05-31")
    assert of_namur(running).terminations_to_come == 1
    running.on("06-01")
    assert of_namur(running).terminations_to_come == 0


def test_contested_and_undeliverable_avenants_are_counted_as_such(running: Office) -> None:
    running.refuse(K, by_representative=False)
    assert of_namur(running).states == {"contested": 1, "refused": 1}
    running.decide(f.Outcome.ACCEPTANCE)
    running.bounce(K)
    assert of_namur(running).states == {"refused": 1, "undeliverable": 1}
    assert of_namur(running).deadlines_ahead == 0


def test_each_day_has_its_figures_as_they_were_known_on_that_day(running: Office) -> None:
    running.on("04-20").refuse(K, received="03-20")

    days = {one.day: one for one in board(running).by_day(CIRCULAR)}

    assert days[day("03-03")].networks_signed == 0
    assert days[day("03-10")].states == {"sent": 2}
    assert (days[day("03-10")].networks, days[day("03-10")].networks_signed) == (1, 1)
    assert days[day("03-20")].states == {"refused": 1, "sent": 1}, "what came later changes no day"
    assert (days[day("03-20")].deadlines_ahead, days[day("03-20")].terminations_to_come) == (1, 1)
    assert days[day("04-11")].deadlines_ahead == 0, "a deadline passes though nothing happens"
    assert days[day("04-20")].states == {"refused": 2}


def test_the_board_of_an_instant_says_what_it_said_then(running: Office) -> None:
    then, said = running.clock.now(), of_namur(running)
    running.on("05-02").must(REFUSED, c.EndConvention, on=day("04-30"), cause=f.EndCause.DEATH)
    running.refuse(K, by_representative=False)

    assert of_namur(running) != said
    assert board(running).figures_at(CIRCULAR, then) == [said]
    assert board(running).figures_at(CIRCULAR, then, network="hainaut") == []
    assert board(running).figures_at(CIRCULAR, datetime(2026, 3, 1, tzinfo=BRUSSELS)) == []


def test_figures_of_days_agree_with_the_board_of_their_last_instant(running: Office) -> None:
    running.on("03-25").refuse(K, by_representative=False)
    running.on("04-01").decide(f.Outcome.ACCEPTANCE)
    running.must(K, c.ExtendWindow, until=day("04-20"), reason="Strike.")
    running.on("04-27").conclude(K)
    running.on("04-29").retract(REFUSED)
    running.on("05-04").conclude(REFUSED)
    running.on("06-10")

    assert_days_agree(running, day("03-01"), day("06-10"))


def test_they_are_the_same_after_a_rebuild(running: Office) -> None:
    made = board(running)
    before = made.figures(CIRCULAR), made.by_day(CIRCULAR)

    rebuild(running.store, [BOARD])

    assert (made.figures(CIRCULAR), made.by_day(CIRCULAR)) == before


def assert_days_agree(office: Office, first: date, last: date, *, every: int = 1) -> None:
    """The figures that were kept of a day are those that its facts come to: on every so many."""
    made = board(office)
    kept = {one.day: one for one in made.by_day(CIRCULAR)}
    on, known = first, None
    while on <= last:
        known = kept.get(on, known)
        on += timedelta(days=1)
        if (on - first).days % every:
            continue
        networks = made.figures_at(CIRCULAR, end_of(on - timedelta(days=1), BRUSSELS))
        said = (
            {state: n for one in networks for state, n in one.states.items()},
            sum(one.deadlines_ahead for one in networks),
            sum(one.terminations_to_come for one in networks),
            sum(one.signed for one in networks),
        )
        assert said == (
            (known.states, known.deadlines_ahead, known.terminations_to_come, known.networks_signed)
            if known
            else ({}, 0, 0, 0)
        ), on
