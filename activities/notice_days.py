"""What a notice to a provider has to name, read off the file for its cause."""

from datetime import date

from domain.facts import Notice, Outcome
from domain.notices import Owed
from domain.state import (
    Convention,
    Extension,
    ProviderAvenant,
    RefusalOnFile,
    Refused,
    Terminated,
)

Day = date | Outcome | None


def days_of(convention: Convention, avenant: ProviderAvenant, due: Owed) -> dict[str, Day]:
    """The days of a `Correspondence` that a notice prints, and what was decided."""
    opening = avenant.opening
    last_days = opening.last_days if opening else None
    announced: dict[str, Day] = {"announced_last_day": last_days[0] if last_days else None}
    match due.notice:
        case Notice.TACIT_ACCEPTANCE | Notice.RESCINDED:
            return announced | {"concluded_on": date.fromisoformat(_named(due))}
        case Notice.REFUSAL_CONFIRMATION:
            return _refused(avenant)
        case Notice.CONTESTED | Notice.OUT_OF_TIME:
            return announced | {"refusal_received_on": _refusal(avenant, due).received_on}
        case Notice.DECIDED:
            return _decided(avenant, _refusal(avenant, due))
        case Notice.EXTENDED:
            window = opening.window if opening else None
            return {
                "extended_until": _extension(avenant, due).until,
                "terminates_on": window.terminates_on if window else None,
            }
        case Notice.LAPSED:
            return {"convention_ended_on": _ended_on(convention)}
        case Notice.REMINDER | Notice.WITHDRAWN:
            return {}


def _named(due: Owed) -> str:
    """What the notice is about: the last word of its cause."""
    return due.about.rpartition(" ")[2]


def _refused(avenant: ProviderAvenant) -> dict[str, Day]:
    match avenant.standing:
        case Refused(received_on=received, terminates_on=day):
            return {"refusal_received_on": received, "terminates_on": day}
        case Terminated(received_on=received, terminated_on=day):
            return {"refusal_received_on": received, "terminates_on": day}
        case _:
            return {}


def _decided(avenant: ProviderAvenant, refusal: RefusalOnFile) -> dict[str, Day]:
    decision = refusal.decision
    if decision is None:
        return {}
    stands = decision.outcome is Outcome.REFUSAL
    return {
        "refusal_received_on": refusal.received_on,
        "decided_on": decision.on,
        "decision": decision.outcome,
        "refused_ends_on": _refused(avenant).get("terminates_on") if stands else None,
    }


def _refusal(avenant: ProviderAvenant, due: Owed) -> RefusalOnFile:
    """The refusal that waits, was decided or came too late."""
    named = _named(due)
    for refusal in avenant.refusals:
        decision = refusal.decision
        if named in (str(refusal.id), str(decision.id) if decision else ""):
            return refusal
    raise LookupError(f"{avenant.id} has no refusal {named} on file")


def _extension(avenant: ProviderAvenant, due: Owed) -> Extension:
    found = avenant.opening.extensions if avenant.opening else ()
    return next(extension for extension in found if str(extension.id) == _named(due))


def _ended_on(convention: Convention) -> date | None:
    """The first day without the convention, whatever ended it."""
    ended = [ending.on for ending in convention.endings]
    ended += [a.terminated_on for a in convention.provider_avenants if a.terminated_on]
    return min(ended, default=None)
