"""The bare thing beside an avenant's life: an activity, a timer, an activity, and nothing done."""

from dataclasses import dataclass
from datetime import timedelta

from temporalio import activity, workflow

with workflow.unsafe.imports_passed_through():
    from bench.month import MOMENT
    from workflows.timing import PATIENT, STEP

PLAIN = "plain"
"""Its task queue."""


@dataclass(frozen=True)
class Named:
    """What both activities take."""

    id: str


@activity.defn
async def first(named: Named) -> str:
    """Nothing."""
    return named.id


@activity.defn
async def second(named: Named) -> str:
    """Nothing."""
    return named.id


@workflow.defn
class PlainWorkflow:
    """The shape of a tacit acceptance: the same retries and time-outs, the same moment."""

    def __init__(self) -> None:
        self._nudged = False

    @workflow.run
    async def run(self, named: Named) -> str:
        """First, wait, second."""
        await workflow.execute_activity(
            first, named, start_to_close_timeout=STEP, retry_policy=PATIENT
        )
        await wait(MOMENT)
        return await workflow.execute_activity(
            second, named, start_to_close_timeout=STEP, retry_policy=PATIENT
        )


async def wait(moment: timedelta) -> None:
    """A timer."""
    await workflow.sleep(moment)
