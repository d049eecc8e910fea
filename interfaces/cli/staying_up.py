"""Temporal, worker, relay and intake on this machine: started, watched, and ended with Ctrl-C."""

import time
from collections.abc import Callable

from rich.console import Console

from interfaces.cli.exits import Exit, Stop
from interfaces.running.processes import CannotStart, Machine, Ports, start_temporal
from interfaces.settings import Settings, load_settings
from journal.known_facts import known_facts
from journal.opening import open_store


def stay_up() -> None:
    """Start the processes of this machine and stay until Ctrl-C."""
    console = Console(stderr=True)
    settings = load_settings()
    ports = Ports(settings.temporal_port, settings.temporal_ui_port)
    # Whether the store can be opened at all is known before anything starts.
    with open_store(settings.store_url, facts=known_facts(), keys=settings.keys) as store:
        rehearsal = store.rehearsal
    environment = {"AVENANT_TEMPORAL_ADDRESS": ports.address}
    with Machine(settings.data / "processes", environment) as machine:
        start(machine, ports, settings, rehearsal=rehearsal)
        console.print(f"Temporal:  {ports.pages}", highlight=False)
        console.print(f"Mail:      {settings.mail}", highlight=False)
        console.print(f"Logs:      {machine.folder}", highlight=False)
        watch(machine, lambda: console.print("Ctrl-C ends it; nothing is lost by that."))


def start(machine: Machine, ports: Ports, settings: Settings, *, rehearsal: bool) -> None:
    """Start the processes; raises Stop with what to do."""
    try:
        start_temporal(machine, ports, rehearsal=rehearsal)
    except CannotStart as error:
        raise Stop(Exit.FAILURE, str(error)) from error
    except OSError as error:
        raise Stop(
            Exit.FAILURE,
            f"The data folder {settings.data} takes no files ({error.strerror}): "
            "give yourself the right to write there, or set AVENANT_DATA to another folder.",
        ) from error
    machine.start_python("worker", "worker", "worker")
    machine.start_python("relay", "worker", "relay")
    if settings.mailboxes:
        machine.start_python("intake", "worker", "intake")


def watch(machine: Machine, say: Callable[[], None]) -> None:
    """Say so, then stay until Ctrl-C; raises Stop where a process ended by itself.

    It is said in here: whoever reads it may end it in the same instant.
    """
    try:
        say()
        while machine.fallen() is None:
            time.sleep(0.5)
    except KeyboardInterrupt:
        return
    fallen = machine.fallen()
    if fallen is not None:
        raise Stop(Exit.FAILURE, f"The {fallen.name} ended by itself:\n{fallen.last_words()}")
