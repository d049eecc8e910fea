"""The bytes that leave are kept before the intent, and a repeat takes them from there."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from activities.desk import Desk
from activities.post import Envelope, PostUnavailable
from activities.post_folder import FolderPost, PostingList
from activities.sending import send
from domain import facts as f
from journal.streams import convention_stream
from tests.activities.builders import OFFICE
from tests.interfaces.cli_office import NAMUR, Office, Template, make_template

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A launched circular with its registers."""
    return make_template(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def office(template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office of its own, with the avenant of Namur prepared."""
    made = template.copy_to(tmp_path / "office", monkeypatch)
    with made.opened():
        made.prepared("net-namur")
        yield made
    made.close()


class BrokenOnce(FolderPost):
    """A post that takes nothing the first time."""

    broken = True

    def deliver(self, message_id: str, content: bytes, envelope: Envelope | None) -> None:
        """Refuse once, then deliver, and remember to whom."""
        if self.broken:
            self.broken = False
            raise PostUnavailable("not now")
        self.envelope = envelope
        super().deliver(message_id, content, envelope)


def a_desk(office: Office, post: FolderPost) -> Desk:
    """A desk whose seal gives other bytes each time, as a signature with a timestamp does."""
    drawn = count()

    def seal(pdf: bytes, language: str) -> bytes:
        return pdf + f"% sealed {language} {next(drawn)}\n".encode()

    with office.opened() as (store, _):
        letters = office.folder / "letters"
        return Desk(
            store=store,
            post=post,
            letters=lambda network: PostingList(letters, network),
            office=OFFICE,
            seal=seal,
        )


def intents(desk: Desk) -> list[f.SendingStarted]:
    """Every intent to send the avenant of Namur."""
    history = desk.store.journal.read(convention_stream("net-namur"))
    return [one.fact for one in history if isinstance(one.fact, f.SendingStarted)]


def test_the_intent_names_the_very_bytes_that_leave_and_each_document_in_them(
    office: Office, tmp_path: Path
) -> None:
    post = FolderPost(tmp_path / "mail")
    desk = a_desk(office, post)
    send(desk, NAMUR)
    (intent,) = intents(desk)
    assert intent.evidence is not None
    kept = desk.store.evidence.get(intent.evidence)
    assert kept == post.place(intent.message_id).read_bytes()
    assert intent.content_hash == sha256(kept).hexdigest()
    assert desk.store.evidence.describe(intent.evidence).media_type == "message/rfc822"
    (attached,) = message_from_bytes(kept, policy=policy.default).iter_attachments()
    (document,) = intent.documents
    assert document.name == attached.get_filename() == f"avenant-{NAMUR}.pdf"
    assert document.sha256 == sha256(attached.get_content()).hexdigest()
    assert attached.get_content().endswith(b"% sealed fr 0\n")


def test_a_repeat_sends_the_bytes_that_were_kept_though_a_new_seal_would_differ(
    office: Office, tmp_path: Path
) -> None:
    """Nothing is rendered anew: the Message-ID has one content for ever."""
    post = BrokenOnce(tmp_path / "mail")
    desk = a_desk(office, post)
    with pytest.raises(PostUnavailable):
        send(desk, NAMUR)
    view = send(desk, NAMUR)
    assert view.avenant.standing.status == "sent"
    (intent,) = intents(desk)
    assert intent.evidence is not None
    delivered = post.place(intent.message_id).read_bytes()
    assert delivered == desk.store.evidence.get(intent.evidence)
    assert b"sealed" not in delivered, "an attachment is encoded"
    (attached,) = message_from_bytes(delivered, policy=policy.default).iter_attachments()
    assert attached.get_content().endswith(b"% sealed fr 0\n")
    assert post.envelope is not None
    assert set(post.envelope.recipients) == {
        address.addr_spec
        for header in ("To", "Cc")
        for address in message_from_bytes(delivered, policy=policy.default)[header].addresses
    }
