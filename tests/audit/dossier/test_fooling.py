"""Who changes a dossier with care, and lists everything anew, is told what they did."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from audit.dossier.standalone import PIECES, Report, canonical, examined, main, packed, unpacked
from audit.seals.keys import make_signer
from domain.mailbox import MessageAssigned, MessageKept, MessageKind
from tests.audit.dossier.proven import Proven, mail, proven
from tests.audit.office import ANNA, K, day

pytestmark = pytest.mark.slow

FORGED = b"I accept, with all my heart."
SALT = b"\x07" * 32
ADDRESS = sha256(SALT + FORGED).hexdigest()
"""Of a letter that was never sent, chosen long before."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proven]:
    """With a mail in which somebody had the foresight to write that address, in quotation marks."""
    folder = tmp_path_factory.mktemp("office")
    with proven(f"sqlite:///{folder / 'store.db'}", folder) as made:
        number = uuid4()
        content = mail("Re", f'"{ADDRESS}"')
        made.append(
            "mailbox-namur",
            MessageKept(
                on=day("04-21"), id=number, mailbox="namur", uidvalidity=1, uid=2, sha256="2" * 64,
                evidence=made.store.evidence.put(content, "message/rfc822"),
                kind=MessageKind.OTHER, dispatched_on=None, avenant=None, matched_by="none",
            ),
            MessageAssigned(
                on=day("04-21"), mailbox="namur", message=number, avenant=K, reason="-", by=ANNA,
            ),
        )  # fmt: skip
        made.seal()
        yield made


@pytest.fixture(scope="module")
def dossier(office: Proven) -> dict[str, bytes]:
    return unpacked(office.dossier().packed())


def listed_anew(files: dict[str, bytes], **said: Any) -> dict[str, bytes]:
    """The files with a list that fits them."""
    manifest = json.loads(files["manifest.json"]) | said
    rest = {name: one for name, one in files.items() if not name.startswith("manifest.")}
    manifest["files"] = [
        {"name": name, "size": len(content), "sha256": sha256(content).hexdigest()}
        for name, content in rest.items()
    ]
    written = canonical(manifest)
    hashed = f"{sha256(written).hexdigest()}  manifest.json\n".encode()
    return {**rest, "manifest.json": written, "manifest.sha256": hashed}


def found(files: dict[str, bytes], key: str | None = None) -> list[str]:
    return [one.what for one in examined(files, key).findings]


Change = Callable[[dict[str, bytes], Any], None]


def forged(dossier: dict[str, bytes], change: Change, **said: Any) -> list[str]:
    files = dict(dossier)
    proof = json.loads(files["proof.json"])
    change(files, proof)
    files.setdefault("proof.json", b"")
    if files["proof.json"] == dossier["proof.json"]:
        files["proof.json"] = canonical(proof)
    return found(listed_anew(files, **said))


def test_the_dossier_itself_holds(dossier: dict[str, bytes], office: Proven) -> None:
    assert found(listed_anew(dossier), office.public) == []


# -- what is added ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["letter.pdf", "Documents/00000001-letter.pdf", "documents2/a.pdf", "facts2/a.json",
     "README-en.txt", "trail-xx.txt", "README-FR.TXT", "Proof.json"],
)  # fmt: skip
def test_a_file_that_nothing_proves_is_found_wherever_it_lies(
    dossier: dict[str, bytes], name: str
) -> None:
    assert found(listed_anew({**dossier, name: FORGED})) != []


def a_letter(files: dict[str, bytes], proof: Any) -> str:
    name = "documents/00000099-refusal-registered.txt"
    files[name] = FORGED
    proof["evidence"].append(
        {"address": ADDRESS, "salt": SALT.hex(), "file": name, "media_type": "text/plain"}
    )
    return name


def a_letter_by_a_mail_that_passes_for_a_list(files: dict[str, bytes], proof: Any) -> None:
    a_letter(files, proof)
    for one in proof["evidence"]:
        if ADDRESS.encode() in files[one["file"]]:
            one["media_type"] = PIECES


