"""How each fact changes a convention. Nothing is judged here: facts are taken at their word."""

from collections.abc import Callable
from typing import Any, TypeVar, assert_never, cast, get_args
from uuid import UUID

from domain import facts as f
from domain.state import (
    AcceptanceOnFile,
    Accepted,
    AcceptedTacitly,
    Avenant,
    AwaitingAnswer,
    Closing,
    Communication,
    Concluded,
    Contested,
    Convention,
    CopyOnFile,
    DecisionOnFile,
    Declined,
    Ended,
    Extension,
    Lapsed,
    MessageOnFile,
    NetworkAvenant,
    NoticeOnFile,
    Prepared,
    ProviderAvenant,
    RefusalOnFile,
    Refused,
    Registered,
    Resend,
    Sending,
    SignatureOnFile,
    Signed,
    Standing,
    Superseded,
    Terminated,
    Undeliverable,
    WithdrawalOnFile,
    Withdrawn,
)
from domain.values import AvenantKind, Value

V = TypeVar("V", bound=Value)
A = TypeVar("A", RefusalOnFile, AcceptanceOnFile)
SENDING, AWAITING_ANSWER = Sending(), AwaitingAnswer()


def fold(facts: tuple[f.ConventionFact, ...] | list[f.ConventionFact]) -> Convention | None:
    """The convention after these facts; None before the first."""
    convention: Convention | None = None
    for fact in facts:
        convention = evolve(convention, fact)
    return convention


def evolve(convention: Convention | None, fact: f.ConventionFact) -> Convention:
    """The convention after one more fact."""
    if isinstance(fact, f.ConventionRegistered):
        return Convention(
            id=fact.convention,
            network=fact.network,
            kind=fact.kind,
            party=fact.party,
            party_kind=fact.party_kind,
            channel=fact.channel,
            language=fact.language,
            began_on=fact.on,
        )
    if convention is None:
        msg = f"a stream begins with a registered convention, not with {fact.type}"
        raise ValueError(msg)
    convention = with_registrant(convention, fact)
    if (evolved := _GROUPS.get(type(fact))) is not None:
        return of_avenant(convention, cast("AvenantChange", fact), evolved)
    match fact:
        case f.ConventionUpdated():
            return changed(
                convention,
                party=fact.party,
                party_kind=fact.party_kind,
                channel=fact.channel,
                language=fact.language,
            )
        case f.ConventionEnded():
            ended = Ended(id=fact.id, on=fact.on, cause=fact.cause)
            return changed(convention, endings=(*convention.endings, ended))
        case f.RetractionRequested():
            return asked_to_retract(convention, fact)
        case f.RegistrationRetracted():
            return retract(convention, fact.retracts)
        case f.AvenantPrepared():
            return changed(convention, avenants=(*convention.avenants, prepared(fact)))
        case _:
            return of_avenant(convention, fact, evolve_avenant)


def of_avenant(
    convention: Convention, fact: "AvenantChange", evolved: Callable[[Avenant, Any], Avenant]
) -> Convention:
    """The convention with the avenant of that fact as it is after it."""
    avenant = convention.avenant(fact.avenant)
    if avenant is None:
        msg = f"{fact.type} about {fact.avenant}, which was never prepared"
        raise ValueError(msg)
    return with_avenant(convention, evolved(avenant, fact))


def prepared(fact: f.AvenantPrepared) -> Avenant:
    """The avenant as it begins."""
    kind = ProviderAvenant if fact.kind is AvenantKind.PROVIDER else NetworkAvenant
    return kind(
        id=fact.avenant,
        circular=fact.circular,
        content=fact.content,
        rules=fact.rules,
        in_force_from=fact.in_force_from,
        prepared_on=fact.on,
        supersedes=fact.supersedes,
    )


