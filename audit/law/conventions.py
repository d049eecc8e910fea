"""The list of the conventions in force on a day: its schema, its bytes and its checksum."""

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Literal

from audit.law.contracts_view import Contracts, contracts_of
from audit.law.known import Known
from audit.views.collector import uncollected
from audit.views.history import known_then
from domain.contracts import (
    Contract,
    ContractChange,
    ContractRow,
    Launched,
    agreed_by,
    came_and_went,
    changes,
    rows_on,
)
from domain.values import Value
from journal.opening import Store
from journal.streams import convention_stream
from journal.tables import pages

SCHEMA = "avenants.conventions/1"
"""The name of the shape; a later shape gets another, and this one stays."""
COLUMNS = tuple(ContractRow.model_fields)


class ContractList(Value):
    """The conventions in force on a day. `sha256` is that of the same list as CSV."""

    form: Literal["avenants.conventions/1"] = SCHEMA
    as_of: date
    as_at: datetime | None
    network: str | None
    count: int
    sha256: str
    conventions: tuple[ContractRow, ...]


def in_force(
    store: Store, day: date, *, network: str | None = None, as_at: datetime | None = None
) -> ContractList:
    """The list of a day, as it is known now or was at an aware instant."""
    rows = listed(store, [day], network, as_at)[0]
    return ContractList(
        as_of=day,
        as_at=as_at,
        network=network,
        count=len(rows),
        sha256=hashlib.sha256(as_csv(rows)).hexdigest(),
        conventions=rows,
    )


def changed_since(
    store: Store,
    before: date,
    day: date,
    *,
    network: str | None = None,
    as_at: datetime | None = None,
) -> tuple[ContractChange, ...]:
    """What the list of a day has otherwise than that of an earlier one, both as known alike.

    With the conventions that came and went in between: sessions were held under them too.
    """
    was, now = listed(store, [before, day], network, as_at)
    contracts = Contracts(store)
    if as_at is None:
        others = contracts.came_and_went(before, day, network)
    else:
        others = list(contracts_at(store, contracts.begun_by(day, network), as_at))
    found = (*changes(was, now), *came_and_went(others, before, day))
    return tuple(sorted(found, key=lambda one: one.convention))


def listed(
    store: Store, days: Sequence[date], network: str | None, as_at: datetime | None
) -> list[tuple[ContractRow, ...]]:
    """The rows of some days."""
    launched = [
        Launched(
            circular=one.circular,
            launched_on=one.launched_on,
            entry_into_force=one.amendment.entry_into_force,
            withdrawn_on=one.withdrawn_on,
        )
        for one in Known(store, as_at).amending
        if not one.corrected
    ]
    contracts = Contracts(store)
    contracts.catch_up()
    if as_at is not None:
        then = list(contracts_at(store, contracts.begun_by(max(days), network), as_at))
        return [rows_on(then, day, launched, agreed_by(then)) for day in days]
    agreed = agreed_by(contracts.of_networks(network))
    return [rows_on(contracts.in_force(day, network), day, launched, agreed) for day in days]


def contracts_at(store: Store, conventions: Sequence[str], as_at: datetime) -> Iterator[Contract]:
    """These contracts as the record stood at an instant: read off the facts of each."""
    with uncollected():
        for page in pages(conventions):
            for history in known_then(store, map(convention_stream, page), as_at):
                yield from contracts_of(history)


def as_csv(rows: Sequence[ContractRow]) -> bytes:
    """The list as bytes that are the same for the same list.

    UTF-8, commas, lines end with LF, a header; days in ISO form, nothing for null, several ids in
    one cell with a space between.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([cell(value) for value in row.model_dump(mode="json").values()])
    return out.getvalue().encode()


def cell(value: object) -> str:
    """A value as it stands in a cell."""
    match value:
        case None:
            return ""
        case list():
            return " ".join(map(str, value))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - ids
        case _:
            return str(value)
