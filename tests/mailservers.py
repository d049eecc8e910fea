"""Real mail servers for tests: Debian's postfix and dovecot, on loopback, one pair for a session.

    def test_an_answer_is_read(mail_servers: MailServers, a_mailbox: Callable[[], str]) -> None:
        address = a_mailbox()                            # box7@inami.test, empty, nobody else's
        with smtplib.SMTP("127.0.0.1", mail_servers.ports.smtp) as server:
            server.sendmail("somebody@elsewhere.test", [address], b"Subject: ...")
        (message,) = mail_servers.wait_for(address)      # raw bytes, as it came
        context = ssl.create_default_context(cafile=mail_servers.ca_file)
        imaplib.IMAP4_SSL("localhost", mail_servers.ports.imaps, ssl_context=context).login(
            address, PASSWORD)

- `name+token@inami.test` reaches `name@inami.test`, and `Delivered-To` says which token it was.
- A stranger `@inami.test` is refused at RCPT with 5.1.1; anybody `@bounces.test` is accepted, and
  a delivery report (RFC 3464, 5.1.1) goes to the envelope's sender; all `@discarded.test` is
  thrown away; every other domain is refused with 5.1.2, so that nothing leaves the machine.
- What `avenants@inami.test` sends, with or without a token, is filed in `sent@inami.test`.
- `ports.smtp` asks for nothing, `ports.submission` for STARTTLS and a password, `ports.smtps` for
  TLS and a password; each mailbox's name is its address.
- `stop_dovecot()`, `stop_postfix()` and their `start_…` are for tests of outages: start it again.
- A mailbox that comes back with another UIDVALIDITY: remove `maildir(address)`.

Both are fixtures of every test, through tests/conftest.py. They take two seconds to start: a test
that asks for them is marked slow. Where they cannot be started, the tests that ask for them are
left out, and the run says NOT TESTED, loudly.
"""

import warnings
from collections.abc import Callable, Iterator
from itertools import count
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from interfaces.running.mail_servers import MailServers

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def mail_servers() -> Iterator["MailServers"]:
    """A postfix and a dovecot, started once for the session and ended after it."""
    from interfaces.running.mail_servers import start_mail_servers

    with start_mail_servers() as servers:
        yield servers


def leave_out_what_needs_them(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where no mail servers can be started, take their tests out of the run and say which."""
    asking = [item for item in items if "mail_servers" in getattr(item, "fixturenames", ())]
    if not asking:
        return
    from interfaces.running.mail_servers import why_not

    if not (lacking := why_not()):
        return
    names = ", ".join(sorted({item.path.name for item in asking}))
    warnings.warn(
        f"NOT TESTED: {len(asking)} tests need real mail servers ({names}). {lacking}", stacklevel=1
    )
    items[:] = [item for item in items if item not in asking]
    config.hook.pytest_deselected(items=asking)


@pytest.fixture
def a_mailbox(mail_servers: "MailServers") -> Callable[[], str]:
    """Gives, each time it is called, the address of an empty mailbox that no other test uses."""
    return lambda: mail_servers.mailbox(next(_NUMBERS))
