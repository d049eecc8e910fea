"""What follows when the post does not take a communication: a bounce, or a question to a person."""

from activities.desk import Desk, View
from activities.post import PostDoubtful, PostRefused
from activities.recording import step_command
from activities.stepping import record_step
from domain.commands import DoubtSending, RegisterBounce


def refused(desk: Desk, avenant: str, error: PostRefused) -> View:
    """Refused for good is a bounce of the communication that was begun (5xx)."""
    view = desk.view(avenant)
    begun = view.avenant.in_flight
    if begun is None:
        return view
    command = RegisterBounce(
        today=view.today,
        avenant=avenant,
        id=step_command(avenant, "refused", begun.ordinal),
        on=view.today,
        reason=error.reason,
        of=begun.ordinal,
    )
    return record_step(desk, view, command, "refused", begun.ordinal)


def doubtful(desk: Desk, avenant: str, error: PostDoubtful) -> View:
    """Nobody knows whether it left: a person is asked, and nothing is sent meanwhile."""
    view = desk.view(avenant)
    begun = view.avenant.in_flight
    if begun is None:
        return view
    command = DoubtSending(today=view.today, avenant=avenant, ordinal=begun.ordinal, why=error.why)
    return record_step(desk, view, command, "doubt", begun.ordinal)
