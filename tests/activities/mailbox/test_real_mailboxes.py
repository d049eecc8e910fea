"""Mailboxes on a real dovecot, into which a real postfix delivers."""

import imaplib
import os
import smtplib
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from pydantic import SecretStr, ValidationError

from activities.mailbox.access import MailboxAccess, Security
from activities.mailbox.keeping import kept_message
from activities.mailbox.listening import Intake, Listener
from activities.mailbox.reading import MailboxUnreachable, opened
from activities.mailbox.watermark import Watermarks
from domain.mailbox import MessageKind
from domain.turned import NotPossible, Why
from interfaces.running.mail_servers import PASSWORD, MailServers
from journal.clock import BRUSSELS
from journal.streams import load_intake
from tests.activities.mailbox.an_intake import PROVIDER, TOKENS, AnIntake, a_letter

pytestmark = pytest.mark.slow
LONG = 30.0
"""Seconds for which a test waits for what it was promised."""
Box = Callable[[], str]
TODAY = datetime.now(BRUSSELS).date()
"""The servers' clock is the machine's, and no test moves it."""


def access(
    servers: MailServers, address: str, security: Security = "tls", **changes: object
) -> MailboxAccess:
    """How that mailbox is entered."""
    values: dict[str, object] = {
        "id": "namur",
        "host": "127.0.0.1",
        "port": servers.ports.imaps if security == "tls" else servers.ports.imap,
        "security": security,
        "user": address,
        "password": SecretStr(PASSWORD),
        "networks": ("namur",),
        "ca_file": servers.ca_file,
    }
    return MailboxAccess.model_validate(values | changes)


def deliver(
    servers: MailServers, to: str, raw: bytes, sender: str = "elise@dubois.example"
) -> None:
    """Hand a message to postfix."""
    with smtplib.SMTP("127.0.0.1", servers.ports.smtp) as server:
        server.sendmail(sender, [to], raw)


@contextmanager
def logged_in(servers: MailServers, address: str) -> Iterator[imaplib.IMAP4]:
    """The owner of a mailbox at work."""
    context = ssl.create_default_context(cafile=servers.ca_file)
    client = imaplib.IMAP4_SSL("127.0.0.1", servers.ports.imaps, ssl_context=context)
    client.login(address, PASSWORD)
    yield client
    client.logout()


def append(servers: MailServers, address: str, raw: bytes, at: datetime) -> None:
    """Put a message into a mailbox as if the server had received it then."""
    with logged_in(servers, address) as client:
        status, _ = client.append("INBOX", "", f'"{at:%d-%b-%Y %H:%M:%S %z}"', raw)
    assert status == "OK"


def marked(address: str, avenant: str = PROVIDER, part: str = "c1") -> str:
    """The address with the token of a mail in it."""
    local, _, domain = address.partition("@")
    return f"{local}+{TOKENS.token(avenant, part)}@{domain}"


def read(office: AnIntake, to: MailboxAccess, listener: Listener | None = None) -> Listener:
    """Read everything that is new, in one go."""
    used = listener or Listener(office.desk, to, Watermarks(office.store, [to]))
    with opened(to) as box:
        used.read(box)
    return used


@contextmanager
def listening(office: AnIntake, *boxes: MailboxAccess) -> Iterator[None]:
    """The intake runs."""
    stop = Event()
    running = Thread(target=Intake(office.desk, boxes).run, args=(stop,))
    running.start()
    try:
        yield
    finally:
        stop.set()
        running.join(LONG)
        assert not running.is_alive()


def until(promised: Callable[[], object], what: str) -> None:
    """Wait until it is so."""
    end = time.monotonic() + LONG
    while not promised():
        assert time.monotonic() < end, what
        time.sleep(0.05)


