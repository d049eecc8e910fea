"""Every mistake in a circular's folder is found, at its file and line, with a remedy."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from interfaces.circulars.folder import read_circular
from interfaces.circulars.problems import Problem, Severity

pytestmark = pytest.mark.slow

REAL = Path(__file__).parents[2] / "circulars" / "2026-001"
TOML, ADDITIONS, BUDGETS = "circular.toml", "additions.csv", "budgets.csv"
NETWORKS = "networks.csv"
LETTER = "texts/fr/covering_letter.txt"


USUAL = frozenset(problem.message for problem in read_circular(REAL).problems)


class Spoiled:
    """A copy of the real circular in which something is changed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(REAL, root)

    def change(self, file: str, old: str, new: str) -> int:
        """Replace a text that stands there once; its line."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def line_of(self, file: str, text: str) -> int:
        """The line on which a text stands."""
        content = (self.root / file).read_text(encoding="utf-8")
        return content[: content.index(text)].count("\n") + 1

    def append(self, file: str, rows: str) -> int:
        """Add rows at the end; the line of the first."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        path.write_text(text + rows, encoding="utf-8")
        return text.count("\n") + 1

    def problems(self) -> list[Problem]:
        """What is found beyond the six warnings of the real circular; nothing is launched."""
        check = read_circular(self.root)
        new = [problem for problem in check.problems if problem.message not in USUAL]
        if any(problem.severity is Severity.ERROR for problem in new):
            assert check.circular is None
            assert check.exit_code == 1
        assert all(problem.remedy and problem.line >= 1 for problem in new)
        return new

    def only_error(self, file: str, line: int, said: str) -> Problem:
        """The one new problem, which must be an error there that says so."""
        (found,) = self.problems()
        assert (found.severity, found.file, found.line) == (Severity.ERROR, file, line), found
        assert said in found.message, found.message
        return found


@pytest.fixture
def folder(tmp_path: Path) -> Spoiled:
    return Spoiled(tmp_path / "circular")


