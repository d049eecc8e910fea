"""Random lives of a convention, written down twice: as the journal has them, and as plain acts.

The acts are those of `tests/judge`, which shares no line with the domain or the audit; the bytes
are those that a store would hold, for whoever wants to read them with nothing but JSON.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any, cast

from eventsourcing.persistence import Notification

from domain import commands as c
from domain import facts as f
from domain.decide import decide
from domain.evolve import evolve
from domain.state import AwaitingAnswer, Lapsed, Refused, Withdrawn
from domain.turned import NotPossible
from domain.values import Channel
from journal.clock import BRUSSELS
from journal.envelope import Append, Context, Recorded
from journal.known_facts import known_facts
from journal.mapper import FactMapper
from journal.opening import Store
from journal.streams import convention_stream
from tests.domain.builders import CONVENTION, number
from tests.domain.test_against_the_judge import AVENANTS, LivesOfAConvention
from tests.judge.acts import read, standing
from tests.judge.outcomes import Outcome, expected

MAPPER = FactMapper(known_facts())
STREAM = convention_stream(CONVENTION)
Act = dict[str, Any]
BEGINS = date(2026, 2, 25)
"""The day on which the avenants of every life are prepared."""
LEFT_OUT: Act = {"act": "left out"}
"""In the place of an act that does not count: the others keep their numbers."""


@dataclass(frozen=True)
class Moment:
    """When everything that follows from the acts so far has been recorded."""

    instant: datetime
    today: date
    acts: int


class Life(LivesOfAConvention):
    """One convention, three avenants, an engine that acts at once, people who act at random."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.random = Random(seed)
        self.now = datetime.combine(self.today, time(9), BRUSSELS)
        self.stored: list[bytes] = []
        self.recorded: list[Recorded] = []
        self.moments: list[Moment] = []
        self.begin(
            first=self.random.choice(list(Channel)),
            second=self.random.choice(list(Channel)),
            between=self.random.randint(0, 40),
        )

    # -- what is written down -----------------------------------------------------------------

    def ask(self, command: c.AnyCommand) -> bool:
        """Whether the convention took it, with news; those are recorded at their own second."""
        answer = decide(self.convention, command)
        if isinstance(answer, NotPossible):
            return False
        for fact in answer:
            self.convention = evolve(self.convention, fact)
        if answer:
            self.now += timedelta(seconds=1)
            self.keep(answer, getattr(command, "by", "engine"))
        return bool(answer)

    def keep(self, facts: Sequence[f.ConventionFact], by: str) -> None:
        """The facts as bytes, and as the journal reads them back."""
        version = len(self.stored)
        context = Context(
            command_id=number("command", self.random.random(), version),
            actor=by,
            channel="cli",
            correlation=CONVENTION,
        )
        append = Append(STREAM, facts, version, context)
        for event in MAPPER.write(append, self.now, rehearsal=True).events:
            self.stored.append(event.state)
            position = len(self.stored)
            told = Notification(STREAM, position, event.topic, event.state, id=position)
            self.recorded.append(MAPPER.read(told))

    def act(self, name: str, avenant: str, *commands: c.AnyCommand, **keys: object) -> None:
        """Do it, and let the engine do at once what follows."""
        super().act(name, avenant, *commands, **keys)
        self.morning()
        self.mark()

    def live(self, days: int) -> None:
        """Let days pass; at the beginning of each the engine looks."""
        for _ in range(days):
            self.today += timedelta(days=1)
            self.now = datetime.combine(self.today, time(6), BRUSSELS)
            self.morning()
            self.mark()

    def morning(self) -> None:
        """What the engine does when a day begins; asked only where something may come of it."""
        if any(map(self.may_be_due, AVENANTS)):
            super().morning()

    def may_be_due(self, avenant: str) -> bool:
        """Whether the engine has anything to look at."""
        known = self.provider(avenant)
        match known.standing:
            case AwaitingAnswer():
                days = known.opening.last_days if known.opening else None
                return days is None or self.today > days[1]
            case Refused() | Lapsed() | Withdrawn():
                return True
            case _:
                return False

    def mark(self) -> None:
        """Everything that follows has been recorded, the last of it at this very instant."""
        self.moments.append(Moment(self.now, self.today, len(self.judge.acts)))

    # -- what happens -------------------------------------------------------------------------

    def play(self, acts: int) -> None:
        """Let so many things happen, whatever they are."""
        for _ in range(acts):
            self.random.choice(HAPPENINGS)(self, self.random)

    @property
    def draw(self) -> Any:
        """Draws from what a rule of the machine would have drawn from."""
        return SimpleNamespace(draw=lambda among: self.random.choice(among.elements))

    def read_plainly(self) -> list[dict[str, Any]]:
        """Each fact with its envelope, read with nothing but JSON."""
        plain = [json.loads(state) for state in self.stored]
        return [{**one, "at": datetime.fromisoformat(one["at"])} for one in plain]

    # -- for the audit ------------------------------------------------------------------------

    @property
    def store(self) -> Store:
        """What remembers this convention and nothing else."""
        return cast("Store", Remembered(tuple(self.recorded)))


