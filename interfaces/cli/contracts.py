"""Who is under contract on a day: the list that an invoicing application reads."""

import hashlib
import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from audit.law.conventions import COLUMNS, ContractList, as_csv, changed_since, in_force
from domain.contracts import ContractChange
from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.finding import a_network
from interfaces.cli.listings import Row, as_text, write
from interfaces.cli.moments import as_known_at
from interfaces.cli.screen import remark
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

app = typer.Typer()
PANEL = "Law and money"
CHANGES = tuple(ContractChange.model_fields)


@command(app, "conventions", panel=PANEL)
def conventions(
    session: Session,
    *,
    as_of: Annotated[
        date | None,
        typer.Option("--as-of", metavar="DATE", parser=o.day, help="The day; today if not named."),
    ] = None,
    network: Annotated[
        str | None, typer.Option("--network", metavar="N", help="Only those of this network.")
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(
            "--since",
            metavar="DATE",
            parser=o.day,
            help="Only what differs from this day, both by what is known now (or --as-at); who "
            "came and went in between too.",
        ),
    ] = None,
    as_at: Annotated[
        datetime | None,
        typer.Option(
            "--as-at",
            metavar="INSTANT",
            parser=o.instant,
            help="What was known at that instant; a day alone is its end.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Write the list there, and FILE.sha256 beside."
        ),
    ] = None,
    form: o.As = o.Format.TABLE,
) -> None:
    """List who is under contract on a day, under which avenants, and until when.

    Conventions of providers and of networks, without names: the number of the convention is the
    key. `ends_on` is the first day without it. The schema is stable; the checksum is SHA-256 over
    the CSV, so that the same list has the same checksum in each form.

    Example: avenants conventions --as-of 2026-05-15 --network namur --format csv -o namur.csv

    Next: `sha256sum -c namur.csv.sha256`, then give it to the invoicing application.
    """
    day = as_of or session.store.clock.today()
    if since is not None and day < since:
        raise typer.BadParameter(f"--as-of {day} lies before --since {since}: exchange them")
    own = a_network(session, network).id if network is not None else None
    if since is not None:
        if as_at is not None:
            remark(as_known_at(session, as_at))
        changed = changed_since(session.store, since, day, network=own, as_at=as_at)
        rows = [row.model_dump() for row in changed]
        if output is not None:
            save(session, output, as_text(rows, CHANGES, form).encode())
        else:
            write(rows, CHANGES, form)
        return
    found = in_force(session.store, day, network=own, as_at=as_at)
    if output is not None:
        save(session, output, written(found, form))
    elif form is o.Format.TABLE:
        write(table_rows(found), COLUMNS, form)
    else:
        sys.stdout.write(written(found, form).decode())
    if as_at is not None:
        remark(as_known_at(session, as_at))
    remark(session.words(Say.LIST_CHECKSUM, count=found.count, day=day, sha256=found.sha256))


def written(found: ContractList, form: o.Format) -> bytes:
    """The list as bytes; a table for people has none of its own, in a file it is CSV."""
    if form is o.Format.JSON:
        return found.model_dump_json(indent=2).encode() + b"\n"
    return as_csv(found.conventions)


def table_rows(found: ContractList) -> list[Row]:
    """A row for each convention; several ids with a space between."""
    return [
        {
            **row.model_dump(),
            "avenants": " ".join(row.avenants),
            "circulars": " ".join(row.circulars),
        }
        for row in found.conventions
    ]


def save(session: Session, path: Path, content: bytes) -> None:
    """The list in a file, and its checksum beside it in the form of `sha256sum`."""
    digest = hashlib.sha256(content).hexdigest()
    try:
        path.write_bytes(content)
        line = f"{digest}  {path.name}\n"
        path.with_name(f"{path.name}.sha256").write_bytes(os.fsencode(line))
    except OSError as error:
        raise session.stop(Say.NOT_WRITTEN, file=path, reason=error.strerror) from error
