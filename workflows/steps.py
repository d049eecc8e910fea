"""Taking one step of the procedure: ask the journal, then show what it answered."""

from collections.abc import Awaitable, Callable

from temporalio import workflow

from workflows.attention import Attention
from workflows.timing import PAGE, PAGES, PATIENT, STEP

with workflow.unsafe.imports_passed_through():
    from activities.contracts import AvenantRef, CircularProgress, CircularRef, Progress


async def take(
    attention: Attention,
    step: Callable[[AvenantRef], Awaitable[Progress]],
    ref: AvenantRef,
    summary: str,
) -> Progress:
    """Take one step of one avenant; a nudge that comes while it is taken is not lost."""
    attention.look()
    at = await workflow.execute_activity(
        step, ref, start_to_close_timeout=STEP, retry_policy=PATIENT, summary=summary
    )
    attention.show(at)
    return at


async def take_in_pages(
    attention: Attention,
    step: Callable[[AvenantRef], Awaitable[Progress]],
    ref: AvenantRef,
    summary: str,
) -> Progress:
    """Take a step that goes through many avenants."""
    attention.look()
    at = await workflow.execute_activity(
        step,
        ref,
        start_to_close_timeout=PAGES,
        heartbeat_timeout=PAGE,
        retry_policy=PATIENT,
        summary=summary,
    )
    attention.show(at)
    return at


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
