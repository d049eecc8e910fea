"""One provider avenant: its communications, the answers to it, and what they come to."""

from dataclasses import dataclass, field
from datetime import date

from .acts import Act
from .answers import Acceptance, Refusal, Standing
from .dates import ONE_DAY, Window, nth_working_day_after, termination, window

GRACE_WORKING_DAYS = 5


@dataclass
class ProviderLife:
    """The acts of one provider avenant, folded in the order in which they were done.

    The mailbox is taken as read; `intake_through` is the day up to which the network has
    confirmed its post, None when it has not.
    """

    intake_through: date | None = None
    communications: list[tuple[date, str]] = field(default_factory=list[tuple[date, str]])
    void: set[int] = field(default_factory=set[int])
    extensions: dict[int, date] = field(default_factory=dict[int, date])
    refusals: list[Refusal] = field(default_factory=list[Refusal])
    acceptances: list[Acceptance] = field(default_factory=list[Acceptance])
    withdrawals: list[date] = field(default_factory=list[date])
    settled_on: date | None = None
    circular_withdrawn_on: date | None = None

    def see(self, act: Act, convention_end: date | None) -> None:
        """Take in one act; the end of the convention is the one known before it."""
        match act.name:
            case "sent" | "sent_again":
                self.communications.append((act.day("on"), act.text("channel")))
            case "bounced" if act.number("of") <= len(self.communications):
                self._bounce(act.number("of"))
            case "accepted":
                self._accept(act)
            case "refused":
                self._refuse(act)
            case "refusal_withdrawn":
                self._withdraw_refusal(act, convention_end)
            case "decided":
                self._decide(act.day("on"), act.text("outcome"))
            case "extended":
                self._extend(act.day("until"))
            case "withdrawn":
                self.circular_withdrawn_on = self.circular_withdrawn_on or act.day("on")
            case _:
                pass

    def owner(self) -> int | None:
        """The first communication that did not bounce (1, 2 ...): the window is its."""
        ordinals = range(1, len(self.communications) + 1)
        return next((ordinal for ordinal in ordinals if ordinal not in self.void), None)

    def window(self) -> Window | None:
        """The window that stands, with its original days."""
        owner = self.owner()
        return None if owner is None else window(*self.communications[owner - 1])

    def thresholds(self) -> tuple[date, date] | None:
        """The last day of a sure refusal and of a contested one; an extension replaces both."""
        owner, days = self.owner(), self.window()
        if owner is None or days is None:
            return None
        until = self.extensions.get(owner)
        return (until, until) if until else (days.announced_last_day, days.admitted_last_day)

    def _bounce(self, of: int) -> None:
        # An answer proves that its communication arrived: a bounce never takes it back.
        answers = [*self.standing_refusals(), *self.contested(), *self.accepted()]
        if of == self.owner() and any(not self._is_stray(answer.received_on) for answer in answers):
            return
        self.void.add(of)

    def _accept(self, act: Act) -> None:
        received_on = act.day("received_on")
        closed = self._is_closed(received_on)
        self.acceptances.append(Acceptance(received_on, "dropped" if closed else "open"))

    def _refuse(self, act: Act) -> None:
        refusal = Refusal(
            received_on=act.day("received_on"),
            dispatched_on=act.day_or_none("dispatched_on"),
            registered_on=act.day("registered_on"),
            by_representative=act.flag("by_representative"),
        )
        taken_back = any(refusal.under_way(on) for on in self.withdrawals)
        if taken_back or self._is_closed(refusal.received_on):
            refusal.settled = "dropped"
        self.refusals.append(refusal)

    def _withdraw_refusal(self, act: Act, convention_end: date | None) -> None:
        on = act.day("on")
        self.withdrawals.append(on)
        if convention_end is not None and on >= convention_end:
            return
        for refusal in [*self.standing_refusals(), *self.contested_refusals()]:
            if act.flag("agreed") or on < refusal.received_on:
                refusal.settled = "dropped"
                self._settle(on)

    def _decide(self, on: date, outcome: str) -> None:
        refusals, acceptances = self.contested_refusals(), self.contested_acceptances()
        for refusal in refusals:
            refusal.settled = "stands" if outcome == "refusal" else "dropped"
            refusal.decided_on = on
        for acceptance in acceptances:
            acceptance.settled = "stands" if outcome == "acceptance" else "dropped"
        if refusals or acceptances:
            self._settle(on)

    def _extend(self, until: date) -> None:
        owner = self.owner()
        if owner is not None:
            self.extensions[owner] = until

    def _settle(self, on: date) -> None:
        self.settled_on = max(self.settled_on or on, on)

    def _is_stray(self, received_on: date) -> bool:
        """Whether an answer met only communications that bounced."""
        days = self.window()
        return bool(self.void) and (days is None or received_on < days.sent_on)

    def _is_closed(self, day: date) -> bool:
        """Whether the circular's withdrawal had closed the window before a day."""
        withdrawn = self.circular_withdrawn_on
        return withdrawn is not None and withdrawn < day and self.standing(day).state == "withdrawn"

    def classify(self, refusal: Refusal) -> str:
        """`valid`, `contested`, `out_of_time`, `none` (dropped) or `unclassified` (unsent)."""
        if refusal.settled != "open":
            return "valid" if refusal.settled == "stands" else "none"
        if self._is_stray(refusal.received_on):
            return "contested"
        days = self.thresholds()
        if days is None:
            return "unclassified"
        if not refusal.by_representative:
            return "contested"
        sure, last = days
        if refusal.received_on <= sure:
            return "contested" if self._accepted_by(refusal.received_on) else "valid"
        return "contested" if refusal.in_time(last) else "out_of_time"

    def _accepted_by(self, day: date) -> bool:
        return any(acceptance.received_on <= day for acceptance in self.accepted())

    def standing_refusals(self) -> list[Refusal]:
        """The refusals that stand, of themselves or by decision."""
        return [refusal for refusal in self.refusals if self.classify(refusal) == "valid"]

    def contested_refusals(self) -> list[Refusal]:
        """The refusals that wait for a person."""
        return [refusal for refusal in self.refusals if self.classify(refusal) == "contested"]

    def contested_acceptances(self) -> list[Acceptance]:
        """The acceptances of an undeliverable avenant: they wait for a person too."""
        return [
            acceptance
            for acceptance in self.acceptances
            if acceptance.settled == "open" and self._is_stray(acceptance.received_on)
        ]

    def contested(self) -> list[Refusal | Acceptance]:
        """Every answer that waits for a person."""
        return [*self.contested_refusals(), *self.contested_acceptances()]

    def accepted(self) -> list[Acceptance]:
        """The express acceptances that count."""
        waiting = self.contested_acceptances()
        return [a for a in self.acceptances if a.settled != "dropped" and a not in waiting]

    def silence_concluded_on(self) -> date | None:
        """The first day on which silence can be concluded; None without a window."""
        days = self.thresholds()
        if days is None:
            return None
        last = days[1]
        if self.intake_through is not None and self.intake_through >= last:
            return last + ONE_DAY
        return nth_working_day_after(last, GRACE_WORKING_DAYS) + ONE_DAY

    def undisturbed_conclusion(self) -> date | None:
        """The day an acceptance, express or by silence, came before every refusal; or None."""
        refusals = [r for r in self.refusals if self.classify(r) != "out_of_time"]
        days = [
            acceptance.received_on
            for acceptance in self.accepted()
            if all(acceptance.received_on <= refusal.received_on for refusal in refusals)
        ]
        silence = self.silence_concluded_on()
        if silence and all(silence <= refusal.registered_on for refusal in refusals):
            days.append(silence)
        return min(days, default=None)

    def standing(self, today: date) -> Standing:
        """Where the avenant stands on a day, of itself."""
        if refusals := self.standing_refusals():
            return self._refused(min(refusals, key=lambda refusal: refusal.received_on))
        if self.contested():
            received = [refusal.received_on for refusal in self.contested_refusals()]
            concluded = self.undisturbed_conclusion()
            return Standing("contested", concluded, min(received, default=None))
        if self.accepted() and self.communications:
            first = min(acceptance.received_on for acceptance in self.accepted())
            return Standing("accepted", self._concluded(first))
        return self._silent(today)

    def _refused(self, refusal: Refusal) -> Standing:
        days = self.window()
        ends = days.terminates_on if days else termination(self.communications[-1][0])
        concluded = refusal.received_on
        if refusal.decided_on is not None:
            concluded = min(refusal.decided_on, self.undisturbed_conclusion() or refusal.decided_on)
        return Standing("refused", concluded, refusal.received_on, ends)

    def _silent(self, today: date) -> Standing:
        silence, withdrawn = self.silence_concluded_on(), self.circular_withdrawn_on
        if withdrawn is not None and (silence is None or withdrawn < silence):
            return Standing("withdrawn", withdrawn)
        if not self.communications:
            return Standing("sending" if self.refusals or self.acceptances else "prepared")
        if silence is None:
            return Standing("undeliverable")
        if today < silence:
            return Standing("sent")
        return Standing("accepted_tacitly", self._concluded(silence))

    def _concluded(self, day: date) -> date:
        """The day of a conclusion, not before the day on which what disturbed it was settled."""
        return self.undisturbed_conclusion() or max(day, self.settled_on or day)
