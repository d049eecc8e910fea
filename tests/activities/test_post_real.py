"""The post by SMTP with a real postfix, and a real dovecot that holds the copies."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from activities.post import Envelope, PostRefused, PostUnavailable
from activities.post_smtp import SMTPPost
from activities.sent_copies import SentMailbox
from interfaces.posts import post_of
from interfaces.running.mail_servers import PASSWORD, MailServers
from interfaces.settings import Settings
from journal.known_facts import known_facts
from journal.opening import Store, open_store
from journal.outgoing import Leaving, Outgoing

pytestmark = pytest.mark.slow
SENDER = "avenants+2026-001.k00123.c1.abcdefghijklmnop@inami.test"


def mail(message_id: str) -> bytes:
    return (
        f"From: <avenants@inami.test>\r\nSubject: an avenant\r\nMessage-ID: {message_id}\r\n\r\n"
        "a dot:\r\n.\r\nend\r\n"
    ).encode()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/store.db", facts=known_facts()) as opened:
        yield opened


@pytest.fixture
def post(store: Store, mail_servers: MailServers, tmp_path: Path) -> Iterator[SMTPPost]:
    """By submission: STARTTLS, a password, and the copies asked by IMAP over TLS."""
    settings = Settings.model_validate(
        {
            "data": tmp_path,
            "mail_by": "smtp",
            "smtp_host": "localhost",
            "smtp_port": mail_servers.ports.submission,
            "smtp_user": mail_servers.office,
            "smtp_password": PASSWORD,
            "smtp_ca_file": mail_servers.ca_file,
            "sent_host": "localhost",
            "sent_port": mail_servers.ports.imaps,
            "sent_user": mail_servers.sent,
            "sent_password": PASSWORD,
            "sent_ca_file": mail_servers.ca_file,
        }
    )
    made = post_of(settings, store)
    assert isinstance(made, SMTPPost)
    yield made
    made.close()


def test_a_mail_arrives_with_its_sender_and_its_text(
    post: SMTPPost, mail_servers: MailServers, a_mailbox: Callable[[], str]
) -> None:
    address = a_mailbox()
    post.deliver("<r1@avenants.test>", mail("<r1@avenants.test>"), to(address))
    (message,) = mail_servers.wait_for(address)
    assert message.endswith(b"a dot:\r\n.\r\nend\r\n")
    assert message_from_bytes(message)["Return-Path"] == f"<{SENDER}>"


def test_a_stranger_is_refused_at_once_and_one_who_left_by_a_report_with_its_envelope_id(
    post: SMTPPost, mail_servers: MailServers
) -> None:
    with pytest.raises(PostRefused, match=r"550 5\.1\.1 \(there is no such mailbox\)"):
        post.deliver("<r2@avenants.test>", mail("<r2@avenants.test>"), to("stranger@inami.test"))
    before = len(mail_servers.messages(mail_servers.office))
    post.deliver("<r3@avenants.test>", mail("<r3@avenants.test>"), to("gone@bounces.test"))
    report = mail_servers.wait_for(mail_servers.office, before + 1)[-1]
    assert f"Delivered-To: {SENDER}".encode() in report
    assert b"Original-Envelope-Id: r3@avenants.test" in report
    assert b"Original-Recipient: rfc822;gone@bounces.test" in report
    assert b"Status: 5.1.1" in report
    assert b"a dot" not in report, "RET=HDRS: the text does not travel again"


def test_what_left_unseen_is_found_among_the_copies_by_its_message_id(
    post: SMTPPost, mail_servers: MailServers, a_mailbox: Callable[[], str]
) -> None:
    """Another worker was killed before it could write down what the server had said."""
    name, address = "<r4@avenants.test>", a_mailbox()
    post.deliver(name, mail(name), to(address))
    mail_servers.wait_for(address)
    forgotten = post.ledger.look(name)
    assert forgotten is not None
    ledger = Outgoing(post.ledger._engine, post.ledger._clock, lease=timedelta(0))
    ledger.claim(name, forgotten.content_hash or "", forgotten)
    assert post.delivered(name)
    entry = post.ledger.look(name)
    assert entry is not None
    assert (entry.state, entry.reply) == (Leaving.ACCEPTED, "filed")
    other = "<r5@avenants.test>"
    ledger.claim(other, "0" * 64, None)
    with pytest.raises(PostUnavailable, match="looked at again"):
        post.delivered(other)


def test_while_the_server_is_away_nothing_is_lost(
    post: SMTPPost, mail_servers: MailServers, a_mailbox: Callable[[], str]
) -> None:
    name, address = "<r6@avenants.test>", a_mailbox()
    mail_servers.stop_postfix()
    try:
        with pytest.raises(PostUnavailable, match="takes nothing now"):
            post.deliver(name, mail(name), to(address))
    finally:
        mail_servers.start_postfix()
    post.deliver(name, mail(name), to(address))
    assert len(mail_servers.wait_for(address)) == 1


def test_a_mailbox_of_copies_that_is_away_decides_nothing(
    post: SMTPPost, mail_servers: MailServers
) -> None:
    assert isinstance(post.copies, SentMailbox)
    mail_servers.stop_dovecot()
    try:
        with pytest.raises(PostUnavailable, match="cannot be asked"):
            post.copies.hold("<r7@avenants.test>")
    finally:
        mail_servers.start_dovecot()
    assert not post.copies.hold("<r7@avenants.test>")


def to(address: str) -> Envelope:
    return Envelope(sender=SENDER, recipients=(address,))
