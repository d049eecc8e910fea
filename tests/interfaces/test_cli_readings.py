"""No command shows anybody's data without recording who was shown whose, and why.

Every command is given here once: a new one that is not in the table fails, and one whose output,
or a file that it writes, names a person fails unless it recorded a reading of that person.
"""

import asyncio
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from domain.access import PersonalDataRead
from interfaces.cli.commands import contents
from interfaces.settings import load_settings
from journal.people import Independent, NetworkParty, Organisation, StaffMember
from tests.activities.mailbox.an_intake import a_letter
from tests.interfaces.cli_office import CELL, CIRCULAR, INFORMING, SECOND, SENT_ON, Office, run
from tests.interfaces.test_cli_documents import of_one_network, on_the_posting_list
from tests.interfaces.test_cli_mail import NAMUR, Mail, to
from worker import seal_record

pytestmark = pytest.mark.slow

R = "2026-001"
OWN = "2026-001.net-namur"
BY = ("--by", CELL)
WHY = ("--reason", "asked by the office")
MODELS = CIRCULAR.parent / "models"
SERVERS = {"up", "demo"}
"""What starts servers, and shows the people that it invents itself."""
SHOWING = {"whois-seen", "evidence", "message", "preview", "print", "dossier"}
"""Those that are known to show people here: so nobody takes an empty answer for a promise kept."""


@dataclass
class Known:
    """An office with everything a command could show."""

    office: Office
    words: Mapping[str, frozenset[str]]
    """By party: what says who they are."""
    given: Mapping[str, tuple[object, ...]]
    """What each command is given, in an order in which each finds something to show."""


def said_of(office: Office) -> dict[str, frozenset[str]]:
    """What of each party says who they are; the office's own people, and networks, are known."""
    with office.opened() as (store, _):
        staff = {one.party for one in store.registers.all_staff()}
        parties = staff | {one.party for one in store.registers.networks()}
        for row in office.rows("providers"):
            parties.add(store.registers.convention(row["convention"]).party)
        people = store.people.get_many(parties)
    open_ = {word for one in people.values() for word in openly(one)}
    return {
        party: frozenset(word for word in told if word not in open_)
        for party, one in people.items()
        if (told := set(words_of(one)))
    }


def openly(person: object) -> Iterator[str]:
    match person:
        case StaffMember():
            yield from (person.name, person.email)
        case NetworkParty():
            yield person.name
        case _:
            return


def words_of(person: object) -> Iterator[str]:
    match person:
        case Independent():
            yield from (person.name, person.address, person.inami, person.national_number)
            yield from filter(None, (person.email, person.phone))
        case Organisation():
            yield from (person.name, person.address, person.bce, person.representative)
            yield from filter(None, (person.email, person.phone))
        case NetworkParty():
            yield from (person.b4.director, person.invoicing.director, person.coordinator_email)
        case _:
            return