AvenantChange = (
    f.TaskSettled
    | f.SendingReleased
    | f.ResendRequested
    | f.SendingStarted
    | f.SendingDoubtful
    | f.SendingAbandoned
    | f.SendingStopped
    | f.RetryRequested
    | f.Sent
    | f.BounceRegistered
    | f.NoticeStarted
    | f.NoticeSent
    | f.NoticePosted
    | f.NoticeFailed
    | f.NoticeAbandoned
    | f.NoticeSettled
    | f.PossibleRefusalReceived
    | f.PossibleRefusalSettled
    | f.RefusalRegistered
    | f.AcceptanceRegistered
    | f.RefusalWithdrawalRegistered
    | f.ContestedRefusalDecided
    | f.WindowExtended
    | f.AvenantUndeliverable
    | f.AvenantRestored
    | f.AvenantRefused
    | f.AvenantContested
    | f.AvenantAccepted
    | f.SilenceConcluded
    | f.TacitAcceptanceRescinded
    | f.AvenantTerminated
    | f.TerminationRescinded
    | f.AvenantLapsed
    | f.ClosingRegistered
    | f.AvenantWithdrawn
    | f.AvenantSuperseded
    | f.SignedCopyExamined
    | f.SignatureRegistered
    | f.WrongCopyRegistered
    | f.AvenantSigned
    | f.AvenantConcluded
    | f.EvidenceRenewed
    | f.AvenantDeclined
    | f.ProvidersAddressed
    | f.UnsignedEscalated
)


def evolve_avenant(avenant: Avenant, fact: AvenantChange) -> Avenant:
    """One avenant after a fact about it."""
    match fact:
        case f.TaskSettled():
            return changed(avenant, settled=(*avenant.settled, fact.task))
        case f.ResendRequested():
            return changed(avenant, resend=Resend(channel=fact.channel, purpose=fact.purpose))
        case (
            f.SendingStarted()
            | f.SendingDoubtful()
            | f.SendingAbandoned()
            | f.Sent()
            | f.BounceRegistered()
        ):
            return evolve_post(avenant, fact)
        case f.SendingStopped():
            return changed(avenant, stopped_by=fact.why, stopped_on=fact.on)
        case f.RetryRequested():
            return changed(avenant, stopped_by=None, stopped_on=None)
        case f.WindowExtended():
            return evolve_extended(avenant, fact)
        case (
            f.NoticeStarted()
            | f.NoticeSent()
            | f.NoticePosted()
            | f.NoticeFailed()
            | f.NoticeAbandoned()
            | f.NoticeSettled()
        ):
            return evolve_notice(avenant, fact)
        case f.ClosingRegistered():
            closing = Closing(
                on=fact.on,
                corrected=fact.corrected,
                ask_refused=fact.ask_refused,
                superseded_by=fact.superseded_by,
            )
            return changed(avenant, closing=closing)
        case f.AvenantWithdrawn():
            return standing(avenant, Withdrawn())
        case f.AvenantSuperseded():
            return standing(avenant, Superseded(by=fact.superseded_by))
        case f.AvenantUndeliverable():
            return standing(avenant, Undeliverable())
        case f.AvenantRestored():
            return evolve_restored(avenant, fact)
        case f.AvenantLapsed():
            return standing(avenant, Lapsed(cause=fact.cause))
        case (
            f.SendingReleased()
            | f.SignedCopyExamined()
            | f.SignatureRegistered()
            | f.WrongCopyRegistered()
            | f.AvenantSigned()
            | f.AvenantConcluded()
            | f.EvidenceRenewed()
            | f.AvenantDeclined()
            | f.ProvidersAddressed()
            | f.UnsignedEscalated()
        ):
            return evolve_network(the_network(avenant), fact)
        case _:
            return evolve_provider(the_provider(avenant), fact)


PostChange = f.SendingStarted | f.SendingDoubtful | f.SendingAbandoned | f.Sent | f.BounceRegistered


def evolve_post(avenant: Avenant, fact: PostChange) -> Avenant:
    """What left, what was given up, what came back."""
    match fact:
        case f.SendingStarted():
            begun = Communication(
                ordinal=fact.ordinal,
                purpose=fact.purpose,
                channel=fact.channel,
                started_on=fact.on,
                message_id=fact.message_id,
                content_hash=fact.content_hash,
                evidence=fact.evidence,
                documents=fact.documents,
            )
            communications = (*avenant.communications, begun)
            after = changed(avenant, communications=communications, resend=None, stopped_by=None)
            return unanswered(after, SENDING)
        case f.SendingDoubtful():
            return with_communication(avenant, fact.ordinal, doubtful=True)
        case f.SendingAbandoned():
            return with_communication(avenant, fact.ordinal, abandoned=True, doubtful=False)
        case f.Sent():
            return evolve_sent(avenant, fact)
        case f.BounceRegistered():
            return with_communication(
                avenant,
                fact.of,
                bounced_on=fact.on,
                bounce_id=fact.id,
                answered_by=fact.answered_by,
            )


