"""Builders for tests of the command line: run a command, make an avenant stand somewhere.

The stores are rehearsals, because only their clock can be set; everything else is real.
"""

import contextlib
import csv
import io
import json
import logging
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from activities.recording import record
from domain import commands as c
from domain.circular import Circular
from domain.facts import Purpose
from domain.frozen import thaw
from domain.office import ENGINE_ITSELF
from domain.turned import NotPossible
from domain.values import AvenantKind, Channel, avenant_id
from interfaces.circulars.folder import read_circular
from interfaces.cli.main import main
from interfaces.registers.invented import NetworkInfo, invent
from journal.clock import BRUSSELS, RehearsalClock
from journal.envelope import Recorded
from journal.known_facts import known_facts
from journal.opening import Store, open_rehearsal
from journal.streams import load_circular, load_convention_of

CIRCULAR = Path(__file__).parents[2] / "circulars" / "2026-001"
INFORMING = Path(__file__).parents[2] / "circulars" / "2023-running-costs"
LAUNCHED_ON = date(2026, 3, 2)
SENT_ON = date(2026, 3, 6)
"""Refusals count until 6 April; the latest reading ends on 7 April; refused, it ends on 1 June."""
R = "2026-001"
NAMUR = "2026-001.net-namur"
CELL = "inami.cell"
SECOND = "inami.second"


@dataclass(frozen=True)
class Result:
    """What a command gave: its exit code, its data, and what it said about it."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The data, read as JSON."""
        return json.loads(self.out)

    @property
    def said(self) -> str:
        """Both streams."""
        return self.out + self.err


def run(*arguments: object) -> Result:
    """Give one command in this process, as the console script does."""
    out, err = io.StringIO(), io.StringIO()
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    root.handlers[:] = before
    root.setLevel(level)
    assert "Traceback" not in out.getvalue() + err.getvalue()
    return Result(code, out.getvalue(), err.getvalue())


