"""Copies that come back signed electronically, from the file to the record, at the terminal."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from activities.sending import send
from activities.signatures.sent_documents import document_of, sent_document
from activities.signatures.signing import Level, Means, sign_in
from domain.facts import (
    EvidenceRenewed,
    SignatureRegistered,
    SignedCopyExamined,
    WrongCopyRegistered,
)
from domain.state import NetworkAvenant
from interfaces.rehearsal.authority import Authority, Holder
from interfaces.settings import load_settings
from journal.streams import convention_stream, load_convention_of
from tests.activities.signatures.office import an_office
from tests.interfaces.cli_office import (
    CELL,
    NAMUR,
    SECOND,
    SENT_ON,
    Office,
    Result,
    noon,
    run,
)
from worker import desk_of, main

pytestmark = pytest.mark.slow

EMERGO = "2026-001.net-emergo"
RECEIVED = date(2026, 3, 16)
PASSWORD = "secret"
MANDATES = """
namur.b4.names = ["{0.name}"]
namur.invoicing.serials = ["{1.serial}"]
emergo.b4.names = ["{0.name}"]
emergo.invoicing.names = ["{0.name}"]
"""
"""The director of one hospital signs alone, and in both capacities, for another network."""


@dataclass
class Signed:
    """An office whose networks sign electronically."""

    office: Office
    authority: Authority
    director: Holder
    other: Holder

    def sent_to(self, avenant: str) -> bytes:
        """The document of a network avenant, as it left on the day of the sending."""
        self.office.is_on(SENT_ON)
        self.office.prepared(avenant.partition(".")[2])
        with self.office.opened() as (store, _):
            send(desk_of(load_settings(), store), avenant)
        return self.document(avenant)

    def document(self, avenant: str) -> bytes:
        found = self.standing(avenant).communications[-1]
        with self.office.opened() as (store, _):
            pdf = sent_document(store, found)
        assert pdf is not None
        return pdf

    def standing(self, avenant: str) -> NetworkAvenant:
        with self.office.opened() as (store, _):
            convention = load_convention_of(store.journal, avenant)
        found = convention.avenant(avenant) if convention else None
        assert isinstance(found, NetworkAvenant)
        return found

    def by(self, holder: Holder, pdf: bytes, field: str) -> bytes:
        at = noon(RECEIVED) - timedelta(days=1)
        means = Means(holder.signer(), at, Level.T, self.authority.timestamps(lambda: at))
        return sign_in(pdf, field, means)

    def by_both(self, pdf: bytes) -> bytes:
        return self.by(self.other, self.by(self.director, pdf, "B4"), "INVOICING")

    def file(self, content: bytes, name: str = "copy.pdf") -> Path:
        path = self.office.folder / name
        path.write_bytes(content)
        return path

    def facts(self, avenant: str) -> list[object]:
        with self.office.opened() as (store, _):
            stream = convention_stream(avenant.partition(".")[2])
            return [one.fact for one in store.journal.read(stream)]


def sign(signed: Signed, content: bytes, avenant: str = NAMUR) -> Result:
    signed.office.is_on(RECEIVED)
    return run(
        *("sign", avenant, "--received-on", RECEIVED, "--by", CELL),
        *("--file", signed.file(content)),
    )


@pytest.fixture
def signed(office: Office, monkeypatch: pytest.MonkeyPatch) -> Signed:
    """Keys, authorities, lists and mandates of a test authority, in the settings."""
    folder = office.folder / "keys"
    begins = noon(date(2025, 1, 2))
    authority = Authority.found("Test", begins, years=5)
    director, other = authority.issue("Anne Exemple"), authority.issue("Bert Voorbeeld")
    authority.write(folder, noon(date(2026, 3, 1)), noon(date(2026, 12, 1)), PASSWORD)
    (folder / "mandates.toml").write_text(MANDATES.format(director, other), "utf-8")
    for name, value in authority.settings(folder).items():
        monkeypatch.setenv(f"AVENANT_{name.upper()}", value)
    return Signed(office, authority, director, other)


def test_a_copy_that_both_signed_waits_for_the_committee(signed: Signed) -> None:
    result = sign(signed, signed.by_both(signed.sent_to(NAMUR)))
    assert result.code == 0, result.said
    assert signed.office.status(NAMUR) == "signed"
    fact = next(f for f in signed.facts(NAMUR) if isinstance(f, SignedCopyExamined))
    assert fact.report is not None
    with signed.office.opened() as (store, _):
        assert b"total-passed" in store.evidence.get(fact.report)


def test_the_same_copy_again_is_recorded_once(signed: Signed) -> None:
    copy = signed.by_both(signed.sent_to(NAMUR))
    sign(signed, copy)
    before = signed.office.facts()
    again = sign(signed, copy)
    assert "recorded already" in again.out
    assert signed.office.facts() == before


def test_partly_signed_it_waits_for_the_other_director(signed: Signed) -> None:
    once = signed.by(signed.director, signed.sent_to(NAMUR), "B4")
    assert sign(signed, once).code == 0
    assert signed.office.status(NAMUR) == "sent"
    assert sign(signed, signed.by(signed.other, once, "INVOICING")).code == 0
    assert signed.office.status(NAMUR) == "signed"


def test_a_refused_copy_is_told_and_the_network_is_asked_again(signed: Signed) -> None:
    rogue = Authority.found("Rogue", noon(date(2025, 1, 2)))
    wrong = signed.by(rogue.issue("Anne Exemple"), signed.sent_to(NAMUR), "B4")
    result = sign(signed, wrong)
    assert result.code == 3
    assert "asked for another one" in result.err
    assert any(isinstance(fact, WrongCopyRegistered) for fact in signed.facts(NAMUR))
    assert signed.office.status(NAMUR) == "sent"


def test_a_copy_of_another_network_s_avenant_is_named_whoever_signed_it(signed: Signed) -> None:
    """One director signs for an adult and a child network: the document decides."""
    namur, emergo = signed.sent_to(NAMUR), signed.sent_to(EMERGO)
    copy = signed.by(signed.director, signed.by(signed.director, emergo, "B4"), "INVOICING")
    result = sign(signed, copy, NAMUR)
    assert result.code == 1
    assert f"that of {EMERGO}" in result.err
    assert sign(signed, copy, EMERGO).code == 0
    assert signed.office.status(EMERGO) == "signed"
    with signed.office.opened() as (store, _):
        assert document_of(store, copy) == EMERGO
        assert document_of(store, namur) == NAMUR
        assert document_of(store, b"%PDF-1.7 of nobody %%EOF") is None


def test_the_committee_s_key_concludes_and_its_timestamp_is_renewed(signed: Signed) -> None:
    sign(signed, signed.by_both(signed.sent_to(NAMUR)))
    done = run("countersign", NAMUR, "--key", "--by", "inami.official")
    assert done.code == 0, done.said
    assert signed.office.status(NAMUR) == "concluded"
    whole = signed.standing(NAMUR).signed_copy
    assert whole is not None
    with signed.office.opened() as (store, _):
        assert store.evidence.get(whole).startswith(signed.document(NAMUR))
    assert "recorded already" in run("countersign", NAMUR, "--key", "--by", "inami.official").out
    assert "No timestamp" in run("renew", "--by", CELL).out
    renewed = run("renew", "--by", CELL, "--within", "3650")
    assert renewed.code == 0, renewed.said
    again = signed.standing(NAMUR).signed_copy
    assert again is not None
    assert again != whole


def test_a_copy_that_was_taken_back_is_not_what_the_committee_signs(signed: Signed) -> None:
    """Whoever signed it had no mandate any more; the avenant was then signed on paper."""
    sign(signed, signed.by_both(signed.sent_to(NAMUR)))
    (mistake,) = (f for f in signed.facts(NAMUR) if isinstance(f, SignatureRegistered))
    taken_back = ("--reason", "the mandate had ended", "--by", SECOND)
    assert run("retract", mistake.id, *taken_back).code == 0
    scan = ("--evidence", signed.office.paper(b"a scan"))
    again = run("sign", NAMUR, "--received-on", RECEIVED, "--by", CELL, *scan)
    assert (again.code, signed.office.status(NAMUR)) == (0, "signed"), again.said
    result = run("countersign", NAMUR, "--key", "--by", "inami.official")
    assert (result.code, signed.office.status(NAMUR)) == (1, "signed")


def test_what_was_countersigned_elsewhere_is_checked(signed: Signed) -> None:
    copy = signed.by_both(signed.sent_to(NAMUR))
    sign(signed, copy)
    official = signed.authority.issue("The leading official")
    wrong = run("countersign", NAMUR, "--file", signed.file(copy), "--by", "inami.official")
    assert wrong.code == 1
    assert "sign the copy that is on file" in wrong.err
    right = signed.file(signed.by(official, copy, "COMMITTEE"), "whole.pdf")
    assert run("countersign", NAMUR, "--file", right, "--by", "inami.official").code == 0
    assert signed.office.status(NAMUR) == "concluded"
    lasting = run("renew", "--by", CELL)
    assert (lasting.code, NAMUR in lasting.said) == (3, True), "it bears no timestamp over all"


def test_a_timer_renews_by_itself_and_fails_where_it_lacks_the_means(
    signed: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`python -m worker renew`: the engine does it, in nobody's name."""
    sign(signed, signed.by_both(signed.sent_to(NAMUR)))
    assert run("countersign", NAMUR, "--key", "--by", "inami.official").code == 0
    whole = signed.standing(NAMUR).signed_copy
    monkeypatch.setenv("AVENANT_RENEW_WITHIN", "3650")
    assert main(["renew"]) == 0
    again = signed.standing(NAMUR).signed_copy
    assert again != whole
    with signed.office.opened() as (store, _):
        last = store.journal.read(convention_stream("net-namur"))[-1]
    assert (type(last.fact), last.actor) == (EvidenceRenewed, "engine")
    monkeypatch.delenv("AVENANT_TIMESTAMP_KEY")
    assert main(["renew"]) == 1, "a setting is missing, and something is due"
    monkeypatch.setenv("AVENANT_RENEW_WITHIN", "1")
    assert main(["renew"]) == 0, "nothing is due"