CHANGES: dict[str, tuple[str, str, str, int, str]] = {
    "no number of the networks' avenant": (
        TOML,
        "number = 5\n",
        "",
        -1,
        "amendment.network.number is missing",
    ),
    "no number of the providers' avenant": (
        TOML,
        "number = 3\n",
        "",
        -1,
        "amendment.provider.number is missing",
    ),
    "no title of the coordinated version": (
        TOML,
        'fr = "version coordonnée de la convention type réseau-prestataire"\n',
        "",
        -1,
        "amendment.provider.coordinated_version.title.fr is missing",
    ),
    "the reference is missing": (
        TOML,
        'reference = "Psy-Ort/2026/001"\n',
        "",
        -99,
        "reference is missing",
    ),
    "an ill-formed reference": (
        TOML,
        '"Psy-Ort/2026/001"',
        '"Psy-Ort 2026 001"',
        0,
        "reference is ill-formed",
    ),
    "a date with a time": (
        TOML,
        "date = 2026-03-03\n",
        "date = 2026-03-03T10:00:00\n",
        0,
        "date is no date",
    ),
    "a number for a date": (TOML, "date = 2026-03-03\n", "date = 3\n", 0, "date is no date"),
    "a date far away": (TOML, "date = 2026-03-03\n", "date = 2062-03-03\n", 0, "another year"),
    "a convention after its avenant": (
        TOML,
        "convention_date = 2023-12-20",
        "convention_date = 2026-01-20",
        0,
        "in force 2026-",
    ),
    "a day that does not exist": (
        TOML,
        "date = 2026-03-03\n",
        "date = 2026-02-30\n",
        0,
        "this is no TOML",
    ),
    "a change before the entry into force": (
        TOML,
        "start = 2027-01-01",
        "start = 2026-01-01",
        0,
        "not after the entry into force",
    ),
    "an unknown key": (TOML, "[policies]\n", "[policies]\nrelase = 1\n", 1, "unknown key policies"),
    "an unknown table": (TOML, "[texts]\n", "[text]\n", 0, "unknown key text"),
    "an unknown policy": (
        TOML,
        'release = "coordinator"',
        'release = "later"',
        0,
        "policies.release is 'later'",
    ),
    "an unknown version of the rules": (
        TOML,
        'rules = "be-2026-1"',
        'rules = "be-1999-1"',
        0,
        "no version of the rules",
    ),
    "a circular that corrects itself": (
        TOML,
        'kind = "amending"',
        'kind = "amending"\ncorrects = "2026-001"',
        1,
        "correct itself",
    ),
    "an unknown kind": (TOML, 'kind = "amending"', 'kind = "other"', 0, "kind is 'other'"),
    "an avenant to be passed on": (
        TOML,
        "specimen = true\n\n",
        "asks_to_pass_on = true\n\n",
        0,
        "communicated, not passed on",
    ),
    "reminders out of order": (TOML, "[14, 28]", "[28, 14]", 0, "do not follow one another"),
    "escalation before the last reminder": (
        TOML,
        "escalate_after_days = 42",
        "escalate_after_days = 20",
        0,
        "before the last reminder",
    ),
    "an empty subject": (
        TOML,
        'nl = "Eerstelijns psychologische zorg en terug naar werk: nieuwe wijzigingsclausules"',
        'nl = " "',
        0,
        "subject.nl is empty",
    ),
    "a repealed article with a text": (
        TOML,
        'operation = "replaces"',
        'operation = "repeals"',
        -1,
        "repealed article",
    ),
    "an address that is none": (
        TOML,
        '[amendment.provider.coordinated_version]\naddress = "https://www.inami.be"',
        '[amendment.provider.coordinated_version]\naddress = "www.inami.be"',
        1,
        "coordinated_version.address is ill-formed",
    ),
    "an announced total that is no amount": (
        TOML,
        '"4700000.00"',
        '"4.7 million"',
        0,
        "additions.announced.total is no amount",
    ),
    "an announced total that is not finite": (
        TOML,
        '"4700000.00"',
        "nan",
        0,
        "additions.announced.total is no amount",
    ),
    "an announced total beyond rounding": (
        TOML,
        '"4700000.00"',
        '"4700000.11"',
        0,
        "11 cents below the announced",
    ),
    "no cap in force": (
        TOML,
        "start = 2023-01-01",
        "start = 2026-06-01",
        -1,
        "no cap on running costs",
    ),
    "an unknown network in circular.toml": (
        TOML,
        'prison_conventions = ["BRUMENTA"',
        'prison_conventions = ["BRUMENTO"',
        0,
        "BRUMENTO",
    ),
    "a cell too many": (ADDITIONS, "ADS,71428.57", "ADS,,71428.57", 0, "the row has 5 cells"),
    "a row without a name": (NETWORKS, "ADS,adult", ",adult", 0, "names no network"),
    "a negative amount": (ADDITIONS, "187389.04", "-187389.04", 0, "base_care of ADS is negative"),
    "an exponent": (ADDITIONS, "187389.04", "1e5", 0, "base_care of ADS is no amount"),
    "not a number": (ADDITIONS, "187389.04", "NaN", 0, "base_care of ADS is no amount"),
    "infinity": (ADDITIONS, "187389.04", "Infinity", 0, "base_care of ADS is no amount"),
    "Belgian separators": (ADDITIONS, "187389.04", "187.389", 0, "base_care of ADS is no amount"),
    "digits of another script": (ADDITIONS, "187389.04", "١٨٧٣٨٩.٠٤", 0, "is no amount"),
    "no amount": (ADDITIONS, "187389.04", "", 0, "base_care of ADS is empty"),
    "a total two cents off": (ADDITIONS, "258817.61", "258817.63", 0, "2 cents above the sum"),
    "a kind of network that is none": (
        NETWORKS,
        "RESME,adult",
        "RESME,senior",
        0,
        "no kind called 'senior'",
    ),
    "a language that is none": (
        NETWORKS,
        "BRUMENTA,adult,fr nl",
        "BRUMENTA,adult,fr xx",
        0,
        "languages of BRUMENTA",
    ),
    "an unknown line of art. 14": (
        BUDGETS,
        "ADS,underserved_areas",
        "ADS,deserts",
        0,
        "no line called 'deserts'",
    ),
    "a prison line without a convention": (
        BUDGETS,
        "ADS,underserved_areas",
        "ADS,prisons",
        0,
        "ADS cannot have a line prisons",
    ),
    "eating disorders among adults": (
        BUDGETS,
        "ADS,underserved_areas",
        "ADS,eating_disorders",
        0,
        "ADS cannot have a line",
    ),
    "running costs one cent above the cap": (
        BUDGETS,
        "ADS,running_costs,636646.40",
        "ADS,running_costs,636646.42",
        0,
        "above 10 %",
    ),
    "base care smaller than the addition": (
        BUDGETS,
        "RESME,base_care,",
        "RESME,base_care,1.00\nADS,base_care,",
        0,
        "smaller than",
    ),
    "a training earmark above the running costs": (
        BUDGETS,
        "ADS,training_earmark,11500.00",
        "ADS,training_earmark,900000.00",
        0,
        "sets aside",
    ),
    "an open quote": (BUDGETS, "ZWV,training_earmark,", 'ZWV,"training_earmark,', 0, "breaks off"),
    "a column missing": (
        NETWORKS,
        "network,kind,languages,name_from",
        "network,kind",
        0,
        "missing",
    ),
    "an undefined field": (LETTER, "{{ sent_on }}", "{{ sent_at }}", 0, "unknown field sent_at"),
    "a field of another kind of text": (
        LETTER,
        "{{ sent_on }}",
        "{{ refusal_received_on }}",
        0,
        "unknown field refusal_received",
    ),
    "an undefined field in a branch never taken": (
        LETTER,
        "{{ sent_on }}",
        "{% if false %}{{ nobody }}{% endif %}",
        0,
        "unknown field nobody",
    ),
    "a broken template": (LETTER, "{{ sent_on }}", "{{ sent_on }", 0, "the template breaks off"),
    "a text without the last day": (
        "texts/de/refusal_confirmation.txt",
        "am {{ terminates_on }}.",
        "bald.",
        -99,
        "never prints terminates_on",
    ),
}
EXPECTED_MORE = {
    "a date far away",  # a warning, tested below
    "base care smaller than the addition",
    "an announced total beyond rounding",
    "a column missing",
    "a cell too many",
    "a total two cents off",
    "an unknown network in circular.toml",
    "a row without a name",
    "an open quote",
    "an undefined field",
}


