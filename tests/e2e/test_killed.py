"""Kill -9 of worker and relay, in the middle of the launch and of the conclusions."""

import re
from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, datetime
from hashlib import sha256

import pytest
import pytest_asyncio

from domain import facts as f
from domain.values import Channel
from journal.clock import BRUSSELS
from tests.e2e.processes import Processes
from tests.workflows.office import Reached, SmallOffice
from tests.workflows.server import new_namespace

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.temporal]

NETWORKS = ("namur", "emergo", "radar")
MANY = 180
LAST_DAY = date(2026, 4, 3)
PROVIDERS = {
    f"K{number:05d}": Reached(
        Channel.LETTER if number % 15 == 0 else Channel.EMAIL, NETWORKS[number % 3]
    )
    for number in range(MANY)
}
BY_MAIL = [key for key, reached in PROVIDERS.items() if reached.channel is Channel.EMAIL]
REFUSED_AT_ONCE = BY_MAIL[::10]
REFUSED_MEANWHILE = BY_MAIL[5::10]
IN_TIME = 300.0
"""Seconds; the steps that a killed worker had under way are taken again after thirty."""


class Killed:
    """The office after everything that was done to its processes."""

    def __init__(self, office: SmallOffice, processes: Processes) -> None:
        self.office = office
        self.processes = processes
        self.mails_at_half_time: dict[str, str] = {}
        self._read = 0
        self._counted: Counter[str] = Counter()

    def count(self, kind: type[f.AvenantFact]) -> int:
        """How many facts of that type there are by now, about all avenants."""
        while page := self.office.store.journal.feed(self._read, 1000):
            self._read = page[-1].position
            self._counted.update(type(one.fact).__name__ for one in page)
        return self._counted[kind.__name__]

    async def until_there_are(self, number: int, kind: type[f.AvenantFact]) -> None:
        """Wait for so many facts of a type."""
        await self.office.until(lambda: self.count(kind) >= number, IN_TIME)

    def kill_and_start_again(self, role: str) -> None:
        """Kill -9, and a new one in its place."""
        self.processes.kill(role)
        self.processes.start(role)

    def files(self) -> dict[str, str]:
        """The mails by Message-ID, each with the hash of its bytes; two of one name would show."""
        found: dict[str, str] = {}
        for path in self.office.settings.mail.glob("*/*.eml"):
            content = path.read_bytes()
            name = re.search(rb"^Message-ID: (\S+)\r$", content, re.MULTILINE)
            assert name is not None
            assert name[1].decode() not in found
            found[name[1].decode()] = sha256(content).hexdigest()
        return found


async def play(killed: Killed) -> None:
    """A launch and the conclusions, with kills in the middle of both."""
    office, processes = killed.office, killed.processes
    processes.start("worker")
    processes.start("relay")
    office.acts.launch(office.circular())
    await killed.until_there_are(3, f.Sent)
    await launch(killed)
    await answer(killed)
    killed.mails_at_half_time = killed.files()
    await conclude(killed)


async def launch(killed: Killed) -> None:
    """The networks release their sendings; the worker is killed, then the relay."""
    office = killed.office
    office.acts.carry_through(office.avenant("net-namur"))
    await killed.until_there_are(3 + 20, f.Sent)
    office.acts.carry_through(office.avenant("net-emergo"))
    killed.kill_and_start_again("worker")
    await killed.until_there_are(3 + 60, f.Sent)
    office.acts.carry_through(office.avenant("net-radar"))
    killed.kill_and_start_again("relay")
    await killed.until_there_are(3 + len(BY_MAIL), f.Sent)
    await killed.until_there_are(3 + MANY, f.SendingStarted)


async def answer(killed: Killed) -> None:
    """Some refuse on the first day, and are told that they were understood."""
    for key in REFUSED_AT_ONCE:
        killed.office.acts.refuse(killed.office.avenant(key))
    await killed.until_there_are(len(REFUSED_AT_ONCE), f.NoticeSent)


