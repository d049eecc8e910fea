"""Which text binds a convention on a day, who put each passage there, and what changed."""

from datetime import date, datetime
from typing import Annotated

import typer

from audit.law.coordinated import (
    MODEL_NAMES,
    CoordinatedText,
    NoText,
    against_published,
)
from audit.law.coordinated import coordinated as of_convention
from audit.law.coordinated import coordinated_model as of_model
from domain.text_differences import differences, words_of
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.finding import a_convention
from interfaces.cli.listings import write
from interfaces.cli.moments import as_known_at
from interfaces.cli.screen import remark
from interfaces.cli.session import Session
from interfaces.cli.texts_on_screen import (
    DIFFERENCE_COLUMNS,
    PASSAGE_COLUMNS,
    difference_rows,
    difference_screen,
    no_text_then,
    passage_rows,
    say_if_french,
    show_conflicts,
    text_screen,
)
from interfaces.cli.wording.messages import Say
from interfaces.cli.writing_json import write_json

app = typer.Typer()
PANEL = "Law and money"

AsAt = Annotated[
    datetime | None,
    typer.Option(
        "--as-at",
        metavar="INSTANT",
        parser=o.instant,
        help="What was known at that instant; a day alone is its end.",
    ),
]


@command(app, "coordinated", panel=PANEL)
def coordinated(
    session: Session,
    convention: Annotated[
        str | None,
        typer.Argument(metavar="CONVENTION", help="A convention, such as K00123 or net-namur."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model", metavar="NAME", help=f"A model instead: {', '.join(sorted(MODEL_NAMES))}."
        ),
    ] = None,
    *,
    as_of: Annotated[
        date | None,
        typer.Option("--as-of", metavar="DATE", parser=o.day, help="The day; today if not named."),
    ] = None,
    as_at: AsAt = None,
    diff: Annotated[
        date | None,
        typer.Option(
            "--diff",
            metavar="DATE",
            parser=o.day,
            help="Only what differs between both days, from the earlier to the later.",
        ),
    ] = None,
    published: Annotated[
        bool,
        typer.Option("--published", help="Only what differs from the version last published."),
    ] = False,
    form: o.As = o.Format.TABLE,
) -> None:
    """Show the text that binds a convention on a day: base text, and every avenant in force.

    Each passage says which avenant put it there. For one who refused the unamended text governs
    until the termination; a convention begun later is bound from its beginning. Operations that
    cannot be carried out are told, and the command ends with 3.

    Example: avenants coordinated K00123 --as-of 2025-12-31 --diff 2026-05-15

    Next: `avenants trail CONVENTION` says why an avenant counts or does not.
    """
    if (convention is None) == (model is None):
        raise session.stop(Say.CONVENTION_OR_MODEL, Exit.USAGE)
    if diff is not None and published:
        raise session.stop(Say.DIFF_OR_PUBLISHED, Exit.USAGE)
    day = as_of or session.store.clock.today()
    text = the_text(session, convention, model, day, as_at)
    if diff is not None:
        show_difference(session, text, the_text(session, convention, model, diff, as_at), form)
        return
    if published:
        show_published(session, text, form)
        return
    match form:
        case o.Format.TABLE:
            text_screen(session, text)
        case o.Format.JSON:
            write_json(text.model_dump(mode="json"))
        case o.Format.CSV:
            write(passage_rows(text, session.language), PASSAGE_COLUMNS, form)
    if form is not o.Format.JSON:
        say_if_french(session, words_of(text.articles))
    show_conflicts(session, text)
    if model is not None:
        look_at_published(session, text)


def show_difference(
    session: Session, text: CoordinatedText, other: CoordinatedText, form: o.Format
) -> None:
    """What differs on the later of two days; where no text binds on one, that is said too."""
    earlier, later = sorted((text, other), key=lambda one: one.as_of)
    found = differences(earlier.articles, later.articles)
    if form is o.Format.TABLE:
        days = {"before": earlier.as_of, "after": later.as_of}
        difference_screen(session, found, Say.TEXT_DIFFERS, **days)
    else:
        write(difference_rows(found, session.language), DIFFERENCE_COLUMNS, form)
    say_if_french(session, (one.words for one in found))
    for one in (text, other):
        if not one.in_force:
            # Else it would seem that an avenant had repealed, or brought, every article.
            remark(f"{one.about}: {no_text_then(session, one)}")
        show_conflicts(session, one)


def the_text(
    session: Session, convention: str | None, model: str | None, day: date, as_at: datetime | None
) -> CoordinatedText:
    """The text that is asked for; stops where none is known."""
    try:
        if convention is not None:
            number = a_convention(session, convention).id
            found = of_convention(session.store, number, day, as_at)
            if found is None:
                raise session.stop(Say.NOTHING_THEN, Exit.NOT_FOUND)
            return found
        name = MODEL_NAMES.get((model or "").strip().lower())
        if name is None:
            names = ", ".join(sorted(MODEL_NAMES))
            raise session.stop(Say.NO_SUCH_MODEL, Exit.NOT_FOUND, text=model, names=names)
        return of_model(session.store, name, day, as_at)
    except NoText as missing:
        why = Say.NO_TEXT if missing.first is None else Say.NO_TEXT_YET
        first = "" if missing.first is None else missing.first
        said = session.words(why, model=missing.model.value, day=missing.day, first=first)
        then = [] if as_at is None else [as_known_at(session, as_at)]
        raise Stop(Exit.NOT_FOUND, *then, said) from missing


def show_published(session: Session, text: CoordinatedText, form: o.Format) -> None:
    """Where the version that was published and the derived one differ."""
    found = against_published(session.store, text)
    if found is None:
        raise session.stop(Say.NOTHING_PUBLISHED, Exit.NOT_FOUND, day=text.as_of)
    if form is o.Format.TABLE:
        difference_screen(
            session,
            found.differences,
            Say.PUBLISHED_DIFFERS,
            on=found.snapshot.published_on,
            at=found.snapshot.found_at,
        )
    else:
        write(difference_rows(found.differences, session.language), DIFFERENCE_COLUMNS, form)
    say_if_french(session, (one.words for one in found.differences))
    look_at_published(session, text)


def look_at_published(session: Session, text: CoordinatedText) -> None:
    """A person has to look where letters refer to another text than the avenants make."""
    found = against_published(session.store, text)
    if found is not None and found.differences:
        session.look(
            Say.PUBLISHED_IS_OTHER,
            on=found.snapshot.published_on,
            at=found.snapshot.found_at,
            count=len(found.differences),
        )
