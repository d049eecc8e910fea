"""A step of the engine itself, recorded upon what it has just read: one trip, not three."""

from activities.desk import Desk, View
from activities.led_to import led_to
from activities.recording import Seen, record, step_command
from domain.commands import AnyCommand
from domain.turned import NotPossible


def record_step(
    desk: Desk, view: View, command: AnyCommand, step: str, cause: object, *, anew: bool = True
) -> View:
    """Record a step's command once for each cause; gives the avenant as it then stands.

    Whoever got ahead is seen: the facts are appended right behind what the view has read, or
    decided anew. Where nothing came of the command, the view is read anew too. An intent is not
    decided `anew`: its bytes were made from that view, in its language and for its channel.
    """
    recorded = record(
        desk.store,
        view.convention.id,
        command,
        door="workflow",
        correlation=view.avenant.id,
        command_id=step_command(view.avenant.id, step, cause),
        causation=led_to(view.history, view.avenant.id, command),
        seen=Seen(view.convention, view.version),
        anew=anew,
    )
    return desk.after(view, () if isinstance(recorded, NotPossible) else recorded)