def evolve_extended(avenant: Avenant, fact: f.WindowExtended) -> Avenant:
    """Another last day for the window of that communication; the former one stays on file."""
    extended = avenant.communication(fact.ordinal)
    former = extended.extensions if extended else ()
    extension = Extension(id=fact.id, until=fact.until)
    return with_communication(avenant, fact.ordinal, extensions=(*former, extension))


def evolve_sent(avenant: Avenant, fact: f.Sent) -> Avenant:
    """The document has left, or had left before the system was there."""
    if avenant.communication(fact.ordinal) is None:
        outside = Communication(
            ordinal=fact.ordinal,
            purpose=fact.purpose,
            channel=fact.channel,
            started_on=fact.on,
            message_id="",
            content_hash="",
        )
        avenant = changed(avenant, communications=(*avenant.communications, outside))
    avenant = with_communication(
        avenant,
        fact.ordinal,
        sent_on=fact.on,
        window=fact.window,
        channel=fact.channel,
        abandoned=False,
        doubtful=False,
        sent_id=fact.id,
    )
    return unanswered(avenant, AWAITING_ANSWER)


NoticeChange = (
    f.NoticeStarted
    | f.NoticeSent
    | f.NoticePosted
    | f.NoticeFailed
    | f.NoticeAbandoned
    | f.NoticeSettled
)


def evolve_notice(avenant: Avenant, fact: NoticeChange) -> Avenant:
    """What the addressee is being told, and has been."""
    match fact:
        case f.NoticeStarted():
            begun = NoticeOnFile(
                notice=fact.notice,
                about=fact.about,
                started_on=fact.on,
                channel=fact.channel,
                message_id=fact.message_id,
                content_hash=fact.content_hash,
                evidence=fact.evidence,
                documents=fact.documents,
            )
            return changed(avenant, notices=(*avenant.notices, begun), stopped_by=None)
        case f.NoticeSent():
            return with_notice(avenant, fact.message_id, sent=True)
        case f.NoticePosted():
            return with_notice(
                avenant,
                fact.message_id,
                sent=True,
                posted_on=fact.on,
                posted_id=fact.id,
                settled=False,
                again=None,
            )
        case f.NoticeFailed():
            return with_notice(avenant, fact.message_id, failed=fact.how, failed_on=fact.on)
        case f.NoticeAbandoned():
            return with_notice(avenant, fact.message_id, abandoned=True)
        case f.NoticeSettled():
            return with_notice(avenant, fact.message_id, settled=True, again=fact.again)


def with_notice(avenant: Avenant, message_id: str, **update: object) -> Avenant:
    """The avenant with that notice changed."""
    notices = (changed(n, **update) if n.message_id == message_id else n for n in avenant.notices)
    return changed(avenant, notices=tuple(notices))


def evolve_restored(avenant: Avenant, fact: f.AvenantRestored) -> Avenant:
    """Back to what the file says without the answer that fell away."""
    before: dict[str, Standing] = {
        "prepared": Prepared(),
        "sending": Sending(),
        "sent": AwaitingAnswer(),
        "undeliverable": Undeliverable(),
        "signed": Signed(),
    }
    if isinstance(avenant, ProviderAvenant) and avenant.silence is not None:
        before["accepted_tacitly"] = AcceptedTacitly(concluded_on=avenant.silence)
    return standing(avenant, before[fact.to])


ProviderChange = (
    f.PossibleRefusalReceived
    | f.PossibleRefusalSettled
    | f.RefusalRegistered
    | f.AcceptanceRegistered
    | f.RefusalWithdrawalRegistered
    | f.ContestedRefusalDecided
    | f.AvenantRefused
    | f.AvenantContested
    | f.AvenantAccepted
    | f.SilenceConcluded
    | f.TacitAcceptanceRescinded
    | f.AvenantTerminated
    | f.TerminationRescinded
)


