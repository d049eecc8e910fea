"""Random lives of a convention come to what a model says that was written without this domain.

`tests/judge` derives outcomes from acts alone. Where the text leaves a choice in which the two
differ, the acts that lead there are left out: each `leaves_a_choice` names its paragraph of
`docs/decisions/0004-readings-of-the-domain.md`.
"""

from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from domain import commands as c
from domain import facts as f
from domain.answers import Worth, worth
from domain.decide import decide
from domain.evolve import evolve
from domain.intake import grace_ends_on
from domain.standing import termination
from domain.state import (
    Accepted,
    AwaitingAnswer,
    Contested,
    Convention,
    Lapsed,
    ProviderAvenant,
    Refused,
    Terminated,
    Undeliverable,
    Withdrawn,
)
from domain.turned import NotPossible
from domain.values import Channel
from tests.domain.builders import (
    AVENANT,
    BRAM,
    SECOND,
    accept,
    bounce,
    convention,
    decide_for,
    end_convention,
    extend,
    number,
    prepare,
    refuse,
    resend,
    sending,
    silence,
    take_back,
    terminate,
    withdraw,
)
from tests.judge.naive import NaiveConvention

THIRD = "2026-003.K00123"
AVENANTS = (AVENANT, SECOND, THIRD)
DAY = timedelta(days=1)
FIELDS = (
    "state",
    "channel",
    "sent_on",
    "announced_last_day",
    "admitted_last_day",
    "refusal_received_on",
    "terminates_on",
    "terminated_on",
)

avenants = st.sampled_from(AVENANTS)
channels = st.sampled_from(Channel)
rarely = st.sampled_from([False] * 7 + [True])
ago = st.sampled_from([0, 0, 0, 1, 2, 5, 12, 30])


def row(convention: Convention, avenant: ProviderAvenant) -> dict[str, str | None]:
    """What a listing says of an avenant at the end of its life."""
    opening, standing = avenant.opening, avenant.standing
    days = opening.window if opening else None
    found: dict[str, date | str | None] = dict.fromkeys(FIELDS)
    found["state"] = standing.status
    if days is not None:
        found["channel"] = days.channel
        found["sent_on"] = days.sent_on
        found["announced_last_day"] = days.announced_last_day
        found["admitted_last_day"] = days.admitted_last_day
    match standing:
        case Terminated():
            found["refusal_received_on"] = standing.received_on
            found["terminates_on"] = found["terminated_on"] = standing.terminated_on
        case Refused():
            # Paragraph 3: the convention had ended already; the judge calls that terminated.
            assert convention.ended is not None
            assert termination(convention) is None
            found["state"] = "terminated"
            found["refusal_received_on"] = standing.received_on
            found["terminates_on"] = found["terminated_on"] = convention.ended.on
        case Contested():
            received = [r.received_on for r in avenant.refusals if r.id in standing.refusals]
            found["refusal_received_on"] = min(received, default=None)
        case _:
            pass
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in found.items()}


