"""A typst document that says, asks or does what it may not is an error, with its line."""

import shutil
from pathlib import Path

import pytest

from domain.templates import DocumentSource
from domain.values import Language
from interfaces.circulars.document_specimens import trials
from interfaces.circulars.document_trials import tried
from interfaces.circulars.folder import read_circular
from interfaces.circulars.problems import Problem, Severity

pytestmark = pytest.mark.slow

REAL = Path(__file__).parents[2] / "circulars" / "2026-001"
PROVIDER, NETWORK = "documents/fr/provider_avenant.typ", "documents/nl/network_avenant.typ"
HOUSE, LETTER = "documents/house.typ", "documents/letter.typ"
USUAL = frozenset(problem.message for problem in read_circular(REAL).problems)


class Folder:
    """A copy of the real circular whose documents are spoiled."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(REAL, root)

    def append(self, file: str, line: str) -> int:
        """Add a line at the end of a document; its number."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}{line}\n", encoding="utf-8")
        return text.count("\n") + 1

    def change(self, file: str, old: str, new: str) -> int:
        """Replace every occurrence; the line of the first."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def found(self) -> list[Problem]:
        """What `check` finds beyond what it says of the real circular."""
        check = read_circular(self.root)
        new = [problem for problem in check.problems if problem.message not in USUAL]
        if any(problem.severity is Severity.ERROR for problem in new):
            assert check.circular is None
        assert all(problem.remedy for problem in new)
        return new


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "circular")


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        # beyond its data
        (PROVIDER, '#import "@preview/cetz:0.3.0": *', "import has no place"),
        (PROVIDER, '#import ("@pre" + "view/x:1.0.0"): *', "import has no place"),
        (PROVIDER, '#include "/etc/passwd"', "include has no place"),
        (PROVIDER, '#let a = eval("1", mode: "code")', "eval has no place"),
        (PROVIDER, '#plugin("x.wasm")', "plugin has no place"),
        (PROVIDER, '#(dictionary(std).at("ev" + "al"))("im" + "port")', "std has no place"),
        (HOUSE, "#let all = std", "std has no place"),
        (PROVIDER, '#sys.inputs.at("data")', "sys has no place"),
        (HOUSE, "#let other = sys.inputs", "sys has no place"),
        (PROVIDER, '#read("/etc/passwd")', "read reads a file"),
        (PROVIDER, '#read("../../../../etc/passwd")', "read reads a file"),
        (PROVIDER, '#image("logo.png")', "image reads a file"),
        (PROVIDER, '#json("x.json")', "json reads a file"),
        (HOUSE, '#let passwords = csv("/etc/passwd")', "csv reads a file"),
        (PROVIDER, '#let r = read\n#r("/etc/passwd")', "file not found"),
        # fields
        (PROVIDER, "#data.nobody", "unknown field data.nobody"),
        (PROVIDER, "#data.budget.total", "unknown field data.budget"),
        (NETWORK, "#data.provider.name", "unknown field data.provider"),
        (PROVIDER, "#if false { data.nobody }", "unknown field data.nobody"),
        (PROVIDER, "#data.b4.street", "data.b4 has no part street"),
        (PROVIDER, "#data.reference.Et", "cannot access fields"),
        (PROVIDER, '#data.at("no" + "body")', "unknown field data.at"),
        (PROVIDER, "#data.articles.first().nobody", 'does not contain key "nobody"'),
        # what typst itself finds
        (PROVIDER, "#if {", "unclosed delimiter"),
        (PROVIDER, "#nobody()", "unknown variable: nobody"),
        (PROVIDER, "#while true {}", "condition is always true"),
        (PROVIDER, "#let f(x) = f(x + 1)\n#f(1)", "maximum function call depth exceeded"),
        (PROVIDER, "中", "no font at hand has U+4E2D"),
        (LETTER, "#data.letter.nobody", "data.letter has no part nobody"),
    ],
)
def test_what_a_document_may_not_is_told_with_file_and_line(
    folder: Folder, file: str, line: str, said: str
) -> None:
    number = folder.append(file, line)
    found = folder.found()
    about = [problem for problem in found if said in problem.message]
    assert about, found
    assert about[0].severity is Severity.ERROR
    assert about[0].file == file
    assert number <= about[0].line <= number + 1 or "no font" in said
    assert not any(str(folder.root.parent) in str(problem) for problem in found)


@pytest.mark.parametrize(
    ("file", "field", "instead"),
    [
        (NETWORK, "data.budget.total", "data.reference"),
        (NETWORK, "data.budget.missions", "data.articles"),
        (NETWORK, "data.entry_into_force", "data.sent_on"),
        (PROVIDER, "data.articles", "data.provider.address"),
        (PROVIDER, "data.coordinated_version_address", "data.reference"),
        (PROVIDER, "data.network_kind", "data.party_kind"),
        (HOUSE, "data.specimen", "data.rehearsal"),
        (HOUSE, "data.rehearsal", "data.specimen"),
        (LETTER, "data.letter", "data.covering"),
    ],
)
def test_what_a_document_must_say_and_never_names_is_told(
    folder: Folder, file: str, field: str, instead: str
) -> None:
    """A field that this kind of document must print is not left out by mistake."""
    folder.change(file, field, instead)
    (found,) = (problem for problem in folder.found() if "never prints" in problem.message)
    assert (found.file, found.severity) == (file, Severity.ERROR)
    assert field in found.message


def test_a_field_named_in_a_comment_is_not_said(folder: Folder) -> None:
    folder.change(PROVIDER, "#data.entry_into_force", "#data.sent_on")
    folder.append(PROVIDER, "// data.entry_into_force")
    assert any("never prints data.entry_into_force" in p.message for p in folder.found())


@pytest.mark.parametrize("file", [HOUSE, LETTER, PROVIDER, NETWORK])
def test_a_document_that_is_missing_is_told(folder: Folder, file: str) -> None:
    (folder.root / file).unlink()
    (found,) = folder.found()
    assert (found.file, found.message) == (file, f"{file!r} is missing")


def test_a_folder_of_documents_that_is_missing_is_told_where_it_is_named(folder: Folder) -> None:
    shutil.rmtree(folder.root / "documents")
    (found,) = folder.found()
    assert found.file == "circular.toml"
    assert "'documents' is missing" in found.message


def test_a_stranger_among_the_documents_is_told(folder: Folder) -> None:
    (folder.root / "documents" / "fr" / "other.typ").write_text("x")
    (found,) = folder.found()
    assert found.file == "documents/fr/other.typ"


def test_a_document_without_the_house_style_is_told(folder: Folder) -> None:
    folder.change(PROVIDER, "#import", "// no")
    assert any("does not import the house style" in p.message for p in folder.found())


def test_a_font_that_is_not_there_is_a_warning(folder: Folder) -> None:
    """Only those that the compiler brings are the same on every machine."""
    number = folder.append(PROVIDER, '#text(font: "Arial")[x]')
    (found,) = folder.found()
    assert found.severity is Severity.WARNING
    assert (found.file, found.line) == (PROVIDER, number)
    assert "unknown font family: arial" in found.message


def test_a_budget_in_the_avenant_of_a_provider_is_told(folder: Folder) -> None:
    """There would be nothing to print where the article says that there is."""
    article = "[[amendment.provider.articles]]\n"
    text = (folder.root / "circular.toml").read_text("utf-8")
    added = f'{article}operation = "replaces"\narticle = "14"\nprints_budget = true\n\n'
    (folder.root / "circular.toml").write_text(text.replace(article, added + article, 1), "utf-8")
    (found,) = folder.found()
    assert found.line == text[: text.index(article)].count("\n") + 4
    assert "prints no budget" in found.message


@pytest.mark.slow
def test_a_document_that_loops_for_long_is_refused_in_time(folder: Folder) -> None:
    """It is compiled in a process of its own, which is ended; nothing else waits for it."""
    folder.append(PROVIDER, "#for a in range(9999) { for b in range(9999) { str(a * b) } }")
    sources = read_sources(folder.root)
    (found,) = tried(sources, tuple(trials((Language.FR,))), seconds=3)
    assert found.serious
    assert found.file == "fr/provider_avenant.typ"
    assert "takes longer, or more memory" in found.message


@pytest.mark.slow
def test_a_document_that_fills_the_memory_is_refused(folder: Folder) -> None:
    folder.append(PROVIDER, '#let s = "x" * 1000000\n#for a in range(9999) { s = s + s }')
    (found,) = tried(read_sources(folder.root), tuple(trials((Language.FR,))), seconds=20)
    assert found.file == "fr/provider_avenant.typ"
    assert found.serious


def read_sources(root: Path) -> tuple[DocumentSource, ...]:
    """The documents of a folder as they are frozen."""
    folder = root / "documents"
    return tuple(
        DocumentSource(path=file.relative_to(folder).as_posix(), source=file.read_text("utf-8"))
        for file in sorted(folder.rglob("*.typ"))
    )