def a_line_of_no_fact(files: dict[str, bytes], _: Any) -> None:
    lines = json.loads(files["trail.json"])
    nothing = dict.fromkeys(("event_id", "recorded_at", "by", "type", "effective_on"))
    lines.append({**nothing, "position": 999_999, "sentences": {"fr": "Le refus est retiré."}})
    files["trail.json"] = canonical(lines)


def a_line_twice(files: dict[str, bytes], _: Any) -> None:
    lines = json.loads(files["trail.json"])
    lines.append(lines[-1] | {"sentences": {"fr": "Le refus est retiré."}})
    files["trail.json"] = canonical(lines)


def lines_in_another_order(files: dict[str, bytes], _: Any) -> None:
    files["trail.json"] = canonical(json.loads(files["trail.json"])[::-1])


def a_remark_in_the_trail(files: dict[str, bytes], _: Any) -> None:
    lines = json.loads(files["trail.json"])
    lines[0]["remark"] = "all of this is wrong"
    files["trail.json"] = canonical(lines)


def a_remark_in_the_proof(_: dict[str, bytes], proof: Any) -> None:
    proof["facts"][0]["remark"] = "forged"


def a_remark_in_the_checkpoint(files: dict[str, bytes], _: Any) -> None:
    said = json.loads(files["checkpoint.json"])
    files["checkpoint.json"] = canonical(said | {"remark": "valid until 2030"})


# -- what is taken for something else ---------------------------------------------------------


def letters_that_change_their_names(files: dict[str, bytes], proof: Any) -> None:
    """The refusal lies there as what the office had sent, and the other way round."""
    one, two = (
        one for one in proof["evidence"] if one["file"].endswith(("ed.eml", "-started.eml"))
    )
    one["file"], two["file"] = two["file"], one["file"]
    files[one["file"]], files[two["file"]] = files[two["file"]], files[one["file"]]


def a_refusal_that_is_called_an_acceptance(files: dict[str, bytes], proof: Any) -> None:
    one = next(one for one in proof["evidence"] if "refusal-registered" in one["file"])
    name = one["file"].replace("refusal", "acceptance")
    files[name] = files.pop(one["file"])
    one["file"] = name


def a_fact_that_is_called_after_another(files: dict[str, bytes], proof: Any) -> None:
    one = next(one for one in proof["facts"] if "file" in one)
    files["facts/00000098.json"] = files.pop(one["file"])
    one["file"] = "facts/00000098.json"


def a_signature_in_capitals(files: dict[str, bytes], _: Any) -> None:
    said = json.loads(files["checkpoint.json"])
    files["checkpoint.json"] = canonical(said | {"signature": said["signature"].upper()})


def a_path_with_spaces(_: dict[str, bytes], proof: Any) -> None:
    proof["facts"][0]["path"][0] = " " + proof["facts"][0]["path"][0]


def a_salt_in_capitals(_: dict[str, bytes], proof: Any) -> None:
    proof["evidence"][0]["salt"] = proof["evidence"][0]["salt"].upper()


# -- numbers and proofs -----------------------------------------------------------------------


def with_entry(**said: object) -> Change:
    def change(_: dict[str, bytes], proof: Any) -> None:
        withheld = next(one for one in proof["facts"] if "leaf" in one)
        withheld.update(said)

    return change


def a_version_that_is_only_as_good_as_one(_: dict[str, bytes], proof: Any) -> None:
    proof["facts"][0]["version"] = True


def a_shorter_path(_: dict[str, bytes], proof: Any) -> None:
    proof["facts"][0]["path"].pop()


def a_longer_path(_: dict[str, bytes], proof: Any) -> None:
    proof["facts"][0]["path"].append("0" * 64)


def no_proofs_at_all(_: dict[str, bytes], proof: Any) -> None:
    proof["facts"] = []


def endless_nesting(files: dict[str, bytes], _: Any) -> None:
    files["proof.json"] = b"[" * 100_000 + b"]" * 100_000 + b"\n"


