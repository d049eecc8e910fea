"""What is kept out of the project's files, and what every folder says of itself."""

import ast
import os
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
ROOMS = ("domain", "journal", "activities", "workflows", "audit", "interfaces")


@cache
def tracked_files() -> dict[Path, str]:
    """The text files that git keeps, third parties' own left out, with what stands in them."""
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = (PROJECT / name for name in listing.stdout.split("\0") if name)
    return {
        file: content.decode("utf-8", "replace")
        for file in files
        if file.is_file() and "vendor" not in file.parts
        if b"\0" not in (content := file.read_bytes())
    }


def matches(pattern: str, *, ending: str = "") -> list[tuple[str, re.Match[str]]]:
    """`file:line` and what was found, over all tracked text files but this one."""
    wanted = re.compile(pattern, re.MULTILINE)
    return [
        (f"{file.relative_to(PROJECT)}:{line_of(found)}: {found[0]}", found)
        for file, text in tracked_files().items()
        if file.name.endswith(ending) and file != Path(__file__)
        for found in wanted.finditer(text)
    ]


def line_of(found: re.Match[str]) -> int:
    """The number of the line on which it begins."""
    return found.string.count("\n", 0, found.start()) + 1


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        (
            "the address of a package registry",
            r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|(deb|security)\.debian|--find-links[ =]",
        ),
        ("a path of somebody's machine", r"(?<![\w.\])}])/(work|root|home|Users)/\w"),
        ("something left to do", r"\b(TODO|FIXME|XXX|HACK)\b"),
        ("a mark of an unfinished merge", r"^(<{7}|>{7})( |$)"),
        ("a private key", r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    ],
    ids=lambda value: value if " " in value and "|" not in value else "",
)
def test_no_file_holds(what: str, pattern: str) -> None:
    found = [place for place, _ in matches(pattern)]
    assert not found, f"{what} is kept out of the repository:\n" + "\n".join(found)


def test_no_person_can_be_written_to() -> None:
    """Every e-mail address uses a reserved name, or is the office's own domain."""
    address = r"(?<![\w:/.+-])[\w.+-]+@(?P<domain>(?:[\w-]+\.)+[a-z]{2,})\b"
    kept = r"(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|net|org)|fgov\.be|service)$"
    found = [place for place, match in matches(address) if not re.search(kept, match["domain"])]
    assert not found, "use a reserved domain such as name@network.example:\n" + "\n".join(found)


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    found = [
        place
        for place, _ in matches(r"mark\.(skip|skipif|xfail)\b|pytest\.(skip|xfail)\(", ending=".py")
    ]
    assert not found, "a test runs and holds, or goes:\n" + "\n".join(found)


@pytest.mark.parametrize("room", ROOMS)
def test_every_folder_of_a_room_says_which_question_it_answers_and_nothing_else(room: str) -> None:
    """The opening of a package is a docstring alone, so that importing a room does nothing."""
    openings = sorted((PROJECT / room).rglob("__init__.py"))
    assert PROJECT / room / "__init__.py" in openings
    for opening in openings:
        module = ast.parse(opening.read_text("utf-8"))
        where = opening.relative_to(PROJECT)
        assert ast.get_docstring(module), f"{where}: say in one line which question it answers"
        assert len(module.body) == 1, f"{where}: move the code to a module with a name"


@pytest.mark.parametrize("room", ROOMS)
def test_every_folder_with_modules_is_a_package(room: str) -> None:
    folders = {module.parent for module in (PROJECT / room).rglob("*.py")}
    missing = [str(f.relative_to(PROJECT)) for f in folders if not (f / "__init__.py").is_file()]
    assert not missing, f"without __init__.py these are not installed: {missing}"


def test_the_lock_names_every_dependency_and_a_hash_for_each() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    lock = (PROJECT / "requirements.lock").read_text("utf-8")
    pin = re.compile(r"^([a-z0-9-]+)(?:\[.*\])?==[^\n]*\\\n +(--hash=sha256:)", re.MULTILINE)
    locked = dict(pin.findall(lock))
    names = {re.split(r"[\[<>=]", requirement)[0] for requirement in wanted}
    assert names - set(locked) == set(), "run `make lock`"
    assert len(locked) == len(re.findall(r"^\S+==", lock, re.MULTILINE)), "a pin has no hash"
    assert "://" not in lock


def test_the_script_of_continuous_integration_can_be_run() -> None:
    assert os.access(PROJECT / ".ci/run", os.X_OK)
