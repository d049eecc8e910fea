"""A copy that came back, from the bytes to the fact: examined, kept, recorded once."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID, uuid5

import structlog

from activities.recording import Door, record
from activities.signatures.apart import examine_apart
from activities.signatures.mandates import NOBODY_KNOWN, Mandates, NetworkMandates
from activities.signatures.sent_documents import document_of, documents_sent
from activities.signatures.troubles import SigningTrouble, Trouble
from activities.signatures.trust import Trust
from activities.signatures.verdicts import Verdict
from domain.commands import ExamineCopy
from domain.facts import CopyVerdict
from domain.office import Actor
from domain.state import Convention, CopyOnFile, NetworkAvenant
from domain.turned import NotPossible
from domain.values import split_avenant_id
from journal.envelope import Recorded
from journal.evidence import LARGEST
from journal.opening import Store
from journal.streams import load_convention

COPIES = UUID("2a9c0f57-3f5b-5d0a-9a55-6a3c1f1f8e64")
"""The namespace of the ids of examinations: the same copy received the same day is one."""

Examination = Callable[[bytes, bytes, Trust, NetworkMandates, datetime], Verdict]
"""What gives the verdict on a copy: `examine_apart`, or `examine` on what no stranger made."""

log = structlog.get_logger(__name__)


class NothingToCompare(SigningTrouble):
    """No document of this avenant is among the evidence; the message says what to do."""


Ask = Callable[[Trust, Iterable[bytes]], Trust]
"""Asks authorities about certificates; gives the trust with what they answered."""


@dataclass(frozen=True)
class Examiner:
    """Whom the office believes, and who may sign for each network."""

    trust: Trust
    mandates: Mandates
    ask: Ask | None = None
    """Whether authorities are asked about revocations; else what the office has is all there is."""


class Received(NamedTuple):
    """What came of a copy."""

    verdict: Verdict | None
    """None for a copy that was examined before."""
    recorded: tuple[Recorded, ...]
    belongs_to: str | None
    """The avenant whose document the copy begins with, if it begins with any."""
    on_file: CopyOnFile | None = None
    """As what it was recorded before."""


def examine_copy_for(  # noqa: PLR0913 - the envelope has this many sides
    store: Store,
    examiner: Examiner,
    avenant: str,
    copy: bytes,
    received_on: date,
    *,
    actor: Actor,
    door: Door,
    causation: UUID | None = None,
    examine: Examination = examine_apart,
) -> Received | NotPossible:
    """Examine a copy, keep it and its validation report as evidence, and record the verdict.

    The same copy again changes nothing. Never raises for what is in the copy; raises
    NothingToCompare, and what the store raises.
    """
    convention, found = convention_and_avenant(store, avenant)
    network, party = convention.network, convention.party
    kept = keep_copy(store, copy, party)
    for known in found.copies:
        if known.evidence == kept:
            return Received(None, (), document_of(store, copy), known)
    mandates = examiner.mandates.get(network, NOBODY_KNOWN)
    sent = document_for(store, found, copy)
    verdict = examine(sent, copy, examiner.trust, mandates, store.clock.now())
    if worth_asking(store, examiner, verdict) and examiner.ask is not None:
        trust = examiner.ask(examiner.trust, verdict.certificates)
        if trust != examiner.trust:
            verdict = examine(sent, copy, trust, mandates, store.clock.now())
    report = verdict.report
    command = ExamineCopy(
        today=store.clock.today(),
        by=actor.id,
        avenant=avenant,
        id=uuid5(COPIES, f"{avenant} {kept} {received_on}"),
        received_on=received_on,
        verdict=verdict.verdict,
        reasons=verdict.faults,
        capacities=verdict.capacities,
        evidence=kept,
        report=None if report is None else store.evidence.put(report, "application/xml", of=party),
    )
    recorded = record(
        store,
        convention.id,
        command,
        actor=actor,
        door=door,
        correlation=avenant,
        command_id=command.id,
        causation=causation,
    )
    log.info(
        "copy_examined",
        avenant=avenant,
        verdict=verdict.verdict.value,
        faults=[fault.value for fault in verdict.faults],
        remark=verdict.remark,
    )
    if isinstance(recorded, NotPossible):
        return recorded
    return Received(verdict, recorded, document_of(store, copy))


def worth_asking(store: Store, examiner: Examiner, verdict: Verdict) -> bool:
    """Whether what authorities answer could change the verdict.

    A rehearsal's calendar is not that of any authority.
    """
    refused = verdict.verdict is CopyVerdict.REFUSED
    return examiner.ask is not None and not refused and not store.rehearsal


def document_for(store: Store, avenant: NetworkAvenant, copy: bytes) -> bytes:
    """The document sent with which a copy is compared: the one it begins with, or the latest.

    Raises NothingToCompare.
    """
    latest: bytes | None = None
    for sent in documents_sent(store, avenant):
        if copy.startswith(sent):
            return sent
        latest = sent if latest is None else latest
    if latest is None:
        raise NothingToCompare(Trouble.NOTHING_TO_COMPARE, avenant=avenant.id)
    return latest


def network_avenant(store: Store, avenant: str) -> tuple[str, NetworkAvenant]:
    """A network and its avenant, as the journal stands; raises LookupError."""
    convention, found = convention_and_avenant(store, avenant)
    return convention.network, found


def convention_and_avenant(store: Store, avenant: str) -> tuple[Convention, NetworkAvenant]:
    """A network's convention and its avenant, as the journal stands; raises LookupError."""
    _, convention = split_avenant_id(avenant)
    loaded = load_convention(store.journal, convention)
    found = loaded.avenant(avenant) if loaded else None
    if loaded is None or not isinstance(found, NetworkAvenant):
        raise LookupError(f"{avenant} is no avenant of a network in this journal")
    return loaded, found


def keep_copy(store: Store, copy: bytes, party: str) -> str:
    """Keep a copy as evidence; of one that cannot be kept, how large it was and its hash."""
    if 0 < len(copy) <= LARGEST:
        return store.evidence.put(copy, "application/pdf", of=party)
    digest = hashlib.sha256(copy).hexdigest()
    note = (
        f"A copy of {len(copy)} bytes (SHA-256 {digest}) is not kept: it is empty or too large.\n"
    )
    return store.evidence.put(note.encode(), "text/plain", of=party)
