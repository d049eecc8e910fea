"""What a message is taken for, and whom it is found to concern: by token, by thread, or nobody."""

from collections.abc import Iterator

import pytest

from activities.mailbox.classifying import is_automatic, is_signed_pdf
from activities.mailbox.parsing import Attachment, Letter, parse
from activities.mailbox.taking_in import tell
from activities.tokens import ReplyTokens
from domain.mailbox import MessageKind
from tests.activities.mailbox.an_intake import (
    DOMAIN,
    NETWORK,
    PROVIDER,
    TOKENS,
    AnIntake,
    a_letter,
    a_report,
    message_id_of,
    reply_address,
)

SIGNED_PDF = b"%PDF-1.7\n1 0 obj << /Type /Sig /ByteRange [0 10 20 30] >>\n%%EOF\n"
PLAIN_PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnIntake]:
    """A network and one of its providers, both sent their avenants; nothing comes in here."""
    intake = AnIntake(tmp_path_factory.mktemp("office"))
    intake.sent("net-namur")
    intake.sent("K00123")
    yield intake
    intake.store.close()


def kind(office: AnIntake, raw: bytes) -> MessageKind:
    return tell(office.desk.matching, parse(raw)).kind


def whom(office: AnIntake, raw: bytes) -> list[tuple[str, str]]:
    match = tell(office.desk.matching, parse(raw)).match
    return [(one.avenant.id, one.matched_by) for one in match.concerned]


# -- whom it concerns -----------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["Delivered-To", "X-Original-To", "Envelope-To", "Cc"])
def test_the_token_is_found_wherever_the_address_stands(office: AnIntake, header: str) -> None:
    raw = a_letter(headers=((header, reply_address()),))
    assert whom(office, raw) == [(PROVIDER, "token")]


def test_a_server_that_writes_addresses_in_capitals_loses_no_token(office: AnIntake) -> None:
    assert whom(office, a_letter(reply_address().upper())) == [(PROVIDER, "token")]


def test_the_token_of_another_installation_matches_nothing(office: AnIntake) -> None:
    forged = ReplyTokens(b"x" * 32).token(PROVIDER, "c1")
    assert whom(office, a_letter(f"reponses+{forged}@namur.test")) == []


def test_a_token_whose_avenant_nobody_knows_matches_nothing(office: AnIntake) -> None:
    assert whom(office, a_letter(reply_address("2026-001.K99999"))) == []


def test_without_a_token_the_thread_counts(office: AnIntake) -> None:
    raw = a_letter(headers=(("References", f"<x@y.test> {message_id_of(PROVIDER)}"),))
    assert whom(office, raw) == [(PROVIDER, "thread")]


def test_the_token_counts_before_the_thread(office: AnIntake) -> None:
    raw = a_letter(reply_address(), headers=(("In-Reply-To", message_id_of(NETWORK)),))
    assert whom(office, raw) == [(PROVIDER, "token")]


@pytest.mark.parametrize(
    "answered",
    [
        f"<{PROVIDER}.1.provider_avenant@elsewhere.test>",
        f"<{PROVIDER}.7.provider_avenant@{DOMAIN}>",
        f"<2026-001.K99999.1.provider_avenant@{DOMAIN}>",
        f"<{PROVIDER}@{DOMAIN}>",
    ],
)
def test_a_thread_that_is_not_ours_matches_nothing(office: AnIntake, answered: str) -> None:
    assert whom(office, a_letter(headers=(("In-Reply-To", answered),))) == []


def test_the_sender_never_matches(office: AnIntake) -> None:
    """The provider writes from the registered address, to the plain address of the network."""
    assert whom(office, a_letter()) == []


def test_an_answer_from_another_address_is_the_provider_s_all_the_same(office: AnIntake) -> None:
    raw = a_letter(reply_address()).replace(b"elise@dubois.example", b"someone@else.test")
    assert whom(office, raw) == [(PROVIDER, "token")]


