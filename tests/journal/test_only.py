"""What is recorded only while something holds, and takes evidence away with it: all, or nothing."""

from threading import Thread

import pytest

from domain.fact import Fact
from journal.envelope import Append
from journal.errors import EvidenceErased, Overtaken
from journal.handling import decided_anew
from journal.opening import Store
from journal.recorder import Only
from tests.journal.orchard import a_command, a_stream, planted

CONTENT = b"A scan."


def plant(store: Store, fact: Fact | None = None, only: Only | None = None) -> str:
    stream = a_stream()
    store.journal.append_many([Append(stream, [fact or planted()], 0, a_command())], only)
    return stream


def is_empty(store: Store, address: str) -> bool:
    return store.evidence.describe(address).erased


def test_what_was_named_meanwhile_stays_and_nothing_is_recorded(store: Store) -> None:
    address = store.evidence.put(CONTENT, "text/plain")
    since = store.journal.head()
    plant(store, planted(address))
    head = store.journal.head()
    only = Only(since=since, unnamed=[address.encode()], emptied=[address])
    with pytest.raises(Overtaken):
        plant(store, only=only)
    assert (store.journal.head(), is_empty(store, address)) == (head, False)
    plant(store, only=only._replace(since=head))
    assert is_empty(store, address)
    assert store.journal.head() > head


def test_what_others_record_meanwhile_that_names_something_else_stops_nobody(store: Store) -> None:
    address = store.evidence.put(CONTENT, "text/plain")
    since = store.journal.head()
    plant(store, planted("another tree"))
    plant(store, only=Only(since=since, unnamed=[address.encode()], emptied=[address]))
    assert is_empty(store, address)


def test_it_is_decided_anew_for_as_long_as_others_are_faster(store: Store) -> None:
    address, others = store.evidence.put(CONTENT, "text/plain"), [1, 2, 3]

    def once() -> str:
        since = store.journal.head()
        if others:
            plant(store, planted(f"{address} {others.pop()}"))
        return plant(store, only=Only(since=since, unnamed=[address.encode()]))

    stream = decided_anew(once)
    assert (len(store.journal.read(stream)), others) == (1, [])


def test_nothing_is_recorded_over_what_is_not_there_any_more(store: Store) -> None:
    address = store.evidence.put(CONTENT, "text/plain")
    plant(store, only=Only(there=[address]))
    store.evidence.empty([address])
    head = store.journal.head()
    with pytest.raises(EvidenceErased):
        plant(store, only=Only(there=[address]))
    assert store.journal.head() == head
    plant(store)


def test_the_same_bytes_are_kept_anew_once_they_were_taken_away(store: Store) -> None:
    address = store.evidence.put(CONTENT, "text/plain")
    assert store.evidence.put(CONTENT, "text/plain") == address
    assert store.evidence.found == {address}
    plant(store, only=Only(emptied=[address]))
    again = store.evidence.put(CONTENT, "text/plain")
    assert again != address
    assert store.evidence.get(again) == CONTENT


def test_many_who_record_and_one_who_takes_away_do_not_stop_each_other(store: Store) -> None:
    addresses = [store.evidence.put(f"{n}".encode(), "text/plain") for n in range(8)]
    failed: list[Exception] = []

    def work(number: int) -> None:
        try:
            for one in addresses[number::4]:
                plant(store, only=Only(there=addresses[:0], emptied=[one]))
                plant(store)
        except Exception as error:
            failed.append(error)
            raise

    working = [Thread(target=work, args=(number,)) for number in range(4)]
    for one in working:
        one.start()
    for one in working:
        one.join()
    assert failed == []
    assert all(is_empty(store, one) for one in addresses)
