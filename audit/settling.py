"""The command line that settles a task; what a person must fill in stands as `…`."""

from typing import assert_never

from domain.facts import TaskKind
from domain.tasks import Task
from domain.values import split_avenant_id


def command_for(task: Task) -> str:
    """What to type when the task is done, or to do it."""
    circular, _ = split_avenant_id(task.avenant)
    letter = f" --letter {task.letter}" if task.letter else ""
    match task.kind:
        case TaskKind.DECIDE | TaskKind.REFUSED_OF_WITHDRAWN:
            return f"avenants decide {task.avenant} --outcome refusal|acceptance --reason … --by …"
        case TaskKind.CONFIRM:
            return f"avenants confirm-refusal {task.avenant} {task.about} --by … (or dismiss)"
        case TaskKind.ASSIGN:
            return f"avenants assign {task.about} AVENANT|--none --reason … --by …"
        case TaskKind.CLEAR_UP:
            return f"avenants posted {task.avenant}{letter} --on … --by … (or not-sent)"
        case TaskKind.TELL:
            return (
                f"avenants tell-again {task.avenant} --channel letter --reason … --by … (or told)"
            )
        case TaskKind.INFORM:
            return (
                f"avenants inform-again {task.network} --circular {circular} --reason … --by … "
                "(or informed)"
            )
        case TaskKind.MEND:
            return f"avenants retry {task.avenant} --by … (the trail says what to mend before)"
        case TaskKind.EXAMINE:
            return f"avenants sign {task.avenant} --copy {task.about} --by … (or wrong-copy)"
        case TaskKind.SECOND:
            return f"avenants retract {task.about} --reason … --by …"
        case TaskKind.RESEND:
            return f"avenants resend {task.avenant} --channel email|letter --by …"
        case TaskKind.POST:
            return f"avenants posted {task.avenant}{letter} --on … --by …"
        case TaskKind.CHASE:
            return f"avenants sign {task.avenant} --received-on … --evidence … --by …"
        case TaskKind.COUNTERSIGN:
            return f"avenants countersign {task.avenant} --on … --by …"
        case TaskKind.RELEASE:
            return f"avenants release {task.network} --circular {circular} --by …"
        case TaskKind.CONTINUITY | TaskKind.BILLED_SESSIONS:
            return f"avenants settle {task.avenant} --task {task.kind} --note … --by …"
        case _:
            assert_never(task.kind)
