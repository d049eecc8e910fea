"""The processes of `deploy/`, started by hand against PostgreSQL and a Temporal server."""

from dataclasses import dataclass, field

import pytest

from activities.contracts import SEARCH_ATTRIBUTES
from interfaces.running.processes import Process, kind_of
from tests.deploy.installation import CIRCULAR, DEPLOY, Installation, an_office, today, until

CELL = "inami.cell"
NAMUR = "2026-001.net-namur"
NETWORKS, PROVIDERS = 32, 20


@pytest.mark.e2e
@pytest.mark.temporal
@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_circular_runs_on_postgresql_with_a_temporal_server_at_an_address(
    installation: Installation,
) -> None:
    """Migrated by its owner, run by a role that only adds; whatever goes away, nothing is lost."""
    office = Office(installation)
    office.stands()
    office.launches()
    first, second, third, fourth = office.lets_namur_send()

    office.refuses(first)
    office.has_confirmed(first)

    # Temporal goes away: what comes in is recorded all the same, and carried on with afterwards.
    installation.temporal.stop()
    assert "No Temporal server answers" in installation.check().stderr
    office.refuses(second)
    assert len(installation.mails(second)) == 1
    installation.temporal.start()
    office.has_confirmed(second)

    # The relay goes away: the journal waits for it, and the check says how much of it.
    office.end("relay")
    before = installation.relay_behind()
    office.refuses(third)
    assert installation.relay_behind() > before
    office.begin("relay")
    office.has_confirmed(third)
    until(lambda: installation.relay_behind() == 0, "the relay has caught up")

    # Temporal loses everything it knew: the journal tells it again, and nothing is sent twice.
    sent = office.message_ids()
    waited = installation.temporal.open_workflows()
    office.loses_what_temporal_knew()
    until(lambda: waited == installation.temporal.open_workflows(), "every workflow waits again")
    office.refuses(fourth)
    office.has_confirmed(fourth)
    assert len(office.message_ids()) == len(sent) + 1 == NETWORKS + PROVIDERS + 4

    listed = installation.listed("--circular", "2026-001")
    assert len(listed) == NETWORKS + PROVIDERS
    refused = {avenant: row for avenant, row in listed.items() if row["state"] == "refused"}
    assert set(refused) == {first, second, third, fourth}
    for row in refused.values():
        assert row["sent_on"] <= row["refusal_received_on"] < row["terminates_on"]


@dataclass
class Office:
    """What people do at the terminal of an installation, and what they see."""

    at: Installation
    working: dict[str, Process] = field(default_factory=dict[str, Process])

    def stands(self) -> None:
        """Everything is set up as compose and systemd do it; once more changes nothing."""
        self.at.temporal.start()
        for _ in range(2):
            said = self.at.temporal.make_namespace()
            assert said.endswith("Namespace avenants and its search attributes are there.\n")
            self.at.migrate()
        self.begin("worker", "relay")

    def begin(self, *roles: str) -> None:
        """These processes start."""
        for role in roles:
            self.working[role] = self.at.start(role)

    def end(self, *roles: str) -> None:
        """These processes end."""
        for role in roles:
            self.working.pop(role).end()

    def launches(self) -> None:
        """The registers come in, and the circular goes out to every network."""
        registers = an_office(providers=PROVIDERS, of="NAMUR").write(self.at.machine.folder)
        for register, file in registers.items():
            self.at.avenants("import", register, file, codes=(0, 3))
        self.at.avenants("launch", CIRCULAR, "--by", CELL, codes=(3,))
        until(lambda: len(self.at.mails("2026-001.net-")) == NETWORKS, "every network has its own")
        theirs, *_ = self.at.mails(NAMUR)
        assert str(theirs["From"]).endswith("<avenants@inami.example>")

    def lets_namur_send(self) -> list[str]:
        """One network signs, is countersigned and released; four of its providers' avenants."""
        signed = self.at.machine.folder / "signed.pdf"
        signed.write_bytes(b"%PDF-1.7 signed by both directors")
        answer = ("--received-on", today(), "--evidence", signed, "--by", CELL)
        self.at.avenants("sign", NAMUR, *answer)
        self.at.avenants("countersign", NAMUR, "--by", CELL)
        self.at.avenants("release", "namur", "--circular", "2026-001", "--by", "namur.coord")
        until(lambda: len(self.at.mails("2026-001.K")) == PROVIDERS, "every provider has its own")
        states = {a: row["state"] for a, row in self.at.listed("--network", "namur").items()}
        assert states.pop(NAMUR) == "concluded"
        assert set(states.values()) == {"sent"}
        return sorted(states)[:4]

    def refuses(self, avenant: str) -> None:
        """Somebody registers a written refusal that came in today; it counts at once."""
        letter = self.at.machine.folder / f"{avenant}.eml"
        letter.write_text(f"I refuse {avenant}.", "utf-8")
        self.at.avenants(
            "refuse", avenant, "--received-on", today(), "--channel", "email",
            "--evidence", letter, "--by", CELL,
        )  # fmt: skip
        assert avenant in self.at.listed("--network", "namur", "--state", "refused")

    def has_confirmed(self, avenant: str) -> None:
        """The workflow heard of the refusal, and the provider is told that it came in."""
        until(lambda: len(self.at.mails(avenant)) == 2, f"the refusal of {avenant} is confirmed")

    def loses_what_temporal_knew(self) -> None:
        """Temporal begins anew with an empty store; its workflows are rebuilt from the journal."""
        self.end("relay", "worker")
        self.at.temporal.stop()
        self.at.temporal.forget()
        self.at.temporal.start()
        self.at.temporal.make_namespace()
        self.at.rebuild()
        self.begin("worker", "relay")

    def message_ids(self) -> list[str]:
        """Of every mail that lies in the folder; each once."""
        found = [str(mail["Message-ID"]) for mail in self.at.mails("2026-001.")]
        assert len(found) == len(set(found))
        return found


def test_the_search_attributes_of_the_script_are_those_of_the_workflows() -> None:
    script = (DEPLOY / "temporal" / "namespace.sh").read_text("utf-8")
    made = script.partition("<<'ATTRIBUTES'\n")[2].partition("ATTRIBUTES\n")[0]
    wanted = [f"{key.name} {kind_of(key.indexed_value_type.name)}" for key in SEARCH_ATTRIBUTES]
    assert made.splitlines() == wanted