def test_one_letter_to_two_addresses_concerns_both_avenants(office: AnIntake) -> None:
    other = office.sent("K00124")
    raw = a_letter(f"{reply_address()}, {reply_address(other)}")
    assert whom(office, raw) == [(PROVIDER, "token"), (other, "token")]


# -- what it is taken for -------------------------------------------------------------------------


def test_a_person_who_answers_a_provider_s_avenant_may_refuse(office: AnIntake) -> None:
    """Whatever the text says: it is never looked at."""
    for text in ("Je refuse.", "Merci, bien reçu.", ""):
        assert kind(office, a_letter(reply_address(), text=text)) is MessageKind.POSSIBLE_REFUSAL


def test_a_person_of_whom_nothing_is_known_may_refuse_too(office: AnIntake) -> None:
    assert kind(office, a_letter()) is MessageKind.POSSIBLE_REFUSAL


def test_a_network_s_words_refuse_nothing(office: AnIntake) -> None:
    assert kind(office, a_letter(reply_address(NETWORK))) is MessageKind.OTHER


def test_a_mailing_list_s_mail_is_nobody_s_answer(office: AnIntake) -> None:
    listed = (("List-Id", "<news.example>"),)
    assert kind(office, a_letter(headers=listed)) is MessageKind.OTHER
    assert kind(office, a_letter(reply_address(), headers=listed)) is MessageKind.POSSIBLE_REFUSAL


def test_a_letter_written_with_a_program_for_many_may_refuse_where_it_answers_ours(
    office: AnIntake,
) -> None:
    """What an organisation sends so is no machine's word; a newsletter of nobody is no task."""
    to_many = (("Precedence", "bulk"),)
    assert kind(office, a_letter(reply_address(), headers=to_many)) is MessageKind.POSSIBLE_REFUSAL
    assert kind(office, a_letter(headers=to_many)) is MessageKind.OTHER


@pytest.mark.parametrize(
    ("list_header", "handed_to", "kind_"),
    [
        (("List-Post", "<mailto:reponses@namur.test>"), "inbox@namur.test", "possible_refusal"),
        (("List-Id", "Reponses <reponses.namur.test>"), "inbox@namur.test", "possible_refusal"),
        (("List-Id", "<reponses.namur.test>"), "INBOX@Namur.Test", "possible_refusal"),
        (("List-Id", "<news.example>"), "inbox@namur.test", "other"),
        (("List-Post", "<mailto:all@namur.test.example>"), "inbox@namur.test", "other"),
        (("List-Unsubscribe", "<mailto:no@news.example>"), "inbox@namur.test", "other"),
        (("List-Id", "<xnamur.test>"), "inbox@namur.test", "other"),
    ],
)
def test_a_network_whose_address_is_a_list_of_its_own_loses_no_refusal(
    office: AnIntake, list_header: tuple[str, str], handed_to: str, kind_: str
) -> None:
    """Such a list marks whatever is written to it, a provider's refusal without a token too."""
    headers = (list_header, ("Delivered-To", handed_to), ("Precedence", "list"))
    assert kind(office, a_letter(headers=headers)).value == kind_


AUTOMATIC = (
    ("Auto-Submitted", "auto-replied"),
    ("Auto-Submitted", "auto-generated (vacation)"),
    ("Auto-Submitted", 'auto-replied; owner-email="a@b.test"'),
    ("Auto-Submitted", "Auto-Notified"),
    ("Precedence", "AUTO_REPLY"),
    ("X-Autoreply", "yes"),
    ("X-Autorespond", "Out of office"),
)


@pytest.mark.parametrize("header", AUTOMATIC)
def test_an_answering_machine_never_refuses(office: AnIntake, header: tuple[str, str]) -> None:
    raw = a_letter(reply_address(), text="Je refuse.", headers=(header,))
    assert kind(office, raw) is MessageKind.AUTO_REPLY
    assert whom(office, raw) == [(PROVIDER, "token")]


