"""Erasing a person at the terminal: who may, what goes, and what remains elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from activities.erasing import Authority, erase
from domain.governing import is_network
from domain.office import Actor
from domain.state import (
    Accepted,
    AcceptedTacitly,
    Concluded,
    Convention,
    Declined,
    Lapsed,
    Superseded,
    Terminated,
    Withdrawn,
)
from domain.turned import NotPossible, Why
from interfaces.cli import options as o
from interfaces.cli.exits import Exit
from interfaces.cli.handed_out import handed_out
from interfaces.cli.listings import write
from interfaces.cli.named_elsewhere import as_coordinator
from interfaces.cli.people import actor, must_be_of_inami, of_inami
from interfaces.cli.persons import parties_meant
from interfaces.cli.persons_files import files_of
from interfaces.cli.screen import remark
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from journal.held import Held, held_of
from journal.streams import load_convention

COLUMNS = ("what", "where", "todo")
OVER = (
    Accepted,
    AcceptedTacitly,
    Concluded,
    Declined,
    Lapsed,
    Superseded,
    Terminated,
    Withdrawn,
)
"""Where the engine has nothing more to send."""


def carry_out(
    session: Session,
    person: str,
    *,
    by: str | None,
    authorised_by: str,
    reason: str,
    dry: bool,
    form: o.Format,
) -> None:
    """Erase, and list what remains; with `dry` only say what would go."""
    who, other = two_persons(session, by, authorised_by)
    if not reason.strip():
        raise session.turned_down(NotPossible(why=Why.REASON_MISSING))
    parties = parties_meant(session, person)
    held = [held_of(session.store, party) for party in parties]
    # Before: afterwards nobody knows any more which files were the person's.
    remains = [
        left(session, Say.LEFT_FILE, path) for one in held for path in files_of(session, one)
    ]
    networks = dict.fromkeys(
        named.network for one in held for named in as_coordinator(session, one.party)
    )
    remains += [left(session, Say.LEFT_COORDINATOR, network) for network in networks]
    details = {
        "person": meant(session, person, parties),
        "versions": sum(one.versions for one in held),
        "evidence": sum(len(one.evidence) for one in held),
        "conventions": ", ".join(c for one in held for c in one.conventions) or "-",
    }
    if dry:
        remark(session.words(Say.WOULD_ERASE, **details))
    else:
        recorded = erase(session.store, parties, Authority(who, other, reason))
        done = Say.ERASED if recorded else Say.ERASED_BEFORE
        remark(session.words(done, **details))
    remains += given(session, held)
    remains += elsewhere(session)
    write(remains, COLUMNS, form)
    if open_ones := list(still_open(session, held)):
        session.look(Say.ERASED_STILL_OPEN, avenants=", ".join(open_ones))


def meant(session: Session, person: str, parties: tuple[str, ...]) -> str:
    """Who was named, with the id where that was a part of a name: it cannot be undone."""
    staff = [row.id for row in session.store.registers.all_staff() if row.party in parties]
    return person if person in staff or not staff else f"{person} ({', '.join(staff)})"


def two_persons(session: Session, by: str | None, authorised_by: str) -> tuple[Actor, Actor]:
    """Who gives the command and who has authorised it: two people, both of INAMI."""
    who = of_inami(session, by)
    other = must_be_of_inami(session, actor(session, authorised_by))
    if who.id == other.id:
        raise session.stop(Say.ERASE_NEEDS_TWO, Exit.FAILURE, by=who.id)
    return who, other


def still_open(session: Session, held: list[Held]) -> Iterator[str]:
    """The avenants of the person about which something would still be sent."""
    for convention in loaded(session, held):
        for avenant in convention.avenants:
            if not isinstance(avenant.standing, OVER):
                yield avenant.id


def loaded(session: Session, held: list[Held]) -> Iterator[Convention]:
    """The person's conventions, as the journal stands; of a network all that it speaks for."""
    for number in (number for one in held for number in one.conventions):
        convention = load_convention(session.store.journal, number)
        if convention is None:
            continue
        yield convention
        if is_network(convention):
            yield from of_providers(session, convention.network)


def of_providers(session: Session, network: str) -> Iterator[Convention]:
    """The conventions of a network's providers: every letter to them names its directors."""
    after: str | None = None
    while page := session.store.registers.conventions_of(network, after):
        for row in page:
            convention = load_convention(session.store.journal, row.id)
            if convention is not None:
                yield convention
        after = page[-1].id


def given(session: Session, held: list[Held]) -> Iterator[dict[str, str]]:
    """What left as a file: asked once nothing is left to read, since some may leave meanwhile."""
    for one in held:
        now = held_of(session.store, one.party)
        for where in handed_out(session.store, replace(one, keys=one.keys | now.keys)):
            yield left(session, Say.LEFT_HANDED_OUT, where)


def elsewhere(session: Session) -> Iterator[dict[str, str]]:
    """What this program cannot reach."""
    settings = session.settings
    yield left(session, Say.LEFT_KEY_BACKUPS, "AVENANT_KEYS_URL")
    yield left(session, Say.LEFT_STORE_BACKUPS, "AVENANT_DATABASE_URL")
    if session.store.engine.dialect.name == "postgresql":
        yield left(session, Say.LEFT_WRITE_AHEAD, "PostgreSQL")
    for mailbox in settings.mailboxes:
        yield left(session, Say.LEFT_MAILBOX, f"{mailbox.id} ({mailbox.host})")
    if not settings.mailboxes:
        yield left(session, Say.LEFT_MAILBOX, "-")
    yield left(session, Say.LEFT_SENT_COPIES, settings.smtp_host or "-")
    yield left(session, Say.LEFT_REGISTERS, "-")
    yield left(session, Say.LEFT_FACTS, "-")


def left(session: Session, what: Say, where: Path | str) -> dict[str, str]:
    """One thing that remains, where it lies, and what to do about it."""
    name = what.value.removeprefix("left_")
    return {"what": name, "where": str(where), "todo": session.words(what, where=where)}
