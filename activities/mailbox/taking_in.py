"""Taking a message in: kept as evidence, told apart, and what follows from it recorded once.

What follows is recorded, and the message becomes its party's, before it counts as kept; all under
ids that the bytes of the message give. So a process that is killed anywhere does the rest when it
starts again, and nothing twice.
"""

import hashlib
from collections.abc import Container
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple
from uuid import UUID, uuid5

import structlog

from activities.mailbox.classifying import kind_of
from activities.mailbox.days import dispatched_on, received_on
from activities.mailbox.documents_of_ours import without_ours
from activities.mailbox.following import Examine, Follow, Incoming, follow
from activities.mailbox.keeping import Kept, give, keep, keep_in_pieces
from activities.mailbox.matching import Match, Matching
from activities.mailbox.parsing import Letter, head_length, parse
from activities.mailbox.reading import Listed, OpenMailbox, is_too_large
from domain.mailbox import MessageKept, MessageKind, message_id_hash
from domain.values import ENGINE
from journal.envelope import Context, Recorded
from journal.errors import EvidenceErased, StoreError
from journal.handling import handle
from journal.opening import Store
from journal.streams import load_convention_of, mailbox_stream

MESSAGES = UUID("c8f2a8c8-5a55-5d0e-8d0b-0a54b7c0f7d1")
"""The namespace of the ids of messages."""
TOO_LARGE = "it is larger than one piece of evidence may be"

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Desk:
    """What taking in needs: the store, how avenants are found, who examines signed copies."""

    store: Store
    matching: Matching
    examine: Examine | None = None


class Told(NamedTuple):
    """What a message was taken for, and whom it was found to concern."""

    kind: MessageKind
    match: Match


class Place(NamedTuple):
    """Where a message lay."""

    mailbox: str
    uidvalidity: int
    listed: Listed


class Fetched(NamedTuple):
    """A message whose bytes are among the evidence: where, what could be read, and the bytes."""

    kept: Kept
    letter: Letter
    raw: bytes


def take_in(desk: Desk, place: Place, box: OpenMailbox, known: Container[str]) -> bool:
    """Take in one message of an open mailbox; whether there is any more to do about it.

    False for one whose bytes are on file already, under another name, or were and are erased. One
    that was taken away meanwhile is nowhere any more.
    """
    try:
        if is_too_large(place.listed.size):
            found = fetched_in_pieces(desk, place, box)
        else:
            found = fetched(desk, place, box, known)
    except EvidenceErased:
        return False
    if found is None:
        return True
    if found.kept.sha256 in known:
        return False
    record_message(desk, place, found)
    return True


def fetched(
    desk: Desk, place: Place, box: OpenMailbox, known: Container[str] = ()
) -> Fetched | None:
    """A message that is kept and read whole; None if it was taken away meanwhile.

    What is known by its hash is not kept again: its evidence may have been erased since.
    """
    raw = box.content(place.listed.uid)
    if raw is None:
        return None
    sha256 = hashlib.sha256(raw).hexdigest()
    if sha256 in known:
        return Fetched(Kept(evidence=None, sha256=sha256), Letter(), raw)
    return Fetched(keep(desk.store.evidence, raw), parse(raw), raw)


def fetched_in_pieces(desk: Desk, place: Place, box: OpenMailbox) -> Fetched | None:
    """As `fetched`, for a message too large to be read: only its headers are looked at."""
    pieces = box.pieces(place.listed.uid)
    first = next(pieces, b"")
    if not first:
        return None
    kept = keep_in_pieces(desk.store.evidence, chain([first], pieces))
    head = parse(first[: head_length(first)])
    return Fetched(kept, Letter(headers=head.headers, unreadable=TOO_LARGE), b"")


