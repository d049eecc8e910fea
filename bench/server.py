"""The Temporal server of a measurement: the one that `avenants up` starts, on ports of its own."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from interfaces.running.processes import Machine, Ports, free_port, start_temporal


@contextmanager
def temporal(folder: Path) -> Generator[tuple[Machine, str]]:
    """A running server, as processes that end with this block, and its address."""
    with Machine(folder, {}) as machine:
        ports = Ports(temporal=free_port(17233), ui=free_port(18233))
        start_temporal(machine, ports, rehearsal=False)
        yield machine, ports.address
