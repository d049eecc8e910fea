"""Killed anywhere between intent and fact, every communication is sent, once, as the same mail."""

import os
import random
import secrets
from collections.abc import Iterable
from email import message_from_bytes
from pathlib import Path

import pytest

from activities.post import content_hash
from bench.month import ShortMonth
from bench.office import Office
from domain.facts import BounceRegistered, SendingAbandoned, SendingStarted, Sent
from domain.values import split_avenant_id
from interfaces.settings import Settings
from journal.known_facts import known_facts
from journal.opening import open_store
from journal.streams import convention_stream
from tests.activities.a_mail_server import Taken, a_mail_server
from tests.activities.killed_sender import Sender

pytestmark = pytest.mark.slow
KILLS = 100
"""On each of the two ways: 200 in all."""
AVENANTS = 95


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """An office whose providers may be written to; made by a process of its own."""
    folder = tmp_path_factory.mktemp("office")
    if (child := os.fork()) == 0:
        # Typst must not have compiled anything in a process that forks.
        end = 1
        try:
            office = Office(folder, AVENANTS * 2, ShortMonth())
            (folder / "avenants").write_text("\n".join(s.avenant for s in office.starts))
            office.close()
            end = 0
        finally:
            os._exit(end)
    _, status = os.waitpid(child, 0)
    assert status == 0
    return folder, (folder / "avenants").read_text().split()


class Filing(list[Taken]):
    """What a server took; it files a copy of each before it says so."""

    def __init__(self, copies: Path) -> None:
        self._copies = copies
        copies.touch()

    def append(self, taken: Taken) -> None:
        super().append(taken)
        with self._copies.open("a") as copies:
            copies.write(f"{message_from_bytes(taken.content)['Message-ID']}\n")


@pytest.fixture
def seed() -> int:
    """Of the moments at which it is killed: said when a test fails."""
    chosen = int(os.environ.get("AVENANTS_TEST_SEED", secrets.randbelow(2**32)))
    print(f"repeat with AVENANTS_TEST_SEED={chosen}")  # noqa: T201 - how to repeat a failure
    return chosen


def kill_again_and_again(sender: Sender, avenants: list[str], seed: int) -> list[str]:
    """Send one after the other, killed on the way at random points; gives those that left."""
    chance = random.Random(seed)
    sender.warm_up(avenants[0])
    calls = sender.send(avenants[0])
    assert calls is not None
    assert calls > 500, "the points are dense"
    kills, at, points = 0, 1, calls
    while kills < KILLS:
        if sender.send(avenants[at], dies_at=chance.randrange(points)) is None:
            # Taken up again it has other ways to go, and has to come to an end at some time.
            kills, points = kills + 1, 2 * calls
        else:
            at, points = at + 1, calls
    assert sender.send(avenants[at]) is not None
    return avenants[: at + 1]


def assert_each_was_sent_once(data: Path, avenants: list[str], mails: Iterable[bytes]) -> None:
    """One intent, one fact and one Message-ID for each, and all its mails are the bytes kept."""
    left: dict[str, set[bytes]] = {}
    for mail in mails:
        left.setdefault(message_from_bytes(mail)["Message-ID"], set()).add(mail)
    with open_store(
        Settings(data=data).store_url, facts=known_facts(), clock=ShortMonth()
    ) as store:
        for avenant in avenants:
            stream = convention_stream(split_avenant_id(avenant)[1])
            facts = [one.fact for one in store.journal.read(stream)]
            (begun,) = (fact for fact in facts if isinstance(fact, SendingStarted))
            (sent,) = (fact for fact in facts if isinstance(fact, Sent))
            assert (sent.ordinal, begun.ordinal) == (1, 1)
            assert not any(isinstance(fact, SendingAbandoned | BounceRegistered) for fact in facts)
            assert begun.evidence is not None
            kept = store.evidence.get(begun.evidence)
            assert left.pop(begun.message_id) == {kept}
            assert content_hash(kept) == begun.content_hash
    assert left == {}, "what left was never meant to"


def test_killed_100_times_on_the_way_to_the_mail_server(
    prepared: tuple[Path, list[str]], tmp_path: Path, seed: int
) -> None:
    data, avenants = prepared
    with a_mail_server() as server:
        taken = server.taken = Filing(tmp_path / "copies")
        sender = Sender(data, server.port, tmp_path / "copies")
        sent = kill_again_and_again(sender, avenants[:AVENANTS], seed)
    assert_each_was_sent_once(data, sent, (mail.content for mail in taken))


def test_killed_100_times_on_the_way_to_the_folder(
    prepared: tuple[Path, list[str]], seed: int
) -> None:
    data, avenants = prepared
    before = set((data / "mail").rglob("*.eml"))
    sent = kill_again_and_again(Sender(data), avenants[AVENANTS:], seed)
    mails = set((data / "mail").rglob("*.eml")) - before
    assert_each_was_sent_once(data, sent, [mail.read_bytes() for mail in mails])