def test_without_settings_the_command_says_which_one(
    signed: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(signed, signed.by_both(signed.sent_to(NAMUR)))
    monkeypatch.delenv("AVENANT_COMMITTEE_KEY")
    result = run("countersign", NAMUR, "--key", "--by", "inami.official")
    assert result.code == 1
    assert "AVENANT_COMMITTEE_KEY" in result.err
    assert signed.office.status(NAMUR) == "signed"


def test_file_and_evidence_are_not_mixed(signed: Signed) -> None:
    signed.sent_to(NAMUR)
    copy = signed.file(b"%PDF-1.7")
    asked = ("sign", NAMUR, "--received-on", RECEIVED, "--by", CELL)
    assert run(*asked).code == 2
    assert run(*asked, "--file", copy, "--evidence", copy).code == 2
    assert run(*asked, "--file", copy, "--capacity", "b4").code == 2


@pytest.mark.parametrize("outcome", ["sign", "wrong-copy"])
def test_what_a_person_has_to_look_at_is_settled_by_the_command_of_its_task(
    signed: Signed, outcome: str
) -> None:
    """The copy is on file: neither it nor its day is given again."""
    signed.sent_to(NAMUR)
    assert sign(signed, signed.by_both(an_office().sealed("Another"))).code == 3
    (task,) = (t for t in run("tasks", "--format", "json").json if t["kind"] == "examine")
    assert task["command"] == f"avenants sign {NAMUR} --copy {task['about']} --by … (or wrong-copy)"
    given = (outcome, NAMUR, "--copy", task["about"], "--by", CELL)
    unknown = run(outcome, NAMUR, "--copy", uuid4(), "--by", CELL, "--reason", "x")
    assert unknown.code in {2, 4}
    reason = () if outcome == "sign" else ("--reason", "page 2 is not ours")
    result = run(*given, *reason)
    assert result.code == 0, result.said
    assert not [t for t in run("tasks", "--format", "json").json if t["kind"] == "examine"]
    assert signed.office.status(NAMUR) == ("signed" if outcome == "sign" else "sent")
    assert run("sign", NAMUR, "--by", CELL, "--evidence", signed.file(b"%PDF-")).code == 2
