"""The process that reads mailboxes, as it runs for real: started, killed, started again."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from domain.facts import PossibleRefusalReceived
from domain.mailbox import MessageKept
from interfaces.running.mail_servers import PASSWORD, MailServers
from tests.activities.mailbox.an_intake import DOMAIN, PROVIDER, AnIntake, a_letter
from tests.activities.mailbox.test_real_mailboxes import TODAY, Box, deliver, marked, until

pytestmark = [pytest.mark.slow, pytest.mark.e2e]
ROOT = Path(__file__).parents[3]
ENDS_WITHIN = 20.0


@contextmanager
def process(folder: Path, mailboxes: Sequence[object]) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m worker intake` on the store in that folder."""
    log = (folder / "intake.log").open("ab")
    variables = {
        "AVENANT_DATA": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "AVENANT_TOKEN_KEY": "k" * 32,
        "AVENANT_MESSAGE_DOMAIN": DOMAIN,
        "AVENANT_MAILBOXES": json.dumps(mailboxes),
    }
    command = [sys.executable, "-m", "worker", "intake"]
    running = subprocess.Popen(command, cwd=ROOT, env=os.environ | variables, stderr=log)
    try:
        yield running
    finally:
        if running.poll() is None:
            running.kill()
        running.wait(ENDS_WITHIN)
        log.close()


def count(office: AnIntake, kind: type) -> int:
    """How many facts of that kind there are."""
    return sum(isinstance(one.fact, kind) for one in office.store.journal.feed(0, 10_000))


def ends(running: subprocess.Popen[bytes]) -> int:
    """Told to end, it ends; gives with what."""
    running.send_signal(signal.SIGTERM)
    return running.wait(ENDS_WITHIN)


def test_killed_while_mail_comes_in_it_takes_each_letter_in_once(
    mail_servers: MailServers, a_mailbox: Box, intake: AnIntake, tmp_path: Path
) -> None:
    address = a_mailbox()
    intake.sent(sent_on=TODAY)
    mailbox = {
        "id": "namur", "host": "127.0.0.1", "port": mail_servers.ports.imap, "security": "none",
        "user": address, "password": PASSWORD, "networks": ["namur"],
    }  # fmt: skip
    letters = 12
    for number in range(letters):
        deliver(mail_servers, marked(address), a_letter(message_id=f"<{number}@provider.test>"))
    mail_servers.wait_for(address, letters)
    for kept in (1, 4, 7):
        with process(tmp_path, [mailbox]) as running:
            until(reached(intake, kept), "it takes letters in")
            running.kill()
    with process(tmp_path, [mailbox]) as running:
        until(reached(intake, letters), "it takes in the rest")
        assert ends(running) == 0
    assert count(intake, MessageKept) == letters
    assert count(intake, PossibleRefusalReceived) == letters
    assert len(intake.provider(PROVIDER).held) == letters


def reached(office: AnIntake, wanted: int) -> Callable[[], bool]:
    """Whether so many messages are kept."""
    return lambda: count(office, MessageKept) >= wanted


def test_without_mailboxes_or_with_one_that_is_away_it_stays_and_ends_when_told(
    intake: AnIntake, tmp_path: Path
) -> None:
    nobody = {"id": "away", "host": "127.0.0.1", "port": 9, "security": "none", "user": "u",
              "password": "Tr0ub4dor", "networks": "inami"}  # fmt: skip
    for mailboxes in ([], [nobody]):
        with process(tmp_path, mailboxes) as running:
            until(lambda: b'"started"' in (tmp_path / "intake.log").read_bytes(), "it has started")
            assert running.poll() is None
            assert ends(running) == 0
        (tmp_path / "intake.log").rename(tmp_path / f"{len(mailboxes)}.log")
    said = (tmp_path / "1.log").read_text("utf-8")
    assert "mailbox_unreadable" in said
    assert "Tr0ub4dor" not in said