class LivesOfAConvention(RuleBasedStateMachine):
    """One convention, three avenants, an engine that looks every morning, people who act."""

    def __init__(self) -> None:
        super().__init__()
        self.today = date(2026, 2, 25)
        self.convention: Convention | None = None
        self.judge = NaiveConvention(*AVENANTS)
        self.ids: dict[int, Any] = {}
        """The registration that each act came to."""
        self.serial = 0

    # -- the machinery ------------------------------------------------------------------------

    def ask(self, command: c.AnyCommand) -> bool:
        """Whether the convention took it, with news."""
        answer = decide(self.convention, command)
        if isinstance(answer, NotPossible):
            return False
        for fact in answer:
            self.convention = evolve(self.convention, fact)
        return bool(answer)

    def act(self, name: str, avenant: str, *commands: c.AnyCommand, **keys: object) -> None:
        """Do it; what the convention turns down is no act."""
        first, *rest = commands
        if not self.ask(first):
            return
        for command in rest:
            assert self.ask(command), command
        place = self.judge.do({"avenant": avenant, "act": name, **keys})
        self.ids[place] = getattr(commands[-1], "id", None)

    def fresh(self) -> Any:
        self.serial += 1
        return number("act", self.serial)

    def provider(self, avenant: str) -> ProviderAvenant:
        assert self.convention is not None
        found = self.convention.avenant(avenant)
        assert isinstance(found, ProviderAvenant)
        return found

    def morning(self) -> None:
        """What the engine does when a day begins."""
        for avenant in AVENANTS:
            match self.provider(avenant).standing:
                case AwaitingAnswer() | Lapsed() | Withdrawn():
                    self.ask(silence(self.today, avenant))
                case Refused():
                    self.ask(terminate(self.today, avenant))
                case _:
                    pass

    def live(self, days: int) -> None:
        for _ in range(days):
            self.today += DAY
            self.morning()

    # -- what happens -------------------------------------------------------------------------

    @initialize(first=channels, second=channels, between=st.integers(0, 40))
    def begin(self, first: Channel, second: Channel, between: int) -> None:
        assert self.ask(convention(today=self.today))
        for avenant in AVENANTS:
            assert self.ask(prepare(avenant, today=self.today))
        self.send(AVENANT, first)
        self.live(between)
        self.send(SECOND, second)

    @rule(days=st.integers(1, 9))
    def days_pass(self, days: int) -> None:
        self.live(days)

    @rule(days=st.integers(20, 45))
    def weeks_pass(self, days: int) -> None:
        self.live(days)

    @rule(avenant=st.just(THIRD), channel=channels)
    def send(self, avenant: str, channel: Channel) -> None:
        if self.provider(avenant).standing.status == "prepared":
            both = sending(self.today, channel, avenant=avenant)
            self.act("sent", avenant, *both, on=self.today, channel=channel.value)

    @rule(avenant=avenants, channel=channels)
    def send_again(self, avenant: str, channel: Channel) -> None:
        known = self.provider(avenant)
        if isinstance(known.standing, AwaitingAnswer | Undeliverable):
            ordinal = len(known.communications) + 1
            both = sending(self.today, channel, avenant=avenant, ordinal=ordinal)
            asked = resend(self.today, channel, avenant)
            self.act("sent_again", avenant, asked, *both, on=self.today, channel=channel.value)

    @rule(avenant=avenants, of=st.integers(1, 3))
    def come_back(self, avenant: str, of: int) -> None:
        returned = bounce(self.today, of, avenant).model_copy(update={"id": self.fresh()})
        self.act("bounced", avenant, returned, on=self.today, of=of)

    @rule(avenant=avenants, ago=ago)
    def accept(self, avenant: str, ago: int) -> None:
        if leaves_a_choice_by_another_answer(self.provider(avenant)):
            return
        received = self.today - ago * DAY
        command = accept(received, self.today, avenant=avenant, id=self.fresh())
        self.act("accepted", avenant, command, received_on=received, registered_on=self.today)

    @rule(
        avenant=avenants,
        near=st.sampled_from(["today", "announced", "admitted", "until"]),
        shift=st.sampled_from([-20, -3, -1, 0, 0, 1, 2]),
        travelled=st.sampled_from([None, 0, 1, 3, 10]),
        by_representative=st.sampled_from([True, True, True, False]),
    )
    def refuse(
        self, avenant: str, near: str, shift: int, travelled: int | None, *, by_representative: bool
    ) -> None:
        received = self.a_day(avenant, near) + shift * DAY
        dispatched = None if travelled is None else received - travelled * DAY
        known = self.provider(avenant)
        if leaves_a_choice_by_a_new_refusal(known, received, dispatched, self.today):
            return
        command = refuse(
            received,
            self.today,
            avenant=avenant,
            dispatched_on=dispatched,
            by_representative=by_representative,
            id=self.fresh(),
            evidence=f"scan:{self.serial}",
        )
        self.act(
            "refused",
            avenant,
            command,
            dispatched_on=dispatched,
            received_on=received,
            registered_on=self.today,
            channel="letter",
            by_representative=by_representative,
        )

    def a_day(self, avenant: str, near: str) -> date:
        """A day near which the rules turn."""
        opening = self.provider(avenant).opening
        if opening is None or opening.window is None or near == "today":
            return self.today
        if near == "until" and opening.until:
            return opening.until
        window = opening.window
        return window.announced_last_day if near == "announced" else window.admitted_last_day

    @rule(avenant=avenants, ago=ago, agreed=st.booleans())
    def take_back(self, avenant: str, ago: int, *, agreed: bool) -> None:
        reached = self.today - ago * DAY
        if leaves_a_choice_by_a_withdrawal(self.provider(avenant), reached):
            return
        command = take_back(reached, agreed=agreed, today=self.today, avenant=avenant)
        command = command.model_copy(update={"id": self.fresh()})
        self.act("refusal_withdrawn", avenant, command, on=reached, agreed=agreed)

    def contested(self) -> list[str]:
        """The avenants about which a person may decide."""
        if self.convention is None:
            return []
        return [a for a in AVENANTS if isinstance(self.provider(a).standing, Contested)]

    @precondition(lambda self: self.contested())
    @rule(data=st.data(), outcome=st.sampled_from(f.Outcome))
    def decide(self, data: st.DataObject, outcome: f.Outcome) -> None:
        avenant = data.draw(st.sampled_from(self.contested()))
        command = decide_for(outcome, self.today, avenant)
        command = command.model_copy(update={"id": self.fresh()})
        self.act("decided", avenant, command, on=self.today, outcome=outcome.value)

    @rule(avenant=avenants, longer=st.integers(1, 30))
    def extend(self, avenant: str, longer: int) -> None:
        opening = self.provider(avenant).opening
        if opening is not None and opening.last_days is not None:
            until = opening.last_days[1] + longer * DAY
            command = extend(until, self.today, avenant)
            command = command.model_copy(update={"id": self.fresh()})
            self.act("extended", avenant, command, on=self.today, until=until)

    @rule(ago=ago, really=rarely)
    def end(self, ago: int, *, really: bool) -> None:
        if not really:
            return
        on = self.today - ago * DAY
        command = end_convention(on, self.today).model_copy(update={"id": self.fresh()})
        self.act("ended_otherwise", AVENANT, command, on=on)

    @rule(avenant=avenants, really=rarely)
    def withdraw_the_circular(self, avenant: str, *, really: bool) -> None:
        if really and not leaves_a_choice_by_a_closing(self.provider(avenant), self.today):
            self.act("withdrawn", avenant, withdraw(self.today, avenant), on=self.today)

    @precondition(lambda self: self.ids)
    @rule(data=st.data())
    def take_back_a_registration(self, data: st.DataObject) -> None:
        place = data.draw(st.sampled_from(sorted(self.ids)))
        retracts = self.ids[place]
        act = self.judge.acts[place]
        known = self.provider(str(act["avenant"]))
        if retracts is None or leaves_a_choice_by_a_retraction(known, self.judge.acts, place):
            return
        command = c.Retract(today=self.today, by=BRAM, retracts=retracts, reason="a slip")
        self.act("retracted", str(act["avenant"]), command, on=self.today, what=place)
        self.morning()

    # -- the end ------------------------------------------------------------------------------

    def teardown(self) -> None:
        if self.convention is None:
            return
        self.live(130)
        expected = self.judge.outcome(self.today)
        for avenant in AVENANTS:
            found = row(self.convention, self.provider(avenant))
            assert found == expected[avenant], (avenant, self.judge.acts)


