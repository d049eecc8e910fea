"""Whoever coordinates a network stands in its register too, by name and address."""

from collections.abc import Iterator
from typing import NamedTuple

from interfaces.cli.session import Session
from journal.people import NetworkParty, PersonVersion, StaffMember


class Named(NamedTuple):
    """A version of a network's register that names somebody of the staff."""

    network: str
    version: PersonVersion
    coordinator: str
    email: str


def as_coordinator(session: Session, party: str) -> Iterator[Named]:
    """Every version that names this member of the staff, by what they were ever called."""
    people, registers = session.store.people, session.store.registers
    own = [one.person for one in people.history(party)]
    called = {one.name for one in own if isinstance(one, StaffMember)}
    reached = {one.email for one in own if isinstance(one, StaffMember)}
    if not called:
        return
    for network in registers.networks():
        for version in people.history(network.party):
            match version.person:
                case NetworkParty(coordinator=name, coordinator_email=email) if (
                    name in called or email in reached
                ):
                    yield Named(network.id, version, name, email)
                case _:
                    continue
