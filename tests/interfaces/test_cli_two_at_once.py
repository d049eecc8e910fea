"""Two people give commands in the same moment: one's runs whole in the middle of the other's."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from domain import commands as c
from domain.facts import Capacity, Purpose
from domain.values import Channel
from interfaces.cli import giving, launching, registered
from journal.journal import Journal
from journal.streams import load_convention
from tests.interfaces.cli_office import CELL, INFORMING, SECOND, SENT_ON, Office, run

pytestmark = pytest.mark.slow

BETWEEN = date(2026, 4, 7)
"""Between the readings of one month after the sending: what is received then is contested."""

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


def test_who_decides_on_one_letter_has_not_decided_on_the_one_that_comes_in_meanwhile(
    office: Office, meanwhile: Meanwhile
) -> None:
    avenant = office.sent()
    office.is_on(BETWEEN)
    first, second = (office.paper(text) for text in (b"Perhaps I refuse.", b"I do refuse."))
    assert office.refuse(avenant, BETWEEN, "--evidence", first).code == 3
    decided = ("decide", avenant, "--outcome", "acceptance", "--reason", "too vague", "--by", CELL)

    meanwhile(giving, "record", lambda: office.refuse(avenant, BETWEEN, "--evidence", second))
    told = run(*decided)
    assert told.code == 1
    assert "Another answer" in told.err
    assert office.status(avenant) == "contested"
    assert run(*decided).code == 0
    assert office.status(avenant) != "contested"


def begun_anew(office: Office, avenant: str, channel: Channel, *, sent: bool) -> None:
    """The first communication bounces, and the engine begins the one that is asked for instead."""
    for said in (
        ("bounce", avenant, "--on", SENT_ON, "--reason", "moved", "--by", SECOND),
        ("resend", avenant, "--channel", channel, "--by", SECOND),
    ):
        assert run(*said).code == 0
    office.give(
        c.BeginSending(
            today=office.today(),
            avenant=avenant,
            ordinal=2,
            purpose=Purpose.AFTER_BOUNCE,
            channel=channel,
            message_id=f"<{avenant}.2@avenants.test>",
            content_hash="1" * 64,
        ),
        avenant,
    )
    if sent:
        done = c.RecordSent(
            today=office.today(), avenant=avenant, id=uuid4(), on=office.today(), ordinal=2
        )
        office.give(done, avenant)


def test_a_letter_posted_before_is_not_the_one_that_is_begun_meanwhile(
    office: Office, meanwhile: Meanwhile
) -> None:
    """No window may open for a letter that lies there still."""
    avenant = office.sent(channel=Channel.LETTER)
    meanwhile(giving, "record", lambda: begun_anew(office, avenant, Channel.LETTER, sent=False))
    told = run("posted", avenant, "--on", SENT_ON, "--by", CELL)
    assert "recorded already" in told.out
    assert office.status(avenant) == "sending"


def test_a_bounce_that_two_people_register_voids_one_communication(
    office: Office, meanwhile: Meanwhile
) -> None:
    avenant = office.sent()
    meanwhile(giving, "record", lambda: begun_anew(office, avenant, Channel.LETTER, sent=True))
    told = run("bounce", avenant, "--on", SENT_ON, "--reason", "moved", "--by", CELL)
    assert told.code == 1
    assert "bounced on 6 March 2026" in told.err
    assert office.status(avenant) == "sent"


@pytest.fixture
def with_budgets(office: Office) -> Office:
    """The avenants of two networks are concluded: both have a budget."""
    both = (Capacity.B4, Capacity.INVOICING)
    for network in ("net-ads", "net-namur"):
        avenant = office.sent(network)
        today = office.today()
        signed = c.RegisterSignature(
            today=today, avenant=avenant, id=uuid4(), received_on=today, capacities=both, by=CELL
        )
        office.give(signed, avenant)
        office.give(c.Countersign(today=today, avenant=avenant, by=CELL, on=today), avenant)
    return office


def test_an_indexation_of_several_networks_counts_for_all_of_them_or_for_none(
    with_budgets: Office, meanwhile: Meanwhile
) -> None:
    """Somebody moves what one of them will have, right after it was looked at."""
    said = ("--source", "letter of 20 May", "--reason", "so decided", "--by", CELL)
    table = run("budget", "namur", "--as-of", "2026-12-31", "--format", "json").json["budget"]
    whole = next(one["amount"] for one in table["lines"] if one["kind"] == "running_costs")

    def moved() -> None:
        done = run(
            "transfer", "namur", "--from", "running_costs", "--to", "base_care",
            "--amount", whole, "--year", "2026", "--on", "2026-12-01", *said,
        )  # fmt: skip
        assert done.code in (0, 3), done.said

    meanwhile(Journal, "append_many", moved)
    networks = ("ads", "namur")
    indexed = ("index-budget", *networks, "--percent", "-2", "--on", "2026-06-01", *said)
    told = run(*indexed)
    assert told.code == 1, told.said
    shown = [run("budget", of, "--as-of", "2026-12-31", "--format", "csv") for of in networks]
    assert [len([row for row in one.out.split() if "indexed" in row]) for one in shown] == [0, 0]
    assert "transferred" in shown[1].out


def an_informing_circular(folder: Path, **changes: str) -> Path:
    """The circular that only informs, with other words in its manifest."""
    shutil.copytree(INFORMING, folder)
    manifest = folder / "circular.toml"
    said = manifest.read_text("utf-8")
    for name, value in changes.items():
        said = re.sub(f"(?m)^{name} = .*$", f"{name} = {value}", said)
    manifest.write_text(said, "utf-8")
    return folder


def test_of_two_who_launch_at_once_the_second_is_told_that_the_text_is_another(
    office: Office, meanwhile: Meanwhile, tmp_path: Path
) -> None:
    other = an_informing_circular(tmp_path / INFORMING.name, date="2023-03-16")
    meanwhile(launching, "append", lambda: run("launch", INFORMING, "--by", CELL))
    told = run("launch", other, "--by", SECOND)
    assert told.code == 1, told.said
    assert "with another content" in told.err


def test_one_reference_is_never_that_of_two_circulars_launched_at_once(
    office: Office, meanwhile: Meanwhile, tmp_path: Path
) -> None:
    other = an_informing_circular(tmp_path / "2023-b", id='"2023-b"')
    meanwhile(launching, "append", lambda: run("launch", INFORMING, "--by", CELL))
    told = run("launch", other, "--by", SECOND)
    assert told.code == 1, told.said
    assert "Reference Psy-Ort/2023/099 is that of 2023-running-costs" in told.err
