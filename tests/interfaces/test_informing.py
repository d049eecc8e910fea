"""A circular that only informs: what its mails come to, and what people say of failed ones."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from temporalio.client import Client
from temporalio.testing import ActivityEnvironment

from activities import informing
from activities.circular_steps import CircularSteps
from activities.contracts import CircularRef
from activities.correspondence import Rendered
from activities.desk import Desk as StepDesk
from activities.desk import NotInTheJournal
from activities.informing import inform, record_failure
from activities.kept import keep as keep_sent
from activities.mailbox.keeping import keep
from activities.mailbox.matching import Matching
from activities.mailbox.parsing import parse
from activities.mailbox.reading import Listed
from activities.mailbox.taking_in import Desk, Fetched, Place, record_message
from activities.post import Envelope, PostDoubtful, PostError, PostRefused, PostUnavailable
from activities.tokens import ReplyTokens
from domain.circular_facts import CircularLife, InformationStarted
from domain.mailbox import MessageKind
from interfaces.settings import load_settings
from journal.streams import load_circular, load_convention, load_mailbox
from tests.activities.mailbox.an_intake import a_report, at_noon
from tests.activities.remembered_post import RememberedPost
from tests.interfaces.cli_office import CELL, INFORMING, Office, run
from worker import desk_of

pytestmark = pytest.mark.slow

REF = INFORMING.name
WHY = ("--reason", "the address was wrong", "--by", CELL)


class Trouble(RememberedPost):
    """A post that takes nothing, for one reason, until told otherwise."""

    def __init__(self, why: PostError | None = None) -> None:
        super().__init__()
        self.why, self.tried = why, list[str]()

    def deliver(self, message_id: str, content: bytes, envelope: Envelope | None) -> None:
        self.tried.append(message_id)
        if self.why is not None:
            raise self.why
        super().deliver(message_id, content, envelope)


@pytest.fixture
def launched(office: Office) -> Office:
    assert run("launch", INFORMING, "--by", CELL).code == 0
    return office


def tell(office: Office, post: Trouble, network: str = "namur") -> CircularLife:
    """The step of the workflow, for one network."""
    with office.opened() as (store, _):
        desk = replace(desk_of(load_settings(), store), post=post)
        life = load_circular(store.journal, REF)
        assert life is not None
        inform(desk, REF, desk.circular(life.content), network)
        now = load_circular(store.journal, REF)
    assert now is not None
    return now


def tasks() -> list[dict[str, str]]:
    return [t for t in run("tasks", "--format", "json").json if t["kind"] == "inform"]


def informed_on() -> str | None:
    rows = run("board", REF, "--format", "json").json
    return next(row["informed_on"] for row in rows if row["network"] == "namur")


@pytest.mark.parametrize(
    ("why", "how"),
    [
        (PostRefused("<x>", "550 5.1.1"), "refused"),
        (PostDoubtful("<x>", "the connection ended"), "doubtful"),
    ],
    ids=["refused", "doubtful"],
)
def test_what_is_refused_or_in_doubt_is_a_task_and_never_leaves_again_by_itself(
    launched: Office, why: PostError, how: str
) -> None:
    post = Trouble(why)
    tell(launched, post)
    life = tell(launched, post)
    assert [one.how for one in life.uninformed] == [how]
    assert len(post.tried) == 1
    (task,) = tasks()
    assert task["command"].startswith(f"avenants inform-again namur --circular {REF}")
    assert informed_on() is None


def test_written_to_again_under_another_message_id_at_the_address_of_then(
    launched: Office,
) -> None:
    post = Trouble(PostRefused("<x>", "550 5.1.1"))
    tell(launched, post)
    assert run("inform-again", "namur", "--circular", REF, "--reason", " ", "--by", CELL).code == 1
    coordinator = launched.coordinator("K00001")
    assert run("inform-again", "namur", "--circular", REF, *WHY[:3], coordinator).code == 1
    done = run("inform-again", "namur", "--circular", REF, *WHY)
    assert done.code == 0, done.said
    assert tasks() == []
    post.why = None
    life = tell(launched, post)
    tell(launched, post)
    assert life.informed == ("namur",)
    assert len(post.tried) == len(set(post.tried)) == 2
    assert informed_on() is not None
    assert run("inform-again", "namur", "--circular", REF, *WHY).code == 1


def test_or_a_person_says_that_the_network_knows(launched: Office) -> None:
    post = Trouble(PostDoubtful("<x>", "the connection ended"))
    tell(launched, post)
    done = run("informed", "namur", "--circular", REF, *WHY)
    assert done.code == 0, done.said
    assert tasks() == []
    post.why = None
    tell(launched, post)
    assert len(post.tried) == 1
    assert informed_on() is not None


class Killed(BaseException):
    """The process is no more."""


class Killing(Trouble):
    """A post whose caller is killed before the mail is handed over, or right after."""

    def __init__(self, *, after_it_left: bool = False) -> None:
        super().__init__()
        self.after_it_left = after_it_left

    def deliver(self, message_id: str, content: bytes, envelope: Envelope | None) -> None:
        if self.after_it_left:
            super().deliver(message_id, content, envelope)
        raise Killed


def test_killed_between_intent_and_mail_the_very_bytes_of_the_intent_leave(
    launched: Office,
) -> None:
    with pytest.raises(Killed):
        tell(launched, Killing())
    launched.is_on(launched.today() + timedelta(days=3))
    post = Trouble()
    life = tell(launched, post)
    (begun,) = life.informing
    assert list(post.messages) == [begun.message_id]
    assert post.messages[begun.message_id] == kept(launched, begun)
    assert informed_on() == str(launched.today()), "the day on which it left"


def kept(office: Office, begun: InformationStarted) -> bytes:
    with office.opened() as (store, _):
        assert begun.evidence is not None
        return store.evidence.get(begun.evidence)


def test_a_slow_process_sends_what_another_one_began_meanwhile(
    launched: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It had made the mail of the evening before; what is on record is the mail of this morning."""

    def slowly(desk: StepDesk, document: Rendered, party: str) -> str:
        monkeypatch.setattr(informing, "keep", keep_sent)
        launched.is_on(launched.today() + timedelta(days=1))
        with pytest.raises(Killed):
            tell(launched, Killing())
        return keep_sent(desk, document, party)

    monkeypatch.setattr(informing, "keep", slowly)
    post = Trouble()
    life = tell(launched, post)
    (begun,) = life.informing
    assert post.messages == {begun.message_id: kept(launched, begun)}
    assert life.informed == ("namur",)