def evolve_provider(avenant: ProviderAvenant, fact: ProviderChange) -> ProviderAvenant:
    """What a provider answers, and what follows."""
    match fact:
        case f.PossibleRefusalReceived():
            message = MessageOnFile(
                id=fact.id,
                received_on=fact.on,
                dispatched_on=fact.dispatched_on,
                evidence=fact.evidence,
            )
            return changed(avenant, messages=(*avenant.messages, message))
        case f.PossibleRefusalSettled():
            read = (changed(m, settled=m.settled or m.id == fact.message) for m in avenant.messages)
            return changed(avenant, messages=tuple(read))
        case f.RefusalRegistered():
            return changed(avenant, refusals=(*avenant.refusals, refusal_on_file(avenant, fact)))
        case f.AcceptanceRegistered():
            accepted = AcceptanceOnFile(id=fact.id, received_on=fact.on, evidence=fact.evidence)
            return changed(avenant, acceptances=(*avenant.acceptances, accepted))
        case f.RefusalWithdrawalRegistered():
            withdrawn = WithdrawalOnFile(id=fact.id, reached_on=fact.on, agreed=fact.agreed)
            return changed(avenant, withdrawals=(*avenant.withdrawals, withdrawn))
        case f.ContestedRefusalDecided():
            return evolve_decided(avenant, fact)
        case f.AvenantRefused():
            return standing(
                changed(avenant, refused_known_on=fact.registered_on),
                Refused(
                    refusal=fact.refusal,
                    received_on=fact.received_on,
                    determined_on=fact.on,
                    terminates_on=fact.terminates_on,
                ),
            )
        case f.AvenantContested():
            contested = Contested(
                refusals=fact.refusals, acceptances=fact.acceptances, why=fact.why
            )
            return standing(avenant, contested)
        case f.AvenantAccepted():
            return standing(
                avenant, Accepted(acceptance=fact.acceptance, received_on=fact.received_on)
            )
        case f.SilenceConcluded():
            concluded = changed(
                avenant,
                silence=fact.on,
                silent_through=fact.last_day,
                conclusions=avenant.conclusions + 1,
            )
            return standing(concluded, AcceptedTacitly(concluded_on=fact.on))
        case f.TacitAcceptanceRescinded():
            rescinded = (*avenant.rescinded, fact.concluded_on)
            return changed(avenant, silence=None, silent_through=None, rescinded=rescinded)
        case f.AvenantTerminated():
            ended = changed(avenant, terminated_on=fact.on, terminations=avenant.terminations + 1)
            return standing(
                ended,
                Terminated(
                    refusal=fact.refusal, received_on=fact.received_on, terminated_on=fact.on
                ),
            )
        case f.TerminationRescinded():
            return changed(avenant, terminated_on=None)
        case _:
            assert_never(fact)


def refusal_on_file(avenant: ProviderAvenant, fact: f.RefusalRegistered) -> RefusalOnFile:
    """The refusal, and which withdrawals were known before it."""
    return RefusalOnFile(
        id=fact.id,
        received_on=fact.received_on,
        dispatched_on=fact.dispatched_on,
        by_representative=fact.by_representative,
        names_convention=fact.names_convention,
        addressed_to=fact.addressed_to,
        evidence=fact.evidence,
        registered_after=tuple(w.id for w in avenant.withdrawals),
    )


def evolve_decided(avenant: ProviderAvenant, fact: f.ContestedRefusalDecided) -> ProviderAvenant:
    """The decision beside each answer that it is about."""
    decision = DecisionOnFile(
        id=fact.id,
        on=fact.on,
        outcome=fact.outcome,
        concluded_on=fact.concluded_on,
        after_closing=avenant.closing is not None,
    )
    return changed(
        avenant,
        refusals=tuple(
            changed(r, decisions=(*r.decisions, decision)) if r.id in fact.refusals else r
            for r in avenant.refusals
        ),
        acceptances=tuple(
            changed(a, decisions=(*a.decisions, decision)) if a.id in fact.acceptances else a
            for a in avenant.acceptances
        ),
    )


