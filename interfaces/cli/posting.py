"""Letters that were really posted: avenants and notices, by name or by the posting list."""

from datetime import date
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from domain.commands import AnyCommand, PostNotice, RecordSent
from domain.office import Actor
from domain.posting import letters_to_post, notice_name
from domain.state import Avenant, NoticeOnFile
from domain.values import Channel
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.finding import avenant_and_convention
from interfaces.cli.giving import give, tell
from interfaces.cli.people import actor
from interfaces.cli.posting_lists import THE_AVENANT, Posted, posted_letters
from interfaces.cli.screen import remark
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

app = typer.Typer()
PANEL = "Sending"
SEVERE = (Exit.OK, Exit.LOOK, Exit.USAGE, Exit.NOT_FOUND, Exit.FAILURE)
"""Of several letters the gravest end counts."""


@command(app, "posted", panel=PANEL)
def posted(
    session: Session,
    on: o.On,
    by: o.By,
    avenants: Annotated[
        list[str] | None, typer.Argument(metavar="AVENANT...", help="The letters that were posted.")
    ] = None,
    from_file: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE", help="The posting list, or a file with one avenant a line."
        ),
    ] = None,
    letter: Annotated[
        str | None,
        typer.Option(
            "--letter",
            metavar="L",
            help="Which letter of the avenant, as the posting list names it: c1, n2. Only needed "
            "where several of one avenant wait.",
        ),
    ] = None,
    registered: Annotated[
        str | None,
        typer.Option("--registered", metavar="NUMBER", help="The number of a registered letter."),
    ] = None,
) -> None:
    """Record the real day on which letters were posted: avenants and notices alike.

    The window of an avenant runs from that day, not from the day on which the letter was printed.
    Each letter stands for itself: one that cannot be recorded stops none of the others. The list
    that `avenants print` wrote is given back as it is; on any of its rows it may say another day,
    or the number of a registered letter. Take out the rows of letters that were not posted.

    Example: avenants posted --from letters-namur-2026-03-31.csv --on 2026-03-31 --by namur.coord

    Next: the provider may refuse until the day that is shown. A day that was wrong is taken back
    by a second person, with `avenants retract`.
    """
    named = [
        Posted(avenant, letter=letter, registered_number=registered) for avenant in avenants or ()
    ]
    named += posted_letters(session, from_file) if from_file else []
    if not named:
        raise session.stop(Say.NO_AVENANT_NAMED, Exit.USAGE)
    who = actor(session, by)
    ends = [post_one(session, one, on, who) for one in dict.fromkeys(named)]
    worst = max(ends, key=SEVERE.index)
    if worst is not Exit.OK:
        bad = sum(end is not Exit.OK for end in ends)
        raise session.stop(Say.NOT_ALL, worst, bad=bad, all=len(ends))


def post_one(session: Session, one: Posted, on: date, who: Actor) -> Exit:
    """Record one posting and say what came of it; gives how it ended."""
    try:
        avenant, convention = avenant_and_convention(session, one.avenant)
        asked = what_was_posted(session, avenant, one, one.on or on, who)
        tell(session, avenant.id, give(session, convention.id, asked, who, about=avenant.id))
    except Stop as stop:
        for said in stop.sentences:
            remark(f"{one.avenant}: {said}")
        return stop.code
    return Exit.OK


def what_was_posted(
    session: Session, avenant: Avenant, one: Posted, on: date, who: Actor
) -> AnyCommand:
    """The command for the letter that is meant; stops where several may be."""
    letter = which_letter(session, avenant, one, on)
    notice = next((n for n in avenant.notices if notice_name(avenant, n) == letter), None)
    if notice is not None:
        return PostNotice(
            today=session.store.clock.today(),
            by=who.id,
            avenant=avenant.id,
            id=uuid4(),
            message_id=notice.message_id,
            on=on,
            registered_number=one.registered_number,
        )
    # By its number: what the engine begins in this moment is not what this person posted.
    ordinal = ordinal_of(session, avenant, letter) or last_ordinal(avenant)
    must_be_a_letter(session, avenant, ordinal)
    return RecordSent(
        today=session.store.clock.today(),
        by=who.id,
        avenant=avenant.id,
        id=uuid4(),
        on=on,
        ordinal=ordinal,
        registered_number=one.registered_number,
    )


def which_letter(session: Session, avenant: Avenant, one: Posted, on: date) -> str | None:
    """How the letter that is meant is named; None for whatever of the avenant was sent last."""
    if one.letter is not None:
        return one.letter.strip().lower()
    waiting = {
        name: what for name, what in may_be_meant(avenant).items() if one.what in (None, what)
    }
    if len(waiting) > 1:
        named = ", ".join(f"{name} ({what})" for name, what in waiting.items())
        raise session.stop(Say.SEVERAL_LETTERS, Exit.USAGE, avenant=avenant.id, letters=named)
    if waiting:
        return next(iter(waiting))
    told = posted_before(avenant, one, on)
    if told is None and one.what not in (None, THE_AVENANT):
        raise session.stop(Say.NO_SUCH_LETTER, avenant=avenant.id, letter=one.what)
    return notice_name(avenant, told) if told is not None else None


def may_be_meant(avenant: Avenant) -> dict[str, str]:
    """What of an avenant waits for somebody to say that it left, and what each is."""
    waiting = {w.letter: str(w.notice or THE_AVENANT) for w in letters_to_post(avenant)}
    doubt = avenant.in_flight
    if doubt is not None and doubt.doubtful:
        waiting[f"c{doubt.ordinal}"] = THE_AVENANT
    return waiting


def posted_before(avenant: Avenant, one: Posted, on: date) -> NoticeOnFile | None:
    """The notice of which the same was said before."""
    for notice in reversed(avenant.notices):
        if notice.posted_on == on and one.what in (None, notice.notice):
            return notice
    return None


def ordinal_of(session: Session, avenant: Avenant, letter: str | None) -> int | None:
    """The number of the communication that a letter's name means."""
    if letter is None:
        return None
    number = letter.removeprefix("c")
    if not (letter.startswith("c") and number.isascii() and number.isdecimal()):
        raise session.stop(Say.NO_SUCH_LETTER, avenant=avenant.id, letter=letter)
    return int(number)


def last_ordinal(avenant: Avenant) -> int | None:
    """The number of the communication in flight, else of the last that was sent."""
    last = avenant.in_flight or next(
        (c for c in reversed(avenant.communications) if c.sent_on), None
    )
    return last.ordinal if last is not None else None


def must_be_a_letter(session: Session, avenant: Avenant, ordinal: int | None) -> None:
    """An e-mail is not posted: the engine records itself when it left, unless it is in doubt."""
    last = avenant.communication(ordinal) if ordinal is not None else None
    if last is not None and last.channel is not Channel.LETTER and not last.doubtful:
        raise session.stop(Say.NO_LETTER, avenant=avenant.id)
