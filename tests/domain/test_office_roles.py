"""Who may do what: INAMI's cell, a network's coordinator, an auditor, the engine."""

from typing import get_args

import pytest

from domain import commands as c
from domain.decide import decide
from domain.office import ENGINE_ITSELF, OF_INAMI, OF_THE_NETWORK, Actor
from domain.turned import NotPossible, Why
from domain.values import Role
from tests.domain.builders import (
    AUDITOR,
    COORDINATOR,
    INAMI,
    a_provider_avenant,
    convention,
    given,
    march,
    refuse,
    silence,
    terminate,
)

EVERY_COMMAND: tuple[type[c.Command], ...] = get_args(c.AnyCommand)
OF_THE_ENGINE = {
    c.BeginSending,
    c.DoubtSending,
    c.BeginNotice,
    c.RecordNoticeSent,
    c.AbandonNotice,
    c.FailNotice,
    c.StopSending,
    c.ConcludeSilence,
    c.Terminate,
    c.SupersedeAvenant,
    c.EscalateUnsigned,
    c.RecordProvidersAddressed,
}


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=lambda command: command.__name__)
def test_an_auditor_reads_everything_and_changes_nothing(command: type[c.Command]) -> None:
    answer = decide(a_provider_avenant().convention, command.model_construct(), AUDITOR)  # type: ignore[arg-type]
    assert isinstance(answer, NotPossible)
    assert answer.why is Why.NOT_ALLOWED


def test_every_command_belongs_to_somebody() -> None:
    """To the people of the office or to the procedure itself, and to one of the two only."""
    assert set(OF_INAMI) | OF_THE_ENGINE == set(EVERY_COMMAND)
    assert not set(OF_INAMI) & OF_THE_ENGINE


def test_inami_may_do_all_that_a_coordinator_may() -> None:
    assert set(OF_THE_NETWORK) < set(OF_INAMI)


@pytest.mark.parametrize("actor", [COORDINATOR, INAMI], ids=["coordinator", "inami"])
@pytest.mark.parametrize("command", [silence(), terminate()], ids=["silence", "termination"])
def test_nobody_concludes_silence_or_a_termination_by_hand(
    command: c.AnyCommand, actor: Actor
) -> None:
    """They follow from the days."""
    a_provider_avenant().when(command, actor).then_turned_down(Why.NOT_ALLOWED, role=actor.role)


def test_a_coordinator_acts_for_the_own_network_only() -> None:
    elsewhere = Actor(id="dora.liege", role=Role.COORDINATOR, networks=("liege",))
    case = a_provider_avenant()
    case.when(refuse(march(10)), COORDINATOR).stands("refused")
    case.when(refuse(march(10)), elsewhere).then_turned_down(Why.NOT_YOUR_NETWORK, network="namur")


def test_only_inami_enters_conventions_on_the_register() -> None:
    given().when(convention(), COORDINATOR).then_turned_down(Why.NOT_ALLOWED)
    assert not isinstance(given().when(convention(), INAMI).answer, NotPossible)


def test_the_engine_may_do_whatever_the_procedure_asks() -> None:
    assert not isinstance(a_provider_avenant().when(silence(), ENGINE_ITSELF).answer, NotPossible)
