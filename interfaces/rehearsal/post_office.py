"""Real mail in a rehearsal: everybody gets a mailbox, and answers by what came into it."""

import csv
import smtplib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime, make_msgid
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from domain.values import network_convention, slug
from interfaces.registers.reading import plan_file
from interfaces.rehearsal.acts import CELL
from interfaces.running.mail_configuration import BOUNCING, MAILBOXES
from interfaces.running.mail_servers import MailServers
from journal.clock import BRUSSELS
from journal.opening import Store
from journal.registration import apply_import

PATIENCE = 150.0
"""Seconds in which a mail must have come, or have been taken in.

Longer than `activities.mailbox.listening.WAIT`: what a server told nobody of is found after that.
"""
LOOK_EVERY = 0.05
_WRITTEN_AT = time(10)
"""When people write, in Brussels."""


class NoMail(Exception):
    """A mail did not come, or was not taken in."""


@dataclass
class PostOffice:
    """The mailboxes of a rehearsal's people, and the mail between them and the engine."""

    servers: MailServers
    boxes: dict[str, str] = field(default_factory=dict[str, str])
    """By convention: where its party reads mail; nobody whose address bounces."""
    replies: dict[str, str] = field(default_factory=dict[str, str])
    """By network: where its providers answer, the mailbox that the intake reads."""

    # -- addresses -------------------------------------------------------------------------------

    def move_in(self, store: Store, folder: Path, bouncing: Iterable[str]) -> None:
        """Give everybody of the registers in that folder a mailbox, or an address that bounces."""
        lost = set(bouncing)
        taken = set(self.replies.values())
        every = (self.servers.mailbox(number) for number in range(1, MAILBOXES + 1))
        free = iter([box for box in every if box not in taken])
        networks = _rows(folder / "networks.csv")
        for row in networks:
            network = slug(row["network"])
            own = network_convention(network)
            self.boxes[own] = next(free)
            row["reply_to"] = row["coordinator_email"] = self.replies[network]
            row["b4_email"] = f"{own}@{BOUNCING}" if own in lost else self.boxes[own]
            row["invoicing_email"] = self.boxes[own]
        left = list(free)
        providers = _rows(folder / "providers.csv")
        for ordinal, row in enumerate(providers):
            convention = row["convention"]
            if not row["email"]:
                continue
            if convention in lost:
                row["email"] = f"{convention.lower()}@{BOUNCING}"
                continue
            self.boxes[convention] = left[ordinal % len(left)]
            row["email"] = self.boxes[convention]
        self._bring_in(store, folder, "networks", networks)
        self._bring_in(store, folder, "providers", providers)

    def find_address(self, store: Store, folder: Path, network: str) -> None:
        """The address of a network that bounced is put right, as a register is: by a file."""
        rows = _rows(folder / "networks-by-mail.csv")
        for row in rows:
            if slug(row["network"]) == network:
                row["b4_email"] = self.boxes[network_convention(network)]
        self._bring_in(store, folder, "networks", rows)

    def _bring_in(
        self, store: Store, folder: Path, register: Any, rows: list[dict[str, str]]
    ) -> None:
        path = folder / f"{register}-by-mail.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        plan = plan_file(register, path, store.registers)
        apply_import(plan, store.registers, recorded_at=store.clock.now(), by=CELL.id)

    # -- mail ------------------------------------------------------------------------------------

    def received(self, convention: str, avenant: str) -> EmailMessage:
        """The first mail about an avenant in its party's mailbox, once it is there."""
        box = self.boxes[convention]

        def first() -> EmailMessage | None:
            for raw in self.servers.messages(box):
                mail = BytesParser(policy=policy.default).parsebytes(raw)
                if mail["X-Avenant"] == avenant:
                    return mail
            return None

        return wait_for(first, f"no mail about {avenant} came into {box}")

    def answer(
        self, convention: str, avenant: str, written_on: date, text: str, *, by: str | None = None
    ) -> EmailMessage:
        """An answer to that mail, as a mail program writes it; nothing is sent yet."""
        mail = self.received(convention, avenant)
        answer = EmailMessage(policy=policy.SMTP)
        answer["From"] = by or self.boxes[convention]
        answer["To"] = mail["Reply-To"].addresses[0].addr_spec
        answer["Subject"] = f"Re: {mail['Subject']}"
        answer["Date"] = format_datetime(datetime.combine(written_on, _WRITTEN_AT, BRUSSELS))
        answer["Message-ID"] = make_msgid(domain="people.test")
        answer["In-Reply-To"] = mail["Message-ID"]
        answer.set_content(text)
        return answer

    def send(self, mail: EmailMessage) -> None:
        """Hand a mail to the server, as anybody's mail program does."""
        with smtplib.SMTP("127.0.0.1", self.servers.ports.smtp, timeout=PATIENCE) as server:
            server.send_message(mail)


def wait_for(find: Callable[[], Any], what: str) -> Any:
    """What `find` gives once it gives anything; raises NoMail."""
    until = monotonic() + PATIENCE
    while (found := find()) is None:
        if monotonic() > until:
            raise NoMail(f"{what} within {PATIENCE:.0f} s")
        sleep(LOOK_EVERY)
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
