"""Which facts are not what was sealed: the rows held against a checkpoint's list, by position."""

from collections import Counter
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from audit.seals.findings import Fault, Findings
from audit.seals.leaves import Row
from audit.seals.listed import Listed, listed
from audit.seals.stored import has_stream, head


def compare(
    connection: Connection, sealed: Iterable[Listed], rows: Iterable[Row], found: Findings
) -> None:
    """Note every fact between two checkpoints that was changed, moved, removed or inserted."""
    removed: list[Listed] = []
    for was, now in _side_by_side(iter(sealed), map(listed, rows)):
        match was, now:
            case None, Listed():
                found.add(Fault.INSERTED, now.place)
            case Listed(), None:
                removed.append(was)
            case Listed(), Listed() if (was.stream, was.version) != (now.stream, now.version):
                found.add(Fault.MOVED, was.place, f"{now.stream} version {now.version}")
            case Listed(), Listed() if was != now:
                found.add(Fault.CHANGED, was.place)
            case _:
                pass
    _note_removed(connection, removed, found)


def _side_by_side(
    sealed: Iterator[Listed], rows: Iterator[Listed]
) -> Iterator[tuple[Listed | None, Listed | None]]:
    was, now = next(sealed, None), next(rows, None)
    while was is not None or now is not None:
        if now is None or (was is not None and was.position < now.position):
            yield was, None
            was = next(sealed, None)
        elif was is None or now.position < was.position:
            yield None, now
            now = next(rows, None)
        else:
            yield was, now
            was, now = next(sealed, None), next(rows, None)


def _note_removed(connection: Connection, removed: list[Listed], found: Findings) -> None:
    """A whole tail, a whole stream, or single facts."""
    end = head(connection)
    tail = [one for one in removed if one.position > end]
    if tail:
        found.add(Fault.TAIL_CUT, tail[0].place, f"{len(tail)} facts after position {end}")
    within = [one for one in removed if one.position <= end]
    for stream, lost in Counter(one.stream for one in within).items():
        if not has_stream(connection, stream):
            found.add(Fault.STREAM_DELETED, stream, f"{lost} facts")
            within = [one for one in within if one.stream != stream]
    for one in within:
        found.add(Fault.REMOVED, one.place)
