"""Whatever comes at whatever moment, the journal decides and nothing is lost."""

import asyncio
import random
from datetime import date, datetime

import pytest

from domain import facts as f
from journal.clock import BRUSSELS
from tests.workflows.conftest import OpenOffice
from tests.workflows.office import BY_MAIL, SmallOffice

pytestmark = pytest.mark.temporal

MANY = 100
LAST_DAY = date(2026, 4, 3)
TERMINATION = date(2026, 6, 1)


async def sent_to(office: SmallOffice, providers: list[str]) -> None:
    """Launch, and carry Namur through: all its providers are addressed on 3 March."""
    office.acts.launch(office.circular())
    namur = office.avenant("net-namur")
    await office.until(lambda: namur in office.every_avenant())
    await office.until_state(namur, "sent")
    office.acts.carry_through(namur)
    last = [office.avenant(provider) for provider in providers]
    await office.until(lambda: all(office.state(one) == "sent" for one in last))


@pytest.mark.slow
async def test_a_refusal_registered_in_the_instant_of_the_conclusion_counts_a_hundred_times(
    open_office: OpenOffice,
) -> None:
    """The conclusions run at their own pace while the refusals come in from another thread."""
    providers = [f"K{number:05d}" for number in range(1, MANY + 1)]
    office = await open_office(dict.fromkeys(providers, BY_MAIL))
    await office.start()
    await sent_to(office, providers)
    avenants = [office.avenant(provider) for provider in providers]
    office.clock.set(datetime(2026, 4, 4, 8, tzinfo=BRUSSELS))
    await asyncio.to_thread(refuse_while_they_conclude, office, avenants)
    await office.settled()

    assert {office.state(avenant) for avenant in avenants} == {"refused"}
    rescinded = [len(office.facts(avenant, f.TacitAcceptanceRescinded)) for avenant in avenants]
    assert set(rescinded) == {0, 1}, "some came before the conclusion, and some after"
    waiting = await office.watching.running()
    assert waiting == {f"avenant:{avenant}" for avenant in avenants}

    await office.go_to(TERMINATION)
    assert {office.state(avenant) for avenant in avenants} == {"terminated"}
    assert await office.watching.running() == set()


def refuse_while_they_conclude(office: SmallOffice, avenants: list[str]) -> None:
    """Refuse each avenant, in the order in which they conclude and about as fast.

    The first is refused before anything is concluded, the second once it has been.
    """
    import time

    before, after, *others = avenants
    office.acts.refuse(before, received_on=LAST_DAY)
    office.acts.complete_intake("namur", LAST_DAY)
    while office.state(after) != "accepted_tacitly":
        time.sleep(0.005)
    office.acts.refuse(after, received_on=LAST_DAY)
    rush = random.Random(20260303)
    for avenant in others:
        time.sleep(rush.random() * 0.05)
        office.acts.refuse(avenant, received_on=LAST_DAY)


async def test_a_refusal_and_the_deadline_that_meet_a_stopped_worker_end_as_a_refusal(
    open_office: OpenOffice,
) -> None:
    office = await open_office({"K00001": BY_MAIL, "K00002": BY_MAIL})
    await office.start()
    await sent_to(office, ["K00001", "K00002"])
    refused, silent = office.avenant("K00001"), office.avenant("K00002")
    await office.go_to(LAST_DAY, hour=23)
    await office.stop_worker()
    deadline = asyncio.create_task(office.jump(date(2026, 4, 4)))
    await asyncio.sleep(1)
    office.acts.refuse(refused, received_on=LAST_DAY)
    office.acts.complete_intake("namur", LAST_DAY)
    await office.until(lambda: not office.behind())
    assert office.state(silent) == "sent"
    await office.start_worker()
    await deadline
    await office.settled()
    assert office.state(refused) == "refused"
    assert office.facts(refused, f.SilenceConcluded) == []
    assert office.state(silent) == "accepted_tacitly"


async def test_what_is_registered_while_nothing_runs_is_acted_upon_when_it_runs_again(
    open_office: OpenOffice,
) -> None:
    office = await open_office({"K00001": BY_MAIL})
    await office.start()
    await sent_to(office, ["K00001"])
    avenant = office.avenant("K00001")
    await office.settled()
    await office.stop_relay()
    await office.stop_worker()
    office.acts.refuse(avenant)
    assert office.state(avenant) == "refused"
    assert office.facts(avenant, f.NoticeSent) == []
    await office.start()
    await office.until(lambda: office.facts(avenant, f.NoticeSent) != [])
    assert await office.watching.runs(avenant)


async def test_a_workflow_that_a_person_resets_does_nothing_twice(
    open_office: OpenOffice,
) -> None:
    office = await open_office({"K00001": BY_MAIL})
    await office.start()
    await sent_to(office, ["K00001"])
    avenant = office.avenant("K00001")
    office.acts.refuse(avenant)
    await office.until(lambda: office.facts(avenant, f.NoticeSent) != [])
    await office.settled()
    facts, mails = office.store.journal.head(), len(office.all_mails())
    await office.watching.reset(avenant)
    await office.settled()
    assert (office.store.journal.head(), len(office.all_mails())) == (facts, mails)
    assert await office.watching.runs(avenant)
    await office.go_to(TERMINATION)
    assert office.state(avenant) == "terminated"