@pytest.mark.parametrize("security", ["tls", "starttls", "none"])
def test_a_message_is_read_as_it_lies_there_and_stays_unseen(
    mail_servers: MailServers, a_mailbox: Box, security: Security
) -> None:
    address = a_mailbox()
    deliver(mail_servers, address, a_letter())
    (raw,) = mail_servers.wait_for(address)
    with opened(access(mail_servers, address, security)) as box:
        (listed,) = box.listed(box.uids())
        # Files of a mailbox end their lines as the machine does, IMAP as mail does.
        content = box.content(listed.uid)
        assert content is not None
        assert content.replace(b"\r\n", b"\n") == raw.replace(b"\r\n", b"\n")
        assert listed.size == len(content)
        assert listed.received_at.astimezone(BRUSSELS).date() == TODAY
        assert b"".join(box.pieces(listed.uid)) == content
    assert list(mail_servers.maildir(address).glob("cur/*,*S*")) == []


def test_what_came_before_the_mailbox_was_used_here_is_left_alone(
    mail_servers: MailServers, a_mailbox: Box
) -> None:
    address = a_mailbox()
    for day in (1, 2, 3, 4):
        append(mail_servers, address, a_letter(), datetime(2026, 3, day, 12, tzinfo=BRUSSELS))
    with opened(access(mail_servers, address, since=date(2026, 3, 3))) as box:
        days = [one.received_at.astimezone(BRUSSELS).day for one in box.listed(box.uids())]
    assert days == [2, 3, 4], "and the eve, whatever the zone in which the server counts"


def test_another_machine_is_never_told_the_password_in_the_clear(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="another machine"):
        MailboxAccess(id="a", host="192.0.2.1", port=143, security="none", user="u",
                      password=SecretStr("p"))  # fmt: skip


def test_a_certificate_of_nobody_is_not_trusted(mail_servers: MailServers, a_mailbox: Box) -> None:
    for security in ("tls", "starttls"):
        stranger = access(mail_servers, a_mailbox(), security, ca_file=None)
        with pytest.raises(MailboxUnreachable), opened(stranger):
            pass


def test_a_wrong_password_is_said_and_never_shown(
    mail_servers: MailServers, a_mailbox: Box
) -> None:
    wrong = access(mail_servers, a_mailbox(), password=SecretStr("Tr0ub4dor"))
    with (
        pytest.raises(MailboxUnreachable, match="check user and password") as refused,
        opened(wrong),
    ):
        pass
    assert "Tr0ub4dor" not in str(refused.value)


def test_a_refusal_in_a_mailbox_holds_the_silence(
    mail_servers: MailServers, a_mailbox: Box, intake: AnIntake
) -> None:
    """By its token, with the day on which the server had it, and the watermark goes on."""
    address = a_mailbox()
    intake.sent()
    received = datetime(2026, 4, 3, 23, 59, tzinfo=BRUSSELS)
    raw = a_letter(marked(address), sent_at=datetime(2026, 4, 3, 8, tzinfo=BRUSSELS))
    append(mail_servers, address, raw, received)
    intake.clock.is_on(date(2026, 4, 16))
    read(intake, access(mail_servers, address))

    (held,) = intake.provider().held
    assert (held.received_on, held.dispatched_on) == (date(2026, 4, 3), date(2026, 4, 3))
    (mark,) = load_intake(intake.store.journal, "namur").mailbox
    assert mark.through == date(2026, 4, 15)
    answer = intake.try_to_conclude()
    assert isinstance(answer, NotPossible)
    assert answer.why is Why.MESSAGE_HELD


def test_a_letter_of_nobody_holds_every_silence_of_that_day(
    mail_servers: MailServers, a_mailbox: Box, intake: AnIntake
) -> None:
    address = a_mailbox()
    intake.sent()
    append(mail_servers, address, a_letter(), datetime(2026, 4, 3, 9, tzinfo=BRUSSELS))
    intake.clock.is_on(date(2026, 4, 16))
    read(intake, access(mail_servers, address))
    (mark,) = load_intake(intake.store.journal, "namur").mailbox
    assert mark.through == date(2026, 4, 2)
    answer = intake.try_to_conclude()
    assert isinstance(answer, NotPossible)
    assert answer.why is Why.INTAKE_INCOMPLETE


