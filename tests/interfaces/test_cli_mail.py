"""Messages at the terminal: listed, saved, confirmed, dismissed, assigned."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from activities.mailbox.keeping import keep
from activities.mailbox.matching import Matching
from activities.mailbox.parsing import parse
from activities.mailbox.reading import Listed
from activities.mailbox.taking_in import Desk, Fetched, Place, record_message
from domain.access import PersonalDataRead, Shown
from domain.facts import RefusalRegistered
from journal.streams import load_convention, load_mailbox
from tests.activities.mailbox.an_intake import TOKENS, a_letter, a_report, at_noon
from tests.interfaces.cli_office import CELL, Office, Result, feed, run

pytestmark = pytest.mark.slow

CAME = date(2026, 3, 20)
NAMUR = '[{"id":"namur","host":"127.0.0.1","security":"none","user":"u","password":"p",\
"networks":["namur"]}]'


@dataclass
class Mail:
    """What comes into the mailbox `namur` of an office."""

    office: Office
    uid: int = 0

    def comes(self, raw: bytes, on: date = CAME) -> str:
        """A message comes in and is taken in; gives its number."""
        self.uid += 1
        self.office.is_on(on)
        with self.office.opened() as (store, _):
            matching = Matching(
                TOKENS, "avenants.test", lambda one: load_convention(store.journal, one)
            )
            place = Place("namur", 1, Listed(self.uid, len(raw), at_noon(on)))
            found = Fetched(keep(store.evidence, raw), parse(raw), raw)
            (kept,) = record_message(Desk(store, matching), place, found)
            number = kept.fact.model_dump()["id"]
        assert isinstance(number, UUID)
        return str(number)


@pytest.fixture
def mail(office: Office, monkeypatch: pytest.MonkeyPatch) -> Mail:
    """The mailbox of the network Namur."""
    monkeypatch.setenv("AVENANT_MAILBOXES", NAMUR)
    return Mail(office)


def to(avenant: str) -> str:
    """The address to which an answer about that avenant goes."""
    return f"reponses+{TOKENS.token(avenant, 'c1')}@namur.test"


def waiting() -> list[dict[str, str]]:
    """The messages that wait for a person."""
    listed = run("messages", "--waiting", "--format", "json")
    assert listed.code in (0, 3)
    return listed.json


def tasks(*more: object) -> list[dict[str, str]]:
    """The tasks that messages give."""
    every = run("tasks", "--format", "json", *more).json
    return [row for row in every if row["kind"] in {"confirm", "assign"}]


def test_a_possible_refusal_is_a_task_whose_command_registers_it(mail: Mail) -> None:
    avenant = mail.office.sent("K00001")
    number = mail.comes(a_letter(to(avenant)))
    (task,) = tasks()
    assert task["command"] == f"avenants confirm-refusal {avenant} {number} --by … (or dismiss)"
    assert [row["waits_for"] for row in waiting()] == ["confirm"]

    confirmed = run("confirm-refusal", avenant, number[:8], "--by", CELL, "--reason", "read")
    assert confirmed.code == 0, confirmed.said
    assert mail.office.status(avenant) == "refused"
    (row,) = run("list", "--state", "refused", "--format", "json").json
    assert row["refusal_received_on"] == CAME.isoformat()
    assert (tasks(), waiting()) == ([], [])

    told = len(run("trail", avenant, "--format", "json").json)
    again = run("confirm-refusal", avenant, number, "--by", CELL)
    assert again.code == 0, again.said
    assert len(run("trail", avenant, "--format", "json").json) == told


def test_one_that_refuses_nothing_is_dismissed_with_a_reason(mail: Mail) -> None:
    avenant = mail.office.sent("K00001")
    number = mail.comes(a_letter(to(avenant)))
    assert run("dismiss", number, "--reason", " ", "--by", CELL).code == 1
    dismissed = run("dismiss", number, "--reason", "asks for the annex", "--by", CELL)
    assert dismissed.code == 0, dismissed.said
    assert mail.office.status(avenant) == "sent"
    assert tasks() == []
    nothing = run("dismiss", number, "--reason", "again", "--by", CELL)
    assert nothing.code == 1
    assert "holds no silence" in nothing.err


def test_not_by_the_representative_it_is_contested(mail: Mail) -> None:
    avenant = mail.office.sent("K00001")
    number = mail.comes(a_letter(to(avenant)))
    confirmed = run(
        "confirm-refusal", avenant, number, "--by", CELL, "--by-representative", "no"
    )  # fmt: skip
    assert confirmed.code == 3, confirmed.said
    assert mail.office.status(avenant) == "contested"


def test_one_that_came_to_inami_is_contested_with_both_days(
    mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AVENANT_MAILBOXES", NAMUR.replace('["namur"]', '"inami"'))
    avenant = mail.office.sent("K00001")
    number = mail.comes(a_letter(to(avenant)))
    mail.office.is_on(date(2026, 3, 25))
    confirmed = run(
        "confirm-refusal", avenant, number, "--by", CELL, "--network-received-on", "2026-03-24"
    )
    assert confirmed.code == 3, confirmed.said
    assert mail.office.status(avenant) == "contested"
    with mail.office.opened() as (store, _):
        (fact,) = [
            one.fact
            for one in store.journal.read("convention-K00001")
            if isinstance(one.fact, RefusalRegistered)
        ]
    assert (fact.received_on, fact.received_there_on) == (date(2026, 3, 24), CAME)


def test_a_message_of_nobody_is_a_task_and_assigned_it_holds_that_avenant(mail: Mail) -> None:
    avenant = mail.office.sent("K00001")
    number = mail.comes(a_letter())
    (task,) = tasks("--network", "namur")
    assert task["command"] == f"avenants assign {number} AVENANT|--none --reason … --by …"
    assert (task["role"], task["network"]) == ("coordinator", "namur")

    assigned = run("assign", number, avenant, "--reason", "signs with K00001", "--by", CELL)
    assert assigned.code == 3, assigned.said
    assert "avenants confirm-refusal" in assigned.err
    (row,) = waiting()
    assert (row["waits_for"], row["avenant"], row["matched_by"]) == ("confirm", avenant, "person")
    assert run("confirm-refusal", avenant, number, "--by", CELL).code == 0
    assert mail.office.status(avenant) == "refused"


def test_or_of_no_avenant_and_then_nothing_waits(mail: Mail) -> None:
    number = mail.comes(a_letter())
    assert run("assign", number, "--none", "--reason", "an advert", "--by", CELL).code == 0
    assert (tasks(), waiting()) == ([], [])
    again = run("assign", number, "--none", "--reason", "an advert", "--by", CELL)
    assert "recorded already" in again.out
    told = run("trail", "mailbox-namur").out
    assert "an advert" in told


@pytest.mark.parametrize("wrong", [(), ("K00001", "--none")])
def test_assigning_says_one_avenant_or_none(mail: Mail, wrong: tuple[str, ...]) -> None:
    number = mail.comes(a_letter())
    assert run("assign", number, *wrong, "--reason", "x", "--by", CELL).code == 2


def test_a_coordinator_speaks_for_the_own_network_s_mailbox_alone(mail: Mail) -> None:
    number = mail.comes(a_letter())
    stranger = mail.office.coordinator("net-emergo")
    said = run("assign", number, "--none", "--reason", "x", "--by", stranger)
    assert said.code == 1
    own = mail.office.coordinator("net-namur")
    assert run("assign", number, "--none", "--reason", "x", "--by", own).code == 0


def test_a_report_of_nobody_waits_for_a_person_too(mail: Mail) -> None:
    """It is counted, though no silence waits for it."""
    mail.comes(a_report("avenants@inami.test"))
    (row,) = waiting()
    assert (row["kind"], row["waits_for"]) == ("delivery_report", "assign")


def test_what_a_network_writes_is_a_task_of_inami_and_holds_no_day(mail: Mail) -> None:
    """It may say that it will not sign, or pass on what a provider wrote to it."""
    mail.office.prepared("net-namur")
    network = "2026-001.net-namur"
    number = mail.comes(a_letter(to(network), text="Fwd: Je refuse cet avenant."))
    (task,) = tasks()
    assert task["kind"] == "assign"
    assert task["about"] == number
    assert [row["waits_for"] for row in waiting()] == ["assign"]
    with mail.office.opened() as (store, _):
        assert load_mailbox(store.journal, "namur").unread_since() is None
    run("assign", number, "--none", "--reason", "asks for a date", "--by", "inami.cell")
    assert tasks() == []


def test_the_list_says_nothing_of_who_wrote(mail: Mail) -> None:
    mail.comes(a_letter(text="Je m'appelle Élise."))
    for form in ("table", "json", "csv"):
        listed = run("messages", "--format", form)
        assert listed.code == 3
        assert not any(word in listed.out for word in ("Élise", "dubois", "elise"))
    assert run("messages", "--mailbox", "other", "--format", "json").json == []


def test_a_message_is_saved_byte_for_byte_and_never_over_a_file(mail: Mail, tmp_path: Path) -> None:
    raw = b"From: :fr;\xa3\r\nSubject: x\r\n\r\n\x00\xff\r\n"
    number = mail.comes(raw)
    file = tmp_path / "message.eml"
    assert run("message", number, "--save", file, "--by", CELL).code == 0
    assert hashlib.sha256(file.read_bytes()).digest() == hashlib.sha256(raw).digest()
    assert run("message", number, "--save", file, "--by", CELL).code == 1
    assert file.read_bytes() == raw
    assert run("message", number, "--save", tmp_path / "unnamed").code == 2
    with mail.office.opened() as (store, _):
        seen = [one.fact for one in feed(store) if isinstance(one.fact, PersonalDataRead)]
    assert {(one.by, one.shown) for one in seen} == {(CELL, Shown.MESSAGE)}
    lost: Result = run("message", number, "--save", tmp_path / "nowhere" / "m.eml", "--by", CELL)
    assert (lost.code, lost.out) == (1, "")


@pytest.mark.parametrize("number", ["", "abc", "00000000", "not a number"])
def test_a_message_that_is_not_there_is_said_so(mail: Mail, number: str, tmp_path: Path) -> None:
    assert run("message", number, "--save", tmp_path / "m", "--by", CELL).code == 4
    assert run("dismiss", number, "--reason", "x", "--by", CELL).code == 4
