"""The steps of a circular: preparing avenants, starting networks, informing, closing."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from temporalio import activity
from temporalio.client import Client

from activities.closing import close_avenant
from activities.contracts import AvenantRef, CircularProgress, CircularRef, Progress
from activities.desk import Desk, NotInTheJournal
from activities.informing import inform
from activities.letters import NEVER_MENDED
from activities.progress import progress
from activities.recording import record, step_command
from activities.starting import Start, start_avenants
from domain.circular import Circular
from domain.circular_facts import AvenantsClosed, AvenantsPrepared, CircularFact, CircularLife
from domain.commands import (
    AnyCommand,
    PrepareAvenant,
    RecordProvidersAddressed,
)
from domain.decide import decide
from domain.state import Avenant, Convention, NetworkAvenant
from domain.turned import NotPossible
from domain.values import (
    ENGINE,
    AvenantKind,
    avenant_id,
    network_convention,
    split_avenant_id,
)
from journal.envelope import Append, Context, Recorded
from journal.errors import Conflict, EvidenceErased
from journal.handling import handle
from journal.streams import (
    circular_stream,
    convention_from,
    convention_stream,
    load_circular,
)

CANNOT_BE_INFORMED = (*NEVER_MENDED, NotInTheJournal, EvidenceErased)
"""Why a network cannot be written to, whatever becomes of the others: it was erased, say."""
PAGE = 200
"""Conventions in one transaction, and starts between two heartbeats."""


@dataclass(frozen=True)
class CircularSteps:
    """The activities of a circular, at one desk, with a way to start workflows."""

    desk: Desk
    client: Client

    @activity.defn(name="look_at_circular")
    def look(self, ref: CircularRef) -> CircularProgress:
        """How far the circular has been carried out."""
        return self._progress(ref)

    @activity.defn(name="prepare_avenants")
    def prepare(self, ref: CircularRef) -> CircularProgress:
        """Give every convention that the circular amends its avenant, page by page.

        Killed anywhere and run again it prepares what is missing and nothing twice.
        """
        life, circular = self._circular(ref)
        networks = providers = 0
        for kind, page in self._pages(circular):
            prepared = self._prepare_page(life, circular, kind, page)
            networks += prepared if kind is AvenantKind.NETWORK else 0
            providers += prepared if kind is AvenantKind.PROVIDER else 0
            activity.heartbeat(page[-1])
        done = AvenantsPrepared(
            on=self.desk.today(), circular=life.id, networks=networks, providers=providers
        )
        self._record(life, done, "prepared", networks + providers)
        return self._progress(ref, networks=networks, providers=providers)

    @activity.defn(name="start_networks")
    async def start_networks(self, ref: CircularRef) -> CircularProgress:
        """Start the workflow of each network's avenant."""
        life, circular = await asyncio.to_thread(self._circular, ref)
        starts = await asyncio.to_thread(self._network_starts, life, circular)
        await start_avenants(self.client, starts, after_each=activity.heartbeat)
        return await asyncio.to_thread(self._progress, ref, networks=len(starts))

    @activity.defn(name="inform_networks")
    def inform_networks(self, ref: CircularRef) -> CircularProgress:
        """Send a circular that only informs to each network, once.

        One that cannot be written to stops none of the others; what is wrong with it is said last.
        """
        life, circular = self._circular(ref)
        stopped: list[Exception] = []
        for network in self._networks(circular):
            try:
                inform(self.desk, life.id, circular, network)
            except CANNOT_BE_INFORMED as error:
                stopped.append(error)
            activity.heartbeat(network)
        if stopped:
            raise stopped[0]
        return self._progress(ref)

    @activity.defn(name="close_avenants")
    def close(self, ref: CircularRef) -> CircularProgress:
        """After a withdrawal or a correction, close what is open, page by page."""
        life, circular = self._circular(ref)
        if life.withdrawn_on is None:
            return self._progress(ref)
        for network in dict.fromkeys(one.network for one in life.informing):
            inform(self.desk, life.id, circular, network)
            activity.heartbeat(network)
        for _, page in self._pages(circular):
            for convention in page:
                close_avenant(self.desk, life, avenant_id(life.id, convention))
            activity.heartbeat(page[-1])
        done = AvenantsClosed(on=self.desk.today(), circular=life.id)
        self._record(life, done, "closed", life.withdrawn_on)
        return self._progress(ref)

    @activity.defn(name="address_providers")
    async def address_providers(self, ref: AvenantRef) -> Progress:
        """Start the workflow of each of the network's providers, page by page.

        The worker killed, the next try begins at the page that was under way.
        """
        view = await asyncio.to_thread(self.desk.view, ref.avenant)
        network = view.convention.network
        after, number = _page_under_way()
        while True:
            page = await asyncio.to_thread(
                self.desk.store.registers.conventions_of, network, after, PAGE
            )
            starts = await asyncio.to_thread(
                self._provider_starts, view.avenant.circular, network, [row.id for row in page]
            )
            heartbeat = partial(activity.heartbeat, after, number)
            number += await start_avenants(self.client, starts, after_each=heartbeat)
            if len(page) < PAGE:
                break
            after = page[-1].id
        await asyncio.to_thread(self._addressed, ref, number)
        return await asyncio.to_thread(progress, self.desk, ref.avenant)

    # -- pages ---------------------------------------------------------------------------------

    def _networks(self, circular: Circular) -> list[str]:
        """To whom the circular speaks; a circular that informs may speak to everybody."""
        named = [addressee.id for addressee in circular.networks]
        return named or [row.id for row in self.desk.store.registers.networks()]

    def _pages(self, circular: Circular) -> Iterator[tuple[AvenantKind, list[str]]]:
        """Every convention that the circular concerns: each network's own, then its providers'."""
        for network in self._networks(circular):
            yield AvenantKind.NETWORK, [network_convention(network)]
            after: str | None = None
            while True:
                rows = self.desk.store.registers.conventions_of(network, after, PAGE)
                if rows:
                    after = rows[-1].id
                    yield AvenantKind.PROVIDER, [row.id for row in rows]
                if len(rows) < PAGE:
                    break

    def _prepare_page(
        self, life: CircularLife, circular: Circular, kind: AvenantKind, page: list[str]
    ) -> int:
        """Prepare the avenants of a page in one transaction; how many there are now."""
        while True:
            appends: list[Append] = []
            there = 0
            for convention in page:
                history = self.desk.store.journal.read(convention_stream(convention))
                command = self._preparation(life, circular, kind, convention)
                decision = decide(convention_from(history), command)
                if isinstance(decision, NotPossible):
                    continue
                there += 1
                if decision:
                    context = self._context(life, command)
                    stream = convention_stream(convention)
                    appends.append(Append(stream, decision, len(history), context))
            try:
                self.desk.store.journal.append_many(appends)
            except Conflict:
                continue
            return there

    def _preparation(
        self, life: CircularLife, circular: Circular, kind: AvenantKind, convention: str
    ) -> PrepareAvenant:
        supersedes = None
        if life.corrects is not None:
            supersedes = avenant_id(life.corrects, convention)
        return PrepareAvenant(
            today=self.desk.today(),
            avenant=avenant_id(life.id, convention),
            circular=life.id,
            kind=kind,
            content=life.content,
            rules=circular.rules,
            entry_into_force=circular.amends().entry_into_force,
            supersedes=supersedes,
        )

    def _context(self, life: CircularLife, command: PrepareAvenant) -> Context:
        return Context(
            command_id=step_command(command.avenant, "prepare", life.content),
            actor=ENGINE,
            channel="workflow",
            correlation=command.avenant,
        )

    # -- starting ------------------------------------------------------------------------------

    def _network_starts(self, life: CircularLife, circular: Circular) -> list[Start]:
        found: list[Start] = []
        for network in self._networks(circular):
            found += self._starts(life.id, network, [network_convention(network)])
        return found

    def _provider_starts(self, circular: str, network: str, page: list[str]) -> list[Start]:
        return self._starts(circular, network, page)

    def _starts(self, circular: str, network: str, conventions: list[str]) -> list[Start]:
        """Those of these conventions that have an avenant of that circular."""
        found: list[Start] = []
        for convention in conventions:
            known = self._convention(convention)
            avenant = known.avenant(avenant_id(circular, convention)) if known else None
            if avenant is not None:
                found.append(
                    Start(
                        avenant=avenant.id,
                        network=network,
                        kind=avenant.kind,
                        status=avenant.standing.status,
                        rehearsal=self.desk.store.rehearsal,
                    )
                )
        return found

    def _convention(self, convention: str) -> Convention | None:
        return convention_from(self.desk.store.journal.read(convention_stream(convention)))

    def _addressed(self, ref: AvenantRef, number: int) -> None:
        _, convention = split_avenant_id(ref.avenant)
        known = self.desk.view(ref.avenant).avenant
        command: AnyCommand = RecordProvidersAddressed(
            today=self.desk.today(), avenant=ref.avenant, providers=number
        )
        record(
            self.desk.store,
            convention,
            command,
            door="workflow",
            correlation=ref.avenant,
            command_id=step_command(ref.avenant, "addressed", signed_by(known)),
        )

    # -- the circular itself -------------------------------------------------------------------

    def _circular(self, ref: CircularRef) -> tuple[CircularLife, Circular]:
        life = load_circular(self.desk.store.journal, ref.circular)
        if life is None:
            msg = f"no circular {ref.circular} in this journal: the worker looks into another store"
            raise NotInTheJournal(msg)
        return life, self.desk.circular(life.content)

    def _record(self, life: CircularLife, fact: CircularFact, step: str, cause: object) -> None:
        """Append a fact about the circular, once for each cause."""

        def append_it(history: tuple[Recorded, ...]) -> tuple[CircularFact, ...]:  # noqa: ARG001
            return (fact,)

        context = Context(
            command_id=step_command(life.id, step, cause),
            actor=ENGINE,
            channel="workflow",
            correlation=life.id,
        )
        handle(self.desk.store.journal, circular_stream(life.id), append_it, context)

    def _progress(
        self, ref: CircularRef, networks: int = 0, providers: int = 0
    ) -> CircularProgress:
        life, _ = self._circular(ref)
        stands = "avenants prepared" if life.prepared else "launched"
        if life.withdrawn_on is not None:
            stands = f"corrected by {life.corrected_by}" if life.corrected_by else "withdrawn"
        return CircularProgress(
            informs=life.kind == "informing",
            prepared=life.prepared,
            withdrawn=life.withdrawn_on is not None,
            closed=life.closed,
            networks=networks,
            providers=providers,
            stands=stands,
        )


def signed_by(avenant: Avenant) -> str:
    """By which signatures its providers are addressed: taken back and signed anew, again."""
    signatures = avenant.signatures if isinstance(avenant, NetworkAvenant) else ()
    return " ".join(["providers", *(str(one.id) for one in signatures)])


def _page_under_way() -> tuple[str | None, int]:
    """Where an earlier try had come: the last key before its page, and how many went before."""
    match activity.info().heartbeat_details:
        case [str() | None as after, int() as number]:
            return after, number
        case _:
            return None, 0
