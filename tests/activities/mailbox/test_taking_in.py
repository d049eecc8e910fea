"""Every message is kept once, and what follows from it is recorded once, whatever goes wrong."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.mailbox.assigning import Assigning, assign
from activities.mailbox.keeping import keep_in_pieces, kept_message
from activities.mailbox.taking_in import Desk
from activities.mailbox.watermark import mark, read_through
from activities.relaying import Relay
from audit.trails.asking import answer
from audit.trails.question import Question
from audit.trails.subjects import UnknownSubject, subject
from domain.commands import BeginNotice, ConfirmRefusal, DismissMessage
from domain.facts import BounceRegistered, Notice, NoticeFailed, PossibleRefusalReceived
from domain.mailbox import MessageKept, MessageKind
from domain.office import Actor
from domain.turned import NotPossible, Why
from domain.values import Channel, Role
from journal.clock import BRUSSELS
from journal.envelope import Recorded
from journal.evidence import Evidence
from journal.journal import Journal
from journal.streams import load_mailbox
from tests.activities.mailbox.an_intake import (
    MAILBOX,
    NETWORK,
    PROVIDER,
    SENT_ON,
    AnIntake,
    a_letter,
    a_report,
    message_id_of,
    reply_address,
)

pytestmark = pytest.mark.slow
REFUSAL = a_letter(reply_address())
CAME = date(2026, 3, 21)
CELL = Actor(id="inami.cell", role=Role.INAMI)


def facts(office: AnIntake, kind: type) -> list[Recorded]:
    """Every fact of that kind in the whole journal."""
    return [one for one in office.store.journal.feed(0, 10_000) if isinstance(one.fact, kind)]


# -- possible refusals ----------------------------------------------------------------------------


def test_a_possible_refusal_holds_silence_until_a_person_dismisses_it(intake: AnIntake) -> None:
    intake.sent()
    intake.comes_in(REFUSAL, CAME)
    intake.clock.is_on(date(2026, 4, 16))
    mark(intake.store, "namur", date(2026, 4, 15))

    held = intake.try_to_conclude()
    assert isinstance(held, NotPossible)
    assert held.why is Why.MESSAGE_HELD

    (message,) = intake.messages()
    dismissed = DismissMessage(
        today=date(2026, 4, 16), by=CELL.id, avenant=PROVIDER, message=message.kept.id,
        reason="thanks for the mail",
    )  # fmt: skip
    intake.give("K00123", dismissed)
    assert not isinstance(intake.try_to_conclude(), NotPossible)
    assert intake.provider().standing.status == "accepted_tacitly"


def test_a_confirmed_one_is_a_refusal_with_the_days_of_the_message(intake: AnIntake) -> None:
    intake.sent()
    intake.comes_in(REFUSAL, CAME)
    (message,) = intake.messages()
    assert intake.provider().standing.status == "sent", "it never terminates by itself"
    confirmed = ConfirmRefusal(
        today=date(2026, 4, 30), by=CELL.id, avenant=PROVIDER, message=message.kept.id,
        id=message.kept.id,
    )  # fmt: skip
    intake.clock.is_on(date(2026, 4, 30))
    intake.give("K00123", confirmed)
    (refusal,) = intake.provider().refusals
    assert (refusal.received_on, refusal.dispatched_on) == (CAME, date(2026, 3, 20))
    assert intake.provider().standing.status == "refused"


def test_both_days_and_the_raw_bytes_are_on_file(intake: AnIntake) -> None:
    intake.sent()
    intake.comes_in(REFUSAL, CAME)
    (message,) = intake.messages()
    kept = message.kept
    assert (kept.on, kept.dispatched_on) == (CAME, date(2026, 3, 20))
    assert (kept.kind, kept.avenant) == (MessageKind.POSSIBLE_REFUSAL, PROVIDER)
    assert kept.matched_by == "token"
    assert kept.evidence is not None
    assert b"".join(kept_message(intake.store.evidence, kept.evidence)) == REFUSAL


@pytest.mark.parametrize("named", ["<1@provider.test>", "1@provider.test", " <1@provider.test> "])
def test_it_and_what_followed_are_found_by_its_sender_s_message_id(
    intake: AnIntake, named: str
) -> None:
    intake.sent()
    intake.comes_in(REFUSAL, CAME)
    intake.comes_in(a_letter(text="Et encore une question.", message_id="<2@provider.test>"), CAME)

    def trail(name: str) -> list[str]:
        found = answer(intake.store, subject(intake.store, name), Question())
        return [type(one.fact).__name__ for one in found]

    assert trail(named) == ["PossibleRefusalReceived", "MessageKept"]
    assert trail("message:<2@provider.test>") == ["MessageKept"]
    with pytest.raises(UnknownSubject):
        trail("<3@provider.test>")
    for one in facts(intake, MessageKept):
        assert "provider.test" not in one.fact.model_dump_json(), "it may name a person"


@pytest.mark.parametrize("written", ["", " ", "<>", "no brackets and no at sign", "<\xff\x00>"])
def test_a_message_id_that_is_none_hides_no_message(intake: AnIntake, written: str) -> None:
    intake.sent()
    intake.comes_in(REFUSAL.replace(b"<1@provider.test>", written.encode("latin-1")), CAME)

    (kept,) = facts(intake, MessageKept)
    assert isinstance(kept.fact, MessageKept)
    assert (kept.fact.message_id_hash is None) is (not written.strip(" <>"))
    assert len(facts(intake, PossibleRefusalReceived)) == 1


def test_what_comes_by_mail_wakes_the_avenant_s_workflow(intake: AnIntake) -> None:
    intake.sent()
    intake.comes_in(REFUSAL, CAME)
    relay = Relay(intake.store.journal, None, lambda *_: [], rehearsal=False)  # type: ignore[arg-type]
    assert relay.whom(facts(intake, PossibleRefusalReceived)).avenants == {PROVIDER}


def test_the_same_message_again_changes_nothing(intake: AnIntake) -> None:
    intake.sent()
    intake.comes_in(REFUSAL, CAME)
    head = intake.store.journal.head()
    intake.comes_in(REFUSAL, CAME)
    intake.comes_in(REFUSAL, CAME, uidvalidity=2)
    assert intake.store.journal.head() == head


def test_a_second_delivery_of_a_letter_is_kept_and_asks_nobody_twice(intake: AnIntake) -> None:
    """The servers on its way wrote other traces; what the sender wrote is the same."""
    intake.sent()
    intake.comes_in(b"Received: by one.test\r\n" + REFUSAL, CAME)
    intake.comes_in(b"Received: by two.test\r\n" + REFUSAL, CAME + timedelta(days=1))
    assert len(intake.messages()) == 2
    assert len(intake.provider().held) == 1


def test_the_same_words_in_two_messages_are_two(intake: AnIntake) -> None:
    """Nobody but a person may say that the second adds nothing to the first."""
    intake.sent()
    intake.comes_in(a_letter(reply_address(), message_id="<1@p.test>"), CAME)
    intake.comes_in(a_letter(reply_address(), message_id="<2@p.test>"), CAME)
    assert len(intake.provider().held) == 2


def test_a_letter_without_a_message_id_is_never_taken_for_another(intake: AnIntake) -> None:
    intake.sent()
    for trace in (b"one", b"two"):
        raw = b"Received: by " + trace + b"\r\n" + a_letter(reply_address(), message_id=None)
        intake.comes_in(raw, CAME)
    assert len(intake.provider().held) == 2


def test_one_letter_for_two_avenants_holds_both(intake: AnIntake) -> None:
    first, second = intake.sent("K00123"), intake.sent("K00124")
    intake.comes_in(a_letter(f"{reply_address(first)}, {reply_address(second)}"), CAME)
    assert len(intake.provider(first).held) == len(intake.provider(second).held) == 1
    assert len(intake.messages()) == 1


def test_an_answering_machine_holds_nothing_and_waits_for_nobody(intake: AnIntake) -> None:
    intake.sent()
    intake.comes_in(a_letter(reply_address(), headers=(("Auto-Submitted", "auto-replied"),)), CAME)
    (message,) = intake.messages()
    assert (message.kept.kind, message.waits) == (MessageKind.AUTO_REPLY, False)
    assert intake.provider().messages == ()


def test_what_came_before_the_sending_waits_for_a_person(intake: AnIntake) -> None:
    """A token proves that the mail had left: then our days are wrong, or the server's."""
    intake.sent()
    intake.comes_in(REFUSAL, date(2026, 3, 2))
    (message,) = intake.messages()
    assert message.waits
    assert intake.provider().messages == ()


