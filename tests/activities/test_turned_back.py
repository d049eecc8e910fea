"""What follows when the mail server does not take a communication or a notice."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import uuid4

import pytest

from activities.avenant_steps import AvenantSteps
from activities.contracts import AvenantRef
from activities.desk import Desk
from activities.emails import NoUsableAddress
from activities.notices import tell_what_is_owed
from activities.post import Envelope, PostDoubtful, PostError, PostRefused
from activities.recording import record
from activities.sending import send
from bench.month import ShortMonth
from bench.office import Office
from domain.commands import (
    AbandonSending,
    PostNotice,
    RegisterRefusal,
    RetryStopped,
    SettleNotice,
)
from domain.facts import (
    AnswerChannel,
    BounceRegistered,
    SendingDoubtful,
    SendingStarted,
    SendingStopped,
    Sent,
    TaskKind,
)
from domain.procedure import Step
from domain.state import Undeliverable
from domain.tasks import tasks_of
from domain.values import Channel, split_avenant_id
from journal.streams import convention_stream
from tests.activities.remembered_post import RememberedPost

pytestmark = pytest.mark.slow


@dataclass
class Trouble(RememberedPost):
    """A post that does not take anything, for one reason."""

    why: PostError | None = None
    tried: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        super().__init__()

    def deliver(self, message_id: str, content: bytes, envelope: Envelope | None) -> None:
        self.tried.append(message_id)
        if self.why is not None:
            raise self.why
        super().deliver(message_id, content, envelope)

    def delivered(self, message_id: str) -> bool:
        if self.why is not None and self.tried:
            raise self.why
        return super().delivered(message_id)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("office"), 5, ShortMonth())
    yield made
    made.close()


def facts_of(desk: Desk, avenant: str) -> list[object]:
    stream = convention_stream(split_avenant_id(avenant)[1])
    return [one.fact for one in desk.store.journal.read(stream)]


def test_what_is_refused_for_good_is_a_bounce_and_its_reason(office: Office) -> None:
    avenant = office.starts[0].avenant
    post = Trouble(PostRefused("<x>", "550 5.1.1 (there is no such mailbox)"))
    desk = replace(office.desk, post=post)
    view = send(desk, avenant)
    assert isinstance(view.avenant.standing, Undeliverable)
    assert isinstance(send(desk, avenant).avenant.standing, Undeliverable)
    (bounce,) = (fact for fact in facts_of(desk, avenant) if isinstance(fact, BounceRegistered))
    assert (bounce.of, bounce.by) == (1, "engine")
    assert bounce.reason == "550 5.1.1 (there is no such mailbox)"
    assert len(post.tried) == 1


def test_what_is_in_doubt_asks_a_person_and_never_leaves_by_itself(office: Office) -> None:
    avenant = office.starts[1].avenant
    post = Trouble(PostDoubtful("<x>", "the connection ended"))
    desk = replace(office.desk, post=post)
    view = send(desk, avenant)
    for _ in range(2):
        view = send(desk, avenant)
        assert view.avenant.in_flight is not None
        assert view.avenant.in_flight.doubtful
    (doubt,) = (fact for fact in facts_of(desk, avenant) if isinstance(fact, SendingDoubtful))
    assert doubt.why == "the connection ended"
    assert len(post.tried) == 1
    post.why = None
    given_up = AbandonSending(today=view.today, avenant=avenant, ordinal=1, reason="no log")
    record(desk.store, view.convention.id, given_up, door="cli", correlation=avenant)
    view = send(desk, avenant)
    facts = facts_of(desk, avenant)
    assert [fact.ordinal for fact in facts if isinstance(fact, Sent)] == [2]
    assert len({fact.message_id for fact in facts if isinstance(fact, SendingStarted)}) == 2


def test_a_mail_that_was_found_to_have_left_is_recorded_after_a_doubt(office: Office) -> None:
    avenant = office.starts[2].avenant
    post = Trouble(PostDoubtful("<x>", "the connection ended"))
    desk = replace(office.desk, post=post)
    view = send(desk, avenant)
    post.why = None
    begun = view.avenant.in_flight
    assert begun is not None
    post.messages[begun.message_id] = b"found among the copies"
    assert send(desk, avenant).avenant.communications[0].sent_on is not None


def test_what_cannot_be_made_is_a_task_until_it_can(office: Office) -> None:
    """For want of an address, say: the step fails each time, and is told once."""
    avenant = office.starts[4].avenant

    def unaddressed(*_: object) -> str:
        raise NoUsableAddress(f"{avenant}: the addressee has no e-mail address: import one")

    steps = AvenantSteps(office.desk)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("activities.sending.correspondence", unaddressed)
        for _ in range(3):
            with pytest.raises(NoUsableAddress):
                steps.send(AvenantRef(avenant=avenant))
    (stopped,) = (f for f in facts_of(office.desk, avenant) if isinstance(f, SendingStopped))
    assert "import one" in stopped.why
    convention = office.desk.view(avenant).convention
    assert [task.kind for task in tasks_of(convention)] == [TaskKind.MEND]
    retry = RetryStopped(today=office.desk.today(), avenant=avenant)
    record(office.desk.store, convention.id, retry, door="cli", correlation=avenant)
    assert tasks_of(office.desk.view(avenant).convention) == ()
    woken = steps.conclude(AvenantRef(avenant=avenant))
    assert (woken.step, woken.wait) == (Step.SEND, timedelta(0)), "what a nudge leads to"
    view = send(office.desk, avenant)
    assert tasks_of(view.convention) == ()


def test_a_notice_that_is_refused_or_in_doubt_is_a_task_and_leaves_again_when_a_person_says_so(
    office: Office,
) -> None:
    """The confirmation of a refusal, first in doubt, then refused for good, at last on paper."""
    avenant = office.starts[3].avenant
    post = Trouble()
    desk = replace(office.desk, post=post)
    view = send(desk, avenant)
    begun = view.today
    refusal = RegisterRefusal(
        today=begun,
        avenant=avenant,
        id=uuid4(),
        received_on=begun,
        channel=AnswerChannel.EMAIL,
        evidence="0" * 64,
    )
    record(desk.store, view.convention.id, refusal, door="cli", correlation=avenant)
    post.tried.clear()

    def seen_to(again: Channel) -> None:
        answer = SettleNotice(today=begun, avenant=avenant, again=again, reason="by hand")
        record(desk.store, view.convention.id, answer, door="cli", correlation=avenant)

    for trouble, how in (
        (PostDoubtful("<x>", "the connection ended"), "doubtful"),
        (PostRefused("<x>", "550 5.1.1"), "refused"),
    ):
        post.why = trouble
        told = tell_what_is_owed(desk, desk.view(avenant))
        told = tell_what_is_owed(desk, told)
        assert told.avenant.notices[-1].failed == how
        assert [task.kind for task in tasks_of(told.convention)] == [TaskKind.TELL]
        seen_to(Channel.EMAIL if how == "doubtful" else Channel.LETTER)
    assert len(post.tried) == 2, "nothing leaves again before a person said so"
    told = tell_what_is_owed(desk, desk.view(avenant))
    assert [(n.channel, n.sent) for n in told.avenant.notices] == [
        (Channel.EMAIL, False),
        (Channel.EMAIL, False),
        (Channel.LETTER, False),
    ]
    assert len({n.message_id for n in told.avenant.notices}) == 3
    assert [(task.kind, task.letter) for task in tasks_of(told.convention)] == [
        (TaskKind.POST, "n3")
    ]
    again = tell_what_is_owed(desk, told)
    assert again.version == told.version, "a letter on the list is not written again"
    posted = PostNotice(
        today=begun,
        avenant=avenant,
        id=uuid4(),
        message_id=told.avenant.notices[-1].message_id,
        on=begun,
    )
    record(desk.store, view.convention.id, posted, door="cli", correlation=avenant)
    told = tell_what_is_owed(desk, desk.view(avenant))
    assert told.avenant.notices[-1].sent
    assert tasks_of(told.convention) == ()
    assert len(told.avenant.notices) == 3
