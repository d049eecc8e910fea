"""The people store: the last word on a party, every word before it, and nothing by halves."""

from datetime import UTC, datetime

import pytest

from domain.values import Language
from journal.opening import Store
from journal.people import (
    Hospital,
    Independent,
    NetworkParty,
    Organisation,
    Person,
    StaffMember,
    UnknownParty,
)

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 3, 9, tzinfo=UTC)
HOSPITAL = Hospital(name="H", inami="60000141", bce="0900000246", director="D")
INES = Independent(
    name="Inès Moussesource",
    address="rue du Songe 132, 1099 Valbrume",
    inami="60001725901",
    national_number="93111795382",
    bce="0900001830",
)


@pytest.mark.parametrize(
    "person",
    [
        INES,
        Organisation(name="O", address="A", bce="0900001830", representative="R"),
        NetworkParty(
            name="NAMUR",
            b4=HOSPITAL,
            invoicing=HOSPITAL,
            coordinator="C",
            coordinator_email="c@namur.example",
            reply_to="r@namur.example",
        ),
        StaffMember(name="أمل", email="amal@office.example", language=Language.FR),
    ],
)
def test_every_kind_of_party_comes_back_as_it_was_put(store: Store, person: Person) -> None:
    store.people.put("p-1", person, MONDAY, "inami.cell")
    assert store.people.get("p-1") == person


def test_the_last_version_counts_and_the_others_stay_with_who_and_when(store: Store) -> None:
    moved = INES.model_copy(update={"address": "place du Moulin-Rêvé 3, 1199 Mousseville"})
    store.people.put("p-1", INES, MONDAY, "inami.cell")
    store.people.put("p-1", moved, TUESDAY, "inami.second")
    assert store.people.get("p-1") == moved
    assert store.people.get_many(["p-1", "p-2"]) == {"p-1": moved}
    history = [(v.version, v.person, v.recorded_at, v.by) for v in store.people.history("p-1")]
    assert history == [(1, INES, MONDAY, "inami.cell"), (2, moved, TUESDAY, "inami.second")]


def test_nobody_is_found_under_an_id_that_was_never_given(store: Store) -> None:
    with pytest.raises(UnknownParty, match="p-9"):
        store.people.get("p-9")
    assert store.people.history("p-9") == ()


def test_parties_share_a_number_by_its_first_eight_digits_and_only_while_they_have_it(
    store: Store,
) -> None:
    elsewhere = INES.model_copy(update={"inami": "60001725902"})
    store.people.put("p-1", INES, MONDAY, "inami.cell")
    store.people.put("p-2", elsewhere, MONDAY, "inami.cell")
    store.people.put("p-3", INES, MONDAY, "inami.cell")
    store.people.put("p-3", INES.model_copy(update={"inami": "60001923"}), TUESDAY, "inami.cell")
    assert store.people.sharing_inami("60001725") == ("p-1", "p-2")
