"""By what was known an answer was given, where that was asked: it may be another one now."""

from datetime import datetime

from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say


def as_known_at(session: Session, instant: datetime) -> str:
    """A sentence with the instant, in the time of Brussels."""
    return session.words(Say.AS_KNOWN_AT, at=f"{instant:%Y-%m-%d %H:%M:%S}")
