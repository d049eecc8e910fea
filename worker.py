"""The composition root: the worker and the relay, as processes.

`python -m worker worker` takes steps for workflows, `python -m worker relay` wakes them when
something came from outside, `python -m worker both` does both in one process; `intake` reads the
mailboxes. `migrate` makes or migrates the store and ends; `check` ends with 0 if the store and
Temporal answer; `rebuild` starts every workflow anew that Temporal lost; `remind` writes to people
about what waits for them; `renew` gives signed copies whose proof ends soon another timestamp;
`seal` puts what is new in the record under a signed checkpoint.
"""

import argparse
import asyncio
import contextlib
import logging
import signal
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import structlog
from temporalio import workflow
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import UnsandboxedWorkflowRunner, Worker, WorkflowRunner

from activities.avenant_steps import AvenantSteps
from activities.circular_steps import CircularSteps
from activities.contracts import TASK_QUEUE
from activities.desk import Desk
from activities.digests import Addressed, Pressing, send_digests
from activities.mailbox.copies import examining
from activities.mailbox.listening import Intake
from activities.mailbox.matching import Matching
from activities.mailbox.taking_in import Desk as IntakeDesk
from activities.post import Post, PostError
from activities.post_folder import PostingList
from activities.relaying import FOLLOWER, Relay
from activities.signatures.receiving import Examiner
from activities.signatures.troubles import SigningTrouble
from activities.starting import start_avenants, start_circular
from activities.tokens import ReplyTokens
from audit.board import Board
from audit.informing import information_tasks
from audit.mailboxes import message_tasks
from audit.seals.refusals import SealsRefused
from audit.subjects import circular_streams
from audit.views.known import VIEWS
from audit.views.states import make_views
from domain.office import ENGINE_ITSELF
from domain.state import Convention
from domain.tasks import Task
from domain.urgency import Urgency, is_told
from interfaces.logging import configure_logging
from interfaces.posts import post_of
from interfaces.renewing import renewals
from interfaces.sealing import folder_of, seal, timestamp
from interfaces.settings import Settings, SettingsRefused, load_settings
from interfaces.signing import examiner_of, seal_of
from interfaces.token_key import make_token_key
from journal.errors import StoreError
from journal.known_facts import known_facts
from journal.opening import CONNECTIONS, Store, open_store
from journal.people import StaffMember
from journal.streams import circular_stream, load_convention
from journal.tables import pages
from workflows.circular import CircularWorkflow
from workflows.network_avenant import NetworkAvenantWorkflow
from workflows.provider_avenant import ProviderAvenantWorkflow

CACHED_WORKFLOWS = 1000
"""Workflows kept in memory; the others are replayed from their short histories when woken."""
GRACE = timedelta(seconds=20)
"""How long steps under way may go on after the process was told to stop."""
ROLES = (
    "worker",
    "relay",
    "both",
    "intake",
    "migrate",
    "check",
    "rebuild",
    "remind",
    "renew",
    "seal",
)

log = structlog.get_logger("worker")


class NotAll(Exception):
    """A part of the work could not be done; the message says which, and the rest is done."""


class Unreachable(Exception):
    """Temporal does not answer at its address."""


async def connect(settings: Settings) -> Client:
    """A client of the Temporal server; raises Unreachable with what to do."""
    try:
        # Asked first, since the client's threads abort a process that ends right after a refusal.
        host, _, port = settings.temporal_address.rpartition(":")
        _, writer = await asyncio.open_connection(host, int(port))
        writer.close()
        return await Client.connect(
            settings.temporal_address,
            namespace=settings.temporal_namespace,
            data_converter=pydantic_data_converter,
        )
    except (OSError, ValueError, RuntimeError) as error:
        raise Unreachable(
            f"No Temporal server answers at {settings.temporal_address}: start one with "
            "`avenants up`, or set AVENANT_TEMPORAL_ADDRESS. Nothing is lost meanwhile."
        ) from error


def desk_of(settings: Settings, store: Store) -> Desk:
    """The tools of the office, as the settings want them."""
    lists: dict[str, Post] = {}

    def letters(network: str) -> Post:
        if network not in lists:
            lists[network] = PostingList(Path(settings.letters), network)
        return lists[network]

    make_token_key(settings.data)
    return Desk(
        store=store,
        post=post_of(settings, store),
        letters=letters,
        office=settings.office(),
        seal=seal_of(settings, store.clock.now),
    )