def record_message(desk: Desk, place: Place, found: Fetched) -> tuple[Recorded, ...]:
    """Record what follows from a message whose bytes are kept; last that it is kept."""
    kept, raw = found.kept, found.raw
    letter = without_ours(desk.store, found.letter)
    today = desk.store.clock.today()
    # The server knows nothing of a rehearsal's calendar: what comes in comes today.
    real = received_on(place.listed.received_at, today)
    received = today if desk.store.rehearsal else real
    incoming = Incoming(
        id=message_id(place.mailbox, kept.sha256),
        mailbox=place.mailbox,
        evidence=kept.evidence,
        received_on=received,
        dispatched_on=dispatched_on(letter, received),
        letter=letter,
        raw=raw,
    )
    told, followed = understood(desk, incoming)
    fact = MessageKept(
        on=received,
        id=incoming.id,
        mailbox=place.mailbox,
        uidvalidity=place.uidvalidity,
        uid=place.listed.uid,
        sha256=kept.sha256,
        evidence=kept.evidence,
        kind=told.kind,
        dispatched_on=incoming.dispatched_on,
        avenant=followed.avenant,
        matched_by=followed.matched_by,
        message_id_hash=message_id_hash(letter.value("Message-ID")),
    )
    party = party_concerned(desk, told.match, followed)
    if party is not None and kept.evidence is not None:
        # Before it is on file, since what is on file is not looked at again.
        give(desk.store.evidence, kept.evidence, party)
    return keep_fact(desk.store, fact)


def party_concerned(desk: Desk, match: Match, followed: Follow) -> str | None:
    """The party of the avenant that a message was found to concern."""
    for one in match.concerned:
        if one.avenant.id == followed.avenant:
            return one.convention.party
    if followed.avenant is None:
        return None
    convention = load_convention_of(desk.store.journal, followed.avenant)
    return convention.party if convention is not None else None


def understood(desk: Desk, incoming: Incoming) -> tuple[Told, Follow]:
    """What the message is and what follows from it; whatever a mistake of ours, a person looks."""
    try:
        told = tell(desk.matching, incoming.letter)
        followed = follow(desk.store, incoming, told.kind, told.match, desk.examine)
        if told.kind is MessageKind.SIGNED_COPY and followed.avenant is None:
            # A signed file of which nobody knows whose it is may say anything, a refusal too, and a
            # platform on which directors sign sends it by itself.
            told = Told(MessageKind.POSSIBLE_REFUSAL, told.match)
        return told, followed
    except StoreError:
        raise
    except Exception as error:
        log.exception("message_not_understood", message=str(incoming.id), why=type(error).__name__)
        return Told(MessageKind.UNREADABLE, Match((), ())), Follow(None, "none")


def tell(matching: Matching, letter: Letter) -> Told:
    """What a letter is taken for, and whom it concerns."""
    match = matching.of_report(letter) if letter.is_report() else matching.of(letter)
    return Told(kind_of(letter, match), match)


def message_id(mailbox: str, sha256: str) -> UUID:
    """The id of a message: the same bytes in the same mailbox are the same message."""
    return uuid5(MESSAGES, f"{mailbox} {sha256}")


def keep_fact(store: Store, fact: MessageKept) -> tuple[Recorded, ...]:
    """Record that a message is kept, once, whoever else reads the same mailbox."""

    def decide(history: tuple[Recorded, ...]) -> list[MessageKept]:
        known = (one.fact for one in history if isinstance(one.fact, MessageKept))
        return [] if any(other.id == fact.id for other in known) else [fact]

    context = Context(
        command_id=fact.id,
        actor=ENGINE,
        channel="mailbox",
        correlation=f"mailbox:{fact.mailbox}",
    )
    recorded = handle(store.journal, mailbox_stream(fact.mailbox), decide, context)
    log.info(
        "message_kept",
        mailbox=fact.mailbox,
        message=str(fact.id),
        kind=fact.kind.value,
        avenant=fact.avenant,
        matched_by=fact.matched_by,
    )
    return recorded
