"""From what a person types to what is meant: an avenant, a network, a circular."""

import re

from pydantic import TypeAdapter, ValidationError

from domain.circular import Circular
from domain.circular_facts import CircularLife
from domain.frozen import thaw
from domain.state import Avenant, Convention
from domain.values import ConventionId, network_convention, slug, split_avenant_id
from interfaces.cli.exits import Exit
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from journal.register_rows import NetworkRow
from journal.registers import NotRegistered
from journal.streams import load_circular, load_convention

_CONVENTION = TypeAdapter[str](ConventionId)
_CIRCULAR = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
SHOWN = 10
"""How many of several candidates are named."""


def avenant_id(session: Session, text: str) -> str:
    """The one avenant that is meant; stops for none or several."""
    found = candidates(session, text.strip())
    if not found:
        raise session.stop(Say.NO_SUCH_AVENANT, Exit.NOT_FOUND, text=text)
    if len(found) > 1:
        more = "" if len(found) <= SHOWN else f" … ({len(found)})"
        shown = ", ".join(found[:SHOWN]) + more
        raise session.stop(Say.SEVERAL_AVENANTS, text=text, found=shown)
    return found[0]


def candidates(session: Session, text: str) -> list[str]:
    """Every avenant that may be meant: by id, by convention, by the beginning, by network."""
    whole = convention_of(session, split_avenant_id(text)[1]) if "." in text else None
    if whole is not None and whole.avenant(text) is not None:
        return [text]
    alone = convention_of(session, text)
    if alone is not None and alone.avenants:
        return [one.id for one in alone.avenants]
    if not text:
        return []
    from audit.board import Board

    board = Board(session.store)
    board.catch_up()
    found = [row.avenant for row in board.find(text)]
    if found or not slug(text):
        return found
    network = load_convention(session.store.journal, network_convention(slug(text)))
    return [one.id for one in network.avenants] if network else []


def convention_of(session: Session, text: str) -> Convention | None:
    """The convention of that number, None for what is none."""
    try:
        number = _CONVENTION.validate_python(text)
    except ValidationError:
        return None
    return load_convention(session.store.journal, number)


def avenant_and_convention(session: Session, text: str) -> tuple[Avenant, Convention]:
    """The avenant that is meant, with its convention as the journal stands."""
    found = avenant_id(session, text)
    convention = load_convention(session.store.journal, split_avenant_id(found)[1])
    avenant = convention.avenant(found) if convention else None
    if convention is None or avenant is None:
        raise session.stop(Say.NO_SUCH_AVENANT, Exit.NOT_FOUND, text=text)
    return avenant, convention


def a_convention(session: Session, text: str) -> Convention:
    """A convention, by its number or by an avenant of it."""
    found = convention_of(session, text.strip())
    if found is not None:
        return found
    if "." not in text:
        raise session.stop(Say.NO_SUCH_CONVENTION, Exit.NOT_FOUND, text=text)
    return avenant_and_convention(session, text)[1]


def a_network(session: Session, text: str) -> NetworkRow:
    """A registered network, by id or printed name."""
    try:
        return session.store.registers.network(slug(text))
    except NotRegistered as error:
        raise session.stop(Say.NO_SUCH_NETWORK, Exit.NOT_FOUND, text=text) from error


def a_circular(session: Session, text: str) -> CircularLife:
    """A launched circular, by id (2026-001) or official reference (Psy-Ort/2026/001)."""
    wanted = text.strip()
    number = "-".join(wanted.split("/")[-2:]).lower() if "/" in wanted else wanted
    life = load_circular(session.store.journal, number) if _CIRCULAR.fullmatch(number) else None
    if life is None or ("/" in wanted and life.reference != wanted):
        raise session.stop(Say.NO_SUCH_CIRCULAR, Exit.NOT_FOUND, text=text)
    return life


def content_of(session: Session, address: str) -> Circular:
    """The circular as it was launched: frozen, not as it lies on disk today."""
    return thaw(session.store.evidence.get(address))