async def conclude(killed: Killed) -> None:
    """The post is known to be read, and silence is concluded while worker and relay are killed."""
    office = killed.office
    office.clock.set(datetime(2026, 4, 4, 8, tzinfo=BRUSSELS))
    for network in NETWORKS:
        office.acts.complete_intake(network, LAST_DAY)
    await killed.until_there_are(30, f.SilenceConcluded)
    killed.processes.kill("worker")
    for key in REFUSED_MEANWHILE:
        office.acts.refuse(office.avenant(key), received_on=LAST_DAY)
    killed.kill_and_start_again("relay")
    killed.processes.start("worker")
    await office.until(lambda: all(was_told(office, key) for key in BY_MAIL), IN_TIME)


def was_told(office: SmallOffice, key: str) -> bool:
    """Whether the provider knows how it ended."""
    refused = key in REFUSED_AT_ONCE or key in REFUSED_MEANWHILE
    wanted = f.Notice.REFUSAL_CONFIRMATION if refused else f.Notice.TACIT_ACCEPTANCE
    sent = office.facts(office.avenant(key), f.NoticeSent)
    return any(one.notice is wanted for one in sent)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def killed(temporal: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Killed]:
    """Everything is over, and its processes have ended."""
    folder = tmp_path_factory.mktemp("killed")
    client = await new_namespace(temporal)
    office = SmallOffice(folder, client, NETWORKS)
    office.register(PROVIDERS)
    processes = Processes(folder, temporal, client.namespace)
    killed = Killed(office, processes)
    try:
        await play(killed)
        yield killed
    finally:
        processes.end_all()
        await office.close()


def test_every_avenant_ends_as_if_nobody_had_been_killed(killed: Killed) -> None:
    office = killed.office
    states = {key: office.state(office.avenant(key)) for key in PROVIDERS}
    refused = {*REFUSED_AT_ONCE, *REFUSED_MEANWHILE}
    assert {key for key, state in states.items() if state == "refused"} == refused
    assert {key for key, state in states.items() if state == "sending"} == {
        key for key in PROVIDERS if key not in BY_MAIL
    }
    assert Counter(states.values()).keys() == {"refused", "sending", "accepted_tacitly"}


def test_each_communication_was_sent_once(killed: Killed) -> None:
    office = killed.office
    for key in PROVIDERS:
        avenant = office.avenant(key)
        assert len(office.facts(avenant, f.SendingStarted)) == 1
        assert len(office.facts(avenant, f.Sent)) == (1 if key in BY_MAIL else 0)


def test_there_is_one_mail_for_each_intent_with_the_bytes_that_it_names(killed: Killed) -> None:
    office, files = killed.office, killed.files()
    intents: dict[str, str] = {}
    for avenant in office.every_avenant():
        begun = [*office.facts(avenant, f.SendingStarted), *office.facts(avenant, f.NoticeStarted)]
        # A refusal may overtake the notice of a silence just when its sender is killed.
        given_up = {one.message_id for one in office.facts(avenant, f.NoticeAbandoned)}
        for intent in begun:
            if intent.channel is Channel.EMAIL and intent.message_id not in given_up:
                assert intent.message_id not in intents
                intents[intent.message_id] = intent.content_hash
    assert files == intents


def test_no_mail_that_had_left_ever_changed(killed: Killed) -> None:
    files = killed.files()
    assert len(killed.mails_at_half_time) > len(BY_MAIL)
    assert {name: files.get(name) for name in killed.mails_at_half_time} == (
        killed.mails_at_half_time
    )


def test_refusals_that_came_while_nobody_worked_end_as_refusals_told_to_the_provider(
    killed: Killed,
) -> None:
    office = killed.office
    for key in REFUSED_MEANWHILE:
        sent = office.facts(office.avenant(key), f.NoticeSent)
        assert [one.notice for one in sent].count(f.Notice.REFUSAL_CONFIRMATION) == 1


def test_what_the_processes_wrote_is_json_without_a_traceback(killed: Killed) -> None:
    for role in ("worker", "relay"):
        written = killed.processes.log(role)
        assert '"event": "started"' in written
        assert "Traceback" not in written
