"""What on an avenant's file led to a step of the engine: the record names it as the cause."""

from collections.abc import Sequence
from uuid import UUID

from domain import commands as c
from domain import facts as f
from journal.envelope import Recorded

NOTICES = (
    f.NoticeStarted,
    f.NoticeSent,
    f.NoticePosted,
    f.NoticeFailed,
    f.NoticeAbandoned,
    f.NoticeSettled,
)
"""What was told about the file; the procedure itself does not go on from these."""


def led_to(history: Sequence[Recorded], avenant: str, command: c.AnyCommand) -> UUID | None:
    """The event from which a step for an avenant follows; None where nothing on the file does.

    That something left follows from its intent, an end from the refusal, and all else from what
    last happened to the avenant.
    """
    for one in reversed(history):
        fact = one.fact
        if isinstance(fact, f.AvenantFact) and fact.avenant == avenant and follows(command, fact):
            return one.event_id
    return None


def follows(command: c.AnyCommand, fact: f.AvenantFact) -> bool:
    """Whether such a step goes on from such a fact."""
    match command:
        case c.RecordNoticeSent() | c.FailNotice():
            return isinstance(fact, f.NoticeStarted)
        case c.RecordSent() | c.AbandonSending() | c.DoubtSending():
            return isinstance(fact, f.SendingStarted)
        case c.Terminate():
            return isinstance(fact, f.AvenantRefused)
        case c.BeginNotice() if isinstance(fact, f.NoticeSettled):
            return fact.again is not None
        case _:
            return not isinstance(fact, NOTICES)
