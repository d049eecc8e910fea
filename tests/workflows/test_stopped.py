"""A step that no repetition mends: seen by a person, and taken again once the cause is mended."""

import asyncio

import pytest

from activities.correspondence import message_id
from tests.workflows.conftest import OpenOffice
from tests.workflows.office import BY_MAIL

pytestmark = pytest.mark.temporal


async def test_what_only_a_person_can_mend_asks_for_one_and_loses_nothing(
    open_office: OpenOffice,
) -> None:
    """Other bytes lie under the avenant's Message-ID: nothing is sent, a person is asked for."""
    office = await open_office({"K00001": BY_MAIL})
    provider, namur = office.avenant("K00001"), office.avenant("net-namur")
    name = message_id(provider, 1, "provider_avenant", office.settings.message_domain)
    office.desk.post.deliver(name, b"something that somebody put there", None)
    await office.start()
    office.acts.launch(office.circular())
    await office.until(lambda: namur in office.every_avenant())
    await office.until_state(namur, "sent")
    office.acts.carry_through(namur)
    asked_for: set[str] = set()
    for _ in range(300):
        asked_for = await office.watching.found("NeedsPerson = true")
        if f"avenant:{provider}" in asked_for:
            break
        await asyncio.sleep(0.2)
    assert f"avenant:{provider}" in asked_for
    assert "DifferentBytes" in await office.watching.current_details(provider)
    assert office.state(provider) == "sending"
    assert await office.watching.runs(provider)
