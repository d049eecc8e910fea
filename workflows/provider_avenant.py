"""The avenant to a provider's convention (model convention, art. 24 §2)."""

from typing import assert_never

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.contracts import (
        AvenantRef,
        Progress,
        conclude_avenant,
        send_avenant,
        terminate_convention,
    )
    from domain.procedure import Step
    from workflows.attention import Attention
    from workflows.steps import start_over_if_long, take, take_briefly


@workflow.defn
class ProviderAvenantWorkflow:
    """Sent, a month to refuse, silence or an answer, and what follows.

    The journal decides, this workflow only knows when to ask it. It takes an avenant's id and
    nothing else: begun afresh at any moment it goes on from where the journal stands. `nudge`
    says that the journal holds something new from outside, no more.
    """

    def __init__(self) -> None:
        """Nothing is remembered from an earlier run."""
        self._attention = Attention()

    @workflow.signal
    def nudge(self) -> None:
        """Something new about this avenant is in the journal."""
        self._attention.nudge()

    @workflow.run
    async def run(self, ref: AvenantRef) -> str:
        """Carry the avenant to its end; gives the state in which it then stands."""
        at = await self.send(ref)
        while not at.done or self._attention.nudged:
            await self._attention.wait(at)
            start_over_if_long(ref)
            at = await self.next_step(ref, at)
        return at.status

    async def next_step(self, ref: AvenantRef, at: Progress) -> Progress:
        """What the journal said would come next; after a nudge, first look what is new."""
        if self._attention.nudged:
            return await self.conclude(ref)
        match at.step:
            case Step.SEND:
                return await self.send(ref)
            case Step.TERMINATE:
                return await self.terminate(ref)
            case Step.CONCLUDE | Step.REMIND | Step.ADDRESS_PROVIDERS | None:
                return await self.conclude(ref, brief=at.brief)
            case _:
                assert_never(at.step)

    async def send(self, ref: AvenantRef) -> Progress:
        """The network communicates the avenant in writing, by e-mail or letter."""
        return await take(
            self._attention, Step.SEND, send_avenant, ref, "send the avenant to the provider"
        )

    async def conclude(self, ref: AvenantRef, *, brief: bool = False) -> Progress:
        """Silence accepts once the month is over and nothing can still come; answers count."""
        step = take_briefly if brief else take
        return await step(
            self._attention, Step.CONCLUDE, conclude_avenant, ref, "look at answers or at silence"
        )

    async def terminate(self, ref: AvenantRef) -> Progress:
        """Refused: the convention ends on the first day of the third month after the sending."""
        return await take(
            self._attention, Step.TERMINATE, terminate_convention, ref, "end the refused convention"
        )
