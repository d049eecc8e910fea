"""An invented office, ready to send: networks concluded and released, avenants prepared."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import islice
from pathlib import Path
from uuid import uuid4

from activities.desk import Desk
from activities.sending import send
from activities.starting import Start
from bench.month import SENT_ON, ShortMonth
from domain.commands import (
    BeginSending,
    Countersign,
    PrepareAvenant,
    RecordSent,
    RegisterSignature,
    ReleaseSending,
)
from domain.decide import decide
from domain.facts import Purpose
from domain.intake import MailboxRead, PostRegistered
from domain.office import ENGINE_ITSELF
from domain.values import (
    ENGINE,
    AvenantKind,
    Channel,
    avenant_id,
    network_convention,
    split_avenant_id,
)
from interfaces.circulars.folder import read_circular
from interfaces.registers.invented import NetworkInfo
from interfaces.rehearsal.acts import CELL
from interfaces.rehearsal.stage import import_office, launch
from interfaces.settings import Settings
from journal.envelope import Append, Context
from journal.known_facts import known_facts
from journal.opening import Store, open_store
from journal.streams import (
    convention_from,
    convention_stream,
    intake_stream,
    load_circular,
)
from worker import desk_of

CIRCULAR = Path(__file__).parents[1] / "circulars" / "2026-001"
PAGE = 200
"""Conventions in one transaction."""


Given = (
    PrepareAvenant | BeginSending | RecordSent | RegisterSignature | Countersign | ReleaseSending
)
"""What an office is made with."""


class Office:
    """A store on SQLite and a mail folder, and providers who are all written to by e-mail."""

    def __init__(self, folder: Path, providers: int, clock: ShortMonth) -> None:
        self.settings = Settings(data=folder)
        self.store: Store = open_store(self.settings.store_url, facts=known_facts(), clock=clock)
        self.desk: Desk = desk_of(self.settings, self.store)
        circular = read_circular(CIRCULAR).circular
        assert circular is not None
        self.circular = circular
        known = [NetworkInfo(n.name, n.kind, n.languages) for n in circular.networks]
        # Three of ten invented providers are written to by letter.
        import_office(self.store, folder / "registers", known, providers * 8 // 5 + 60, seed=1)
        launch(self.store, circular)
        self._carry_networks_through()
        self.starts = self._prepare_providers(providers)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def send_silently(self) -> None:
        """Every avenant counts as sent, though no mail was made: for avenants that only wait."""
        avenants = [start.avenant for start in self.starts]
        self._give(
            BeginSending(
                today=SENT_ON,
                avenant=avenant,
                ordinal=1,
                purpose=Purpose.FIRST,
                channel=Channel.EMAIL,
                message_id=f"<{avenant}.1@bench.example>",
                content_hash="0" * 64,
            )
            for avenant in avenants
        )
        self._give(
            RecordSent(today=SENT_ON, avenant=avenant, id=uuid4(), on=SENT_ON, ordinal=1)
            for avenant in avenants
        )

    def _carry_networks_through(self) -> None:
        """The networks' own avenants, up to the release; their post is known to be read."""
        networks = [network.id for network in self.circular.networks]
        own = {n: avenant_id(self.circular.id, network_convention(n)) for n in networks}
        self._prepare(
            Start(avenant=a, network=n, kind=AvenantKind.NETWORK, rehearsal=False)
            for n, a in own.items()
        )
        for avenant in own.values():
            send(self.desk, avenant)
        asked = {"today": SENT_ON, "by": CELL.id}
        self._give(
            RegisterSignature(avenant=a, id=uuid4(), received_on=SENT_ON, **asked)
            for a in own.values()
        )
        self._give(Countersign(avenant=a, on=SENT_ON, **asked) for a in own.values())
        self._give(ReleaseSending(avenant=a, **asked) for a in own.values())
        through = SENT_ON + timedelta(days=60)
        for network in networks:
            read = (
                MailboxRead(on=SENT_ON, network=network, through=through, by=CELL.id),
                PostRegistered(on=SENT_ON, network=network, through=through, by=CELL.id),
            )
            stream = intake_stream(network)
            self.store.journal.append(
                stream, read, expected_version=0, context=given_by(CELL.id, network)
            )

    def _prepare_providers(self, providers: int) -> list[Start]:
        rows = [
            row
            for network in self.circular.networks
            for row in self.store.registers.conventions_of(network.id, limit=2 * providers)
            if row.channel is Channel.EMAIL
        ][:providers]
        assert len(rows) == providers, "too few of the invented providers are reached by e-mail"
        starts = [
            Start(
                avenant=avenant_id(self.circular.id, row.id),
                network=row.network,
                kind=AvenantKind.PROVIDER,
                rehearsal=False,
            )
            for row in rows
        ]
        self._prepare(starts)
        return starts

    def _prepare(self, starts: Iterable[Start]) -> None:
        life = load_circular(self.store.journal, self.circular.id)
        assert life is not None
        self._give(
            PrepareAvenant(
                today=SENT_ON,
                avenant=start.avenant,
                circular=life.id,
                kind=start.kind,
                content=life.content,
                rules=self.circular.rules,
                entry_into_force=self.circular.amends().entry_into_force,
            )
            for start in starts
        )

    def _give(self, commands: Iterable[Given]) -> None:
        """Record commands about different conventions, a page in one transaction."""
        rest = iter(commands)
        while page := list(islice(rest, PAGE)):
            self.store.journal.append_many([self._append(command) for command in page])

    def _append(self, command: Given) -> Append:
        _, convention = split_avenant_id(command.avenant)
        stream = convention_stream(convention)
        history = self.store.journal.read(stream)
        actor = ENGINE_ITSELF if command.by == ENGINE else CELL
        facts = decide(convention_from(history), command, actor)
        assert isinstance(facts, tuple), facts
        return Append(stream, facts, len(history), given_by(actor.id, command.avenant))


def given_by(actor: str, correlation: str) -> Context:
    """Who asked, and for what."""
    return Context(command_id=uuid4(), actor=actor, channel="cli", correlation=correlation)
