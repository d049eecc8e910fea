"""Recording the histories anew, on a real Temporal server: `python -m tests.histories.recording`.

Do this only when a new kind of life is added, or when nothing that runs anywhere was begun under
the old ones: they stand for the workflows that wait in production at this moment.
"""

import asyncio
import json
import re
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from activities.contracts import avenant_workflow, circular_workflow
from domain.facts import Outcome
from tests.workflows.office import BY_MAIL, Reached, SmallOffice
from tests.workflows.server import dev_server, new_namespace

PROCESS = re.compile(r"[0-9]+@")
"""How Temporal names a process: its number, and the machine."""
FOLDER = Path(__file__).parent
SILENT, REFUSES, CONTESTED, OF_EMERGO = "K00001", "K00002", "K00003", "K00004"
PROVIDERS = {
    SILENT: BY_MAIL,
    REFUSES: BY_MAIL,
    CONTESTED: BY_MAIL,
    OF_EMERGO: Reached(BY_MAIL.channel, "emergo"),
}


async def live(office: SmallOffice) -> dict[str, str]:
    """Lives of every kind; the workflow of each, by the name of its history."""
    acts = office.acts
    silent, refuses = office.avenant(SILENT), office.avenant(REFUSES)
    contested, emergo = office.avenant(CONTESTED), office.avenant("net-emergo")
    await office.start()
    acts.launch(office.circular())
    await office.until(lambda: len(office.every_avenant()) == len(PROVIDERS) + 2)
    for network in ("net-namur", "net-emergo"):
        await office.until_state(office.avenant(network), "sent")
    acts.carry_through(office.avenant("net-namur"))
    for avenant in (silent, refuses, contested):
        await office.until_state(avenant, "sent")
    await office.go_to(date(2026, 3, 10))
    acts.refuse(refuses)
    acts.refuse(contested, by_representative=False)
    await office.go_to(date(2026, 3, 17))
    await office.go_to(date(2026, 3, 31))
    acts.decide(contested, Outcome.ACCEPTANCE)
    await office.go_to(date(2026, 4, 3), hour=23)
    acts.complete_intake("namur", date(2026, 4, 3))
    await office.go_to(date(2026, 4, 4))
    await office.go_to(date(2026, 4, 14))
    acts.carry_through(emergo)
    await office.until_state(office.avenant(OF_EMERGO), "sent")
    await office.go_to(date(2026, 6, 1))
    return {
        "tacit": avenant_workflow(silent),
        "refused": avenant_workflow(refuses),
        "contested": avenant_workflow(contested),
        "network-signed-late": avenant_workflow(emergo),
        "circular": circular_workflow("2026-001"),
    }


async def record_all() -> None:
    """Write every history; those of earlier versions stay beside them under their own names."""
    with TemporaryDirectory() as folder:
        async with dev_server() as address:
            office = SmallOffice(
                Path(folder), await new_namespace(address), networks=("namur", "emergo")
            )
            office.register(PROVIDERS)
            try:
                for name, workflow in (await live(office)).items():
                    handle = office.client.get_workflow_handle(workflow)
                    history = without_machine((await handle.fetch_history()).to_json_dict())
                    text = json.dumps(history, indent=1, sort_keys=True, ensure_ascii=False)
                    (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")
            finally:
                await office.close()


def without_machine(node: Any) -> Any:
    """Who recorded it, and on which machine, is nobody's business."""
    match node:
        case dict():
            return {key: without_machine(value) for key, value in node.items()}
        case list():
            return [without_machine(value) for value in node]
        case str() if PROCESS.match(node):
            return "worker"
        case _:
            return node


if __name__ == "__main__":
    asyncio.run(record_all())
