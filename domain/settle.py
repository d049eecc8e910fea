"""The facts between where an avenant stands and where it ought to stand."""

from datetime import date
from typing import assert_never

from domain import facts as f
from domain.evolve import evolve
from domain.standing import network_standing, provider_standing
from domain.state import (
    Accepted,
    AcceptedTacitly,
    Avenant,
    AwaitingAnswer,
    Concluded,
    Contested,
    Convention,
    Declined,
    Lapsed,
    NetworkAvenant,
    Prepared,
    ProviderAvenant,
    Refused,
    Sending,
    Signed,
    Standing,
    Superseded,
    Terminated,
    Undeliverable,
    Withdrawn,
)


def ought(convention: Convention, avenant: Avenant) -> Standing:
    """Where that avenant ought to stand, given everything on file."""
    match avenant:
        case ProviderAvenant():
            return provider_standing(convention, avenant)
        case NetworkAvenant():
            return network_standing(convention, avenant)


def settle(convention: Convention, today: date) -> tuple[f.ConventionFact, ...]:
    """What follows for every avenant of the convention from what is now on file.

    What follows for one avenant may have consequences for another: a termination lapses the
    others' windows, its rescission opens them again. So it is asked until nothing follows.
    """
    following: list[f.ConventionFact] = []
    for known in convention.avenants:
        avenant = convention.avenant(known.id)
        if avenant is None:
            continue
        target = ought(convention, avenant)
        if target == avenant.standing:
            continue
        for fact in transition(convention, avenant, target, today):
            following.append(fact)
            convention = evolve(convention, fact)
    return (*following, *settle(convention, today)) if following else ()


def transition(
    convention: Convention, avenant: Avenant, target: Standing, today: date
) -> tuple[f.ConventionFact, ...]:
    """What falls away first, and then what takes its place."""
    return (*rescissions(avenant, target, today), *arrival(convention, avenant, target, today))


def rescissions(avenant: Avenant, target: Standing, today: date) -> tuple[f.ConventionFact, ...]:
    """Conclusions that cannot stand beside the target; their facts stay in the record.

    A contested refusal alone does not rescind a tacit acceptance: only the decision does.
    """
    if not isinstance(avenant, ProviderAvenant):
        return ()
    gone: list[f.ConventionFact] = []
    if avenant.terminated_on is not None and not isinstance(target, Terminated):
        gone.append(
            f.TerminationRescinded(
                avenant=avenant.id, on=today, terminated_on=avenant.terminated_on
            )
        )
    bearable = (Contested, AcceptedTacitly, Accepted)
    if avenant.silence is not None and not isinstance(target, bearable):
        gone.append(
            f.TacitAcceptanceRescinded(avenant=avenant.id, on=today, concluded_on=avenant.silence)
        )
    return tuple(gone)


def arrival(
    convention: Convention, avenant: Avenant, target: Standing, today: date
) -> tuple[f.ConventionFact, ...]:
    """The fact that says where the avenant stands from now on."""
    of = avenant.id
    closed_on = avenant.closing.on if avenant.closing else today
    match target:
        case Prepared() | Sending() | AwaitingAnswer():
            return (f.AvenantRestored(avenant=of, on=today, to=target.status),)
        case AcceptedTacitly():
            return (f.AvenantRestored(avenant=of, on=today, to="accepted_tacitly"),)
        case Undeliverable():
            return (f.AvenantUndeliverable(avenant=of, on=today),)
        case Accepted():
            return (
                f.AvenantAccepted(
                    avenant=of,
                    on=target.received_on,
                    acceptance=target.acceptance,
                    received_on=target.received_on,
                ),
            )
        case Refused():
            return (
                f.AvenantRefused(
                    avenant=of,
                    on=target.determined_on,
                    refusal=target.refusal,
                    received_on=target.received_on,
                    terminates_on=target.terminates_on,
                    registered_on=today,
                ),
            )
        case Contested():
            return (
                f.AvenantContested(
                    avenant=of,
                    on=today,
                    refusals=target.refusals,
                    acceptances=target.acceptances,
                    why=target.why,
                ),
            )
        case Terminated():
            return (
                f.AvenantTerminated(
                    avenant=of,
                    on=target.terminated_on,
                    refusal=target.refusal,
                    received_on=target.received_on,
                ),
            )
        case Withdrawn():
            return (f.AvenantWithdrawn(avenant=of, on=closed_on),)
        case Superseded():
            return (f.AvenantSuperseded(avenant=of, on=closed_on, superseded_by=target.by),)
        case Lapsed():
            return (
                f.AvenantLapsed(avenant=of, on=lapsed_on(convention, today), cause=target.cause),
            )
        case Signed():
            return (f.AvenantSigned(avenant=of, on=signed_on(avenant, today)),)
        case Concluded() | Declined():
            return ()
        case _:
            assert_never(target)


def lapsed_on(convention: Convention, today: date) -> date:
    """The day on which the convention ended, which lapses what was open."""
    days = [e.on for e in convention.endings]
    days += [a.terminated_on for a in convention.provider_avenants if a.terminated_on]
    return min(days, default=today)


def signed_on(avenant: Avenant, today: date) -> date:
    """The day on which the network's second signature was there."""
    return (avenant.signed_on if isinstance(avenant, NetworkAvenant) else None) or today
