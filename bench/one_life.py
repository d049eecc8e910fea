"""An avenant that is lived: on which day it leaves which facts, by what a rehearsal looks like."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import NamedTuple
from uuid import UUID, uuid5

from domain import facts as f
from domain.terms import CURRENT_RULES, window
from domain.values import AvenantKind, Channel, Language, NetworkKind, PartyKind

NETWORKS = 30
AVENANTS = 1_500
"""Of one circular, twenty after the other of one network; each has a convention of its own."""
CIRCULAR_FACTS = 7 * AVENANTS
"""What a circular comes to: of twenty avenants six are accepted expressly, three refused."""
LAUNCHED = date(2026, 3, 2)
EVERY = timedelta(days=100)
"""There is a circular so often."""
CIRCULARS = 200
"""After so many the days begin anew."""
SENT_WITHIN = 14
"""Days within which the networks send."""
_NAMES = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Lived:
    """An avenant to be lived, on days and in ways of its own as far as a network's are."""

    number: int
    evidence: str = "0" * 64
    """The address of what all of them name."""

    @property
    def launched(self) -> date:
        """When its circular was."""
        return LAUNCHED + self.number // AVENANTS % CIRCULARS * EVERY

    @property
    def circular(self) -> str:
        """One circular for each `AVENANTS`."""
        return f"2026-{self.number // AVENANTS:04d}"

    @property
    def convention(self) -> str:
        """A convention of its own."""
        return f"K{self.number:07d}"

    @property
    def avenant(self) -> str:
        """Its id."""
        return f"{self.circular}.{self.convention}"

    @property
    def network(self) -> str:
        """One of thirty, in turn."""
        return f"network-{self.number // 20 % NETWORKS:02d}"

    @property
    def coordinator(self) -> str:
        """Who registers answers there."""
        return f"{self.network}.coord"

    @property
    def language(self) -> Language:
        """That of the network."""
        return Language.NL if self.number // 20 % 2 else Language.FR

    @property
    def refused(self) -> bool:
        """Whether it is refused."""
        return self.number % 20 in {1, 8, 15}

    @property
    def accepted(self) -> bool:
        """Whether it is accepted expressly."""
        return self.number % 20 in {0, 3, 6, 10, 13, 17}


class Days(NamedTuple):
    """When what happens to one, and by which channel."""

    began: date
    party_kind: PartyKind
    channel: Channel
    sent: date
    answered: date
    concluded_after: int
    """Days after the last one: less where the network confirms that its post is read."""


