"""What nobody means to type, and what a terminal may hand over all the same."""

from pathlib import Path

import pytest

from tests.interfaces.cli_office import run

pytestmark = pytest.mark.slow

IN_LATIN_1 = "FUSION LI\udcc8GE"
"""How a name arrives that a terminal wrote in another encoding than UTF-8."""


@pytest.mark.parametrize(
    "command",
    [
        ("trail", IN_LATIN_1),
        ("dossier", IN_LATIN_1, "-o", "out.zip", "--by", "x", "--why", "y"),
        ("whois-seen", "K00001", "--by", "x", "--why", IN_LATIN_1),
    ],
    ids=lambda command: command[0],
)
def test_a_name_in_another_encoding_is_named_and_nothing_is_done(command: tuple[str, ...]) -> None:
    told = run(*command)
    assert told.code == 2
    assert "UTF-8" in told.err
    assert "made a mistake" not in told.err


@pytest.mark.slow
def test_a_file_may_be_called_as_it_is_called(tmp_path: Path) -> None:
    file = tmp_path / "\udcc8.zip"
    file.write_bytes(b"no dossier")
    assert run("verify", file).code == 5


def test_a_path_that_leads_nowhere_is_said_to(tmp_path: Path) -> None:
    told = run("verify", "A" * 5000)
    assert told.code == 1
    assert "made a mistake" not in told.err
    assert run("verify", tmp_path / "nothing.zip").code == 4
    assert run("verify", tmp_path / "nothing.zip", "--between", "1", "2").code == 2
