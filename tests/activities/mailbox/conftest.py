"""An office that takes in mail, on a clock that a test moves."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.activities.mailbox.an_intake import AnIntake


@pytest.fixture
def intake(tmp_path: Path) -> Iterator["AnIntake"]:
    """A store of its own, with nothing in it."""
    from tests.activities.mailbox.an_intake import AnIntake

    office = AnIntake(tmp_path)
    yield office
    office.store.close()
