"""How pressing something is that waits for a person: the office's policy on reminders."""

from datetime import date
from enum import StrEnum

from domain.tasks import Task
from domain.values import Role, Value


class Urgency(StrEnum):
    """What the office does about it."""

    WAITS = "waits"
    REMINDED = "reminded"
    """Whoever is to do it is written to once a day."""
    ESCALATED = "escalated"
    """INAMI is written to as well."""


class TaskPolicy(Value):
    """After how many days of waiting somebody is reminded, and INAMI told; a policy of the office.

    A deadline that has passed escalates at once.
    """

    remind_after_days: int
    escalate_after_days: int

    def urgency(self, since: date, deadline: date | None, today: date) -> Urgency:
        """How pressing something is that waits since that day."""
        waited = (today - since).days
        overdue = deadline is not None and deadline < today
        if overdue or waited >= self.escalate_after_days:
            return Urgency.ESCALATED
        return Urgency.REMINDED if waited >= self.remind_after_days else Urgency.WAITS


def is_told(task: Task, role: Role, networks: tuple[str, ...], urgency: Urgency) -> bool:
    """Whether somebody of that role and those networks is written to about a task."""
    if urgency is Urgency.WAITS:
        return False
    match role:
        case Role.COORDINATOR:
            return task.role is Role.COORDINATOR and task.network in networks
        case Role.INAMI:
            return task.role is Role.INAMI or urgency is Urgency.ESCALATED
        case Role.AUDITOR | Role.ENGINE:
            return False