@pytest.mark.parametrize("mistake", [name for name in CHANGES if name not in EXPECTED_MORE])
def test_one_mistake_gives_one_error_at_its_line(folder: Spoiled, mistake: str) -> None:
    file, old, new, offset, said = CHANGES[mistake]
    line = folder.change(file, old, new) + offset
    folder.only_error(file, max(line, 1), said)


@pytest.mark.parametrize("mistake", sorted(EXPECTED_MORE - {"a date far away"}))
def test_a_mistake_with_consequences_is_named_where_it_stands(
    folder: Spoiled, mistake: str
) -> None:
    file, old, new, offset, said = CHANGES[mistake]
    line = folder.change(file, old, new) + offset
    there = [p.message for p in folder.problems() if (p.file, p.line) == (file, line)]
    assert any(said in message for message in there), folder.problems()


def test_a_year_that_is_not_the_references_is_a_warning(folder: Spoiled) -> None:
    line = folder.change(TOML, "date = 2026-03-03\n", "date = 2027-03-03\n")
    (found,) = folder.problems()
    assert (found.severity, found.line) == (Severity.WARNING, line)


def test_many_mistakes_are_all_told_at_once_in_the_order_of_files_and_lines(
    folder: Spoiled,
) -> None:
    folder.change(TOML, "number = 5\n", "")
    folder.change(TOML, 'rules = "be-2026-1"', 'rules = "old"')
    folder.change(ADDITIONS, "187389.04", "1e5")
    folder.change(BUDGETS, "ADS,underserved_areas", "ADS,prisons")
    folder.change(LETTER, "{{ sent_on }}", "{{ sent_at }}")
    (folder.root / "texts/nl/reminder.txt").unlink()
    found = [p for p in folder.problems() if p.severity is Severity.ERROR]
    assert [p.file for p in found] == [
        TOML,
        TOML,
        ADDITIONS,
        BUDGETS,
        LETTER,
        "texts/nl/reminder.txt",
    ]
    lines = [p.line for p in found if p.file == TOML]
    assert lines == sorted(lines)


def test_without_the_table_of_budgets_no_network_avenant_can_be_launched(folder: Spoiled) -> None:
    (folder.root / BUDGETS).unlink()
    folder.only_error(
        TOML, folder.line_of(TOML, 'file = "budgets.csv"'), "'budgets.csv' is missing"
    )


