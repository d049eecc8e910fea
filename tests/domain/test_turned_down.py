"""Every reason for which a command is turned down, each with what a person would have to know."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from domain import commands as c
from domain import facts as f
from domain.decide import decide
from domain.office import Actor
from domain.turned import NotPossible, Why
from domain.values import Channel, Role
from tests.domain.builders import (
    ADMITTED,
    ANNA,
    AUDITOR,
    AVENANT,
    BRAM,
    INAMI,
    NETWORK_AVENANT,
    SENT,
    TERMINATION,
    Case,
    a_network_avenant,
    a_prepared_avenant,
    a_provider_avenant,
    a_silent_avenant,
    abandon,
    accept,
    april,
    begin,
    bounce,
    convention,
    countersign,
    decide_for,
    end_convention,
    extend,
    given,
    june,
    march,
    may,
    number,
    posted,
    prepare,
    refuse,
    release,
    retract,
    sending,
    silence,
    take_back,
    terminate,
)

Told = tuple[Case, c.AnyCommand, dict[str, object]]


def retracted_twice() -> Told:
    case = a_provider_avenant().after(refuse(march(10)))
    again = retract(case, f.RefusalRegistered, march(12))
    return case.after(again), again, {"registration": again.retracts}


def other_days_of_the_same_letter() -> Told:
    first = refuse(march(10), evidence="scan:one")
    other = refuse(march(11), evidence="scan:one")
    return a_provider_avenant().after(first), other, {"received_on": march(10)}


def a_retraction_of_nothing() -> Told:
    nothing = c.Retract(today=march(9), by=BRAM, retracts=number("nothing"), reason="a slip")
    return a_provider_avenant(), nothing, {"registration": number("nothing")}


def a_retraction_by_the_same_person() -> Told:
    case = a_provider_avenant().after(refuse(march(10)))
    return case, retract(case, f.RefusalRegistered, march(12), by=ANNA), {"by": ANNA}


def a_notice_never_begun() -> Told:
    told = c.RecordNoticeSent(today=april(20), avenant=AVENANT, message_id="<n1@namur.test>")
    return a_provider_avenant(), told, {"avenant": AVENANT}


def a_task_that_nobody_has() -> Told:
    task = c.SettleTask(
        today=march(9), by=ANNA, avenant=AVENANT, task=f.TaskKind.CONTINUITY, note="done"
    )
    return a_provider_avenant(), task, {"task": f.TaskKind.CONTINUITY}


def other_content() -> Told:
    return a_provider_avenant(), prepare(content="frozen:other"), {"avenant": AVENANT}


REASONS: dict[Why, Callable[[], Told]] = {
    Why.UNKNOWN_CONVENTION: lambda: (given(), prepare(), {}),
    Why.UNKNOWN_AVENANT: lambda: (
        a_provider_avenant(),
        refuse(march(9), avenant="2026-009.K00123"),
        {"avenant": "2026-009.K00123"},
    ),
    Why.UNKNOWN_REGISTRATION: a_retraction_of_nothing,
    Why.ALREADY_PREPARED: other_content,
    Why.CONVENTION_ENDED: lambda: (
        given().after(convention(), end_convention(march(2))),
        prepare(today=march(3)),
        {"on": march(2)},
    ),
    Why.BEGUN_LATER: lambda: (
        given().after(convention(began_on=may(1))),
        prepare(),
        {"on": may(1)},
    ),
    Why.ENDED_EARLIER: lambda: (
        a_provider_avenant().after(end_convention(march(20))),
        end_convention(march(23)),
        {"on": march(20)},
    ),
    Why.ENDS_BY_REFUSAL: lambda: (
        a_provider_avenant().after(refuse(march(10))),
        end_convention(TERMINATION),
        {"on": TERMINATION},
    ),
    Why.WRONG_KIND: lambda: (
        a_network_avenant(),
        accept(march(9), avenant=NETWORK_AVENANT),
        {"avenant": NETWORK_AVENANT},
    ),
    Why.SAME_PERSON: a_retraction_by_the_same_person,
    Why.ALREADY_RETRACTED: retracted_twice,
    Why.IN_THE_FUTURE: lambda: (
        a_provider_avenant(),
        refuse(march(10), today=march(9)),
        {"day": march(10), "today": march(9)},
    ),
    Why.BEFORE_SENDING: lambda: (
        a_provider_avenant(),
        refuse(march(2), today=march(9)),
        {"day": march(2), "sent_on": SENT},
    ),
    Why.DISPATCHED_AFTER_RECEIVED: lambda: (
        a_provider_avenant(),
        refuse(march(10), dispatched_on=march(11)),
        {"dispatched_on": march(11), "received_on": march(10)},
    ),
    Why.EVIDENCE_KNOWN: other_days_of_the_same_letter,
    Why.NOT_SENDING_YET: lambda: (
        a_prepared_avenant(),
        refuse(march(10)),
        {"avenant": AVENANT},
    ),
    Why.CLOSED: lambda: (
        a_provider_avenant().after(refuse(march(10)), terminate()),
        refuse(march(12), today=june(2)),
        {"status": "terminated"},
    ),
    Why.NOTHING_TO_SEND: lambda: (a_provider_avenant(), begin(march(4)), {"status": "sent"}),
    Why.OUT_OF_TURN: a_notice_never_begun,
    Why.HAS_LEFT: lambda: (a_provider_avenant(), abandon(march(4)), {"of": 1, "on": SENT}),
    Why.NOT_POSTED_YET: lambda: (
        given(a_prepared_avenant()).after(begin(SENT)),
        bounce(march(4)),
        {"of": 1},
    ),
    Why.NO_SUCH_COMMUNICATION: lambda: (a_provider_avenant(), bounce(march(9), of=2), {"of": 2}),
    Why.ALREADY_BOUNCED: lambda: (
        a_provider_avenant().after(bounce(march(9))),
        bounce(march(10)),
        {"of": 1, "on": march(9)},
    ),
    Why.BEFORE_DOCUMENT: lambda: (
        given(a_prepared_avenant()).after(begin(SENT)),
        posted(march(2), today=march(4)),
        {"day": march(2), "made_for": SENT},
    ),
    Why.NOTHING_REFUSED: lambda: (
        a_provider_avenant(),
        take_back(march(9), agreed=True),
        {"avenant": AVENANT},
    ),
    Why.NOTHING_CONTESTED: lambda: (
        a_provider_avenant(),
        decide_for(f.Outcome.REFUSAL, march(9)),
        {"status": "sent"},
    ),
    Why.MORE_CAME_IN: lambda: (
        a_provider_avenant().after(refuse(april(5))),
        decide_for(f.Outcome.REFUSAL, april(10)).model_copy(update={"seen": ()}),
        {"avenant": AVENANT},
    ),
    Why.NO_WINDOW: lambda: (
        a_provider_avenant().after(bounce(march(9))),
        silence(),
        {"status": "undeliverable"},
    ),
    Why.ALREADY_CONCLUDED: lambda: (
        a_silent_avenant(),
        extend(april(30), on=april(16)),
        {"status": "accepted_tacitly"},
    ),
    Why.NOT_AN_EXTENSION: lambda: (
        a_provider_avenant(),
        extend(ADMITTED, on=april(2)),
        {"last_day": ADMITTED},
    ),
    Why.PAST_TERMINATION: lambda: (
        a_provider_avenant(),
        extend(TERMINATION, on=april(2)),
        {"day": TERMINATION},
    ),
    Why.WINDOW_OPEN: lambda: (a_provider_avenant(), silence(ADMITTED), {"until": ADMITTED}),
    Why.INTAKE_INCOMPLETE: lambda: (
        a_provider_avenant(),
        silence(april(14)),
        {"missing": "post", "look_again_on": april(15)},
    ),
    Why.NOT_REFUSED: lambda: (a_provider_avenant(), terminate(), {"status": "sent"}),
    Why.TERMINATION_AHEAD: lambda: (
        a_provider_avenant().after(refuse(march(10))),
        terminate(may(31)),
        {"day": TERMINATION},
    ),
    Why.NOT_SIGNED: lambda: (a_network_avenant(), countersign(march(9)), {"status": "sent"}),
    Why.NOT_CONCLUDED: lambda: (a_network_avenant(), release(march(9)), {"status": "sent"}),
    Why.SENT_ALREADY: lambda: (
        a_provider_avenant(),
        posted(march(4)),
        {"on": SENT},
    ),
    Why.NO_SUCH_TASK: a_task_that_nobody_has,
    Why.REASON_MISSING: lambda: (
        a_provider_avenant(),
        extend(april(20), on=april(2)).model_copy(update={"reason": ""}),
        {},
    ),
}

ELSEWHERE = {
    Why.NO_SUCH_MESSAGE: "test_messages.py",
    Why.MESSAGE_READ: "test_messages.py",
    Why.MESSAGE_HELD: "test_messages.py",
    Why.NOT_DOUBTFUL: "test_correspondence.py",
    Why.NO_NOTICE_FAILED: "test_failed_notices.py",
    Why.NOT_STOPPED: "test_tasks.py",
    Why.NOT_THE_SIGNED_COPY: "test_correspondence.py",
    Why.SOURCE_MISSING: "test_budget_year.py",
    Why.NO_BUDGET: "test_budget_year.py",
    Why.LATER_ENTRY: "test_budget_year.py",
    Why.WRONG_YEAR: "test_budget_year.py",
    Why.SAME_LINE: "test_budget_year.py",
    Why.LINE_TOO_SMALL: "test_budget_year.py",
    Why.LINE_THERE: "test_budget_year.py",
    Why.LINE_OF_EVERYBODY: "test_budget_year.py",
    Why.NO_SUCH_LINE: "test_budget_year.py",
    Why.NOT_FOR_THAT_NETWORK: "test_budget_year.py",
    Why.FILE_OPEN: "test_retention.py",
    Why.FILE_DESTROYED: "test_retention.py",
    Why.NOT_ARCHIVED: "test_retention.py",
    Why.NOT_AUTHORISED: "test_retention.py",
    Why.KEPT_UNTIL: "test_retention.py",
    Why.NOT_ALLOWED: "by whom, not what: below and in test_office_roles.py",
    Why.NOT_YOUR_NETWORK: "by whom, not what: below and in test_office_roles.py",
}


@pytest.mark.parametrize("why", REASONS, ids=str)
def test_a_command_that_makes_no_sense_is_told_why(why: Why) -> None:
    """And with what a person would ask next: which day, which avenant, which state."""
    case, command, details = REASONS[why]()
    case.when(command).then_turned_down(why, **details)


def test_no_reason_is_left_untested() -> None:
    """A new reason needs its case here."""
    assert set(REASONS) | set(ELSEWHERE) == set(Why)
    assert not set(REASONS) & set(ELSEWHERE)
    for why, where in ELSEWHERE.items():
        for name in re.findall(r"test_\w+\.py", where):
            assert f"Why.{why.name}" in Path(__file__).with_name(name).read_text("utf-8"), why


@pytest.mark.parametrize(
    ("actor", "why"),
    [
        (AUDITOR, Why.NOT_ALLOWED),
        (Actor(id="dora.liege", role=Role.COORDINATOR, networks=("liege",)), Why.NOT_YOUR_NETWORK),
    ],
    ids=["auditor", "other-network"],
)
def test_whoever_may_not_act_is_told_so(actor: Actor, why: Why) -> None:
    a_provider_avenant().when(refuse(march(10)), actor).then_turned_down(why, by=actor.id)


def test_what_is_turned_down_leaves_no_trace() -> None:
    """Not one fact, whatever was asked."""
    for reason in REASONS.values():
        case, command, _ = reason()
        assert isinstance(decide(case.convention, command), NotPossible)
        assert case.when(command).facts == case.facts


# -- bad input that has a place of its own ----------------------------------------------------


@pytest.mark.parametrize(
    ("status", "case"),
    [
        ("withdrawn", lambda: a_provider_avenant().after(withdrawn(march(16)))),
        ("lapsed", lambda: a_provider_avenant().after(end_convention(march(16)))),
        ("terminated", lambda: a_provider_avenant().after(refuse(march(10)), terminate())),
    ],
)
def test_an_answer_to_what_is_closed_is_turned_down(status: str, case: Callable[[], Case]) -> None:
    """Withdrawn, lapsed or terminated before it came."""
    late = refuse(june(8))
    case().when(late).then_turned_down(Why.CLOSED, status=status)
    case().when(accept(june(8))).then_turned_down(Why.CLOSED, status=status)


def withdrawn(on: date) -> c.WithdrawAvenant:
    return c.WithdrawAvenant(today=on, avenant=AVENANT, on=on)


def test_a_circular_is_not_withdrawn_on_a_day_to_come() -> None:
    ahead = withdrawn(april(1)).model_copy(update={"today": march(31)})
    a_provider_avenant().when(ahead).then_turned_down(Why.IN_THE_FUTURE, day=april(1))


def test_a_bounce_does_not_come_before_the_sending_or_tomorrow() -> None:
    early = bounce(march(2)).model_copy(update={"today": march(9)})
    a_provider_avenant().when(early).then_turned_down(Why.BEFORE_SENDING, sent_on=SENT)
    ahead = bounce(march(10)).model_copy(update={"today": march(9)})
    a_provider_avenant().when(ahead).then_turned_down(Why.IN_THE_FUTURE)


def test_a_document_given_up_cannot_be_sent_any_more() -> None:
    """It was made for another day."""
    case = given(a_prepared_avenant()).after(begin(march(2)), abandon(march(3)))
    case.when(posted(march(3))).then_turned_down(Why.NO_SUCH_COMMUNICATION, of=1)
    case.when(abandon(march(3))).then_nothing()
    case.when(abandon(march(3), ordinal=2)).then_turned_down(Why.NO_SUCH_COMMUNICATION, of=2)


def test_what_was_sent_cannot_be_given_up() -> None:
    sent = a_provider_avenant()
    sent.when(abandon(march(4))).then_turned_down(Why.HAS_LEFT, of=1, on=SENT)
    back = sent.after(bounce(march(5)))
    back.when(abandon(march(6))).then_turned_down(Why.ALREADY_BOUNCED, of=1, on=march(5))


def test_a_closed_avenant_is_not_sent_again() -> None:
    case = a_provider_avenant().after(accept(march(10)))
    again = c.RequestResend(today=march(11), by=ANNA, avenant=AVENANT, channel=Channel.EMAIL)
    case.when(again).then_turned_down(Why.CLOSED, status="accepted")


# -- the same again ---------------------------------------------------------------------------

SAME_AGAIN: dict[str, Callable[[], tuple[Case, c.AnyCommand]]] = {
    "convention": lambda: (given(), convention()),
    "prepared": lambda: (given().after(convention()), prepare()),
    "sent": lambda: (a_prepared_avenant().after(begin(SENT)), sending(SENT)[1]),
    "refusal": lambda: (a_provider_avenant(), refuse(march(10))),
    "acceptance": lambda: (a_provider_avenant(), accept(march(10), evidence="scan:yes")),
    "silence": lambda: (a_provider_avenant(), silence()),
    "termination": lambda: (a_provider_avenant().after(refuse(march(10))), terminate()),
    "withdrawal of the circular": lambda: (a_provider_avenant(), withdrawn(march(16))),
    "end": lambda: (a_provider_avenant(), end_convention(march(16))),
    "bounce": lambda: (a_provider_avenant(), bounce(march(9))),
    "extension": lambda: (a_provider_avenant(), extend(april(20), on=april(2))),
}


@pytest.mark.parametrize("what", SAME_AGAIN)
def test_the_same_again_changes_nothing(what: str) -> None:
    """One fact, however often somebody tells it."""
    case, command = SAME_AGAIN[what]()
    case.after(command).when(command).then_nothing()


def test_the_same_letter_registered_by_two_people_is_one_refusal() -> None:
    """The same evidence with the same days, under another id."""
    case = a_provider_avenant().after(refuse(march(10), evidence="scan:one", by=ANNA))
    case.when(refuse(march(10), evidence="scan:one", by=BRAM, id=number("of Bram"))).then_nothing()


def test_inami_may_do_what_the_cell_has_to() -> None:
    """Not a reason, but the other side of one: nobody is turned down without need."""
    a_provider_avenant().when(extend(april(20), on=april(2)), INAMI).stands("sent")
