"""A circular: launched, added to, withdrawn, corrected; or only telling something."""

from datetime import date

import pytest
from temporalio.client import WorkflowExecutionStatus

from activities.contracts import circular_workflow
from activities.starting import start_circular
from domain import facts as f
from domain.circular_facts import InformationSent
from journal.streams import circular_stream, load_circular
from tests.workflows.conftest import OpenOffice
from tests.workflows.office import BY_MAIL, SmallOffice, the_circular

pytestmark = pytest.mark.temporal

SILENT, REFUSES, ACCEPTS, FORGOTTEN = "K00001", "K00002", "K00003", "K00004"
ALL = dict.fromkeys((SILENT, REFUSES, ACCEPTS), BY_MAIL)


async def send_to_all(office: SmallOffice, circular: str = "2026-001") -> None:
    """Carry the network avenant of Namur through, so that its providers are addressed."""
    namur = office.avenant("net-namur", circular)
    await office.until(lambda: namur in office.every_avenant())
    await office.until_state(namur, "sent")
    office.acts.carry_through(namur)
    for provider in ALL:
        await office.until_state(office.avenant(provider, circular), "sent")


async def test_withdrawn_it_closes_what_is_open_and_says_so_and_leaves_answers_alone(
    open_office: OpenOffice,
) -> None:
    office = await open_office(ALL, networks=("namur", "emergo"))
    await office.start()
    office.acts.launch(office.circular())
    await send_to_all(office)
    await office.go_to(date(2026, 3, 10))
    refused, accepted = office.avenant(REFUSES), office.avenant(ACCEPTS)
    office.acts.refuse(refused)
    office.acts.accept(accepted)
    office.acts.withdraw("2026-001")
    for open_one in (office.avenant(SILENT), office.avenant("net-emergo")):
        await office.until_state(open_one, "withdrawn")
        await office.settled()
        (told,) = office.facts(open_one, f.NoticeSent)
        assert told.notice is f.Notice.WITHDRAWN
        assert len(office.mails(open_one)) == 2
    assert office.state(refused) == "refused"
    assert office.state(accepted) == "accepted"
    for answered in (refused, accepted):
        kinds = [told.notice for told in office.facts(answered, f.NoticeSent)]
        assert f.Notice.WITHDRAWN in kinds, "everyone addressed is told"
    assert await office.watching.running() == {f"avenant:{refused}"}
    life = load_circular(office.store.journal, "2026-001")
    assert life is not None
    assert life.closed


async def test_corrected_it_is_sent_anew_with_its_own_window_and_the_old_text_is_superseded(
    open_office: OpenOffice,
) -> None:
    office = await open_office(ALL)
    await office.start()
    office.acts.launch(office.circular())
    await send_to_all(office)
    await office.go_to(date(2026, 3, 10))
    office.acts.refuse(office.avenant(REFUSES))
    office.acts.correct(office.circular(id="2026-001b", corrects="2026-001"))
    await send_to_all(office, "2026-001b")
    await office.settled()
    old, new = office.avenant(SILENT), office.avenant(SILENT, "2026-001b")
    assert office.state(old) == "superseded"
    opening = office.file(new).opening
    assert opening is not None
    assert opening.sent_on == date(2026, 3, 10)
    assert not await office.watching.runs(old)
    assert await office.watching.runs(new)
    asked = office.avenant(REFUSES)
    assert office.state(asked) == "contested", "a person asks whether that refusal stands"
    assert f"avenant:{asked}" in await office.watching.found("NeedsPerson = true")


async def test_a_convention_that_was_forgotten_is_sent_its_avenant_on_the_day_it_is_added(
    open_office: OpenOffice,
) -> None:
    office = await open_office({**ALL, FORGOTTEN: BY_MAIL})
    circular = office.circular()
    row = office.store.registers.convention(FORGOTTEN)
    await office.start()
    office.acts.launch(circular)
    await office.until(lambda: office.avenant(FORGOTTEN) in office.every_avenant())
    late = row.model_copy(update={"id": "K00099"})
    await send_to_all(office)
    await office.go_to(date(2026, 3, 20))
    office.acts.register(late)
    office.acts.add(late.id, circular)
    added = office.avenant(late.id)
    await office.until_state(added, "sent")
    opening = office.file(added).opening
    assert opening is not None
    assert opening.window is not None
    assert (opening.sent_on, opening.window.announced_last_day) == (
        date(2026, 3, 20),
        date(2026, 4, 20),
    )
    assert await office.watching.runs(added)


async def test_one_that_only_informs_reaches_each_network_once_however_often_it_is_begun(
    open_office: OpenOffice,
) -> None:
    office = await open_office(ALL, networks=("namur", "emergo", "radar"))
    await office.start()
    office.acts.launch(the_circular("2023-running-costs"))
    stream = circular_stream("2023-running-costs")
    handle = office.client.get_workflow_handle(circular_workflow("2023-running-costs"))

    def informed() -> list[str]:
        facts = (one.fact for one in office.store.journal.read(stream))
        return [fact.network for fact in facts if isinstance(fact, InformationSent)]

    await office.until(lambda: len(informed()) == 3)
    await office.settled()
    first = [mail.as_bytes() for mail in office.all_mails()]
    for _ in range(3):
        await handle.result()
        await start_circular(office.client, "2023-running-costs", rehearsal=True)
    await office.settled()
    assert sorted(informed()) == ["emergo", "namur", "radar"]
    assert [mail.as_bytes() for mail in office.all_mails()] == first
    assert len(first) == 3
    await handle.result()
    # Asked of the workflow itself: what is listed lags behind.
    assert (await handle.describe()).status is WorkflowExecutionStatus.COMPLETED


async def test_launched_and_nudged_again_it_prepares_and_starts_nothing_twice(
    open_office: OpenOffice,
) -> None:
    office = await open_office(ALL)
    await office.start()
    office.acts.launch(office.circular())
    await office.until(lambda: bool(office.every_avenant()))
    await office.until_state(office.avenant("net-namur"), "sent")
    await office.settled()
    facts = office.store.journal.head()
    for _ in range(5):
        await start_circular(office.client, "2026-001", rehearsal=True)
    await office.settled()
    assert office.store.journal.head() == facts
