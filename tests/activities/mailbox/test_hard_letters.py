"""Letters in which a refusal could get lost: wrapped, generated, unreadable, or called another."""

import re
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy

import pytest

from activities.mailbox.classifying import kind_of
from activities.mailbox.days import dispatched_on
from activities.mailbox.parsing import parse
from activities.mailbox.sameness import letter_mark
from activities.mailbox.taking_in import tell
from domain.mailbox import MessageKind
from domain.state import Refused, Terminated
from tests.activities.mailbox.an_intake import (
    NETWORK,
    PROVIDER,
    AnIntake,
    a_letter,
    a_report,
    reply_address,
)

pytestmark = pytest.mark.slow

POSSIBLE, MACHINE = MessageKind.POSSIBLE_REFUSAL, MessageKind.AUTO_REPLY
GENERATED = ("Auto-Submitted", "auto-generated")
PDF = ("application/pdf", b"%PDF-1.4 a scan")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnIntake]:
    """A network and one of its providers, both sent their avenants."""
    intake = AnIntake(tmp_path_factory.mktemp("office"))
    intake.sent("net-namur")
    intake.sent("K00123")
    yield intake
    intake.store.close()


def kind(office: AnIntake, raw: bytes) -> MessageKind:
    return tell(office.desk.matching, parse(raw)).kind


# -- how a refusal may be wrapped -----------------------------------------------------------------

WRAPPED = {
    "word": (("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),),
    "picture": (("image/jpeg", b"\xff\xd8\xff"),),
    "outlook": (("application/ms-tnef", b"\x78\x9f\x3e\x22"),),
    "encrypted": (("application/pkcs7-mime", b"\x30\x80"),),
    "signed": (("application/pkcs7-signature", b"\x30\x80"),),
}


@pytest.mark.parametrize("wrapped", WRAPPED)
def test_what_a_person_sends_is_read_by_a_person_however_it_is_wrapped(
    office: AnIntake, wrapped: str
) -> None:
    """With or without words of its own, and also where nobody knows whose it is."""
    for text in ("", "Voir annexe."):
        for to in (reply_address(), "reponses@namur.test"):
            raw = a_letter(to, text=text, attachments=WRAPPED[wrapped])
            assert kind(office, raw) is POSSIBLE


@pytest.mark.parametrize(
    "content_type",
    [
        "text/html; charset=utf-8",
        "text/plain; charset=x-there-is-none",
        'text/plain; charset="utf-8',
        "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
        "multipart/alternative",
        'multipart/signed; protocol="application/pkcs7-signature"; boundary=x',
        "text/calendar; method=REPLY",
    ],
)
def test_what_a_letter_says_of_its_own_form_loses_nothing(
    office: AnIntake, content_type: str
) -> None:
    raw = (
        f"From: elise@dubois.example\r\nTo: {reply_address()}\r\nSubject: =?x?b?!!?=\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: {content_type}\r\n\r\n\xff<p>Je refuse.</p>\r\n"
    ).encode("latin-1")
    told = tell(office.desk.matching, parse(raw))
    assert told.kind in {POSSIBLE, MessageKind.UNREADABLE}
    assert [one.avenant.id for one in told.match.concerned] == [PROVIDER]


def test_a_report_that_a_person_forwards_is_that_person_s_letter(office: AnIntake) -> None:
    """Nobody's sending is voided by it."""
    message = message_from_bytes(a_letter(reply_address()), policy=policy.SMTP)
    message.add_attachment(message_from_bytes(a_report(reply_address()), policy=policy.SMTP))
    raw = message.as_bytes()
    assert kind(office, raw) is POSSIBLE


# -- what programs send for people ----------------------------------------------------------------


def test_what_a_help_desk_sends_for_somebody_is_read_by_a_person(office: AnIntake) -> None:
    raw = a_letter(reply_address(), text="Je refuse.", headers=(GENERATED, ("Precedence", "bulk")))
    assert kind(office, raw) is POSSIBLE


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Avenant",
        "=?utf-8?q?R=C3=A9ponse_automatique_=3A_Avenant?=",
        "Automatisch antwoord: Wijzigingsclausule",
        "Automatische Antwort: Nachtrag",
    ],
)
def test_what_tells_of_an_absence_stays_a_machine_s(office: AnIntake, subject: str) -> None:
    raw = a_letter(reply_address(), headers=(GENERATED,))
    raw = raw.replace(b"Subject: Avenant", b"Subject: " + subject.encode())
    assert kind(office, raw) is MACHINE


