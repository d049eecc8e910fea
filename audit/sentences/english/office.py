"""In English: conventions, tasks, circulars, the reading of the post."""

from typing import assert_never

from audit.sentences.english.words import (
    CAUSE,
    CHANNEL,
    LANGUAGE,
    MESSAGE,
    NOTICE_FAILURE,
    TASK,
)
from audit.sentences.groups import OfficeFact
from audit.sentences.voice import Voice
from domain import circular_facts as c
from domain import facts as f
from domain import intake as i
from domain import mailbox as m
from domain.values import PartyKind


def office(fact: OfficeFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case f.ConventionRegistered():
            with_whom = (
                "of the Insurance Committee with network"
                if fact.party_kind is PartyKind.NETWORK
                else "with network"
            )
            return (
                f"Convention {fact.convention} {with_whom} {fact.network} is registered; it began "
                f"on {say.day(fact.on)}. Its party is addressed {CHANNEL[fact.channel]}, in "
                f"{LANGUAGE[fact.language]}."
            )
        case f.ConventionUpdated():
            return (
                "The register changed, which ends nothing: the party is now addressed "
                f"{CHANNEL[fact.channel]}, in {LANGUAGE[fact.language]}."
            )
        case f.ConventionEnded():
            return (
                f"{say.who(fact.by)} registered the end of the convention {CAUSE[fact.cause]}: it "
                f"is no longer in force from {say.day(fact.on)}."
            )
        case f.RetractionRequested():
            return (
                f"{say.who(fact.by)} asks that a second person retracts registration "
                f"{say.id(fact.retracts)}. Reason: {say.quote(fact.reason)}."
            )
        case f.RegistrationRetracted():
            return (
                f"{say.who(fact.by)} retracted registration {say.id(fact.retracts)} as a mistake. "
                f"Reason: {say.quote(fact.reason)}."
            )
        case f.TaskSettled():
            return f"{say.who(fact.by)} settled a task ({TASK[fact.task]}): {say.quote(fact.note)}."
        case i.MailboxRead():
            return (
                f"{say.who(fact.by)} registered that the mailbox of network {fact.network} is read "
                f"through {say.day(fact.through)}."
            )
        case i.PostRegistered():
            return (
                f"{say.who(fact.by)} registered that all post of network {fact.network} through "
                f"{say.day(fact.through)} is in the record."
            )
        case m.MessageKept() | m.MessageAssigned():
            return mailbox(fact, say)
        case _:
            return circular(fact, say)


def mailbox(fact: m.MailboxFact, say: Voice) -> str:
    """What came into a mailbox, and whose it is."""
    match fact:
        case m.MessageKept():
            about = f", about avenant {fact.avenant}" if fact.avenant else ""
            kept = (
                f"A message came into mailbox {fact.mailbox} on {say.day(fact.on)}: "
                f"{MESSAGE[fact.kind]}{about}."
            )
            return (
                kept
                if fact.evidence
                else f"{kept} It is too large to be kept and still lies on the server."
            )
        case m.MessageAssigned(avenant=None):
            return (
                f"{say.who(fact.by)} found that message {say.id(fact.message)} concerns no "
                f"avenant. Reason: {say.quote(fact.reason)}."
            )
        case m.MessageAssigned():
            return (
                f"{say.who(fact.by)} assigned message {say.id(fact.message)} to avenant "
                f"{fact.avenant}. Reason: {say.quote(fact.reason)}."
            )


def circular(fact: c.CircularFact, say: Voice) -> str:
    """What happened to a circular."""
    match fact:
        case c.CircularLaunched():
            what = (
                "which amends the conventions" if fact.kind == "amending" else "which only informs"
            )
            corrects = f" It corrects circular {fact.corrects}." if fact.corrects else ""
            return f"{say.who(fact.by)} launched circular {fact.reference}, {what}.{corrects}"
        case c.CircularWithdrawn():
            return (
                f"{say.who(fact.by)} withdrew the circular from {say.day(fact.on)}. Reason: "
                f"{say.quote(fact.reason)}."
            )
        case c.CircularCorrected():
            return (
                f"{say.who(fact.by)} had the circular corrected by circular {fact.corrected_by}, "
                f"from {say.day(fact.on)}."
            )
        case c.AvenantsPrepared():
            return (
                "Every convention concerned has its avenant: "
                f"{fact.networks} of networks, {fact.providers} of providers."
            )
        case c.AvenantsClosed():
            return "The closing of the circular has reached every one of its avenants."
        case c.InformationStarted():
            return f"Sending the circular to network {fact.network}, for information, began."
        case c.InformationSent():
            return f"Network {fact.network} was informed; nothing is asked of it in return."
        case c.InformationFailed():
            how = NOTICE_FAILURE[fact.how]
            return (
                f"The mail that was to inform network {fact.network} did not arrive, or may not "
                f"have: {how} ({say.quote(fact.reason)})."
            )
        case c.InformationSettled():
            done = "has it written to again" if fact.again else "says that it is informed"
            who = say.who(fact.by)
            return f"{who}, of network {fact.network}: {done}: {say.quote(fact.reason)}."
        case c.PassedOn():
            return (
                f"{say.who(fact.by)} registered that network {fact.network} passed the circular on "
                f"to its providers on {say.day(fact.on)}."
            )
        case _:
            assert_never(fact)