# -- unreadable, unmatched ------------------------------------------------------------------------


def test_nothing_unreadable_is_dropped_and_its_token_holds_the_avenant(intake: AnIntake) -> None:
    intake.sent()
    raw = b"From: :fr;\xa3\r\nTo: " + reply_address().encode() + b"\r\nSubject: x\r\n\r\nno\r\n"
    intake.comes_in(raw, CAME)
    (message,) = intake.messages()
    assert message.kept.kind is MessageKind.UNREADABLE
    assert len(intake.provider().held) == 1


@pytest.mark.parametrize("raw", [b"\x00\xff", b"From: :fr;\xa3\r\n\r\nno"])
def test_what_is_unreadable_and_nobody_s_waits_for_a_person(intake: AnIntake, raw: bytes) -> None:
    intake.comes_in(raw, CAME)
    on_file = load_mailbox(intake.store.journal, MAILBOX)
    assert len(on_file.waiting) == 1
    assert on_file.unread_since() == CAME


def test_an_empty_message_is_counted_though_there_is_nothing_to_keep(intake: AnIntake) -> None:
    intake.comes_in(b"", CAME)
    (message,) = intake.messages()
    assert (message.kept.evidence, message.waits) == (None, True)


def test_a_mistake_of_ours_leaves_the_message_to_a_person(intake: AnIntake) -> None:
    """Whatever examines a copy may fail; the message is kept all the same, and waits."""
    intake.sent("net-namur")

    def fails(*_: object) -> str:
        raise RuntimeError

    broken = Desk(intake.store, intake.desk.matching, fails)
    pdf = (("application/pdf", b"%PDF-1.7 /ByteRange [0 1 2 3]"),)
    intake.comes_in(a_letter(reply_address(NETWORK), attachments=pdf), CAME, desk=broken)
    (message,) = intake.messages()
    assert message.waits


