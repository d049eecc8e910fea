"""Conventions and commands with valid defaults, so that a test says only what it is about.

The letter of 3 March 2026 is the everyday case: announced last day 3 April, admitted last day
7 April, silence known on 15 April, termination on 1 June. March, April and so on are of 2026.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self
from uuid import UUID, uuid5

from domain import commands as c
from domain import facts as f
from domain.decide import Decision, decide
from domain.evolve import fold
from domain.intake import Intake, Watermark
from domain.office import ENGINE_ITSELF, Actor
from domain.state import Avenant, Convention, NetworkAvenant, ProviderAvenant
from domain.terms import CURRENT_RULES
from domain.turned import NotPossible, Why
from domain.values import AvenantKind, Channel, Language, NetworkKind, PartyKind, Role

CONVENTION = "K00123"
AVENANT = "2026-001.K00123"
SECOND = "2026-002.K00123"
CORRECTED = "2026-001b.K00123"
NETWORK_AVENANT = "2026-001.net-namur"
ANNA, BRAM, CELL = "anna.namur", "bram.namur", "inami.cell"

COORDINATOR = Actor(id=ANNA, role=Role.COORDINATOR, networks=("namur",))
INAMI = Actor(id=CELL, role=Role.INAMI)
AUDITOR = Actor(id="carla.audit", role=Role.AUDITOR)


def march(day: int) -> date:
    return date(2026, 3, day)


def april(day: int) -> date:
    return date(2026, 4, day)


def may(day: int) -> date:
    return date(2026, 5, day)


def june(day: int) -> date:
    return date(2026, 6, day)


def july(day: int) -> date:
    return date(2026, 7, day)


SENT, SECOND_SENT = march(3), april(2)
ANNOUNCED, ADMITTED, SILENCE_KNOWN, TERMINATION = april(3), april(7), april(15), june(1)


def number(*parts: object) -> UUID:
    """An id that is the same whenever the same thing is registered."""
    return uuid5(UUID(int=7), "|".join(map(str, parts)))


# -- given, when, then ------------------------------------------------------------------------


@dataclass(frozen=True)
class Expected:
    """A fact of a type, of which only some fields matter."""

    kind: type[f.ConventionFact]
    fields: dict[str, Any]

    def fits(self, fact: f.ConventionFact) -> bool:
        found = {key: getattr(fact, key, None) for key in self.fields}
        return type(fact) is self.kind and found == self.fields


def a(kind: type[Any], **fields: Any) -> Expected:
    """The fact that a test expects."""
    return Expected(kind, fields)


@dataclass(frozen=True)
class Case:
    """Facts so far, and the answer to the last command."""

    facts: tuple[f.ConventionFact, ...] = ()
    answer: Decision | None = None

    @property
    def convention(self) -> Convention | None:
        return fold(self.facts)

    def when(self, command: c.AnyCommand, actor: Actor = ENGINE_ITSELF) -> Self:
        """Ask something of the convention."""
        answer = decide(self.convention, command, actor)
        new = () if isinstance(answer, NotPossible) else answer
        return replace(self, facts=(*self.facts, *new), answer=answer)

    def after(self, *commands: c.AnyCommand) -> Self:
        """Let these have been done, each with success."""
        case = self
        for command in commands:
            case = case.when(command)
            assert not isinstance(case.answer, NotPossible), (command, case.answer)
        return case

    def then(self, *expected: Expected) -> Self:
        """Exactly these facts, in this order, answer the last command."""
        assert not isinstance(self.answer, NotPossible), self.answer
        told = self.answer or ()
        assert len(told) == len(expected), told
        for fact, wanted in zip(told, expected, strict=True):
            assert wanted.fits(fact), (fact, wanted)
        return self

    def then_nothing(self) -> Self:
        """The command told the record nothing new."""
        assert self.answer == (), self.answer
        return self

    def then_turned_down(self, why: Why, **details: object) -> Self:
        """The command made no sense, for that reason; nothing was recorded."""
        assert isinstance(self.answer, NotPossible), self.answer
        assert self.answer.why is why, self.answer
        told = {key: self.answer.details.get(key) for key in details}
        assert told == {key: str(value) for key, value in details.items()}, self.answer
        return self

    def stands(self, status: str, avenant: str = AVENANT, **fields: Any) -> Self:
        """Where an avenant stands, and fields of its standing."""
        standing = self.avenant(avenant).standing
        assert standing.status == status, standing
        assert {key: getattr(standing, key) for key in fields} == fields, standing
        return self

    def told(self, kind: type[Any]) -> list[Any]:
        """Every fact of a type on record."""
        return [fact for fact in self.facts if type(fact) is kind]

    def avenant(self, avenant: str = AVENANT) -> Avenant:
        assert self.convention is not None
        found = self.convention.avenant(avenant)
        assert found is not None, avenant
        return found

    def provider(self, avenant: str = AVENANT) -> ProviderAvenant:
        found = self.avenant(avenant)
        assert isinstance(found, ProviderAvenant)
        return found

    def network(self) -> NetworkAvenant:
        found = self.avenant(NETWORK_AVENANT)
        assert isinstance(found, NetworkAvenant)
        return found


def given(facts: Iterable[f.ConventionFact] | Case = ()) -> Case:
    """What is on record before the test begins."""
    return facts if isinstance(facts, Case) else Case(tuple(facts))


# -- conventions and avenants -----------------------------------------------------------------


def convention(**changes: Any) -> c.RegisterConvention:
    entry: dict[str, Any] = {
        "today": march(1),
        "convention": CONVENTION,
        "network": "namur",
        "kind": NetworkKind.ADULT,
        "party": "p-0001",
        "party_kind": PartyKind.INDEPENDENT,
        "channel": Channel.LETTER,
        "language": Language.FR,
        "began_on": date(2024, 1, 1),
    }
    return c.RegisterConvention(**{**entry, **changes})


def prepare(avenant: str = AVENANT, **changes: Any) -> c.PrepareAvenant:
    entry: dict[str, Any] = {
        "today": march(1),
        "avenant": avenant,
        "circular": avenant.partition(".")[0],
        "kind": AvenantKind.PROVIDER,
        "content": f"frozen:{avenant}",
        "rules": CURRENT_RULES,
        "entry_into_force": date(2026, 1, 1),
    }
    return c.PrepareAvenant(**{**entry, **changes})


def a_prepared_avenant(channel: Channel = Channel.LETTER) -> Case:
    return given().after(convention(channel=channel), prepare())


def a_provider_avenant(sent_on: date = SENT, channel: Channel = Channel.LETTER) -> Case:
    """An avenant that was sent."""
    return given(a_prepared_avenant(channel)).after(*sending(sent_on, channel))


def a_silent_avenant() -> Case:
    """An avenant accepted tacitly on 15 April."""
    return a_provider_avenant().after(silence())


def two_avenants(first: date = SENT, second: date = SECOND_SENT) -> Case:
    """Two avenants of one convention, both sent."""
    both = a_provider_avenant(first).after(prepare(SECOND, today=second))
    return both.after(*sending(second, avenant=SECOND))


def sending(
    on: date,
    channel: Channel = Channel.LETTER,
    *,
    avenant: str = AVENANT,
    ordinal: int = 1,
    purpose: f.Purpose = f.Purpose.FIRST,
) -> tuple[c.AnyCommand, c.AnyCommand]:
    """The intent and the posting of one communication, on one day."""
    return (
        begin(on, channel, avenant=avenant, ordinal=ordinal, purpose=purpose),
        posted(on, ordinal=ordinal, avenant=avenant),
    )


def sent_again(on: date, channel: Channel, ordinal: int = 2, **named: str) -> list[c.AnyCommand]:
    """Asked for by a person, begun and gone on one day."""
    asked = resend(on, channel, named.get("avenant", AVENANT))
    return [asked, *sending(on, channel, ordinal=ordinal, purpose=f.Purpose.COPY, **named)]


def resend(on: date, channel: Channel | None = None, avenant: str = AVENANT) -> c.RequestResend:
    return c.RequestResend(today=on, by=ANNA, avenant=avenant, channel=channel)


def abandon(on: date, ordinal: int = 1) -> c.AbandonSending:
    return c.AbandonSending(today=on, avenant=AVENANT, ordinal=ordinal)


# -- commands about a provider avenant --------------------------------------------------------


def begin(
    on: date,
    channel: Channel = Channel.LETTER,
    *,
    avenant: str = AVENANT,
    ordinal: int = 1,
    purpose: f.Purpose = f.Purpose.FIRST,
) -> c.BeginSending:
    return c.BeginSending(
        today=on,
        avenant=avenant,
        ordinal=ordinal,
        purpose=purpose,
        channel=channel,
        message_id=f"<{avenant}.{ordinal}@namur.test>",
        content_hash=f"bytes-{ordinal}-{on}",
    )


def posted(
    on: date, *, ordinal: int | None = 1, avenant: str = AVENANT, today: date | None = None
) -> c.RecordSent:
    return c.RecordSent(
        today=today or on,
        by=ANNA,
        avenant=avenant,
        id=number("sent", avenant, ordinal, on),
        on=on,
        ordinal=ordinal,
    )


def refuse(received_on: date, today: date | None = None, **changes: Any) -> c.RegisterRefusal:
    entry: dict[str, Any] = {
        "today": today or received_on,
        "by": ANNA,
        "avenant": AVENANT,
        "id": number("refusal", received_on, today, *changes.items()),
        "received_on": received_on,
        "channel": f.AnswerChannel.LETTER,
        "evidence": f"scan:{number('scan', received_on, today, *changes.items())}",
    }
    return c.RegisterRefusal(**{**entry, **changes})


def accept(received_on: date, today: date | None = None, **changes: Any) -> c.RegisterAcceptance:
    entry: dict[str, Any] = {
        "today": today or received_on,
        "by": ANNA,
        "avenant": AVENANT,
        "id": number("acceptance", received_on, today, *changes.items()),
        "received_on": received_on,
    }
    return c.RegisterAcceptance(**{**entry, **changes})


def message(on: date, today: date | None = None, **changes: Any) -> c.ReportPossibleRefusal:
    entry: dict[str, Any] = {
        "today": today or on,
        "avenant": AVENANT,
        "id": number("message", on, *changes.items()),
        "received_on": on,
        "dispatched_on": on,
        "matched_by": "token",
        "evidence": f"mail:{number('mail', on, *changes.items())}",
    }
    return c.ReportPossibleRefusal(**{**entry, **changes})


def confirm(case: "Case", today: date, **changes: Any) -> c.ConfirmRefusal:
    """A person says of the last message that it refuses."""
    entry: dict[str, Any] = {
        "today": today,
        "by": ANNA,
        "avenant": AVENANT,
        "id": number("confirmed", today),
        "message": case.told(f.PossibleRefusalReceived)[-1].id,
    }
    return c.ConfirmRefusal(**{**entry, **changes})


def dismiss(case: "Case", today: date, reason: str = "a question only") -> c.DismissMessage:
    """A person says of the last message that it refuses nothing."""
    return c.DismissMessage(
        today=today,
        by=ANNA,
        avenant=AVENANT,
        message=case.told(f.PossibleRefusalReceived)[-1].id,
        reason=reason,
    )


def doubt(on: date, ordinal: int = 1) -> c.DoubtSending:
    return c.DoubtSending(
        today=on, avenant=AVENANT, ordinal=ordinal, why="no reply after the last byte"
    )


def ask_to_retract(case: "Case", kind: type[Any], today: date) -> c.RequestRetraction:
    """Whoever registered the last one of a type says that it was a mistake."""
    return c.RequestRetraction(
        today=today, by=ANNA, retracts=case.told(kind)[-1].id, reason="I took the wrong file"
    )


def take_back(
    reached_on: date, *, agreed: bool, today: date | None = None, avenant: str = AVENANT
) -> c.RegisterWithdrawal:
    return c.RegisterWithdrawal(
        today=today or reached_on,
        by=ANNA,
        avenant=avenant,
        id=number("withdrawal", avenant, reached_on, agreed, today),
        reached_on=reached_on,
        agreed=agreed,
    )


def decide_for(outcome: f.Outcome, on: date, avenant: str = AVENANT) -> c.DecideContested:
    return c.DecideContested(
        today=on,
        by=ANNA,
        avenant=avenant,
        id=number("decision", avenant, outcome, on),
        outcome=outcome,
        reason="the postmark is legible",
    )


def extend(until: date, on: date, avenant: str = AVENANT) -> c.ExtendWindow:
    return c.ExtendWindow(
        today=on,
        by=CELL,
        avenant=avenant,
        id=number("extension", avenant, until, on),
        until=until,
        reason="the mailbox was down for two days",
    )


def bounce(on: date, of: int = 1, avenant: str = AVENANT) -> c.RegisterBounce:
    return c.RegisterBounce(
        today=on,
        by=ANNA,
        avenant=avenant,
        id=number("bounce", avenant, of, on),
        on=on,
        of=of,
        reason="address unknown",
    )


def mailbox_read(known_on: date) -> Intake:
    """The mailbox is read to the end of time, nobody has said anything about the post."""
    return Intake(mailbox=(Watermark(through=date(2099, 1, 1), known_on=known_on),))


def silence(today: date = SILENCE_KNOWN, avenant: str = AVENANT) -> c.ConcludeSilence:
    return c.ConcludeSilence(today=today, avenant=avenant, intake=mailbox_read(march(1)))


def terminate(today: date = TERMINATION, avenant: str = AVENANT) -> c.Terminate:
    return c.Terminate(today=today, avenant=avenant)


def end_convention(
    on: date, today: date | None = None, cause: f.EndCause = f.EndCause.DEATH
) -> c.EndConvention:
    return c.EndConvention(
        today=today or on, by=ANNA, id=number("end", on, today, cause), on=on, cause=cause
    )


def withdraw(on: date, avenant: str = AVENANT, **changes: Any) -> c.WithdrawAvenant:
    return c.WithdrawAvenant(today=on, avenant=avenant, on=on, **changes)


def supersede(on: date) -> c.SupersedeAvenant:
    return c.SupersedeAvenant(today=on, avenant=AVENANT, on=on, superseded_by=CORRECTED)


def retract(case: Case, kind: type[Any], today: date, by: str = BRAM) -> c.Retract:
    """Take back the last registration of a type."""
    return c.Retract(
        today=today, by=by, retracts=case.told(kind)[-1].id, reason="another provider was meant"
    )


# -- a network's avenant ----------------------------------------------------------------------


def a_network_avenant(sent_on: date | None = SENT) -> Case:
    own = convention(
        convention="net-namur",
        party="p-namur",
        party_kind=PartyKind.NETWORK,
        channel=Channel.EMAIL,
    )
    case = given().after(own, prepare(NETWORK_AVENANT, kind=AvenantKind.NETWORK))
    if sent_on is None:
        return case
    return case.after(*sending(sent_on, Channel.EMAIL, avenant=NETWORK_AVENANT))


def sign(on: date, *capacities: f.Capacity) -> c.RegisterSignature:
    return c.RegisterSignature(
        today=on,
        by=CELL,
        avenant=NETWORK_AVENANT,
        id=number("signature", on, *capacities),
        received_on=on,
        capacities=capacities or tuple(f.Capacity),
    )


def examined(
    on: date,
    verdict: f.CopyVerdict,
    *capacities: f.Capacity,
    reasons: tuple[f.CopyFault, ...] = (),
    evidence: str = "copy:one",
) -> c.ExamineCopy:
    return c.ExamineCopy(
        today=on,
        by=CELL,
        avenant=NETWORK_AVENANT,
        id=number("copy", on, verdict, evidence),
        received_on=on,
        verdict=verdict,
        reasons=reasons,
        capacities=capacities,
        evidence=evidence,
        report=f"report:{evidence}",
    )


def countersign(on: date) -> c.Countersign:
    return c.Countersign(today=on, by=CELL, avenant=NETWORK_AVENANT, on=on)


def wrong_copy(on: date, reason: str = "page two was changed") -> c.RegisterWrongCopy:
    return c.RegisterWrongCopy(
        today=on,
        by=CELL,
        avenant=NETWORK_AVENANT,
        id=number("wrong copy", on),
        received_on=on,
        reason=reason,
    )


def decline(on: date, reason: str = "the board voted against it") -> c.DeclineAvenant:
    return c.DeclineAvenant(
        today=on, by=CELL, avenant=NETWORK_AVENANT, id=number("no", on), on=on, reason=reason
    )


def release(on: date) -> c.ReleaseSending:
    return c.ReleaseSending(today=on, by=ANNA, avenant=NETWORK_AVENANT)