def make_worker(
    client: Client, desk: Desk, steps: ThreadPoolExecutor, runner: WorkflowRunner | None = None
) -> Worker:
    """The worker with all workflows and activities; as many steps at once as connections.

    Without a `runner` workflows run outside the SDK's sandbox: the tests run them within it, and
    what it guards against is kept out by the import contracts (docs/decisions/0012).
    """
    avenant = AvenantSteps(desk)
    circular = CircularSteps(desk, client)
    return Worker(
        client,
        task_queue=TASK_QUEUE,
        workflows=[CircularWorkflow, NetworkAvenantWorkflow, ProviderAvenantWorkflow],
        activities=[
            avenant.send,
            avenant.conclude,
            avenant.terminate,
            avenant.remind,
            circular.look,
            circular.prepare,
            circular.start_networks,
            circular.inform_networks,
            circular.close,
            circular.address_providers,
        ],
        activity_executor=steps,
        max_concurrent_activities=CONNECTIONS,
        max_concurrent_local_activities=CONNECTIONS,
        max_cached_workflows=CACHED_WORKFLOWS,
        workflow_runner=runner or UnsandboxedWorkflowRunner(),
        graceful_shutdown_timeout=GRACE,
    )


def make_relay(client: Client, store: Store) -> Relay:
    """The relay between the journal and Temporal."""
    board = Board(store)

    def waiting_in(network: str, through: date) -> list[str]:
        board.catch_up()
        return board.waiting_in(network, through)

    return Relay(
        journal=store.journal, client=client, waiting_in=waiting_in, rehearsal=store.rehearsal
    )


def intake_of(settings: Settings, store: Store) -> Intake:
    """What listens to the mailboxes, as the settings want it.

    Without authorities whose signatures count, signed copies are left to a person.
    """
    make_token_key(settings.data)
    office = settings.office()
    tokens = ReplyTokens(office.token_key) if office.token_key is not None else None

    def load(convention: str) -> Convention | None:
        return load_convention(store.journal, convention)

    def examiner() -> Examiner:
        return examiner_of(settings)

    examine = examining(examiner) if settings.authorities is not None else None
    desk = IntakeDesk(store, Matching(tokens, office.message_domain, load), examine)
    return Intake(desk, settings.mailboxes_to_read())


async def take_in_mail(settings: Settings, stop: asyncio.Event) -> None:
    """Listen to the mailboxes until told to stop; this role needs no Temporal."""
    ended = threading.Event()
    with open_store(settings.store_url, facts=known_facts(), keys=settings.keys) as store:
        intake = intake_of(settings, store)
        log.info("started", role="intake", mailboxes=len(intake.mailboxes))
        listening = asyncio.create_task(asyncio.to_thread(intake.run, ended))
        await stop.wait()
        ended.set()
        await listening
        log.info("stopped", role="intake")


async def serve(role: str, settings: Settings, stop: asyncio.Event) -> None:
    """Run a role until told to stop."""
    client = await connect(settings)
    with (
        open_store(settings.store_url, facts=known_facts(), keys=settings.keys) as store,
        ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="step") as steps,
    ):
        log.info("started", role=role, rehearsal=store.rehearsal)
        async with contextlib.AsyncExitStack() as running:
            if role != "relay":
                await running.enter_async_context(
                    make_worker(client, desk_of(settings, store), steps)
                )
            if role == "worker":
                await stop.wait()
            else:
                await make_relay(client, store).run(stop)
        log.info("stopped", role=role)


def migrate(settings: Settings) -> None:
    """Make or migrate every table; the other roles may then do without the right to."""
    with open_store(settings.store_url, facts=known_facts(), keys=settings.keys) as store:
        make_views(store, VIEWS)
        log.info("migrated", rehearsal=store.rehearsal)


async def check(settings: Settings) -> None:
    """Whether the store and Temporal answer; logs how many facts the relay has yet to read."""
    await connect(settings)
    with open_store(
        settings.store_url, facts=known_facts(), keys=settings.keys, migrate=False
    ) as store:
        behind = store.journal.head() - store.journal.position(FOLLOWER)
        log.info("checked", relay_behind=behind, rehearsal=store.rehearsal)


async def rebuild(settings: Settings) -> None:
    """Let every workflow run for which something can still come, after Temporal lost its store.

    Those that run are only nudged, and nothing is sent twice: a workflow asks the journal.
    """
    client = await connect(settings)
    with open_store(settings.store_url, facts=known_facts(), keys=settings.keys) as store:
        board, relay = Board(store), make_relay(client, store)
        board.catch_up()
        # A provider whose network has not released is started by that network's workflow.
        open_ones = [row.avenant for row in board.open() if row.due_on or row.state != "prepared"]
        for page in pages(open_ones):
            await start_avenants(client, relay.starts(page), nudge=True)
        for stream in circular_streams(store):
            circular = stream.removeprefix(circular_stream(""))
            await start_circular(client, circular, rehearsal=store.rehearsal)
        log.info("rebuilt", avenants=len(open_ones), rehearsal=store.rehearsal)


