"""A circular that was taken back or corrected, and a process that was killed or came too late."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from activities import sending
from journal.clock import BRUSSELS
from tests.activities.single_steps import MAILED, POSTED, Steps, an_office
from tests.workflows.office import SmallOffice

pytestmark = pytest.mark.slow

LATE = "K00099"
CORRECTED = "2026-001b"


class Killed(BaseException):
    """The process is no more."""


@pytest.fixture
def steps(tmp_path: Path) -> Iterator[Steps]:
    office = an_office(tmp_path)
    yield Steps(office)
    office.store.close()


def corrected(steps: Steps) -> tuple[SmallOffice, dict[str, tuple[str, str]]]:
    """Both were sent the old text, which was corrected a week later; the old and the new ids."""
    office = steps.office
    steps.carry_network_through()
    found: dict[str, tuple[str, str]] = {}
    for one in (MAILED, POSTED):
        found[one] = office.avenant(one), office.avenant(one, CORRECTED)
        steps.send(found[one][0])
    office.acts.posted(found[POSTED][0])
    office.clock.set(datetime(2026, 3, 10, 8, tzinfo=BRUSSELS))
    office.acts.correct(office.circular(id=CORRECTED, corrects="2026-001"))
    steps.close("2026-001")
    steps.carry_network_through(CORRECTED)
    return office, found


def test_killed_when_the_corrected_text_had_left_the_old_one_is_history_all_the_same(
    steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, ids = corrected(steps)
    old, new = ids[MAILED]

    def dies(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch, suppress(Killed):
        patch.setattr(sending, "supersede", dies)
        steps.send(new)
    assert (office.state(new), office.state(old)) == ("sent", "withdrawn")
    steps.send(new)
    assert (office.state(new), office.state(old)) == ("sent", "superseded")


def test_a_corrected_text_that_a_person_posted_takes_the_place_of_the_old_one(
    steps: Steps,
) -> None:
    office, ids = corrected(steps)
    old, new = ids[POSTED]
    steps.send(new)
    assert (office.state(new), office.state(old)) == ("sending", "withdrawn")
    office.acts.posted(new)
    steps.conclude(new)
    assert (office.state(new), office.state(old)) == ("sent", "superseded")
    head = office.store.journal.head()
    steps.conclude(new)
    assert office.store.journal.head() == head


def test_what_is_prepared_when_all_the_others_are_closed_is_closed_and_never_sent(
    steps: Steps,
) -> None:
    """Whoever added it had looked before the circular was taken back."""
    office, circular = steps.office, steps.office.circular()
    steps.carry_network_through()
    office.acts.withdraw("2026-001")
    steps.close("2026-001")
    row = office.store.registers.convention(MAILED)
    office.acts.register(row.model_copy(update={"id": LATE, "began_on": date(2025, 1, 1)}))
    office.acts.add(LATE, circular)
    mails = len(office.all_mails())
    steps.send(office.avenant(LATE))
    assert office.state(office.avenant(LATE)) == "withdrawn"
    assert len(office.all_mails()) == mails
