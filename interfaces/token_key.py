"""The secret of the tokens in addresses, made once for an installation."""

import os
import secrets
from pathlib import Path
from tempfile import NamedTemporaryFile

from activities.tokens import SHORTEST_KEY

NAME = "token.key"


def make_token_key(data: Path) -> None:
    """Make the key's file in the data folder, readable by its owner alone, if it is not there.

    Of several processes that make it at once, all go on with one. Raises OSError.
    """
    place = data / NAME
    if place.exists():
        return
    data.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=data, prefix=f".{NAME}-") as unfinished:
        unfinished.write(secrets.token_hex(SHORTEST_KEY).encode("ascii"))
        unfinished.flush()
        os.fsync(unfinished.fileno())
        try:
            os.link(unfinished.name, place)
        except FileExistsError:
            return


def token_key(data: Path) -> bytes | None:
    """The key of the data folder, None where none was made yet; raises OSError."""
    place = data / NAME
    return place.read_bytes().strip() if place.exists() else None
