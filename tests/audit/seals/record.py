"""A record of a few conventions with real evidence, a sealer, and hands that change the tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import text

from audit.seals.checkpoint import Sealed
from audit.seals.findings import Fault, Verified
from audit.seals.folder import SealsFolder
from audit.seals.keys import Signer, make_signer
from audit.seals.sealer import BATCH, Sealer
from audit.seals.timestamps import token_check
from audit.seals.verifying import verify
from domain.facts import AnswerChannel, ConventionRegistered, Fact, Recipient, RefusalRegistered
from domain.values import Channel, Language, NetworkKind, PartyKind
from journal.clock import RehearsalClock
from journal.envelope import Context
from journal.keys.place import keys_beside, keys_of
from journal.known_facts import known_facts
from journal.opening import Store, open_rehearsal
from tests.audit.office import day, morning

SPACE = UUID("6f1c1de2-54f4-4b8c-9f6b-0d4a4b7f0a11")
POSITION = {"sqlite": "rowid", "postgresql": "notification_id"}


@dataclass
class Record:
    """A store and its folder of seals."""

    store: Store
    clock: RehearsalClock
    folder: SealsFolder
    key: Path
    versions: dict[str, int] = field(default_factory=dict)
    commands: int = 0

    @property
    def signer(self) -> Signer:
        return make_signer(self.key)

    @property
    def sealer(self) -> Sealer:
        return Sealer(self.store, self.folder, [self.signer])

    def seal(self, batch: int = BATCH) -> tuple[Sealed, ...]:
        return self.sealer.seal(batch)

    def append(self, convention: str, *facts: Fact) -> None:
        """Record facts of a convention by one command."""
        stream = f"convention-{convention}"
        version = self.versions.get(stream, 0)
        self.commands += 1
        context = Context(
            command_id=uuid5(SPACE, str(self.commands)),
            actor="inami.cell",
            channel="cli",
            correlation=convention,
        )
        self.store.journal.append(stream, facts, expected_version=version, context=context)
        self.versions[stream] = version + len(facts)

    def refuse(self, convention: str) -> str:
        """Register a refusal with a letter; gives the address of the letter."""
        number = self.commands
        letter = self.store.evidence.put(f"Letter {number}.".encode(), "text/plain")
        self.append(convention, a_refusal(convention, letter))
        return letter

    def verify(self, *trusted: str, against: tuple[Path, ...] = ()) -> Verified:
        return verify(
            self.store,
            self.folder,
            trusted=frozenset(trusted or (self.signer.key,)),
            check_token=token_check(()),
            against=against,
        )

    def found(self) -> list[tuple[Fault, str]]:
        """What a verification finds, and where."""
        return [(one.fault, one.place) for one in self.verify().findings]

    def execute(self, statement: str, **values: Any) -> None:
        """Change the database behind the program's back; `position` is what its column is."""
        column = POSITION[self.store.engine.dialect.name]
        with self.store.engine.begin() as connection:
            connection.execute(text(statement.replace("position", column)), values)

    def ask(self, statement: str, **values: Any) -> list[Any]:
        column = POSITION[self.store.engine.dialect.name]
        with self.store.engine.connect() as connection:
            rows = connection.execute(text(statement.replace("position", column)), values)
            return [tuple(row) for row in rows]


def a_convention(convention: str) -> ConventionRegistered:
    return ConventionRegistered(
        on=date(2024, 1, 1),
        convention=convention,
        network="namur",
        kind=NetworkKind.ADULT,
        party="p-0123456789",
        party_kind=PartyKind.INDEPENDENT,
        channel=Channel.EMAIL,
        language=Language.FR,
    )


def a_refusal(convention: str, letter: str) -> RefusalRegistered:
    return RefusalRegistered(
        on=date(2026, 3, 3),
        avenant=f"2026-001.{convention}",
        id=uuid5(SPACE, letter),
        received_on=date(2026, 3, 3),
        dispatched_on=date(2026, 3, 2),
        channel=AnswerChannel.LETTER,
        by_representative=False,
        names_convention=True,
        addressed_to=Recipient.NETWORK,
        received_there_on=None,
        evidence=letter,
        by="inami.cell",
    )


def fill(record: Record, conventions: int = 4, refusals: int = 2) -> None:
    """Some conventions, one after the other, and refusals that go around among them."""
    names = [f"K{number:05}" for number in range(1, conventions + 1)]
    for name in names:
        record.append(name, a_convention(name))
    for _ in range(refusals):
        for name in names:
            record.refuse(name)


@contextmanager
def a_record(url: str, seals: Path, *, conventions: int = 4) -> Iterator[Record]:
    """A store with conventions and three facts in the stream of each."""
    store, clock = open_rehearsal(
        url,
        facts=known_facts(),
        starts_at=morning(day("03-03")),
        keys=keys_beside(url) or keys_of(str(seals.parent / "store")),
    )
    with store:
        made = Record(store, clock, SealsFolder(seals), seals.parent / "checkpoint.key")
        fill(made, conventions)
        yield made
