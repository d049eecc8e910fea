"""A person is erased while something about them still waits: it stops nobody else's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from activities.documents.posting import letters_of
from activities.erasing import Authority, erase
from tests.activities.single_steps import MAILED, POSTED, Steps, an_office
from tests.workflows.acts import CELL, SECOND

pytestmark = pytest.mark.slow


@pytest.fixture
def steps(tmp_path: Path) -> Iterator[Steps]:
    office = an_office(tmp_path)
    yield Steps(office)
    office.store.close()


def test_the_letters_of_the_others_are_printed(steps: Steps) -> None:
    office = steps.office
    steps.carry_network_through()
    for one in (MAILED, POSTED):
        steps.send(office.avenant(one))
    office.acts.bounce(office.avenant(MAILED))
    office.acts.resend(office.avenant(MAILED))
    steps.send(office.avenant(MAILED))
    assert len(letters_of(office.store, "namur")) == 2
    party = office.store.registers.convention(POSTED).party
    erase(office.store, [party], Authority(CELL, SECOND, "art. 17 GDPR"))
    (letter,) = letters_of(office.store, "namur")
    assert letter.avenant == office.avenant(MAILED)
