"""Temporal is stopped, kill -9 and all: a refusal is registered, and acted upon when it is back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from domain import facts as f
from interfaces.running.processes import Machine, Ports, Process, free_port, start_temporal
from tests.e2e.processes import Processes
from tests.workflows.office import BY_MAIL, SmallOffice
from tests.workflows.server import connect

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.temporal]

PROVIDER = "K00001"


class Machinery:
    """A Temporal server with a store on disk, and the office that works with it."""

    def __init__(self, folder: Path) -> None:
        temporal = free_port(17233)
        self.machine = Machine(folder / "temporal", {})
        self.ports = Ports(temporal, free_port(temporal + 1))
        self.server: Process | None = None

    def start(self) -> None:
        """Start the server, or start it again over the same store."""
        self.server = start_temporal(self.machine, self.ports, rehearsal=True)

    def kill(self) -> None:
        """Kill -9 of the server."""
        assert self.server is not None
        self.machine.processes.remove(self.server)
        self.server.popen.kill()
        self.server.popen.wait()


@pytest_asyncio.fixture
async def machinery(tmp_path: Path) -> AsyncIterator[Machinery]:
    """A server that ends with the test."""
    machinery = Machinery(tmp_path)
    with machinery.machine:
        machinery.start()
        yield machinery


async def test_a_refusal_registered_while_temporal_is_stopped_counts_and_is_confirmed(
    machinery: Machinery, tmp_path: Path
) -> None:
    client = await connect(machinery.ports.address, "default")
    office = SmallOffice(tmp_path, client)
    office.register({PROVIDER: BY_MAIL})
    processes = Processes(tmp_path, machinery.ports.address, "default")
    try:
        processes.start("worker")
        processes.start("relay")
        office.acts.launch(office.circular())
        namur, avenant = office.avenant("net-namur"), office.avenant(PROVIDER)
        await office.until(lambda: namur in office.every_avenant())
        await office.until_state(namur, "sent")
        office.acts.carry_through(namur)
        await office.until_state(avenant, "sent")

        machinery.kill()
        office.acts.refuse(avenant)
        assert office.state(avenant) == "refused"
        await office.until(lambda: "temporal_unreachable" in processes.log("relay"))
        assert office.facts(avenant, f.NoticeSent) == []

        machinery.start()
        await office.until(lambda: office.facts(avenant, f.NoticeSent) != [], 90)
        assert await office.watching.runs(avenant)
        assert len(office.mails(avenant)) == 2
    finally:
        processes.end_all()
        await office.close()
