"""Files at the terminal: listing them, exporting them, destroying them by authority."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from uuid import UUID, uuid5

from activities.access import note_reading
from activities.archiving import Decide, record_destruction, record_of_file
from audit.bags.files import make_bag
from audit.retention.destroying import documents_to_destroy, messages_about
from audit.retention.files import FileRow, file_row, file_rows, life_of
from audit.retention.periods import ByKind, read_periods
from domain.access import Shown
from domain.archiving import (
    DestructionAuthorised,
    FileArchived,
    FileDestroyed,
    FileLife,
    FileState,
)
from domain.office import Actor
from domain.retention import Retained, must_be_closed
from domain.retention import archive as archived
from domain.retention import authorise as authorised
from domain.retention import destroy as destroyed
from domain.turned import NotPossible, Turned
from domain.values import split_avenant_id
from interfaces.cli import options as o
from interfaces.cli.exits import Exit
from interfaces.cli.finding import a_circular, a_network, avenant_id
from interfaces.cli.giving import tell_recorded
from interfaces.cli.listings import write
from interfaces.cli.people import actor, must_be_of_inami, of_inami
from interfaces.cli.screen import remark, show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from interfaces.sealing import folder_of
from journal.envelope import Recorded
from journal.streams import archive_stream, convention_from, convention_stream

COLUMNS = tuple(FileRow.model_fields)
PERIODS = ("kind", "period", "years", "source")
ARCHIVED = UUID("5b0c6c36-7a55-5f3e-9f0b-5a1f3f3f9b4e")
"""The namespace of commands that record an export: the same bag once per file."""


def list_files(
    session: Session,
    circular: str | None,
    network: str | None,
    state: FileState | None,
    form: o.Format,
    *,
    due: bool,
) -> None:
    """The files that are asked for."""
    rows = rows_of(session, circular, network)
    today = session.store.clock.today()
    wanted = [
        row
        for row in rows
        if state in {None, row.state} and (not due or is_due(row) or row.may_be_destroyed(today))
    ]
    write([row.model_dump() for row in wanted], COLUMNS, form)


def list_periods(session: Session, form: o.Format) -> None:
    """The periods that count here."""
    periods = periods_of(session)
    rows = [
        {"kind": kind, "period": name, "years": period.years, "source": period.source}
        for kind, of_kind in (("provider", periods.provider), ("network", periods.network))
        for name, period in (("archive", of_kind.archive), ("keep", of_kind.keep))
    ]
    write(rows, PERIODS, form)


def export(
    session: Session,
    names: tuple[str, ...],
    out: Path,
    by_and_why: tuple[str | None, str],
    circular: str | None,
    *,
    due: bool,
) -> None:
    """Write the files into a bag and record that of each."""
    if bool(names) is due or (names and circular is not None):
        raise session.stop(Say.AVENANTS_OR_DUE, Exit.USAGE)
    by, why = by_and_why
    who = of_inami(session, by)
    rows = rows_to_export(session, names, circular)
    if not rows:
        remark(session.words(Say.NOTHING_DUE))
        return
    avenants = [row.avenant for row in rows]

    def before() -> None:
        whose = parties(session, avenants)
        note_reading(session.store, whose, Shown.DOSSIER, actor=who, why=why)

    seals = folder_of(session.settings)
    made = make_bag(session.store, seals, avenants, out, before=before)
    for row in rows:
        fact = FileArchived(
            on=session.store.clock.today(),
            avenant=row.avenant,
            by=who.id,
            sha256=made.written.fingerprint,
            checkpoint=made.checkpoint,
        )
        command = uuid5(ARCHIVED, f"{row.avenant} {made.written.fingerprint}")
        record(session, row.avenant, lambda _, f=fact, r=row: archived(where(r), f), who, command)
    show(
        session.words(
            Say.BAG_MADE,
            folder=out,
            files=len(rows),
            fingerprint=made.written.fingerprint,
            checkpoint=made.checkpoint,
        )
    )


def rows_to_export(session: Session, names: tuple[str, ...], circular: str | None) -> list[FileRow]:
    """The files that are named, each of which has to be closed; else those that are due."""
    if not names:
        return [row for row in rows_of(session, circular, None) if is_due(row)]
    rows = [the_row(session, avenant_id(session, name)) for name in dict.fromkeys(names)]
    for row in rows:
        try:
            must_be_closed(where(row), row.avenant)
        except Turned as turned:
            raise session.turned_down(turned.answer) from turned
    return rows


def parties(session: Session, avenants: Sequence[str]) -> list[str]:
    """Whose data stands in these files."""
    streams = [convention_stream(split_avenant_id(one)[1]) for one in avenants]
    found = session.store.reading.streams(streams)
    return [c.party for history in found if (c := convention_from(history)) is not None]


def authorise(
    session: Session, avenant: str, reference: str, reason: str, by: str, second: str
) -> None:
    """Record an authorisation."""
    who = must_be_of_inami(session, actor(session, by))
    other = must_be_of_inami(session, actor(session, second))
    row = the_row(session, avenant_id(session, avenant))
    fact = DestructionAuthorised(
        on=session.store.clock.today(),
        avenant=row.avenant,
        by=who.id,
        authorised_by=other.id,
        reference=reference,
        reason=reason,
    )
    recorded = record(session, row.avenant, lambda life: authorised(where(row), life, fact), who)
    tell_recorded(session, recorded)


def destroy_file(session: Session, avenant: str, by: str) -> None:
    """Record the destruction of a file, then carry it out."""
    who = must_be_of_inami(session, actor(session, by))
    row = the_row(session, avenant_id(session, avenant))
    life = life_of(session.store.journal.read(archive_stream(row.avenant)))
    if life.destroyed is not None:
        # On record, and perhaps broken off before it was done: to do it again changes nothing.
        session.store.evidence.empty(life.destroyed.erased_evidence)
        tell_recorded(session, ())
        return
    session.store.evidence.may_be_emptied()

    def decide(known: FileLife) -> tuple[FileDestroyed, ...]:
        # All of it as it stands when it is decided: another file may rest on a document by now.
        now = the_row(session, row.avenant)
        if known.destroyed is not None:
            return ()
        fact = FileDestroyed(
            on=session.store.clock.today(),
            avenant=row.avenant,
            by=who.id,
            erased_evidence=documents_to_destroy(session.store, row.avenant),
        )
        return destroyed(where(now), known, fact)

    def messages() -> tuple[str, ...]:
        return messages_about(session.store, row.avenant)

    recorded = record(session, row.avenant, decide, who, None, messages)
    tell_recorded(session, recorded)
    session.look(Say.COPIES_REMAIN)


def record(
    session: Session,
    avenant: str,
    decide: Decide,
    who: Actor,
    command: UUID | None = None,
    resting_on: Callable[[], Iterable[str]] | None = None,
) -> tuple[Recorded, ...]:
    """Record what becomes of a file; stops with the reason where that is not possible.

    With `resting_on` what is destroyed by it goes in the same step.
    """
    if resting_on is None:
        answer = record_of_file(
            session.store, avenant, decide, actor=who, door="cli", command_id=command
        )
    else:
        answer = record_destruction(
            session.store, avenant, decide, resting_on, actor=who, door="cli"
        )
    if isinstance(answer, NotPossible):
        raise session.turned_down(answer)
    return answer


def periods_of(session: Session) -> ByKind:
    """The periods of this installation."""
    return read_periods(session.settings.retention_file)


def rows_of(session: Session, circular: str | None, network: str | None) -> Sequence[FileRow]:
    """The files of a circular, of a network, or of all."""
    number = a_circular(session, circular).id if circular is not None else None
    where_from = a_network(session, network).id if network is not None else None
    today = session.store.clock.today()
    return list(file_rows(session.store, periods_of(session), today, number, where_from))


def the_row(session: Session, avenant: str) -> FileRow:
    """The file of an avenant that exists."""
    today = session.store.clock.today()
    found = file_row(session.store, periods_of(session), today, avenant)
    if found is None:
        raise session.stop(Say.NO_SUCH_AVENANT, Exit.NOT_FOUND, text=avenant)
    return found


def is_due(row: FileRow) -> bool:
    """Whether it is due for the archive."""
    return row.state is FileState.TO_BE_ARCHIVED


def where(row: FileRow) -> Retained:
    """Where a file stands, as the rules want it."""
    return Retained(
        state=row.state,
        closed_on=row.closed_on,
        archive_from=row.archive_from,
        keep_until=row.keep_until,
    )
