"""Whether what the store remembers of its followers fits what it holds."""

from sqlalchemy import text

from audit.seals.checkpoint import Checkpoint
from audit.seals.findings import Fault, Findings
from audit.seals.sealer import FOLLOWER
from audit.seals.stored import head, snapshot
from journal.opening import Store

_POSITIONS = {
    "sqlite": "SELECT application_name, notification_id FROM tracking ORDER BY application_name",
    "postgresql": "SELECT application_name, notification_id FROM notification_tracking"
    " ORDER BY application_name",
}
_OF_THE_LIBRARY = "__"
"""How the names begin under which the library notes the version of its own tables."""


def check_followers(store: Store, last: Checkpoint | None, found: Findings) -> None:
    """Note who has come further than there are facts, and a sealer that forgot what it did.

    Asked after everything else, so that what happens meanwhile is no fault. A follower that lags
    behind does its work again, which changes nothing.
    """
    with snapshot(store.engine) as connection:
        query = _POSITIONS[connection.dialect.name]
        positions = {str(name): one for name, one in connection.execute(text(query))}
        end = head(connection)
    # A sealer that was killed may have had no time to note its last checkpoint.
    least = last.number - 1 if last else 0
    sealed = positions.pop(FOLLOWER, 0)
    if not isinstance(sealed, int) or sealed < least:
        detail = f"it remembers checkpoint {sealed}, and {least + 1} is there"
        found.add(Fault.FOLLOWER_DIFFERS, f"follower {FOLLOWER}", detail)
    for name, position in positions.items():
        ours = not name.startswith(_OF_THE_LIBRARY)
        if ours and (not isinstance(position, int) or position > end):
            detail = f"position {position}, and the last fact has {end}"
            found.add(Fault.FOLLOWER_DIFFERS, f"follower {name}", detail)
