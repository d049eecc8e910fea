"""What holds for a convention whatever anybody asks of it, in any order, sense or nonsense."""

from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain import commands as c
from domain import facts as f
from domain.answers import Worth, worth
from domain.decide import decide
from domain.evolve import evolve, fold
from domain.settle import ought
from domain.state import (
    Accepted,
    AcceptedTacitly,
    Convention,
    Lapsed,
    ProviderAvenant,
    Refused,
    Terminated,
)
from domain.turned import NotPossible
from domain.values import Channel
from tests.domain.builders import (
    ANNA,
    AVENANT,
    BRAM,
    CORRECTED,
    SECOND,
    accept,
    begin,
    bounce,
    convention,
    decide_for,
    end_convention,
    extend,
    mailbox_read,
    number,
    posted,
    prepare,
    refuse,
    resend,
    take_back,
    terminate,
    withdraw,
)

DAY = timedelta(days=1)
FIRST = date(2026, 2, 27)

avenants = st.sampled_from([AVENANT, SECOND])
channels = st.sampled_from(Channel)
days = st.integers(-40, 8)
ordinals = st.integers(1, 3)
rarely = st.sampled_from([False] * 9 + [True])


class AnythingAtAll(RuleBasedStateMachine):
    """A convention with two avenants, and people who ask for anything on any day."""

    def __init__(self) -> None:
        super().__init__()
        self.today = FIRST
        self.facts: tuple[f.ConventionFact, ...] = ()
        self.convention: Convention | None = None
        self.serial = 0

    def ask(self, command: c.AnyCommand) -> None:
        """Ask, keep what follows, and ask the same again."""
        before = self.convention
        answer = decide(before, command)
        if isinstance(answer, NotPossible):
            return
        for fact in answer:
            self.convention = evolve(self.convention, fact)
        self.facts += answer
        again = decide(self.convention, command)
        assert isinstance(again, NotPossible) or again == (), (command, again)
        assert decide(before, command) == answer, "the same question, the same answer"

    def known(self) -> tuple[ProviderAvenant, ...]:
        return self.convention.provider_avenants if self.convention else ()

    def fresh(self) -> Any:
        self.serial += 1
        return number("asked", self.serial)

    # -- anything, on any day -----------------------------------------------------------------

    @initialize(channel=channels, between=st.none() | st.integers(0, 40))
    def they_are_sent(self, channel: Channel, between: int | None) -> None:
        self.ask(convention(today=FIRST))
        self.ask(prepare(AVENANT, today=FIRST))
        self.ask(prepare(SECOND, today=FIRST))
        self.ask(begin(FIRST, channel))
        self.ask(posted(FIRST))
        if between is not None:
            self.today += between * DAY
            self.ask(begin(self.today, channel, avenant=SECOND))
            self.ask(posted(self.today, avenant=SECOND))

    @rule(passed=st.sampled_from([1, 2, 3, 10, 34, 60]))
    def days_pass(self, passed: int) -> None:
        self.today += passed * DAY

    @rule(avenant=avenants, channel=channels, ordinal=ordinals, purpose=st.sampled_from(f.Purpose))
    def begin(self, avenant: str, channel: Channel, ordinal: int, purpose: f.Purpose) -> None:
        self.ask(begin(self.today, channel, avenant=avenant, ordinal=ordinal, purpose=purpose))

    @rule(avenant=avenants, ordinal=ordinals)
    def give_up(self, avenant: str, ordinal: int) -> None:
        self.ask(c.AbandonSending(today=self.today, avenant=avenant, ordinal=ordinal))

    @rule(avenant=avenants, ordinal=st.none() | ordinals, ago=days)
    def post(self, avenant: str, ordinal: int | None, ago: int) -> None:
        on = self.today + ago * DAY
        self.ask(posted(on, ordinal=ordinal, avenant=avenant, today=self.today))

    @rule(avenant=avenants, ago=days, channel=channels)
    def import_a_sending(self, avenant: str, ago: int, channel: Channel) -> None:
        command = c.RecordSentOutside(
            today=self.today,
            by=ANNA,
            avenant=avenant,
            id=self.fresh(),
            on=self.today + ago * DAY,
            channel=channel,
            evidence="scan:receipt",
        )
        self.ask(command)

    @rule(avenant=avenants, channel=st.none() | channels)
    def ask_for_another(self, avenant: str, channel: Channel | None) -> None:
        self.ask(resend(self.today, channel, avenant))

    @rule(avenant=avenants, of=ordinals, ago=days)
    def bounce(self, avenant: str, of: int, ago: int) -> None:
        on = self.today + ago * DAY
        self.ask(
            bounce(on, of, avenant).model_copy(update={"today": self.today, "id": self.fresh()})
        )

    @rule(
        avenant=avenants,
        ago=days,
        travelled=st.none() | st.integers(-1, 20),
        ours=st.booleans(),
        clear=st.booleans(),
        addressed_to=st.sampled_from(f.Recipient),
    )
    def refuse(
        self,
        avenant: str,
        ago: int,
        travelled: int | None,
        addressed_to: f.Recipient,
        *,
        ours: bool,
        clear: bool,
    ) -> None:
        received = self.today + ago * DAY
        self.ask(
            refuse(
                received,
                self.today,
                avenant=avenant,
                id=self.fresh(),
                evidence=f"scan:{self.serial}",
                dispatched_on=None if travelled is None else received - travelled * DAY,
                by_representative=ours,
                names_convention=clear,
                addressed_to=addressed_to,
            )
        )

    @rule(avenant=avenants, ago=days)
    def refuse_plainly(self, avenant: str, ago: int) -> None:
        received = self.today + ago * DAY
        command = refuse(received, self.today, avenant=avenant, id=self.fresh())
        self.ask(command.model_copy(update={"evidence": f"scan:{self.serial}"}))

    @rule(avenant=avenants, ago=days)
    def accept(self, avenant: str, ago: int) -> None:
        received = self.today + ago * DAY
        self.ask(accept(received, self.today, avenant=avenant, id=self.fresh()))

    @rule(avenant=avenants, ago=days, agreed=st.booleans())
    def take_back(self, avenant: str, ago: int, *, agreed: bool) -> None:
        reached = self.today + ago * DAY
        command = take_back(reached, agreed=agreed, today=self.today, avenant=avenant)
        self.ask(command.model_copy(update={"id": self.fresh()}))

    @rule(avenant=avenants, outcome=st.sampled_from(f.Outcome))
    def decide(self, avenant: str, outcome: f.Outcome) -> None:
        command = decide_for(outcome, self.today, avenant)
        self.ask(command.model_copy(update={"id": self.fresh()}))

    @rule(avenant=avenants, longer=st.integers(-10, 90))
    def extend(self, avenant: str, longer: int) -> None:
        command = extend(self.today + longer * DAY, self.today, avenant)
        self.ask(command.model_copy(update={"id": self.fresh()}))

    @rule(avenant=avenants)
    def conclude(self, avenant: str) -> None:
        self.ask(c.ConcludeSilence(today=self.today, avenant=avenant, intake=mailbox_read(FIRST)))

    @rule(avenant=avenants)
    def terminate(self, avenant: str) -> None:
        self.ask(terminate(self.today, avenant))

    @precondition(lambda self: any(isinstance(a.standing, Refused) for a in self.known()))
    @rule()
    def the_first_of_the_third_month_comes(self) -> None:
        refused = [a for a in self.known() if isinstance(a.standing, Refused)]
        days = [a.standing.terminates_on for a in refused if isinstance(a.standing, Refused)]
        self.today = max(self.today, *days)
        self.terminate(refused[0].id)

    @rule(avenant=avenants, ask=st.booleans(), really=rarely)
    def withdraw(self, avenant: str, *, ask: bool, really: bool) -> None:
        if really:
            self.ask(withdraw(self.today, avenant, ask_refused=ask))

    @rule(avenant=avenants, really=rarely)
    def supersede(self, avenant: str, *, really: bool) -> None:
        command = c.SupersedeAvenant(
            today=self.today, avenant=avenant, on=self.today, superseded_by=CORRECTED
        )
        if really:
            self.ask(command)

    @rule(ago=days, cause=st.sampled_from(f.EndCause), really=rarely)
    def end(self, ago: int, cause: f.EndCause, *, really: bool) -> None:
        if not really:
            return
        on = self.today + ago * DAY
        command = end_convention(on, self.today, cause)
        self.ask(command.model_copy(update={"id": self.fresh()}))

    @rule(pick=st.integers(0, 50), by=st.sampled_from([ANNA, BRAM]))
    def retract(self, pick: int, by: str) -> None:
        known = [r.id for r in self.convention.registrations] if self.convention else []
        retracts = known[pick % len(known)] if known else number("nothing")
        self.ask(c.Retract(today=self.today, by=by, retracts=retracts, reason="a slip"))

    # -- and what holds all the same ----------------------------------------------------------

    @invariant()
    def every_avenant_stands_where_the_file_says_it_ought_to(self) -> None:
        """No command leaves a consequence undrawn."""
        for avenant in self.known():
            assert self.convention is not None
            assert avenant.standing == ought(self.convention, avenant)

    @invariant()
    def a_refusal_that_counts_never_leads_to_an_acceptance(self) -> None:
        """While it stands the avenant is refused, or closed before that, or asked about."""
        for avenant in self.known():
            if any(worth(r, avenant) is Worth.VALID for r in avenant.refusals):
                assert not isinstance(avenant.standing, Accepted | AcceptedTacitly)

    @invariant()
    def a_convention_is_terminated_on_a_first_of_the_month_with_a_refusal_standing(self) -> None:
        """And all its terminated avenants on one day."""
        ended = [a for a in self.known() if isinstance(a.standing, Terminated)]
        for avenant in ended:
            assert isinstance(avenant.standing, Terminated)
            assert avenant.standing.terminated_on.day == 1
            assert avenant.standing.terminated_on <= self.today
            standing = [r.id for r in avenant.refusals if worth(r, avenant) is Worth.VALID]
            assert avenant.standing.refusal in standing
        assert len({avenant.terminated_on for avenant in ended}) <= 1

    @invariant()
    def a_termination_on_record_belongs_to_an_avenant_that_is_terminated(self) -> None:
        """What was rescinded leaves no day behind."""
        for avenant in self.known():
            terminated = isinstance(avenant.standing, Terminated)
            assert (avenant.terminated_on is not None) is terminated

    @invariant()
    def a_stored_window_never_changes(self) -> None:
        """Neither an extension nor a bounce touches it; only a retraction takes it away."""
        sent = {fact.id: fact.window for fact in self.facts if isinstance(fact, f.Sent)}
        for avenant in self.known():
            for communication in avenant.communications:
                if communication.sent_id is not None:
                    assert communication.window == sent[communication.sent_id]

    @invariant()
    def silence_accepts_nothing_before_the_last_day_is_over(self) -> None:
        """And a lapsed avenant has a convention that ended."""
        for avenant in self.known():
            match avenant.standing:
                case AcceptedTacitly(concluded_on=day):
                    assert avenant.silent_through is not None
                    assert avenant.silent_through < day <= self.today
                case Refused(terminates_on=day):
                    assert day.day == 1
                case Lapsed():
                    assert self.convention is not None
                    assert self.convention.endings or any(a.terminated_on for a in self.known())
                case _:
                    pass

    def teardown(self) -> None:
        """The record alone gives the same convention: whoever starts from it stands here too."""
        assert fold(self.facts) == self.convention


TestAnythingAtAll = AnythingAtAll.TestCase
TestAnythingAtAll.settings = settings(max_examples=settings().max_examples // 2)
