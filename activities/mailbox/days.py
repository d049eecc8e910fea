"""The two days of a message: received as the server says, dispatched as it says itself."""

from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from activities.mailbox.parsing import Letter
from journal.clock import BRUSSELS


def received_on(received_at: datetime, today: date) -> date:
    """The calendar day of INTERNALDATE in Brussels.

    Nothing is received tomorrow: where the server's clock runs ahead it is today.
    """
    return min(received_at.astimezone(BRUSSELS).date(), today)


def dispatched_on(letter: Letter, received: date) -> date | None:
    """The day of the message's own Date in Brussels, as a postmark of what is sent by e-mail.

    None where it has none or several, where it makes no sense, and where it would have been
    dispatched after it was received. `-0000` tells an instant without a zone (RFC 5322 §3.3).
    """
    said = letter.values("Date")
    if len(said) != 1:
        return None
    try:
        at = parsedate_to_datetime(said[0])
        at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
        day = at.astimezone(BRUSSELS).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return day if day <= received else None
