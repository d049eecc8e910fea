"""Acts that the engine should have turned down: they made no sense when they were done."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from .acts import Act, convention_of, standing
from .findings import Finding
from .outcomes import ConventionLife
from .provider import ProviderLife
from .structure import Row, network_avenant


def check(acts: Sequence[Act], avenants: Sequence[Row]) -> list[Finding]:
    """Every act of a scenario that could not be done after those before it."""
    by_convention: dict[str, list[Act]] = {}
    for act in acts:
        by_convention.setdefault(convention_of(act.avenant), []).append(act)
    found: list[Finding] = []
    for own in by_convention.values():
        for place, act in enumerate(own):
            wrong = _wrong(act, own[:place])
            found += [_finding(act, reason) for reason in wrong]
    return found + list(_too_early(acts, {str(row.get("avenant")): row for row in avenants}))


def _finding(act: Act, reason: str) -> Finding:
    return Finding(act.avenant, f"scenario[{act.index}] {act.name}", "turned down", reason)


def _wrong(act: Act, before: Sequence[Act]) -> Iterator[str]:
    if act.name == "retracted":
        yield from _wrong_retraction(act, before)
        return
    convention = ConventionLife(standing(before))
    if convention_of(act.avenant).startswith("net-"):
        life = convention.network(act.avenant)
        if act.name == "countersigned" and life.answer != "signed":
            yield "the network's signature does not stand"
        if act.name == "released" and life.answer != "concluded":
            yield "the network avenant is not concluded"
        yield from _wrong_communication(act, len(life.communications))
    else:
        life = convention.provider(act.avenant)
        yield from _wrong_communication(act, len(life.communications))
        yield from _wrong_answer(act, life)
        yield from _wrong_extension(act, life)


def _wrong_retraction(act: Act, before: Sequence[Act]) -> Iterator[str]:
    mistake = next((done for done in before if done.index == act.number("what")), None)
    if mistake is None or mistake.avenant != act.avenant:
        yield "names no earlier act of this avenant"
    elif mistake.name != "retracted" and mistake not in standing(before):
        yield "was retracted already"


def _wrong_communication(act: Act, count: int) -> Iterator[str]:
    if act.name == "sent" and count:
        yield "was sent before"
    if act.name == "sent_again" and not count:
        yield "was never sent"
    if act.name == "bounced" and act.number("of") > count:
        yield f"only {count} communications were sent"


def _wrong_answer(act: Act, life: ProviderLife) -> Iterator[str]:
    if act.name == "decided" and not life.contested():
        yield "nothing was contested"
    if act.name in ("refused", "accepted"):
        received, registered = act.day("received_on"), act.day("registered_on")
        if (act.day_or_none("dispatched_on") or received) > received:
            yield "dispatched after it was received"
        if received > registered:
            yield "registered before it was received"


def _wrong_extension(act: Act, life: ProviderLife) -> Iterator[str]:
    if act.name != "extended":
        return
    days = life.window()
    if days is None:
        yield "no window stands"
    elif act.day("until") >= days.terminates_on:
        yield f"reaches the termination day {days.terminates_on.isoformat()}"


def _too_early(acts: Sequence[Act], rows: Mapping[str, Row]) -> Iterator[Finding]:
    """Providers addressed before their network concluded and its coordinator released."""
    concluded: set[str] = set()
    released: dict[str, date] = {}
    for act in acts:
        row = rows.get(act.avenant)
        if act.name == "countersigned":
            concluded.add(act.avenant)
        elif act.name == "released":
            released.setdefault(act.avenant, act.day("on"))
        elif act.name == "sent" and row is not None and row.get("kind") == "provider":
            network = network_avenant(row)
            if network not in concluded:
                yield _finding(act, "the network avenant was not concluded")
            elif network not in released or act.day("on") < released[network]:
                yield _finding(act, "the coordinator had not released the sending")
