"""An office at its terminal: a store with registers and a launched circular, on a clock of ours."""

from collections.abc import Iterator

import pytest

from tests.interfaces.cli_office import Office, Template, make_template


@pytest.fixture(scope="session")
def launched(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The registers imported and 2026-001 launched on 2 March 2026, once for all tests."""
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def office(
    launched: Template, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """A copy of that office, with the command line set to speak English to it."""
    copy = launched.copy_to(tmp_path_factory.mktemp("office"), monkeypatch)
    yield copy
    copy.close()
