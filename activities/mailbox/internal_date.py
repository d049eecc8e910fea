"""The instant at which a server says it received a message."""

import re
from datetime import datetime, timedelta, timezone

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""As mail names them, whatever the machine's locale."""
_FORM = re.compile(
    rb"\s*(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})"
)


def internal_date(said: bytes) -> datetime | None:
    """INTERNALDATE (RFC 3501 §2.3.3) as an aware instant; None if it is ill-formed.

    Month names are English whatever the machine's locale.
    """
    found = _FORM.fullmatch(said)
    if found is None:
        return None
    day, name, year, hour, minute, second, sign, ahead, minutes = found.groups()
    offset = timedelta(hours=int(ahead), minutes=int(minutes))
    try:
        zone = timezone(offset if sign == b"+" else -offset)
        month = MONTHS.index(name.decode("ascii").lower()) + 1
        return datetime(
            int(year), month, int(day), int(hour), int(minute), int(second), tzinfo=zone
        )
    except ValueError:
        return None