def test_a_signed_file_that_is_no_copy_of_ours_waits_for_a_person(intake: AnIntake) -> None:
    pdf = (("application/pdf", b"%PDF-1.7 /ByteRange [0 1 2 3]"),)
    intake.comes_in(a_letter(attachments=pdf), CAME)
    (message,) = intake.messages()
    assert (message.kept.kind, message.waits) == (MessageKind.POSSIBLE_REFUSAL, True)


def test_a_signed_file_of_nobody_that_a_platform_sent_waits_too(intake: AnIntake) -> None:
    pdf = (("application/pdf", b"%PDF-1.7 /ByteRange [0 1 2 3]"),)
    by_itself = (("Auto-Submitted", "auto-generated"),)
    intake.comes_in(a_letter(headers=by_itself, attachments=pdf), CAME)
    assert intake.messages()[0].waits


def test_a_person_says_whose_it_is_and_then_it_holds_that_one(intake: AnIntake) -> None:
    intake.sent()
    intake.comes_in(a_letter(), CAME)
    (message,) = intake.messages()
    intake.clock.is_on(date(2026, 4, 20))
    said = Assigning(MAILBOX, message, intake.avenant(), "signs with the number")
    recorded = assign(intake.store, said, CELL, "cli")
    assert not isinstance(recorded, NotPossible)
    assert len(recorded) == 2
    (held,) = intake.provider().held
    assert held.received_on == CAME
    assert load_mailbox(intake.store.journal, MAILBOX).unread_since() is None
    again = assign(intake.store, said, CELL, "cli")
    assert not isinstance(again, NotPossible)
    assert len(intake.provider().messages) == 1
    assert intake.messages()[0].assigned is not None


def test_or_that_it_is_nobody_s_and_then_it_holds_nothing(intake: AnIntake) -> None:
    intake.comes_in(a_letter(), CAME)
    (message,) = intake.messages()
    assign(intake.store, Assigning(MAILBOX, message, None, "an advertisement"), CELL, "cli")
    assert load_mailbox(intake.store.journal, MAILBOX).waiting == ()


def test_what_follows_is_turned_down_before_anything_is_recorded(intake: AnIntake) -> None:
    intake.sent()
    intake.comes_in(a_letter(), date(2026, 3, 2))
    (message,) = intake.messages()
    said = Assigning(MAILBOX, message, intake.avenant(), "a mistake")
    assert isinstance(assign(intake.store, said, CELL, "cli"), NotPossible)
    assert intake.messages()[0].waits


# -- reports on delivery --------------------------------------------------------------------------


