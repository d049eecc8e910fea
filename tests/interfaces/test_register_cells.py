"""What one cell may not say, and what the person who wrote it is told."""

from pathlib import Path

import pytest

from domain.values import slug
from interfaces.registers.reading import Reading, read_register
from journal.people import Independent, Organisation
from journal.register_changes import RegisterName
from journal.register_rows import ConventionRow, NetworkRow, StaffRow
from tests.interfaces import register_files as files

NAMUR = NetworkRow.model_validate(
    {
        "id": "namur",
        "name": "NAMUR",
        "kind": "adult",
        "languages": ["fr"],
        "party": "p-1",
        "began_on": "2024-01-01",
    },
    strict=False,
)
KNOWN = {"namur": NAMUR, "pangg-0-18": NAMUR.model_copy(update={"id": "pangg-0-18"})}


def reading_of(tmp_path: Path, register: RegisterName, *rows: dict[str, str]) -> Reading:
    """What a CSV file of these rows is read as."""
    return read_register(register, files.csv_file(tmp_path / "register.csv", rows), KNOWN)


@pytest.mark.parametrize(
    ("column", "text", "says"),
    [
        ("convention", "k1", "K00123"),
        ("convention", "net-namur", "K00123"),
        ("convention", "", "it is empty"),
        ("network", "NAMURE", "is not registered"),
        ("party_kind", "person", "independent or organisation"),
        ("name", "", "it is empty"),
        ("name", "x" * 201, "more than 200"),
        ("name", "Inès\x07", "control character"),
        ("name", "Inès\u2028Moussesource", "control character"),
        ("name", "- -", "no letter or digit"),
        ("address", "rue du Songe 132\n1099 Valbrume", "on one line"),
        ("address", "", "it is empty"),
        ("inami", "60001726901", "check digits"),
        ("inami", "600017259", "9 digits"),
        ("inami", "", "an independent has one"),
        ("bce", "0900001831", "check digits"),
        ("bce", "2900001830", "begin with 0 or 1"),
        ("bce", "", "it is empty"),
        ("national_number", "93111795383", "check digits"),
        ("national_number", "1", "eleven digits"),
        ("national_number", "", "an independent has one"),
        ("representative", "Zoé", "an independent has none"),
        ("email", "ines@cabinet.example, zoe@cabinet.example", "one bare e-mail address"),
        ("email", "ines@cabinet.example;zoe@cabinet.example", "one bare e-mail address"),
        ("email", "Inès <ines@cabinet.example>", "one bare e-mail address"),
        ("email", "ines@cabinet.example\r\nBcc: zoe@cabinet.example", "control character"),
        ("email", "ines@cabinet", "no e-mail address"),
        ("email", f"{'i' * 65}@cabinet.example", "no e-mail address"),
        ("email", "inès@cabinet.example", "no e-mail address"),
        ("email", "", "the channel is email"),
        ("phone", "call me", "no telephone number"),
        ("channel", "fax", "email or letter"),
        ("language", "en", "fr, nl or de"),
        ("began_on", "20/02/2024", "2026-01-31"),
        ("began_on", "2024-02-30", "no day of the calendar"),
        ("began_on", "2024-02-20T00:00", "2026-01-31"),
        ("ended_on", "2024-02-20", "not after the beginning"),
    ],
)
def test_a_bad_cell_of_a_provider_is_named_by_row_and_column_with_a_remedy(
    tmp_path: Path, column: str, text: str, says: str
) -> None:
    good = files.an_organisation()
    reading = reading_of(tmp_path, "providers", good, files.an_independent(**{column: text}))
    assert [(p.row, p.column) for p in reading.problems] == [(3, column)]
    assert says in reading.problems[0].sentence()
    assert [entry.row for entry in reading.entries] == [2]


@pytest.mark.parametrize(
    "column", ["name", "address", "inami", "bce", "national_number", "email", "phone"]
)
def test_no_report_repeats_what_is_personal(tmp_path: Path, column: str) -> None:
    bad = files.an_independent(**{column: "secret\x01"})
    reading = reading_of(tmp_path, "providers", bad)
    assert reading.problems
    assert not any("secret" in problem.sentence() for problem in reading.problems)


def test_every_bad_cell_of_every_bad_row_is_reported_at_once(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path,
        "providers",
        files.an_independent(bce="1", channel="fax", began_on="soon"),
        files.an_independent(convention="K00002"),
        files.an_independent(convention="K00003", network="NOWHERE", email="x"),
    )
    assert [(p.row, p.column) for p in reading.problems] == [
        (2, "bce"),
        (2, "channel"),
        (2, "began_on"),
        (4, "email"),
        (4, "network"),
    ]


def test_a_letter_needs_no_e_mail_address(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "providers", files.an_independent(channel="letter", email=""))
    assert reading.problems == ()


def test_an_organisation_has_a_representative_and_no_national_number(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path,
        "providers",
        files.an_organisation(representative="", national_number=files.ANOTHER_NUMBER),
    )
    assert {p.column for p in reading.problems} == {"representative", "national_number"}


@pytest.mark.parametrize(
    "name",
    [
        "=HYPERLINK(1)",
        "@SUM(A1)",
        "Ιφιγένεια Παπαδοπούλου",
        "أمل بن يوسف",
        "Мария-Ніна О’Ніл",
        "李 小龍",
        "Zoé",
    ],
)
def test_a_name_in_any_script_or_that_looks_like_a_formula_is_kept_as_it_is(
    tmp_path: Path, name: str
) -> None:
    reading = reading_of(tmp_path, "providers", files.an_independent(name=name))
    assert (reading.problems, reading.warnings) == ((), ())
    assert reading.entries[0].person.name == name


