"""Taking one step of the procedure: ask the journal, then show what it answered."""

from collections.abc import Awaitable, Callable

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError
from temporalio.exceptions import TimeoutError as TimedOut

from workflows.attention import Attention
from workflows.timing import BRIEF, ONCE, PAGE, PAGES, PATIENT, STEP

with workflow.unsafe.imports_passed_through():
    from activities.contracts import AvenantRef, CircularProgress, CircularRef, Progress
    from domain.procedure import Step


Activity = Callable[[AvenantRef], Awaitable[Progress]]

NOT_DONE = (ActivityError, ApplicationError, TimedOut)
"""How a local activity ends that did not succeed; a cancellation is none of these."""


async def take(
    attention: Attention, step: Step, activity: Activity, ref: AvenantRef, summary: str
) -> Progress:
    """Take one step of one avenant."""
    return await tried(attention, step, patiently(activity, ref, summary))


async def take_briefly(
    attention: Attention, step: Step, activity: Activity, ref: AvenantRef, summary: str
) -> Progress:
    """Take a step within the worker that has the workflow at hand.

    The server is told of its end only, and so does half the work. What does not succeed at once
    becomes a step like every other, which the server repeats and shows.
    """
    return await tried(attention, step, briefly(activity, ref, summary))


async def briefly(activity: Activity, ref: AvenantRef, summary: str) -> Progress:
    """The step tried once as a local activity, then like every other."""
    try:
        return await workflow.execute_local_activity(
            activity, ref, start_to_close_timeout=BRIEF, retry_policy=ONCE, summary=summary
        )
    except NOT_DONE:
        return await patiently(activity, ref, summary)


async def patiently(activity: Activity, ref: AvenantRef, summary: str) -> Progress:
    """The step as an activity of the server, until it succeeds or only a person can mend it."""
    return await workflow.execute_activity(
        activity, ref, start_to_close_timeout=STEP, retry_policy=PATIENT, summary=summary
    )


async def take_in_pages(
    attention: Attention, step: Step, activity: Activity, ref: AvenantRef, summary: str
) -> Progress:
    """Take a step that goes through many avenants."""
    return await tried(
        attention,
        step,
        workflow.execute_activity(
            activity,
            ref,
            start_to_close_timeout=PAGES,
            heartbeat_timeout=PAGE,
            retry_policy=PATIENT,
            summary=summary,
        ),
    )


async def tried(attention: Attention, step: Step, attempt: Awaitable[Progress]) -> Progress:
    """Await a step and show its answer; a nudge that comes meanwhile is not lost.

    A failure that no repetition mends does not end the avenant: a person is asked for, and the
    step is tried again when there has been time to mend the cause.
    """
    attention.look()
    try:
        at = await attempt
    except ActivityError as error:
        if not isinstance(error.cause, ApplicationError):
            raise
        at = attention.stopped(step, error.cause.type or "an unknown error")
    attention.show(at)
    return at


def start_over_if_long(ref: AvenantRef) -> None:
    """Begin a new run where this one's history has grown long; the journal remembers for it.

    What a nudge announced is seen by the first step of the new run, whatever it is.
    """
    if workflow.info().is_continue_as_new_suggested():
        workflow.continue_as_new(ref)


async def carry_out(
    step: Callable[[CircularRef], Awaitable[CircularProgress]], ref: CircularRef, summary: str
) -> CircularProgress:
    """Take a step of a circular, page by page."""
    at = await workflow.execute_activity(
        step,
        ref,
        start_to_close_timeout=PAGES,
        heartbeat_timeout=PAGE,
        retry_policy=PATIENT,
        summary=summary,
    )
    workflow.set_current_details(f"**{at.stands}**")
    return at
