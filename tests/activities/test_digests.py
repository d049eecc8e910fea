"""The daily word about what waits: once a day, in the reader's language, without personal data."""

from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from activities.correspondence import Office
from activities.digests import Addressed, Pressing, digest, send_digest, send_digests
from activities.post import Envelope, PostDoubtful, PostRefused
from activities.post_folder import FolderPost
from domain.facts import TaskKind
from domain.tasks import Task
from domain.values import Language, Role
from journal.people import StaffMember
from tests.activities.remembered_post import RememberedPost

OFFICE = Office(
    name="INAMI, cellule",
    address="avenants@inami.example",
    replies="avenants@inami.example",
    message_domain="avenants.example",
)
TODAY = date(2026, 4, 20)
PRESSING = Pressing(
    task=Task(
        kind=TaskKind.DECIDE,
        avenant="2026-001.K00123",
        network="namur",
        role=Role.COORDINATOR,
        since=date(2026, 4, 6),
        deadline=date(2026, 6, 1),
    ),
    command="avenants decide 2026-001.K00123 --outcome refusal|acceptance --reason … --by …",
    escalated=True,
)


def somebody(language: Language = Language.FR, name: str = "Zoé Brisefer") -> StaffMember:
    return StaffMember(name=name, email="zoe@namur.example", language=language)


def sent(post: FolderPost, folder: Path, day: date = TODAY) -> bool:
    del folder
    return send_digest(post, OFFICE, "namur.coord", somebody(), [PRESSING], day, rehearsal=False)


def test_it_leaves_once_a_day_whoever_asks(tmp_path: Path) -> None:
    post = FolderPost(tmp_path)
    assert sent(post, tmp_path)
    assert not sent(post, tmp_path)
    assert sent(post, tmp_path, date(2026, 4, 21))
    assert len(list(tmp_path.glob("*/*.eml"))) == 2


class Refusing(RememberedPost):
    """A post that refuses one person's mail, and knows nothing of another's."""

    def deliver(self, message_id: str, content: bytes, envelope: Envelope | None) -> None:
        if "<tasks.refused." in message_id:
            raise PostRefused(message_id, "550 5.1.1")
        if "<tasks.doubtful." in message_id:
            raise PostDoubtful(message_id, "the connection ended")
        super().deliver(message_id, content, envelope)


def test_one_whose_mail_is_refused_keeps_nobody_else_from_being_told() -> None:
    post = Refusing()
    people = [
        Addressed(member, somebody(), [PRESSING])
        for member in ("first.one", "refused", "doubtful", "last.one")
    ]
    told = send_digests(post, OFFICE, people, TODAY, rehearsal=False)
    assert told == (2, ("refused", "doubtful"))
    assert [m.partition(".2026")[0] for m in post.messages] == [
        "<tasks.first.one",
        "<tasks.last.one",
    ]
    again = send_digests(post, OFFICE, people, TODAY, rehearsal=False)
    assert again == (0, ("refused", "doubtful")), "nobody is told twice on one day"


def test_told_by_another_process_in_the_same_moment_is_told_once(tmp_path: Path) -> None:
    """It had looked when less was waiting, and stops nobody else's mail."""

    class Slow(FolderPost):
        def delivered(self, message_id: str) -> bool:
            there = super().delivered(message_id)
            more = [PRESSING, PRESSING.model_copy(update={"escalated": False})]
            other = FolderPost(tmp_path)
            send_digest(other, OFFICE, "first.one", somebody(), more, TODAY, rehearsal=False)
            return there

    people = [Addressed(member, somebody(), [PRESSING]) for member in ("first.one", "last.one")]
    assert send_digests(Slow(tmp_path), OFFICE, people, TODAY, rehearsal=False) == (1, ())
    assert len(list(tmp_path.glob("*/*.eml"))) == 2


def test_who_has_nothing_to_do_gets_nothing(tmp_path: Path) -> None:
    post = FolderPost(tmp_path)
    nobody = send_digest(post, OFFICE, "namur.coord", somebody(), [], TODAY, rehearsal=False)
    assert not nobody
    assert list(tmp_path.glob("*/*.eml")) == []


@pytest.mark.parametrize("language", Language)
def test_it_names_avenant_days_and_command_in_the_readers_language(language: Language) -> None:
    raw = digest(OFFICE, "<a@b>", somebody(language), [PRESSING], TODAY, rehearsal=True)
    mail = message_from_bytes(raw, policy=default)
    text = mail.get_content()
    assert "2026-001.K00123" in text
    assert PRESSING.command in text
    assert "2026" in text.partition(PRESSING.command)[0].rpartition("(namur)")[2]
    assert mail["Subject"].startswith("[")
    assert mail["To"].addresses[0].addr_spec == "zoe@namur.example"


def test_a_name_never_becomes_a_header() -> None:
    name = "Zoé\r\nBcc: all@example.test"
    raw = digest(OFFICE, "<a@b>", somebody(name=name), [PRESSING], TODAY, rehearsal=False)
    mail = message_from_bytes(raw, policy=default)
    assert mail["Bcc"] is None
    assert [a.addr_spec for a in mail["To"].addresses] == ["zoe@namur.example"]
