"""What all tests share: how hard hypothesis tries, the seed of a run, and the mail servers."""

import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.mailservers import a_mailbox, leave_out_what_needs_them, mail_servers

__all__ = ["a_mailbox", "mail_servers"]

settings.register_profile(
    "fast",
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    print_blob=True,
)
settings.register_profile(
    "ci",
    max_examples=200,
    stateful_step_count=40,
    deadline=None,
    print_blob=True,
    # Two tests at a time on two cores: slowness says nothing about the data.
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.fixture(scope="session", autouse=True)
def no_power_cuts() -> Iterator[None]:
    """Let SQLite go on without the disk's word: a killed process loses nothing by that."""
    from journal import recorder_sqlite

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(recorder_sqlite, "LASTING", "OFF")
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give every run one seed and a profile, unless the command line names others."""
    if not config.option.hypothesis_profile:
        config.option.hypothesis_profile = "fast"
    if config.option.hypothesis_seed is None:
        from_controller = getattr(config, "workerinput", {}).get("hypothesis_seed")
        config.option.hypothesis_seed = from_controller or str(secrets.randbelow(2**32))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Hand the seed on to each of xdist's processes."""
    node.workerinput["hypothesis_seed"] = node.config.option.hypothesis_seed


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Never even import a file that is marked as a whole, where its mark is not wanted.

    What it imports, servers and signatures among others, takes longer than what is tested then.
    """
    unwanted = set(re.findall(r"\bnot (\w+)", config.option.markexpr))
    if not unwanted or collection_path.suffix != ".py":
        return None
    marked = re.search(r"^pytestmark = (.+)$", collection_path.read_text("utf-8"), re.MULTILINE)
    if marked and unwanted.intersection(re.findall(r"pytest\.mark\.(\w+)", marked[1])):
        return True
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, loudly, what needs servers that are not there; begin with what takes longest.

    A file that takes minutes would else leave one of two workers alone at the end.
    """
    leave_out_what_needs_them(config, items)
    items.sort(key=lambda item: item.get_closest_marker("e2e") is None)


def pytest_report_header(config: pytest.Config) -> str:
    """Say how to repeat this run's examples."""
    return f"hypothesis: repeat with --hypothesis-seed={config.option.hypothesis_seed}"