def test_a_network_without_a_budget_is_named(folder: Spoiled) -> None:
    text = (folder.root / BUDGETS).read_text(encoding="utf-8")
    kept = [row for row in text.splitlines(keepends=True) if not row.startswith("YUNECO,")]
    (folder.root / BUDGETS).write_text("".join(kept), encoding="utf-8")
    folder.only_error(BUDGETS, 1, "YUNECO has no budget")


def test_a_budget_without_running_costs_is_named(folder: Spoiled) -> None:
    folder.change(BUDGETS, "ADS,running_costs,636646.40\n", "")
    (found,) = folder.problems()
    assert "the budget of ADS has no line running_costs" in found.message


def test_an_adult_network_without_additions_is_named(folder: Spoiled) -> None:
    folder.change(ADDITIONS, "SARA,71428.57,258990.96,330419.53\n", "")
    folder.only_error(ADDITIONS, 1, "SARA has no row of additions")


def test_a_network_for_children_gains_nothing(folder: Spoiled) -> None:
    line = folder.append(ADDITIONS, "YUNECO,0.00,0.00,0.00\n")
    folder.only_error(ADDITIONS, line, "YUNECO is a network for children and adolescents")


@pytest.mark.parametrize("file", [ADDITIONS, BUDGETS])
def test_an_unknown_network_is_named(folder: Spoiled, file: str) -> None:
    cells = {ADDITIONS: "NOWHERE,0.00,0.00,0.00\n", BUDGETS: "NOWHERE,base_care,1.00\n"}
    line = folder.append(file, cells[file])
    folder.only_error(file, line, "unknown network: NOWHERE")


@pytest.mark.parametrize(
    ("file", "row"),
    [
        (ADDITIONS, "fusion liege,71428.57,226429.83,297858.40\n"),
        (BUDGETS, "ADS,base_care,1.00\n"),
        (NETWORKS, "ADS,adult,nl,circular\n"),
    ],
)
def test_a_row_that_stands_twice_names_the_first(folder: Spoiled, file: str, row: str) -> None:
    line = folder.append(file, row)
    folder.only_error(file, line, "stands twice: already on line ")


def test_a_name_broken_over_two_lines_is_one_name_and_the_lines_stay_right(
    folder: Spoiled,
) -> None:
    folder.change(ADDITIONS, "PARTENAIRES 107 HAINAUT", '"PARTENAIRES 107\nHAINAUT"')
    lines = [p.line for p in read_circular(folder.root).warnings if p.file == ADDITIONS]
    assert lines == [7, 10, 15, 23]


def test_semicolons_separate_as_well_as_commas(folder: Spoiled) -> None:
    path = folder.root / ADDITIONS
    path.write_text(path.read_text("utf-8").replace(",", ";"), encoding="utf-8")
    assert folder.problems() == []


def test_a_row_that_the_circular_really_prints_so_becomes_a_warning(folder: Spoiled) -> None:
    folder.change(ADDITIONS, "258817.61", "258817.63")
    folder.change(TOML, 'file = "additions.csv"', 'file = "additions.csv"\nas_printed = ["ADS"]')
    found = [p for p in folder.problems() if "ADS" in p.message]
    assert [(p.severity, p.line) for p in found] == [(Severity.WARNING, 3)]


@pytest.mark.parametrize(
    "name", ["../secret.csv", "/etc/hostname", "a/../../b.csv", "..\\secret.csv", "C:\\secret.csv"]
)
def test_a_name_that_leaves_the_folder_is_refused(folder: Spoiled, name: str) -> None:
    (folder.root.parent / "secret.csv").write_text("network,article_8,base_care,total\n")
    line = folder.change(TOML, 'file = "additions.csv"', f"file = '{name}'")
    folder.only_error(TOML, line, "leaves the folder")


@pytest.mark.parametrize("file", [TOML, ADDITIONS, LETTER])
def test_a_symbolic_link_is_refused_even_to_a_good_file(folder: Spoiled, file: str) -> None:
    elsewhere = folder.root.parent / "elsewhere"
    shutil.move(folder.root / file, elsewhere)
    (folder.root / file).symlink_to(elsewhere)
    assert any("symbolic link" in p.message and file in p.message for p in folder.problems())


