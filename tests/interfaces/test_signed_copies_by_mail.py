"""Signed copies that come into a mailbox: matched by document, examined, recorded once."""

import hashlib
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from uuid import uuid4

import pytest

from activities.mailbox.copies import examining
from activities.mailbox.keeping import keep
from activities.mailbox.matching import Matching
from activities.mailbox.parsing import parse
from activities.mailbox.reading import Listed
from activities.mailbox.taking_in import Desk, Fetched, Place, record_message
from activities.signatures.receiving import Examiner
from domain import commands as c
from domain.facts import CopyVerdict, Document, Purpose
from domain.mailbox import MessageKind
from domain.state import NetworkAvenant
from domain.values import Channel
from journal.streams import load_convention, load_convention_of, load_mailbox
from tests.activities.mailbox.an_intake import TOKENS, a_letter, at_noon
from tests.activities.signatures.office import an_office
from tests.interfaces.cli_office import NAMUR, Office

pytestmark = pytest.mark.slow
SENT, CAME = date(2026, 3, 3), date(2026, 3, 16)
REPLIES = f"avenants+{TOKENS.token(NAMUR, 'c1')}@inami.test"
Comes = Callable[..., NetworkAvenant]


@pytest.fixture
def sealed() -> bytes:
    """The document as it left."""
    return an_office().sealed()


@pytest.fixture
def comes(office: Office, sealed: bytes) -> Comes:
    """Lets a copy come in by mail, sent to that address; gives the avenant as it then stands."""
    office.is_on(SENT)
    send(office, sealed)
    uids = iter(range(1, 100))

    def come(
        copy: bytes,
        address: str = "avenants@inami.test",
        headers: tuple[tuple[str, str], ...] = (),
    ) -> NetworkAvenant:
        office.is_on(CAME)
        with office.opened() as (store, _):
            raw = a_letter(
                address, message_id=None, headers=headers, attachments=(("application/pdf", copy),)
            )
            people = an_office()
            examiner = Examiner(people.trust(), {"namur": people.mandates})
            matching = Matching(
                TOKENS, "avenants.test", lambda one: load_convention(store.journal, one)
            )
            place = Place("office", 1, Listed(next(uids), len(raw), at_noon(CAME)))
            found = Fetched(keep(store.evidence, raw), parse(raw), raw)
            record_message(Desk(store, matching, examining(lambda: examiner)), place, found)
            convention = load_convention_of(store.journal, NAMUR)
        avenant = convention.avenant(NAMUR) if convention else None
        assert isinstance(avenant, NetworkAvenant)
        return avenant

    return come


def send(office: Office, sealed: bytes) -> None:
    """The network avenant leaves with that document."""
    mail = EmailMessage()
    mail["To"] = "direction@etangs.example"
    mail.add_attachment(sealed, maintype="application", subtype="pdf", filename="avenant.pdf")
    number = office.prepared("net-namur")
    with office.opened() as (store, _):
        address = store.evidence.put(mail.as_bytes(), "message/rfc822")
    digest = hashlib.sha256(sealed).hexdigest()
    office.give(
        c.BeginSending(
            today=SENT, avenant=number, ordinal=1, purpose=Purpose.FIRST, channel=Channel.EMAIL,
            message_id=f"<{number}.1.network_avenant@avenants.test>", content_hash="0" * 64,
            evidence=address, documents=(Document(name="avenant.pdf", sha256=digest),),
        ),
        number,
    )  # fmt: skip
    office.give(c.RecordSent(today=SENT, avenant=number, id=uuid4(), on=SENT, ordinal=1), number)


def kinds(office: Office) -> list[tuple[MessageKind, str | None]]:
    """What the messages were taken for."""
    with office.opened() as (store, _):
        on_file = load_mailbox(store.journal, "office")
    return [(one.kept.kind, one.kept.avenant) for one in on_file.messages]


def test_a_copy_that_both_signed_signs_the_avenant_whoever_sent_it(
    office: Office, comes: Comes, sealed: bytes
) -> None:
    """Without token or thread: it begins with the document that was sent."""
    copy = an_office().signed_by_both(sealed)
    avenant = comes(copy)
    assert [one.verdict for one in avenant.copies] == [CopyVerdict.ACCEPTED]
    assert avenant.standing.status == "signed"
    assert kinds(office) == [(MessageKind.SIGNED_COPY, NAMUR)]
    assert len(comes(copy, REPLIES).copies) == 1, "the same copy in another mail changes nothing"


def test_our_own_document_that_comes_back_unsigned_is_no_copy(
    office: Office, comes: Comes, sealed: bytes
) -> None:
    """It bears INAMI's seal; somebody attached it to an answer, or got a copy of our mail."""
    assert comes(sealed, REPLIES).copies == ()
    assert kinds(office) == [(MessageKind.OTHER, NAMUR)]


def test_a_platform_that_sends_the_signed_copy_by_itself_is_listened_to(
    office: Office, comes: Comes, sealed: bytes
) -> None:
    copy = an_office().signed_by_both(sealed)
    by_itself = (("Auto-Submitted", "auto-generated"),)
    assert comes(copy, headers=by_itself).standing.status == "signed"


def test_another_document_is_for_a_person_where_a_token_says_whose_it_is(
    office: Office, comes: Comes
) -> None:
    other = an_office().signed_by_both(an_office().sealed("Another"))
    avenant = comes(other, REPLIES)
    assert [one.verdict for one in avenant.copies] == [CopyVerdict.PERSON_LOOKS]
    assert avenant.standing.status == "sent"


def test_another_document_of_nobody_waits_for_a_person(office: Office, comes: Comes) -> None:
    other = an_office().signed_by_both(an_office().sealed("Another"))
    assert comes(other).copies == ()
    assert kinds(office) == [(MessageKind.POSSIBLE_REFUSAL, None)]
