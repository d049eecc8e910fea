"""Stores with facts and evidence, sealed into a folder beside them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.seals import meanwhile
from tests.audit.seals.record import Record, a_record


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody erases here while others verify, but where it is tried: no need to wait for them."""
    monkeypatch.setattr(meanwhile, "PATIENCE", 0.1)


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
