"""Where an avenant ought to stand, given everything on file: the law in one place.

`decide` compares this with where it does stand and answers with the facts between the two. So a
late registration, a retraction or a bounce needs no rule of its own.
"""

from datetime import date

from domain.answers import (
    Worth,
    contested,
    contested_acceptances,
    earliest_valid,
    express_acceptances,
    reopened_on,
    worth,
    would_terminate_on,
)
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
from domain.values import Value


class End(Value):
    """The first day without the convention, and why."""

    on: date
    cause: EndCause


class Termination(Value):
    """The end of a convention by operation of law, and the avenants that were refused for it."""

    on: date
    avenants: tuple[str, ...]


def provider_standing(convention: Convention, avenant: ProviderAvenant) -> ProviderStanding:
    """Where a provider avenant ought to stand.

    An end of the convention before the conclusion lapses the avenant; afterwards the state stays.
    """
    answered = by_the_answers(avenant)
    if isinstance(answered, Refused) and ended_by(convention, avenant):
        return Terminated(
            refusal=answered.refusal,
            received_on=answered.received_on,
            terminated_on=avenant.terminated_on or answered.terminates_on,
        )
    now = by_the_closing(avenant, answered)
    ended = end_apart_from(convention, avenant)
    if ended is None:
        return now
    concluded = [conclusion(avenant, answered), closed_on(avenant, now)]
    if any(day is not None and day <= ended.on for day in concluded):
        return now
    return Lapsed(cause=ended.cause)


def by_the_answers(avenant: ProviderAvenant) -> ProviderStanding:
    """What the answers say: a refusal, a contested one, an acceptance, silence, or nothing yet."""
    refusal = earliest_valid(avenant)
    if refusal is not None:
        return Refused(
            refusal=refusal.id,
            received_on=refusal.received_on,
            determined_on=refusal.decision.on if refusal.decision else refusal.received_on,
            terminates_on=would_terminate_on(avenant),
        )
    refusals, acceptances = contested(avenant), contested_acceptances(avenant)
    if refusals or acceptances:
        why = [why for _, why in refusals]
        why += [Contest.UNDELIVERABLE] if acceptances else []
        return Contested(
            refusals=tuple(r.id for r, _ in refusals),
            acceptances=tuple(a.id for a in acceptances),
            why=tuple(dict.fromkeys(why)),
        )
    first = min(express_acceptances(avenant), key=lambda a: a.received_on, default=None)
    if first is not None:
        return Accepted(acceptance=first.id, received_on=first.received_on)
    silence = silence_that_stands(avenant)
    return AcceptedTacitly(concluded_on=silence) if silence else by_the_post(avenant)


def silence_that_stands(avenant: ProviderAvenant) -> date | None:
    """The day on which silence was concluded over the window that is open now, or None.

    Another window may have taken that one's place since, or an extension have lengthened it.
    """
    days = avenant.opening.last_days if avenant.opening else None
    return avenant.silence if days is not None and avenant.silent_through == days[1] else None


def by_the_post(avenant: AvenantFile) -> Prepared | Sending | AwaitingAnswer | Undeliverable:
    """What the communications say, while nobody has answered."""
    if avenant.opening is not None:
        return AwaitingAnswer()
    if avenant.in_flight is not None:
        return Sending()
    if not avenant.communications:
        return Prepared()
    return Sending() if avenant.communications[-1].abandoned else Undeliverable()


def conclusion(avenant: ProviderAvenant, answered: ProviderStanding) -> date | None:
    """The day on which the answer was complete; None while it is not.

    A contested answer takes back neither the silence that was concluded before it nor an express
    acceptance: only the decision does.
    """
    match answered:
        case Refused():
            return min(answered.determined_on, accepted_before(avenant, answered))
        case Accepted() | AcceptedTacitly():
            days = [undisturbed_since(avenant, a.received_on) for a in express_acceptances(avenant)]
        case Contested():
            first = min(
                (r.received_on for r, _ in contested(avenant)),
                default=date.max,
            )
            accepted = (a.received_on for a in express_acceptances(avenant))
            days = [day for day in accepted if day <= first]
        case _:
            return None
    silence = silence_that_stands(avenant)
    return min([*days, silence] if silence else days, default=None)


def undisturbed_since(avenant: ProviderAvenant, accepted_on: date) -> date:
    """The day from which an acceptance concludes: not before an earlier refusal has fallen away."""
    before_it = (r for r in avenant.refusals if r.received_on < accepted_on)
    disturbed = any(worth(r, avenant) is Worth.DISMISSED for r in before_it)
    return max(accepted_on, (reopened_on(avenant) if disturbed else None) or accepted_on)


