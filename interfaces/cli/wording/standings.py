"""Where an avenant stands and what comes next, in a sentence."""

from datetime import date, timedelta
from typing import assert_never

from domain.concluding import termination_day
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
    Refused,
    Sending,
    Signed,
    Superseded,
    Terminated,
    Undeliverable,
    Withdrawn,
)
from domain.values import Language
from interfaces.cli.wording.standing_words import CONTESTS, STANDINGS


def standing_sentence(convention: Convention, avenant: Avenant, language: Language) -> str:
    """Where it stands; for one that waits, for what and until when."""
    name, details = standing_of(convention, avenant)
    if isinstance(avenant.standing, Contested):
        reasons = (CONTESTS[why].template(language) for why in avenant.standing.why)
        details = {**details, "why": ", ".join(reasons)}
    return STANDINGS[name].said(language, {"avenant": avenant.id, **details})


def standing_of(convention: Convention, avenant: Avenant) -> tuple[str, dict[str, object]]:
    """The name of the sentence, and what fills its gaps."""
    standing = avenant.standing
    match standing:
        case AwaitingAnswer():
            return waiting(avenant)
        case Accepted(received_on=day):
            return "accepted", {"received_on": day}
        case AcceptedTacitly(concluded_on=day):
            return "accepted_tacitly", {"concluded_on": day}
        case Refused(received_on=received, terminates_on=own):
            day = termination_day(convention) or own
            last = day - timedelta(days=1)
            return "refused", {"received_on": received, "terminates_on": day, "last": last}
        case Terminated(terminated_on=day):
            return "terminated", {"terminated_on": day}
        case Superseded(by=by):
            return "superseded", {"by": by}
        case Lapsed(cause=cause):
            return "lapsed", {"cause": cause.value}
        case Concluded():
            return concluded(avenant)
        case Signed() | Prepared() | Sending() | Undeliverable() | Contested():
            return standing.status, {}
        case Withdrawn() | Declined():
            return standing.status, {}
        case _:
            assert_never(standing)


def waiting(avenant: Avenant) -> tuple[str, dict[str, object]]:
    """A provider's window, or a network that is asked to sign."""
    opening = avenant.opening
    sent_on: date | None = opening.sent_on if opening else None
    days = opening.last_days if opening else None
    if isinstance(avenant, NetworkAvenant) or days is None:
        return "asked_to_sign", {"sent_on": sent_on}
    return "sent", {"sent_on": sent_on, "announced": days[0], "admitted": days[1]}


def concluded(avenant: Avenant) -> tuple[str, dict[str, object]]:
    """Concluded, and released or not."""
    released = isinstance(avenant, NetworkAvenant) and avenant.released_on is not None
    return ("concluded_and_released" if released else "concluded"), {
        "network": avenant.id.partition(".net-")[2],
        "circular": avenant.circular,
    }