def test_without_any_letter_silence_accepts_once_the_mailbox_was_read(
    mail_servers: MailServers, a_mailbox: Box, intake: AnIntake
) -> None:
    intake.sent()
    intake.clock.is_on(date(2026, 4, 16))
    assert isinstance(intake.try_to_conclude(), NotPossible)
    box = access(mail_servers, a_mailbox())
    listener = read(intake, box)
    assert not isinstance(intake.try_to_conclude(), NotPossible)
    head = intake.store.journal.head()
    read(intake, box, listener)
    assert intake.store.journal.head() == head, "the same day is said once"


def test_a_network_with_two_mailboxes_is_read_when_both_are(
    mail_servers: MailServers, a_mailbox: Box, intake: AnIntake
) -> None:
    boxes = [access(mail_servers, a_mailbox(), id=name) for name in ("namur", "more")]
    watermarks = Watermarks(intake.store, boxes)
    intake.clock.is_on(date(2026, 4, 16))
    for box, marks in zip(boxes, (0, 1), strict=True):
        read(intake, box, Listener(intake.desk, box, watermarks))
        assert len(load_intake(intake.store.journal, "namur").mailbox) == marks


def test_postfix_s_report_of_an_unknown_mailbox_becomes_a_bounce(
    mail_servers: MailServers, a_mailbox: Box, intake: AnIntake
) -> None:
    """The mail leaves with a sender that has the token; the report comes back to it."""
    address = a_mailbox()
    intake.sent(sent_on=TODAY)
    deliver(mail_servers, "nobody@bounces.test", b"Subject: avenant\r\n\r\n.\r\n", marked(address))
    mail_servers.wait_for(address)
    read(intake, access(mail_servers, address))
    assert intake.provider().standing.status == "undeliverable"
    (message,) = intake.messages()
    assert (message.kept.kind, message.kept.avenant) == (MessageKind.DELIVERY_REPORT, PROVIDER)


def test_idle_wakes_it_within_seconds(
    mail_servers: MailServers, a_mailbox: Box, intake: AnIntake
) -> None:
    """A mailbox is looked into every minute; the server tells of new mail at once."""
    address = a_mailbox()
    intake.sent(sent_on=TODAY)
    box = access(mail_servers, address)
    with listening(intake, box):
        until(lambda: load_intake(intake.store.journal, "namur").mailbox, "it is read once")
        time.sleep(1)
        began = time.monotonic()
        deliver(mail_servers, marked(address), a_letter())
        until(lambda: intake.provider().held, "the refusal is held")
        assert time.monotonic() - began < LONG / 2


def test_what_is_told_beside_an_answer_is_not_waited_for(
    mail_servers: MailServers, a_mailbox: Box
) -> None:
    """A message that comes while another is fetched is told with the answer, and only there."""
    address = a_mailbox()
    append(mail_servers, address, a_letter(text="first"), datetime.now(BRUSSELS))
    with opened(access(mail_servers, address)) as box:
        (first,) = box.uids()
        append(mail_servers, address, a_letter(text="second"), datetime.now(BRUSSELS))
        assert box.content(first) is not None
        began = time.monotonic()
        box.wait(LONG, Event())
        assert time.monotonic() - began < LONG / 2
        assert len(box.uids()) == 2
        began = time.monotonic()
        box.wait(1.0, Event())
        assert time.monotonic() - began >= 1.0


