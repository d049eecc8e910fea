"""Killed between the intent of a notice and its fact, and overtaken before anybody looked again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest

from activities.avenant_steps import AvenantSteps
from activities.contracts import AvenantRef, Progress
from activities.desk import Desk
from activities.post import Envelope, PostGivenUp, PostUnavailable
from activities.recording import record
from bench.month import SENT_ON, ShortMonth
from bench.office import Office
from domain.commands import RegisterRefusal, WithdrawAvenant
from domain.fact import Fact
from domain.facts import (
    AnswerChannel,
    NoticeAbandoned,
    NoticeSent,
    NoticeStarted,
    SendingAbandoned,
    Sent,
)
from domain.values import split_avenant_id
from journal.clock import BRUSSELS
from journal.streams import convention_stream
from tests.activities.remembered_post import RememberedPost

pytestmark = pytest.mark.slow

AFTER_THE_WINDOW = date(2026, 4, 20)


class Day(ShortMonth):
    """A clock that stands where a test puts it."""

    day = SENT_ON

    def now(self) -> datetime:
        return datetime.combine(self.day, time(8), BRUSSELS)

    def today(self) -> date:
        return self.day


class Killed(RememberedPost):
    """A post whose caller is killed around the next handing over: before it, or right after."""

    def __init__(self, *, after_it_left: bool) -> None:
        super().__init__()
        self.armed = False
        self._left = after_it_left
        self.slow: tuple[str, bytes, Envelope | None] = ("", b"", None)

    def deliver(self, message_id: str, content: bytes, envelope: Envelope | None) -> None:
        if not self.armed:
            super().deliver(message_id, content, envelope)
            return
        self.armed = False
        self.slow = message_id, content, envelope
        if self._left:
            super().deliver(message_id, content, envelope)
        raise PostUnavailable("the process is killed here")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("office"), 4, Day())
    yield made
    made.close()


def tacitly_accepted_then_refused(desk: Desk, avenant: str, post: Killed) -> Progress:
    """Killed in the middle of telling the acceptance; the refusal came before the next try."""
    steps, ref = AvenantSteps(desk), AvenantRef(avenant=avenant)
    clock = desk.store.clock
    assert isinstance(clock, Day)
    clock.day = SENT_ON
    steps.send(ref)
    clock.day = AFTER_THE_WINDOW
    post.armed = True
    with pytest.raises(PostUnavailable, match="killed here"):
        steps.conclude(ref)
    refusal = RegisterRefusal(
        today=AFTER_THE_WINDOW,
        avenant=avenant,
        id=uuid4(),
        received_on=SENT_ON + timedelta(days=20),
        channel=AnswerChannel.EMAIL,
        evidence="0" * 64,
    )
    convention = desk.view(avenant).convention.id
    record(desk.store, convention, refusal, door="cli", correlation=avenant)
    return steps.conclude(ref)


def facts_of(desk: Desk, avenant: str) -> list[Fact]:
    stream = convention_stream(split_avenant_id(avenant)[1])
    return [one.fact for one in desk.store.journal.read(stream)]


def told(desk: Desk, avenant: str) -> list[tuple[str, str]]:
    of = (NoticeStarted, NoticeSent, NoticeAbandoned)
    facts = [fact for fact in facts_of(desk, avenant) if isinstance(fact, of)]
    return [(fact.type.split("-")[1], fact.notice.value) for fact in facts]


def test_whoever_got_the_notice_is_told_of_the_rescission(office: Office) -> None:
    avenant, post = office.starts[0].avenant, Killed(after_it_left=True)
    desk = replace(office.desk, post=post)
    at = tacitly_accepted_then_refused(desk, avenant, post)
    assert told(desk, avenant) == [
        ("started", "tacit_acceptance_notice"),
        ("sent", "tacit_acceptance_notice"),
        ("started", "rescission_notice"),
        ("sent", "rescission_notice"),
        ("started", "refusal_confirmation"),
        ("sent", "refusal_confirmation"),
    ]
    assert (at.status, at.step) == ("refused", "terminate")


def test_what_had_not_left_never_does_however_slow_its_sender_is(office: Office) -> None:
    avenant, post = office.starts[1].avenant, Killed(after_it_left=False)
    desk = replace(office.desk, post=post)
    tacitly_accepted_then_refused(desk, avenant, post)
    assert told(desk, avenant) == [
        ("started", "tacit_acceptance_notice"),
        ("abandoned", "tacit_acceptance_notice"),
        ("started", "refusal_confirmation"),
        ("sent", "refusal_confirmation"),
    ]
    with pytest.raises(PostGivenUp):
        post.deliver(*post.slow)
    assert not any("tacit" in message_id for message_id in post.messages)


def withdrawn_while_it_was_sent(desk: Desk, avenant: str, post: Killed) -> None:
    """The circular was withdrawn between the intent to send the avenant and the next try."""
    steps, ref = AvenantSteps(desk), AvenantRef(avenant=avenant)
    clock = desk.store.clock
    assert isinstance(clock, Day)
    clock.day = SENT_ON
    post.armed = True
    with pytest.raises(PostUnavailable, match="killed here"):
        steps.send(ref)
    withdraw = WithdrawAvenant(today=SENT_ON, avenant=avenant, on=SENT_ON)
    convention = desk.view(avenant).convention.id
    record(desk.store, convention, withdraw, door="cli", correlation=avenant)
    for take in (steps.conclude, steps.send, steps.conclude):
        take(ref)


def test_what_was_withdrawn_before_it_left_never_does_and_nobody_is_told(office: Office) -> None:
    avenant, post = office.starts[2].avenant, Killed(after_it_left=False)
    desk = replace(office.desk, post=post)
    withdrawn_while_it_was_sent(desk, avenant, post)
    facts = facts_of(desk, avenant)
    assert any(isinstance(fact, SendingAbandoned) for fact in facts)
    assert (post.messages, told(desk, avenant)) == ({}, [])


def test_whoever_had_got_it_is_told_of_the_withdrawal(office: Office) -> None:
    avenant, post = office.starts[3].avenant, Killed(after_it_left=True)
    desk = replace(office.desk, post=post)
    withdrawn_while_it_was_sent(desk, avenant, post)
    assert any(isinstance(fact, Sent) for fact in facts_of(desk, avenant))
    assert told(desk, avenant) == [("started", "withdrawn_notice"), ("sent", "withdrawn_notice")]
