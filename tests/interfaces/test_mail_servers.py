"""The servers of a try do what the tests of mail need of them, and nothing leaves the machine."""

import imaplib
import smtplib
import ssl
from collections.abc import Callable
from email import message_from_bytes

import pytest

from interfaces.running.mail_servers import PASSWORD, MailServers

pytestmark = pytest.mark.slow
MAIL = b"Subject: an avenant\r\nMessage-ID: <1@avenants.test>\r\n\r\ntext\r\n"


def hand_over(servers: MailServers, sender: str, *recipients: str) -> None:
    with smtplib.SMTP("127.0.0.1", servers.ports.smtp) as server:
        server.sendmail(sender, recipients, MAIL, mail_options=["RET=HDRS", "ENVID=one"])


def trusting(servers: MailServers) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(servers.ca_file))


def test_a_mail_to_an_address_with_a_token_lies_in_the_mailbox_and_is_read_by_imap(
    mail_servers: MailServers, a_mailbox: Callable[[], str]
) -> None:
    address = a_mailbox()
    hand_over(mail_servers, "somebody@elsewhere.test", address.replace("@", "+a.token@"))
    (message,) = mail_servers.wait_for(address)
    assert message_from_bytes(message)["Delivered-To"] == address.replace("@", "+a.token@")
    imap = imaplib.IMAP4_SSL(
        "localhost", mail_servers.ports.imaps, ssl_context=trusting(mail_servers)
    )
    imap.login(address, PASSWORD)
    assert imap.select()[1] == [b"1"]
    assert "IDLE" in imap.capabilities
    imap.logout()


def test_what_the_office_sends_is_filed_and_a_report_comes_back_to_the_token(
    mail_servers: MailServers,
) -> None:
    before = len(mail_servers.messages(mail_servers.office))
    hand_over(mail_servers, "avenants+the.token@inami.test", "nobody@bounces.test")
    report = message_from_bytes(mail_servers.wait_for(mail_servers.office, before + 1)[-1])
    assert report.get_content_type() == "multipart/report"
    assert report["Delivered-To"] == "avenants+the.token@inami.test"
    assert b"Original-Envelope-Id: one" in report.as_bytes()
    assert b"Status: 5.1.1" in report.as_bytes()
    assert MAIL.partition(b"\r\n\r\n")[0] in mail_servers.wait_for(mail_servers.sent)[-1]


@pytest.mark.parametrize(
    ("recipient", "said"), [("stranger@inami.test", "5.1.1"), ("someone@elsewhere.test", "5.1.2")]
)
def test_a_stranger_and_any_other_domain_are_refused(
    mail_servers: MailServers, recipient: str, said: str
) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused, match=said):
        hand_over(mail_servers, "somebody@elsewhere.test", recipient)


def test_the_other_ports_want_tls_and_a_password(
    mail_servers: MailServers, a_mailbox: Callable[[], str]
) -> None:
    address, context = a_mailbox(), trusting(mail_servers)
    with smtplib.SMTP("localhost", mail_servers.ports.submission) as server:
        with pytest.raises(smtplib.SMTPSenderRefused, match="STARTTLS"):
            server.sendmail(address, [address], MAIL)
        server.starttls(context=context)
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            server.sendmail(address, [address], MAIL)
        with pytest.raises(smtplib.SMTPAuthenticationError):
            server.login(address, "a guess")
    with smtplib.SMTP_SSL("localhost", mail_servers.ports.smtps, context=context) as server:
        server.login(address, PASSWORD)
        server.sendmail(address, [address], MAIL)
    assert len(mail_servers.wait_for(address)) == 1