@pytest.mark.parametrize(
    "other",
    [("X-Autoreply", "yes"), ("Precedence", "auto_reply"), ("Auto-Submitted", "auto-replied")],
)
def test_what_answers_by_itself_stays_a_machine_s(office: AnIntake, other: tuple[str, str]) -> None:
    headers = (other,) if other[0] == "Auto-Submitted" else (GENERATED, other)
    assert kind(office, a_letter(reply_address(), headers=headers)) is MACHINE


def test_a_fax_or_a_scan_that_nobody_can_match_is_read_by_a_person(office: AnIntake) -> None:
    """A letter on paper that a machine in the network's office sends on."""
    assert kind(office, a_letter(headers=(GENERATED,), attachments=(PDF,))) is POSSIBLE
    assert kind(office, a_letter(headers=(GENERATED,))) is MACHINE
    listed = (GENERATED, ("List-Id", "<news.example>"))
    assert kind(office, a_letter(headers=listed, attachments=(PDF,))) is MACHINE


def test_a_network_s_help_desk_refuses_nothing(office: AnIntake) -> None:
    assert kind(office, a_letter(reply_address(NETWORK), headers=(GENERATED,))) is MACHINE


@pytest.mark.parametrize(("stands", "becomes"), [(Refused, POSSIBLE), (Terminated, MACHINE)])
def test_what_can_change_nothing_any_more_is_no_task(
    office: AnIntake, stands: type[Refused] | type[Terminated], becomes: MessageKind
) -> None:
    """A refusal on file may be a mistake and be taken back: then this one has to have been read."""
    letter = parse(a_letter(reply_address(), headers=(GENERATED,)))
    match = office.desk.matching.of(letter)
    (one,) = match.concerned
    later = one.avenant.model_copy(update={"standing": stands.model_construct()})
    later_match = match._replace(concerned=(one._replace(avenant=later),))
    assert (kind_of(letter, match), kind_of(letter, later_match)) == (POSSIBLE, becomes)


# -- what a letter says of itself -----------------------------------------------------------------


def test_two_people_who_use_one_message_id_wrote_two_letters() -> None:
    """Some programs number their mails anew each day; a forger takes whatever number there is."""
    first = a_letter(reply_address())
    for other in (
        first.replace(b"elise@dubois.example", b"jan@else.test"),
        first.replace(b"Je refuse cet avenant.", b"Je refuse, vraiment."),
    ):
        assert letter_mark(parse(first), first) != letter_mark(parse(other), other)


@pytest.mark.parametrize(
    ("said", "dispatched"),
    [
        ("Thu, 01 Jan 1970 00:00:00 +0000", date(1970, 1, 1)),
        ("Fri, 20 Mar 2037 09:00:00 +0100", None),
        ("Fri, 99 Foo 2026 09:00:00 +0100", None),
        ("Fri, 20 Mar 99999 09:00:00 +0100", None),
    ],
)
def test_a_clock_that_is_wrong_loses_no_letter(said: str, dispatched: date | None) -> None:
    """The server says when it came; a day of dispatch before the sending proves nothing later."""
    raw = re.sub(rb"Date: [^\r\n]*", b"Date: " + said.encode(), a_letter(reply_address()))
    assert dispatched_on(parse(raw), date(2026, 3, 21)) == dispatched
