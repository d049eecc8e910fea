"""What changed in the registers, read past the program's own reader: each goes on from another.

Who touched one change alone left it unlike its neighbours.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import Connection, text

from journal.register_rows import ConventionRow, NetworkRow, RegisterRow, StaffRow, convention_in

Tell = Callable[[str, str], None]
"""Notes a place, and what is wrong there."""
Kind = type[NetworkRow] | type[ConventionRow] | type[StaffRow]
TABLES = {
    "networks": ("register_networks", NetworkRow),
    "providers": ("register_conventions", ConventionRow),
    "staff": ("register_staff", StaffRow),
}
"""The table of each register, and what stands in its rows."""
_ROW: TypeAdapter[RegisterRow] = TypeAdapter(RegisterRow)
_FIELDS: TypeAdapter[tuple[str, ...]] = TypeAdapter(tuple[str, ...])
_CHANGES = (
    'SELECT seq, id, register, "key", version, fields, "before", "after", recorded_at, recorded_by,'
    " waits FROM register_changes ORDER BY seq"
)
PERSONAL = "person."
"""How the fields begin whose values stand in the people store alone."""


class Change(NamedTuple):
    """A change as it lies in the history of the registers, read past the program's own reader."""

    id: str
    key: str
    version: int
    fields: tuple[str, ...]
    before: RegisterRow | None
    after: RegisterRow
    recorded_at: object
    recorded_by: str
    waits: bool
    place: str

    @property
    def convention(self) -> ConventionRow | None:
        """The convention that it concerns; none for the staff."""
        return convention_in(self.after)

    @property
    def concerns_person(self) -> bool:
        """Whether the people store has a version that came with it."""
        return self.before is None or any(name.startswith(PERSONAL) for name in self.fields)


Histories = Mapping[tuple[type[RegisterRow], str], Sequence[Change]]
"""The changes of each row, by its kind and key, in their order."""


def histories_in(connection: Connection, tell: Tell) -> tuple[tuple[Change, ...], Histories]:
    """All changes in their order, and those of each row, as far as they can be read."""
    changes = tuple(_read(connection, tell))
    histories: dict[tuple[type[RegisterRow], str], list[Change]] = defaultdict(list)
    for one in changes:
        histories[type(one.after), one.key].append(one)
    for history in histories.values():
        _check(history, tell)
    return changes, histories


def _read(connection: Connection, tell: Tell) -> Iterator[Change]:
    for row in connection.execute(text(_CHANGES)).mappings():
        place = f"register_changes {row['seq']}, {row['register']} {row['key']}"
        try:
            change = Change(
                id=str(row["id"]),
                key=str(row["key"]),
                version=number_in(row["version"]),
                fields=_FIELDS.validate_json(_text(row["fields"])),
                before=None if row["before"] is None else _ROW.validate_json(_text(row["before"])),
                after=_ROW.validate_json(_text(row["after"])),
                recorded_at=row["recorded_at"],
                recorded_by=str(row["recorded_by"]),
                waits=bool(row["waits"]),
                place=f"{place} version {row['version']}",
            )
        except ValueError:
            tell(place, "it cannot be read")
            continue
        kind = TABLES.get(row["register"], (None, None))[1]
        if type(change.after) is not kind or change.after.id != change.key:
            tell(change.place, "it is of another register or key")
        yield change


def _check(history: Sequence[Change], tell: Tell) -> None:
    """The changes of one row: each goes on from the one before."""
    first = history[0]
    if first.version != 1 or first.before is not None or first.fields:
        tell(first.place, "what was before is missing")
    for one, following in pairwise(history):
        if following.version != one.version + 1 or not _same(one.after, following.before):
            tell(following.place, "it does not go on from the one before")
    for one in history:
        told = [name for name in one.fields if not name.startswith(PERSONAL)]
        differ = one.before is not None and told != _differences(one.before, one.after)
        if differ or (one.before is not None and not one.fields):
            tell(one.place, "it names other fields than differ")


def _same(left: RegisterRow, right: RegisterRow | None) -> bool:
    """Whether two rows say the same; the kind of a convention is its network's, now and then."""
    if isinstance(left, ConventionRow) and isinstance(right, ConventionRow):
        return left.model_copy(update={"kind": right.kind}) == right
    return left == right


def _differences(before: RegisterRow, after: RegisterRow) -> list[str]:
    old, new = before.model_dump(), after.model_dump()
    return [name for name in new if new[name] != old.get(name)]


def _text(value: object) -> str:
    if not isinstance(value, str):
        msg = "no text"
        raise ValueError(msg)  # noqa: TRY004  (told like any other text that is none of ours)
    return value


def number_in(value: object) -> int:
    """A version; 0, which is none, for anything else that stands there."""
    return value if isinstance(value, int) else 0
