"""Who gives a command: a registered person of the office."""

from domain.office import Actor
from domain.turned import NotPossible, Why
from domain.values import Role
from interfaces.cli.exits import Exit
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from journal.register_rows import StaffRow

CONSOLE = Actor(id="console", role=Role.INAMI)
"""Whoever sits at the machine while nobody of INAMI is registered: the first imports need it."""


def actor(session: Session, by: str) -> Actor:
    """The registered person of that id, name or part of a name; stops for none or several."""
    found = session.store.registers.find_staff(by)
    if not found:
        raise session.stop(Say.NOBODY_OF_THAT_NAME, Exit.NOT_FOUND, by=by)
    first, *others = found
    if others:
        names = ", ".join(row.id for row in found)
        raise session.stop(Say.SEVERAL_OF_THAT_NAME, by=by, names=names)
    return as_actor(first)


def as_actor(row: StaffRow) -> Actor:
    """A member of the staff, with what the office lets them do."""
    return Actor(id=row.id, role=row.role, networks=row.networks)


def of_inami(session: Session, by: str | None) -> Actor:
    """Somebody of INAMI; nobody need be named while nobody is registered there."""
    if by is not None:
        return must_be_of_inami(session, actor(session, by))
    staff = [row.id for row in session.store.registers.all_staff() if row.role is Role.INAMI]
    if staff:
        raise session.stop(Say.SAY_WHO, Exit.USAGE, names=", ".join(staff))
    return CONSOLE


def must_be_of_inami(session: Session, who: Actor) -> Actor:
    """That person, who has to be of INAMI for what concerns a whole circular."""
    if who.role is not Role.INAMI:
        raise session.turned_down(not_allowed(who))
    return who


def of_the_network(session: Session, by: str, network: str) -> Actor:
    """Somebody of INAMI, or the coordinator of that network."""
    who = actor(session, by)
    match who.role:
        case Role.INAMI:
            return who
        case Role.COORDINATOR if network in who.networks:
            return who
        case Role.COORDINATOR:
            why = NotPossible(why=Why.NOT_YOUR_NETWORK, details={"by": who.id, "network": network})
            raise session.turned_down(why)
        case _:
            raise session.turned_down(not_allowed(who))


def not_allowed(who: Actor) -> NotPossible:
    """The domain's answer to somebody whose role does not go so far."""
    return NotPossible(why=Why.NOT_ALLOWED, details={"by": who.id, "role": who.role})
