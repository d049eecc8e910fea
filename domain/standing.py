"""Where an avenant ought to stand, given everything on file: the law in one place.

`decide` compares this with where it does stand and answers with the facts between the two. So a
late registration, a retraction or a bounce needs no rule of its own.
"""

from datetime import date

from domain.answers import contested, earliest_valid
from domain.facts import Contest, EndCause
from domain.state import (
    Accepted,
    AcceptedTacitly,
    AvenantFile,
    AwaitingAnswer,
    Closing,
    Concluded,
    Contested,
    Convention,
    Declined,
    Lapsed,
    NetworkAvenant,
    NetworkStanding,
    Prepared,
    ProviderAvenant,
    ProviderStanding,
    Refused,
    Sending,
    Signed,
    Superseded,
    Terminated,
    Undeliverable,
    Withdrawn,
)


def provider_standing(convention: Convention, avenant: ProviderAvenant) -> ProviderStanding:
    """Where a provider avenant ought to stand."""
    answered = by_the_answers(avenant)
    if isinstance(answered, Refused) and avenant.terminated_on is not None:
        return Terminated(
            refusal=answered.refusal,
            received_on=answered.received_on,
            terminated_on=avenant.terminated_on,
        )
    lapsed = by_the_end(convention, avenant, answered)
    if lapsed is not None:
        return lapsed
    if avenant.closing is not None:
        return by_the_closing(avenant, avenant.closing, answered)
    return answered


def by_the_answers(avenant: ProviderAvenant) -> ProviderStanding:
    """What the answers say: a refusal, a contested one, an acceptance, silence, or nothing yet."""
    refusal = earliest_valid(avenant)
    if refusal is not None:
        judged = avenant.communication(refusal.against) or avenant.opening
        if judged is not None and judged.window is not None:
            return Refused(
                refusal=refusal.id,
                received_on=refusal.received_on,
                determined_on=refusal.decided_on or refusal.received_on,
                terminates_on=judged.window.terminates_on,
            )
    open_ones = contested(avenant)
    if open_ones:
        return Contested(
            refusals=tuple(r.id for r, _ in open_ones),
            why=tuple(dict.fromkeys(why for _, why in open_ones)),
        )
    if avenant.acceptances:
        first = min(avenant.acceptances, key=lambda a: a.received_on)
        return Accepted(acceptance=first.id, received_on=first.received_on)
    if avenant.silence is not None and avenant.opening is not None:
        return AcceptedTacitly(concluded_on=avenant.silence)
    return by_the_post(avenant)


def by_the_post(avenant: AvenantFile) -> Prepared | Sending | AwaitingAnswer | Undeliverable:
    """What the communications say, while nobody has answered."""
    if avenant.opening is not None:
        return AwaitingAnswer()
    if avenant.in_flight is not None:
        return Sending()
    if any(c.bounced_on is not None for c in avenant.communications):
        return Undeliverable()
    return Sending() if avenant.communications else Prepared()


def concluded_on(standing: ProviderStanding) -> date | None:
    """The day on which the answer was complete; None while it is not."""
    match standing:
        case Accepted():
            return standing.received_on
        case AcceptedTacitly():
            return standing.concluded_on
        case Refused():
            return standing.determined_on
        case _:
            return None


def by_the_end(
    convention: Convention, avenant: ProviderAvenant, answered: ProviderStanding
) -> Lapsed | None:
    """An end of the convention before the conclusion lapses the avenant; afterwards it stays.

    Ended for another cause, or by the termination of another avenant of the same convention.
    """
    ends = [(e.on, e.cause) for e in convention.endings]
    ends += [
        (other.terminated_on, EndCause.REFUSAL)
        for other in convention.provider_avenants
        if other.id != avenant.id and other.terminated_on is not None
    ]
    if not ends:
        return None
    ended, cause = min(ends, key=lambda e: e[0])
    concluded = concluded_on(answered)
    if concluded is not None and concluded <= ended:
        return None
    return Lapsed(cause=cause)


def by_the_closing(
    avenant: ProviderAvenant, closing: Closing, answered: ProviderStanding
) -> ProviderStanding:
    """What the withdrawal of a circular, or the corrected text, makes of an avenant.

    A withdrawal closes what is open. A corrected text takes the place of everything but a
    refusal, about which a person is asked.
    """
    closed = Superseded(by=closing.superseded_by) if closing.superseded_by else Withdrawn()
    if isinstance(answered, Refused) and answered.received_on <= closing.on:
        return refused_and_closed(avenant, closing, answered)
    if isinstance(answered, Contested) and closing.superseded_by:
        return answered
    if closing.superseded_by:
        return closed
    concluded = concluded_on(answered)
    return answered if concluded is not None and concluded <= closing.on else closed


def refused_and_closed(
    avenant: ProviderAvenant, closing: Closing, refused: Refused
) -> ProviderStanding:
    """Whether a refusal still ends the convention is a person's to say, by policy."""
    refusal = next(r for r in avenant.refusals if r.id == refused.refusal)
    if not closing.ask_refused or refusal.asked_again:
        return refused
    why = Contest.TEXT_CORRECTED if closing.superseded_by else Contest.CIRCULAR_WITHDRAWN
    return Contested(refusals=(refusal.id,), why=(why,))


def network_standing(convention: Convention, avenant: NetworkAvenant) -> NetworkStanding:
    """Where a network avenant ought to stand. Silence is not acceptance here."""
    if avenant.concluded_on is not None:
        replaced = avenant.closing.superseded_by if avenant.closing else None
        return Superseded(by=replaced) if replaced else Concluded()
    if avenant.closing is not None:
        replaced = avenant.closing.superseded_by
        return Superseded(by=replaced) if replaced else Withdrawn()
    if convention.ended is not None:
        return Lapsed(cause=convention.ended.cause)
    if avenant.declined is not None:
        return Declined()
    return Signed() if avenant.signed_on else by_the_post(avenant)
