"""Keys are wrapped anew under another master key while all go on, and the old one opens nothing."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import select, update

from journal.errors import KeysMissing
from journal.evidence import NOBODY_YET
from journal.keys import rewrapping
from journal.keys.cipher import Cipher, NotSealedSo
from journal.keys.keyring import about
from journal.keys.master import MasterKey, MasterKeyFile
from journal.keys.master_token import MasterKeyToken
from journal.keys.place import KeysPlace
from journal.keys.rewrapping import Rewrapped, rewrap
from journal.keys.root import Masters
from journal.keys.tables import keys_table, root_table
from journal.opening import Store, open_store
from journal.people import PartyErased
from journal.tables import writing
from tests.journal.orchard import orchard
from tests.journal.test_people import INES, MONDAY
from tests.journal.tokens import LIBRARY, PIN, a_token

pytestmark = pytest.mark.slow

PEOPLE = [f"p-{n:02}" for n in range(30)]
MAIL = b"From: an.desmet@praktijk.example\r\n\r\nIk weiger.\r\n"


class Place:
    """A store in a file, its key store on each database in turn, and its master keys."""

    def __init__(self, folder: Path, keys_url: str) -> None:
        self.folder = folder
        self.keys_url = keys_url
        self.old = MasterKeyFile(folder / "old")
        self.new = MasterKeyFile(folder / "new")

    def opened(self, master: MasterKey, previous: MasterKey | None = None) -> Store:
        return open_store(
            f"sqlite:///{self.folder}/store.db",
            facts=orchard(),
            keys=KeysPlace(self.keys_url, master, previous),
        )


@pytest.fixture
def place(url: str, tmp_path: Path) -> Place:
    """With people, a mail of nobody, and one who was erased."""
    place = Place(tmp_path, url)
    with place.opened(place.old) as store, writing(store.engine) as connection:
        everybody = ((party, INES) for party in [*PEOPLE, "p-gone"])
        store.people.put_all(everybody, MONDAY, "inami.cell", within=connection)
    with place.opened(place.old) as store:
        store.evidence.put(MAIL, "message/rfc822", of=NOBODY_YET)
        store.keys.ring.destroy(["p-gone"])
    return place


def nothing(_: Rewrapped) -> None:
    """For who records nothing."""


def all_read(store: Store) -> bool:
    store.keys.ring.forget()
    [mail] = store.evidence.same(MAIL)
    with pytest.raises(PartyErased):
        store.people.put("p-gone", INES, MONDAY, "inami.cell")
    return store.evidence.get(mail.address) == MAIL and set(store.people.get_many(PEOPLE)) == set(
        PEOPLE
    )


def test_afterwards_the_new_one_opens_everything_and_the_old_one_nothing(place: Place) -> None:
    with place.opened(place.old) as store:
        ring = store.keys.ring
        with ring.engine.connect() as connection:
            wrapped = connection.scalar(select(root_table.c.wrapped))
        assert wrapped is not None
        old_root = Masters(place.old).opened(wrapped, ring.id)[0]
    with place.opened(place.new, place.old) as store:
        done = rewrap(store.keys.ring, nothing)
        assert done is not None
        assert (done.keys, done.damaged) == (len(PEOPLE) + 1, ())
        assert all_read(store)
        with store.keys.ring.engine.connect() as connection:
            for number, key in connection.execute(select(keys_table.c.id, keys_table.c.wrapped)):
                if key is not None:
                    with pytest.raises(NotSealedSo):
                        Cipher(old_root.key).open(key, about(number))
    with place.opened(place.new) as store:
        assert all_read(store)
        assert rewrap(store.keys.ring, nothing) is None, "a second time there is nothing to do"
    with place.opened(place.old) as store, pytest.raises(KeysMissing, match="old is not the one"):
        store.people.get("p-01")


def test_no_byte_of_what_the_old_one_wrapped_stays_in_the_key_store(
    sqlite_url: str, tmp_path: Path
) -> None:
    keys = tmp_path / "keys.sqlite"
    place = Place(tmp_path, f"sqlite:///{keys}")
    with place.opened(place.old) as store:
        store.people.put("p-01", INES, MONDAY, "inami.cell")
        with store.keys.ring.engine.connect() as connection:
            before = [
                *connection.scalars(select(root_table.c.wrapped)),
                *connection.scalars(select(keys_table.c.wrapped)),
            ]
    with place.opened(place.new, place.old) as store:
        rewrap(store.keys.ring, nothing)
        files = b"".join(file.read_bytes() for file in tmp_path.glob("keys.sqlite*"))
    assert [one for one in before if one in files] == []


@contextmanager
def readers_and_writers(place: Place) -> Iterator[list[str]]:
    """Another process' store that reads and registers all the time; gives what it registered."""
    over, done, troubles = Event(), list[str](), list[BaseException]()

    def go_on(store: Store) -> None:
        try:
            while not over.is_set() or not done:
                party = f"new-{len(done)}"
                store.people.put(party, INES, MONDAY, "inami.cell")
                done.append(party)
                assert all_read(store)
        except BaseException as error:  # noqa: BLE001 - told below
            troubles.append(error)

    with place.opened(place.new, place.old) as store:
        thread = Thread(target=go_on, args=(store,))
        thread.start()
        try:
            yield done
        finally:
            over.set()
            thread.join()
        assert troubles == []
        assert all_read(store)


