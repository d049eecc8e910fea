"""Whether the registers are what their own history says, and this what the sealed facts say.

Neither is hashed. Every row of a register is made from the last change of its history; what a
convention was registered with is a fact. One alone that was touched differs from the others.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import Connection, text

from audit.seals.findings import Fault, Findings
from audit.seals.history import TABLES, Change, Histories, Kind, histories_in
from audit.seals.leaves import Row
from audit.seals.naming import topic_of, topics_of
from audit.seals.told import read_fact
from domain.facts import ConventionRegistered, ConventionUpdated
from journal.register_rows import ConventionRow, NetworkRow
from journal.register_tables import columns_of

_BEGUN = topics_of(ConventionRegistered)
_TODAY = frozenset({topic_of(ConventionRegistered), topic_of(ConventionUpdated)})
REGISTERED = topics_of(ConventionRegistered, ConventionUpdated)
"""The facts that tell how a convention is registered."""
Columns = Mapping[str, str | None]
"""A row of a register, each value as text."""
Entry = tuple[object, ...]
"""What a fact says of a convention: its party, of which kind, its channel and its language."""


class _Said(NamedTuple):
    """The last fact that tells how a convention is registered."""

    entry: Entry
    command: str
    imported: bool
    begun: Entry | None
    """Of what network and kind the convention is, and since when, where this fact tells it."""
    place: str


class RegisterCheck:
    """Notes what facts say of conventions, as they pass, and compares at the end."""

    def __init__(self, connection: Connection, found: Findings) -> None:
        self._connection = connection
        self._found = found
        self._said: dict[str, _Said] = {}
        self._imported: dict[str, _Said] = {}

    def fact(self, row: Row) -> None:
        """Take note of what a fact says of a convention.

        There is one for each convention at least: only what is compared is read of it. One that
        cannot be read is not the one that was sealed, which its hash tells.
        """
        _, version, stream, topic, _ = row
        try:
            fact, command, via = _stored(row)
            name = stream.decode()
            said = _Said(
                (fact["party"], fact["party_kind"], fact["channel"], fact["language"]),
                command,
                via == "import",
                (fact["network"], fact["kind"], date.fromisoformat(fact["on"]))
                if topic in _BEGUN
                else None,
                f"{name} version {version}",
            )
        except (KeyError, TypeError, ValueError):
            return
        self._said[name] = said
        if said.imported:
            self._imported[said.command] = said

    def kept(self) -> tuple[Change, ...]:
        """Compare registers, history and facts; gives the history, as far as it can be read."""
        changes, histories = histories_in(self._connection, self._tell)
        for table, kind in TABLES.values():
            self._register(table, dict(_wanted(kind, histories)))
        if self._found.facts_stand:
            self._against_facts(changes)
        return changes

    def _register(self, table: str, wanted: Mapping[str, Columns]) -> None:
        """Every row of a register is what the last change of its history says."""
        rows = self._connection.execute(text(f"SELECT * FROM {table}")).mappings()  # noqa: S608  (ours)
        there = {str(row["id"]): _shown(row) for row in rows}
        for key in sorted(wanted.keys() | there.keys()):
            if key not in there:
                self._tell(f"{table} {key}", "its row is gone")
            elif key not in wanted:
                self._tell(f"{table} {key}", "no change ever brought it in")
            elif wanted[key] != there[key]:
                differ = [one for one in wanted[key] if wanted[key][one] != there[key].get(one)]
                self._tell(f"{table} {key}", f"other than registered: {', '.join(differ)}")

    def _against_facts(self, changes: Sequence[Change]) -> None:
        """What facts say of a convention stands in its history; nothing else was recorded."""
        known = {one.id: one for one in changes}
        recorded: dict[str, set[Entry]] = {}
        for one in changes:
            if (row := one.convention) is None:
                continue
            stream = f"convention-{row.id}"
            if not one.waits:
                recorded[stream] = {_entry(row)}
            elif stream in recorded:
                # Its fact may stand in the journal already.
                recorded[stream].add(_entry(row))
        for stream, entries in sorted(recorded.items()):
            said = self._said.get(stream)
            if said is None or said.entry not in entries:
                self._tell(stream, "its history says otherwise than its facts")
        for command, said in self._imported.items():
            change = known.get(command)
            row = change.convention if change else None
            begun = (row.network, row.kind, row.began_on) if row and said.begun else None
            if row is None or _entry(row) != said.entry or begun != said.begun:
                self._tell(said.place, f"the history of the registers has no such change {command}")

    def _tell(self, place: str, detail: str) -> None:
        self._found.add(Fault.REGISTER_DIFFERS, place, detail)


def _stored(row: Row) -> tuple[Mapping[str, Any], str, str]:
    """A fact in today's shape, by which command and through which door it came."""
    if row[3] in _TODAY:
        stored = from_json(row[4])
        return stored["fact"], stored["cmd"], stored["via"]
    one = read_fact(row)
    if one is None:
        msg = "no fact"
        raise ValueError(msg)
    return one.fact.model_dump(mode="json"), str(one.command_id), one.channel


def _wanted(kind: Kind, histories: Histories) -> Iterator[tuple[str, Columns]]:
    """The rows of a register, as their histories leave them; a network's own convention too."""
    for (of, key), history in histories.items():
        last = history[-1]
        if of is kind:
            yield key, _shown(columns_of(last.after, last.version))
        elif of is NetworkRow and kind is ConventionRow and (own := last.convention) is not None:
            yield own.id, _shown(columns_of(own, last.version))


def _entry(row: ConventionRow) -> Entry:
    return row.party, row.party_kind, row.channel, row.language


def _shown(columns: Any) -> Columns:
    """Values as text: a day is one on the one database, and text on the other."""
    return {name: None if one is None else str(one) for name, one in columns.items()}
