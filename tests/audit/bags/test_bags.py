"""A bag is complete and valid by RFC 8493, and a change anywhere in it is found."""

import random
from collections.abc import Iterator
from hashlib import sha256, sha512
from pathlib import Path

import pytest

from audit.bags.bag import BagWriter, bag_findings, fingerprint_of, is_bag
from audit.bags.files import findings_in, make_bag
from audit.bags.refusals import BagRefused
from audit.dossier.refusals import DossierRefused
from audit.dossier.standalone import FOREIGN
from audit.seals.keys import make_signer
from audit.seals.sealer import Sealer
from tests.audit.dossier.proven import Proven, proven
from tests.audit.office import SECOND, K

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proven]:
    folder = tmp_path_factory.mktemp("office")
    with proven(f"sqlite:///{folder / 'store.db'}", folder) as made:
        yield made


@pytest.fixture(scope="module")
def bag(office: Proven, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of two avenants of one convention."""
    folder = tmp_path_factory.mktemp("bags") / "bag"
    made = make_bag(office.store, office.folder, [K, SECOND], folder)
    assert made.written.fingerprint == fingerprint_of(folder)
    return folder


def listed(file: Path) -> dict[str, str]:
    """A list of hashes, read as the RFC says."""
    lines = (line.split(maxsplit=1) for line in file.read_text(encoding="utf-8").splitlines())
    return {name: hashed for hashed, name in lines}


def test_it_is_as_the_rfc_wants_it(bag: Path) -> None:
    """Section 2: the declaration, a manifest of every file of the payload, and one of the tags."""
    declared = (bag / "bagit.txt").read_text(encoding="utf-8")
    assert declared == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    payload = {p.relative_to(bag).as_posix(): p for p in (bag / "data").rglob("*") if p.is_file()}
    assert listed(bag / "manifest-sha512.txt") == {
        name: sha512(path.read_bytes()).hexdigest() for name, path in payload.items()
    }
    tags = listed(bag / "tagmanifest-sha512.txt")
    assert set(tags) == {"bagit.txt", "bag-info.txt", "manifest-sha512.txt"}
    info = dict(
        line.split(": ", 1) for line in (bag / "bag-info.txt").read_text("utf-8").splitlines()
    )
    size = sum(path.stat().st_size for path in payload.values())
    assert info["Payload-Oxum"] == f"{size}.{len(payload)}"
    assert info["Internal-Sender-Description"].startswith("A rehearsal")


def test_each_file_in_it_verifies_by_itself(bag: Path, office: Proven) -> None:
    assert list(findings_in(bag, frozenset({office.public}))) == []
    assert {path.name for path in (bag / "data").iterdir()} == {K, SECOND}
    assert (bag / "data" / K / "trail-fr.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert not (bag / "data" / K / "trail-nl.pdf").exists(), "in the language of the convention"
    others = {found.what for found in findings_in(bag, frozenset({"0" * 64}))}
    assert others == {"signed by a key that is not the one to believe"}


def test_a_changed_byte_in_any_file_of_it_is_found(bag: Path) -> None:
    drawn = random.Random(8493)
    for path in sorted(p for p in bag.rglob("*") if p.is_file()):
        content = path.read_bytes()
        at = drawn.randrange(len(content))
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        found = {one.where for one in bag_findings(bag)}
        told = fingerprint_of(bag)
        path.write_bytes(content)
        name = path.relative_to(bag).as_posix()
        if name == "tagmanifest-sha512.txt":
            assert found or told != fingerprint_of(bag)
        else:
            assert name in found
    assert list(bag_findings(bag)) == []


def test_a_file_that_is_added_or_gone_is_found(bag: Path) -> None:
    more, gone = bag / "data" / "more.txt", bag / "data" / K / "verify.py"
    more.write_text("more")
    kept = gone.read_bytes()
    gone.unlink()
    found = {one.where: one.what for one in bag_findings(bag)}
    more.unlink()
    gone.write_bytes(kept)
    assert found == {
        "data/more.txt": "file that is not listed",
        f"data/{K}/verify.py": "file missing",
    }


def test_nothing_is_there_until_all_of_it_is(office: Proven, tmp_path: Path) -> None:
    with pytest.raises(LookupError):
        make_bag(office.store, office.folder, [K, "2026-001.K99999"], tmp_path / "bag")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "bag").mkdir()
    with pytest.raises(BagRefused, match="there already"):
        make_bag(office.store, office.folder, [K], tmp_path / "bag")
    assert not is_bag(tmp_path / "bag")


@pytest.mark.parametrize("name", [".", "..", "/", "a" * 300])
def test_what_cannot_be_the_name_of_a_new_folder_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BagRefused):
        BagWriter(Path(name))
    assert list(tmp_path.iterdir()) == []


def test_whoever_believes_an_older_key_is_led_to_the_one_that_signed(tmp_path: Path) -> None:
    """As with a dossier alone, and without our folder of seals."""
    with proven(f"sqlite:///{tmp_path / 'store.db'}", tmp_path) as office:
        old, new = make_signer(office.key), make_signer(tmp_path / "new.key")
        Sealer(office.store, office.folder, [old, new]).rotate(new)
        make_bag(office.store, office.folder, [K], tmp_path / "bag")
    for key in (old.key, new.key):
        assert list(findings_in(tmp_path / "bag", frozenset({key}))) == []
    assert [one.what for one in findings_in(tmp_path / "bag", frozenset({"0" * 64}))] == [FOREIGN]
    told = (tmp_path / "bag" / "bag-info.txt").read_text("utf-8")
    assert f"External-Description: The file of avenant {K}\n" in told


def test_a_fact_that_is_not_sealed_stops_it(any_office: Proven, tmp_path: Path) -> None:
    any_office.office.on("05-02").accept(K)
    with pytest.raises(DossierRefused, match="not sealed"):
        make_bag(any_office.store, any_office.folder, [K], tmp_path / "bag")
    any_office.seal()
    make_bag(any_office.store, any_office.folder, [K], tmp_path / "bag")
    assert list(findings_in(tmp_path / "bag", frozenset({any_office.public}))) == []


def test_the_fingerprint_names_all_of_it(tmp_path: Path) -> None:
    writer = BagWriter(tmp_path / "bag")
    writer.put("a/b.txt", b"one")
    written = writer.finish({"Bagging-Date": "2036-01-01"})
    tags = (tmp_path / "bag" / "tagmanifest-sha512.txt").read_bytes()
    assert written.fingerprint == sha256(tags).hexdigest()
    assert (written.files, written.size) == (1, 3)


@pytest.fixture
def any_office(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proven]:
    """The office on each database in turn."""
    with proven(url, tmp_path_factory.mktemp("any")) as made:
        yield made
