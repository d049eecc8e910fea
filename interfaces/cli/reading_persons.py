"""Who looks at what is held about a person is asked, and recorded, before anything is shown."""

from collections.abc import Collection, Iterable
from typing import Annotated

import typer

from domain.access import Shown
from domain.office import Actor
from interfaces.cli.persons import may_be_shown, networks_of
from interfaces.cli.session import Session


def a_reason(text: str) -> str:
    """What was said, on one line; somebody who says nothing leaves the option out."""
    said = " ".join(text.split())
    if not said:
        raise typer.BadParameter("it is empty: say why, or leave it out")
    return said


Why = Annotated[
    str | None,
    typer.Option(
        "--why",
        metavar="TEXT",
        parser=a_reason,
        help="Why you look at it, for the record; else what this command is for.",
    ),
]


def record_reading(
    session: Session, parties: Iterable[str], shown: Shown, who: Actor, why: str
) -> None:
    """Record that this person is about to be shown something of these parties."""
    from activities.access import note_reading

    note_reading(session.store, parties, shown, actor=who, why=why)


def record_evidence(
    session: Session,
    address: str,
    shown: Shown,
    by: str | None,
    why: str,
    *,
    networks: Collection[str] = (),
) -> None:
    """Record that somebody is about to be given a piece of evidence, if it concerns a person.

    What concerns nobody yet may be read by those of these networks, in whose mail it lay. Stops
    for somebody who may not have it.
    """
    from activities.access import note_reading

    store = session.store
    key = store.evidence.describe(address).key
    if key is None:
        return
    party = store.keys.ring.owners([key]).get(key, key)
    who = may_be_shown(session, by, networks_of(session, [party]) or networks)
    note_reading(store, [party], shown, actor=who, why=why, addresses=[address])


def of_parties(
    session: Session, parties: Collection[str], shown: Shown, by: str | None, why: str
) -> Actor:
    """As `record_reading`, for whoever gives the command; stops for somebody who may not look."""
    who = may_be_shown(session, by, networks_of(session, parties))
    record_reading(session, parties, shown, who, why)
    return who
