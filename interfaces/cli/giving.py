"""Giving a command to the office, and saying what came of it."""

from uuid import UUID, uuid5

from activities.recording import record
from domain.commands import AnyCommand
from domain.office import Actor
from domain.state import Convention
from domain.turned import NotPossible
from interfaces.cli.screen import plainly, show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from interfaces.cli.wording.standings import standing_sentence
from journal.envelope import Recorded
from journal.streams import load_convention

REGISTRATIONS = UUID("0f2e3a64-7b0d-5a5c-9d0e-3b7e6f1c2a90")
"""The namespace of ids of what is registered here: the same letter twice is one registration."""


def give(
    session: Session,
    convention: str,
    command: AnyCommand,
    actor: Actor,
    *,
    about: str | None = None,
    command_id: UUID | None = None,
) -> tuple[Recorded, ...]:
    """Record a command; stops with the reason where the domain turns it down."""
    answer = record(
        session.store,
        convention,
        command,
        actor=actor,
        door="cli",
        correlation=about or convention,
        command_id=command_id,
    )
    if isinstance(answer, NotPossible):
        raise session.turned_down(answer)
    return answer


def registration(convention: Convention, *what: object) -> tuple[UUID, bool]:
    """The id of a registration with these particulars, and whether it is on file and stands.

    One that was retracted may be made anew, under another id.
    """
    retracted = {line.id for line in convention.registrations if line.retracted}
    known = {line.id for line in convention.registrations}
    parts = " ".join(str(part) for part in what)
    turn = 0
    while (found := uuid5(REGISTRATIONS, f"{parts} {turn}")) in retracted:
        turn += 1
    return found, found in known


def tell(session: Session, avenant: str, recorded: tuple[Recorded, ...]) -> Convention | None:
    """Say what was recorded, or that it was already, and where the avenant stands now."""
    tell_recorded(session, recorded)
    return tell_standing(session, avenant)


def tell_recorded(session: Session, recorded: tuple[Recorded, ...]) -> None:
    """The new facts as the trail will tell them, or that nothing changes."""
    from audit.trail import line, staff_names

    if not recorded:
        show(session.words(Say.RECORDED_ALREADY))
    names = staff_names(session.store)
    for one in recorded:
        told = line(one, session.language, names)
        show(plainly(told.sentence))
        if told.registration is not None:
            show(session.words(Say.REGISTERED_AS, number=told.registration))


def tell_standing(session: Session, avenant: str) -> Convention | None:
    """Where the avenant stands and what comes next."""
    convention = load_convention(session.store.journal, avenant.partition(".")[2])
    found = convention.avenant(avenant) if convention else None
    if convention is not None and found is not None:
        show(standing_sentence(convention, found, session.language))
    return convention
