"""What follows when the post does not take a communication: a bounce, or a question to a person."""

from collections.abc import Generator
from contextlib import contextmanager

from activities.desk import Desk, View
from activities.letters import NEVER_MENDED
from activities.post import PostDoubtful, PostRefused
from activities.recording import step_command
from activities.stepping import record_step
from domain.commands import DoubtSending, RegisterBounce, StopSending


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


@contextmanager
def noting_what_stops_it(desk: Desk, avenant: str) -> Generator[None]:
    """What cannot be made, for want of an address say, becomes a task; the step fails as it did."""
    try:
        yield
    except NEVER_MENDED as error:
        view = desk.view(avenant)
        why = str(error)
        command = StopSending(today=view.today, avenant=avenant, why=why)
        record_step(desk, view, command, "stopped", f"{view.version} {why}")
        raise
