"""A circular: launched, carried to every network, perhaps withdrawn or corrected."""

from temporalio import workflow
from temporalio.exceptions import ActivityError

with workflow.unsafe.imports_passed_through():
    from activities.contracts import (
        CircularProgress,
        CircularRef,
        close_avenants,
        inform_networks,
        look_at_circular,
        prepare_avenants,
        start_networks,
    )
    from workflows.steps import carry_out


@workflow.defn
class CircularWorkflow:
    """Prepares every avenant, starts those of the networks, and closes them if it is withdrawn.

    The avenants run as workflows of their own, so that none waits for thousands. `nudge` says
    that the journal holds something new about the circular; begun again it does what is missing.
    """

    def __init__(self) -> None:
        """Nothing is remembered from an earlier run."""
        self._nudged = False

    @workflow.signal
    def nudge(self) -> None:
        """Something new about this circular is in the journal."""
        self._nudged = True

    @workflow.run
    async def run(self, ref: CircularRef) -> str:
        """Carry the circular out as the journal stands; gives where it then stands.

        What stops it, and only a person can mend, ends it; but not before what is new was seen.
        """
        while True:
            try:
                at = await self.carry(ref)
            except ActivityError:
                if not self._nudged:
                    raise
                continue
            if not self._nudged:
                return at.stands

    async def carry(self, ref: CircularRef) -> CircularProgress:
        """Do what is missing."""
        self._nudged = False
        at = await carry_out(look_at_circular, ref, "see how far it is")
        if at.withdrawn:
            return at if at.closed else await carry_out(close_avenants, ref, "close what is open")
        if at.informs:
            return await carry_out(inform_networks, ref, "inform every network")
        if not at.prepared:
            await carry_out(prepare_avenants, ref, "prepare every avenant")
        return await carry_out(start_networks, ref, "start the avenants of the networks")