@dataclass(frozen=True)
class Template:
    """A folder with a store that tests copy."""

    folder: Path

    def copy_to(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> "Office":
        """An office of its own in another folder, to which the command line is pointed."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        point_to(folder, monkeypatch)
        return Office(folder)


@dataclass
class Office:
    """A store, its clock, and short ways to bring avenants where a test wants them."""

    folder: Path
    _files: int = field(default=0)
    _open: tuple[Store, RehearsalClock] | None = field(default=None)

    @property
    def url(self) -> str:
        """Where the store lies."""
        return f"sqlite:///{self.folder / 'avenants.sqlite'}"

    @contextlib.contextmanager
    def opened(self) -> Iterator[tuple[Store, RehearsalClock]]:
        """The store and its clock; it stays open until the test is over."""
        if self._open is None:
            start = noon(LAUNCHED_ON)
            self._open = open_rehearsal(self.url, facts=known_facts(), starts_at=start)
        yield self._open

    def close(self) -> None:
        """Let go of the store."""
        if self._open is not None:
            self._open[0].close()
            self._open = None

    def is_on(self, day: date) -> None:
        """Move the clock to noon of a day."""
        with self.opened() as (_, clock):
            if clock.today() < day:
                clock.set(noon(day))

    def give(self, command: c.AnyCommand, avenant: str) -> tuple[Recorded, ...]:
        """Let the engine record a command that has to succeed."""
        with self.opened() as (store, _):
            convention = avenant.partition(".")[2]
            answer = record(
                store,
                convention,
                command,
                actor=ENGINE_ITSELF,
                door="workflow",
                correlation=avenant,
            )
        assert not isinstance(answer, NotPossible), answer
        return answer

    def today(self) -> date:
        """The day on the clock."""
        with self.opened() as (_, clock):
            return clock.today()

    def status(self, avenant: str) -> str:
        """Where an avenant stands."""
        with self.opened() as (store, _):
            convention = load_convention_of(store.journal, avenant)
        found = convention.avenant(avenant) if convention else None
        assert found is not None
        return found.standing.status

    def facts(self) -> int:
        """How many facts the journal holds."""
        with self.opened() as (store, _):
            return sum(1 for _ in feed(store))

    def frozen(self) -> tuple[str, Circular]:
        """The launched circular and the address of its content."""
        with self.opened() as (store, _):
            life = load_circular(store.journal, R)
            assert life is not None
            return life.content, thaw(store.evidence.get(life.content))

    def prepared(self, convention: str, circular: str = R) -> str:
        """An avenant of that convention, prepared."""
        content, frozen = self.frozen()
        network = convention.startswith("net-")
        number = avenant_id(circular, convention)
        self.give(
            c.PrepareAvenant(
                today=self.today(),
                avenant=number,
                circular=circular,
                kind=AvenantKind.NETWORK if network else AvenantKind.PROVIDER,
                content=content,
                rules=frozen.rules,
                entry_into_force=date(2026, 1, 1),
            ),
            number,
        )
        return number

    def sending(self, convention: str, channel: Channel = Channel.EMAIL, circular: str = R) -> str:
        """An avenant of that convention, its intent recorded today."""
        number = self.prepared(convention, circular)
        self.give(
            c.BeginSending(
                today=self.today(),
                avenant=number,
                ordinal=1,
                purpose=Purpose.FIRST,
                channel=channel,
                message_id=f"<{number}.1@avenants.test>",
                content_hash="0" * 64,
            ),
            number,
        )
        return number

    def sent(
        self,
        convention: str = "K00001",
        on: date = SENT_ON,
        channel: Channel = Channel.EMAIL,
        circular: str = R,
    ) -> str:
        """An avenant of that convention, sent on that day."""
        self.is_on(on)
        number = self.sending(convention, channel, circular)
        self.give(c.RecordSent(today=on, avenant=number, id=uuid4(), on=on, ordinal=1), number)
        return number

    def coordinator(self, convention: str) -> str:
        """The coordinator of the network of a convention."""
        with self.opened() as (store, _):
            network = store.registers.convention(convention).network
            return next(s.id for s in store.registers.all_staff() if network in s.networks)

    def register(self, name: str, *rows: dict[str, str], file: str = "changed.csv") -> Path:
        """A file of that register with these rows."""
        path = self.folder / file
        with path.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, list(self.rows(name)[0]))
            writer.writeheader()
            writer.writerows(rows)
        return path

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of a register as they were imported."""
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
            return list(csv.DictReader(opened))

    def a_row(self, kind: str, **changes: str) -> dict[str, str]:
        """The first independent or organisation of the register, with changes."""
        return next(r for r in self.rows("providers") if r["party_kind"] == kind) | changes

    def paper(self, content: bytes = b"I refuse.", name: str | None = None) -> Path:
        """A piece of evidence on disk."""
        self._files += 1
        path = self.folder / (name or f"paper-{self._files}.eml")
        path.write_bytes(content)
        return path

    def refuse(self, avenant: str, received_on: date | str, *more: object) -> Result:
        """Register a refusal by INAMI's cell, with a new piece of evidence."""
        evidence = (
            () if "--evidence" in more else ("--evidence", self.paper(str(self._files).encode()))
        )
        return run(
            "refuse", avenant, "--received-on", received_on, "--channel", "letter", "--by", CELL,
            *evidence, *more,
        )  # fmt: skip


def feed(store: Store) -> Iterator[Recorded]:
    """Every fact of a store."""
    page: Sequence[Recorded] = store.journal.feed(0, 1000)
    while page:
        yield from page
        page = store.journal.feed(page[-1].position, 1000)


def noon(day: date) -> datetime:
    """Noon in Brussels."""
    return datetime.combine(day, time(12), BRUSSELS)


def point_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command line work on the store of that folder, in English."""
    monkeypatch.setenv("AVENANT_DATA", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("TERM", "dumb")
    for name in ("AVENANT_BY", "AVENANT_LANG", "AVENANT_DATABASE_URL", "AVENANT_CONFIG"):
        monkeypatch.delenv(name, raising=False)


def make_template(folder: Path) -> Template:
    """Import the registers of every network of the circular, and launch it, by commands."""
    office = Office(folder)
    with office.opened():
        pass
    with pytest.MonkeyPatch.context() as monkeypatch:
        point_to(folder, monkeypatch)
        circular = read_circular(CIRCULAR).circular
        assert circular is not None
        networks = [NetworkInfo(n.name, n.kind, n.languages) for n in circular.networks]
        files = invent(networks, 40, seed=11).write(folder)
        for register in ("networks", "providers", "staff"):
            imported = run("import", register, files[register])
            assert imported.code in (0, 3), imported.said
        launched = run("launch", CIRCULAR, "--by", CELL)
        assert launched.code == 3, launched.said
    office.close()
    return Template(folder)
