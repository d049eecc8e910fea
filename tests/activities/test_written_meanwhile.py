"""Something comes in while a document is written: it does not leave as if nothing had."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest

from activities import notices, sending
from activities.avenant_steps import AvenantSteps
from activities.contracts import AvenantRef
from activities.desk import Desk
from activities.post import PostUnavailable
from activities.recording import record
from bench.month import SENT_ON
from bench.office import Office
from domain.commands import AnyCommand, RegisterConvention, RegisterRefusal
from domain.facts import AnswerChannel, NoticeStarted, SendingStarted
from domain.office import Actor
from domain.procedure import Step
from domain.values import Channel, Language, Role
from journal.people import Independent, Organisation
from tests.activities.remembered_post import RememberedPost
from tests.activities.test_overtaken import AFTER_THE_WINDOW, Day, Killed, facts_of, told

pytestmark = pytest.mark.slow

CELL = Actor(id="inami.cell", role=Role.INAMI)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("office"), 4, Day())
    yield made
    made.close()


def while_it_is_written(
    monkeypatch: pytest.MonkeyPatch, where: object, act: Callable[[], object]
) -> None:
    """Let that happen between what a step has read and its intent, once."""
    keep, waiting = where.keep, [act]  # type: ignore[attr-defined]

    def kept(*given: Any) -> str:
        if waiting:
            waiting.pop()()
        return keep(*given)

    monkeypatch.setattr(where, "keep", kept)


def given(desk: Desk, avenant: str, command: AnyCommand) -> None:
    convention = desk.view(avenant).convention.id
    assert record(desk.store, convention, command, actor=CELL, door="cli", correlation=avenant)


def registered_anew(desk: Desk, avenant: str, language: Language, channel: Channel) -> None:
    """As an import of the register does."""
    known = desk.view(avenant).convention
    changed = RegisterConvention(
        today=desk.today(),
        by=CELL.id,
        convention=known.id,
        network=known.network,
        kind=known.kind,
        party=known.party,
        party_kind=known.party_kind,
        channel=channel,
        language=language,
        began_on=known.began_on,
    )
    given(desk, avenant, changed)


def set_day(desk: Desk, day: Any) -> None:
    assert isinstance(desk.store.clock, Day)
    desk.store.clock.day = day


def test_what_was_written_in_another_language_for_another_channel_does_not_leave(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    avenant, post = office.starts[0].avenant, RememberedPost()
    desk = replace(office.desk, post=post)
    steps, ref = AvenantSteps(desk), AvenantRef(avenant=avenant)
    set_day(desk, SENT_ON)
    other = Language.NL if desk.view(avenant).convention.language is Language.FR else Language.FR
    while_it_is_written(
        monkeypatch, sending, lambda: registered_anew(desk, avenant, other, Channel.LETTER)
    )
    at = steps.send(ref)
    assert (at.step, at.wait, post.messages) == (Step.SEND, timedelta(0), {})
    steps.send(ref)
    [begun] = [fact for fact in facts_of(desk, avenant) if isinstance(fact, SendingStarted)]
    assert (begun.channel, begun.language, post.messages) == (Channel.LETTER, other, {})


def test_who_refuses_while_the_acceptance_is_written_is_never_told_of_one(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    avenant, post = office.starts[1].avenant, RememberedPost()
    desk = replace(office.desk, post=post)
    steps, ref = AvenantSteps(desk), AvenantRef(avenant=avenant)
    set_day(desk, SENT_ON)
    steps.send(ref)
    set_day(desk, AFTER_THE_WINDOW)
    refusal = RegisterRefusal(
        today=AFTER_THE_WINDOW,
        by=CELL.id,
        avenant=avenant,
        id=uuid4(),
        received_on=SENT_ON + timedelta(days=20),
        channel=AnswerChannel.EMAIL,
        evidence="0" * 64,
    )
    while_it_is_written(monkeypatch, notices, lambda: given(desk, avenant, refusal))
    at = steps.conclude(ref)
    assert at.wait == timedelta(0)
    steps.conclude(ref)
    assert told(desk, avenant) == [
        ("started", "refusal_confirmation"),
        ("sent", "refusal_confirmation"),
    ]


def test_of_two_workers_that_write_to_two_addresses_the_bytes_on_record_leave(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slow one read the address before it was corrected; the quick one is killed in between."""
    avenant, post = office.starts[2].avenant, Killed(after_it_left=False)
    desk = replace(office.desk, post=post)
    steps, ref = AvenantSteps(desk), AvenantRef(avenant=avenant)
    set_day(desk, SENT_ON)
    steps.send(ref)
    set_day(desk, AFTER_THE_WINDOW)

    def another_worker() -> None:
        party = desk.view(avenant).convention.party
        person = desk.store.people.get(party)
        assert isinstance(person, Independent | Organisation)
        moved = person.model_copy(update={"email": "moved@praktijk.example"})
        desk.store.people.put(party, moved, desk.now(), CELL.id)
        post.armed = True
        with pytest.raises(PostUnavailable):
            steps.conclude(ref)

    while_it_is_written(monkeypatch, notices, another_worker)
    assert steps.conclude(ref).wait == timedelta(0)
    steps.conclude(ref)
    [begun] = [fact for fact in facts_of(desk, avenant) if isinstance(fact, NoticeStarted)]
    assert sha256(post.messages[begun.message_id]).hexdigest() == begun.content_hash