def test_marks_that_nobody_sees_are_left_out_with_a_warning(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path, "providers", files.an_independent(name="Inès \u202eecruos\u200f")
    )
    assert reading.problems == ()
    assert [(w.row, w.column) for w in reading.warnings] == [(2, "name")]
    assert reading.entries[0].person.name == "Inès ecruos"


def test_letters_with_separate_accents_are_the_same_name(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "providers", files.an_independent(name="Ine\u0300s"))
    assert reading.entries[0].person.name == "In\u00e8s"


def test_numbers_are_kept_bare_and_get_their_lost_zeros_back(tmp_path: Path) -> None:
    born_in_2001 = "010203900"
    check = 97 - int("2" + born_in_2001) % 97
    reading = reading_of(
        tmp_path,
        "providers",
        files.an_independent(
            inami="6-00017-25-901", bce="900001830", national_number=f"10203900{check:02d}"
        ),
        files.an_organisation(bce="BE 0900.001.830"),
    )
    assert reading.problems == ()
    person, organisation = (entry.person for entry in reading.entries)
    assert isinstance(person, Independent)
    assert isinstance(organisation, Organisation)
    assert (person.inami, person.bce) == ("60001725901", "0900001830")
    assert person.national_number == f"{born_in_2001}{check:02d}"
    assert organisation.bce == "0900001830"


def test_a_bis_number_is_a_national_number_too(tmp_path: Path) -> None:
    body = "854212900"
    number = f"{body}{97 - int(body) % 97:02d}"
    reading = reading_of(tmp_path, "providers", files.an_independent(national_number=number))
    assert reading.problems == ()


@pytest.mark.parametrize("name", ["PANGG 0-18", "pangg-0-18", "Pangg 0-18"])
def test_a_network_is_named_as_printed_or_by_its_identifier(tmp_path: Path, name: str) -> None:
    reading = reading_of(tmp_path, "providers", files.an_independent(network=name))
    (entry,) = reading.entries
    assert isinstance(entry.record, ConventionRow)
    assert entry.record.network == slug(name)


def test_a_name_that_is_nearly_that_of_a_network_is_answered_by_the_right_one(
    tmp_path: Path,
) -> None:
    reading = reading_of(tmp_path, "providers", files.an_independent(network="Namurr"))
    assert "did you mean 'NAMUR'?" in reading.problems[0].sentence()


def test_a_key_that_stands_twice_is_reported_with_the_row_of_the_first(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path, "providers", files.an_independent(), files.an_independent(network="pangg-0-18")
    )
    assert [(p.row, p.column) for p in reading.problems] == [(3, "convention")]
    assert "row 2" in reading.problems[0].what


def test_one_person_twice_in_a_network_at_the_same_time_is_worth_a_look(tmp_path: Path) -> None:
    twice = reading_of(
        tmp_path, "providers", files.an_independent(), files.an_independent(convention="K00002")
    )
    assert [(w.row, w.column) for w in twice.warnings] == [(3, "national_number")]
    after = reading_of(
        tmp_path,
        "providers",
        files.an_independent(ended_on="2025-01-01"),
        files.an_independent(convention="K00002", began_on="2025-01-01"),
        files.an_independent(convention="K00003", network="pangg-0-18"),
    )
    assert after.warnings == ()


def test_one_inami_number_of_two_persons_is_worth_a_look(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path,
        "providers",
        files.an_independent(),
        files.an_independent(convention="K00002", national_number=files.ANOTHER_NUMBER),
    )
    assert [(w.row, w.column) for w in reading.warnings] == [(3, "inami")]


@pytest.mark.parametrize(
    ("column", "text", "says"),
    [
        ("staff", "engine", "kept for the engine"),
        ("staff", "Namur Coord", "namur.coord"),
        ("role", "engine", "inami, coordinator or auditor"),
        ("role", "auditor", "only a coordinator has networks"),
        ("networks", "", "name the networks"),
        ("networks", "NAMUR | NOWHERE", "is not registered"),
        ("email", "zoe", "no e-mail address"),
        ("language", "es", "fr, nl, de or en"),
    ],
)
def test_a_bad_cell_of_the_staff_is_named_by_row_and_column_with_a_remedy(
    tmp_path: Path, column: str, text: str, says: str
) -> None:
    reading = reading_of(tmp_path, "staff", files.a_member(**{column: text}))
    assert len(reading.problems) == 1
    assert reading.problems[0].row == 2
    assert says in reading.problems[0].sentence()


def test_a_coordinator_may_have_several_networks(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "staff", files.a_member(networks="NAMUR | Pangg 0-18"))
    (entry,) = reading.entries
    assert isinstance(entry.record, StaffRow)
    assert entry.record.networks == ("namur", "pangg-0-18")


@pytest.mark.parametrize(
    ("column", "text", "says"),
    [
        ("network", "網絡", "Latin letters"),
        ("kind", "adults", "adult, child_adolescent or german_speaking"),
        ("languages", "fr en", "fr, nl or de"),
        ("b4_inami", "60000142", "check digits"),
        ("invoicing_bce", "0900000247", "check digits"),
        ("invoicing_director", "", "who signs"),
        ("reply_to", "a@b.example b@b.example", "one bare e-mail address"),
    ],
)
def test_a_bad_cell_of_a_network_is_named_by_row_and_column_with_a_remedy(
    tmp_path: Path, column: str, text: str, says: str
) -> None:
    row = {**files.OFFICE.networks[0], "ended_on": "", column: text}
    reading = reading_of(tmp_path, "networks", row)
    assert [(p.row, p.column) for p in reading.problems] == [(2, column)]
    assert says in reading.problems[0].sentence()
