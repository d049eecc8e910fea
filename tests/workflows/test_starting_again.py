"""Temporal lost everything: begun afresh in any state, every avenant goes on where it stood."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio

from domain import facts as f
from tests.workflows import a_lost_server as a
from tests.workflows.a_lost_server import Lost, play, workflow_of
from tests.workflows.office import SmallOffice
from tests.workflows.server import new_namespace

pytestmark = pytest.mark.temporal

JUNE = date(2026, 6, 2)

BECOMES = {
    "net-namur": ("concluded", "concluded", False),
    "net-emergo": ("prepared", "sent", True),
    "net-pakt": ("declined", "declined", False),
    "net-radar": ("sent", "sent", True),
    "net-kempen": ("signed", "signed", True),
    a.PREPARED: ("prepared", "sent", True),
    a.JUST_BEGUN: ("sending", "sent", True),
    a.BEGUN_IN_MARCH: ("sending", "sent", True),
    a.LEFT: ("sending", "accepted_tacitly", False),
    a.SENT: ("sent", "accepted_tacitly", False),
    a.REFUSED: ("refused", "terminated", False),
    a.CONTESTED: ("contested", "contested", True),
    a.UNDELIVERABLE: ("undeliverable", "undeliverable", True),
    a.RESENT: ("undeliverable", "sending", True),
    a.ON_PAPER: ("sending", "sending", True),
    a.ACCEPTED: ("accepted", "accepted", False),
    a.LAPSED: ("lapsed", "lapsed", False),
    a.WITHDRAWN: ("withdrawn", "withdrawn", False),
    a.TERMINATED: ("terminated", "terminated", False),
}
"""What stood in the journal, what it becomes, and whether its workflow then waits."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lost(temporal: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Lost]:
    """The office after all that."""
    folder = tmp_path_factory.mktemp("lost")
    office = SmallOffice(folder, await new_namespace(temporal), a.NETWORKS)
    office.register(a.PROVIDERS)
    try:
        yield await play(office)
    finally:
        await office.close()


@pytest.mark.parametrize("key", BECOMES)
def test_an_avenant_goes_on_from_where_the_journal_stands(lost: Lost, key: str) -> None:
    stood, becomes, waits = BECOMES[key]
    assert lost.before[lost.id(key)] == stood
    after = lost.seen["begun again"]
    assert after.states[lost.id(key)] == becomes
    assert (workflow_of(lost, key) in after.running) is waits


def test_no_state_was_forgotten_here(lost: Lost) -> None:
    assert {lost.id(key) for key in BECOMES} == set(lost.before)


def test_a_mail_that_had_left_is_recorded_on_its_own_day_and_does_not_leave_again(
    lost: Lost,
) -> None:
    avenant = lost.id(a.LEFT)
    (sent,) = lost.office.facts(avenant, f.Sent)
    assert sent.on == date(2026, 3, 3)
    about_it = [mail["Message-ID"] for mail in lost.office.mails(avenant)]
    (started,) = lost.office.facts(avenant, f.SendingStarted)
    assert about_it.count(started.message_id) == 1
    assert len(about_it) == 2, "the avenant, and the notice of the silence"


def test_a_mail_that_was_begun_today_leaves_under_the_same_name(lost: Lost) -> None:
    avenant = lost.id(a.JUST_BEGUN)
    (started,) = lost.office.facts(avenant, f.SendingStarted)
    assert [mail["Message-ID"] for mail in lost.office.mails(avenant)] == [started.message_id]


def test_a_document_of_a_day_that_is_past_is_made_anew_under_a_new_intent(lost: Lost) -> None:
    avenant = lost.id(a.BEGUN_IN_MARCH)
    (abandoned,) = lost.office.facts(avenant, f.SendingAbandoned)
    (sent,) = lost.office.facts(avenant, f.Sent)
    assert (abandoned.ordinal, sent.ordinal, sent.on) == (1, 2, JUNE)


def test_silence_is_dated_the_day_on_which_it_was_complete_however_late_it_is_seen(
    lost: Lost,
) -> None:
    (concluded,) = lost.office.facts(lost.id(a.SENT), f.SilenceConcluded)
    assert concluded.on == date(2026, 6, 1)


def test_a_termination_that_was_missed_is_dated_its_legal_day(lost: Lost) -> None:
    (terminated,) = lost.office.facts(lost.id(a.REFUSED), f.AvenantTerminated)
    assert terminated.on == date(2026, 6, 1)


def test_a_network_that_was_released_addresses_all_its_providers(lost: Lost) -> None:
    (addressed,) = lost.office.facts(lost.id("net-namur"), f.ProvidersAddressed)
    assert addressed.providers == len(a.PROVIDERS)


@pytest.mark.parametrize("later", ["twice", "storm", "nudged"])
def test_begun_again_or_nudged_without_cause_nothing_is_recorded_and_nothing_leaves(
    lost: Lost, later: str
) -> None:
    assert lost.facts[later] == lost.facts["begun again"]
    assert lost.mails[later] == lost.mails["begun again"]
    assert lost.seen[later].states == lost.seen["begun again"].states
    assert lost.seen[later].running == lost.seen["begun again"].running


def test_a_person_finds_what_waits_after_the_loss_as_before(lost: Lost) -> None:
    waits = ("net-kempen", "net-radar", a.CONTESTED, a.UNDELIVERABLE, a.RESENT, a.ON_PAPER)
    after = lost.seen["begun again"]
    found = after.needs_person & after.running
    assert found == {workflow_of(lost, key) for key in waits}