@pytest.mark.slow
def test_readers_and_writers_go_on_meanwhile_and_nothing_of_theirs_is_lost(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rewrapping, "AT_ONCE", 2)
    with readers_and_writers(place) as registered, place.opened(place.new, place.old) as store:
        rewrap(store.keys.ring, nothing)
    with place.opened(place.new) as store:
        assert all_read(store)
        assert set(store.people.get_many(registered)) == set(registered)


class Killed(BaseException):
    """Whoever wrapped the keys is gone."""


@pytest.mark.slow
@pytest.mark.parametrize("steps", [0, 1, 3, 18])
def test_stopped_anywhere_the_same_again_does_the_rest(
    place: Place, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    """After so many transactions: before the first, between pages, before the old root goes."""
    monkeypatch.setattr(rewrapping, "AT_ONCE", 2)
    recorded: list[Rewrapped] = []
    with place.opened(place.new, place.old) as store, monkeypatch.context() as killing:
        left = iter(range(steps))

        def dying(engine: object, **how: bool) -> object:
            if next(left, None) is None:
                raise Killed
            return writing(engine, **how)  # type: ignore[arg-type]

        killing.setattr(rewrapping, "writing", dying)
        with pytest.raises(Killed):
            rewrap(store.keys.ring, recorded.append)
    with place.opened(place.new, place.old) as store:
        assert all_read(store)
        done = rewrap(store.keys.ring, recorded.append)
        assert done is not None
        assert done.keys == len(PEOPLE) + 1
        assert {one.number for one in recorded} == {done.number}, "it is one change of keys"
    with place.opened(place.new) as store:
        assert all_read(store)
    with place.opened(place.old) as store, pytest.raises(KeysMissing):
        store.people.get("p-01")


@pytest.mark.slow
def test_killed_in_the_middle_of_a_page_nothing_is_half_done(place: Place) -> None:
    script = f"""
import os, signal
from itertools import count
from pathlib import Path
from journal.keys import rewrapping
from tests.journal.test_rewrapping import Place, nothing
place = Place(Path({str(place.folder)!r}), {place.keys_url!r})
seen, opened = count(), rewrapping._opened
def dying(*of):
    if next(seen) == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return opened(*of)
rewrapping._opened, rewrapping.AT_ONCE = dying, 5
rewrapping.rewrap(place.opened(place.new, place.old).keys.ring, nothing)
"""
    ended = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert ended.returncode == -9, ended.stderr.decode()
    with place.opened(place.old) as store, pytest.raises(KeysMissing):
        store.people.get("p-01")
    with place.opened(place.new, place.old) as store:
        assert all_read(store)
        assert rewrap(store.keys.ring, nothing) is not None
    with place.opened(place.new) as store:
        assert all_read(store)


def test_a_third_master_key_takes_over_what_the_second_has_only_begun(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: Rewrapped) -> None:
        raise Killed

    with place.opened(place.new, place.old) as store, pytest.raises(Killed):
        rewrap(store.keys.ring, stop)
    third = MasterKeyFile(place.folder / "third")
    with place.opened(third, place.new) as store:
        assert rewrap(store.keys.ring, nothing) is not None
    with place.opened(third) as store:
        assert all_read(store)
    with place.opened(place.new) as store, pytest.raises(KeysMissing):
        store.people.get("p-01")


def test_without_the_previous_one_nothing_is_changed(place: Place) -> None:
    with place.opened(place.new) as store, pytest.raises(KeysMissing, match="new cannot be read"):
        rewrap(store.keys.ring, nothing)
    with place.opened(place.old) as store:
        assert all_read(store)


def test_a_key_erased_while_it_is_wrapped_anew_stays_erased(place: Place) -> None:
    """Between the reading of a page and its writing, where the database lets somebody in."""
    with place.opened(place.new, place.old) as store:
        ring = store.keys.ring
        with writing(ring.engine) as connection:
            gone = update(keys_table).where(keys_table.c.id == "p-07").values(wrapped=None)
            row = connection.execute(
                select(keys_table.c.seq, keys_table.c.wrapped).where(keys_table.c.id == "p-07")
            ).one()
            connection.execute(gone)
            connection.execute(
                rewrapping._INSTEAD, [{"of": row.seq, "old": row.wrapped, "new": b"back again"}]
            )
        assert store.keys.ring.ciphers(["p-07"]) == {"p-07": None}


def test_a_damaged_key_is_named_and_stops_nobody(place: Place) -> None:
    with place.opened(place.old) as store, writing(store.keys.ring.engine) as connection:
        spoilt = update(keys_table).where(keys_table.c.id == "p-07").values(wrapped=b"spoilt")
        connection.execute(spoilt)
    with place.opened(place.new, place.old) as store:
        done = rewrap(store.keys.ring, nothing)
        assert done is not None
        assert done.damaged == ("p-07",)
        assert set(store.people.get_many(["p-06", "p-08"])) == {"p-06", "p-08"}


def test_who_knows_only_the_old_one_is_told_and_writes_nothing(place: Place) -> None:
    """A process that nobody has started again: its keys in memory serve, new ones it has none."""
    with place.opened(place.old) as late:
        assert late.people.get("p-01") == INES
        with place.opened(place.new, place.old) as store:
            rewrap(store.keys.ring, nothing)
        assert late.people.get("p-02") == INES, "remembered"
        with pytest.raises(KeysMissing, match="old is not the one"):
            late.people.put("p-late", INES, MONDAY, "inami.cell")
        late.keys.ring.forget()
        with pytest.raises(KeysMissing, match="old is not the one"):
            late.people.get("p-01")
    with place.opened(place.new) as store:
        assert all_read(store)


if LIBRARY is not None:

    def test_from_a_file_to_a_token_and_back(place: Place, tmp_path: Path) -> None:
        with a_token(tmp_path / "hsm") as address:
            token = MasterKeyToken(address, PIN)
            for present, previous in ((token, place.old), (place.new, token)):
                with place.opened(present, previous) as store:
                    assert rewrap(store.keys.ring, nothing) is not None
                with place.opened(present) as store:
                    assert all_read(store)
            with place.opened(token) as store, pytest.raises(KeysMissing, match="master is not"):
                store.people.get("p-01")
