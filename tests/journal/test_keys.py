"""Keys lie apart from what they open; without them nothing personal can be read."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import update

from journal.errors import EvidenceDamaged, EvidenceErased, KeysMissing
from journal.evidence import NOBODY_YET
from journal.keys.keyring import Keyring
from journal.keys.master import MasterKeyFile
from journal.keys.place import KeysPlace, keys_of
from journal.opening import Store, open_store
from journal.people import PartyErased
from journal.people_records import people_table
from journal.tables import evidence_table, writing
from tests.journal.orchard import orchard
from tests.journal.test_people import INES, MONDAY, TUESDAY

MAIL = b"From: an.desmet@praktijk.example\r\n\r\nIk weiger.\r\n"


def test_what_concerns_a_person_lies_in_the_store_for_nobody_to_read(store: Store) -> None:
    address = store.evidence.put(MAIL, "message/rfc822", of="p-1")
    assert store.evidence.get(address) == MAIL
    with store.engine.connect() as connection:
        row = connection.execute(evidence_table.select()).mappings().one()
    assert row["salt"] is None
    assert b"weiger" not in row["content"]
    assert store.evidence.describe(address).key == "p-1"
    assert store.evidence.opened(address).content == MAIL


def test_the_same_bytes_have_one_address_for_one_party_and_another_for_another(
    store: Store,
) -> None:
    first = store.evidence.put(MAIL, "message/rfc822", of="p-1")
    assert store.evidence.put(MAIL, "text/plain", of="p-1") == first
    assert store.evidence.put(MAIL, "text/plain", of="p-2") != first
    nobodys = store.evidence.put(b"Who am I?", "message/rfc822", of=NOBODY_YET)
    assert nobodys != store.evidence.put(b"Who am I?", "text/plain")
    assert store.evidence.put(b"Who am I?", "message/rfc822", of=NOBODY_YET) == nobodys


def test_sealed_bytes_in_the_place_of_others_are_never_given_out(store: Store) -> None:
    """Not even those of the same person: what is sealed is bound to its own address."""
    one = store.evidence.put(MAIL, "text/plain", of="p-1")
    other = store.evidence.put(b"Ik aanvaard.", "text/plain", of="p-1")
    with writing(store.engine) as connection:
        swapped = connection.scalar(
            evidence_table.select()
            .with_only_columns(evidence_table.c.content)
            .where(evidence_table.c.address == other)
        )
        connection.execute(
            update(evidence_table).where(evidence_table.c.address == one).values(content=swapped)
        )
    with pytest.raises(EvidenceDamaged, match=one):
        store.evidence.get(one)


def test_one_persons_record_in_anothers_place_is_found_out(store: Store) -> None:
    store.people.put("p-1", INES, MONDAY, "inami.cell")
    store.people.put("p-1", INES, TUESDAY, "inami.cell")
    with writing(store.engine) as connection:
        first = connection.scalar(
            people_table.select()
            .with_only_columns(people_table.c.sealed)
            .where(people_table.c.version == 1)
        )
        connection.execute(
            update(people_table).where(people_table.c.version == 2).values(sealed=first)
        )
    with pytest.raises(KeysMissing, match="does not open"):
        store.people.get("p-1")


def test_a_destroyed_key_is_gone_for_every_process_and_never_made_again(
    url: str, tmp_path: Path
) -> None:
    place = keys_of(f"{tmp_path}/own")
    with (
        open_store(url, facts=orchard(), keys=place) as one,
        open_store(url, facts=orchard(), keys=place) as other,
    ):
        one.people.put("p-1", INES, MONDAY, "inami.cell")
        address = one.evidence.put(MAIL, "text/plain", of="p-1")
        assert other.people.get("p-1") == INES
        assert one.keys.ring.destroy(["p-1"]) == 1
        one.people.empty(["p-1"])
        one.evidence.empty([address])
        for store in (one, other):
            with pytest.raises(PartyErased):
                store.people.get("p-1")
            with pytest.raises(EvidenceErased):
                store.evidence.get(address)
        with pytest.raises(PartyErased, match="another convention"):
            one.people.put("p-1", INES, TUESDAY, "inami.cell")
        with pytest.raises(EvidenceErased):
            one.evidence.put(MAIL, "text/plain", of="p-1")
    with open_store(url, facts=orchard(), keys=place) as again:
        assert again.people.history("p-1") == ()
        assert again.people.erased(["p-1", "p-2"]) == {"p-1"}


def test_what_was_nobodys_is_erased_with_the_party_to_whom_it_was_given(store: Store) -> None:
    address = store.evidence.put(MAIL, "message/rfc822", of=NOBODY_YET)
    store.evidence.give([address], "p-7")
    keys = store.keys.ring.belonging(["p-7"])
    assert [one.address for one in store.evidence.under(keys)] == [address]
    store.keys.ring.destroy(keys)
    with pytest.raises(EvidenceErased, match=address):
        store.evidence.get(address)


def test_an_item_is_found_by_the_hash_of_its_bytes_sealed_or_not(store: Store) -> None:
    import hashlib

    plain = store.evidence.put(b"circular", "text/plain")
    sealed = store.evidence.put(MAIL, "text/plain", of="p-1")
    assert store.evidence.address_of(hashlib.sha256(b"circular").hexdigest()) == plain
    assert store.evidence.address_of(hashlib.sha256(MAIL).hexdigest()) == sealed
    assert store.evidence.address_of("0" * 64) is None


def test_without_its_keys_a_store_opens_and_says_what_is_missing(
    sqlite_url: str, tmp_path: Path
) -> None:
    with open_store(sqlite_url, facts=orchard()) as store:
        store.people.put("p-1", INES, MONDAY, "inami.cell")
        plain = store.evidence.put(b"circular", "text/plain")
    beside = Path(sqlite_url.removeprefix("sqlite:///")).parent
    (beside / "store.master.key").rename(tmp_path / "elsewhere")
    with open_store(sqlite_url, facts=orchard()) as store:
        assert store.evidence.get(plain) == b"circular"
        with pytest.raises(KeysMissing, match=r"store\.master\.key cannot be read.*MASTER_KEY"):
            store.people.get("p-1")
    place = KeysPlace(
        f"sqlite:///{beside}/store.keys.sqlite", MasterKeyFile(tmp_path / "elsewhere")
    )
    with open_store(sqlite_url, facts=orchard(), keys=place) as store:
        assert store.people.get("p-1") == INES


def test_another_stores_keys_are_refused_and_left_alone(sqlite_url: str, tmp_path: Path) -> None:
    with open_store(sqlite_url, facts=orchard()) as store:
        store.people.put("p-1", INES, MONDAY, "inami.cell")
    other = keys_of(f"{tmp_path}/other")
    with open_store(f"sqlite:///{tmp_path}/other.db", facts=orchard(), keys=other):
        pass
    for url in (sqlite_url, f"sqlite:///{tmp_path}/third.db"):
        with (
            open_store(url, facts=orchard(), keys=other) as store,
            pytest.raises(KeysMissing, match="not those of this store"),
        ):
            store.people.put("p-2", INES, MONDAY, "inami.cell")


def test_keys_and_master_key_are_for_their_owner_alone(sqlite_url: str) -> None:
    with open_store(sqlite_url, facts=orchard()) as store:
        store.people.put("p-1", INES, MONDAY, "inami.cell")
    beside = Path(sqlite_url.removeprefix("sqlite:///")).parent
    for name in ("store.keys.sqlite", "store.master.key"):
        assert (beside / name).stat().st_mode & 0o077 == 0, name


def test_a_destroyed_key_leaves_no_byte_in_the_key_store(sqlite_url: str) -> None:
    with open_store(sqlite_url, facts=orchard()) as store:
        store.people.put("p-1", INES, MONDAY, "inami.cell")
        beside = Path(sqlite_url.removeprefix("sqlite:///")).parent
        with sqlite3.connect(beside / "store.keys.sqlite") as connection:
            (wrapped,) = connection.execute("SELECT wrapped FROM person_keys").fetchone()
        store.keys.ring.destroy(["p-1"])
        for file in beside.glob("store.keys.sqlite*"):
            assert wrapped not in file.read_bytes(), file


@pytest.mark.slow
def test_reading_a_thousand_parties_asks_the_key_store_a_handful_of_times(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(store.engine) as connection:
        store.people.put_all(
            ((f"p-{n}", INES) for n in range(1000)), MONDAY, "inami.cell", within=connection
        )
    ring = store.keys.ring
    ring.forget()
    asked: list[int] = []
    fetched = Keyring.fetched

    def counting(self: Keyring, ids: list[str], until: float) -> object:
        asked.append(len(ids))
        return fetched(self, ids, until)

    monkeypatch.setattr(Keyring, "fetched", counting)
    for n in range(1000):
        assert store.people.get(f"p-{n}") == INES
    assert len(asked) <= 10


@pytest.mark.postgres
def test_keys_may_lie_in_a_database_of_their_own(
    sqlite_url: str, postgres_url: str, tmp_path: Path
) -> None:
    place = KeysPlace(postgres_url, MasterKeyFile(tmp_path / "master"))
    with open_store(sqlite_url, facts=orchard(), keys=place) as store:
        store.people.put("p-1", INES, MONDAY, "inami.cell")
        address = store.evidence.put(MAIL, "text/plain", of=NOBODY_YET)
        store.evidence.give([address], "p-1")
    with open_store(sqlite_url, facts=orchard(), keys=place) as store:
        assert store.people.get("p-1") == INES
        ring = store.keys.ring
        assert ring.destroy(ring.belonging(["p-1"])) == 2
        assert store.people.get_many(["p-1"]) == {}
        with pytest.raises(EvidenceErased):
            store.evidence.get(address)


@pytest.mark.postgres
def test_a_key_store_that_does_not_answer_leaves_the_rest_of_the_store(sqlite_url: str) -> None:
    with open_store(sqlite_url, facts=orchard()) as store:
        store.people.put("p-1", INES, MONDAY, "inami.cell")
    master = MasterKeyFile(Path(sqlite_url.removeprefix("sqlite:///")).parent / "store.master.key")
    away = KeysPlace("postgresql://clerk:geheim@127.0.0.1:1/keys", master)
    with open_store(sqlite_url, facts=orchard(), keys=away) as store:
        assert store.journal.head() == 0
        with pytest.raises(KeysMissing) as caught:
            store.people.get("p-1")
    assert "AVENANT_KEYS_URL" in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_what_came_in_twice_by_hand_and_by_mail_is_one_item(store: Store) -> None:
    mailed = store.evidence.put(MAIL, "message/rfc822", of=NOBODY_YET)
    assert store.evidence.put_again(MAIL, "message/rfc822", "p-1") == mailed
    assert store.evidence.put_again(MAIL, "message/rfc822", "p-2") != mailed
    by_hand = store.evidence.put_again(b"another", "message/rfc822", "p-1")
    assert store.evidence.put(b"another", "message/rfc822", of=NOBODY_YET) == by_hand
    assert {one.key for one in store.evidence.same(b"another")} == {"p-1"}
