"""`avenants verify` while a person is erased: no alarm for that, and one for everything else."""

import asyncio
from collections.abc import Callable

import pytest

from audit.seals.evidence import EvidenceCheck
from interfaces.settings import load_settings
from tests.interfaces.cli_office import CELL, SECOND, SENT_ON, Office, run
from worker import seal_record

pytestmark = pytest.mark.slow


def sealed_refusals(office: Office, count: int) -> list[str]:
    """The numbers of as many providers, each with a refusal in a record that is sealed."""
    with office.opened() as (store, _):
        every = (f"K{n:05}" for n in range(1, 40))
        numbers = [one for one in every if not store.registers.also_held(one)][:count]
    for number in numbers:
        assert office.refuse(office.sent(number), SENT_ON).code == 0
    asyncio.run(seal_record(load_settings()))
    return numbers


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Act once, when the next verification has read the facts and nothing else yet."""
    kept, to_do = EvidenceCheck.kept, [act]

    def interrupted(check: EvidenceCheck) -> None:
        while to_do:
            to_do.pop()()
        kept(check)

    monkeypatch.setattr(EvidenceCheck, "kept", interrupted)


def erase(number: str) -> None:
    """As two persons of the office do."""
    how = ("--authorised-by", SECOND, "--reason", "art. 17", "--by", CELL)
    assert run("erase", number, *how).code in {0, 3}


def test_who_is_erased_while_the_record_is_verified_raises_no_alarm(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    [number] = sealed_refusals(office, 1)
    meanwhile(monkeypatch, lambda: erase(number))
    for _ in range(2):
        said = run("verify", "--format", "json")
        assert (said.json["findings"], said.json["erased"]) == ([], 1)


def test_a_key_that_is_destroyed_without_a_word_is_found_though_another_is_erased_meanwhile(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, silenced = sealed_refusals(office, 2)
    with office.opened() as (store, _):
        party = store.registers.convention(silenced).party
        [letter] = store.evidence.under(store.keys.ring.belonging([party]))

    def both() -> None:
        erase(number)
        store.keys.ring.destroy([party])

    meanwhile(monkeypatch, both)
    wanted = [
        ("evidence_changed", f"evidence {letter.address}"),
        ("person_differs", f"persons {party} version 1"),
    ]
    for _ in range(2):
        said = run("verify", "--format", "json")
        assert [(one["fault"], one["place"]) for one in said.json["findings"]] == wanted
        assert said.code == 5
