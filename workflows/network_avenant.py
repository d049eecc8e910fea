"""The avenant to the convention between the Insurance Committee and a network."""

from typing import assert_never

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.contracts import (
        AvenantRef,
        Progress,
        address_providers,
        conclude_avenant,
        remind_network,
        send_avenant,
    )
    from domain.procedure import Step
    from workflows.attention import Attention
    from workflows.steps import start_over_if_long, take, take_in_pages


@workflow.defn
class NetworkAvenantWorkflow:
    """Sent, signed by both directors, countersigned, released: then the providers are addressed.

    Silence is not acceptance here: the network is reminded, then brought to INAMI's attention,
    and nothing is ever assumed. As with providers, the journal decides and `nudge` only says
    that it holds something new.
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
            return await self.look(ref)
        match at.step:
            case Step.SEND:
                return await self.send(ref)
            case Step.REMIND:
                return await self.remind(ref)
            case Step.ADDRESS_PROVIDERS:
                return await self.address(ref)
            case Step.CONCLUDE | Step.TERMINATE | None:
                return await self.look(ref)
            case _:
                assert_never(at.step)

    async def send(self, ref: AvenantRef) -> Progress:
        """INAMI sends the network its personalised avenant."""
        return await take(
            self._attention, Step.SEND, send_avenant, ref, "send the avenant to the network"
        )

    async def look(self, ref: AvenantRef) -> Progress:
        """Signatures, wrong copies, the countersignature, the coordinator's release."""
        return await take(
            self._attention, Step.CONCLUDE, conclude_avenant, ref, "look at what came back"
        )

    async def remind(self, ref: AvenantRef) -> Progress:
        """A network that has not signed is asked again."""
        return await take(
            self._attention, Step.REMIND, remind_network, ref, "remind the network to sign"
        )

    async def address(self, ref: AvenantRef) -> Progress:
        """Concluded and released: each provider gets its own avenant, in a workflow of its own."""
        return await take_in_pages(
            self._attention,
            Step.ADDRESS_PROVIDERS,
            address_providers,
            ref,
            "start the avenants of all its providers",
        )