def a_member_twice(files: dict[str, bytes], _: Any) -> None:
    """The first one is read by a person, the last one by a program."""
    files["checkpoint.json"] = files["checkpoint.json"].replace(
        b'"number":', b'"number":99,"number":', 1
    )


def in_other_letters(files: dict[str, bytes], _: Any) -> None:
    """The same JSON in UTF-16."""
    files["checkpoint.json"] = files["checkpoint.json"].decode().encode("utf-16")


@pytest.mark.parametrize(
    "change",
    [
        a_letter_by_a_mail_that_passes_for_a_list,
        a_line_of_no_fact,
        a_line_twice,
        lines_in_another_order,
        a_remark_in_the_trail,
        a_remark_in_the_proof,
        a_remark_in_the_checkpoint,
        letters_that_change_their_names,
        a_refusal_that_is_called_an_acceptance,
        a_fact_that_is_called_after_another,
        a_signature_in_capitals,
        a_path_with_spaces,
        a_salt_in_capitals,
        with_entry(position=float("nan")),
        with_entry(position=10**40),
        with_entry(position=-1),
        with_entry(index=10**40),
        with_entry(index=1.0),
        with_entry(version=True),
        with_entry(version="2"),
        a_version_that_is_only_as_good_as_one,
        with_entry(leaf="\u0661" * 64),
        with_entry(stream="convention-K\uff10\uff10123"),
        a_shorter_path,
        a_longer_path,
        no_proofs_at_all,
        endless_nesting,
        a_member_twice,
        in_other_letters,
    ],
)
def test_what_is_forged_with_care_is_found(dossier: dict[str, bytes], change: Change) -> None:
    assert forged(dossier, change) != []


# -- another avenant, another store, another key ----------------------------------------------


def without_the_first_sending(files: dict[str, bytes], proof: Any) -> None:
    one = next(
        one for one in proof["facts"] if "file" in one and b"avenant.sent" in files[one["file"]]
    )
    proof["facts"].remove(one)
    del files[one["file"]]
    lines = [n for n in json.loads(files["trail.json"]) if n["position"] != one["position"]]
    files["trail.json"] = canonical(lines)


def test_an_avenant_that_no_fact_is_about_hides_no_missing_fact(dossier: dict[str, bytes]) -> None:
    """Its name goes on as the facts go on: so their bytes have it, and no stream is called so."""
    told = next(one for name, one in dossier.items() if f'"avenant":"{K}","'.encode() in one)
    rest = told.split(b'"avenant":"')[1].decode()
    name = rest[: rest.index('"', len(K) + 3)]
    assert f'"avenant":"{name}"'.encode() in told
    assert "a fact is missing" in forged(dossier, without_the_first_sending)
    assert forged(dossier, without_the_first_sending, avenant=name) != []


def nothing(_files: dict[str, bytes], _proof: Any) -> None:
    """Change nothing."""


@pytest.mark.parametrize(
    "name", ["", "2026-001.K00124", "2026-001.k00123", "2026-001.K00123 ", "2026-001.\u212a00123"]
)
def test_another_avenant_is_found(dossier: dict[str, bytes], name: str) -> None:
    assert forged(dossier, nothing, avenant=name) != []


def test_the_facts_of_one_store_do_not_stand_under_the_seal_of_another(
    dossier: dict[str, bytes], tmp_path: Path
) -> None:
    with proven(f"sqlite:///{tmp_path / 'other.db'}", tmp_path) as other:
        theirs = unpacked(other.dossier().packed())
    files = {**dossier, "checkpoint.json": theirs["checkpoint.json"]}
    assert "not what was sealed" in found(listed_anew(files))


def signed_by_another(dossier: dict[str, bytes], folder: Path, **said: Any) -> dict[str, bytes]:
    other = make_signer(folder / "other.key")
    one = json.loads(dossier["checkpoint.json"])["checkpoint"] | said | {"key": other.key}
    signature = other.sign(b"avenants/checkpoint/1\n" + canonical(one)[:-1])
    content = canonical({"checkpoint": one, "signature": signature})
    return listed_anew({**dossier, "checkpoint.json": content})


