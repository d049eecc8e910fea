"""A dossier holds what proves an avenant, and verifies with nothing but itself."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from audit.dossier.leaving_out import LeaveOut, words_of
from audit.dossier.refusals import DossierRefused
from audit.dossier.standalone import PIECES, Report, examined, in_folder, unpacked
from audit.seals.folder import SealsFolder
from audit.trail import UnknownSubject
from tests.audit.dossier.proven import ANNAS_NAME, PARTY, PDF, Proven
from tests.audit.office import ANNA, NAMUR, SECOND, K, day

pytestmark = pytest.mark.slow


def checked(office: Proven, content: bytes) -> Report:
    report = examined(unpacked(content), office.public)
    assert report.findings == []
    return report


def told(files: dict[str, bytes]) -> list[str]:
    return [line["type"] for line in json.loads(files["trail.json"])]


def test_a_dossier_verifies_on_each_database(any_office: Proven) -> None:
    made = any_office.dossier()
    report = checked(any_office, made.packed())
    assert report.avenant == K
    assert (report.facts, report.documents) == (made.facts, made.documents)
    assert report.fingerprint == made.fingerprint


def test_it_holds_the_trail_the_circular_the_mails_and_what_was_read(
    sealed_office: Proven,
) -> None:
    files = sealed_office.dossier().files
    types = told(files)
    assert "circular.launched" in types
    assert types.count("intake.mailbox-read") == 1, "only what the silence rested on"
    assert {"mailbox.message-kept", "mailbox.message-assigned"} <= set(types)
    assert {"avenant.sent", "avenant.accepted-tacitly", "avenant.refusal-registered"} <= set(types)
    documents = [name for name in files if name.startswith("documents/")]
    assert len([name for name in documents if name.endswith(".eml")]) == 3
    assert PDF in [files[name] for name in documents]
    for language, word in (("fr", "refus"), ("nl", "weigering"), ("de", "Ablehnung")):
        assert word in files[f"trail-{language}.txt"].decode()
        assert "verify.py" in files[f"README-{language}.txt"].decode()


def test_another_avenant_of_the_convention_is_shown_by_its_hash_alone(
    sealed_office: Proven,
) -> None:
    made = sealed_office.dossier()
    assert made.withheld == 1
    assert SECOND.encode() not in made.packed()


def test_facts_that_are_not_sealed_yet_are_not_in_it_and_counted(any_office: Proven) -> None:
    before = any_office.dossier()
    any_office.office.on("05-02").accept(K)
    after = any_office.dossier()
    assert after.facts == before.facts
    assert after.waiting > 0
    any_office.seal()
    assert any_office.dossier().waiting == 0
    checked(any_office, any_office.dossier().packed())


def test_without_a_seal_there_is_no_dossier(sealed_office: Proven, tmp_path: Path) -> None:
    from audit.dossier.making import make_dossier

    with pytest.raises(DossierRefused, match="seal"):
        make_dossier(sealed_office.store, SealsFolder(tmp_path), K)
    with pytest.raises(UnknownSubject):
        sealed_office.dossier("2026-001.K99999")


def test_the_same_record_gives_the_same_dossier_to_the_byte(sealed_office: Proven) -> None:
    assert sealed_office.dossier().packed() == sealed_office.dossier().packed()


def test_unpacked_it_verifies_too_and_nothing_may_lie_beside(
    sealed_office: Proven, tmp_path: Path
) -> None:
    for name, content in sealed_office.dossier().files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert examined(in_folder(tmp_path), sealed_office.public).findings == []
    (tmp_path / "facts" / "more.json").write_text("{}")
    assert [one.what for one in examined(in_folder(tmp_path)).findings] == [
        "file that is not listed"
    ]


def test_a_document_is_left_out_and_the_rest_still_verifies(sealed_office: Proven) -> None:
    whole = sealed_office.dossier()
    name = next(n for n in whole.files if n.endswith("refusal-registered.eml"))
    made = sealed_office.dossier(leave_out=LeaveOut(documents=frozenset({name})))
    assert b"Je refuse." in whole.packed()
    assert b"Je refuse." not in made.packed()
    report = checked(sealed_office, made.packed())
    assert (report.left_out, report.documents) == (whole.left_out + 1, whole.documents - 1)
    assert report.facts == whole.facts


def test_what_is_attached_to_a_mail_is_left_out_with_the_mail(sealed_office: Proven) -> None:
    whole = sealed_office.dossier()
    [attached] = json.loads(whole.files["proof.json"])["attachments"]
    mail = attached["file"].rpartition("-")[0] + ".eml"
    for names in ({attached["file"]}, {attached["file"].rpartition("/")[2], mail}):
        made = sealed_office.dossier(leave_out=LeaveOut(documents=frozenset(names)))
        assert not {attached["file"], mail} & made.files.keys()
        assert made.left_out == whole.left_out + 1
        assert checked(sealed_office, made.packed()).findings == []


def test_a_document_by_its_address_and_one_that_is_not_there(sealed_office: Proven) -> None:
    whole = sealed_office.dossier()
    proof = json.loads(whole.files["proof.json"])
    address = proof["evidence"][1]["address"]
    made = sealed_office.dossier(leave_out=LeaveOut(documents=frozenset({address[:12]})))
    assert made.left_out == whole.left_out + 1
    with pytest.raises(DossierRefused, match="misspelt"):
        sealed_office.dossier(leave_out=LeaveOut(documents=frozenset({"misspelt.eml"})))


def test_all_documents_can_be_left_out(sealed_office: Proven) -> None:
    made = sealed_office.dossier(leave_out=LeaveOut(every_document=True))
    assert not [name for name in made.files if name.startswith("documents/")]
    assert checked(sealed_office, made.packed()).documents == 0


def test_a_provider_who_is_left_out_is_named_nowhere(sealed_office: Proven) -> None:
    """Not in a mail, not in a reason that somebody wrote, not in a PDF that nobody can read."""
    words = words_of(sealed_office.store, PARTY)
    whole = sealed_office.dossier()
    made = sealed_office.dossier(leave_out=LeaveOut(words=words))
    text = made.packed().decode("latin-1").casefold()
    assert "sansregret" in whole.packed().decode("latin-1").casefold()
    for word in ("sansregret", "mathilde", "83456789401", "85.07.30-033.28"):
        assert word not in text
    report = checked(sealed_office, made.packed())
    assert report.withheld == whole.withheld + 1, "the reason of an assignment named her"
    assert PDF not in made.packed()
    assert report.documents == 1, "the circular"


def test_somebody_of_the_office_who_is_left_out_is_named_nowhere(sealed_office: Proven) -> None:
    from journal.register_rows import party_of

    words = words_of(sealed_office.store, party_of("staff", ANNA))
    made = sealed_office.dossier(leave_out=LeaveOut(ids=frozenset({ANNA}), words=words))
    text = made.packed().decode("latin-1")
    assert ANNAS_NAME in sealed_office.dossier().packed().decode("latin-1")
    for word in (ANNA, ANNAS_NAME, "Verlinden"):
        assert word not in text
    report = checked(sealed_office, made.packed())
    assert report.withheld > 1
    assert "avenant.sending-started" in told(made.files)


def mails(office: Proven) -> list[str]:
    """The addresses of the mails in a dossier."""
    proof = json.loads(office.dossier().files["proof.json"])
    return [one["address"] for one in proof["evidence"] if one["file"].endswith(".eml")]


def test_erased_evidence_is_said_to_be_out(any_office: Proven) -> None:
    before = any_office.dossier().left_out
    any_office.store.evidence.empty(mails(any_office))
    report = checked(any_office, any_office.dossier().packed())
    assert report.left_out == before + 3


def test_a_message_in_pieces_is_proven_piece_by_piece(any_office: Proven) -> None:
    from activities.mailbox.keeping import keep_in_pieces
    from domain.mailbox import MessageKept, MessageKind

    kept = keep_in_pieces(any_office.store.evidence, [b"one" * 9, b"two" * 9])
    assert kept.evidence is not None
    any_office.append(
        "mailbox-namur",
        MessageKept(
            on=day("04-21"), id=any_office.office.last[K], mailbox="namur", uidvalidity=1, uid=2,
            sha256=kept.sha256, evidence=kept.evidence, kind=MessageKind.OTHER,
            dispatched_on=None, avenant=K, matched_by="token",
        ),
    )  # fmt: skip
    any_office.seal()
    made = any_office.dossier()
    checked(any_office, made.packed())
    assert sorted(c for n, c in made.files.items() if "piece-" in n) == [b"one" * 9, b"two" * 9]
    assert PIECES in made.files["proof.json"].decode()


def test_what_it_reads_of_the_network_is_the_network_of_the_avenant(sealed_office: Proven) -> None:
    files = sealed_office.dossier().files
    out = json.loads(files["proof.json"])["left_out"]
    assert [one["why"] for one in out] == ["of another avenant"], "what the network signed"
    streams = {one["stream"] for one in json.loads(files["proof.json"])["facts"]}
    assert streams == {
        "convention-K00123",
        f"convention-net-{NAMUR}",
        "circular-2026-001",
        f"intake-{NAMUR}",
        "mailbox-namur",
    }
    manifest = json.loads(files["manifest.json"])
    for one in manifest["files"]:
        assert sha256(files[one["name"]]).hexdigest() == one["sha256"]