def accepted_before(avenant: ProviderAvenant, refused: Refused) -> date:
    """The day of the acceptance that the decision for a refusal took back, or far ahead."""
    refusal = next(r for r in avenant.refusals if r.id == refused.refusal)
    return (refusal.decision.concluded_on if refusal.decision else None) or date.max


def end_apart_from(convention: Convention, avenant: ProviderAvenant) -> End | None:
    """The earliest end of the convention by anything but this avenant's own refusal.

    Ended for another cause, or by the termination of another avenant of the same convention.
    """
    ends = [End(on=e.on, cause=e.cause) for e in convention.endings]
    ends += [
        End(on=other.terminated_on, cause=EndCause.REFUSAL)
        for other in convention.provider_avenants
        if other.id != avenant.id and other.terminated_on is not None
    ]
    return min(ends, key=lambda e: e.on, default=None)


def termination(convention: Convention) -> Termination | None:
    """The end of the convention by operation of law, and the avenants whose refusals end it.

    It is the earliest among those refused. A refusal that was determined only after the
    convention had ended ends nothing, and a convention that ended for another cause on that day
    or before is not ended again.
    """
    end = convention.ended.on if convention.ended else None
    day: date | None = None
    refused: list[str] = []
    for concluded_on, terminates_on, avenant in sorted(refusals_that_stand(convention)):
        if end is not None and concluded_on > end:
            continue
        refused.append(avenant)
        if end is None or terminates_on < end:
            end = day = terminates_on
    return Termination(on=day, avenants=tuple(refused)) if day else None


def refusals_that_stand(convention: Convention) -> list[tuple[date, date, str]]:
    """Of each refused avenant the day it was concluded, its termination day and its id.

    Of closed ones a person may still have to say whether the refusal counts.
    """
    found: list[tuple[date, date, str]] = []
    for avenant in convention.provider_avenants:
        answered = by_the_answers(avenant)
        if not isinstance(answered, Refused):
            continue
        stays = avenant.terminated_on is not None
        if stays or isinstance(by_the_closing(avenant, answered), Refused):
            concluded_on = conclusion(avenant, answered) or answered.determined_on
            found.append((concluded_on, answered.terminates_on, avenant.id))
    return found


def ended_by(convention: Convention, avenant: ProviderAvenant) -> bool:
    """Whether the recorded termination of that avenant is the one that the law asks for."""
    if avenant.terminated_on is None:
        return False
    due = termination(convention)
    return due is not None and due.on == avenant.terminated_on and avenant.id in due.avenants


def by_the_closing(avenant: ProviderAvenant, answered: ProviderStanding) -> ProviderStanding:
    """What the withdrawal of a circular, or the corrected text, makes of an avenant.

    A withdrawal closes open windows only: what was concluded by then stays, and an answer that
    came by then and is contested waits for a person. A corrected text takes the place of all but
    the refusals, about which a person is asked.
    """
    closing = avenant.closing
    if closing is None:
        return answered
    closed = Superseded(by=closing.superseded_by) if closing.superseded_by else Withdrawn()
    if isinstance(answered, Refused) and answered.received_on <= closing.on:
        return refused_and_closed(avenant, closing, answered)
    if isinstance(answered, Contested) and came_by(avenant, answered, closing.on):
        return answered
    if closing.superseded_by:
        return closed
    concluded = conclusion(avenant, answered)
    return answered if concluded is not None and concluded <= closing.on else closed


def came_by(avenant: ProviderAvenant, answered: Contested, day: date) -> bool:
    """Whether one of the contested answers had come by that day."""
    answers = [*avenant.refusals, *avenant.acceptances]
    waiting = {*answered.refusals, *answered.acceptances}
    return any(a.received_on <= day for a in answers if a.id in waiting)


def closed_on(avenant: ProviderAvenant, now: ProviderStanding) -> date | None:
    """The day on which a closed avenant was closed; None while it is not."""
    closed = isinstance(now, Withdrawn | Superseded) and avenant.closing is not None
    return avenant.closing.on if closed and avenant.closing else None


def refused_and_closed(
    avenant: ProviderAvenant, closing: Closing, refused: Refused
) -> ProviderStanding:
    """Whether a refusal still ends the convention is a person's to say, by policy."""
    refusal = next(r for r in avenant.refusals if r.id == refused.refusal)
    asked_already = refusal.decision is not None and refusal.decision.after_closing
    if not closing.ask_refused or asked_already:
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
