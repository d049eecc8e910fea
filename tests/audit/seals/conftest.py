"""Stores with facts and evidence, sealed into a folder beside them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audit.seals.record import Record, a_record


@pytest.fixture
def record(sqlite_url: str, tmp_path: Path) -> Iterator[Record]:
    """A small record in a SQLite file."""
    with a_record(sqlite_url, tmp_path / "seals") as made:
        yield made


@pytest.fixture
def any_record(url: str, tmp_path: Path) -> Iterator[Record]:
    """A small record, on each database in turn."""
    with a_record(url, tmp_path / "seals") as made:
        yield made