def test_a_circular_that_was_taken_back_informs_nobody_any_more(launched: Office) -> None:
    away = Trouble(PostUnavailable("the server is away"))
    with pytest.raises(PostUnavailable):
        tell(launched, away)
    assert run("withdraw", REF, *WHY).code == 0
    away.why = None
    life = tell(launched, away)
    assert (len(life.informing), life.informed, away.messages) == (1, (), {})
    assert away.given_up == {life.informing[0].message_id}, "however slow its sender is"
    tell(launched, away, "emergo")
    assert away.messages == {}


def test_what_had_left_when_the_circular_was_taken_back_is_on_record(launched: Office) -> None:
    post = Killing(after_it_left=True)
    with pytest.raises(Killed):
        tell(launched, post)
    assert run("withdraw", REF, *WHY).code == 0
    assert tell(launched, post).informed == ("namur",)


def test_of_a_circular_that_was_taken_back_no_failed_mail_is_a_task(launched: Office) -> None:
    tell(launched, Trouble(PostDoubtful("<x>", "the connection ended")))
    assert len(tasks()) == 1
    assert run("withdraw", REF, *WHY).code == 0
    assert tasks() == []
    again = run("inform-again", "namur", "--circular", REF, *WHY)
    assert (again.code, "withdrawn" in again.said) == (1, True)


def test_a_report_that_is_read_before_its_sender_says_that_it_left_counts(
    launched: Office,
) -> None:
    """And whoever then wants it told again gets it told."""

    class Returned(Trouble):
        def deliver(self, message_id: str, content: bytes, envelope: Envelope | None) -> None:
            super().deliver(message_id, content, envelope)
            if len(self.messages) == 1:
                with launched.opened() as (store, _):
                    record_failure(store, REF, message_id, "returned", "5.1.1", door="mailbox")

    post = Returned()
    life = tell(launched, post)
    assert (life.informed, len(life.uninformed)) == ((), 1)
    assert informed_on() is None
    assert run("inform-again", "namur", "--circular", REF, *WHY).code == 0
    assert tell(launched, post).informed == ("namur",)
    assert len(post.messages) == 2


def test_a_network_that_was_erased_keeps_no_other_from_being_informed(launched: Office) -> None:
    post = Trouble()
    with launched.opened() as (store, _):
        networks = [row.id for row in store.registers.networks()]
        gone = store.registers.network(networks[0])
        store.keys.ring.destroy([gone.party])
        store.people.empty([gone.party])
        desk = replace(desk_of(load_settings(), store), post=post)
        steps = CircularSteps(desk, cast("Client", None))
        with pytest.raises(NotInTheJournal, match=gone.id):
            ActivityEnvironment().run(steps.inform_networks, CircularRef(circular=REF))
    assert len(post.messages) == len(networks) - 1


def test_a_report_that_came_back_is_the_same_task(launched: Office) -> None:
    post = Trouble()
    assert tell(launched, post).informed == ("namur",)
    ((_, sent),) = post.envelopes.items()
    assert sent is not None
    launched.is_on(launched.today() + timedelta(days=1))
    with launched.opened() as (store, clock):
        key = load_settings().office().token_key
        assert key is not None
        matching = Matching(
            ReplyTokens(key), "avenants.test", lambda one: load_convention(store.journal, one)
        )
        for number, action in enumerate(("delayed", "failed", "failed"), 1):
            raw = a_report(sent.sender, action=action, status=f"5.1.{number}")
            place = Place("office", 1, Listed(number, len(raw), at_noon(clock.today())))
            found = Fetched(keep(store.evidence, raw), parse(raw), raw)
            record_message(Desk(store, matching), place, found)
            life = load_circular(store.journal, REF)
            assert life is not None
            assert [one.how for one in life.uninformed] == ["returned"] * (action == "failed")
        kept = [one.kept for one in load_mailbox(store.journal, "office").messages]
    assert {(k.kind, k.avenant) for k in kept} == {
        (MessageKind.DELIVERY_REPORT, f"{REF}.net-namur")
    }
    assert len(tasks()) == 1
    assert informed_on() is None
