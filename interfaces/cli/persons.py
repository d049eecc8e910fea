"""Whose data a person at the terminal means, and whether they may be shown it."""

from collections.abc import Collection
from contextlib import suppress

from audit.trails.whole_streams import parties_of
from domain.office import Actor
from domain.values import Role, slug, split_avenant_id
from interfaces.cli.exits import Exit
from interfaces.cli.people import actor, not_allowed, of_inami
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from journal.registers import NotRegistered


def parties_meant(session: Session, text: str) -> tuple[str, ...]:
    """The parties of one person: of a provider all conventions with that INAMI number.

    By convention, avenant, INAMI number, network, member of the staff, or party id; stops where
    nobody is meant, or several of the staff may be.
    """
    wanted = text.strip()
    if "." in wanted and (own := parties_of(session.store, split_avenant_id(wanted)[1])):
        return own
    if found := parties_of(session.store, wanted):
        return tuple(one for one in found if known(session, one)) or nobody(session, text)
    staff = session.store.registers.find_staff(wanted)
    if [row.id for row in staff] != [wanted]:
        # The very name of a network is no part of a name: namur is not namur.coord.
        with suppress(NotRegistered):
            return (session.store.registers.network(slug(wanted)).party,)
    if len(staff) > 1:
        names = ", ".join(row.id for row in staff)
        raise session.stop(Say.SEVERAL_OF_THAT_NAME, by=text, names=names)
    return (staff[0].party,) if staff else nobody(session, text)


def known(session: Session, party: str) -> bool:
    """Whether anything was ever held of a party under that id."""
    people = session.store.people
    return bool(people.versions(party) or people.erased([party]))


def nobody(session: Session, text: str) -> tuple[str, ...]:
    """Stops: nobody is meant."""
    raise session.stop(Say.NO_SUCH_PERSON, Exit.NOT_FOUND, text=text)


def may_be_shown(session: Session, by: str | None, networks: Collection[str]) -> Actor:
    """Somebody of INAMI, an auditor, or a coordinator of all these networks (one, where none is).

    Nobody need be named while nobody of INAMI is registered.
    """
    if by is None:
        return of_inami(session, by)
    who = actor(session, by)
    match who.role:
        case Role.INAMI | Role.AUDITOR:
            return who
        case Role.COORDINATOR if networks and set(networks) <= set(who.networks):
            return who
        case _:
            raise session.turned_down(not_allowed(who))


def networks_of(session: Session, parties: Collection[str]) -> frozenset[str]:
    """The networks of their conventions."""
    return frozenset(row.network for row in session.store.registers.held_by(parties))
