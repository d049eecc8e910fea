"""A mail counts from the day on which it really left, also where midnight passes meanwhile."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from activities.avenant_steps import AvenantSteps
from activities.contracts import AvenantRef
from activities.post import Envelope, PostUnavailable
from domain.facts import SendingStarted, Sent
from journal.clock import BRUSSELS
from tests.activities.remembered_post import RememberedPost
from tests.activities.single_steps import MAILED, Steps, an_office
from tests.workflows.office import SmallOffice

pytestmark = pytest.mark.slow

EVE = datetime(2026, 3, 3, 23, 59, 55, tzinfo=BRUSSELS)


class Slow(RememberedPost):
    """A post that takes half a minute, or at first nothing at all."""

    def __init__(self, office: SmallOffice, *, fails_first: bool) -> None:
        super().__init__()
        self._office = office
        self._fails = fails_first

    def deliver(self, message_id: str, content: bytes, envelope: Envelope | None) -> None:
        if self._fails:
            self._fails = False
            raise PostUnavailable("not now")
        self._office.clock.set(datetime(2026, 3, 4, 0, 0, 20, tzinfo=BRUSSELS))
        super().deliver(message_id, content, envelope)


@pytest.mark.parametrize("fails_first", [False, True])
def test_a_mail_that_is_handed_over_after_midnight_left_on_that_day(
    tmp_path: Path, *, fails_first: bool
) -> None:
    office = an_office(tmp_path)
    Steps(office).carry_network_through()
    office.clock.set(EVE)
    avenant = office.avenant(MAILED)
    steps = AvenantSteps(replace(office.desk, post=Slow(office, fails_first=fails_first)))
    ref = AvenantRef(avenant=avenant)
    if fails_first:
        with pytest.raises(PostUnavailable):
            steps.send(ref)
    steps.send(ref)
    (begun,) = office.facts(avenant, SendingStarted)
    (sent,) = office.facts(avenant, Sent)
    assert (begun.on, sent.on) == (date(2026, 3, 3), date(2026, 3, 4))
    office.store.close()
