"""One network avenant: sent, signed for the network, countersigned for the Committee."""

from dataclasses import dataclass, field
from datetime import date

from .acts import Act

ANSWERED = frozenset({"signed", "declined", "concluded", "withdrawn"})


@dataclass
class NetworkLife:
    """The acts of one network avenant, folded in the order in which they were done.

    There is no window: silence is no acceptance, and no day is announced.
    """

    communications: list[tuple[date, str]] = field(default_factory=list[tuple[date, str]])
    void: set[int] = field(default_factory=set[int])
    answer: str | None = None
    concluded_on: date | None = None
    withdrawn_on: date | None = None
    released_on: date | None = None

    def see(self, act: Act) -> None:
        """Take in one act."""
        match act.name:
            case "sent" | "sent_again":
                self.communications.append((act.day("on"), act.text("channel")))
            case "bounced" if self.answer is None:
                self.void.add(act.number("of"))
            case "signed" | "declined" if self._is_open():
                self.answer = act.name
            case "wrong_copy" if self._is_open():
                self.answer = None  # the network is asked again
            case "countersigned" if self.answer == "signed":
                self.answer, self.concluded_on = "concluded", act.day("on")
            case "withdrawn" if self._is_open():
                self.answer, self.withdrawn_on = "withdrawn", act.day("on")
            case "released":
                self.released_on = self.released_on or act.day("on")
            case _:
                pass

    def _is_open(self) -> bool:
        return self.answer in (None, "signed")

    def communication(self) -> tuple[date, str] | None:
        """Day and channel of the first communication that did not bounce."""
        good = (sent for n, sent in enumerate(self.communications, 1) if n not in self.void)
        return next(good, None)

    def state(self) -> str:
        """The state of a network avenant, its convention going on."""
        if self.answer is not None:
            return self.answer
        if not self.communications:
            return "prepared"
        return "sent" if self.communication() else "undeliverable"

    def closed_on(self) -> date | None:
        """The day after which the end of the convention changes nothing more."""
        return self.concluded_on or self.withdrawn_on