def test_a_mailbox_that_comes_back_under_another_name_is_read_again_and_nothing_is_doubled(
    mail_servers: MailServers, a_mailbox: Box, intake: AnIntake
) -> None:
    """The server forgot its numbering: another UIDVALIDITY, the same messages and a new one."""
    address = a_mailbox()
    intake.sent(sent_on=TODAY)
    box = access(mail_servers, address)
    deliver(mail_servers, marked(address), a_letter())
    mail_servers.wait_for(address)
    listener = read(intake, box)
    (before,) = intake.messages()

    maildir = mail_servers.maildir(address)
    time.sleep(1.1)  # UIDVALIDITY is a second of the clock
    for numbering in maildir.glob("dovecot*"):
        numbering.unlink()
    deliver(mail_servers, address, a_letter(message_id="<2@provider.test>"))
    mail_servers.wait_for(address, 2)
    with opened(box) as found:
        assert found.uidvalidity != before.kept.uidvalidity
        assert len(found.uids()) == 2
        assert listener.read(found) == 2
        assert listener.read(found) == 0, "what is known already is not fetched for ever"
    assert len(intake.messages()) == 2
    assert len(intake.provider().messages) == 1


def test_a_mailbox_that_disappears_is_waited_for_and_read_when_it_is_back(
    mail_servers: MailServers, a_mailbox: Box, intake: AnIntake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No day counts as read while it is away; back under another numbering nothing is doubled."""
    monkeypatch.setattr("activities.mailbox.listening.WAIT", 1.0)
    address = a_mailbox()
    intake.sent(sent_on=TODAY)
    box = access(mail_servers, address, folder="Answers")
    letters = [a_letter(marked(address), message_id=f"<{n}@provider.test>") for n in (1, 2)]
    with listening(intake, box), logged_in(mail_servers, address) as client:
        time.sleep(1)
        assert load_intake(intake.store.journal, "namur").mailbox == ()
        client.create("Answers")
        client.append("Answers", "", "", letters[0])
        until(lambda: len(intake.messages()) == 1, "the first is read")
        client.delete("Answers")
        time.sleep(1.5)
        client.create("Answers")
        for letter in letters:
            client.append("Answers", "", "", letter)
        until(lambda: len(intake.messages()) == 2, "the second is read")
    assert len({one.kept.uidvalidity for one in intake.messages()}) == 2
    assert len(intake.provider().held) == 2


def test_a_server_that_goes_away_and_comes_back_loses_nothing(
    mail_servers: MailServers, a_mailbox: Box, intake: AnIntake
) -> None:
    address = a_mailbox()
    intake.sent(sent_on=TODAY)
    with listening(intake, access(mail_servers, address)):
        until(lambda: load_intake(intake.store.journal, "namur").mailbox, "it is read once")
        mail_servers.stop_dovecot()
        deliver(mail_servers, marked(address), a_letter())
        mail_servers.start_dovecot()
        until(lambda: intake.provider().held, "the refusal is held")


def test_fifty_megabytes_are_kept_whole_and_wait_for_a_person(
    mail_servers: MailServers, a_mailbox: Box, intake: AnIntake
) -> None:
    """Larger than evidence may be at once: kept in pieces, its token still read off its head."""
    address = a_mailbox()
    intake.sent(sent_on=TODAY)
    raw = a_letter(marked(address)).rstrip() + b"\n" + (b"x" * 75 + b"\n") * 700_000
    folder = mail_servers.maildir(address)
    deliver(mail_servers, address, b"Subject: first\r\n\r\n.\r\n")
    mail_servers.wait_for(address)
    put_file(folder, raw)
    read(intake, access(mail_servers, address))
    large = next(m for m in intake.messages() if m.kept.kind is MessageKind.UNREADABLE)
    assert large.kept.evidence is not None
    kept = b"".join(kept_message(intake.store.evidence, large.kept.evidence))
    assert kept.replace(b"\r\n", b"\n") == raw
    assert len(intake.provider().held) == 1


def put_file(maildir: Path, raw: bytes) -> None:
    """Put a message into a mailbox as a server's own delivery does."""
    owner = maildir.stat()
    file = maildir / "new" / f"{int(time.time())}.large.test"
    file.write_bytes(raw)
    os.chown(file, owner.st_uid, owner.st_gid)
