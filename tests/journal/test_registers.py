"""The registers: what stands in them, how it changes, and that no change is lost or doubled."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from domain.values import Channel, Language, NetworkKind, PartyKind, Role
from journal.opening import Store, open_store
from journal.people import Hospital, Independent, NetworkParty, StaffMember
from journal.register_changes import Change, RegisterName
from journal.register_rows import ConventionRow, NetworkRow, StaffRow, party_of
from journal.registers import NotRegistered, Registers
from journal.registration import Entry, ImportPlan, ImportRefused, apply_import, plan_import
from tests.journal.orchard import orchard

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOSPITAL = Hospital(name="H", inami="60000141", bce="0900000246", director="D")
NAMUR = Entry(
    row=2,
    record=NetworkRow(
        id="namur",
        name="NAMUR",
        kind=NetworkKind.ADULT,
        languages=(Language.FR,),
        party=party_of("network", "namur"),
        began_on=date(2024, 1, 1),
    ),
    person=NetworkParty(
        name="NAMUR",
        b4=HOSPITAL,
        invoicing=HOSPITAL,
        coordinator="Zoé Vertesource",
        coordinator_email="c@namur.example",
        reply_to="r@namur.example",
    ),
)
COORDINATOR = Entry(
    row=2,
    record=StaffRow(
        id="namur.coord",
        role=Role.COORDINATOR,
        networks=("namur",),
        party=party_of("staff", "namur.coord"),
    ),
    person=StaffMember(name="Zoé Vertesource", email="zoe@namur.example", language=Language.FR),
)


def a_provider(number: int = 1, row: int = 2, /, **changes: object) -> Entry:
    """The convention of a provider in Namur."""
    key = f"K{number:05d}"
    record = ConventionRow(
        id=key,
        network="namur",
        kind=NetworkKind.ADULT,
        party=party_of("convention", key),
        party_kind=PartyKind.INDEPENDENT,
        channel=Channel.EMAIL,
        language=Language.FR,
        began_on=date(2024, 2, 20),
    )
    person = Independent(
        name="Inès Moussesource",
        address="rue du Songe 132, 1099 Valbrume",
        inami="60001725901",
        national_number="93111795382",
        bce="0900001830",
    )
    of_person = {k: v for k, v in changes.items() if k in Independent.model_fields}
    of_record = {k: v for k, v in changes.items() if k not in of_person}
    return Entry(row, record.model_copy(update=of_record), person.model_copy(update=of_person))


def imported(store: Store, of: RegisterName, *entries: Entry, by: str = "inami.cell") -> ImportPlan:
    """Plan and apply, as an import does."""
    plan = plan_import(of, entries, store.registers)
    apply_import(plan, store.registers, recorded_at=MONDAY, by=by)
    return plan


@pytest.fixture
def namur(store: Store) -> Store:
    """A store in which the network of Namur is registered and nothing waits."""
    imported(store, "networks", NAMUR)
    store.registers.changes.recorded([c.id for c in store.registers.changes.waiting()])
    return store


def test_a_network_comes_with_its_own_convention(namur: Store) -> None:
    registers = namur.registers
    assert registers.networks() == (NAMUR.record,)
    assert registers.network("namur") == NAMUR.record
    own = registers.convention("net-namur")
    assert (own.party_kind, own.channel, own.party) == (
        PartyKind.NETWORK,
        Channel.EMAIL,
        NAMUR.record.party,
    )
    assert registers.conventions_of("namur") == []


@pytest.mark.parametrize(
    "ask",
    [
        lambda registers: registers.network("nowhere"),
        lambda registers: registers.convention("K99999"),
        lambda registers: registers.staff("nobody"),
    ],
)
def test_what_is_not_registered_says_how_to_register_it(
    namur: Store, ask: Callable[[Registers], object]
) -> None:
    with pytest.raises(NotRegistered, match="avenants import"):
        ask(namur.registers)


def test_the_providers_of_a_network_come_in_pages_that_miss_and_repeat_none(namur: Store) -> None:
    entries = [a_provider(number) for number in range(1, 1203)]
    imported(namur, "providers", *entries)
    seen: list[str] = []
    after = None
    while page := namur.registers.conventions_of("namur", after, 500):
        seen += [row.id for row in page]
        after = page[-1].id
    assert seen == [entry.record.id for entry in entries]


def test_a_change_keeps_the_row_before_it_with_who_and_when(namur: Store) -> None:
    imported(namur, "providers", a_provider())
    posted = a_provider(channel=Channel.LETTER, address="rue des Nuages-Bas 1, 1099 Valbrume")
    plan = imported(namur, "providers", posted, by="inami.second")
    assert (len(plan.added), len(plan.changed), plan.unchanged) == (0, 1, 0)
    first, second = namur.registers.changes.history("providers", "K00001")
    assert (first.version, first.before, first.by) == (1, None, "inami.cell")
    assert (second.version, second.before, second.after) == (2, first.after, posted.record)
    assert (second.fields, second.by, second.recorded_at) == (
        ("channel", "person.address"),
        "inami.second",
        MONDAY,
    )
    assert [v.version for v in namur.people.history(posted.record.party)] == [1, 2]


def test_a_change_of_the_row_alone_makes_no_new_version_of_the_person(namur: Store) -> None:
    imported(namur, "providers", a_provider())
    imported(namur, "providers", a_provider(language=Language.NL))
    assert len(namur.people.history(a_provider().record.party)) == 1


def test_the_same_again_changes_nothing(namur: Store) -> None:
    imported(namur, "providers", a_provider())
    plan = imported(namur, "providers", a_provider())
    assert (plan.added, plan.changed, plan.unchanged) == ((), (), 1)
    assert len(namur.registers.changes.history("providers", "K00001")) == 1


@pytest.mark.parametrize(
    ("column", "change"),
    [
        ("national_number", {"national_number": "85021290067"}),
        ("network", {"network": "kempen"}),
        ("party_kind", {"party_kind": PartyKind.ORGANISATION}),
    ],
)
def test_a_convention_stays_with_whom_it_was_concluded(
    namur: Store, column: str, change: dict[str, object]
) -> None:
    imported(namur, "providers", a_provider())
    plan = plan_import("providers", [a_provider(2), a_provider(1, 3, **change)], namur.registers)
    assert [(p.row, p.column) for p in plan.problems] == [(3, column)]
    assert "new convention number" in plan.problems[0].remedy
    with pytest.raises(ImportRefused, match="nothing is imported"):
        apply_import(plan, namur.registers, recorded_at=MONDAY, by="inami.cell")
    assert [row.id for row in namur.registers.conventions_of("namur")] == ["K00001"]


def test_two_imports_planned_at_once_do_not_overwrite_each_other(namur: Store) -> None:
    one = plan_import("providers", [a_provider()], namur.registers)
    other = plan_import("providers", [a_provider(name="Zoé"), a_provider(2)], namur.registers)
    apply_import(one, namur.registers, recorded_at=MONDAY, by="inami.cell")
    with pytest.raises(ImportRefused, match="another import"):
        apply_import(other, namur.registers, recorded_at=MONDAY, by="inami.cell")
    assert [row.id for row in namur.registers.conventions_of("namur")] == ["K00001"]
    kept = namur.people.get(a_provider().record.party)
    assert isinstance(kept, Independent)
    assert kept.name == "Inès Moussesource"


def test_changes_wait_for_the_journal_until_it_has_them_in_the_order_made(namur: Store) -> None:
    changes = namur.registers.changes
    imported(namur, "providers", a_provider(2), a_provider(1))
    imported(namur, "staff", COORDINATOR)
    waiting = changes.waiting()
    assert [_convention(change) for change in waiting] == ["K00002", "K00001"]
    changes.recorded([waiting[0].id])
    assert [_convention(change) for change in changes.waiting()] == ["K00001"]


def _convention(change: Change) -> str | None:
    convention = change.convention()
    return None if convention is None else convention.id


def test_a_provider_in_two_networks_is_two_conventions_that_know_of_each_other(
    namur: Store,
) -> None:
    imported(namur, "providers", a_provider(1), a_provider(2), a_provider(3, inami="60001923"))
    assert [row.id for row in namur.registers.also_held("K00001")] == ["K00002"]
    assert namur.registers.also_held("net-namur") == ()


def test_staff_is_found_by_id_first_then_by_name_or_address(namur: Store) -> None:
    imported(namur, "staff", COORDINATOR)
    registers = namur.registers
    assert registers.staff("namur.coord") == COORDINATOR.record
    for text in ("namur.coord", "zoé", "VERTESOURCE", "zoe@namur"):
        assert registers.find_staff(text) == (COORDINATOR.record,)
    assert registers.find_staff("nobody") == ()
    assert registers.find_staff("  ") == ()


def test_no_table_holds_a_name_an_address_or_a_number_that_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    with open_store(f"sqlite:///{file}", facts=orchard()) as store:
        imported(store, "networks", NAMUR)
        imported(store, "providers", a_provider())
        imported(store, "staff", COORDINATOR)
        assert store.people.get_many([COORDINATOR.record.party])
    connection = sqlite3.connect(file)
    dump = "\n".join(connection.iterdump())
    connection.close()
    for secret in ("Moussesource", "Songe", "93111795382", "60001725", "Vertesource", "zoe@"):
        assert secret not in dump
        assert secret.encode().hex().upper() not in dump.upper()
