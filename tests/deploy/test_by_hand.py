"""The processes of `deploy/`, started by hand against PostgreSQL and a Temporal server."""

from itertools import pairwise

import pytest

from activities.contracts import SEARCH_ATTRIBUTES
from interfaces.running.processes import kind_of
from tests.deploy.installation import CIRCULAR, DEPLOY, Installation, an_office, today, until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.temporal,
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.timeout(900),
]
CELL = "inami.cell"
NAMUR = "2026-001.net-namur"


def test_a_circular_runs_on_postgresql_with_a_temporal_server_at_an_address(
    installation: Installation,
) -> None:
    """Migrated by its owner, run by a role that only adds; whatever goes away, nothing is lost."""
    office = installation
    office.temporal.start()
    for _ in range(2):
        said = office.temporal.make_namespace()
        assert said.endswith("Namespace avenants and its search attributes are there.\n")
    for _ in range(2):
        office.migrate()
    worker = office.start("worker")
    relay = office.start("relay")

    # The registers, and the launch to every network.
    folder = office.machine.folder
    for register, file in an_office(providers=20, of="NAMUR").write(folder).items():
        office.avenants("import", register, file, codes=(0, 3))
    office.avenants("launch", CIRCULAR, "--by", CELL, codes=(3,))
    until(lambda: len(office.mails("2026-001.net-")) == 32, "all networks have theirs")
    theirs, *_ = office.mails(NAMUR)
    assert str(theirs["From"]).endswith("<avenants@inami.example>")

    # One network signs, is countersigned, and lets the sending begin.
    signed = folder / "signed.pdf"
    signed.write_bytes(b"%PDF-1.7 signed by both directors")
    answer = ("--received-on", today(), "--evidence", signed, "--by", CELL)
    office.avenants("sign", NAMUR, *answer)
    office.avenants("countersign", NAMUR, "--by", CELL)
    office.avenants("release", "namur", "--circular", "2026-001", "--by", "namur.coord")
    until(lambda: len(office.mails("2026-001.K")) == 20, "all providers have theirs")

    # A provider refuses, and is told that it came in.
    states = {a: row["state"] for a, row in office.listed("--network", "namur").items()}
    assert states.pop(NAMUR) == "concluded"
    assert set(states.values()) == {"sent"}
    providers = sorted(states)
    refuse(office, providers[0])
    until(lambda: len(office.mails(providers[0])) == 2, "the refusal is confirmed")

    # Temporal goes away: what comes in is recorded all the same, and carried on with afterwards.
    office.temporal.stop()
    assert "No Temporal server answers" in office.check().stderr
    refuse(office, providers[1])
    assert len(office.mails(providers[1])) == 1
    office.temporal.start()
    until(lambda: len(office.mails(providers[1])) == 2, "the second refusal is confirmed")

    # The relay goes away: the journal waits for it, and the check says how much of it.
    relay.end()
    before = office.relay_behind()
    refuse(office, providers[2])
    assert office.relay_behind() > before
    relay = office.start("relay")
    until(lambda: len(office.mails(providers[2])) == 2, "the third refusal is confirmed")
    until(lambda: office.relay_behind() == 0, "the relay has caught up")

    listed = office.listed("--circular", "2026-001")
    assert len(listed) == 32 + 20
    assert {a for a, row in listed.items() if row["state"] == "refused"} == set(providers[:3])
    first, *_ = (listed[a] for a in providers)
    days = (first["sent_on"], first["announced_last_day"], first["terminates_on"])
    assert all(before < after for before, after in pairwise(days))
    sent = sorted(mail["Message-ID"] for mail in office.mails("2026-001."))
    assert len(sent) == len(set(sent)) >= 32 + 20 + 3

    # Temporal loses everything it knew: the journal tells it again, and nothing is sent twice.
    open_before = office.temporal.open_workflows()
    relay.end()
    worker.end()
    office.temporal.stop()
    office.temporal.forget()
    office.temporal.start()
    office.temporal.make_namespace()
    office.database.psql(DEPLOY / "postgres" / "relay-from-start.sql", office.database.owner_url)
    office.start("worker")
    office.start("relay")
    until(lambda: office.relay_behind() == 0, "the relay has read the journal anew")
    until(lambda: office.temporal.open_workflows() == open_before, "every workflow waits again")
    refuse(office, providers[3])
    until(lambda: len(office.mails(providers[3])) == 2, "the fourth refusal is confirmed")
    after = sorted(mail["Message-ID"] for mail in office.mails("2026-001."))
    assert len(after) == len(set(after)) == len(sent) + 1


def test_the_search_attributes_of_the_script_are_those_of_the_workflows() -> None:
    script = (DEPLOY / "temporal" / "namespace.sh").read_text("utf-8")
    made = script.partition("<<'ATTRIBUTES'\n")[2].partition("ATTRIBUTES\n")[0]
    wanted = [f"{key.name} {kind_of(key.indexed_value_type.name)}" for key in SEARCH_ATTRIBUTES]
    assert made.splitlines() == wanted


def refuse(office: Installation, avenant: str) -> None:
    """Register a written refusal that came in today; it counts at once."""
    letter = office.machine.folder / f"{avenant}.eml"
    letter.write_text(f"I refuse {avenant}.", "utf-8")
    office.avenants(
        "refuse", avenant, "--received-on", today(), "--channel", "email",
        "--evidence", letter, "--by", CELL,
    )  # fmt: skip
    assert avenant in office.listed("--network", "namur", "--state", "refused")
