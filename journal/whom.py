"""Which party a piece of evidence concerns, as the facts that name it say."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.fact import Fact
from domain.mailbox import MessageAssigned, MessageKept
from domain.values import split_avenant_id
from journal.envelope import Recorded
from journal.named_evidence import named_in
from journal.register_rows import party_of
from journal.streams import convention_stream


@dataclass
class Concerned:
    """Whom each address concerns, after the facts that were told, in their order."""

    parties: dict[str, str] = field(default_factory=dict[str, str])
    """The party that an address concerns."""
    open: set[str] = field(default_factory=set[str])
    """Addresses that concern no person: the contents of circulars."""
    _of_stream: dict[str, str] = field(default_factory=dict[str, str])
    _of_message: dict[str, str] = field(default_factory=dict[str, str])

    def told(self, facts: Iterable[Recorded]) -> None:
        """Take these facts into account."""
        for one in facts:
            self._fact(one.stream, one.fact)

    def _fact(self, stream: str, fact: Fact) -> None:
        match fact:
            case MessageKept(evidence=str(address)):
                self._of_message[str(fact.id)] = address
                self._message(address, fact.avenant)
            case MessageAssigned() if str(fact.message) in self._of_message:
                self._message(self._of_message[str(fact.message)], fact.avenant)
            case _:
                self._other(stream, fact)

    def _message(self, address: str, avenant: str | None) -> None:
        if avenant is not None:
            _, convention = split_avenant_id(avenant)
            self.parties[address] = self._party(convention_stream(convention))

    def _other(self, stream: str, fact: Fact) -> None:
        if isinstance(party := getattr(fact, "party", None), str):
            self._of_stream[stream] = party
        content = getattr(fact, "content", None)
        for address in named_in(fact):
            if address == content or not stream.startswith(convention_stream("")):
                self.open.add(address)
            else:
                self.parties[address] = self._party(stream)

    def _party(self, stream: str) -> str:
        known = self._of_stream.get(stream)
        if known is not None:
            return known
        convention = stream.removeprefix(convention_stream(""))
        network = convention.removeprefix("net-")
        return (
            party_of("convention", convention)
            if network == convention
            else party_of("network", network)
        )
