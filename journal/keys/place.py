"""Where the keys of a store lie, and opening them there."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, inspect, select

from journal.address import PostgresAddress, SQLiteAddress, address
from journal.clock import SystemClock
from journal.errors import KeysMissing, StoreError
from journal.faults import faults
from journal.keys.cipher import new_key
from journal.keys.database import database_of
from journal.keys.keyring import Keyring
from journal.keys.master import MasterKey, MasterKeyFile
from journal.keys.root import Masters, Root, RootKept
from journal.keys.tables import metadata, root_table
from journal.tables import insert_into, writing

_ROOT = select(root_table.c.id, root_table.c.store, root_table.c.wrapped)
NOT_NAMED = (
    "Nobody said where the keys of the people lie: name the key store with AVENANT_KEYS_URL and "
    "its master key with AVENANT_MASTER_KEY. Without them nothing personal can be read or kept."
)
OTHERS = (
    "The keys at hand are not those of this store: bring back its own key store, or name it with "
    "AVENANT_KEYS_URL. Without it nothing personal can be read."
)


@dataclass(frozen=True)
class KeysPlace:
    """The address of a key store (never to be shown), and the master key that opens it.

    And the one before, for as long as keys are wrapped anew under the present one.
    """

    url: str
    master: MasterKey
    previous: MasterKey | None = None

    @property
    def masters(self) -> Masters:
        """Both."""
        return Masters(self.master, self.previous)


class Keys:
    """The keys of a store if they are at hand, else why they are not."""

    def __init__(
        self,
        ring: Keyring | None,
        why_not: str = NOT_NAMED,
        again: Callable[[], Keyring] | None = None,
    ) -> None:
        """`again` opens a key store that did not answer, when it is asked for next."""
        self._ring = ring
        self._why_not = why_not
        self._again = again
        self._number: str | None = None

    @property
    def ring(self) -> Keyring:
        """The keys; raises KeysMissing with what to do."""
        if self._ring is None and self._again is not None:
            try:
                self._ring = self._again()
            except StoreError as error:
                raise KeysMissing(_away(error)) from error
            if self._number is not None:
                self.must_be(self._number)
        if self._ring is None:
            raise KeysMissing(self._why_not)
        return self._ring

    @property
    def at_hand(self) -> bool:
        """Whether personal data can be read."""
        return self._ring is not None

    def must_be(self, number: str) -> None:
        """Go on only with the keys of that key store: with others nothing can be read."""
        self._number = number
        if self._ring is not None and self._ring.id != number:
            self.close()
            self._ring, self._why_not, self._again = None, OTHERS, None

    def close(self) -> None:
        """Let go of the key store."""
        if self._ring is not None:
            self._ring.close()


def keys_beside(url: str) -> KeysPlace | None:
    """Where the keys of a file of SQLite lie if nobody says so: in two files beside it."""
    match address(url):
        case SQLiteAddress(path):
            return keys_of(str(path.absolute().with_suffix("")))
        case PostgresAddress():
            return None


def keys_of(stem: str) -> KeysPlace:
    """The two files of keys whose paths begin so."""
    return KeysPlace(f"sqlite:///{stem}.keys.sqlite", MasterKeyFile(Path(f"{stem}.master.key")))


def open_keys(place: KeysPlace | None, store: str, *, make: bool) -> Keys:
    """The keys at that place; with `make` they are made where there are none yet.

    `store` names the store whose keys they are, since those of another one are of no use to it.
    Whoever may not read them, such as the relay, goes on without: what is personal then raises
    KeysMissing when it is asked for.
    """
    if place is None:
        return Keys(None)

    def opened() -> Keyring:
        with faults():
            return _opened(place, store, make=make)

    try:
        return Keys(opened())
    except KeysMissing as error:
        return Keys(None, str(error))
    except StoreError as error:
        return Keys(None, _away(error), opened)


def _opened(place: KeysPlace, store: str, *, make: bool) -> Keyring:
    engine = database_of(place.url, make=make, missing=OTHERS)
    try:
        return _ring(engine, place.masters, store, make=make)
    except BaseException:
        engine.dispose()
        raise


def _away(error: StoreError) -> str:
    return f"The key store (AVENANT_KEYS_URL) cannot be opened. {error}"


def _ring(engine: Engine, masters: Masters, store: str, *, make: bool) -> Keyring:
    if make:
        with writing(engine) as connection:
            metadata.create_all(connection)
    elif root_table.name not in inspect(engine).get_table_names():
        raise KeysMissing(OTHERS)
    with engine.connect() as connection:
        row = connection.execute(_ROOT).first()
    if row is None:
        if not make:
            raise KeysMissing(OTHERS)
        masters.present.make()
        _make_root(engine, masters, store)
        return _ring(engine, masters, store, make=False)
    number, whose, wrapped = row
    if whose != store:
        raise KeysMissing(OTHERS)
    return Keyring(engine, number, RootKept(engine, number, masters, wrapped))


def _make_root(engine: Engine, masters: Masters, store: str) -> None:
    number = secrets.token_hex(16)
    row = {
        "only_row": 1,
        "id": number,
        "store": store,
        "wrapped": masters.wrapped(Root(new_key(), new_key()), number),
        "made_at": SystemClock().now(),
    }
    insert = insert_into(root_table, engine.dialect.name).on_conflict_do_nothing()
    with writing(engine) as connection:
        connection.execute(insert, row)
