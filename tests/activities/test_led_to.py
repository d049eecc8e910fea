"""The record names what led to a step of the engine, so that a trail can be followed back."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from activities.led_to import led_to
from activities.notices import tell_what_is_owed
from activities.recording import record
from activities.sending import send
from audit.trail import trail
from bench.month import ShortMonth
from bench.office import Office
from domain import commands as c
from domain import facts as f

pytestmark = pytest.mark.slow


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("office"), 1, ShortMonth())
    yield made
    made.close()


def test_a_trail_leads_back_from_a_notice_over_the_refusal_to_the_intent(office: Office) -> None:
    desk, avenant = office.desk, office.starts[0].avenant
    view = send(desk, avenant)
    refusal = c.RegisterRefusal(
        today=view.today,
        avenant=avenant,
        id=uuid4(),
        received_on=view.today,
        channel=f.AnswerChannel.EMAIL,
        evidence="0" * 64,
    )
    record(desk.store, view.convention.id, refusal, door="cli", correlation=avenant)
    view = tell_what_is_owed(desk, desk.view(avenant))

    lines = trail(desk.store, avenant, names=str)
    types = {line.event_id: line.type for line in lines}
    causes = {line.type: types.get(line.cause) if line.cause else None for line in lines}
    assert causes["avenant.sending-started"] == "avenant.prepared"
    assert causes["avenant.sent"] == "avenant.sending-started"
    assert causes["avenant.refusal-registered"] is None, "it came from outside"
    assert causes["avenant.refused"] == "avenant.refusal-registered"
    assert causes["avenant.notice-started"] == "avenant.refused"
    assert causes["avenant.notice-sent"] == "avenant.notice-started"

    end = c.Terminate(today=view.today, avenant=avenant)
    cause = led_to(view.history, avenant, end)
    assert cause is not None
    assert types[cause] == "avenant.refused", "and not the notice that was told last"
    assert led_to(view.history, "2026-001.K99999", end) is None
    assert isinstance(cause, UUID)
