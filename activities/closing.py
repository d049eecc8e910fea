"""A circular that was taken back, or corrected, closes its avenants, each in its own stream."""

from activities.desk import Desk
from activities.recording import record, step_command
from domain.circular_facts import CircularLife
from domain.commands import WithdrawAvenant
from domain.values import split_avenant_id
from journal.streams import load_circular


def close_with_its_circular(desk: Desk, avenant: str) -> None:
    """Close an avenant whose circular does not stand any more, before anything of it leaves.

    One that was prepared when all the others had been closed would else be sent.
    """
    circular, _ = split_avenant_id(avenant)
    life = load_circular(desk.store.journal, circular)
    if life is not None:
        close_avenant(desk, life, avenant)


def close_avenant(desk: Desk, life: CircularLife, avenant: str) -> None:
    """Close an avenant of a circular that does not stand any more, once, if it is there."""
    if life.withdrawn_on is None:
        return
    policies = desk.circular(life.content).policies
    record(
        desk.store,
        split_avenant_id(avenant)[1],
        WithdrawAvenant(
            today=desk.today(),
            avenant=avenant,
            on=life.withdrawn_on,
            corrected=life.corrected_by is not None,
            ask_refused=policies.refused_when_withdrawn == "person",
        ),
        door="workflow",
        correlation=life.id,
        command_id=step_command(avenant, "close", life.withdrawn_on),
    )
