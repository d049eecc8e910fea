"""What happened to whom, in sentences: the trail of whatever the record knows."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from audit.standing import convention_at
from audit.trail import Question, TrailLine, UnknownSubject, told
from audit.trail import subject as find_subject
from audit.trails.asking import answer
from audit.trails.cloud_events import cloud_event
from audit.trails.heading import Heading, TooManyFacts, heading
from audit.trails.subjects import Kind, Subject
from interfaces.cli import trail_options as t
from interfaces.cli.command import command
from interfaces.cli.exits import Exit
from interfaces.cli.finding import a_network, candidates
from interfaces.cli.people import actor as a_person
from interfaces.cli.screen import remark, show
from interfaces.cli.session import Session
from interfaces.cli.trail_options import TrailFormat
from interfaces.cli.trail_writing import as_csv, as_events, as_json, as_text
from interfaces.cli.wording.messages import Say
from interfaces.cli.wording.standings import standing_sentence

app = typer.Typer()
PANEL = "Looking"
KEPT = {TrailFormat.XLSX, TrailFormat.PDF}
"""Formats that are files, and nothing for a terminal."""


@command(app, "trail", panel=PANEL)
def trail(  # noqa: PLR0917 - typer knows arguments by name
    session: Session,
    subject: t.Subject,
    as_at: t.AsAt = None,
    as_of: t.AsOf = None,
    fact: t.Facts = None,
    actor: t.Actor = None,
    since: t.Since = None,
    until: t.Until = None,
    recorded: t.Recorded = False,
    network: t.OfNetwork = None,
    whole: t.Whole = False,
    limit: t.Limit = None,
    after: t.After = 0,
    form: t.As = TrailFormat.TABLE,
    out: t.Out = None,
) -> None:
    """Tell what happened, in sentences: who did it, how, both times, why, and what proves it.

    Each line has the day on which the fact counts and the instant at which the office knew it.
    `--as-at` is the record as it stood then, `--as-of` what counts on that day with what is
    known. `cloudevents` gives the raw facts, one JSON object a line. Pages: give `--limit`, then
    `--after` with the cursor of the last line.

    Example: avenants trail 2026-001.K00123 --as-of 2026-04-08

    Example: avenants trail person:inami.cell --recorded --since 2026-04-01 --format csv

    Next: a mistaken registration is taken back with `avenants retract` and its number.
    """
    if since is not None and until is not None and until < since:
        raise typer.BadParameter(f"--until {until} lies before --since {since}: exchange them")
    question = Question(
        as_at=as_at,
        as_of=as_of,
        types=tuple(fact or ()),
        actor=None if actor is None else actor_id(session, actor),
        since=since,
        until=until,
        recorded=recorded,
        network=None if network is None else a_network(session, network).id,
        after=after,
        limit=limit,
    )
    about = the_subject(session, subject, whole=whole)
    if form in KEPT:
        write_file(session, about, question, form, out)
        return
    seen = Seen()
    pieces = as_written(session, about, question, form, seen)
    write_text(session, pieces, out)
    if stood := where_it_stood(session, about, question):
        (show if form is TrailFormat.TABLE and out is None else remark)(f"\n{stood}")
    if not seen.facts:
        remark(session.words(Say.NOTHING_THEN))
    elif seen.facts == limit:
        remark(session.words(Say.NEXT_PAGE, cursor=seen.last))


class Seen:
    """How many facts have passed, and the cursor of the last one."""

    def __init__(self) -> None:
        self.facts = 0
        self.last = 0

    def each(self, lines: Iterable[TrailLine]) -> Iterator[TrailLine]:
        """The same lines, counted."""
        for line in lines:
            self.facts, self.last = self.facts + 1, line.cursor
            yield line


def the_subject(session: Session, text: str, *, whole: bool) -> Subject:
    """What is called so; else the one avenant that is meant, else a person by name."""
    try:
        return find_subject(session.store, text, whole=whole)
    except UnknownSubject:
        found = candidates(session, text.strip())
    if len(found) > 1:
        raise session.stop(Say.SEVERAL_AVENANTS, text=text, found=", ".join(found[:10]))
    if found:
        return find_subject(session.store, found[0])
    named = text.strip().removeprefix(f"{Kind.PERSON}:")
    staff = session.store.registers.find_staff(named)
    if len(staff) == 1:
        return find_subject(session.store, f"{Kind.PERSON}:{staff[0].id}")
    if staff:
        names = ", ".join(row.id for row in staff)
        raise session.stop(Say.SEVERAL_OF_THAT_NAME, by=named, names=names)
    raise session.stop(Say.NO_SUCH_SUBJECT, Exit.NOT_FOUND, text=text)


def actor_id(session: Session, text: str) -> str:
    """Who is meant: a registered person, or the engine."""
    from domain.values import ENGINE

    return ENGINE if text.strip() == ENGINE else a_person(session, text).id


def as_written(
    session: Session, about: Subject, question: Question, form: TrailFormat, seen: Seen
) -> Iterator[str]:
    """The trail as text, piece by piece."""
    store = session.store
    if form is TrailFormat.CLOUDEVENTS:
        for one in answer(store, about, question):
            seen.facts, seen.last = seen.facts + 1, one.position
            yield from as_events([cloud_event(one)])
        return
    lines = seen.each(told(store, about, question, lang=session.language))
    match form:
        case TrailFormat.JSON:
            yield from as_json(lines)
        case TrailFormat.CSV:
            yield from as_csv(lines)
        case _:
            yield from as_text(session, about, lines)


def write_text(session: Session, pieces: Iterable[str], out: Path | None) -> None:
    """Text on stdout, or into a file."""
    if out is None:
        sys.stdout.writelines(pieces)
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
    except OSError as error:
        raise session.stop(Say.NOT_WRITTEN, file=out, reason=error.strerror) from error
    show(str(out))


def write_file(
    session: Session, about: Subject, question: Question, form: TrailFormat, out: Path | None
) -> None:
    """A workbook or a PDF, into a file or a pipe."""
    if out is None and sys.stdout.isatty():
        raise session.stop(Say.NAME_A_FILE, Exit.USAGE)
    store = session.store
    above = heading(
        about,
        question,
        session.language,
        made_at=store.clock.now(),
        rehearsal=store.rehearsal,
        stood=where_it_stood(session, about, question),
    )
    lines = told(store, about, question, lang=session.language)
    try:
        content = made(lines, above, form)
    except TooManyFacts as error:
        raise session.stop(Say.TOO_MANY_FACTS, form=form.value.upper()) from error
    if out is None:
        # Whoever closes the pipe has enough of it: that is no fault of a file.
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise session.stop(Say.NOT_WRITTEN, file=out, reason=error.strerror) from error
    show(str(out))


def made(lines: Iterable[TrailLine], above: Heading, form: TrailFormat) -> bytes:
    """The bytes of a workbook or a PDF."""
    if form is TrailFormat.XLSX:
        from audit.trails.spreadsheet import workbook

        return workbook(lines, above)
    from audit.trails.printed import pdf

    return pdf(lines, above)


def where_it_stood(session: Session, about: Subject, question: Question) -> str | None:
    """Of an avenant asked about at a time: where it stood then."""
    if about.kind is not Kind.AVENANT or (question.as_at is None and question.as_of is None):
        return None
    convention = convention_at(session.store, about.key, as_at=question.as_at, as_of=question.as_of)
    found = convention.avenant(about.key) if convention else None
    if convention is None or found is None:
        return None
    return standing_sentence(convention, found, session.language)