def test_a_report_that_it_failed_is_a_bounce_of_the_mail_that_the_token_names(
    intake: AnIntake,
) -> None:
    intake.sent()
    intake.comes_in(a_report(reply_address()), date(2026, 3, 4))
    (bounce,) = facts(intake, BounceRegistered)
    assert isinstance(bounce.fact, BounceRegistered)
    assert (bounce.fact.of, bounce.fact.reason) == (1, "delivery report 5.1.1")
    assert intake.provider().standing.status == "undeliverable"


def test_two_reports_of_one_failure_are_one_bounce(intake: AnIntake) -> None:
    intake.sent()
    intake.comes_in(a_report(reply_address()), date(2026, 3, 4))
    intake.comes_in(a_report(reply_address(), status="5.2.2"), date(2026, 3, 5))
    assert len(facts(intake, BounceRegistered)) == 1
    assert [m.kept.avenant for m in intake.messages()] == [PROVIDER, PROVIDER]


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", "nonsense"])
def test_what_is_late_or_arrived_voids_nothing(intake: AnIntake, action: str) -> None:
    intake.sent()
    intake.comes_in(a_report(reply_address(), action=action), date(2026, 3, 4))
    assert facts(intake, BounceRegistered) == []
    (message,) = intake.messages()
    assert (message.kept.kind, message.kept.avenant) == (MessageKind.DELIVERY_REPORT, PROVIDER)


def test_a_report_for_an_unknown_token_is_kept_and_voids_nothing(intake: AnIntake) -> None:
    intake.sent()
    intake.comes_in(a_report(reply_address("2026-001.K99999")), date(2026, 3, 4))
    (message,) = intake.messages()
    assert (message.kept.kind, message.kept.avenant) == (MessageKind.DELIVERY_REPORT, None)
    assert facts(intake, BounceRegistered) == []


def test_a_forged_report_voids_nothing(intake: AnIntake) -> None:
    intake.sent()
    forged = a_report("avenants@inami.test", envelope_id=f"{PROVIDER}.c1.aaaaaaaaaaaaaaaa")
    thread = b"In-Reply-To: " + message_id_of(PROVIDER).encode() + b"\r\n"
    intake.comes_in(thread + forged, date(2026, 3, 4))
    assert facts(intake, BounceRegistered) == []
    assert intake.provider().standing.status == "sent"


def test_a_notice_that_came_back_voids_no_communication_and_is_a_task(intake: AnIntake) -> None:
    intake.sent()
    intake.comes_in(a_report(reply_address(part="n1")), date(2026, 3, 4))
    assert facts(intake, NoticeFailed) == [], "there is no such notice yet"
    begin = BeginNotice(
        today=SENT_ON,
        avenant=PROVIDER,
        notice=Notice.EXTENDED,
        about="extension",
        channel=Channel.EMAIL,
        message_id="<n1@avenants.test>",
        content_hash="0" * 64,
    )
    intake.give("K00123", begin)
    for status in ("5.1.1", "5.2.2"):
        intake.comes_in(a_report(reply_address(part="n1"), status=status), date(2026, 3, 5))
    assert facts(intake, BounceRegistered) == []
    (failed,) = facts(intake, NoticeFailed)
    assert isinstance(failed.fact, NoticeFailed)
    assert (failed.fact.how, failed.fact.reason) == ("returned", "delivery report 5.1.1")
    assert failed.fact.message_id == "<n1@avenants.test>"
    assert intake.provider().standing.status == "sent"


def test_a_copy_that_went_astray_voids_nothing_but_the_addressee_s_does(intake: AnIntake) -> None:
    mail = (
        b"To: direction@etangs.example\r\nCc: coordination@namur.example\r\nSubject: x\r\n\r\n.\r\n"
    )
    intake.sent("net-namur", evidence=mail)
    to = reply_address(NETWORK)
    intake.comes_in(a_report(to, recipient="coordination@namur.example"), date(2026, 3, 4))
    assert facts(intake, BounceRegistered) == []
    intake.comes_in(a_report(to, recipient="direction@etangs.example"), date(2026, 3, 5))
    assert len(facts(intake, BounceRegistered)) == 1


def test_a_copy_whose_address_ends_another_s_voids_nothing(intake: AnIntake) -> None:
    """An address is compared whole: `ion@` is not `direction@`."""
    mail = b"To: Direction\r\n <direction@etangs.example>\r\nCc: ion@etangs.example\r\n\r\n.\r\n"
    intake.sent("net-namur", evidence=mail)
    to = reply_address(NETWORK)
    intake.comes_in(a_report(to, recipient="ion@etangs.example"), date(2026, 3, 4))
    assert facts(intake, BounceRegistered) == []
    intake.comes_in(a_report(to, recipient="Direction@etangs.example"), date(2026, 3, 5))
    assert len(facts(intake, BounceRegistered)) == 1