def leaves_a_choice_by_another_answer(avenant: ProviderAvenant) -> bool:
    """Paragraph 6: whether silence was concluded after a refusal had fallen away."""
    dismissed = any(worth(r, avenant) is Worth.DISMISSED for r in avenant.refusals)
    return dismissed and avenant.silence is not None


def leaves_a_choice_by_a_new_refusal(
    avenant: ProviderAvenant, received: date, dispatched: date | None, today: date
) -> bool:
    """Paragraph 1: whether an older withdrawal is of a refusal that is registered after it."""
    if leaves_a_choice_by_another_answer(avenant) or leaves_a_choice_once_closed(avenant, today):
        return True
    accepted = avenant.standing
    before_it = isinstance(accepted, Accepted) and received < accepted.received_on
    if before_it and avenant.silence is None:
        return True  # paragraph 7
    known = [w.reached_on for w in avenant.withdrawals]
    if any(received <= reached for reached in known):
        return True
    if known and dispatched is None:
        return all(r.received_on > min(known) for r in avenant.refusals)
    return False


def leaves_a_choice_by_a_withdrawal(avenant: ProviderAvenant, reached: date) -> bool:
    """Paragraph 1: whether a withdrawal that came first is of a refusal that was written later."""
    if avenant.conclusions > 0 and avenant.silence is None:
        return True  # paragraph 6
    later = [r for r in avenant.refusals if r.received_on > reached]
    if any(r.received_on <= reached for r in avenant.refusals):
        later = [r for r in later if r.dispatched_on is None or r.dispatched_on > reached]
        return bool(later)
    return any(r.dispatched_on is not None and r.dispatched_on > reached for r in later)


def leaves_a_choice_by_a_closing(avenant: ProviderAvenant, today: date) -> bool:
    """Paragraph 4: whether silence that a refusal kept from being concluded counts all the same."""
    return isinstance(avenant.standing, Refused | Contested) and silence_is_over(avenant, today)


def leaves_a_choice_once_closed(avenant: ProviderAvenant, today: date) -> bool:
    """Paragraph 4 again: whether it counts although the circular had been withdrawn before it."""
    return isinstance(avenant.standing, Withdrawn) and silence_is_over(avenant, today)


def silence_is_over(avenant: ProviderAvenant, today: date) -> bool:
    opening = avenant.opening
    days = opening.last_days if opening else None
    return days is not None and grace_ends_on(days[1]) <= today


def leaves_a_choice_by_a_retraction(
    avenant: ProviderAvenant, acts: list[dict[str, object]], place: int
) -> bool:
    """Paragraph 5: whether what was done in between is judged anew."""
    judged_then = {"decided", "bounced", "refusal_withdrawn", "withdrawn", "retracted"}
    later = {act["act"] for act in acts[place + 1 :]}
    match acts[place]["act"]:
        case "sent" | "sent_again":
            return True
        case "accepted":
            return bool(later & (judged_then | {"refused"}))
        case "refused":
            return bool(later & judged_then) or len(avenant.refusals) > 1
        case "decided" | "extended":
            return bool(later & judged_then) or avenant.conclusions > 0
        case "bounced":
            silence_was_judged = avenant.conclusions > 0 and bool(avenant.refusals)
            return bool(later & judged_then) or silence_was_judged
        case _:
            return bool(later & judged_then)


TestLivesOfAConvention = LivesOfAConvention.TestCase
# The same lives in every run: a case that nobody has read yet is not to stop somebody else's work.
TestLivesOfAConvention.settings = settings(
    max_examples=settings().max_examples // 2, derandomize=True, database=None
)
