"""Little scenarios in few words: builders of acts with days as `MM-DD` of 2026."""

from datetime import date

from .outcomes import Outcome, expected

K = "2026-001.K00123"
OTHER = "2026-002.K00123"
NETWORK = "2026-001.net-namur"
LATE = date(2027, 12, 31)

Act = dict[str, object]


def day(text: str) -> str:
    """`03-03` stands for 3 March 2026."""
    return f"2026-{text}"


def sent(on: str = "03-03", channel: str = "email", avenant: str = K) -> Act:
    """A first communication: by e-mail on 3 March, heard until 3 April."""
    return done("sent", on, avenant) | {"channel": channel}


def again(on: str, channel: str = "email", avenant: str = K) -> Act:
    """A further communication of the same text."""
    return sent(on, channel, avenant) | {"act": "sent_again"}


def bounced(on: str, of: int = 1, avenant: str = K) -> Act:
    """A communication that came back."""
    return {"avenant": avenant, "act": "bounced", "on": day(on), "of": of}


def accepted(received: str, registered: str | None = None, avenant: str = K) -> Act:
    """An express acceptance, registered the day it came unless said otherwise."""
    return {
        "avenant": avenant,
        "act": "accepted",
        "received_on": day(received),
        "registered_on": day(registered or received),
    }


def refused(
    received: str,
    dispatched: str | None = None,
    registered: str | None = None,
    *,
    by_representative: bool = True,
    avenant: str = K,
) -> Act:
    """A refusal, dispatched and registered the day it came unless said otherwise."""
    return {
        "avenant": avenant,
        "act": "refused",
        "dispatched_on": day(dispatched or received),
        "received_on": day(received),
        "registered_on": day(registered or received),
        "channel": "email",
        "by_representative": by_representative,
    }


def taken_back(on: str, *, agreed: bool = True, avenant: str = K) -> Act:
    """A refusal withdrawn."""
    return {"avenant": avenant, "act": "refusal_withdrawn", "on": day(on), "agreed": agreed}


def decided(on: str, outcome: str, avenant: str = K) -> Act:
    """A contested refusal decided."""
    return {"avenant": avenant, "act": "decided", "on": day(on), "outcome": outcome}


def extended(on: str, until: str, avenant: str = K) -> Act:
    """A window extended."""
    return {"avenant": avenant, "act": "extended", "on": day(on), "until": day(until)}


def done(name: str, on: str, avenant: str = K) -> Act:
    """Any act that has a day and nothing else."""
    return {"avenant": avenant, "act": name, "on": day(on)}


def retracted(on: str, what: int, avenant: str = K) -> Act:
    """An earlier act called a mistake."""
    return {"avenant": avenant, "act": "retracted", "on": day(on), "what": what}


def outcome(*acts: Act, of: str = K, on: date = LATE, intake: date | None = None) -> Outcome:
    """What acts come to for one avenant, at the end of 2027 unless said otherwise."""
    kind = "network" if ".net-" in of else "provider"
    return expected(of, kind, acts, on, intake)


def told(*acts: Act, of: str = K, on: date = LATE) -> tuple[str | None, str | None, str | None]:
    """State, day of the determining refusal and day of termination: `06-01` as `MM-DD`."""
    found = outcome(*acts, of=of, on=on)
    short = [value and value.removeprefix("2026-") for value in found.values()]
    named = dict(zip(found, short, strict=True))
    return named["state"], named["refusal_received_on"], named["terminates_on"]