@pytest.fixture
def known(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Known:
    monkeypatch.setenv("AVENANT_MAILBOXES", NAMUR)
    words = said_of(office)
    first, second, *more = of_one_network(office)
    third = next(
        row["convention"]
        for row in office.rows("providers")
        if row["convention"] not in {first, second, *more}
    )
    on_the_posting_list(office, first)
    refused, other = office.sent(second), office.sent(third)
    with office.opened() as (store, _):
        row, own = store.registers.convention(second), store.registers.convention(third)
        naming = "\n".join(sorted(words[row.party])).encode()
        network = row.network
    letter = office.paper(b"I refuse.\n" + naming)
    assert run(
        "refuse", refused, "--received-on", SENT_ON, "--channel", "letter", *BY,
        "--evidence", letter,
    ).code == 0  # fmt: skip
    message = Mail(office).comes(
        a_letter(to(other)) + "\n".join(sorted(words[own.party])).encode(), SENT_ON
    )
    with office.opened() as (store, _):
        [kept] = store.evidence.under([row.party])
    asyncio.run(seal_record(load_settings()))
    out = tmp_path / "out"
    paper = office.paper(b"another\n" + naming)
    answer = ("--received-on", SENT_ON, "--channel", "letter", "--evidence", paper, *BY)
    on = ("--on", SENT_ON)
    year = ("--year", "2026", "--source", "letter of May", *WHY)
    informed = ("namur", "--circular", INFORMING.name)
    given: dict[str, tuple[object, ...]] = {
        "check": (CIRCULAR,),
        "preview": (CIRCULAR, "--convention", second, "--out", out, *BY),
        "import": ("providers", office.folder / "providers.csv", "--dry-run", *BY),
        "launch": (INFORMING, *BY),
        "adopt": (MODELS / "provider.toml", *WHY, *BY),
        "published": (MODELS / "provider.toml", *on, "--at", "https://inami.example/v", *BY),
        "list": ("--format", "json"),
        "tasks": ("--format", "json"),
        "board": (R, "--format", "json"),
        "trail": (second, "--format", "json"),
        "conventions": ("--as-of", "2026-06-30", "--format", "json"),
        "coordinated": (second, "--as-of", "2026-06-30"),
        "budget": (network, "--as-of", "2026-06-30"),
        "retention": ("--format", "json"),
        "messages": ("--format", "json"),
        "whois-seen": (second, *BY, "--format", "json"),
        "evidence": (kept.address, "--save", out / "evidence", *BY),
        "message": (message, "--save", out / "message", *BY),
        "dossier": (refused, "-o", out / "dossier.zip", *BY, "--why", "a court"),
        "print": (network, "--out", out, *BY),
        "verify": (),
        "rebuild-views": (),
        "archive": (refused, "-o", out / "bag", *BY),
        "sign": (OWN, "--received-on", SENT_ON, "--evidence", paper, *BY),
        "wrong-copy": (OWN, "--received-on", SENT_ON, *WHY, *BY),
        "countersign": (OWN, *BY),
        "renew": BY,
        "decline": (OWN, *on, *WHY, *BY),
        "release": (network, "--circular", R, *BY),
        "posted": (f"{R}.{first}", *on, *BY),
        "bounce": (other, *on, *WHY, *BY),
        "resend": (other, *BY),
        "sent-outside": (other, *on, "--channel", "letter", "--evidence", paper, *BY),
        "import-sent": (office.folder / "providers.csv", "--circular", R, *BY),
        "not-sent": (other, *WHY, *BY),
        "tell-again": (refused, *WHY, *BY),
        "told": (refused, *WHY, *BY),
        "retry": (other, *BY),
        "resume-mail": BY,
        "refuse": (other, *answer),
        "accept": (other, *answer),
        "withdraw-refusal": (refused, "--reached-on", SENT_ON, "--agreed", "yes", *BY),
        "decide": (other, "--outcome", "refusal", *WHY, *BY),
        "extend": (other, "--until", "2026-05-20", *WHY, *BY),
        "intake-complete": (network, "--mailbox-through", SENT_ON, "--post-through", SENT_ON, *BY),
        "confirm-refusal": (other, message, *BY),
        "dismiss": (message, *WHY, *BY),
        "assign": (message, other, *WHY, *BY),
        "add": (first, "--circular", R, *BY),
        "lapse": (first, "--cause", "death", *on, *BY),
        "settle": (refused, "--task", "continuity", "--note", "done", *BY),
        "retract": ("6f1c2a90-0000-4000-8000-000000000000", *WHY, *BY),
        "transfer": (
            network, "--from", "running_costs", "--to", "base_care", "--amount", "1.00", *on,
            *year, *BY,
        ),
        "advance": (network, "--line", "running_costs", "--amount", "1.00", *on, *year, *BY),
        "index-budget": (network, "--percent", "2.00", *on, *year[2:], *BY),
        "budget-line": (network, "--line", "prisons", "--ends", *on, *year[2:], *BY),
        "retract-entry": ("6f1c2a90-0000-4000-8000-000000000000", *WHY, *BY),
        "inform-again": (*informed, *WHY, *BY),
        "informed": (*informed, *WHY, *BY),
        "passed-on": (*informed, *BY),
        "rewrap-keys": (*WHY, *BY),
        "authorise-destruction": (
            refused, "--reference", "AGR 1", *WHY, "--authorised-by", SECOND, *BY,
        ),
        "destroy": (refused, *BY),
        "erase": (second, "--authorised-by", SECOND, *WHY, *BY, "--dry-run"),
        "correct": (R, CIRCULAR, *BY),
        "withdraw": (R, *WHY, *BY),
        "term": (SENT_ON,),
        "version": (),
        "completion": ("bash",),
    }  # fmt: skip
    return Known(office, words, given)


def shown_in(folder: Path) -> Iterator[str]:
    """Everything that a command wrote into files, and takes them away."""
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if file.is_file():
            yield from texts(file.name, file.read_bytes())


def texts(name: str, content: bytes) -> Iterator[str]:
    if name.endswith(".zip"):
        with zipfile.ZipFile(BytesIO(content)) as opened:
            for inside in opened.namelist():
                yield from texts(inside, opened.read(inside))
    elif content.startswith(b"%PDF"):
        yield " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    else:
        yield content.decode("utf-8", "replace")


def unrecorded(known: Known, out: Path) -> tuple[set[str], dict[str, set[str]]]:
    """Which commands showed somebody, and whose reading was not recorded."""
    showed: set[str] = set()
    faults: dict[str, set[str]] = {}
    for number, (command, arguments) in enumerate(known.given.items()):
        own = out.with_name(f"out-{number}")
        placed = [
            str(one).replace(str(out), str(own)) if isinstance(one, Path) else one
            for one in arguments
        ]
        own.mkdir()
        with known.office.opened() as (store, _):
            head = store.journal.head()
        result = run(command, *placed)
        assert result.code != 2, (command, result.said)
        everything = " ".join(" ".join((result.said, *shown_in(own))).split())
        with known.office.opened() as (store, _):
            since = store.journal.feed(head, 10_000)
            recorded = {one.fact.party for one in since if isinstance(one.fact, PersonalDataRead)}
        named = [word for words in known.words.values() for word in words if word in everything]
        if named:
            showed.add(command)
        # Somebody with two conventions is two parties, of whom one was looked at.
        told = {word for party in recorded for word in known.words.get(party, ())}
        if forgotten := set(named) - told:
            faults[command] = forgotten
    return showed, faults


def test_every_command_is_given_here(known: Known) -> None:
    assert {line.command for line in contents()} == set(known.given) | SERVERS


def test_whatever_shows_a_person_says_to_whom_and_why(known: Known, tmp_path: Path) -> None:
    showed, faults = unrecorded(known, tmp_path / "out")
    assert faults == {}
    assert showed >= SHOWING


def test_a_command_that_records_nothing_would_be_found_out(
    known: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import activities.access

    monkeypatch.setattr(activities.access, "_note", lambda *_: None)
    only = {name: known.given[name] for name in SHOWING}
    _, faults = unrecorded(Known(known.office, known.words, only), tmp_path / "out")
    assert set(faults) == SHOWING
