"""In English: what providers answered, and what followed."""

from collections.abc import Iterator
from typing import assert_never

from audit.sentences.english.words import ANSWERED, CAUSE, CONTEST, RECIPIENT, RESTORED
from audit.sentences.groups import AnswerFact, OutcomeFact
from audit.sentences.voice import Voice, acted
from domain import facts as f


def answers(fact: AnswerFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case f.PossibleRefusalReceived():
            day = fact.dispatched_on
            dated = f" (dated {say.day(day)})" if day else ""
            return (
                f"A message received on {say.day(fact.on)} may refuse the avenant{dated}. Silence "
                f"is not concluded before a person has read it{acted(fact.by, say)}."
            )
        case f.PossibleRefusalSettled():
            reason = f" Reason: {say.quote(fact.reason)}." if fact.reason else ""
            message = say.id(fact.message)
            if fact.outcome == "confirmed":
                return f"{say.who(fact.by)} read message {message}: it is a refusal.{reason}"
            return f"{say.who(fact.by)} read message {message}: it refuses nothing.{reason}"
        case f.RefusalRegistered():
            return (
                f"{say.who(fact.by)} registered a written refusal: "
                f"{say.listed(details(fact, say))}."
            )
        case f.AcceptanceRegistered():
            return (
                f"{say.who(fact.by)} registered an express acceptance, received on "
                f"{say.day(fact.on)} {ANSWERED[fact.channel]}."
            )
        case f.RefusalWithdrawalRegistered():
            agreed = "the network agrees" if fact.agreed else "the network has not agreed"
            return (
                f"{say.who(fact.by)} registered that the provider takes the refusal back, as the "
                f"network learnt on {say.day(fact.on)}; {agreed}."
            )
        case f.ContestedRefusalDecided(outcome=f.Outcome.REFUSAL):
            return (
                f"{say.who(fact.by)} decided that the contested refusal counts. Reason: "
                f"{say.quote(fact.reason)}."
            )
        case f.ContestedRefusalDecided():
            return (
                f"{say.who(fact.by)} decided what was contested in favour of acceptance. Reason: "
                f"{say.quote(fact.reason)}."
            )
        case f.WindowExtended():
            return (
                f"{say.who(fact.by)} extended the time to refuse until {say.day(fact.until)}; the "
                f"day of the termination does not move. Reason: {say.quote(fact.reason)}."
            )
        case _:
            return outcome(fact, say)


def details(fact: f.RefusalRegistered, say: Voice) -> Iterator[str]:
    """The days of a refusal, and what is unusual about it."""
    yield f"received by the network on {say.day(fact.received_on)} {ANSWERED[fact.channel]}"
    if fact.dispatched_on is None:
        yield "the day of dispatch is not proven"
    else:
        yield f"dispatched on {say.day(fact.dispatched_on)}"
    if not fact.by_representative:
        yield "not from the provider or the representative"
    if not fact.names_convention:
        yield "without saying which convention is meant"
    if fact.addressed_to is not f.Recipient.NETWORK:
        there = fact.received_there_on
        on = f", which received it on {say.day(there)}" if there else ""
        yield f"addressed to {RECIPIENT[fact.addressed_to]}{on}"


def outcome(fact: OutcomeFact, say: Voice) -> str:
    """What followed."""
    match fact:
        case f.AvenantRestored():
            return f"What stood no longer stands: the avenant is {RESTORED[fact.to]} again."
        case f.AvenantRefused():
            return (
                f"The avenant is refused, by the refusal received on {say.day(fact.received_on)}: "
                f"the convention ends by operation of law on {say.day(fact.terminates_on)}."
            )
        case f.AvenantContested():
            return (
                "The answer is contested and waits for a person's decision: "
                f"{say.listed(CONTEST[why] for why in fact.why)}."
            )
        case f.AvenantAccepted():
            return f"The avenant is accepted expressly since {say.day(fact.received_on)}."
        case f.SilenceConcluded():
            known = (
                "the network confirmed its post"
                if fact.post_known_by == "confirmation"
                else "the fifth working day after it has ended"
            )
            return (
                f"No refusal that counts came by {say.day(fact.last_day)}, and {known}: silence "
                f"accepts; the avenant is accepted tacitly since {say.day(fact.on)}."
            )
        case f.TacitAcceptanceRescinded():
            return f"The tacit acceptance of {say.day(fact.concluded_on)} is rescinded."
        case f.AvenantTerminated():
            return (
                f"The convention ended by operation of law on {say.day(fact.on)}, by the refusal "
                f"received on {say.day(fact.received_on)}."
            )
        case f.TerminationRescinded():
            return (
                f"The termination of {say.day(fact.terminated_on)} is rescinded: the refusal on "
                "which it rested does not stand."
            )
        case f.AvenantLapsed():
            return (
                f"The avenant lapsed: the convention ended on {say.day(fact.on)} "
                f"{CAUSE[fact.cause]}, before the avenant was concluded."
            )
        case f.ClosingRegistered():
            return closing(fact, say)
        case f.AvenantWithdrawn():
            return f"The avenant is withdrawn, from {say.day(fact.on)}."
        case f.AvenantSuperseded():
            return f"The avenant is superseded by avenant {fact.superseded_by}."
        case _:
            assert_never(fact)


def closing(fact: f.ClosingRegistered, say: Voice) -> str:
    """Why what was still open closes."""
    asked = (
        " Whether a refusal still ends the convention is for a person to say."
        if fact.ask_refused
        else ""
    )
    if fact.superseded_by:
        why = f"The corrected text was sent on {say.day(fact.on)} as avenant {fact.superseded_by}"
        return f"{why}; it takes the place of this one.{asked}"
    done = "corrected" if fact.corrected else "withdrawn"
    return f"The circular was {done}: what was still open on {say.day(fact.on)} closes.{asked}"
