"""The relay may be killed anywhere: what came from outside reaches its workflow all the same."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError

import worker
from activities.relaying import Relay
from domain import facts as f
from tests.workflows.conftest import OpenOffice
from tests.workflows.office import BY_MAIL, SmallOffice

pytestmark = pytest.mark.temporal

NOBODY_LISTENS = "127.0.0.1:9"


class Killed(BaseException):
    """The process is gone."""


@dataclass
class JournalOfAKilledRelay:
    """The journal, for a relay that dies when it has nudged and before it remembers that."""

    journal: Any

    def __getattr__(self, name: str) -> Any:
        return getattr(self.journal, name)

    def follow(self, follower: str, position: int) -> None:
        raise Killed(f"{follower} at {position}")


async def office_that_is_sent(open_office: OpenOffice) -> tuple[SmallOffice, Relay, str]:
    """A provider's window runs, the worker is there, and the relay is in the test's hands."""
    office = await open_office({"K00001": BY_MAIL})
    await office.start()
    office.acts.launch(office.circular())
    namur, avenant = office.avenant("net-namur"), office.avenant("K00001")
    await office.until(lambda: namur in office.every_avenant())
    await office.until_state(namur, "sent")
    office.acts.carry_through(namur)
    await office.until_state(avenant, "sent")
    await office.settled()
    await office.stop_relay()
    relay = worker.make_relay(office.client, office.store)
    while await relay.relay_batch():
        pass
    return office, relay, avenant


async def test_killed_between_the_nudge_and_its_position_it_nudges_again_and_nothing_doubles(
    open_office: OpenOffice,
) -> None:
    office, relay, avenant = await office_that_is_sent(open_office)
    position = office.store.journal.position("relay")
    office.acts.refuse(avenant)
    dying = replace(relay, journal=JournalOfAKilledRelay(office.store.journal))
    for _ in range(3):
        with pytest.raises(Killed):
            await dying.relay_batch()
        await office.settled()
    assert office.store.journal.position("relay") == position
    assert await relay.relay_batch() > 0
    await office.settled()
    assert office.store.journal.position("relay") > position
    signals = (await office.watching.history(avenant)).count("WORKFLOW_EXECUTION_SIGNALED")
    assert signals == 4
    assert len(office.facts(avenant, f.NoticeSent)) == 1
    assert len(office.mails(avenant)) == 2


async def test_while_temporal_cannot_be_reached_it_forgets_nothing(
    open_office: OpenOffice,
) -> None:
    office, relay, avenant = await office_that_is_sent(open_office)
    position = office.store.journal.position("relay")
    nobody = await Client.connect(NOBODY_LISTENS, data_converter=pydantic_data_converter, lazy=True)
    office.acts.refuse(avenant)
    with pytest.raises((RPCError, RuntimeError)):
        await replace(relay, client=nobody).relay_batch()
    assert office.store.journal.position("relay") == position
    assert office.facts(avenant, f.NoticeSent) == []
    await relay.relay_batch()
    await office.settled()
    assert len(office.facts(avenant, f.NoticeSent)) == 1


async def test_what_a_workflow_did_itself_does_not_wake_it(open_office: OpenOffice) -> None:
    office, relay, avenant = await office_that_is_sent(open_office)
    everything = office.store.journal.feed(0, 1000)
    own = [one for one in everything if one.actor == "engine" and one.correlation == avenant]
    assert len(own) >= 2
    assert relay.whom(own).avenants == frozenset()
    assert (await office.watching.history(avenant)).count("WORKFLOW_EXECUTION_SIGNALED") == 0


async def test_the_reading_of_the_post_wakes_those_who_wait_for_it_and_nobody_else(
    open_office: OpenOffice,
) -> None:
    office, relay, avenant = await office_that_is_sent(open_office)
    opening = office.file(avenant).opening
    assert opening is not None
    assert opening.last_days is not None
    last_day = opening.last_days[1]
    office.acts.read_mailbox("namur", last_day.replace(day=last_day.day - 1))
    office.acts.read_mailbox("emergo", last_day)
    too_early = office.store.journal.feed(office.store.journal.position("relay"), 10)
    assert relay.whom(too_early).avenants == frozenset()
    office.acts.read_mailbox("namur", last_day)
    (in_time,) = office.store.journal.feed(too_early[-1].position, 10)
    assert relay.whom([in_time]).avenants == frozenset({avenant})
