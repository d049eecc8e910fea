"""Copies that were signed electronically: examined, countersigned, renewed."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from domain.facts import CopyVerdict
from domain.office import Actor
from domain.state import Concluded
from domain.turned import NotPossible
from interfaces.cli.evidence_file import read
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.giving import tell, tell_recorded
from interfaces.cli.screen import show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

T = TypeVar("T")


def means(session: Session, made: Callable[[], T]) -> T:
    """What signing needs, made; stops with what is wrong where it cannot be made."""
    from activities.signatures.troubles import SigningTrouble
    from interfaces.cli.wording.signing_troubles import trouble_sentence

    try:
        return made()
    except SigningTrouble as error:
        raise Stop(Exit.FAILURE, trouble_sentence(error, session.language)) from error


def in_words(session: Session, why: Exception | NotPossible) -> str:
    """Why a copy was not renewed, in this person's language."""
    from activities.signatures.troubles import SigningTrouble
    from interfaces.cli.wording.signing_troubles import trouble_sentence
    from interfaces.cli.wording.turned import sentence

    match why:
        case SigningTrouble():
            return trouble_sentence(why, session.language)
        case NotPossible():
            return sentence(why, session.language)
        case _:
            return str(why)


def sign_by_file(
    session: Session, avenant: str, copy: bytes, received_on: date, who: Actor
) -> None:
    """Examine a copy, record what was found, and say it; one of another avenant is not taken."""
    from activities.signatures.receiving import examine_copy_for
    from activities.signatures.sent_documents import document_of
    from interfaces.signing import examiner_of

    other = document_of(session.store, copy)
    if other is not None and other != avenant:
        raise session.stop(Say.OF_ANOTHER_NETWORK, avenant=avenant, other=other)
    examiner = means(session, lambda: examiner_of(session.settings))
    received = means(
        session,
        lambda: examine_copy_for(
            session.store, examiner, avenant, copy, received_on, actor=who, door="cli"
        ),
    )
    if isinstance(received, NotPossible):
        raise session.turned_down(received)
    tell(session, avenant, received.recorded)
    verdict = received.verdict.verdict if received.verdict else None
    if verdict is CopyVerdict.REFUSED:
        session.look(Say.COPY_REFUSED, avenant=avenant)
    elif verdict is CopyVerdict.PERSON_LOOKS:
        session.look(Say.COPY_TO_LOOK_AT, avenant=avenant)


def whole_copy(session: Session, avenant: str, *, key: bool, file: Path | None) -> str | None:
    """The evidence address of the copy that all three signed; None where it is on paper."""
    if not key and file is None:
        return None
    from activities.signatures.countersigning import (
        copy_on_file,
        countersigned,
        must_be_countersigned,
    )
    from activities.signatures.receiving import convention_and_avenant
    from interfaces.signing import committee_of, trust_of

    store = session.store
    convention, found = convention_and_avenant(store, avenant)
    if isinstance(found.standing, Concluded):
        return found.signed_copy
    copy = means(session, lambda: copy_on_file(store, convention, found))
    if file is not None:
        whole = read(session, file)
        trust = means(session, lambda: trust_of(session.settings))
        means(session, lambda: must_be_countersigned(copy, whole, trust, store.clock.now()))
    else:
        committee = means(session, lambda: committee_of(session.settings, store.clock.now))
        whole = means(session, lambda: countersigned(copy, committee, store.clock.now()))
    return store.evidence.put(whole, "application/pdf", of=convention.party)


def renew_copies(session: Session, who: Actor, days: int) -> None:
    """Renew each signed copy whose last timestamp ends within so many days, and say which."""
    from interfaces.renewing import renewals

    within = timedelta(days=days)
    settings, store = session.settings, session.store
    made = means(session, lambda: list(renewals(settings, store, who, "cli", within)))
    if not made:
        show(session.words(Say.NOTHING_TO_RENEW, days=days))
    for one in made:
        if one.why is not None:
            session.look(Say.NOT_RENEWED, avenant=one.due.avenant, why=in_words(session, one.why))
            continue
        tell_recorded(session, one.recorded)
