"""The steps of a small office, taken one by one: without a server, and wherever a test is."""

import asyncio
from pathlib import Path

from temporalio.client import Client
from temporalio.testing import ActivityEnvironment

from activities.avenant_steps import AvenantSteps
from activities.circular_steps import CircularSteps
from activities.contracts import AvenantRef, CircularRef
from tests.workflows.office import BY_LETTER, BY_MAIL, SmallOffice

MAILED, POSTED = "K00001", "K00002"


def an_office(folder: Path, **changes: object) -> SmallOffice:
    """Namur, with a provider who gets mail and one who gets letters; a circular is launched.

    `changes` are those of the circular against the one of March 2026.
    """
    # Of a server that nobody asks anything.
    client = asyncio.run(Client.connect("127.0.0.1:1", lazy=True))
    office = SmallOffice(folder, client)
    office.register({MAILED: BY_MAIL, POSTED: BY_LETTER})
    office.acts.launch(office.circular(**changes))
    return office


class Steps:
    """The steps of an office, taken one by one and without a server."""

    def __init__(self, office: SmallOffice) -> None:
        self.office = office
        self.of_avenants = AvenantSteps(office.desk)
        self.of_circulars = CircularSteps(office.desk, office.client)

    def prepare(self, circular: str) -> None:
        ActivityEnvironment().run(self.of_circulars.prepare, CircularRef(circular=circular))

    def close(self, circular: str) -> None:
        ActivityEnvironment().run(self.of_circulars.close, CircularRef(circular=circular))

    def send(self, avenant: str) -> None:
        self.of_avenants.send(AvenantRef(avenant=avenant))

    def conclude(self, avenant: str) -> None:
        self.of_avenants.conclude(AvenantRef(avenant=avenant))

    def carry_network_through(self, circular: str = "2026-001") -> None:
        """From the launch until the providers of Namur may be told."""
        self.prepare(circular)
        network = self.office.avenant("net-namur", circular)
        self.send(network)
        self.office.acts.carry_through(network)
