"""One byte that is changed anywhere, or a hand that knows what it does: both verifiers say so."""

import json
import random
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from audit.dossier.standalone import (
    Report,
    canonical,
    examined,
    leaf_of,
    main,
    packed,
    root_from,
    unpacked,
)
from audit.seals.keys import make_signer
from audit.seals.leaves import leaf_of as leaf_as_sealed
from audit.seals.merkle import Frontier, inclusion_ranges, path_of, peaks_of, subtrees_of
from tests.audit.dossier.proven import Proven
from tests.interfaces.cli_office import run

pytestmark = pytest.mark.slow

TIMES = 500


@pytest.fixture(scope="module")
def dossier(sealed_office: Proven) -> bytes:
    """The file as it is handed over."""
    return sealed_office.dossier().packed()


def verdict(content: bytes) -> int:
    """How many things do not hold."""
    try:
        return len(examined(unpacked(content)).findings)
    except ValueError:
        return 1


def flipped(content: bytes, at: int, by: int = 1) -> bytes:
    return content[:at] + bytes([content[at] ^ by]) + content[at + 1 :]


def starts(content: bytes) -> dict[str, int]:
    """Where the content of each file begins."""
    return {name: content.index(inner) for name, inner in unpacked(content).items()}


def test_a_changed_byte_at_every_file_is_found(dossier: bytes) -> None:
    drawn = random.Random(4)
    for name, inner in unpacked(dossier).items():
        start = starts(dossier)[name]
        for at in {0, len(inner) - 1, drawn.randrange(len(inner))}:
            assert verdict(flipped(dossier, start + at)), (name, at)


def test_a_changed_byte_anywhere_is_found_five_hundred_times(dossier: bytes) -> None:
    drawn = random.Random(500)
    assert verdict(dossier) == 0
    for _ in range(TIMES):
        at, by = drawn.randrange(len(dossier)), drawn.randrange(1, 256)
        assert verdict(flipped(dossier, at, by)), (at, by)


def test_every_byte_that_is_of_no_file_is_looked_at(dossier: bytes) -> None:
    """Heads, directory and end of the ZIP file: programs that unpack overlook most of them."""
    within = bytearray(len(dossier))
    for name, inner in unpacked(dossier).items():
        at = starts(dossier)[name]
        within[at : at + len(inner)] = b"\1" * len(inner)
    outside = [at for at, inside in enumerate(within) if not inside]
    assert len(outside) > 2000
    for at in outside:
        with pytest.raises(ValueError, match=r"\w"):
            unpacked(flipped(dossier, at))


