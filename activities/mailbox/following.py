"""What follows from a message for the avenants that it concerns: each recorded once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid5

import structlog

from activities.informing import record_failure
from activities.mailbox.bounces import addressee_failed
from activities.mailbox.matching import Concerned, Match, MatchedBy
from activities.mailbox.parsing import Letter
from activities.mailbox.sameness import is_on_file
from activities.recording import record
from domain.commands import AnyCommand, FailNotice, RegisterBounce, ReportPossibleRefusal
from domain.mailbox import MessageKind
from domain.state import ProviderAvenant
from domain.turned import NotPossible, Why
from domain.values import ENGINE, avenant_id
from journal.opening import Store
from journal.outgoing import count_returned
from journal.streams import load_circular

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Incoming:
    """A message that is kept as evidence, and of which nothing is recorded yet."""

    id: UUID
    mailbox: str
    evidence: str | None
    received_on: date
    dispatched_on: date | None
    letter: Letter
    raw: bytes
    """Its bytes; none for one that is too large to be read."""


class Follow(NamedTuple):
    """The avenant for which something followed, None where a person has to say which."""

    avenant: str | None
    matched_by: MatchedBy


Examine = Callable[[Store, Incoming, Match], str | None]
"""Examines the signed copies in a message and records what it found; gives the avenant."""
NOBODY = Follow(None, "none")


def follow(
    store: Store, incoming: Incoming, kind: MessageKind, match: Match, examine: Examine | None
) -> Follow:
    """Record what follows from a message of that kind for whom it concerns."""
    match kind:
        case MessageKind.DELIVERY_REPORT:
            followed = first_of(match, bounced(store, incoming, match))
            return information_returned(store, incoming, match) or followed
        case MessageKind.POSSIBLE_REFUSAL | MessageKind.UNREADABLE:
            return first_of(match, reported(store, incoming, match))
        case MessageKind.SIGNED_COPY:
            found = examine(store, incoming, match) if examine is not None else None
            return NOBODY if found is None else Follow(found, match.matched_by)
        case MessageKind.AUTO_REPLY | MessageKind.OTHER:
            return concerning(match)


def concerning(match: Match) -> Follow:
    """The first avenant that it concerns; nothing follows for it."""
    return next((Follow(one.avenant.id, one.matched_by) for one in match.concerned), NOBODY)


def first_of(match: Match, done: Iterator[Concerned]) -> Follow:
    """The first avenant for which something was recorded, every one of them having had its turn."""
    took = [one.avenant.id for one in done]
    return Follow(took[0], match.matched_by) if took else NOBODY


def reported(store: Store, incoming: Incoming, match: Match) -> Iterator[Concerned]:
    """Hold the silence of every provider's avenant that it may refuse, until a person has read it.

    One that the domain turns down is not given: then a person says whose it is.
    """
    for one in match.concerned:
        avenant = one.avenant
        if not isinstance(avenant, ProviderAvenant) or one.matched_by == "none":
            continue
        if incoming.evidence is None:
            continue
        day = incoming.received_on
        if is_on_file(store.evidence, avenant, incoming.letter, incoming.raw, day):
            yield one
            continue
        command = ReportPossibleRefusal(
            today=store.clock.today(),
            by=ENGINE,
            avenant=avenant.id,
            id=incoming.id,
            received_on=incoming.received_on,
            dispatched_on=incoming.dispatched_on,
            matched_by=one.matched_by,
            evidence=incoming.evidence,
        )
        if recorded(store, incoming, one, command) is None:
            yield one


def bounced(store: Store, incoming: Incoming, match: Match) -> Iterator[Concerned]:
    """Void the communications that the tokens name, where the addressee will never get them.

    What is only late, or arrived, voids nothing; neither does a copy that went astray. A notice
    that came back voids nothing either: a person tells it otherwise.
    """
    report = incoming.letter.report
    for one in match.concerned:
        ordinal, notice = one.ordinal(), one.notice()
        failed = report.failed() if report is not None else ()
        sent = notice if ordinal is None else one.avenant.communication(ordinal)
        if report is None or sent is None or not addressee_failed(store.evidence, sent, failed):
            yield one
            continue
        command: AnyCommand = FailNotice(
            today=store.clock.today(),
            by=ENGINE,
            avenant=one.avenant.id,
            message_id=sent.message_id,
            how="returned",
            reason=report.reason(),
        )
        if notice is None:
            command = RegisterBounce(
                today=store.clock.today(),
                by=ENGINE,
                avenant=one.avenant.id,
                id=uuid5(incoming.id, one.avenant.id),
                on=incoming.received_on,
                reason=report.reason(),
                of=ordinal,
            )
        if recorded(store, incoming, one, command) in {None, Why.ALREADY_BOUNCED}:
            # Where many come back, all mail stops: the gate counts them.
            count_returned(store.engine, store.backend.real_clock().now(), sent.message_id)
            yield one


def information_returned(store: Store, incoming: Incoming, match: Match) -> Follow | None:
    """Where a token names the mail of a circular that informs: a person sees to that network."""
    report = incoming.letter.report
    for token in match.tokens:
        circular, _, convention = token.avenant_lower.partition(".")
        ordinal = int(token.part[1:]) if token.part.startswith("i") else 0
        life = load_circular(store.journal, circular) if ordinal else None
        begun = life.begun(convention.removeprefix("net-")) if life is not None else ()
        if report is None or not 0 < ordinal <= len(begun):
            continue
        if report.failed():
            message_id = begun[ordinal - 1].message_id
            how, reason = "returned", report.reason()
            record_failure(store, circular, message_id, how, reason, door="mailbox")
        return Follow(avenant_id(circular, convention), "token")
    return None


def recorded(store: Store, incoming: Incoming, one: Concerned, command: AnyCommand) -> Why | None:
    """Record a command that follows from a message; why not, where the domain turns it down.

    The correlation is the message's and not the avenant's: so the relay wakes the workflow.
    """
    answer = record(
        store,
        one.convention.id,
        command,
        door="mailbox",
        correlation=f"mailbox:{incoming.mailbox}",
        command_id=uuid5(incoming.id, f"{one.avenant.id} {type(command).__name__}"),
    )
    if not isinstance(answer, NotPossible):
        return None
    log.warning(
        "message_turned_down",
        message=str(incoming.id),
        avenant=one.avenant.id,
        why=answer.why.value,
    )
    return answer.why
