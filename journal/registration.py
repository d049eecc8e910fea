"""How a file becomes the registers: planned against what stands there, then applied whole."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy.exc import IntegrityError

from domain.values import Value
from journal.people import Independent, Organisation, Person
from journal.register_changes import Change, RegisterName, keep_changes
from journal.register_rows import ConventionRow, RegisterRow
from journal.register_tables import Standing, standing_rows, store_rows
from journal.registers import Registers
from journal.tables import pages, writing


class Problem(Value):
    """One thing that is wrong in a file: in which row and column, what, and what to do.

    Row 1 is the header; `row` is null when it is the file as a whole. It never quotes a name, an
    address or a number of a person.
    """

    row: int | None
    column: str | None
    what: str
    remedy: str

    def sentence(self) -> str:
        """The problem as one line for a terminal."""
        places = [] if self.row is None else [f"row {self.row}"]
        places += [] if self.column is None else [f"column {self.column}"]
        return f"{', '.join(places) or 'the file'}: {self.what}; {self.remedy}"


class Entry(NamedTuple):
    """A good row of a file: what the register says, and who the party is."""

    row: int
    record: RegisterRow
    person: Person


class PlannedChange(NamedTuple):
    """An entry that is new, or that differs from what is registered in these fields."""

    entry: Entry
    version: int
    fields: tuple[str, ...] = ()
    before: RegisterRow | None = None

    def concerns_person(self) -> bool:
        """Whether the people store hears of it."""
        return self.before is None or any(field.startswith("person.") for field in self.fields)


class ImportPlan(NamedTuple):
    """What applying a file would do; none of it is done while there is a single problem."""

    of: RegisterName
    added: tuple[PlannedChange, ...] = ()
    changed: tuple[PlannedChange, ...] = ()
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    """What a person should look at; it keeps nothing from being imported."""


class ImportRefused(Exception):
    """The plan has problems, or the registers changed since it was made; nothing was stored."""


def plan_import(
    register: RegisterName,
    entries: Iterable[Entry],
    registers: Registers,
    *,
    problems: Iterable[Problem] = (),
    warnings: Iterable[Problem] = (),
) -> ImportPlan:
    """What these entries would add and change, and which of them cannot be taken.

    `problems` and `warnings` are those that the reader of the file found already. A row that is
    registered but not in the file stays as it is.
    """
    added: list[PlannedChange] = []
    changed: list[PlannedChange] = []
    refused: list[Problem] = list(problems)
    unchanged = 0
    for entry, standing, person, gone in _beside_what_stands(entries, registers):
        if gone:
            refused.append(_was_erased(entry))
            continue
        if standing is None:
            added.append(PlannedChange(entry=entry, version=1))
            continue
        fields = tuple(_differences(entry, standing.row, person))
        refused.extend(_other_party(entry, standing.row, person))
        if fields:
            change = PlannedChange(
                entry=entry, version=standing.version + 1, fields=fields, before=standing.row
            )
            changed.append(change)
        else:
            unchanged += 1
    return ImportPlan(
        of=register,
        added=tuple(added),
        changed=tuple(changed),
        unchanged=unchanged,
        problems=tuple(sorted(refused, key=lambda problem: problem.row or 0)),
        warnings=tuple(warnings),
    )


def apply_import(plan: ImportPlan, registers: Registers, *, recorded_at: datetime, by: str) -> None:
    """Store a plan in one transaction, all of it or nothing; a plan of nothing stores nothing.

    What changed then waits in `registers.changes` until its facts are recorded. Raises
    ImportRefused when the plan has problems or was overtaken by another import.
    """
    if plan.problems:
        raise ImportRefused(
            f"{len(plan.problems)} problems in the file: nothing is imported until it has none"
        )
    planned = (*plan.added, *plan.changed)
    if not planned:
        return
    changes = (_change(plan.of, change, recorded_at, by) for change in planned)
    persons = (
        (change.entry.record.party, change.entry.person)
        for change in planned
        if change.concerns_person()
    )
    try:
        with writing(registers.engine) as connection:
            keep_changes(connection, changes)
            for page in pages(plan.added):
                store_rows(connection, [(c.entry.record, c.version) for c in page], new=True)
            for page in pages(plan.changed):
                store_rows(connection, [(c.entry.record, c.version) for c in page], new=False)
            registers.people.put_all(persons, recorded_at, by, within=connection)
    except IntegrityError as overtaken:
        raise ImportRefused(
            "the registers were changed by another import while this file was being checked: "
            "nothing was stored; import the file again"
        ) from overtaken


def _beside_what_stands(
    entries: Iterable[Entry], registers: Registers
) -> Iterator[tuple[Entry, Standing | None, Person | None, bool]]:
    for page in pages(entries):
        with registers.engine.connect() as connection:
            standing = standing_rows(connection, [entry.record for entry in page])
        parties = [entry.record.party for entry in page]
        people = registers.people.get_many(parties)
        gone = registers.people.erased(party for party in parties if party not in people)
        for entry in page:
            party = entry.record.party
            yield entry, standing.get(entry.record.id), people.get(party), party in gone


def _differences(entry: Entry, before: RegisterRow, person: Person | None) -> Iterator[str]:
    """The names of the fields that differ, those of the person with a prefix."""
    if entry.record == before and entry.person == person:
        return
    old, new = before.model_dump(), entry.record.model_dump()
    yield from (name for name in new if new[name] != old.get(name))
    known = {} if person is None else person.model_dump()
    told = entry.person.model_dump()
    yield from (
        f"person.{name}"
        for name in dict.fromkeys(chain(told, known))
        if told.get(name) != known.get(name)
    )


def _other_party(entry: Entry, before: RegisterRow, person: Person | None) -> Iterator[Problem]:
    """Why an entry cannot be an update: a convention changes neither its person nor its network."""
    match before, entry.record:
        case ConventionRow() as old, ConventionRow() as new:
            if old.network != new.network:
                yield _not_the_same(entry, "network", "its network")
            if old.party_kind != new.party_kind:
                yield _not_the_same(entry, "party_kind", "the kind of its party")
        case _:
            return
    match person, entry.person:
        case Independent() as old, Independent() as new:
            if old.national_number != new.national_number:
                yield _not_the_same(entry, "national_number", "the national number of its person")
        case Organisation() as old, Organisation() as new:
            if old.bce != new.bce:
                yield _not_the_same(entry, "bce", "the BCE number of its organisation")
        case _:
            return


def _was_erased(entry: Entry) -> Problem:
    return Problem(
        row=entry.row,
        column=None,
        what=f"what was known of {entry.record.id} was erased, and nothing more is kept of it",
        remedy="take the row out; register somebody who comes back under another number",
    )


def _not_the_same(entry: Entry, column: str, what: str) -> Problem:
    return Problem(
        row=entry.row,
        column=column,
        what=f"convention {entry.record.id} is registered and this row changes {what}, "
        "but a convention stays with whom it was concluded",
        remedy="put back what is registered and end the convention in ended_on, "
        "then register the other party under a new convention number",
    )


def _change(register: RegisterName, planned: PlannedChange, at: datetime, by: str) -> Change:
    return Change(
        id=uuid4(),
        of=register,
        key=planned.entry.record.id,
        version=planned.version,
        fields=planned.fields,
        before=planned.before,
        after=planned.entry.record,
        recorded_at=at,
        by=by,
    )
