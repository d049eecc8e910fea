"""A record with all that a real store holds: registers, people, evidence, readings, an erasure."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import inspect

from activities.access import note_reading
from activities.erasing import Authority, erase
from activities.mailbox.keeping import give, keep_in_pieces
from audit.seals.findings import Verified
from audit.seals.folder import SealsFolder
from audit.seals.keys import make_signer
from audit.seals.sealer import Sealer
from audit.seals.timestamps import token_check
from audit.seals.verifying import verify
from domain.access import Shown
from domain.facts import AvenantPrepared
from domain.office import Actor
from domain.terms import CURRENT_RULES
from domain.values import AvenantKind, Channel, Role
from interfaces.cli.registered import bring_journal_up
from journal.clock import RehearsalClock
from journal.keys.place import keys_of
from journal.known_facts import known_facts
from journal.opening import Store, open_rehearsal
from journal.register_rows import party_of
from journal.registration import Entry, apply_import, plan_import
from tests.audit.office import day, morning
from tests.audit.seals.record import Record, a_refusal
from tests.journal.test_registers import COORDINATOR, NAMUR, a_provider

CELL = Actor(id="inami.cell", role=Role.INAMI)
OFFICER = Actor(id="inami.dpo", role=Role.INAMI)
EARLIER = ("begun", "changed")
"""Copies of the database of earlier days, in the folder of the record."""


@dataclass
class OfficeRecord:
    """A store with its registers, its keys and its seals, in one folder."""

    store: Store
    clock: RehearsalClock
    folder: Path

    def imports(self, of: str, *entries: Entry) -> None:
        """As a person imports a file, with its facts."""
        plan = plan_import(of, entries, self.store.registers)  # type: ignore[arg-type]
        assert not plan.problems
        apply_import(plan, self.store.registers, recorded_at=self.clock.now(), by=CELL.id)
        bring_journal_up(self.store, CELL)

    def seal(self) -> None:
        """Under one more checkpoint."""
        signer = make_signer(self.folder / "checkpoint.key")
        Sealer(self.store, SealsFolder(self.folder / "seals"), [signer]).seal(batch=7)

    def keep(self, name: str) -> None:
        """A copy of the database and of its keys as they stand now."""
        if self.store.engine.dialect.name == "sqlite":
            self.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.copy(self.folder / "store.db", self.folder / f"{name}.db")
        else:
            self.execute(f"CREATE SCHEMA {name}")
            for table in inspect(self.store.engine).get_table_names():
                self.execute(f"CREATE TABLE {name}.{table} AS TABLE {table}")
        with sqlite3.connect(self.folder / "store.keys.sqlite") as keys:
            keys.execute(f"VACUUM INTO '{self.folder / name}.keys.sqlite'").close()

    def execute(self, *statements: str) -> None:
        """Straight in the database, each for itself."""
        alone = self.store.engine.execution_options(isolation_level="AUTOCOMMIT")
        with alone.connect() as connection:
            driver: Any = connection.connection.driver_connection
            for statement in statements:
                # Past the library, which begins a transaction on SQLite.
                driver.execute(statement)

    def verify(self) -> Verified:
        """Hold the record against its seals; the first key that signed is trusted."""
        return verify(
            self.store,
            SealsFolder(self.folder / "seals"),
            trusted=frozenset({make_signer(self.folder / "checkpoint.key").key}),
            check_token=token_check(()),
        )


def fill(record: OfficeRecord) -> None:
    """Begin, receive, change, be read, be erased."""
    store = record.store
    record.imports("networks", NAMUR)
    record.imports("providers", *(a_provider(number, number + 1) for number in range(1, 5)))
    record.imports("staff", COORDINATOR)
    for number in (1, 2, 4):
        receive(record, f"K{number:05}")
    record.seal()
    record.keep("begun")
    moved = a_provider(1, channel=Channel.LETTER, address="rue du Rêve 3, 1099 Valbrume")
    record.imports("providers", moved, a_provider(2, 3, name="Inès Mousseclaire"))
    staff, network = COORDINATOR.record, NAMUR.record
    record.imports("staff", COORDINATOR._replace(record=staff.model_copy(update={"networks": ()})))
    ended = network.model_copy(update={"ended_on": date(2030, 1, 1)})
    record.imports("networks", NAMUR._replace(record=ended))
    note_reading(store, [party(1)], Shown.REGISTER, actor=CELL, why="a question")
    record.seal()
    record.keep("changed")
    erase(store, [party(4)], Authority(CELL, OFFICER, "art. 17 GDPR"))
    store.journal.follow("relay", store.journal.head())
    record.seal()


def receive(record: OfficeRecord, convention: str) -> None:
    """A refusal with a letter, and a message in pieces."""
    evidence = record.store.evidence
    of = party_of("convention", convention)
    letter = evidence.put(f"Letter of {convention}.".encode(), "text/plain", of=of)
    large = keep_in_pieces(evidence, [f"{convention} {piece}".encode() for piece in range(2)])
    assert large.evidence is not None
    give(evidence, large.evidence, of)
    recorded = Record(
        record.store, record.clock, SealsFolder(record.folder / "seals"), record.folder / "key",
        versions={f"convention-{convention}": 1}, commands=int(convention[1:]) * 100,
    )  # fmt: skip
    content = evidence.put(b'{"circular":"2026-001"}', "application/json")
    prepared = AvenantPrepared(
        on=date(2026, 3, 3),
        avenant=f"2026-001.{convention}",
        circular="2026-001",
        kind=AvenantKind.PROVIDER,
        content=content,
        rules=CURRENT_RULES,
        in_force_from=date(2026, 1, 1),
    )
    recorded.append(convention, prepared, a_refusal(convention, letter))
    recorded.append(convention, a_refusal(convention, large.evidence))


def party(number: int) -> str:
    """The party of a convention."""
    return party_of("convention", f"K{number:05}")


@contextmanager
def an_office_record(folder: Path, url: str | None = None) -> Iterator[OfficeRecord]:
    """The whole, sealed, with copies of two earlier days; in a file unless an address is given."""
    store, clock = open_rehearsal(
        url or f"sqlite:///{folder / 'store.db'}",
        facts=known_facts(),
        starts_at=morning(day("03-03")),
        keys=keys_of(f"{folder}/store"),
    )
    with store:
        made = OfficeRecord(store, clock, folder)
        fill(made)
        made.keep("last")
        yield made
