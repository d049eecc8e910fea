"""The text of each model as the record has it, on which a new circular is tried."""

from datetime import date

from audit.law.known import Known
from domain.governing import base_for, model_steps
from domain.values import AvenantKind
from interfaces.circulars.conflicts import StandingLaw
from interfaces.cli.session import Session
from journal.address import SQLiteAddress, address
from journal.errors import StoreError
from journal.opening import Store


def law_of(store: Store) -> StandingLaw:
    """The last base text of each model, and what every circular that stands does to it."""
    known = Known(store)
    texts = {kind: base_for(known.texts(kind), date.max) for kind in AvenantKind}
    return StandingLaw(
        texts={kind: text for kind, text in texts.items() if text is not None},
        steps={kind: model_steps(known.amending, kind, date.max) for kind in AvenantKind},
    )


def law_if_any(session: Session) -> StandingLaw | None:
    """The same, where there is a store; none is made, and one that does not answer is none."""
    try:
        match address(session.settings.store_url):
            case SQLiteAddress(path) if not path.exists():
                return None
            case _:
                return law_of(session.store)
    except StoreError:
        return None
