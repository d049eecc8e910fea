"""What is held about a person is told, with who looked; erased, it is gone and the record holds."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from activities.post_folder import FolderPost
from domain.access import PersonErased
from journal.errors import EvidenceErased
from journal.evidence import Evidence
from journal.journal import Journal
from journal.keys.keyring import Keyring
from journal.people import PartyErased
from journal.people_store import People
from journal.streams import load_convention
from tests.interfaces.cli_office import CELL, SECOND, SENT_ON, Office, feed, run
from worker import main

pytestmark = pytest.mark.slow

NUMBERS = [f"K{n:05}" for n in range(1, 40)]
REQUEST = ("--authorised-by", SECOND, "--reason", "art. 17 GDPR", "--by", CELL)


@pytest.fixture
def accepted(office: Office) -> tuple[Office, str, str]:
    """An avenant that was sent and accepted: the office, its convention and its party."""
    with office.opened() as (store, _):
        alone = next(n for n in NUMBERS if not store.registers.also_held(n))
    avenant = office.sent(alone)
    office.is_on(date(2026, 3, 20))
    letter = office.paper(b"I accept.")
    said = run(
        "accept", avenant, "--received-on", "2026-03-20", "--channel", "email",
        "--evidence", letter, "--by", CELL,
    )  # fmt: skip
    assert said.code == 0
    with office.opened() as (store, _):
        loaded = load_convention(store.journal, alone)
    assert loaded is not None
    return office, loaded.id, loaded.party


def test_an_access_request_is_answered_with_everything_held_and_who_looked(
    accepted: tuple[Office, str, str], tmp_path: Path
) -> None:
    _, convention, party = accepted
    first = run("whois-seen", convention, "--by", CELL, "--format", "json")
    assert first.code == 0
    held = {row["what"] for row in first.json["held"]}
    assert held == {"register", "evidence"}
    assert first.json["conventions"] == [convention]
    stands = [(row["what"], row["detail"]) for row in first.json["record"]]
    assert {what for what, _ in stands} == {"registered", "fact"}
    types = [detail["type"] for what, detail in stands if what == "fact"]
    assert types[0] == "convention.registered"
    assert {"avenant.sent", "avenant.acceptance-registered"} <= set(types)
    [letter] = [row for row in first.json["held"] if row["what"] == "evidence"]
    file = tmp_path / "letter"
    read = run("evidence", letter["address"], "--save", file, "--by", SECOND, "--why", "a court")
    assert (read.code, file.read_bytes()) == (0, b"I accept.")
    [line] = run(
        "trail", SECOND, "--fact", "personal-data-read", "--format", "json", "--since", "2026-03-20"
    ).json
    assert [proof["value"] for proof in line["evidence"]] == [letter["address"]]
    again = run("whois-seen", convention, "--by", CELL, "--format", "json").json
    seen = [(row["by"], row["why"], row["detail"]["shown"]) for row in again["seen"]]
    assert seen[0][0] == CELL
    assert seen[1] == (SECOND, "a court", "documents")
    assert [shown for *_, shown in seen] == ["everything", "documents", "everything"]
    for form in ("csv", "table"):
        told = run("whois-seen", convention, "--by", CELL, "--format", form)
        assert party in told.out
    lines = told.out.splitlines()
    assert "    media type: application/octet-stream" in lines or "    size: 9" in lines
    assert not any("{" in line for line in lines), "a person reads it: no rows of JSON"


def test_what_waits_for_a_person_and_what_lies_in_a_folder_stands_in_the_answer(
    office: Office,
) -> None:
    avenant = office.sent("K00001")
    office.is_on(date(2026, 4, 7))
    assert office.refuse(avenant, "2026-04-07").code == 3, "between the readings: contested"
    message = f"<{avenant}.1@avenants.test>"
    FolderPost(office.folder / "mail").deliver(message, b"a mail", None)
    told = run("whois-seen", "K00001", "--by", CELL, "--format", "json").json
    assert [row["detail"]["avenant"] for row in told["record"] if row["what"] == "task"] == [
        avenant
    ]
    [file] = [row["detail"]["path"] for row in told["held"] if row["what"] == "file"]
    assert Path(file).read_bytes() == b"a mail"
    left = run("erase", "K00001", *REQUEST, "--format", "json").json
    assert [row["where"] for row in left if row["what"] == "file"] == [file]


def test_somebody_of_the_office_asks_what_is_held_of_them(office: Office) -> None:
    told = run("whois-seen", SECOND, "--by", CELL, "--format", "json").json
    [row] = [row for row in told["record"] if row["what"] == "registered"]
    assert (row["detail"]["id"], row["detail"]["role"]) == (SECOND, "inami")
    assert any(SECOND in str(row["detail"]) for row in told["record"] if row["what"] == "done")
    assert [row["what"] for row in told["held"]] == ["register"]


def test_erased_is_gone_for_good_and_every_proof_holds(accepted: tuple[Office, str, str]) -> None:
    office, convention, party = accepted
    with office.opened() as (store, _):
        name = store.people.get(party).name
    asked = run("whois-seen", convention, "--by", CELL, "--format", "json").json
    [letter] = [row["address"] for row in asked["held"] if row["what"] == "evidence"]
    done = run("erase", convention, *REQUEST, "--format", "json")
    assert done.code == 0
    remains = {row["what"] for row in done.json}
    assert {"key_backups", "store_backups", "mailbox", "facts"} <= remains
    with office.opened() as (store, _):
        with pytest.raises(PartyErased):
            store.people.get(party)
        with pytest.raises(EvidenceErased):
            store.evidence.get(letter)
        [fact] = [one.fact for one in feed(store) if isinstance(one.fact, PersonErased)]
    assert (fact.by, fact.authorised_by, fact.erased_evidence) == (CELL, SECOND, (letter,))
    assert run("verify", "--format", "json").json["findings"] == []
    for file in office.folder.glob("avenants.*sqlite*"):
        assert name.encode() not in file.read_bytes()
    after = run("whois-seen", convention, "--by", CELL, "--format", "json").json
    assert after["held"] == []
    assert [row["what"] for row in after["seen"]] == ["seen", "erased", "seen"]


def test_once_erased_a_second_time_changes_nothing(accepted: tuple[Office, str, str]) -> None:
    office, convention, _ = accepted
    run("erase", convention, *REQUEST)
    facts = office.facts()
    again = run("erase", convention, *REQUEST)
    assert again.code == 0
    assert "was erased before" in again.err
    assert office.facts() == facts


@pytest.mark.parametrize("authorised", [CELL, "namur.coord", "nobody.at-all"])
def test_nobody_erases_on_their_own_word(
    accepted: tuple[Office, str, str], authorised: str
) -> None:
    office, convention, party = accepted
    facts = office.facts()
    said = run("erase", convention, "--authorised-by", authorised, "--reason", "x", "--by", CELL)
    assert said.code in {1, 4}
    assert office.facts() == facts
    with office.opened() as (store, _):
        assert store.people.get(party)


def test_a_dry_run_says_what_would_go_and_erases_nothing(accepted: tuple[Office, str, str]) -> None:
    office, convention, party = accepted
    facts = office.facts()
    said = run("erase", convention, *REQUEST, "--dry-run")
    assert (said.code, office.facts()) == (0, facts)
    assert "1 pieces of evidence would be" in said.err
    with office.opened() as (store, _):
        assert store.people.get(party)


def test_an_avenant_that_is_not_over_is_named(office: Office) -> None:
    office.sent("K00001")
    said = run("erase", "K00001", *REQUEST)
    assert said.code == 3
    assert "2026-001.K00001" in said.err


def test_stopped_after_the_fact_the_same_command_does_the_rest(
    accepted: tuple[Office, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, convention, party = accepted
    with monkeypatch.context() as broken:

        def killed(*_: object) -> int:
            raise KeyboardInterrupt

        broken.setattr(Keyring, "destroy", killed)
        assert run("erase", convention, *REQUEST).code == 130
    assert run("verify", "--format", "json").json["findings"] == []
    assert run("erase", convention, *REQUEST).code == 0
    with office.opened() as (store, _):
        with pytest.raises(PartyErased):
            store.people.get(party)
        assert sum(isinstance(one.fact, PersonErased) for one in feed(store)) == 1
    assert run("verify", "--format", "json").json["findings"] == []


def test_evidence_taken_away_without_a_word_is_still_found(
    accepted: tuple[Office, str, str],
) -> None:
    office, _, _ = accepted
    with sqlite3.connect(office.folder / "avenants.sqlite") as connection:
        connection.execute(
            "UPDATE evidence SET content = NULL, digest = NULL, found_by = NULL"
            " WHERE key_id IS NOT NULL"
        )
    said = run("verify", "--format", "json")
    assert said.code == 5
    assert [one["fault"] for one in json.loads(said.out)["findings"]] == ["evidence_emptied"]


def test_a_coordinator_looks_at_the_own_networks_people_only(
    accepted: tuple[Office, str, str],
) -> None:
    office, convention, _ = accepted
    own = office.coordinator(convention)
    assert run("whois-seen", convention, "--by", own).code == 0
    with office.opened() as (store, _):
        coordinators = [row.id for row in store.registers.all_staff() if row.networks]
    other = next(one for one in coordinators if one != own)
    facts = office.facts()
    assert run("whois-seen", convention, "--by", other).code == 1
    assert office.facts() == facts


def test_one_person_with_two_conventions_is_one_person(office: Office) -> None:
    with office.opened() as (store, _):
        first = next(n for n in NUMBERS if store.registers.also_held(n))
        both = sorted([first, *(row.id for row in store.registers.also_held(first))])
    told = run("whois-seen", first, "--by", CELL, "--format", "json").json
    assert sorted(told["conventions"]) == both
    own = office.coordinator(first)
    assert run("whois-seen", first, "--by", own).code == 1, "the other network is not theirs"
    assert run("erase", first, *REQUEST).code == 0
    after = [run("whois-seen", n, "--by", CELL, "--format", "json").json for n in both]
    assert [one["held"] for one in after] == [[], []]


@pytest.mark.parametrize(
    ("of", "name", "calls"),
    [
        (Journal, "append_many", 1),
        (Keyring, "destroy", 0),
        (Evidence, "empty", 0),
        (People, "empty", 0),
    ],
)
def test_stopped_anywhere_the_same_command_finds_all_of_one_person_again(
    office: Office, monkeypatch: pytest.MonkeyPatch, of: type, name: str, calls: int
) -> None:
    """Once a part of a person cannot be read any more, it still leads to the other part."""
    with office.opened() as (store, _):
        first = next(n for n in NUMBERS if store.registers.also_held(n))
        other = store.registers.also_held(first)[0].id
    real, left = getattr(of, name), [calls]

    def killed(*given: object, **more: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return real(*given, **more)

    with monkeypatch.context() as broken:
        broken.setattr(of, name, killed)
        assert run("erase", first, *REQUEST).code == 130
    assert run("erase", first, *REQUEST).code == 0
    for one in (first, other):
        assert run("whois-seen", one, "--by", CELL, "--format", "json").json["held"] == []


def test_who_was_erased_is_not_brought_back_by_a_register(
    accepted: tuple[Office, str, str],
) -> None:
    office, convention, _ = accepted
    assert run("erase", convention, *REQUEST).code == 0
    said = run("import", "providers", office.folder / "providers.csv", "--by", CELL)
    assert said.code == 1
    assert "erased" in said.said
    assert run("whois-seen", convention, "--by", CELL, "--format", "json").json["held"] == []


def test_somebody_of_the_office_who_was_erased_keeps_no_other_from_being_reminded(
    office: Office,
) -> None:
    gone = office.coordinator("K00001")
    avenant = office.sent("K00001")
    assert run("bounce", avenant, "--on", SENT_ON, "--reason", "unknown", "--by", CELL).code == 0
    office.is_on(date(2026, 4, 10))
    assert run("erase", gone, *REQUEST).code == 0
    assert main(["remind"]) == 0
    told = [mail.read_bytes() for mail in (office.folder / "mail").rglob("*.eml")]
    assert any(avenant.encode() in mail for mail in told), "INAMI is, by now"


def test_nobody_is_erased_by_a_name_that_means_nobody(office: Office) -> None:
    for command in (("whois-seen", "K99999", "--by", CELL), ("erase", "K99999", *REQUEST)):
        assert run(*command).code == 4


def test_the_name_of_a_network_means_the_network_and_not_somebody_of_it(office: Office) -> None:
    """What is erased cannot be had back: namur is no part of the name namur.coord."""
    with office.opened() as (store, _):
        of_network = store.registers.network("namur").party
        [of_coordinator] = [s.party for s in store.registers.all_staff() if "namur" in s.networks]
    for person, party in (("namur", of_network), ("namur.coord", of_coordinator)):
        asked = run("whois-seen", person, "--by", CELL, "--format", "json")
        assert asked.json["parties"] == [party], person
    asked = run("whois-seen", "namur.coord", "--by", CELL, "--format", "json")
    named = [row["detail"] for row in asked.json["held"] if "coordinator" in row["detail"]]
    assert [one["network"] for one in named] == ["namur"], "its register names them too"
    before = run("erase", "namur.coor", *REQUEST, "--dry-run", "--format", "json")
    assert "namur.coor (namur.coord): 1 entries" in before.err, "whom a part of a name means"
    left = {row["what"]: row["where"] for row in before.json}
    assert left["coordinator"] == "namur"
    assert left["handed_out"].startswith("everything"), "the answer that was given before"
    several = run("erase", "coord", *REQUEST, "--dry-run")
    assert several.code == 1
    assert "namur.coord" in several.err


def test_what_could_not_be_written_was_not_looked_at(
    accepted: tuple[Office, str, str], tmp_path: Path
) -> None:
    office, convention, _ = accepted
    asked = run("whois-seen", convention, "--by", CELL, "--format", "json").json
    [letter] = [row["address"] for row in asked["held"] if row["what"] == "evidence"]
    before = office.facts()
    there = tmp_path / "there"
    there.write_bytes(b"mine")
    for file in (there, tmp_path / "nowhere" / "letter"):
        assert run("evidence", letter, "--save", file, "--by", CELL).code == 1
    assert run("evidence", letter, "--save", tmp_path / "new", "--by", "nobody").code == 4
    assert (office.facts(), there.read_bytes()) == (before, b"mine")
    assert not (tmp_path / "new").exists()
    assert run("evidence", letter, "--save", tmp_path / "new", "--by", CELL, "--why", "").code == 2


def test_of_a_network_that_is_erased_the_open_avenants_of_its_providers_are_named(
    office: Office,
) -> None:
    """Nothing can be sent for them either: each letter names the directors of the network."""
    avenant = office.sent("K00001")
    with office.opened() as (store, _):
        network = store.registers.convention("K00001").network
    told = run("erase", network, *REQUEST, "--dry-run")
    assert told.code == 3
    assert avenant in told.err
