"""Verifying the record, and what is said of it at the terminal."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import DBAPIError, InvalidRequestError

from audit.seals.checkpoint import Sealed
from audit.seals.findings import Verified
from audit.seals.keys import read_public
from audit.seals.proving import prove_consistency
from audit.seals.refusals import SealsBroken, SealsRefused
from audit.seals.verifying import read_checkpoint
from audit.seals.verifying import verify as verify_record
from interfaces.cli import options as o
from interfaces.cli.exits import Exit
from interfaces.cli.listings import write
from interfaces.cli.screen import remark, show
from interfaces.cli.session import Session
from interfaces.cli.wording.faults import told
from interfaces.cli.wording.messages import Say
from interfaces.sealing import check_of_tokens, folder_of, trusted_keys
from journal.clock import BRUSSELS
from journal.opening import Store

COLUMNS = ("fault", "place", "detail", "sentence")


def look(session: Session, against: tuple[Path, ...], trusted: Path | None, form: o.Format) -> None:
    """Verify everything and say what was found."""
    keys = trusted_keys(session.settings) if trusted is None else frozenset({read_public(trusted)})
    said = verify_record(
        opened(session),
        folder_of(session.settings),
        trusted=keys,
        check_token=check_of_tokens(session.settings),
        against=against,
    )
    rows = [
        {**one.model_dump(mode="json"), "sentence": told(one, session.language)}
        for one in said.findings
    ]
    match form:
        case o.Format.JSON:
            show(json.dumps(said.model_dump(mode="json") | {"findings": rows}, indent=2))
        case o.Format.CSV:
            write(rows, COLUMNS, form)
        case o.Format.TABLE:
            summarise(session, said)
            for row in rows:
                show(f"✗ {row['sentence']}")
    end(session, said)


def opened(session: Session) -> Store:
    """The store; raises SealsBroken for one whose tables are no longer those of a store."""
    try:
        return session.store
    except (DBAPIError, InvalidRequestError) as error:
        reason = " ".join(str(getattr(error, "orig", None) or error).split())
        raise SealsBroken(
            f"The store cannot be opened ({reason}): its tables were damaged, or changed by hand. "
            "Keep a copy of it as it is, and compare it with a backup."
        ) from error


def summarise(session: Session, said: Verified) -> None:
    """What is covered, and what is not."""
    if said.checkpoint is None:
        show(session.words(Say.SEALS_COVER_NOTHING, folder=session.settings.seals))
    else:
        show(
            session.words(
                Say.SEALS_COVER,
                facts=said.covered,
                through=said.covered_through,
                number=said.checkpoint,
                root=said.root,
            )
        )
    if said.uncovered:
        show(
            session.words(
                Say.SEALS_NOT_YET,
                facts=said.uncovered,
                first=said.uncovered_from,
                last=said.uncovered_through,
                since=in_brussels(said.uncovered_since) if said.uncovered_since else "?",
            )
        )
    else:
        show(session.words(Say.SEALS_ALL_COVERED))
    show(
        session.words(
            Say.SEALS_EVIDENCE,
            items=said.evidence,
            erased=said.erased,
            timestamps=said.timestamps,
        )
    )


def in_brussels(instant: datetime) -> str:
    """An instant as clocks in Brussels show it: the record keeps UTC."""
    return f"{instant.astimezone(BRUSSELS):%Y-%m-%d %H:%M}"


def end(session: Session, said: Verified) -> None:
    """How it ends: 5 with findings, 3 where facts have waited too long, else 0."""
    hours = session.settings.checkpoint_hours
    if said.findings:
        found = len(said.findings) + said.further
        raise session.stop(Say.SEALS_BROKEN, Exit.VERIFICATION, found=found)
    if said.checkpoint is not None:
        remark(session.words(Say.SEALS_HOLD))
        if not said.anchored:
            session.look(Say.SEALS_UNANCHORED)
    if said.unopened:
        session.look(Say.SEALS_UNOPENED, count=said.unopened)
    late = session.store.clock.now() - timedelta(hours=hours)
    if said.uncovered_since is not None and said.uncovered_since < late:
        session.look(Say.SEALS_LATE, hours=hours)


def prove(session: Session, old: str, new: str, form: o.Format) -> None:
    """Prove that a checkpoint grew out of another, from the facts between them."""
    a, b = (one.checkpoint for one in (named(session, old), named(session, new)))
    proof = prove_consistency(session.store, a, b)
    if not proof.holds or a.store != b.store:
        raise SealsBroken(f"Checkpoint {b.number} does not go on from checkpoint {a.number}.")
    match form:
        case o.Format.JSON:
            show(json.dumps(proof.model_dump(mode="json") | {"holds": True}, indent=2))
        case o.Format.CSV:
            write([{"hash": one} for one in proof.path], ("hash",), form)
        case o.Format.TABLE:
            show(
                session.words(
                    Say.SEALS_GREW, new=b.number, new_size=b.size, old=a.number, old_size=a.size
                )
            )
            for one in proof.path:
                show(f"  {one}")


def named(session: Session, name: str) -> Sealed:
    """The checkpoint of that number in the folder, or in that file."""
    if not name.isdecimal():
        return read_checkpoint(Path(name))
    folder = folder_of(session.settings)
    numbers = folder.numbers()
    if int(name) not in numbers:
        last = numbers[-1] if numbers else 0
        raise session.stop(
            Say.NO_SUCH_CHECKPOINT, Exit.NOT_FOUND, name=name, folder=folder.path, last=last
        )
    try:
        return read_checkpoint(folder.file(int(name)))
    except SealsRefused as error:
        # It is ours, and is no longer what was signed: that is a finding, no mistyped path.
        raise SealsBroken(str(error)) from error
