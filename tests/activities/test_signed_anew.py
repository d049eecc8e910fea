"""A signature is taken back while providers are being written to, and the network signs again."""

from pathlib import Path

import pytest

from activities.avenant_steps import AvenantSteps
from activities.circular_steps import signed_by
from activities.contracts import AvenantRef, Progress
from activities.recording import record, step_command
from domain.circular import Policies
from domain.commands import RecordProvidersAddressed, ReleaseSending
from domain.facts import ProvidersAddressed, SignatureRegistered
from domain.procedure import Step
from tests.activities.single_steps import MAILED, POSTED, Steps, an_office

pytestmark = pytest.mark.slow


def test_whoever_was_not_written_to_by_then_is_addressed_when_it_is_signed_anew(
    tmp_path: Path,
) -> None:
    """Mail leaves at a pace, so thousands wait for hours; and the network has to sign once more."""
    office = an_office(tmp_path, policies=Policies(cascade_on="signed"))
    steps, network = Steps(office), office.avenant("net-namur")
    early, late = office.avenant(MAILED), office.avenant(POSTED)
    steps.prepare("2026-001")
    steps.send(network)
    office.acts.sign(network)
    office.acts.about(ReleaseSending, network, policy="signed")
    assert looked_at(steps, network).step is Step.ADDRESS_PROVIDERS
    addressed(steps, network)
    steps.send(early)
    (mistake,) = office.facts(network, SignatureRegistered)
    office.acts.retract("net-namur", mistake.id)
    steps.send(late)
    assert (office.state(early), office.state(late)) == ("sent", "prepared")
    office.acts.sign(network)
    assert looked_at(steps, network).step is Step.ADDRESS_PROVIDERS
    addressed(steps, network)
    assert looked_at(steps, network).step is None
    assert len(office.facts(network, ProvidersAddressed)) == 2
    steps.send(late)
    assert office.state(late) == "sending"
    office.store.close()


def looked_at(steps: Steps, avenant: str) -> Progress:
    return AvenantSteps(steps.office.desk).conclude(AvenantRef(avenant=avenant))


def addressed(steps: Steps, network: str) -> None:
    """As the step records it, once the workflow of each provider was started."""
    office = steps.office
    record(
        office.store,
        "net-namur",
        RecordProvidersAddressed(today=office.clock.today(), avenant=network, providers=2),
        door="workflow",
        correlation=network,
        command_id=step_command(network, "addressed", signed_by(office.file(network))),
    )