def test_bytes_added_or_cut_are_found(dossier: bytes) -> None:
    for content in (
        dossier + b"\0",
        dossier[:-1],
        b"\0" + dossier,
        b"",
        dossier[: len(dossier) // 2],
    ):
        assert verdict(content)


def forged(dossier: bytes, change: Callable[[dict[str, bytes], Any], None]) -> Report:
    """What is found where somebody changes files and the proof, and lists everything anew."""
    files = unpacked(dossier)
    proof = json.loads(files["proof.json"])
    change(files, proof)
    files["proof.json"] = canonical(proof)
    said = json.loads(files.pop("manifest.json"))
    del files["manifest.sha256"]
    said["files"] = [
        {"name": name, "size": len(content), "sha256": sha256(content).hexdigest()}
        for name, content in files.items()
    ]
    files["manifest.json"] = canonical(said)
    hashed = sha256(files["manifest.json"]).hexdigest()
    files["manifest.sha256"] = f"{hashed}  manifest.json\n".encode()
    return examined(unpacked(packed(files)))


def another_day(files: dict[str, bytes], proof: Any) -> None:
    name = proof["facts"][-1]["file"]
    files[name] = files[name].replace(b"2026-04-02", b"2026-04-12")


def another_letter(files: dict[str, bytes], proof: Any) -> None:
    name = next(one["file"] for one in proof["evidence"] if one["file"].endswith(".eml"))
    files[name] += b"PS: I accept."


def another_attachment(files: dict[str, bytes], proof: Any) -> None:
    files[proof["attachments"][0]["file"]] += b"%"
    proof["attachments"][0]["sha256"] = sha256(files[proof["attachments"][0]["file"]]).hexdigest()


def a_letter_slipped_in(files: dict[str, bytes], proof: Any) -> None:
    files["documents/new.txt"] = b"I accept."
    proof["evidence"].append(
        {
            "address": sha256(b"s" + b"I accept.").hexdigest(),
            "salt": b"s".hex(),
            "file": "documents/new.txt",
            "media_type": "text/plain",
        }
    )


def a_letter_without_a_proof(files: dict[str, bytes], proof: Any) -> None:
    files["documents/new.txt"] = b"I accept."


def a_letter_taken_away(files: dict[str, bytes], proof: Any) -> None:
    one = next(one for one in proof["evidence"] if one["file"].endswith("registered.eml"))
    proof["evidence"].remove(one)
    del files[one["file"]]


def a_fact_taken_away(files: dict[str, bytes], proof: Any) -> None:
    one = next(
        one
        for one in proof["facts"]
        if one["stream"] == "convention-K00123" and "file" in one and one["version"] > 1
    )
    proof["facts"].remove(one)
    del files[one["file"]]
    lines = [n for n in json.loads(files["trail.json"]) if n["position"] != one["position"]]
    files["trail.json"] = canonical(lines)


def facts_that_change_places(files: dict[str, bytes], proof: Any) -> None:
    a, b = proof["facts"][0], proof["facts"][1]
    a["file"], b["file"] = b["file"], a["file"]


def facts_in_another_order(files: dict[str, bytes], proof: Any) -> None:
    proof["facts"].reverse()


def another_path(files: dict[str, bytes], proof: Any) -> None:
    proof["facts"][0]["path"][0] = "0" * 64


def a_day_in_the_trail(files: dict[str, bytes], proof: Any) -> None:
    lines = json.loads(files["trail.json"])
    lines[-1]["effective_on"] = "2026-12-31"
    files["trail.json"] = canonical(lines)


def a_line_taken_out_of_the_trail(files: dict[str, bytes], proof: Any) -> None:
    lines = json.loads(files["trail.json"])
    files["trail.json"] = canonical(lines[:-1])


def an_instant_of_the_seal(files: dict[str, bytes], proof: Any) -> None:
    said = json.loads(files["checkpoint.json"])
    said["checkpoint"]["sealed_at"] = "2027-01-01T00:00:00+01:00"
    files["checkpoint.json"] = canonical(said)


def a_position_that_is_no_number(files: dict[str, bytes], proof: Any) -> None:
    proof["facts"][0]["position"] = "first"


def a_position_beyond_any_number(files: dict[str, bytes], proof: Any) -> None:
    proof["facts"][0]["position"] = 10**30


def a_number_without_end(files: dict[str, bytes], proof: Any) -> None:
    number = json.loads(files["checkpoint.json"])["checkpoint"]["number"]
    was = f'"number":{number},'.encode()
    files["checkpoint.json"] = files["checkpoint.json"].replace(was, b'"number":1e999,')


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (another_day, "not what was sealed"),
        (another_letter, "not the document of its address"),
        (another_attachment, "not what went with a message"),
        (a_letter_slipped_in, "a document that no fact names"),
        (a_letter_without_a_proof, "file without a proof"),
        (a_letter_taken_away, "a document that a fact names is not here"),
        (a_fact_taken_away, "a fact is missing"),
        (facts_that_change_places, "not what was sealed"),
        (facts_in_another_order, "out of its order"),
        (another_path, "not what was sealed"),
        (a_day_in_the_trail, "told of a fact that is not here"),
        (a_line_taken_out_of_the_trail, "a fact that is here is not told"),
        (an_instant_of_the_seal, "not signed by its key"),
        (a_position_that_is_no_number, "unreadable"),
        (a_position_beyond_any_number, "unreadable"),
        (a_number_without_end, "unreadable"),
    ],
)
def test_who_lists_everything_anew_is_found_by_the_seal(
    dossier: bytes, change: Callable[[dict[str, bytes], Any], None], what: str
) -> None:
    assert what in [one.what for one in forged(dossier, change).findings]


