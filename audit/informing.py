"""Networks that a circular was to inform and that may not know: a person sees to them."""

from audit.rows import TaskRow
from audit.settling import command_for
from audit.subjects import circular_streams
from domain.facts import TaskKind
from domain.tasks import Task
from domain.values import Role, avenant_id, network_convention
from journal.opening import Store
from journal.streams import circular_stream, load_circular


def information_tasks(store: Store, network: str | None = None) -> list[TaskRow]:
    """A task of INAMI for each mail of a circular that informs and that failed.

    None for a circular that was taken back: nobody is informed of that any more.
    """
    found: list[TaskRow] = []
    for stream in circular_streams(store):
        life = load_circular(store.journal, stream.removeprefix(circular_stream("")))
        for one in life.uninformed if life is not None and life.withdrawn_on is None else ():
            if network not in {None, one.network}:
                continue
            task = Task(
                kind=TaskKind.INFORM,
                avenant=avenant_id(one.circular, network_convention(one.network)),
                network=one.network,
                role=Role.INAMI,
                since=one.on,
            )
            found.append(TaskRow(**dict(task), command=command_for(task)))
    return found
