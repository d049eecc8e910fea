"""A trail on its way out: line by line as text, or whole as a file."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from audit.trails.lines import TrailLine
from audit.trails.numbers import Numbers
from audit.trails.proof_words import in_words
from audit.trails.subjects import Subject
from interfaces.cli.listings import cell, harmless
from interfaces.cli.screen import plainly
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

COLUMNS = (
    "effective_on",
    "recorded_at",
    "sentence",
    "actor",
    "actor_id",
    "channel",
    "about",
    "type",
    "event_id",
    "registration",
    "cause",
    "refers_to",
    "evidence",
    "command_id",
    "correlation",
    "stream",
    "version",
    "cursor",
    "rehearsal",
)
"""The keys of `trail --format json`: programs of others read them."""


def as_json(lines: Iterable[TrailLine]) -> Iterator[str]:
    """One array, an object a line, without holding the whole of it."""
    before = "[\n"
    for line in lines:
        row = line.plain()
        text = json.dumps({name: row[name] for name in COLUMNS}, ensure_ascii=False)
        yield f"{before}  {text}"
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def as_csv(lines: Iterable[TrailLine]) -> Iterator[str]:
    """UTF-8, commas, a header; several values in one cell are parted by spaces and semicolons."""
    yield csv_row(COLUMNS)
    for line in lines:
        row = {
            **line.plain(),
            "refers_to": " ".join(map(str, line.refers_to)),
            "evidence": "; ".join(map(str, line.evidence)),
        }
        yield csv_row([harmless(cell(row[name])) for name in COLUMNS])


def csv_row(cells: Iterable[str]) -> str:
    """One row, quoted where it must be."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue()


def as_events(events: Iterable[Any]) -> Iterator[str]:
    """CloudEvents, one JSON object a line."""
    for event in events:
        yield json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n"


def as_text(session: Session, about: Subject, lines: Iterable[TrailLine]) -> Iterator[str]:
    """For people: the day and the sentence; below, what else it is about, who, when known, why."""
    numbers = Numbers()
    for line in lines:
        mark = f"[{session.words(Say.REHEARSAL_MARK)}] " if line.rehearsal else ""
        yield f"{line.effective_on}  {mark}{plainly(line.sentence)}\n"
        for note in notes(session, about, line, numbers):
            yield f"            {note}\n"


def notes(session: Session, about: Subject, line: TrailLine, numbers: Numbers) -> Iterator[str]:
    """What stands below a sentence, led by what it happened to where that was not asked."""
    yield ("" if line.about == about.key else f"{line.about} · ") + session.words(
        Say.RECORDED_BY,
        actor=line.actor,
        channel=line.channel,
        at=f"{line.recorded_at:%Y-%m-%d %H:%M:%S}",
        number=numbers.of(line),
    )
    if (cause := numbers.cause(line)) is not None:
        yield session.words(Say.FOLLOWS_FROM, cause=cause)
    if line.evidence:
        proofs = plainly("; ".join(in_words(one, session.language) for one in line.evidence))
        yield session.words(Say.RESTS_ON, evidence=proofs)