def test_a_key_that_nobody_knows_is_said(
    dossier: dict[str, bytes], office: Proven, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = signed_by_another(dossier, tmp_path)
    assert found(files, office.public) == ["signed by a key that is not the one to believe"]
    (tmp_path / "d.zip").write_bytes(packed(files))
    assert main([str(tmp_path / "d.zip")]) == 0
    assert "compare the key above" in capsys.readouterr().out


def test_who_signs_alone_does_not_steer_the_terminal_either(
    dossier: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else the remark that no key was given could be wiped away."""
    files = signed_by_another(dossier, tmp_path, sealed_at="2026\x1b[2J\x1b[8m")
    (tmp_path / "d.zip").write_bytes(packed(files))
    assert main([str(tmp_path / "d.zip")]) == 5
    assert "\x1b" not in capsys.readouterr().out


# -- the list and the archive -----------------------------------------------------------------


def test_a_list_that_names_a_file_twice_is_found(dossier: dict[str, bytes]) -> None:
    files = listed_anew(dossier)
    said = json.loads(files["manifest.json"])
    said["files"].insert(0, said["files"][0] | {"sha256": "0" * 64})
    files["manifest.json"] = canonical(said)
    hashed = f"{sha256(files['manifest.json']).hexdigest()}  manifest.json\n".encode()
    assert found({**files, "manifest.sha256": hashed}) != []


def zipped(files: list[tuple[str, bytes]], how: int, remark: bytes = b"") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", how) as archive:
        archive.comment = remark
        for name, content in files:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = how
            archive.writestr(info, content)
    return held.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_only_the_archive_that_was_written_is_taken(dossier: dict[str, bytes]) -> None:
    every = list(dossier.items())
    ours = packed(dossier)
    for content in (
        zipped(every, zipfile.ZIP_STORED),
        zipped(every, zipfile.ZIP_DEFLATED),
        zipped([*every, every[0]], zipfile.ZIP_STORED),
        zipped([("README-fr.txt", FORGED), *every], zipfile.ZIP_STORED),
        ours + ours,
        ours + zipped([("README-fr.txt", FORGED)], zipfile.ZIP_STORED),
        zipped([("README-fr.txt", FORGED)], zipfile.ZIP_STORED) + ours,
        ours[:-2] + b"\x03\x00" + b"abc",
        packed({**dossier, "a/../verify.py": FORGED}),
        packed({**dossier, "/etc/passwd": FORGED}),
        packed({**dossier, "C:": FORGED}),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            unpacked(content)


def test_what_lies_beside_the_files_of_a_folder_is_found(
    dossier: dict[str, bytes], tmp_path: Path
) -> None:
    for name, content in dossier.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert main([str(tmp_path)]) == 0
    (tmp_path / "documents" / "00000001-\u0430.pdf").write_bytes(FORGED)
    assert main([str(tmp_path)]) == 5


def test_a_bit_of_what_is_proven_that_is_changed_and_listed_anew_is_found(
    dossier: dict[str, bytes],
) -> None:
    """In the facts, the documents and the seal every bit counts."""
    proven_ones = [n for n in dossier if n.startswith(("facts/", "documents/", "checkpoint.json"))]
    for name in proven_ones:
        content = dossier[name]
        for at in {0, len(content) // 3, len(content) // 2, len(content) - 1}:
            changed = content[:at] + bytes([content[at] ^ 0x20]) + content[at + 1 :]
            assert found(listed_anew({**dossier, name: changed})) != [], (name, at)


def test_what_a_report_says_of_a_dossier_that_holds_is_plain(dossier: dict[str, bytes]) -> None:
    report: Report = examined(dossier)
    assert report.findings == []
    assert all(str(one).isprintable() for one in vars(report).values())
