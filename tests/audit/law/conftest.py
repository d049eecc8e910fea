"""The record after the spring, once for all who only ask."""

from collections.abc import Iterator

import pytest

from journal.known_facts import known_facts
from journal.opening import Store, open_rehearsal
from tests.audit.law import a_spring_of_answers as spring
from tests.audit.office import Office, day, morning


@pytest.fixture(scope="package")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """In the middle of June 2026."""
    path = tmp_path_factory.mktemp("law") / "store.db"
    opened, clock = open_rehearsal(
        f"sqlite:///{path}", facts=known_facts(), starts_at=morning(day("03-01"))
    )
    with opened:
        spring.play_the_spring(Office(opened, clock))
        yield opened