def remind(settings: Settings) -> None:
    """Write to people of the office about what has waited for them; once a day is enough."""
    with open_store(settings.store_url, facts=known_facts(), keys=settings.keys) as store:
        board, desk, today = Board(store), desk_of(settings, store), store.clock.today()
        board.catch_up()
        of_mail = message_tasks(store, settings.served_networks)
        rows = [*board.tasks(), *of_mail, *information_tasks(store)]
        waiting = [(Task(**row.model_dump(exclude={"command"})), row.command) for row in rows]
        addressed: list[Addressed] = []
        staff = store.registers.all_staff()
        known = store.people.get_many(member.party for member in staff)
        for member in staff:
            person = known.get(member.party)
            if not isinstance(person, StaffMember):
                # Erased since: the others are told all the same.
                continue
            pressing = [
                Pressing(task=task, command=command, escalated=urgency is Urgency.ESCALATED)
                for task, command in waiting
                for urgency in [settings.task_policy.urgency(task.since, task.deadline, today)]
                if is_told(task, member.role, member.networks, urgency)
            ]
            addressed.append(Addressed(member.id, person, pressing))
        written, missed = send_digests(
            desk.post, desk.office, addressed, today, rehearsal=store.rehearsal
        )
        log.info("reminded", people=written, tasks=len(waiting), rehearsal=store.rehearsal)
    if missed:
        raise NotAll(
            f"No mail about what waits reached {', '.join(missed)}: look at their addresses in the "
            "register of the staff; the others were told."
        )


def renew(settings: Settings) -> None:
    """Give signed copies whose proof ends soon another timestamp; once a week is enough."""
    with open_store(settings.store_url, facts=known_facts(), keys=settings.keys) as store:
        within = timedelta(days=settings.renew_within)
        done = list(renewals(settings, store, ENGINE_ITSELF, "workflow", within))
        for one in done:
            if one.why is None:
                log.info("proof_renewed", avenant=one.due.avenant)
            else:
                log.error("proof_not_renewed", avenant=one.due.avenant, why=str(one.why))
        missed = [one.due.avenant for one in done if one.why is not None]
        log.info("renewed", copies=len(done) - len(missed), rehearsal=store.rehearsal)
    if missed:
        raise NotAll(
            f"The proof of {', '.join(missed)} was not renewed; the log says why. What is not "
            "renewed before its timestamp's certificate ends proves nothing afterwards."
        )


async def seal_record(settings: Settings) -> None:
    """Seal what is new in the record, and have the last checkpoint timestamped where that is set.

    A timer runs it; between two runs facts are recorded, and not yet covered.
    """

    def key_made(file: Path) -> None:
        log.warning(
            "checkpoint_key_made",
            file=str(file),
            danger="it lies beside the record that it seals: who can change the one can use the "
            "other. Name a key of your own with AVENANT_CHECKPOINT_KEY before it counts.",
        )

    with open_store(
        settings.store_url, facts=known_facts(), keys=settings.keys, migrate=False
    ) as store:
        made = seal(settings, store, key_made)
        last = folder_of(settings).last()
        covered = last.checkpoint.size if last else 0
        log.info("sealed", checkpoints=len(made), covered=covered, rehearsal=store.rehearsal)
    log.info("timestamped", checkpoints=await timestamp(settings))


async def run(role: str, settings: Settings) -> None:
    """Run a role to its end, or until the process is told to end."""
    match role:
        case "migrate":
            migrate(settings)
        case "check":
            await check(settings)
        case "rebuild":
            await rebuild(settings)
        case "remind":
            remind(settings)
        case "renew":
            await asyncio.to_thread(renew, settings)
        case "seal":
            await seal_record(settings)
        case _:
            await run_on(role, settings)


async def run_on(role: str, settings: Settings) -> None:
    """Run a role until the process is told to end."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    if role == "intake":
        await take_in_mail(settings, stop)
    else:
        await serve(role, settings, stop)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the process; gives its exit code."""
    parser = argparse.ArgumentParser(prog="worker", description=__doc__)
    parser.add_argument("role", choices=ROLES)
    role: str = parser.parse_args(arguments).role
    try:
        settings = load_settings()
        configure_logging(settings)
        # Workflow loggers carry what they need as extra fields, not inside the message.
        workflow.logger.workflow_info_on_message = False
        logging.captureWarnings(capture=True)
        asyncio.run(run(role, settings))
    except (
        SettingsRefused,
        SigningTrouble,
        SealsRefused,
        StoreError,
        PostError,
        NotAll,
        Unreachable,
    ) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
