"""A circular that only informs: what its mails come to, and what people say of failed ones."""

from dataclasses import replace
from datetime import timedelta

import pytest

from activities.informing import inform
from activities.mailbox.keeping import keep
from activities.mailbox.matching import Matching
from activities.mailbox.parsing import parse
from activities.mailbox.reading import Listed
from activities.mailbox.taking_in import Desk, Fetched, Place, record_message
from activities.post import Envelope, PostDoubtful, PostError, PostRefused
from activities.tokens import ReplyTokens
from domain.circular_facts import CircularLife
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


def tell(office: Office, post: Trouble) -> CircularLife:
    """The step of the workflow, for one network."""
    with office.opened() as (store, _):
        desk = replace(desk_of(load_settings(), store), post=post)
        life = load_circular(store.journal, REF)
        assert life is not None
        inform(desk, REF, desk.circular(life.content), "namur")
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


def test_killed_between_intent_and_mail_the_very_bytes_of_the_intent_leave(
    launched: Office,
) -> None:
    class Killed(BaseException):
        pass

    class Killing(Trouble):
        def deliver(self, message_id: str, content: bytes, envelope: Envelope | None) -> None:
            raise Killed

    with pytest.raises(Killed):
        tell(launched, Killing())
    launched.is_on(launched.today() + timedelta(days=3))
    post = Trouble()
    life = tell(launched, post)
    (begun,) = life.informing
    assert list(post.messages) == [begun.message_id]
    with launched.opened() as (store, _):
        assert begun.evidence is not None
        assert store.evidence.get(begun.evidence) == post.messages[begun.message_id]


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
