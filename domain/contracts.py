"""Who is under contract on a day, under which avenants and until when: the list for invoicing."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from domain.bindings import binds
from domain.governing import end_of
from domain.state import Convention
from domain.values import NetworkKind, PartyKind, Value


class Held(Value):
    """An avenant of a contract, as far as a day's list needs it."""

    avenant: str
    circular: str
    in_force_from: date
    binds: bool
    supersedes: str | None


class Contract(Value):
    """A convention without its file: from when to when, and what was agreed since."""

    convention: str
    network: str
    network_kind: NetworkKind
    party_kind: PartyKind
    began_on: date
    ends_on: date | None
    """The first day without it, as far as known; also one that a refusal sets ahead."""
    avenants: tuple[Held, ...]


class Launched(Value):
    """A circular: whoever began later, while it stood, began on the text that it had amended."""

    circular: str
    launched_on: date
    entry_into_force: date
    withdrawn_on: date | None = None


class ContractRow(Value):
    """A convention that is in force on the day of a list.

    `ends_on` is the first day without it, null where none is known. `avenants` are those that
    bind on that day; `circulars` those whose changes the text has, which is more where the
    convention began on the new text.
    """

    convention: str
    network: str
    network_kind: NetworkKind
    party_kind: PartyKind
    began_on: date
    ends_on: date | None
    avenants: tuple[str, ...]
    circulars: tuple[str, ...]


def contract_of(convention: Convention) -> Contract:
    """What a list needs of a convention."""
    return Contract(
        convention=convention.id,
        network=convention.network,
        network_kind=convention.kind,
        party_kind=convention.party_kind,
        began_on=convention.began_on,
        ends_on=end_of(convention),
        avenants=tuple(
            Held(
                avenant=avenant.id,
                circular=avenant.circular,
                in_force_from=avenant.in_force_from,
                binds=binds(avenant),
                supersedes=avenant.supersedes,
            )
            for avenant in convention.avenants
        ),
    )


def rows_on(
    contracts: Iterable[Contract],
    day: date,
    launched: Iterable[Launched],
    agreed: Mapping[str, frozenset[str]],
) -> tuple[ContractRow, ...]:
    """The conventions in force on that day, in the order of their ids.

    `agreed` names, for each network, the circulars whose avenant it has concluded itself.
    """
    standing = tuple(launched)
    return tuple(
        row_on(one, day, standing, agreed.get(one.network, frozenset()))
        for one in sorted(contracts, key=lambda one: one.convention)
        if one.began_on <= day and (one.ends_on is None or day < one.ends_on)
    )


def row_on(
    contract: Contract, day: date, launched: Iterable[Launched], agreed: frozenset[str]
) -> ContractRow:
    """A convention that is in force, on that day."""
    bound = [one for one in contract.avenants if one.binds and one.in_force_from <= day]
    replaced = {one.supersedes for one in bound}
    counting = [one for one in bound if one.avenant not in replaced]
    offered = contract.party_kind is PartyKind.NETWORK
    own = {one.circular for one in contract.avenants}
    begun_with = {
        one.circular
        for one in launched
        if contract.began_on > one.launched_on
        and (one.withdrawn_on is None or contract.began_on < one.withdrawn_on)
        and one.circular not in own
        and (offered or one.circular in agreed)
        and max(one.entry_into_force, contract.began_on) <= day
    }
    return ContractRow(
        **contract.model_dump(exclude={"avenants"}),
        avenants=tuple(sorted(one.avenant for one in counting)),
        circulars=tuple(sorted({one.circular for one in counting} | begun_with)),
    )


def agreed_by(contracts: Iterable[Contract]) -> dict[str, frozenset[str]]:
    """For each network, the circulars whose avenant it has concluded itself."""
    return {
        one.network: frozenset(held.circular for held in one.avenants if held.binds)
        for one in contracts
        if one.party_kind is PartyKind.NETWORK
    }


class ContractChange(Value):
    """What differs between two days: a convention came, went, or reads otherwise in one field."""

    convention: str
    network: str
    change: Literal["begun", "ended", "changed"]
    field: Literal["", "ends_on", "avenants", "circulars"]
    before: str
    after: str


def changes(
    before: Iterable[ContractRow], after: Iterable[ContractRow]
) -> tuple[ContractChange, ...]:
    """What differs between the lists of two days, in the order of the ids."""
    old = {one.convention: one for one in before}
    new = {one.convention: one for one in after}
    found: list[ContractChange] = []
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name), new.get(name)
        if was is None and now is not None:
            found.append(change(now, "begun", "", "", now.began_on.isoformat()))
        elif now is None and was is not None:
            ended = was.ends_on.isoformat() if was.ends_on else ""
            found.append(change(was, "ended", "", ended, ""))
        elif was is not None and now is not None:
            found += changed(was, now)
    return tuple(found)


def came_and_went(contracts: Iterable[Contract], before: date, day: date) -> list[ContractChange]:
    """The conventions that began after the one day and had ended by the other: on neither list."""
    return [
        ContractChange(
            convention=one.convention,
            network=one.network,
            change=change,
            field="",
            before=one.ends_on.isoformat() if change == "ended" else "",
            after=one.began_on.isoformat() if change == "begun" else "",
        )
        for one in contracts
        if one.ends_on is not None and before < one.began_on < one.ends_on <= day
        for change in ("begun", "ended")
    ]


def changed(was: ContractRow, now: ContractRow) -> list[ContractChange]:
    """The fields in which a convention reads otherwise."""
    ends = (str(was.ends_on or ""), str(now.ends_on or ""))
    avenants = (" ".join(was.avenants), " ".join(now.avenants))
    circulars = (" ".join(was.circulars), " ".join(now.circulars))
    found: list[ContractChange] = []
    if ends[0] != ends[1]:
        found.append(change(now, "changed", "ends_on", *ends))
    if avenants[0] != avenants[1]:
        found.append(change(now, "changed", "avenants", *avenants))
    if circulars[0] != circulars[1]:
        found.append(change(now, "changed", "circulars", *circulars))
    return found


def change(
    row: ContractRow,
    kind: Literal["begun", "ended", "changed"],
    field: Literal["", "ends_on", "avenants", "circulars"],
    before: str,
    after: str,
) -> ContractChange:
    """One difference."""
    return ContractChange(
        convention=row.convention,
        network=row.network,
        change=kind,
        field=field,
        before=before,
        after=after,
    )
