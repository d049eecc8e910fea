"""Which files can be read, and what is said of those that cannot."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from domain.values import slug
from interfaces.registers import files as limits
from interfaces.registers import reading, xlsx_file
from interfaces.registers.reading import columns_of, read_register
from journal.register_changes import RegisterName
from journal.register_rows import NetworkRow
from tests.interfaces import register_files as files

REGISTERS: tuple[RegisterName, ...] = ("networks", "providers", "staff")
SAMPLES = Path(reading.__file__).parent / "samples"
KNOWN = {
    slug(network.name): NetworkRow(
        id=slug(network.name),
        name=network.name,
        kind=network.kind,
        languages=network.languages,
        party="p-1",
        began_on=date(2024, 1, 1),
    )
    for network in files.NETWORKS
}


def problem_of(path: Path, register: RegisterName = "providers") -> str:
    """The only problem of a file, as a sentence."""
    found = read_register(register, path, KNOWN)
    assert len(found.problems) == 1, found.problems
    return found.problems[0].sentence()


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_comma_or_semicolon_with_or_without_a_mark_reads_the_same(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    path = files.csv_file(
        tmp_path / "p.csv", files.OFFICE.providers, delimiter=delimiter, encoding=encoding,
        columns=files.names_of("providers"),
    )  # fmt: skip
    plain = files.csv_file(
        tmp_path / "q.csv", files.OFFICE.providers, columns=files.names_of("providers")
    )
    found = read_register("providers", path, KNOWN)
    assert found.problems == ()
    assert len(found.entries) == len(files.OFFICE.providers)
    assert found.entries == read_register("providers", plain, KNOWN).entries


def test_columns_may_stand_in_any_order_and_empty_lines_are_passed_over(tmp_path: Path) -> None:
    row = files.an_independent(network="NAMUR")
    backwards = dict(reversed(row.items()))
    path = files.csv_file(tmp_path / "p.csv", [backwards])
    path.write_text("\n\n" + path.read_text().replace("\n", "\n\n"))
    found = read_register("providers", path, KNOWN)
    assert found.problems == ()
    assert [entry.row for entry in found.entries] == [5]


def test_a_spreadsheet_says_the_same_as_the_csv_with_numbers_and_days_in_cells(
    tmp_path: Path,
) -> None:
    rows = files.cells_of(files.OFFICE.providers, "providers")
    names = files.names_of("providers")
    for row in rows[1:]:
        row[names.index("bce")] = int(str(row[names.index("bce")]))
        row[names.index("began_on")] = date.fromisoformat(str(row[names.index("began_on")]))
    sheet = files.xlsx_file(tmp_path / "p.xlsx", {"providers": rows, "notes": []})
    text = files.csv_file(tmp_path / "p.csv", files.OFFICE.providers, columns=names)
    found = read_register("providers", sheet, KNOWN)
    assert found.problems == ()
    assert found.entries == read_register("providers", text, KNOWN).entries


def test_rows_of_a_spreadsheet_are_counted_as_it_shows_them(tmp_path: Path) -> None:
    header, first, *_ = files.cells_of([files.an_independent(bce="1")], "providers")
    path = files.xlsx_file(tmp_path / "p.xlsx", {"s": [[], [], header, [], first]})
    assert problem_of(path).startswith("row 5, column bce: ")


@pytest.mark.parametrize(
    ("cell", "says"), [(True, "true or false"), (1.5, "neither text nor a whole number")]
)
def test_a_cell_that_is_no_text_number_or_day_is_refused(
    tmp_path: Path, cell: object, says: str
) -> None:
    rows = files.cells_of([files.an_independent()], "providers")
    rows[1][3] = cell
    assert says in problem_of(files.xlsx_file(tmp_path / "p.xlsx", {"s": rows}))


def test_a_formula_in_a_spreadsheet_is_never_worked_out(tmp_path: Path) -> None:
    rows = files.cells_of([files.an_independent(name="=1+1")], "providers")
    found = read_register("providers", files.xlsx_file(tmp_path / "p.xlsx", {"s": rows}), KNOWN)
    assert found.entries[0].person.name == "=1+1"


def test_unknown_missing_and_doubled_columns_are_all_told_at_once(tmp_path: Path) -> None:
    row = files.an_independent()
    names = [name for name in row if name != "phone"]
    path = files.csv_file(tmp_path / "p.csv", [], columns=[*names, "phnoe", "name"])
    found = {p.column: p.sentence() for p in read_register("providers", path, KNOWN).problems}
    assert set(found) == {"phnoe", "name", "phone"}
    assert "did you mean 'phone'?" in found["phnoe"]
    assert "twice" in found["name"]
    assert "missing" in found["phone"]


def test_a_row_with_too_few_or_too_many_cells_is_refused(tmp_path: Path) -> None:
    path = files.csv_file(
        tmp_path / "p.csv", [files.an_independent(), files.an_independent(convention="K00002")]
    )
    header, first, second = path.read_text().splitlines()
    path.write_text("\n".join([header, first.rsplit(",", 1)[0], second + ",x"]))
    found = read_register("providers", path, KNOWN)
    assert [(p.row, p.column) for p in found.problems] == [(2, None), (3, None)]
    assert "14 cells instead of 15" in found.problems[0].what
    assert "more cells" in found.problems[1].what


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        ("convention,networké\n".encode("latin-1"), "line 1 is not UTF-8"),
        ("convention\n".encode("utf-16"), "UTF-16"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"),
        (b"PK\x03\x04 and nothing more", "cannot be read as XLSX"),
        (b"convention\tnetwork\n", "separated by tabs"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes(content)
    assert says in problem_of(path)


def test_a_quotation_mark_that_is_never_closed_is_found(tmp_path: Path) -> None:
    path = files.csv_file(tmp_path / "p.csv", [files.an_independent()])
    path.write_text(path.read_text() + '"K00002,NAMUR\n')
    assert "quotation mark" in problem_of(path)


def test_a_header_alone_imports_nothing_and_says_so(tmp_path: Path) -> None:
    path = files.csv_file(tmp_path / "p.csv", [], columns=files.names_of("providers"))
    assert "no row under the header" in problem_of(path)


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is not there" in problem_of(tmp_path / "nowhere.csv")
    assert "is no file" in problem_of(tmp_path)


def test_a_file_that_is_too_large_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    with path.open("wb") as file:
        file.truncate(limits.LARGEST_FILE + 1)
    assert "larger than 64 MiB" in problem_of(path)


@pytest.mark.slow
def test_100_001_rows_are_refused(tmp_path: Path) -> None:
    header = ",".join(files.names_of("staff"))
    path = tmp_path / "s.csv"
    path.write_text(header + "\n" + "x,,,,,\n" * (limits.MOST_ROWS + 1))
    found = read_register("staff", path, KNOWN)
    assert found.problems[-1].row == limits.MOST_ROWS + 2
    assert "more than 100,000 rows" in found.problems[-1].what
    assert "split it" in found.problems[-1].remedy


def test_a_workbook_with_two_filled_sheets_is_refused(tmp_path: Path) -> None:
    rows = files.cells_of([files.an_independent()], "providers")
    path = files.xlsx_file(tmp_path / "p.xlsx", {"one": rows, "two": rows})
    assert "(one, two)" in problem_of(path)


def test_a_workbook_with_nothing_in_it_is_refused(tmp_path: Path) -> None:
    assert "no filled sheet" in problem_of(files.xlsx_file(tmp_path / "p.xlsx", {"one": []}))


def test_a_cell_in_the_far_corner_does_not_take_all_memory(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    rows = files.cells_of([files.an_independent()], "providers")
    near = files.xlsx_file(tmp_path / "near.xlsx", {"one": rows})
    with zipfile.ZipFile(near) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                content = content.replace(b"</sheetData>", far)
            target.writestr(name, content)
    assert "beyond row 199,999" in problem_of(path)


@pytest.mark.slow
def test_a_workbook_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        piece = bytes(xlsx_file.LARGEST_INFLATED // 8)
        for number in range(9):
            archive.writestr(f"xl/media/{number}", piece)
    assert "unpacked it is larger" in problem_of(path)


@pytest.mark.parametrize("register", REGISTERS)
def test_every_column_is_documented_and_stands_in_the_sample_in_that_order(
    register: RegisterName,
) -> None:
    names = [column.name for column in columns_of(register)]
    header = (SAMPLES / f"{register}.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header.split(",") == names
    readme = (SAMPLES.parent / "README.md").read_text(encoding="utf-8")
    section = readme.split(f"## {register.capitalize()}\n")[1].split("\n## ")[0]
    documented = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
    assert documented == names