class Remembered:
    """A store in memory, of one stream."""

    def __init__(self, history: tuple[Recorded, ...]) -> None:
        self.journal = self
        self._history = history

    def read(self, stream: str) -> tuple[Recorded, ...]:
        """The stream, if it is that one."""
        return self._history if stream == STREAM else ()

    def read_together(self, streams: Sequence[str]) -> dict[str, tuple[Recorded, ...]]:
        """The stream, if it is among these."""
        return {STREAM: self._history} if STREAM in streams else {}


def away(life: Life, random: Random) -> None:
    life.live(random.choice([1, 1, 2, 3, 5, 9, 21, 35]))


def refuse(life: Life, random: Random) -> None:
    life.refuse(
        avenant=random.choice(AVENANTS),
        near=random.choice(["today", "announced", "admitted", "until"]),
        shift=random.choice([-20, -3, -1, 0, 0, 1, 2]),
        travelled=random.choice([None, 0, 1, 3, 10]),
        by_representative=random.random() < 0.75,
    )


def decide_it(life: Life, random: Random) -> None:
    if life.contested():
        life.decide(data=life.draw, outcome=random.choice(list(f.Outcome)))


def retract(life: Life, _: Random) -> None:
    if life.ids:
        life.take_back_a_registration(data=life.draw)


HAPPENINGS = [
    away,
    away,
    away,
    refuse,
    refuse,
    refuse,
    decide_it,
    decide_it,
    retract,
    lambda life, r: life.send(avenant=AVENANTS[2], channel=r.choice(list(Channel))),
    lambda life, r: life.send_again(avenant=r.choice(AVENANTS), channel=r.choice(list(Channel))),
    lambda life, r: life.come_back(avenant=r.choice(AVENANTS), of=r.randint(1, 3)),
    lambda life, r: life.accept(avenant=r.choice(AVENANTS), ago=r.choice([0, 0, 1, 5, 12, 30])),
    lambda life, r: life.take_back(
        avenant=r.choice(AVENANTS), ago=r.choice([0, 0, 1, 5, 12]), agreed=r.random() < 0.5
    ),
    lambda life, r: life.extend(avenant=r.choice(AVENANTS), longer=r.randint(1, 30)),
    lambda life, r: life.end(ago=r.choice([0, 1, 5]), really=r.random() < 0.15),
    lambda life, r: life.withdraw_the_circular(
        avenant=r.choice(AVENANTS), really=r.random() < 0.15
    ),
]


def a_life(seed: int, acts: int = 18) -> Life:
    """A life that has gone on until what was open is closed."""
    life = Life(seed)
    life.play(acts)
    life.live(life.random.choice([0, 10, 130]))
    return life


# -- the naive replay -----------------------------------------------------------------------------


def naive(life: Life, avenant: str, moment: Moment, as_of: date | None) -> Outcome | None:
    """Where an avenant stood, from the plain acts alone; None before it was prepared.

    What was done after the moment is not known. As of a day, what is dated later does not count;
    what was taken back by then never did, nor did a silence that was none.
    """
    day = as_of or moment.today
    if day < BEGINS:
        return None
    acts = life.judge.acts[: moment.acts]
    found = on_a_day(acts, avenant, day if as_of else None, day)
    if as_of and found["state"] == "accepted_tacitly" and was_none(acts, avenant, as_of, moment):
        found = {**found, "state": "sent"}
    return found


def on_a_day(acts: list[Act], avenant: str, as_of: date | None, today: date) -> Outcome:
    """What the acts come to that count by then; all of them where no day is asked for."""
    counting = [
        act if as_of is None or act["act"] == "retracted" or counts_from(act) <= as_of else LEFT_OUT
        for act in acts
    ]
    found = expected(avenant, "provider", counting, today)
    ends = [a["on"].isoformat() for a in standing_acts(counting) if a["act"] == "ended_otherwise"]
    if found["state"] == "terminated" and found["terminated_on"] in ends:
        # Paragraph 3 of decision 0004: it did not end by operation of law, and stays refused.
        return {**found, "state": "refused", "terminates_on": None, "terminated_on": None}
    return found


def was_none(acts: list[Act], avenant: str, as_of: date, moment: Moment) -> bool:
    """Whether a silence that seemed one on that day was found to be none later on."""
    days = {day for act in acts if as_of < (day := counts_from(act)) <= moment.today}
    window = on_a_day(acts, avenant, as_of, as_of)["sent_on"]
    later = [on_a_day(acts, avenant, day, day) for day in days]
    stays = {"accepted_tacitly", "contested", "accepted"}
    return any(then["state"] not in stays or then["sent_on"] != window for then in later)


def standing_acts(acts: list[Act]) -> list[Act]:
    """The acts that were not taken back."""
    return [acts[one.index] for one in standing(read(acts))]


def counts_from(act: Act) -> date:
    """The day of an act: when an answer was received, else when it was done."""
    return act.get("received_on") or act["on"]