# -- killed at any point --------------------------------------------------------------------------


class Killed(BaseException):
    """The process is no more."""


LETTERS = (
    (REFUSAL, CAME),
    (a_report(reply_address("2026-001.K00124")), date(2026, 3, 22)),
    (a_letter(), date(2026, 3, 23)),
    (b"\xff\xfe", date(2026, 3, 24)),
)


@settings(max_examples=20, deadline=None)
@given(deaths=st.lists(st.integers(1, 20), max_size=6))
def test_killed_at_any_point_and_started_again_it_does_all_once(
    tmp_path_factory: pytest.TempPathFactory, deaths: list[int]
) -> None:
    """It dies before or after any write of its life, and another takes over."""
    office = AnIntake(tmp_path_factory.mktemp("killed"))
    office.sent("K00123")
    office.sent("K00124")
    for death in deaths:
        with pytest.MonkeyPatch.context() as patch, suppress(Killed):
            dies_at_write(patch, death)
            all_come_in(office)
    all_come_in(office)
    assert len(office.messages()) == len(LETTERS)
    assert len(facts(office, PossibleRefusalReceived)) == 1
    assert len(facts(office, BounceRegistered)) == 1
    assert len(facts(office, MessageKept)) == len(LETTERS)
    office.store.close()


def all_come_in(office: AnIntake) -> None:
    """What lies in the mailbox is read from its beginning."""
    office.uid = 0
    for raw, on in LETTERS:
        office.comes_in(raw, on)


def dies_at_write(patch: pytest.MonkeyPatch, count: int) -> None:
    """The process is killed at a write: before it for an odd number, after it for an even one."""
    left = [(count + 1) // 2]

    def dying(write: Callable[..., Any]) -> Callable[..., Any]:
        def written(*arguments: Any, **more: Any) -> Any:
            left[0] -= 1
            if left[0] == 0 and count % 2:
                raise Killed
            done = write(*arguments, **more)
            if left[0] == 0:
                raise Killed
            return done

        return written

    patch.setattr(Journal, "append_many", dying(Journal.append_many))
    patch.setattr(Evidence, "put", dying(Evidence.put))


# -- in pieces ------------------------------------------------------------------------------------


def test_a_message_in_pieces_comes_back_byte_for_byte(intake: AnIntake) -> None:
    pieces = [b"From: a@b.test\r\n\r\n", b"\x00" * 1000, b"the end"]
    kept = keep_in_pieces(intake.store.evidence, pieces)
    assert kept.evidence is not None
    assert b"".join(kept_message(intake.store.evidence, kept.evidence)) == b"".join(pieces)
    assert keep_in_pieces(intake.store.evidence, pieces) == kept


# -- through which day ----------------------------------------------------------------------------


def test_a_day_is_read_when_it_is_wholly_past() -> None:
    evening = datetime(2026, 4, 7, 23, 59, tzinfo=BRUSSELS)
    assert read_through(evening, None) == date(2026, 4, 6)
    just_after = datetime.combine(date(2026, 4, 8), time(0, 5), BRUSSELS)
    assert read_through(just_after, None) == date(2026, 4, 6), "what came late may still show up"
    assert read_through(just_after + timedelta(minutes=6), None) == date(2026, 4, 7)


def test_a_day_with_a_message_that_nobody_assigned_is_not_read() -> None:
    morning = datetime(2026, 4, 10, 9, tzinfo=BRUSSELS)
    assert read_through(morning, date(2026, 4, 7)) == date(2026, 4, 6)
    assert read_through(morning, date(2026, 4, 10)) == date(2026, 4, 9)


def test_the_same_day_is_said_once_and_never_an_earlier_one(intake: AnIntake) -> None:
    intake.clock.is_on(date(2026, 4, 9))
    assert len(mark(intake.store, "namur", date(2026, 4, 8))) == 1
    assert mark(intake.store, "namur", date(2026, 4, 8)) == ()
    assert mark(intake.store, "namur", date(2026, 4, 7)) == ()
    head = intake.store.journal.head()
    mark(intake.store, "namur", date(2026, 4, 8))
    assert intake.store.journal.head() == head