def test_what_stands_in_a_dossier_does_not_steer_the_terminal(
    dossier: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else a name could wipe the findings away and write that everything holds."""
    files = unpacked(dossier)
    said = json.loads(files["manifest.json"])
    said["files"].append({"name": "\x1b[2J\ud800Everything holds.", "sha256": "", "size": 0})
    files["manifest.json"] = canonical(said)
    folder = tmp_path / "dossier"
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    assert main([str(folder)]) == 5
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert "\\x1b[2J" in told
    ours = run("verify", folder)
    assert ours.code == 5
    assert "\x1b" not in ours.said


def test_a_checkpoint_of_somebody_else_is_found_by_the_key(
    dossier: bytes, sealed_office: Proven, tmp_path: Path
) -> None:
    """Who signs anew with a key of their own passes for nobody who knows the right one."""
    other = make_signer(tmp_path / "other.key")

    def sign(files: dict[str, bytes], _proof: Any) -> None:
        one = json.loads(files["checkpoint.json"])["checkpoint"] | {"key": other.key}
        signature = other.sign(b"avenants/checkpoint/1\n" + canonical(one)[:-1])
        files["checkpoint.json"] = canonical({"checkpoint": one, "signature": signature})

    assert forged(dossier, sign).findings == []
    files = unpacked(dossier)
    assert examined(files, sealed_office.public).findings == []
    assert examined(files, other.key).findings != []


def test_the_small_program_reckons_as_the_sealer_does() -> None:
    for size in range(1, 33):
        rows = [
            (n + 1, 1, b"convention-K00001", b"avenant.sent/2", b"{%d}" % n) for n in range(size)
        ]
        leaves = [leaf_as_sealed(row) for row in rows]
        tree = Frontier()
        for index in range(size):
            ranges = inclusion_ranges(index, size)
            tree = Frontier()
            known = tree.extend(leaves, subtrees_of(ranges))
            known |= dict(zip(peaks_of(0, size), tree.peaks, strict=True))
            path = list(path_of(ranges, known))
            one = {"position": index + 1, "version": 1, "stream": "convention-K00001"}
            leaf = leaf_of(one | {"topic": "avenant.sent/2"}, rows[index][4])
            assert leaf == leaves[index]
            assert root_from(leaf, index, size, path) == tree.root


# -- as it is used ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages with `cryptography`, what it needs, and nothing else."""
    folder = tmp_path_factory.mktemp("bare")
    for name in ("cryptography", "_cffi_backend", "cffi", "pycparser"):
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            continue
        origin = Path(spec.origin)
        source = origin.parent if spec.submodule_search_locations else origin
        (folder / source.name).symlink_to(source)
    return folder


def alone(bare: Path, program: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the program of a dossier where nothing but Python and `cryptography` is to be had."""
    code = (
        "import runpy, sys; sys.path.append(sys.argv.pop(1)); sys.argv.pop(0);"
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, bare, program, *map(str, arguments)],
        capture_output=True, text=True, timeout=60, cwd=bare, check=False,
    )  # fmt: skip


def test_on_a_machine_with_python_and_cryptography_alone_it_verifies(
    dossier: bytes, sealed_office: Proven, bare: Path, tmp_path: Path
) -> None:
    file, folder = tmp_path / "d.zip", tmp_path / "unpacked"
    file.write_bytes(dossier)
    shutil.unpack_archive(file, folder)
    program = folder / "verify.py"
    done = alone(bare, program, file, "--key", sealed_office.public)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert "Tout tient." in done.stdout
    assert alone(bare, program).returncode == 0, "unpacked, beside the program"
    assert "--key" in alone(bare, program, file).stdout
    file.write_bytes(flipped(dossier, starts(dossier)["trail-fr.txt"] + 5))
    broken = alone(bare, program, file)
    assert (broken.returncode, broken.stdout.count("DAS HÄLT NICHT STAND")) == (5, 1)
    assert "trail-fr.txt" in broken.stdout
    file.write_bytes(b"no dossier")
    assert alone(bare, program, file).returncode == 5
    assert alone(bare, program, tmp_path / "nowhere.zip").returncode == 2
    assert alone(bare, program, "--key", "not a key").returncode == 2


def test_the_same_at_our_own_terminal(
    dossier: bytes, sealed_office: Proven, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AVENANT_DATA", str(tmp_path / "nobody"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    file = tmp_path / "d.zip"
    file.write_bytes(dossier)
    key = sealed_office.key
    done = run("verify", file, "--trusted", key)
    assert done.code == 0, done.said
    assert run("verify", file).code == 3, "no key is believed"
    kept = next(sealed_office.folder.path.glob("*.json"))
    assert run("verify", file, "--trusted", key, "--against", kept).code == 0
    assert run("verify", file, "--trusted", key, "--format", "json").json["findings"] == []
    drawn = random.Random(7)
    for _ in range(6):
        file.write_bytes(flipped(dossier, drawn.randrange(len(dossier))))
        assert run("verify", file, "--trusted", key).code == 5
        assert main([str(file)]) == 5
    other = make_signer(tmp_path / "other.key")
    assert other.key != sealed_office.public
    file.write_bytes(dossier)
    assert run("verify", file, "--trusted", tmp_path / "other.key").code == 5
    assert run("verify", tmp_path / "nowhere.zip").code == 4
    assert not (tmp_path / "nobody").exists(), "a dossier needs no store"


def test_the_program_in_the_dossier_is_the_one_that_is_tested(
    dossier: bytes, tmp_path: Path
) -> None:
    program = tmp_path / "verify.py"
    program.write_bytes(unpacked(dossier)["verify.py"])
    names = runpy.run_path(str(program))
    assert names["canonical"]({"b": 1, "a": [2]}) == b'{"a":[2],"b":1}\n'
    assert len(program.read_text().splitlines()) < 560