@pytest.mark.parametrize(
    "header",
    [
        ("Auto-Submitted", "no"),
        ("Auto-Submitted", "No (typed by hand)"),
        ("Auto-Submitted", ""),
        ("Precedence", "normal"),
        ("X-Autoreply", "no"),
        ("X-Auto-Response-Suppress", "All"),
        ("Precedence", "bulk"),
        ("Precedence", "junk"),
    ],
)
def test_a_person_s_program_is_no_answering_machine(header: tuple[str, str]) -> None:
    assert not is_automatic(Letter(headers=((header[0].lower(), header[1]),)))


def test_a_receipt_that_says_the_mail_was_opened_is_a_machine_s(office: AnIntake) -> None:
    raw = a_report(reply_address()).replace(b"delivery-status", b"disposition-notification")
    assert kind(office, raw.replace(b"Auto-Submitted: auto-replied\r\n", b"")) is (
        MessageKind.AUTO_REPLY
    )


def test_a_report_on_delivery_is_one_and_whose_a_token_says(office: AnIntake) -> None:
    raw = a_report(reply_address())
    assert kind(office, raw) is MessageKind.DELIVERY_REPORT
    assert whom(office, raw) == [(PROVIDER, "token")]


def test_the_envelope_id_names_the_mail_too(office: AnIntake) -> None:
    token = TOKENS.token(PROVIDER, "c1")
    for written in (token, token.replace("-", "+2D"), f"{token}@mail.test"):
        assert whom(office, a_report("avenants@inami.test", envelope_id=written)) == [
            (PROVIDER, "token")
        ]


def test_a_forged_report_names_nobody_whatever_thread_it_claims(office: AnIntake) -> None:
    raw = a_report("avenants@inami.test", envelope_id=f"{PROVIDER}.c1.aaaaaaaaaaaaaaaa")
    raw = b"In-Reply-To: " + message_id_of(PROVIDER).encode() + b"\r\n" + raw
    assert kind(office, raw) is MessageKind.DELIVERY_REPORT
    assert whom(office, raw) == []


def test_what_calls_itself_a_report_and_reports_nothing_is_a_letter(office: AnIntake) -> None:
    raw = a_report(reply_address()).replace(b"message/delivery-status", b"text/plain")
    raw = raw.replace(b"Auto-Submitted: auto-replied\r\n", b"")
    assert kind(office, raw) is MessageKind.POSSIBLE_REFUSAL


def test_a_signed_pdf_from_a_network_is_a_signed_copy(office: AnIntake) -> None:
    signed = a_letter(reply_address(NETWORK), attachments=(("application/pdf", SIGNED_PDF),))
    plain = a_letter(reply_address(NETWORK), attachments=(("application/pdf", PLAIN_PDF),))
    unlabelled = a_letter(attachments=(("application/octet-stream", SIGNED_PDF),))
    assert kind(office, signed) is MessageKind.SIGNED_COPY
    assert kind(office, unlabelled) is MessageKind.SIGNED_COPY
    assert kind(office, plain) is MessageKind.OTHER


def test_a_provider_who_signs_a_pdf_may_refuse_in_it(office: AnIntake) -> None:
    raw = a_letter(reply_address(), attachments=(("application/pdf", SIGNED_PDF),))
    assert kind(office, raw) is MessageKind.POSSIBLE_REFUSAL


def test_what_only_speaks_of_a_signature_is_not_signed() -> None:
    text = Attachment(media_type="application/pdf", content=b"about /ByteRange [ and %PDF- later")
    assert is_signed_pdf(text.model_copy(update={"content": b"x" * 2000 + SIGNED_PDF})) is False
    assert is_signed_pdf(Attachment(media_type="text/plain", content=SIGNED_PDF)) is True


def test_what_cannot_be_read_is_unreadable_and_keeps_its_token(office: AnIntake) -> None:
    raw = b"From: :fr;\xa3\r\nTo: " + reply_address().encode() + b"\r\nSubject: x\r\n\r\nno\r\n"
    assert kind(office, raw) is MessageKind.UNREADABLE
    assert whom(office, raw) == [(PROVIDER, "token")]
