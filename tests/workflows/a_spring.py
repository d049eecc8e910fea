"""The spring of 2026 in a small office, played once; the tests then read what became of everyone.

Namur signs on the first day, Emergo late, Pakt declines, and Radar says nothing at all.
"""

from dataclasses import dataclass, field
from datetime import date

from domain.facts import Outcome
from domain.values import Channel
from tests.workflows.office import BY_LETTER, BY_MAIL, Reached, Seen, SmallOffice

NETWORKS = ("namur", "emergo", "pakt", "radar")
SILENT, LETTER, REFUSES, ACCEPTS = "K00001", "K00002", "K00003", "K00004"
UPHELD, DISMISSED, BOUNCES, LATE = "K00005", "K00006", "K00007", "K00008"
MISTAKE, ENDS, OF_EMERGO, OF_RADAR = "K00009", "K00010", "K00011", "K00012"
PROVIDERS = {
    SILENT: BY_MAIL,
    LETTER: BY_LETTER,
    REFUSES: BY_MAIL,
    ACCEPTS: BY_MAIL,
    UPHELD: BY_MAIL,
    DISMISSED: BY_MAIL,
    BOUNCES: BY_MAIL,
    LATE: BY_MAIL,
    MISTAKE: BY_MAIL,
    ENDS: BY_MAIL,
    OF_EMERGO: Reached(Channel.EMAIL, "emergo"),
    OF_RADAR: Reached(Channel.EMAIL, "radar"),
}


def april(day: int) -> date:
    """A day of April 2026; Easter Monday is the 6th."""
    return date(2026, 4, day)


@dataclass
class Spring:
    """The office, and what was seen in it on some days, each by a name of its own."""

    office: SmallOffice
    seen: dict[str, Seen] = field(default_factory=dict)
    details: dict[str, str] = field(default_factory=dict)
    """What a person reads first about a workflow at the Temporal UI."""
    histories: dict[str, list[str]] = field(default_factory=dict)
    everything_written: str = ""

    async def note(self, name: str) -> None:
        """Remember how everything stands now, once everybody is done for the day."""
        await self.office.settled()
        self.seen[name] = await self.office.seen()

    async def read_details(self, name: str, convention: str) -> None:
        """Remember what the UI says about an avenant."""
        workflow = self.office.avenant(convention)
        self.details[name] = await self.office.watching.current_details(workflow)

    def state(self, name: str, convention: str) -> str:
        """How an avenant stood when that was noted."""
        return self.seen[name].states[self.office.avenant(convention)]

    def ran(self, name: str, convention: str) -> bool:
        """Whether its workflow ran when that was noted."""
        return f"avenant:{self.office.avenant(convention)}" in self.seen[name].running


async def play(office: SmallOffice) -> Spring:
    """From the launch to the first of June."""
    spring = Spring(office)
    await office.start()
    await launch(spring)
    await march(spring)
    await early_april(spring)
    await late_april(spring)
    await until_june(spring)
    spring.histories = {
        convention: await office.watching.history(office.avenant(convention))
        for convention in (SILENT, REFUSES, "net-namur")
    }
    spring.everything_written = await office.watching.everything_written()
    return spring


async def launch(spring: Spring) -> None:
    """3 March: the circular goes to four networks; Namur carries it through on the same day."""
    office, acts = spring.office, spring.office.acts
    acts.launch(office.circular())
    await office.until(lambda: len(office.every_avenant()) == len(NETWORKS) + len(PROVIDERS))
    for network in NETWORKS:
        await office.until_state(office.avenant(f"net-{network}"), "sent")
    await spring.note("launched")
    namur = office.avenant("net-namur")
    acts.sign(namur)
    await spring.note("signed")
    acts.countersign(namur)
    await spring.note("countersigned")
    acts.release(namur)
    await office.until_state(office.avenant(SILENT), "sent")
    await spring.note("released")
    await spring.read_details("released", SILENT)


async def march(spring: Spring) -> None:
    """Bounces, letters, answers; the first reminders."""
    office, acts = spring.office, spring.office.acts
    await office.go_to(date(2026, 3, 4))
    acts.posted(office.avenant(LETTER))
    acts.bounce(office.avenant(BOUNCES))
    await spring.note("bounced")
    acts.resend(office.avenant(BOUNCES), Channel.LETTER)
    await spring.note("letter to post")
    await office.go_to(date(2026, 3, 5))
    acts.posted(office.avenant(BOUNCES))
    await office.go_to(date(2026, 3, 10))
    acts.refuse(office.avenant(REFUSES))
    acts.accept(office.avenant(ACCEPTS))
    mistaken = acts.refuse(office.avenant(MISTAKE))
    acts.end(ENDS)
    acts.decline(office.avenant("net-pakt"))
    await spring.note("answered")
    await spring.read_details("answered", REFUSES)
    acts.retract(MISTAKE, mistaken)
    await spring.note("retracted")
    await office.go_to(date(2026, 3, 17))
    acts.wrong_copy(office.avenant("net-emergo"))
    await office.go_to(date(2026, 3, 31))


async def early_april(spring: Spring) -> None:
    """The last day of those reached by e-mail was 3 April, a Friday."""
    office, acts = spring.office, spring.office.acts
    await office.go_to(april(3), hour=23)
    await spring.note("last day")
    await office.go_to(april(4))
    await spring.note("nothing read")
    await spring.read_details("nothing read", SILENT)
    await office.go_to(april(7))
    for contested in (UPHELD, DISMISSED):
        acts.refuse(office.avenant(contested), dispatched_on=april(2))
    await spring.note("contested")
    acts.read_mailbox("namur", april(6))
    await spring.note("mailbox read")
    acts.confirm_post("namur", april(6))
    await office.until_state(office.avenant(SILENT), "accepted_tacitly")
    await spring.note("post confirmed")
    await office.go_to(april(8))
    acts.refuse(office.avenant(LATE), received_on=april(2))
    acts.decide(office.avenant(UPHELD), Outcome.REFUSAL)
    acts.decide(office.avenant(DISMISSED), Outcome.ACCEPTANCE)
    await spring.note("decided")


async def late_april(spring: Spring) -> None:
    """Letters may be answered longer; networks that keep silent are brought to INAMI."""
    office, acts = spring.office, spring.office.acts
    await office.go_to(april(14))
    acts.read_mailbox("namur", april(13))
    await spring.note("escalated")
    await office.go_to(april(15))
    acts.sign(office.avenant("net-emergo"))
    acts.countersign(office.avenant("net-emergo"))
    acts.release(office.avenant("net-emergo"))
    await office.until_state(office.avenant(OF_EMERGO), "sent")
    await office.go_to(april(16), hour=23)
    await spring.note("days of grace")
    await office.go_to(april(18))
    await spring.note("grace over")


async def until_june(spring: Spring) -> None:
    """Emergo's provider has its own month; the refused conventions end on 1 June."""
    office, acts = spring.office, spring.office.acts
    await office.go_to(date(2026, 5, 16))
    acts.complete_intake("emergo", date(2026, 5, 15))
    await office.until_state(office.avenant(OF_EMERGO), "accepted_tacitly")
    await office.go_to(date(2026, 5, 31), hour=23)
    await spring.note("eve")
    await office.go_to(date(2026, 6, 1))
    await spring.note("june")
