"""The seeded script of a rehearsal: who does what on which day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random

from domain.facts import AnswerChannel, EndCause, Outcome
from domain.terms import Window, window
from domain.values import Channel
from interfaces.rehearsal.acts import Acts
from interfaces.rehearsal.cases import NEEDS_EMAIL, USUAL, NetworkCase, ProviderCase


@dataclass(frozen=True)
class Planned:
    """An act and the day on which it is done; those of one day are done in order of planning."""

    day: date
    do: Callable[[], object]
    engine_follows: bool = False
    """Whether what comes next on that day needs what the engine makes of it."""


@dataclass(frozen=True)
class CastProvider:
    """A provider avenant in the play."""

    avenant: str
    network: str
    channel: Channel
    case: ProviderCase


@dataclass(frozen=True)
class CastNetwork:
    """A network avenant in the play."""

    avenant: str
    network: str
    case: NetworkCase


@dataclass(frozen=True)
class Script:
    """Everybody's part."""

    networks: tuple[CastNetwork, ...]
    providers: tuple[CastProvider, ...]
    planned: tuple[Planned, ...]
    acts: Acts
    """The hands by which it is played."""


def days(number: int) -> timedelta:
    """That many days."""
    return timedelta(days=number)


def cast_networks(networks: list[tuple[str, str]], random: Random) -> list[CastNetwork]:
    """Give each (network, avenant) its case: one of each special one, the rest sign."""
    special = [
        NetworkCase.NEVER_SIGNS,
        NetworkCase.SIGNS_LATE,
        NetworkCase.WRONG_COPY,
        NetworkCase.BOUNCES,
    ]
    chosen = random.sample(networks, min(len(special), len(networks) // 2))
    cases = dict(zip(chosen, special, strict=False))
    return [
        CastNetwork(avenant, network, cases.get((network, avenant), NetworkCase.SIGNS))
        for network, avenant in networks
    ]


def cast_providers(
    providers: list[tuple[str, str, Channel]], twins: set[str], random: Random
) -> list[CastProvider]:
    """Give each (avenant, network, channel) its case.

    Every case comes at least once where there are providers enough; of those who hold two
    conventions, `twins` refuse one and keep the other.
    """
    free = [p for p in providers if p[0] not in twins]
    random.shuffle(free)
    cases = dict.fromkeys(sorted(twins), ProviderCase.REFUSES)
    for case in ProviderCase:
        fitting = (p for p in free if case not in NEEDS_EMAIL or p[2] is Channel.EMAIL)
        chosen = next(fitting, None)
        if chosen is not None:
            cases[chosen[0]] = case
            free.remove(chosen)
    usual, weights = list(USUAL), list(USUAL.values())
    for avenant, _, channel in free:
        case = random.choices(usual, weights)[0]
        unfit = case in NEEDS_EMAIL and channel is not Channel.EMAIL
        cases[avenant] = ProviderCase.SILENT if unfit else case
    return [
        CastProvider(avenant, network, channel, cases[avenant])
        for avenant, network, channel in providers
    ]


def write(
    acts: Acts,
    networks: list[CastNetwork],
    providers: list[CastProvider],
    launched: date,
    random: Random,
) -> Script:
    """Plan every act of the play, from the launch on."""
    planned: list[Planned] = []
    for network in networks:
        own = [p for p in providers if p.network == network.network]
        planned += network_acts(acts, network, own, launched, random)
    planned.sort(key=lambda one: one.day)
    return Script(tuple(networks), tuple(providers), tuple(planned), acts)


def network_acts(
    acts: Acts, cast: CastNetwork, providers: list[CastProvider], launched: date, random: Random
) -> Iterator[Planned]:
    """What a network does, and then its providers."""
    signs = launched + days(random.randint(1, 10))
    match cast.case:
        case NetworkCase.NEVER_SIGNS:
            return
        case NetworkCase.SIGNS_LATE:
            signs = launched + days(50)
        case NetworkCase.WRONG_COPY:
            wrong = launched + days(3)
            yield Planned(wrong, partial(acts.wrong_copy, cast.avenant, wrong))
            signs = launched + days(12)
        case NetworkCase.BOUNCES:
            bounced = launched + days(1)
            yield Planned(bounced, partial(acts.bounce, cast.avenant, "", bounced, 1))
            again = launched + days(2)
            yield Planned(again, partial(acts.resend, cast.avenant, "", again, Channel.EMAIL))
            signs = launched + days(14)
        case NetworkCase.SIGNS:
            pass
    countersigned = signs + days(random.randint(1, 3))
    released = countersigned + days(random.randint(0, 12))
    emails = [p.avenant for p in providers if p.channel is Channel.EMAIL]
    yield Planned(signs, partial(acts.sign, cast.avenant, signs))
    yield Planned(countersigned, partial(acts.countersign, cast.avenant, countersigned))
    release = partial(acts.release, cast.avenant, cast.network, released, emails)
    yield Planned(released, release, engine_follows=True)
    for provider in providers:
        yield from provider_acts(acts, provider, released, random)


def provider_acts(
    acts: Acts, cast: CastProvider, released: date, random: Random
) -> Iterator[Planned]:
    """The sending of a provider's avenant, and the provider's part."""
    sent = released
    if cast.channel is Channel.LETTER:
        sent = released + days(random.randint(0, 3))
        yield Planned(sent, partial(acts.post, cast.avenant, cast.network, sent))
    part = Part(acts, cast, window(sent, cast.channel), random)
    yield from part.acts_of(cast.case)


@dataclass(frozen=True)
class Part:
    """One provider's part, reckoned from the day of sending."""

    acts: Acts
    cast: CastProvider
    told: Window
    random: Random

    def acts_of(self, case: ProviderCase) -> Iterator[Planned]:
        """The acts of a case."""
        match case:
            case ProviderCase.ACCEPTS:
                yield self.accepts(self.random.randint(2, 20), registered_after=1)
            case ProviderCase.REFUSES:
                yield self.refuses(self.random.randint(3, 25))
            case ProviderCase.LAST_DAY:
                yield self.refuses_on(self.told.announced_last_day)
            case ProviderCase.BAND_UPHELD:
                yield from self.contested_late(Outcome.REFUSAL)
            case ProviderCase.BAND_DISMISSED:
                yield from self.contested_late(Outcome.ACCEPTANCE)
            case ProviderCase.TOO_LATE:
                day = self.told.admitted_last_day + days(1)
                yield self.refuses_on(day, dispatched=day)
            case ProviderCase.HELD_UP_UPHELD:
                yield from self.held_up(Outcome.REFUSAL)
            case ProviderCase.HELD_UP_DISMISSED:
                yield from self.held_up(Outcome.ACCEPTANCE)
            case ProviderCase.STRANGER_UPHELD:
                yield from self.by_a_stranger(Outcome.REFUSAL)
            case ProviderCase.STRANGER_DISMISSED:
                yield from self.by_a_stranger(Outcome.ACCEPTANCE)
            case ProviderCase.REGISTERED_LATE:
                late = self.told.admitted_last_day + days(15)
                yield self.refuses_on(self.told.announced_last_day - days(2), registered=late)
            case ProviderCase.REGISTERED_VERY_LATE:
                late = self.told.terminates_on + days(5)
                yield self.refuses_on(self.told.announced_last_day - days(3), registered=late)
            case _:
                yield from self.later_acts_of(case)

    def later_acts_of(self, case: ProviderCase) -> Iterator[Planned]:
        """The acts of a case in which more than one thing happens."""
        match case:
            case ProviderCase.TAKEN_BACK:
                yield self.refuses(5)
                yield self.takes_back(9, agreed=True)
            case ProviderCase.OVERTAKEN:
                yield self.takes_back(5, agreed=False)
                yield self.refuses_on(self.day(6), dispatched=self.day(3))
            case ProviderCase.NOT_TAKEN_BACK:
                yield self.refuses(5)
                yield self.takes_back(9, agreed=False)
            case ProviderCase.BOUNCES:
                yield from self.bounces(self.day(1))
            case ProviderCase.BOUNCES_REFUSES:
                posted = self.day(4)
                yield from self.bounces(self.day(1))
                yield self.refuses_on(posted + days(8))
            case ProviderCase.BOUNCES_LATE:
                yield from self.bounces(self.told.admitted_last_day + days(16))
            case ProviderCase.COPY:
                yield self.resent(self.day(7), Channel.EMAIL)
            case ProviderCase.EXTENDED:
                yield self.extended()
            case ProviderCase.EXTENDED_REFUSES:
                yield self.extended()
                yield self.refuses_on(self.told.admitted_last_day + days(5))
            case ProviderCase.MISTAKE:
                yield from self.mistake()
            case ProviderCase.TWO_REFUSALS:
                yield self.refuses_on(self.day(8))
                yield self.refuses_on(self.day(6), registered=self.day(10))
            case ProviderCase.CHANGES_MIND_UPHELD:
                yield from self.changes_mind(Outcome.REFUSAL)
            case ProviderCase.CHANGES_MIND_DISMISSED:
                yield from self.changes_mind(Outcome.ACCEPTANCE)
            case ProviderCase.REFUSES_THEN_ACCEPTS:
                yield self.refuses(5)
                yield self.accepts(8, registered_after=0)
            case ProviderCase.DIES:
                day = self.day(12)
                yield Planned(
                    day,
                    partial(
                        self.acts.end, self.cast.avenant, self.cast.network, day, EndCause.DEATH
                    ),
                )
            case _:
                return

    def day(self, after: int) -> date:
        """So many days after the sending."""
        return self.told.sent_on + days(after)

    def refuses(self, after: int) -> Planned:
        """A refusal that comes so many days after the sending, registered the day after or so."""
        received = self.day(after)
        return self.refuses_on(received, registered=received + days(self.random.randint(0, 2)))

    def refuses_on(
        self,
        received: date,
        *,
        dispatched: date | None = None,
        registered: date | None = None,
        by_representative: bool = True,
    ) -> Planned:
        """A refusal received on that day."""
        by_email = self.random.random() < 0.5  # noqa: PLR2004 - half of them
        sent = dispatched or (received if by_email else received - days(1))
        registered = registered or received
        return Planned(
            registered,
            partial(
                self.acts.refuse,
                self.cast.avenant,
                self.cast.network,
                dispatched=max(sent, self.told.sent_on),
                received=received,
                registered=registered,
                channel=AnswerChannel.EMAIL if by_email else AnswerChannel.LETTER,
                by_representative=by_representative,
            ),
        )

    def accepts(self, after: int, registered_after: int) -> Planned:
        """An express acceptance so many days after the sending."""
        received = self.day(after)
        registered = received + days(registered_after)
        return Planned(
            registered,
            partial(self.acts.accept, self.cast.avenant, self.cast.network, received, registered),
        )

    def takes_back(self, after: int, *, agreed: bool) -> Planned:
        """The refusal is taken back."""
        day = self.day(after)
        return Planned(
            day,
            partial(self.acts.take_back, self.cast.avenant, self.cast.network, day, agreed=agreed),
        )

    def decided(self, on: date, outcome: Outcome) -> Planned:
        """The coordinator decides."""
        return Planned(
            on, partial(self.acts.decide, self.cast.avenant, self.cast.network, on, outcome)
        )

    def contested_late(self, outcome: Outcome) -> Iterator[Planned]:
        """Received after the announced last day and up to the admitted one, where both differ."""
        if self.told.admitted_last_day == self.told.announced_last_day:
            yield from self.held_up(outcome)
            return
        received = self.told.admitted_last_day
        yield self.refuses_on(received)
        yield self.decided(received + days(4), outcome)

    def held_up(self, outcome: Outcome) -> Iterator[Planned]:
        """Dispatched by the admitted last day, received after it."""
        received = self.told.admitted_last_day + days(self.random.randint(1, 3))
        yield self.refuses_on(received, dispatched=self.told.announced_last_day)
        yield self.decided(received + days(5), outcome)

    def by_a_stranger(self, outcome: Outcome) -> Iterator[Planned]:
        """Somebody refuses who does not represent the provider."""
        received = self.day(6)
        yield self.refuses_on(received, by_representative=False)
        yield self.decided(received + days(6), outcome)

    def bounces(self, on: date) -> Iterator[Planned]:
        """The e-mail comes back; a letter is asked for and posted."""
        avenant, network = self.cast.avenant, self.cast.network
        yield Planned(on, partial(self.acts.bounce, avenant, network, on, 1))
        asked, posted = on + days(1), on + days(3)
        yield self.resent(asked, Channel.LETTER)
        yield Planned(posted, partial(self.acts.post, avenant, network, posted, again=True))

    def resent(self, on: date, channel: Channel) -> Planned:
        """Another communication is asked for."""
        return Planned(
            on, partial(self.acts.resend, self.cast.avenant, self.cast.network, on, channel)
        )

    def extended(self) -> Planned:
        """An outage near the end."""
        on = self.told.announced_last_day - days(1)
        until = self.told.admitted_last_day + days(7)
        return Planned(on, partial(self.acts.extend, self.cast.avenant, on, until))

    def mistake(self) -> Iterator[Planned]:
        """Another provider's letter is registered here, and retracted by a second person."""
        yield self.refuses(6)
        retracted = self.day(10)
        yield Planned(retracted, partial(self.acts.retract_last, self.cast.avenant, retracted))

    def changes_mind(self, outcome: Outcome) -> Iterator[Planned]:
        """Accepted first, refused later."""
        yield self.accepts(3, registered_after=0)
        received = self.day(8)
        yield self.refuses_on(received)
        yield self.decided(received + days(5), outcome)
