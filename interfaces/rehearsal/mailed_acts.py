"""What people do in a rehearsal with real mail: who can answer by mail does, the rest as ever."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from domain.commands import ConfirmRefusal
from domain.facts import AnswerChannel
from domain.state import Avenant, CopyOnFile, MessageOnFile, NetworkAvenant, ProviderAvenant
from domain.values import Channel, split_avenant_id
from interfaces.rehearsal.acts import Acts
from interfaces.rehearsal.electronic import must_be_found
from interfaces.rehearsal.post_office import PostOffice, wait_for
from journal.streams import load_convention_of

SIGNED = "Bonjour,\n\nVoici l'avenant signé par nos deux directions.\n\n(REHEARSAL)\n"
REFUSAL = "Bonjour,\n\nJe refuse cet avenant.\n\n(REHEARSAL)\n"


@dataclass
class MailedActs(Acts):
    """The same acts, through the post office where there is a way by mail."""

    post_office: PostOffice = field(kw_only=True)
    registers: Path = field(kw_only=True)
    """The folder of the registers, in which addresses are put right."""
    bouncing: frozenset[str] = field(kw_only=True)
    """Conventions whose address does not exist: the server says so by itself."""

    def refuse(
        self,
        avenant: str,
        network: str,
        *,
        dispatched: date | None,
        received: date,
        registered: date,
        channel: AnswerChannel = AnswerChannel.LETTER,
        by_representative: bool = True,
    ) -> None:
        """A refusal by e-mail that comes today is really sent, taken in and confirmed."""
        if channel is not AnswerChannel.EMAIL or received != registered or not self.reads(avenant):
            super().refuse(
                avenant,
                network,
                dispatched=dispatched,
                received=received,
                registered=registered,
                channel=channel,
                by_representative=by_representative,
            )
            return
        _, convention = split_avenant_id(avenant)
        written_on = dispatched or received
        before = {message.id for message in self.held(avenant)}
        author = None if by_representative else "somebody.else@inami.test"
        answer = self.post_office.answer(convention, avenant, written_on, REFUSAL, by=author)
        self.post_office.send(answer)
        message = wait_for(
            lambda: next((m for m in self.held(avenant) if m.id not in before), None),
            f"the refusal of {avenant} was not taken in",
        )
        registration = self._id(avenant, f"refuse {received}", registered)
        actor = self.coordinators[network]
        command = ConfirmRefusal(
            today=registered,
            avenant=avenant,
            id=registration,
            message=message.id,
            by_representative=by_representative,
            reason="read by the coordinator",
            by=actor.id,
        )
        self._do(avenant, command, actor)
        # As the driver wrote and sent it, whatever the engine made of it.
        index = self.notes.note(
            avenant,
            "refused",
            dispatched_on=written_on,
            received_on=received,
            registered_on=registered,
            channel=AnswerChannel.EMAIL.value,
            by_representative=by_representative,
        )
        self.last_refusals[avenant] = (registration, index)

    def return_copy(self, avenant: str, on: date, *, wrong: bool) -> bool:
        """The signed copy is attached to an answer, and the intake examines it."""
        if self.electronic is None or not self.reads(avenant):
            return super().return_copy(avenant, on, wrong=wrong)
        copy = self.electronic.copy_of(avenant, wrong=wrong)
        if copy is None:
            return False
        _, convention = split_avenant_id(avenant)
        before = len(self.copies(avenant))
        answer = self.post_office.answer(convention, avenant, on, SIGNED)
        answer.add_attachment(copy, maintype="application", subtype="pdf", filename="signed.pdf")
        self.post_office.send(answer)
        came = wait_for(
            lambda: next(iter(self.copies(avenant)[before:]), None),
            f"the signed copy of {avenant} was not taken in",
        )
        must_be_found(avenant, came.verdict, wrong=wrong)
        return True

    def copies(self, avenant: str) -> tuple[CopyOnFile, ...]:
        """The copies of a network's avenant that came back."""
        found = self.avenant(avenant)
        return found.copies if isinstance(found, NetworkAvenant) else ()

    def bounce(self, avenant: str, network: str, on: date, of: int) -> None:
        """The server that knows no such mailbox says so itself; a later report is told by hand."""
        _, convention = split_avenant_id(avenant)
        if convention not in self.bouncing or of != 1:
            super().bounce(avenant, network, on, of)
            return
        wait_for(lambda: self.bounced_on(avenant, of), f"{avenant} did not bounce")
        self.notes.note(avenant, "bounced", on=on, of=of)

    def resend(self, avenant: str, network: str, on: date, channel: Channel) -> None:
        """Before it is sent again by e-mail, the address is put right."""
        _, convention = split_avenant_id(avenant)
        if convention in self.bouncing and channel is Channel.EMAIL:
            of_network = convention.removeprefix("net-")
            self.post_office.find_address(self.store, self.registers, of_network)
        super().resend(avenant, network, on, channel)

    # -- what the record says --------------------------------------------------------------------

    def reads(self, avenant: str) -> bool:
        """Whether the avenant came into a mailbox of its party."""
        _, convention = split_avenant_id(avenant)
        found = self.avenant(avenant)
        opening = found.opening
        by_mail = opening is not None and opening.channel is Channel.EMAIL
        return by_mail and convention in self.post_office.boxes and convention not in self.bouncing

    def held(self, avenant: str) -> tuple[MessageOnFile, ...]:
        """The messages about it that nobody has read."""
        found = self.avenant(avenant)
        return found.held if isinstance(found, ProviderAvenant) else ()

    def bounced_on(self, avenant: str, of: int) -> date | None:
        """The day on which that communication came back, None before."""
        communication = self.avenant(avenant).communication(of)
        return communication.bounced_on if communication else None

    def avenant(self, avenant: str) -> Avenant:
        """The avenant as the record has it."""
        convention = load_convention_of(self.store.journal, avenant)
        found = convention.avenant(avenant) if convention else None
        assert found is not None  # noqa: S101 - the play only has prepared ones
        return found