def days_of(of: Lived) -> Days:
    """The same again for the same number."""
    chance = Random(of.number)
    sent = of.launched + timedelta(days=1 + of.number // 20 * 5 % SENT_WITHIN)
    return Days(
        began=date(2022, 1, 1) + timedelta(days=chance.randrange(1_460)),
        party_kind=chance.choice([*[PartyKind.INDEPENDENT] * 7, PartyKind.ORGANISATION]),
        channel=chance.choice([*[Channel.EMAIL] * 3, Channel.LETTER]),
        sent=sent,
        answered=sent + timedelta(days=chance.randint(1, 28)),
        concluded_after=chance.choice([1, 8]),
    )


Step = tuple[date, tuple[f.ConventionFact, ...]]
window_of = cache(window)


def life(of: Lived) -> Iterator[Step]:
    """What one leaves in the record: on which day which facts, six, seven or nine in all."""
    days = days_of(of)
    yield of.launched, (registered(of, days), prepared(of))
    yield days.sent, (started(of, days),)
    yield (
        days.sent,
        (
            f.Sent(
                on=days.sent,
                avenant=of.avenant,
                ordinal=1,
                channel=days.channel,
                window=window_of(days.sent, days.channel),
                id=uuid5(_NAMES, of.avenant),
                by="engine" if days.channel is Channel.EMAIL else of.coordinator,
                purpose=f.Purpose.FIRST,
                evidence=of.evidence,
            ),
        ),
    )
    if of.refused:
        yield from refusal(of, days)
    elif of.accepted:
        yield acceptance(of, days)
    else:
        yield from silence(of, days)


def registered(of: Lived, days: Days) -> f.ConventionRegistered:
    """The convention, known since the beginning."""
    return f.ConventionRegistered(
        on=days.began,
        convention=of.convention,
        network=of.network,
        kind=NetworkKind.ADULT,
        party=f"p-{of.number:010d}",
        party_kind=days.party_kind,
        channel=days.channel,
        language=of.language,
    )


def prepared(of: Lived) -> f.AvenantPrepared:
    """The avenant, as the launch prepares it."""
    return f.AvenantPrepared(
        on=of.launched,
        avenant=of.avenant,
        circular=of.circular,
        kind=AvenantKind.PROVIDER,
        content=of.evidence,
        rules=CURRENT_RULES,
        in_force_from=date(2026, 1, 1),
    )


def started(of: Lived, days: Days) -> f.SendingStarted:
    """The intent, with the hashes of what leaves."""
    return f.SendingStarted(
        on=days.sent,
        avenant=of.avenant,
        ordinal=1,
        purpose=f.Purpose.FIRST,
        channel=days.channel,
        language=of.language,
        recipient=f"p-{of.number:010d}",
        message_id=f"<{of.avenant}.1@bench.example>",
        content_hash=f"{of.number:064x}",
        evidence=of.evidence,
        documents=(f.Document(name=f"avenant-{of.avenant}.pdf", sha256=f"{of.number:064x}"),),
    )


def acceptance(of: Lived, days: Days) -> Step:
    """Accepted expressly."""
    id_ = uuid5(_NAMES, f"acceptance of {of.avenant}")
    return (
        days.answered,
        (
            f.AcceptanceRegistered(
                on=days.answered,
                avenant=of.avenant,
                id=id_,
                channel=f.AnswerChannel.EMAIL,
                evidence=of.evidence,
                by=of.coordinator,
            ),
            f.AvenantAccepted(
                on=days.answered, avenant=of.avenant, acceptance=id_, received_on=days.answered
            ),
        ),
    )


def refusal(of: Lived, days: Days) -> Iterator[Step]:
    """Refused, told that this was received, and ended on the first day of the third month."""
    received, ends = days.answered, window_of(days.sent, days.channel).terminates_on
    id_ = uuid5(_NAMES, f"refusal of {of.avenant}")
    yield (
        received,
        (
            f.RefusalRegistered(
                on=received,
                avenant=of.avenant,
                id=id_,
                received_on=received,
                dispatched_on=received,
                channel=f.AnswerChannel.EMAIL,
                by_representative=True,
                names_convention=True,
                addressed_to=f.Recipient.NETWORK,
                received_there_on=None,
                evidence=of.evidence,
                by=of.coordinator,
            ),
            f.AvenantRefused(
                on=received,
                avenant=of.avenant,
                refusal=id_,
                received_on=received,
                terminates_on=ends,
                registered_on=received,
            ),
        ),
    )
    yield from notice(of, days.channel, received, f.Notice.REFUSAL_CONFIRMATION, f"refusal {id_}")
    terminated = f.AvenantTerminated(on=ends, avenant=of.avenant, refusal=id_, received_on=received)
    yield ends, (terminated,)


def silence(of: Lived, days: Days) -> Iterator[Step]:
    """Accepted tacitly once nothing can come any more, and told so."""
    last_day = window_of(days.sent, days.channel).admitted_last_day
    day = last_day + timedelta(days=days.concluded_after)
    concluded = f.SilenceConcluded(
        on=day,
        avenant=of.avenant,
        last_day=last_day,
        post_known_by="confirmation" if days.concluded_after == 1 else "fifth_working_day",
    )
    yield day, (concluded,)
    yield from notice(of, days.channel, day, f.Notice.TACIT_ACCEPTANCE, f"silence {day}")


def notice(of: Lived, channel: Channel, day: date, told: f.Notice, about: str) -> Iterator[Step]:
    """Told what came of it: a mail that leaves, or a letter that is posted."""
    message = f"<{of.avenant}.1.{told}@bench.example>"
    yield (
        day,
        (
            f.NoticeStarted(
                on=day,
                avenant=of.avenant,
                notice=told,
                about=about,
                channel=channel,
                message_id=message,
                content_hash=f"{of.number + 2**41:064x}",
                evidence=of.evidence,
            ),
        ),
    )
    if channel is Channel.EMAIL:
        yield (
            day,
            (
                f.NoticeSent(
                    on=day, avenant=of.avenant, notice=told, about=about, message_id=message
                ),
            ),
        )
        return
    yield (
        day,
        (
            f.NoticePosted(
                on=day,
                avenant=of.avenant,
                notice=told,
                about=about,
                message_id=message,
                registered_number=None,
                id=uuid5(_NAMES, message),
                by=of.coordinator,
            ),
        ),
    )
