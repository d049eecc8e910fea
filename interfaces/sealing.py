"""Seals as an installation sets them: their folder, their keys, who is believed, and timestamps."""

from collections.abc import Callable
from pathlib import Path

from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper

from audit.seals.chain import TokenCheck
from audit.seals.checkpoint import Sealed
from audit.seals.folder import SealsFolder
from audit.seals.keys import Signer, make_signer, read_public, read_signer
from audit.seals.refusals import SealsRefused
from audit.seals.sealer import Sealer
from audit.seals.timestamps import Certificates, authorities, stamp, token_check, why_not
from interfaces.settings import Settings
from journal.opening import Store

KEY_FILE = "checkpoint.key"
"""The key that is made where none was named, in the data folder."""
TIMESTAMP_SECONDS = 20


def folder_of(settings: Settings) -> SealsFolder:
    """Where the checkpoints of this installation lie."""
    return SealsFolder(settings.seals)


def seal(settings: Settings, store: Store, key_made: Callable[[Path], None]) -> tuple[Sealed, ...]:
    """Seal what is new, and hand over to the next key where one is named; gives the checkpoints.

    `key_made` is told the file of a key that had to be made. Raises SealsRefused.
    """
    sealer = Sealer(store, folder_of(settings), [_signer(settings, key_made)])
    if settings.checkpoint_next_key is None:
        return sealer.seal()
    return sealer.rotate(read_signer(settings.checkpoint_next_key))


async def timestamp(settings: Settings, authority: TimeStamper | None = None) -> int:
    """Have the last checkpoint timestamped where an authority is set; gives how many it stamped.

    Raises SealsRefused where the authority gives none.
    """
    if authority is None:
        if settings.checkpoint_timestamp_url is None:
            return 0
        authority = HTTPTimeStamper(settings.checkpoint_timestamp_url, timeout=TIMESTAMP_SECONDS)
    folder = folder_of(settings)
    last = folder.last()
    if last is None or folder.token(last.checkpoint.number) is not None:
        return 0
    token = await stamp(last.content, authority)
    if (why := await why_not(last.content, token, _authorities(settings))) is not None:
        raise SealsRefused(
            f"The timestamp of the last checkpoint cannot be used: {why}. See "
            "AVENANT_CHECKPOINT_TIMESTAMP_URL and AVENANT_CHECKPOINT_TIMESTAMP_AUTHORITIES."
        )
    return int(folder.put_token(last.checkpoint.number, token))


def trusted_keys(settings: Settings) -> frozenset[str]:
    """The public keys that are believed: the one named, else those that sign here, if any."""
    if settings.checkpoint_trusted is not None:
        return frozenset({read_public(settings.checkpoint_trusted)})
    usual = settings.data / KEY_FILE
    own = settings.checkpoint_key or (usual if usual.exists() else None)
    return frozenset() if own is None else frozenset({read_public(own)})


def check_of_tokens(settings: Settings) -> TokenCheck:
    """How timestamps are checked."""
    return token_check(_authorities(settings))


def _authorities(settings: Settings) -> Certificates:
    file = settings.checkpoint_timestamp_authorities
    return () if file is None else authorities(file)


def _signer(settings: Settings, key_made: Callable[[Path], None]) -> Signer:
    if settings.checkpoint_key is not None:
        return read_signer(settings.checkpoint_key)
    usual = settings.data / KEY_FILE
    if not usual.exists():
        key_made(usual)
    return make_signer(usual)