def test_a_folder_of_texts_that_is_a_symbolic_link_is_refused(folder: Spoiled) -> None:
    shutil.move(folder.root / "texts", folder.root.parent / "texts")
    (folder.root / "texts").symlink_to(folder.root.parent / "texts")
    folder.only_error(TOML, folder.line_of(TOML, 'folder = "texts"'), "symbolic link")


def test_a_pipe_is_refused_and_nobody_waits_for_it(folder: Spoiled) -> None:
    (folder.root / ADDITIONS).unlink()
    os.mkfifo(folder.root / ADDITIONS)
    folder.only_error(TOML, folder.line_of(TOML, 'file = "additions.csv"'), "is no plain file")


def grown(content: bytes) -> bytes:
    return content + b" " * 1_100_000


def in_latin_1(content: bytes) -> bytes:
    return content + "é".encode("latin-1")


def in_utf_16(content: bytes) -> bytes:
    return content.decode().encode("utf-16")


def with_a_mark(content: bytes) -> bytes:
    return b"\xef\xbb\xbf" + content


def with_a_null(content: bytes) -> bytes:
    return content + b"\x00"


@pytest.mark.parametrize("file", [TOML, NETWORKS, ADDITIONS, BUDGETS, LETTER])
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (grown, "is larger than"),
        (in_latin_1, "is not UTF-8"),
        (in_utf_16, "is UTF-16"),
        (with_a_mark, "byte order mark"),
        (with_a_null, "null character"),
    ],
)
def test_a_file_that_is_no_decent_text_is_named(
    folder: Spoiled, file: str, spoil: Callable[[bytes], bytes], said: str
) -> None:
    path = folder.root / file
    path.write_bytes(spoil(path.read_bytes()))
    folder.only_error(file, folder.problems()[0].line, said)


def test_the_line_of_a_byte_that_is_not_utf_8_is_told(folder: Spoiled) -> None:
    path = folder.root / ADDITIONS
    path.write_bytes(path.read_bytes().replace("È".encode(), "È".encode("latin-1")))
    folder.only_error(ADDITIONS, 8, "is not UTF-8")


@pytest.mark.parametrize(
    ("written", "line"),
    [('id = "2026-001', 1), ("\n\n= 3", 3), ("a = 1\na = 2\n", 2), ("[" * 20_000, 1)],
)
def test_a_file_that_is_no_toml_is_told_with_its_line(
    folder: Spoiled, written: str, line: int
) -> None:
    (folder.root / TOML).write_text(written, encoding="utf-8")
    folder.only_error(TOML, line, "this is no TOML")


def test_an_unreadable_toml_does_not_hide_what_is_wrong_elsewhere(folder: Spoiled) -> None:
    (folder.root / TOML).write_text("[", encoding="utf-8")
    folder.change(ADDITIONS, "187389.04", "1e5")
    folder.change(LETTER, "{{ sent_on }}", "{{ sent_at }}")
    assert [p.file for p in folder.problems()] == [TOML, ADDITIONS, LETTER]


@pytest.mark.parametrize("name", ["additions", "budgets", "amendment"])
def test_a_table_that_is_missing_is_named(folder: Spoiled, name: str) -> None:
    path = folder.root / TOML
    text = path.read_text(encoding="utf-8").replace(f"[{name}]", "[other]")
    path.write_text(text.replace(f"[{name}.", "[other.").replace(f"[[{name}.", "[[other."))
    assert f"the table [{name}] is missing" in {p.message for p in folder.problems()}


def test_a_value_where_a_table_belongs_is_named_once(folder: Spoiled) -> None:
    folder.change(TOML, "[networks]\n", "")
    path = folder.root / TOML
    text = path.read_text(encoding="utf-8").replace('file = "networks.csv"\n', "")
    path.write_text("networks = 1\n" + text, encoding="utf-8")
    folder.only_error(TOML, 1, "networks is no table")


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    check = read_circular(tmp_path / "nowhere")
    assert check.exit_code == 1
    assert "is no folder" in check.problems[0].message


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    check = read_circular(tmp_path)
    assert "'circular.toml' is missing" in check.problems[0].message
    assert check.exit_code == 1


def test_a_circular_that_informs_has_no_avenants(folder: Spoiled) -> None:
    folder.change(TOML, 'kind = "amending"', 'kind = "informing"')
    said = {p.message for p in folder.problems()}
    assert "a circular that only informs has no [amendment]" in said
    assert "'texts/fr/information.txt' is missing" in said