NetworkChange = (
    f.SendingReleased
    | f.SignedCopyExamined
    | f.SignatureRegistered
    | f.WrongCopyRegistered
    | f.AvenantSigned
    | f.AvenantConcluded
    | f.EvidenceRenewed
    | f.AvenantDeclined
    | f.ProvidersAddressed
    | f.UnsignedEscalated
)


def evolve_network(avenant: NetworkAvenant, fact: NetworkChange) -> NetworkAvenant:
    """What a network answers, and what follows."""
    match fact:
        case f.SendingReleased():
            return changed(avenant, released_on=fact.on)
        case f.SignedCopyExamined():
            return changed(avenant, copies=(*avenant.copies, copy_on_file(fact)))
        case f.SignatureRegistered():
            signed = SignatureOnFile(
                id=fact.id,
                received_on=fact.on,
                capacities=fact.capacities,
                evidence=fact.evidence,
            )
            avenant = looked_at(avenant, fact.evidence)
            return changed(avenant, signatures=(*avenant.signatures, signed))
        case f.WrongCopyRegistered():
            avenant = looked_at(avenant, fact.evidence)
            return changed(avenant, wrong_copies=(*avenant.wrong_copies, fact.id))
        case f.AvenantSigned():
            # Signed anew, whoever was not told while it was not has to be addressed again.
            return standing(changed(avenant, addressed_on=None), Signed())
        case f.AvenantConcluded():
            concluded = changed(avenant, concluded_on=fact.on, signed_copy=fact.evidence)
            return standing(concluded, Concluded())
        case f.EvidenceRenewed():
            return changed(avenant, signed_copy=fact.evidence)
        case f.AvenantDeclined():
            return standing(changed(avenant, declined=fact.id), Declined())
        case f.ProvidersAddressed():
            return changed(avenant, addressed_on=fact.on)
        case f.UnsignedEscalated():
            return changed(avenant, escalated=True)
        case _:
            assert_never(fact)


def copy_on_file(fact: f.SignedCopyExamined) -> CopyOnFile:
    """The copy; where the examination could not tell, a person has to look."""
    return CopyOnFile(
        id=fact.id,
        received_on=fact.on,
        verdict=fact.verdict,
        capacities=fact.capacities,
        evidence=fact.evidence,
        settled=fact.verdict is not f.CopyVerdict.PERSON_LOOKS,
    )


def looked_at(avenant: NetworkAvenant, evidence: str | None) -> NetworkAvenant:
    """The avenant once somebody has said what that copy is worth."""
    copies = (changed(c, settled=c.settled or c.evidence == evidence) for c in avenant.copies)
    return changed(avenant, copies=tuple(copies))


# -- small changes ----------------------------------------------------------------------------


def changed(value: V, **fields: object) -> V:
    """The same value with other fields."""
    # What model_copy does to a frozen value without extras, at a tenth of its cost: whoever reads
    # the whole journal does little else.
    other = value.__class__.__new__(value.__class__)
    _set(other, "__dict__", {**value.__dict__, **fields})
    _set(other, "__pydantic_fields_set__", value.__pydantic_fields_set__ | fields.keys())
    _set(other, "__pydantic_extra__", None)
    _set(other, "__pydantic_private__", None)
    return other


_set = object.__setattr__


def standing(avenant: V, now: Standing) -> V:
    """The avenant where that fact puts it."""
    return changed(avenant, standing=now)


def unanswered(avenant: Avenant, now: Sending | AwaitingAnswer) -> Avenant:
    """A communication moves only an avenant that nobody has answered yet."""
    waiting = (Prepared, Sending, Undeliverable)
    return standing(avenant, now) if isinstance(avenant.standing, waiting) else avenant


def with_avenant(convention: Convention, avenant: Avenant) -> Convention:
    """The convention with that avenant in the place of its former self."""
    if len(convention.avenants) == 1:
        return changed(convention, avenants=(avenant,))
    avenants = tuple(avenant if a.id == avenant.id else a for a in convention.avenants)
    return changed(convention, avenants=avenants)


