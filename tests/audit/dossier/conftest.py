"""A sealed office, on SQLite or on each database in turn."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audit.dossier.proven import Proven, proven


@pytest.fixture
def any_office(url: str, tmp_path: Path) -> Iterator[Proven]:
    """The office on each database in turn."""
    with proven(url, tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def sealed_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proven]:
    """One office for all tests of a file, which change nothing in it."""
    folder = tmp_path_factory.mktemp("office")
    with proven(f"sqlite:///{folder / 'store.db'}", folder) as made:
        yield made
