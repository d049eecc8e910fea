"""What a mailbox is to its listener when it comes back under other numbers, or as another one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import update

from activities.mailbox.access import MailboxAccess
from activities.mailbox.assigning import Assigning, assign
from activities.mailbox.listening import Listener
from activities.mailbox.reading import Listed, OpenMailbox
from activities.mailbox.watermark import Watermarks
from domain.facts import BounceRegistered, PossibleRefusalReceived
from domain.mailbox import MessageKept
from domain.office import Actor
from domain.values import Role
from journal.tables import evidence_table, writing
from tests.activities.mailbox.an_intake import (
    MAILBOX,
    AnIntake,
    a_letter,
    a_report,
    at_noon,
    reply_address,
)

pytestmark = pytest.mark.slow

ACCESS = MailboxAccess(
    id=MAILBOX,
    host="127.0.0.1",
    port=143,
    security="none",
    user="u",
    password=SecretStr("p"),
    networks=("namur",),
)
CELL = Actor(id="inami.cell", role=Role.INAMI)


@dataclass
class AFolder(OpenMailbox):
    """A folder of a server, in memory: its messages by number, each with its day."""

    uidvalidity: int
    held: dict[int, tuple[date, bytes]] = field(default_factory=dict[int, tuple[date, bytes]])
    fetched: list[int] = field(default_factory=list[int])

    def uids(self) -> list[int]:
        return sorted(self.held)

    def listed(self, uids: Sequence[int]) -> Iterator[Listed]:
        for uid in uids:
            day, raw = self.held[uid]
            yield Listed(uid, len(raw), at_noon(day))

    def content(self, uid: int) -> bytes | None:
        self.fetched.append(uid)
        return self.held[uid][1]


@pytest.fixture
def intake(tmp_path: Path) -> AnIntake:
    made = AnIntake(tmp_path)
    made.sent("K00123")
    made.sent("K00124")
    made.clock.is_on(date(2026, 3, 25))
    return made


def started_again(intake: AnIntake) -> Listener:
    """Another process: another store, and nothing remembered."""
    intake.store = intake.open()
    intake.desk = intake.desk_with(intake.store)
    return Listener(intake.desk, ACCESS, Watermarks(intake.store, [ACCESS]))


def everything(intake: AnIntake) -> list[object]:
    return [one.fact for one in intake.store.journal.feed(0, 1000)]


MAIL = (
    (date(2026, 3, 4), a_report(reply_address("2026-001.K00124"))),
    (date(2026, 3, 20), a_letter(reply_address())),
    (date(2026, 3, 21), a_letter(message_id="<news@news.example>", text="An advertisement.")),
    (date(2026, 3, 22), b"\xff\xfe"),
)


def test_other_numbers_and_restarts_double_no_fact(intake: AnIntake) -> None:
    """Another UIDVALIDITY, after a restart, in another order: the same messages stay the same."""
    first = started_again(intake)
    first.read(AFolder(1, dict(enumerate(MAIL, 1))))
    advertisement = intake.messages()[2]
    said = Assigning(MAILBOX, advertisement, None, "an advertisement")
    assign(intake.store, said, CELL, "cli")
    started_again(intake).read(AFolder(1, dict(enumerate(MAIL, 1))))
    before = everything(intake)
    assert sum(isinstance(one, MessageKept) for one in before) == len(MAIL)
    assert sum(isinstance(one, BounceRegistered) for one in before) == 1
    assert sum(isinstance(one, PossibleRefusalReceived) for one in before) == 1
    for uidvalidity in (2, 7, 1):
        folder = AFolder(uidvalidity, dict(enumerate(reversed(MAIL), 40)))
        again = started_again(intake)
        again.read(folder)
        assert sorted(folder.fetched) == [40, 41, 42, 43]
        again.read(folder)
        assert len(folder.fetched) == len(MAIL), "and nothing is fetched for ever"
        assert everything(intake) == before
    letter = a_letter(reply_address(), text="Once more.", message_id="<2@provider.test>")
    started_again(intake).read(AFolder(9, {1: (date(2026, 3, 24), letter)}))
    assert len(intake.messages()) == len(MAIL) + 1
    assert len(intake.provider().messages) == 2


def test_another_mailbox_that_is_numbered_alike_is_read_and_no_refusal_is_lost(
    intake: AnIntake,
) -> None:
    """It moved to a server that counts from one too: number 1 is another message there."""
    news = a_letter(message_id="<news@news.example>", text="An advertisement.")
    started_again(intake).read(AFolder(1, {1: (date(2026, 3, 4), news)}))
    refusal = a_letter(reply_address())
    moved = AFolder(1, {1: (date(2026, 3, 20), refusal), 2: (date(2026, 3, 4), news)})
    listener = started_again(intake)
    listener.read(moved)
    assert len(intake.provider().held) == 1
    assert len(intake.messages()) == 2
    listener.read(moved)
    assert sorted(moved.fetched) == [1, 2]
    quiet = AFolder(1, moved.held)
    started_again(intake).read(quiet)
    assert 1 not in quiet.fetched, "what is as it was is not fetched again"
    assert len(intake.messages()) == 2


def test_a_message_whose_evidence_was_erased_stops_no_reading_when_it_shows_up_again(
    intake: AnIntake,
) -> None:
    started_again(intake).read(AFolder(1, {1: MAIL[1]}))
    (kept,) = (one.kept for one in intake.messages())
    assert kept.evidence is not None
    with writing(intake.store.engine) as connection:
        erased = {"content": None, "salt": None, "digest": None}
        connection.execute(
            update(evidence_table).where(evidence_table.c.address == kept.evidence).values(erased)
        )
    before = everything(intake)
    listener = started_again(intake)
    listener.read(AFolder(5, {3: MAIL[1], 4: MAIL[2]}))
    assert len(everything(intake)) > len(before), "the next one was read"
    assert len(intake.messages()) == 2
