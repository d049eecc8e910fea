"""Listening to mailboxes: read all that is new, wait until more comes, for as long as one runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import BoundedSemaphore, Event, Thread

import structlog

from activities.mailbox.access import MailboxAccess
from activities.mailbox.days import received_on
from activities.mailbox.keeping import WHOLE
from activities.mailbox.reading import Listed, MailboxUnreachable, OpenMailbox, opened
from activities.mailbox.taking_in import Desk, Place, take_in
from activities.mailbox.watermark import Watermarks, read_through
from domain.mailbox import MailboxOnFile, MessageKept
from journal.errors import StoreError
from journal.opening import CONNECTIONS
from journal.streams import load_mailbox
from journal.tables import pages

WAIT = 60.0
"""Seconds after which a mailbox is looked into even though its server told of nothing new."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 120.0
"""Seconds between two tries while a mailbox cannot be read; twice as long after each."""

log = structlog.get_logger(__name__)


@dataclass
class Listener:
    """Listens to one mailbox. Not for several threads at once."""

    desk: Desk
    access: MailboxAccess
    watermarks: Watermarks
    turns: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(CONNECTIONS))
    """So many read at once as the store has connections; the others wait for new mail."""
    _twins: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    """Places where a message lies once more that was kept under another name."""
    _waiting: int | None = None
    _compared: bool = False

    def run(self, stop: Event) -> None:
        """Listen until told to stop; what cannot be read now is tried again for ever."""
        pause = FIRST_PAUSE
        while not stop.is_set():
            try:
                with opened(self.access) as box:
                    log.info("mailbox_opened", mailbox=self.access.id, uidvalidity=box.uidvalidity)
                    while not stop.is_set():
                        with self.turns:
                            self.read(box, stop)
                        pause = FIRST_PAUSE
                        box.wait(WAIT, stop)
            except (MailboxUnreachable, StoreError) as error:
                log.warning("mailbox_unreadable", mailbox=self.access.id, why=str(error))
            except Exception:
                log.exception("mailbox_reading_failed", mailbox=self.access.id)
            stop.wait(pause)
            pause = min(LONGEST_PAUSE, 2 * pause)

    def read(self, box: OpenMailbox, stop: Event | None = None) -> int:
        """Take in everything that is new, then say through which day all is read.

        Gives how many messages were new. Told to stop in between, it says nothing of days.
        """
        store = self.desk.store
        began = store.clock.now()
        before = load_mailbox(store.journal, self.access.id)
        hashes = {one.kept.sha256 for one in before.messages}
        new = self.new_in(box, before)
        for listed in box.listed(new):
            if stop is not None and stop.is_set():
                return 0
            place = Place(self.access.id, box.uidvalidity, listed)
            if not take_in(self.desk, place, box, hashes):
                self._twins.add((box.uidvalidity, listed.uid))
        on_file = load_mailbox(store.journal, self.access.id)
        self.tell_waiting(len(on_file.waiting))
        self.watermarks.advance(self.access, read_through(began, on_file.unread_since()))
        return len(new)

    def new_in(self, box: OpenMailbox, on_file: MailboxOnFile) -> list[int]:
        """The messages that are on file under no name that this server gives them."""
        known = {(one.kept.uidvalidity, one.kept.uid): one.kept for one in on_file.messages}
        uids = box.uids()
        here = {uid: known[at] for uid in uids if (at := (box.uidvalidity, uid)) in known}
        new = [uid for uid in uids if uid not in here and (box.uidvalidity, uid) not in self._twins]
        if not self._compared:
            new += self.renumbered(box, here)
            self._compared = True
        return sorted(new)

    def renumbered(self, box: OpenMailbox, here: Mapping[int, MessageKept]) -> list[int]:
        """Messages under a number that was another's: the mailbox is another one since the start.

        One that moved to another server may be numbered as the old one was. Told by size and day.
        """
        store = self.desk.store
        addresses = [kept.evidence for kept in here.values() if kept.evidence is not None]
        sizes = {
            item.address: item.size
            for page in pages(addresses)
            for item in store.evidence.at(page)
            if item.media_type == WHOLE
        }
        found = [
            listed.uid
            for listed in box.listed(sorted(here))
            if sizes.get(here[listed.uid].evidence or "", listed.size) != listed.size
            or (not store.rehearsal and not is_of(here[listed.uid], listed))
        ]
        if found:
            log.warning("messages_renumbered", mailbox=self.access.id, messages=len(found))
        return found

    def tell_waiting(self, waiting: int) -> None:
        """Log how many messages wait for a person, whenever that changes."""
        if waiting != self._waiting and (waiting or self._waiting):
            log.warning("messages_wait_for_person", mailbox=self.access.id, waiting=waiting)
        self._waiting = waiting


def is_of(kept: MessageKept, listed: Listed) -> bool:
    """Whether the server still gives that message the day on which it was received."""
    return received_on(listed.received_at, date.max) == kept.on


@dataclass(frozen=True)
class Intake:
    """All mailboxes of an installation, each with a thread of its own."""

    desk: Desk
    mailboxes: Sequence[MailboxAccess]

    def run(self, stop: Event) -> None:
        """Listen to every mailbox until told to stop; one that fails does not stop the others."""
        watermarks = Watermarks(self.desk.store, self.mailboxes)
        turns = BoundedSemaphore(CONNECTIONS)
        threads = [
            Thread(
                target=Listener(self.desk, access, watermarks, turns).run,
                args=(stop,),
                name=f"mailbox-{access.id}",
            )
            for access in self.mailboxes
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
