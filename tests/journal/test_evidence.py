"""Evidence comes back byte for byte, or not at all."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import update

from journal import evidence
from journal.errors import EvidenceDamaged, EvidenceErased, EvidenceRefused, EvidenceUnknown
from journal.opening import Store, open_store
from journal.tables import evidence_table, writing
from tests.journal.orchard import orchard

MAIL = b"From: an.desmet@praktijk.example\r\n\r\nIk weiger.\r\n\x00\xff"


def test_what_was_put_is_given_back(store: Store) -> None:
    address = store.evidence.put(MAIL, "message/rfc822")
    assert store.evidence.get(address) == MAIL
    item = store.evidence.describe(address)
    assert (item.address, item.media_type, item.size, item.erased) == (
        address,
        "message/rfc822",
        len(MAIL),
        False,
    )
    assert abs((store.clock.now() - item.stored_at).total_seconds()) < 60


def test_the_same_bytes_again_have_the_same_address(store: Store) -> None:
    assert store.evidence.put(MAIL, "message/rfc822") == store.evidence.put(MAIL, "text/plain")


def test_the_same_bytes_from_many_at_once_have_one_address(store: Store) -> None:
    with ThreadPoolExecutor(6) as threads:
        addresses = set(threads.map(lambda _: store.evidence.put(MAIL, "text/plain"), range(30)))
    assert len(addresses) == 1


def test_other_bytes_have_another_address(store: Store) -> None:
    assert store.evidence.put(MAIL, "text/plain") != store.evidence.put(MAIL + b".", "text/plain")


@pytest.mark.postgres
def test_an_address_betrays_nothing_of_the_bytes(sqlite_url: str, postgres_url: str) -> None:
    """Two stores give two addresses, so that nobody can look a known text up."""
    with (
        open_store(sqlite_url, facts=orchard()) as one,
        open_store(postgres_url, facts=orchard()) as other,
    ):
        assert one.evidence.put(MAIL, "text/plain") != other.evidence.put(MAIL, "text/plain")


def test_bytes_that_were_changed_in_the_database_are_never_given_out(store: Store) -> None:
    address = store.evidence.put(MAIL, "text/plain")
    with writing(store.engine) as connection:
        connection.execute(
            update(evidence_table).values(content=MAIL.replace(b"weiger", b"aanvard"))
        )
    with pytest.raises(EvidenceDamaged, match=address):
        store.evidence.get(address)


def test_erased_evidence_is_gone_and_still_known_to_have_been(store: Store) -> None:
    address = store.evidence.put(MAIL, "text/plain")
    with writing(store.engine) as connection:
        connection.execute(update(evidence_table).values(content=None, salt=None, digest=None))
    assert store.evidence.describe(address).erased
    with pytest.raises(EvidenceErased, match=address):
        store.evidence.get(address)


def test_an_unknown_address_is_named(store: Store) -> None:
    with pytest.raises(EvidenceUnknown, match="ab12"):
        store.evidence.get("ab12")
    with pytest.raises(EvidenceUnknown, match="ab12"):
        store.evidence.describe("ab12")


def test_nothing_is_no_evidence(store: Store) -> None:
    with pytest.raises(EvidenceRefused, match="empty"):
        store.evidence.put(b"", "text/plain")


def test_what_is_too_large_is_refused_before_it_is_stored(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "LARGEST", 10)
    with pytest.raises(EvidenceRefused, match=r"has 11 bytes; at most 10"):
        store.evidence.put(b"x" * 11, "text/plain")
    assert store.evidence.put(b"x" * 10, "text/plain")
