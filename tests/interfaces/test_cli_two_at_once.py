"""Two people give commands in the same moment: one's runs whole in the middle of the other's."""

from collections.abc import Callable
from typing import Any

import pytest

from domain.values import Channel
from interfaces.cli import registered
from journal.streams import load_convention
from tests.interfaces.cli_office import CELL, Office, run

pytestmark = pytest.mark.slow

Meanwhile = Callable[[object, str, Callable[[], object]], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Let something happen right before a function of a module is called for the first time."""

    def arrange(where: object, name: str, act: Callable[[], object]) -> None:
        function, waiting = getattr(where, name), [act]

        def overtaken(*given: Any, **named: Any) -> Any:
            if waiting:
                waiting.pop()()
            return function(*given, **named)

        monkeypatch.setattr(where, name, overtaken)

    return arrange


def test_an_import_that_was_held_up_brings_no_older_channel_back(
    office: Office, meanwhile: Meanwhile
) -> None:
    """It said something new of the person alone; the other's word on the channel is the later."""
    before = office.a_row("independent", channel="email", phone="081 00 00 01")
    one = office.register("providers", before, file="one.csv")
    other = office.register("providers", before | {"channel": "letter"}, file="other.csv")

    def imported(file: object) -> None:
        done = run("import", "providers", file, "--by", CELL)
        assert done.code in (0, 3), done.said

    meanwhile(registered, "record_page", lambda: imported(other))
    imported(one)
    with office.opened() as (store, _):
        known = load_convention(store.journal, before["convention"])
        assert known is not None
        assert store.registers.convention(known.id).channel is Channel.LETTER
        assert known.channel is Channel.LETTER
        assert not store.registers.changes.waiting()
