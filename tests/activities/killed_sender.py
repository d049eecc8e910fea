"""A sender that is killed, for real, anywhere between keeping the bytes and the fact.

Each sending is a process of its own. Between the evidence and the fact, every call of a function,
in Python and in C, is a point at which it may be killed.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

from activities import sending
from activities.correspondence import Correspondence, Office, Rendered, message_id
from activities.desk import Desk
from activities.envelopes import envelope_of
from activities.post import Post, PostUnavailable, content_hash
from activities.post_smtp import Pace, SMTPPost
from activities.smtp_connections import Connections
from activities.smtp_server import ServerAddress
from bench.month import ShortMonth
from interfaces.posts import gate_of
from interfaces.settings import Settings
from journal.known_facts import known_facts
from journal.opening import Store, open_store
from journal.outgoing import Outgoing
from worker import desk_of

LEASE = timedelta(milliseconds=40)
KEEP, MEASURED = sending.keep, "calls"


class Filed:
    """The copies that the server files: a file with one Message-ID a line."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.within = timedelta(0)

    def hold(self, message_id: str) -> bool:
        return message_id in self.place.read_text("ascii").split()


@dataclass(frozen=True)
class Sender:
    """Sends avenants of one store, each in a process of its own."""

    data: Path
    port: int | None = None
    """Of the mail server; into the folder without."""
    filed: Path | None = None

    def warm_up(self, avenant: str) -> None:
        """Load here what each process would else load anew; nothing is sent, nothing stays open."""
        settings = Settings(data=self.data)
        with open_store(settings.store_url, facts=known_facts(), clock=ShortMonth()) as store:
            desk_of(settings, store).view(avenant)

    def send(self, avenant: str, dies_at: int | None = None) -> int | None:
        """Let a process send one; gives the calls it took, None if it was killed on its way."""
        reader, writer = os.pipe()
        if (child := os.fork()) == 0:
            os.close(reader)
            self._child(writer, avenant, dies_at)
        os.close(writer)
        with os.fdopen(reader) as said:
            words = said.read()
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            assert os.WTERMSIG(status) == signal.SIGKILL, words
            return None
        assert os.WEXITSTATUS(status) == 0, words
        return json.loads(words)[MEASURED]

    def _child(self, writer: int, avenant: str, dies_at: int | None) -> None:
        """Never returns: what was forked goes no further."""
        end = 1
        try:
            calls = self._sends(avenant, dies_at)
            os.write(writer, json.dumps({MEASURED: calls}).encode())
            end = 0
        except BaseException:  # noqa: BLE001 - said to the test, which fails with it
            os.write(writer, traceback.format_exc().encode())
        finally:
            os._exit(end)

    def _sends(self, avenant: str, dies_at: int | None) -> int:
        calls = count()
        die = _dying(calls, dies_at)

        def keep(desk: Desk, document: Rendered, party: str) -> str:
            sys.setprofile(die)
            return KEEP(desk, document, party)

        sending.keep = keep
        sending.render = rendered
        settings = Settings(data=self.data)
        with open_store(settings.store_url, facts=known_facts(), clock=ShortMonth()) as store:
            desk = desk_of(settings, store)
            desk = replace(desk, post=self._post(store) or desk.post)
            if desk.view(avenant).avenant.in_flight is not None:
                # What was begun is taken up: from here on it may be killed as well.
                sys.setprofile(die)
            while True:
                try:
                    sending.send(desk, avenant)
                except PostUnavailable:
                    continue
                sys.setprofile(None)
                return next(calls)

    def _post(self, store: Store) -> Post | None:
        if self.port is None or self.filed is None:
            return None
        server = ServerAddress(
            host="127.0.0.1", port=self.port, security="none", own_name="office.test", timeout=30
        )
        ledger = Outgoing(store.engine, store.backend.real_clock(), lease=LEASE)
        pace = Pace(patience=timedelta(seconds=20))
        return SMTPPost(ledger, gate_of(store), Connections(server), pace, Filed(self.filed))


def _dying(calls: "count[int]", dies_at: int | None) -> Callable[[Any, str, Any], None]:
    def die(_frame: Any, _event: str, _argument: Any) -> None:
        if next(calls) == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    return die


def rendered(letter: Correspondence, office: Office, _seal: object = None) -> Rendered:
    """A mail that is never the same twice: sent again it can only come from the evidence."""
    name = message_id(letter.avenant, letter.ordinal, letter.kind.value, office.message_domain)
    envelope = envelope_of(letter, office)
    lines = (
        f"From: {envelope.sender}",
        f"To: {', '.join(envelope.recipients)}",
        f"Message-ID: {name}",
        "",
        f"{uuid4()}",
        "",
    )
    content = "\r\n".join(lines).encode("ascii")
    return Rendered(
        message_id=name, content=content, content_hash=content_hash(content), envelope=envelope
    )
