"""An office whose Temporal server lost everything: all that is left is the journal and the mail.

Every avenant was brought into its state by the steps themselves, without any workflow.
"""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from temporalio.testing import ActivityEnvironment

from activities.avenant_steps import AvenantSteps
from activities.circular_steps import CircularSteps
from activities.contracts import AvenantRef, CircularRef, avenant_workflow
from activities.post import Envelope, PostUnavailable
from activities.starting import Start, start_avenants
from domain.commands import WithdrawAvenant
from journal.clock import BRUSSELS
from tests.workflows.office import BY_LETTER, BY_MAIL, Seen, SmallOffice

NETWORKS = ("namur", "emergo", "pakt", "radar", "kempen")
PREPARED, JUST_BEGUN, BEGUN_IN_MARCH, LEFT, SENT = "K01", "K02", "K03", "K04", "K05"
REFUSED, CONTESTED, UNDELIVERABLE, RESENT, ON_PAPER = "K06", "K07", "K08", "K09", "K10"
ACCEPTED, LAPSED, WITHDRAWN, TERMINATED = "K11", "K12", "K13", "K14"
K = {key: f"K000{key[1:]}" for key in (f"K{number:02d}" for number in range(1, 15))}
PROVIDERS = {K[key]: BY_LETTER if key == ON_PAPER else BY_MAIL for key in K}
CIRCULAR = "2026-001"


class NoPost:
    """A post that takes nothing, as when the process is killed before its mail leaves."""

    def deliver(self, message_id: str, content: bytes, envelope: Envelope | None) -> None:
        raise PostUnavailable(f"{message_id} with {len(content)} bytes does not leave")

    def delivered(self, message_id: str) -> bool:
        return message_id == ""

    def give_up(self, message_id: str) -> bool:
        return message_id != ""


class KilledAfterMail(NoPost):
    """A post that takes the mail, and then the process is killed."""

    def __init__(self, office: SmallOffice) -> None:
        self._post = office.desk.post

    def deliver(self, message_id: str, content: bytes, envelope: Envelope | None) -> None:
        self._post.deliver(message_id, content, envelope)
        super().deliver(message_id, content, envelope)


@dataclass
class Lost:
    """The office, and what was seen before and after everything began again."""

    office: SmallOffice
    before: dict[str, str] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)
    mails: dict[str, list[bytes]] = field(default_factory=dict)

    def id(self, key: str) -> str:
        """The avenant of a provider or network of this office."""
        return self.office.avenant(K.get(key, key))

    async def begin_again(self, name: str, *, nudge: bool = False) -> None:
        """Start the workflow of every avenant, as if none had ever been, and note the end."""
        starts = []
        for avenant in self.office.every_avenant():
            convention = self.office.convention(avenant)
            found = self.office.file(avenant)
            starts.append(
                Start(
                    avenant=avenant,
                    network=convention.network,
                    kind=found.kind,
                    status=found.standing.status,
                    rehearsal=True,
                )
            )
        await start_avenants(self.office.client, starts, nudge=nudge)
        await self.note(name)

    async def note(self, name: str) -> None:
        """Remember how everything stands once everybody is done."""
        await self.office.settled()
        self.seen[name] = await self.office.seen()
        self.facts[name] = self.office.store.journal.head()
        self.mails[name] = [mail.as_bytes() for mail in self.office.all_mails()]

    async def terminate_all(self) -> None:
        """Somebody ends every workflow by hand."""
        for workflow in await self.office.watching.running():
            handle = self.office.client.get_workflow_handle(workflow)
            await handle.terminate(reason="lost")


async def play(office: SmallOffice) -> Lost:
    """Bring every avenant into its state, then begin again, several times over."""
    lost = Lost(office)
    await asyncio.to_thread(bring_about, lost)
    lost.before = (await office.seen()).states
    await office.start_worker()
    await lost.begin_again("begun again")
    await lost.terminate_all()
    await lost.begin_again("twice")
    for _ in range(25):
        for avenant in (CONTESTED, PREPARED, ON_PAPER):
            await office.watching.of(lost.id(avenant)).signal("nudge")
    await lost.note("storm")
    await lost.begin_again("nudged", nudge=True)
    return lost


def bring_about(lost: Lost) -> None:
    """Every state, made in March; the office then stands on 2 June."""
    office, acts = lost.office, lost.office.acts
    steps = AvenantSteps(office.desk)
    acts.launch(office.circular())
    circular_steps = CircularSteps(office.desk, office.client)
    ActivityEnvironment().run(circular_steps.prepare, CircularRef(circular=CIRCULAR))
    for network in ("namur", "pakt", "radar", "kempen"):
        steps.send(AvenantRef(avenant=lost.id(f"net-{network}")))
    acts.carry_through(lost.id("net-namur"))
    acts.decline(lost.id("net-pakt"))
    acts.sign(lost.id("net-kempen"))
    begin_badly(lost, BEGUN_IN_MARCH, NoPost())
    begin_badly(lost, LEFT, KilledAfterMail(office))
    for key in K:
        if key not in (PREPARED, JUST_BEGUN, BEGUN_IN_MARCH, LEFT):
            steps.send(AvenantRef(avenant=lost.id(key)))
    answer(lost)
    office.clock.set(datetime(2026, 6, 1, 8, tzinfo=BRUSSELS))
    steps.terminate(AvenantRef(avenant=lost.id(TERMINATED)))
    acts.complete_intake("namur", date(2026, 5, 31))
    office.clock.set(datetime(2026, 6, 2, 8, tzinfo=BRUSSELS))
    begin_badly(lost, JUST_BEGUN, NoPost())


def answer(lost: Lost) -> None:
    """What came in, in March, and was never acted upon."""
    acts = lost.office.acts
    acts.refuse(lost.id(REFUSED))
    acts.refuse(lost.id(TERMINATED))
    acts.refuse(lost.id(CONTESTED), by_representative=False)
    for bounced in (UNDELIVERABLE, RESENT):
        acts.bounce(lost.id(bounced))
    acts.resend(lost.id(RESENT))
    acts.accept(lost.id(ACCEPTED))
    acts.end(K[LAPSED])
    acts.about(WithdrawAvenant, lost.id(WITHDRAWN), on=date(2026, 3, 3))


def begin_badly(lost: Lost, key: str, post: NoPost) -> None:
    """A sending whose process is killed on the way."""
    steps = AvenantSteps(replace(lost.office.desk, post=post))
    try:
        steps.send(AvenantRef(avenant=lost.id(key)))
    except PostUnavailable:
        return
    raise AssertionError("the mail left after all")


def workflow_of(lost: Lost, key: str) -> str:
    """The workflow of that avenant."""
    return avenant_workflow(lost.id(key))
