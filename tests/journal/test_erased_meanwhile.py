"""Somebody is erased in the very moment in which something of theirs is being kept."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from journal import evidence
from journal.errors import EvidenceErased
from journal.evidence import NOBODY_YET, Nobody
from journal.keys.place import keys_of
from journal.opening import Store, open_store
from journal.tables import writing
from tests.journal.orchard import orchard
from tests.journal.test_people import INES, MONDAY, TUESDAY

MAIL = b"From: an.desmet@praktijk.example\r\n\r\nIk weiger.\r\n"


@pytest.fixture
def eraser(store: Store, url: str, tmp_path: Path) -> Iterator[Store]:
    """The same store, opened by another program."""
    with open_store(url, facts=orchard(), keys=keys_of(f"{tmp_path}/store")) as opened:
        yield opened


def erase(store: Store, party: str) -> None:
    """What erasing does once it is on record."""
    keys = store.keys.ring.belonging([party])
    store.keys.ring.destroy([party, *keys])
    store.evidence.empty([one.address for one in store.evidence.under(keys)])
    store.people.empty([party])


@pytest.mark.parametrize("whose", ["p-1", NOBODY_YET])
def test_nothing_is_sealed_with_a_key_that_was_destroyed_since_it_was_fetched(
    store: Store, eraser: Store, monkeypatch: pytest.MonkeyPatch, whose: str | Nobody
) -> None:
    """Else it lay there for good: in no list of what was erased, and read by nobody."""
    store.people.put("p-1", INES, MONDAY, "inami.cell")
    sealing = evidence.evidence_columns

    def sealed_and_then_erased(ring: Any, key: str, *rest: Any) -> dict[str, object] | None:
        columns = sealing(ring, key, *rest)
        eraser.keys.ring.give([key], "p-1")
        erase(eraser, "p-1")
        return columns

    monkeypatch.setattr(evidence, "evidence_columns", sealed_and_then_erased)
    with pytest.raises(EvidenceErased):
        store.evidence.put(MAIL, "message/rfc822", of=whose)
    assert store.evidence.same(MAIL) == ()
    with pytest.raises(EvidenceErased):
        store.evidence.put(MAIL, "message/rfc822", of=whose)


def test_who_is_imported_while_they_are_erased_is_erased_as_a_whole(
    store: Store, eraser: Store
) -> None:
    store.people.put("p-1", INES, MONDAY, "inami.cell")
    with writing(store.engine) as connection:
        store.people.put_all([("p-1", INES)], TUESDAY, "inami.cell", within=connection)
        erasing = Thread(target=erase, args=(eraser, "p-1"))
        erasing.start()
        # It waits for this import; were it not to, it would be through long before.
        erasing.join(0.2)
    erasing.join()
    assert eraser.people.versions("p-1") == 0
    assert eraser.people.sharing_inami(INES.inami) == ()


def test_what_was_nobodys_is_not_given_to_somebody_who_was_erased(
    store: Store, eraser: Store
) -> None:
    """Neither is the same letter kept of them that is refused where it came by hand alone."""
    store.people.put("p-1", INES, MONDAY, "inami.cell")
    mailed = store.evidence.put(MAIL, "message/rfc822", of=NOBODY_YET)
    erase(eraser, "p-1")
    with pytest.raises(EvidenceErased):
        store.evidence.put_again(MAIL, "message/rfc822", "p-1")
    assert store.keys.ring.owners([store.evidence.describe(mailed).key or ""]) == {}