def with_communication(avenant: Avenant, ordinal: int, **fields: object) -> Avenant:
    """The avenant with one communication changed."""
    communications = tuple(
        [changed(c, **fields) if c.ordinal == ordinal else c for c in avenant.communications]
    )
    return changed(avenant, communications=communications)


def the_provider(avenant: Avenant) -> ProviderAvenant:
    """The avenant, which only a provider can have answered so."""
    return cast("ProviderAvenant", avenant)


def the_network(avenant: Avenant) -> NetworkAvenant:
    """The avenant, which only a network can have answered so."""
    return cast("NetworkAvenant", avenant)


def with_registrant(convention: Convention, fact: f.ConventionFact) -> Convention:
    """Who registered what, for whoever may have to retract it."""
    if type(fact) not in _REGISTRATIONS or not isinstance(fact, f.Registration):
        return convention
    avenant = None if isinstance(fact, f.ConventionEnded) else fact.avenant
    line = Registered(id=fact.id, type=fact.type, avenant=avenant, by=fact.by)
    return changed(convention, registrations=(*convention.registrations, line))


def asked_to_retract(convention: Convention, fact: f.RetractionRequested) -> Convention:
    """The registration waits for a second person."""
    lines = (
        changed(r, asked_on=fact.on) if r.id == fact.retracts else r
        for r in convention.registrations
    )
    return changed(convention, registrations=tuple(lines))


def retract(convention: Convention, registration: UUID) -> Convention:
    """The file without that registration; the registration itself stays in the record."""
    convention = changed(
        convention,
        endings=tuple(e for e in convention.endings if e.id != registration),
        registrations=tuple(
            changed(r, retracted=True) if r.id == registration else r
            for r in convention.registrations
        ),
    )
    return changed(
        convention, avenants=tuple(without(a, registration) for a in convention.avenants)
    )


def without(avenant: Avenant, registration: UUID) -> Avenant:
    """The avenant's file without that registration."""
    avenant = changed(
        avenant,
        communications=tuple(
            communication_without(c, registration) for c in avenant.communications
        ),
        notices=tuple(
            changed(n, sent=False, posted_on=None, posted_id=None)
            if n.posted_id == registration
            else n
            for n in avenant.notices
        ),
    )
    match avenant:
        case ProviderAvenant():
            return changed(
                avenant,
                refusals=tuple(
                    undecided(r, registration) for r in avenant.refusals if r.id != registration
                ),
                acceptances=tuple(
                    undecided(a, registration) for a in avenant.acceptances if a.id != registration
                ),
                withdrawals=tuple(w for w in avenant.withdrawals if w.id != registration),
            )
        case NetworkAvenant():
            return changed(
                avenant,
                signatures=tuple(s for s in avenant.signatures if s.id != registration),
                wrong_copies=tuple(c for c in avenant.wrong_copies if c != registration),
                declined=None if avenant.declined == registration else avenant.declined,
            )


def communication_without(communication: Communication, registration: UUID) -> Communication:
    """A communication without its posting, its bounce, an extension or an answer to it."""
    if communication.sent_id == registration:
        return changed(communication, sent_on=None, window=None, sent_id=None, extensions=())
    if communication.bounce_id == registration:
        return changed(communication, bounced_on=None, bounce_id=None, answered_by=())
    return changed(
        communication,
        answered_by=tuple(a for a in communication.answered_by if a != registration),
        extensions=tuple(e for e in communication.extensions if e.id != registration),
    )


def undecided(answer: A, decision: UUID) -> A:
    """The answer without that decision; one that was taken before it counts again."""
    return changed(answer, decisions=tuple(d for d in answer.decisions if d.id != decision))


# -- quick ways -------------------------------------------------------------------------------

_REGISTRATIONS: frozenset[type] = frozenset(get_args(f.Registration))
_GROUPS: dict[type, Callable[[Any, Any], Avenant]] = {
    **dict.fromkeys(get_args(PostChange), evolve_post),
    **dict.fromkeys(get_args(NoticeChange), evolve_notice),
    **dict.fromkeys(get_args(ProviderChange), evolve_provider),
    **dict.fromkeys(get_args(NetworkChange), evolve_network),
}
"""The same that `evolve_avenant` says of these groups, found without asking class after class."""
