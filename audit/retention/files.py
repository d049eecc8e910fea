"""Where the files of avenants stand: open, closed, due for the archive, archived, destroyed."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import cast

from audit.board import Board
from audit.retention.periods import ByKind
from domain.archiving import ArchiveFact, FileArchived, FileLife, FileState, file_of
from domain.retention import Retained, retained
from domain.state import Avenant, Convention
from domain.values import AvenantKind, Value, split_avenant_id
from journal.envelope import Recorded
from journal.opening import Store
from journal.streams import archive_stream, convention_from, convention_stream
from journal.tables import pages


class FileRow(Value):
    """Where the file of one avenant stands, and its days; None where they are not known yet.

    From `archive_from` on it is due for the archive, through `keep_until` nobody may destroy it.
    """

    avenant: str
    circular: str
    kind: AvenantKind
    network: str
    status: str
    state: FileState
    closed_on: date | None
    archive_from: date | None
    keep_until: date | None
    archived_on: date | None
    authorised_on: date | None
    destroyed_on: date | None
    dossiers: int

    def may_be_destroyed(self, today: date) -> bool:
        """Whether an authorisation can be recorded, or carried out."""
        over = self.keep_until is not None and self.keep_until < today
        return over and self.state is FileState.ARCHIVED


def file_rows(
    store: Store,
    periods: ByKind,
    today: date,
    circular: str | None = None,
    network: str | None = None,
) -> Iterator[FileRow]:
    """The files of a circular's avenants, or of all; a page of conventions in two queries."""
    board = Board(store)
    board.catch_up()
    names = [row.avenant for row in board.rows(circular=circular, network=network)]
    for page in pages(names):
        yield from _page(store, periods, today, page)


def file_row(store: Store, periods: ByKind, today: date, avenant: str) -> FileRow | None:
    """The file of one avenant; None where there is none."""
    return next(_page(store, periods, today, [avenant]), None)


def life_of(history: Iterable[Recorded]) -> FileLife:
    """What has become of a file, from the facts of its stream."""
    return file_of(tuple(cast("ArchiveFact", one.fact) for one in history))


def outgrown(of_file: Iterable[Recorded], of_convention: Iterable[Recorded], avenant: str) -> bool:
    """Whether anything was recorded about an avenant since its file was archived."""
    bags = [one.position for one in of_file if isinstance(one.fact, FileArchived)]
    last = max(bags, default=None)
    return last is not None and any(
        one.position > last and getattr(one.fact, "avenant", None) == avenant
        for one in of_convention
    )


def _page(store: Store, periods: ByKind, today: date, avenants: list[str]) -> Iterator[FileRow]:
    conventions = {split_avenant_id(one)[1] for one in avenants}
    streams = [convention_stream(one) for one in conventions]
    histories = store.reading.streams([*streams, *map(archive_stream, avenants)])
    by_stream = {history[0].stream: history for history in histories}
    folded = {
        one: convention_from(by_stream.get(convention_stream(one), ())) for one in conventions
    }
    for name in avenants:
        convention = folded[split_avenant_id(name)[1]]
        avenant = convention.avenant(name) if convention else None
        if convention is not None and avenant is not None:
            of_file = by_stream.get(archive_stream(name), ())
            life, own = life_of(of_file), by_stream.get(convention_stream(convention.id), ())
            where = retained(
                convention,
                avenant,
                life,
                periods.of(avenant.kind),
                today,
                outgrown=outgrown(of_file, own, name),
            )
            yield _row(convention, avenant, life, where)


def _row(convention: Convention, avenant: Avenant, life: FileLife, where: Retained) -> FileRow:
    return FileRow(
        avenant=avenant.id,
        circular=avenant.circular,
        kind=avenant.kind,
        network=convention.network,
        status=avenant.standing.status,
        state=where.state,
        closed_on=where.closed_on,
        archive_from=where.archive_from,
        keep_until=where.keep_until,
        archived_on=life.archived_on,
        authorised_on=life.authorised.on if life.authorised else None,
        destroyed_on=life.destroyed.on if life.destroyed else None,
        dossiers=life.dossiers,
    )
