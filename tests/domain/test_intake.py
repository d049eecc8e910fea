"""Silence is concluded only when nothing that came in time can still lie unread."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import nth_working_day_after
from domain.commands import ConcludeSilence
from domain.facts import SilenceConcluded
from domain.intake import (
    Complete,
    Incomplete,
    Intake,
    MailboxRead,
    PostRegistered,
    Watermark,
    completeness,
    grace_ends_on,
    intake_of,
)
from domain.terms import silence_provable_from
from domain.turned import Why
from tests.domain.builders import (
    ADMITTED,
    ANNA,
    AVENANT,
    SILENCE_KNOWN,
    TERMINATION,
    a,
    a_provider_avenant,
    april,
    end_convention,
    extend,
    may,
    withdraw,
)

DAY = timedelta(days=1)


def mark(through: date, known_on: date) -> Watermark:
    return Watermark(through=through, known_on=known_on)


def read(*, mailbox: list[Watermark], post: list[Watermark] | None = None) -> Intake:
    return Intake(mailbox=tuple(mailbox), post=tuple(post or []))


@pytest.mark.parametrize(
    ("intake", "today", "expected"),
    [
        # The network confirmed its post: known on the day of the later of the two.
        (
            read(mailbox=[mark(april(8), april(8))], post=[mark(ADMITTED, april(9))]),
            april(9),
            Complete(on=april(9), post_known_by="confirmation"),
        ),
        (
            read(mailbox=[mark(april(9), april(10))], post=[mark(april(8), april(9))]),
            april(13),
            Complete(on=april(10), post_known_by="confirmation"),
        ),
        # It never did: the fifth working day after 7 April is 14 April.
        (
            read(mailbox=[mark(april(8), april(8))]),
            april(14),
            Incomplete(missing="post", look_again_on=april(15)),
        ),
        (
            read(mailbox=[mark(april(8), april(8))]),
            april(15),
            Complete(on=april(15), post_known_by="fifth_working_day"),
        ),
        # A confirmation of less than the last day confirms nothing.
        (
            read(mailbox=[mark(april(8), april(8))], post=[mark(april(6), april(9))]),
            april(10),
            Incomplete(missing="post", look_again_on=april(15)),
        ),
        # The mailbox was not read past the last day, however long ago that was.
        (
            read(mailbox=[mark(april(6), april(8))], post=[mark(april(30), april(30))]),
            may(4),
            Incomplete(missing="mailbox", look_again_on=may(5)),
        ),
        # Read late: known on that day and not on the fifth working day.
        (
            read(mailbox=[mark(april(30), april(30))]),
            may(4),
            Complete(on=april(30), post_known_by="fifth_working_day"),
        ),
        # What will be known tomorrow is not known today.
        (
            read(mailbox=[mark(april(20), april(20))]),
            april(17),
            Incomplete(missing="mailbox", look_again_on=april(18)),
        ),
    ],
)
def test_when_the_intake_is_known_to_be_complete(
    intake: Intake, today: date, expected: Complete | Incomplete
) -> None:
    """For a last day of 7 April 2026: the mailbox, and the post or five working days."""
    assert completeness(ADMITTED, intake, today) == expected


def test_the_last_day_itself_must_have_ended() -> None:
    """A reading of 7 April at noon is none of 7 April."""
    intake = read(mailbox=[mark(ADMITTED, ADMITTED)], post=[mark(ADMITTED, ADMITTED)])
    assert completeness(ADMITTED, intake, april(8)) == Complete(
        on=april(8), post_known_by="confirmation"
    )
    assert isinstance(completeness(ADMITTED, intake, ADMITTED), Incomplete)


def test_the_facts_of_a_network_fold_into_its_watermarks() -> None:
    facts = (
        MailboxRead(on=april(8), network="namur", through=ADMITTED, by="engine"),
        PostRegistered(on=april(9), network="namur", through=april(8), by=ANNA),
    )
    assert intake_of(facts) == read(
        mailbox=[mark(ADMITTED, april(8))], post=[mark(april(8), april(9))]
    )


@given(st.dates(date(2024, 1, 1), date(2040, 11, 30)))
def test_five_working_days_have_ended_before_silence_is_certain(last_day: date) -> None:
    """The same day by both rooms that know of it."""
    ends = grace_ends_on(last_day)
    assert ends == silence_provable_from(last_day)
    assert ends - DAY == nth_working_day_after(last_day, 5)


# -- and what the avenant makes of it ---------------------------------------------------------

CONFIRMED = read(mailbox=[mark(april(8), april(8))], post=[mark(ADMITTED, april(9))])


def conclude(today: date, intake: Intake) -> ConcludeSilence:
    return ConcludeSilence(today=today, avenant=AVENANT, intake=intake)


def test_the_conclusion_is_dated_the_day_on_which_the_intake_was_complete() -> None:
    """Not the day on which somebody looked."""
    a_provider_avenant().when(conclude(may(4), CONFIRMED)).then(
        a(SilenceConcluded, on=april(9), last_day=ADMITTED, post_known_by="confirmation")
    )


def test_an_unread_mailbox_keeps_the_avenant_open() -> None:
    """And says when to look again."""
    a_provider_avenant().when(conclude(may(4), Intake())).then_turned_down(
        Why.INTAKE_INCOMPLETE, missing="mailbox", look_again_on=may(5)
    )


def test_an_extension_moves_the_day_through_which_the_intake_must_be_complete() -> None:
    """Confirmed through 7 April is not confirmed through 20 April."""
    case = a_provider_avenant().after(extend(april(20), on=april(2)))
    case.when(conclude(april(21), CONFIRMED)).then_turned_down(Why.INTAKE_INCOMPLETE)


@pytest.mark.parametrize("closing", ["end", "withdrawal"])
@pytest.mark.parametrize(("day", "counts"), [(SILENCE_KNOWN, True), (april(14), False)])
def test_silence_that_was_complete_before_the_closing_counts_when_it_is_seen_later(
    closing: str, day: date, *, counts: bool
) -> None:
    """The engine stood still: what is recorded first must not change what was true first."""
    closed = end_convention(day) if closing == "end" else withdraw(day)
    case = a_provider_avenant().after(closed)
    late = conclude(TERMINATION, read(mailbox=[mark(april(8), april(8))]))
    if counts:
        case.when(late).stands("accepted_tacitly", concluded_on=SILENCE_KNOWN)
    else:
        case.when(late).then_turned_down(Why.NO_WINDOW)
