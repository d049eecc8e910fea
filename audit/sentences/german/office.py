"""In German: conventions, tasks, circulars, the reading of the post."""

from typing import assert_never

from audit.sentences.german.words import (
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
                "des Versicherungsausschusses mit dem Netzwerk"
                if fact.party_kind is PartyKind.NETWORK
                else "mit dem Netzwerk"
            )
            return (
                f"Die Vereinbarung {fact.convention} {with_whom} {fact.network} ist eingetragen; "
                f"sie begann am {say.day(fact.on)}. Die Partei wird {CHANNEL[fact.channel]} "
                f"angeschrieben, auf {LANGUAGE[fact.language]}."
            )
        case f.ConventionUpdated():
            return (
                "Das Register hat sich geändert, was nichts beendet: die Partei wird nun "
                f"{CHANNEL[fact.channel]} angeschrieben, auf {LANGUAGE[fact.language]}."
            )
        case f.ConventionEnded():
            return (
                f"{say.who(fact.by)} hat das Ende der Vereinbarung {CAUSE[fact.cause]} "
                f"eingetragen: sie ist ab dem {say.day(fact.on)} nicht mehr in Kraft."
            )
        case f.RetractionRequested():
            return (
                f"{say.who(fact.by)} bittet, dass eine zweite Person die Eintragung "
                f"{say.id(fact.retracts)} widerruft. Grund: {say.quote(fact.reason)}."
            )
        case f.RegistrationRetracted():
            return (
                f"{say.who(fact.by)} hat die Eintragung {say.id(fact.retracts)} als Irrtum "
                f"zurückgezogen. Grund: {say.quote(fact.reason)}."
            )
        case f.TaskSettled():
            return (
                f"{say.who(fact.by)} hat eine Aufgabe erledigt ({TASK[fact.task]}): "
                f"{say.quote(fact.note)}."
            )
        case i.MailboxRead():
            return (
                f"{say.who(fact.by)} hat eingetragen, dass das Postfach des Netzwerks "
                f"{fact.network} bis einschließlich {say.day(fact.through)} gelesen ist."
            )
        case i.PostRegistered():
            return (
                f"{say.who(fact.by)} hat eingetragen, dass die gesamte Post des Netzwerks "
                f"{fact.network} bis einschließlich {say.day(fact.through)} erfasst ist."
            )
        case m.MessageKept() | m.MessageAssigned():
            return mailbox(fact, say)
        case _:
            return circular(fact, say)


def mailbox(fact: m.MailboxFact, say: Voice) -> str:
    """What came into a mailbox, and whose it is."""
    match fact:
        case m.MessageKept():
            about = f", zum Nachtrag {fact.avenant}" if fact.avenant else ""
            kept = (
                f"Im Postfach {fact.mailbox} ging am {say.day(fact.on)} eine Nachricht ein: "
                f"{MESSAGE[fact.kind]}{about}."
            )
            return (
                kept
                if fact.evidence
                else f"{kept} Sie ist zu groß zum Aufbewahren und liegt noch auf dem Server."
            )
        case m.MessageAssigned(avenant=None):
            return (
                f"{say.who(fact.by)} stellte fest, dass die Nachricht {say.id(fact.message)} "
                f"keinen Nachtrag betrifft. Grund: {say.quote(fact.reason)}."
            )
        case m.MessageAssigned():
            return (
                f"{say.who(fact.by)} ordnete die Nachricht {say.id(fact.message)} dem Nachtrag "
                f"{fact.avenant} zu. Grund: {say.quote(fact.reason)}."
            )


def circular(fact: c.CircularFact, say: Voice) -> str:
    """What happened to a circular."""
    match fact:
        case c.CircularLaunched():
            what = (
                "das die Vereinbarungen ändert"
                if fact.kind == "amending"
                else "das nur unterrichtet"
            )
            corrects = f" Es berichtigt das Rundschreiben {fact.corrects}." if fact.corrects else ""
            return (
                f"{say.who(fact.by)} hat das Rundschreiben {fact.reference} auf den Weg gebracht, "
                f"{what}.{corrects}"
            )
        case c.CircularWithdrawn():
            return (
                f"{say.who(fact.by)} hat das Rundschreiben mit Wirkung vom {say.day(fact.on)} "
                f"zurückgenommen. Grund: {say.quote(fact.reason)}."
            )
        case c.CircularCorrected():
            return (
                f"{say.who(fact.by)} hat das Rundschreiben durch das Rundschreiben "
                f"{fact.corrected_by} berichtigen lassen, mit Wirkung vom {say.day(fact.on)}."
            )
        case c.AvenantsPrepared():
            return (
                "Jede betroffene Vereinbarung hat ihren Nachtrag: "
                f"{fact.networks} von Netzwerken, {fact.providers} von Leistungserbringern."
            )
        case c.AvenantsClosed():
            return "Die Schließung des Rundschreibens hat jeden seiner Nachträge erreicht."
        case c.InformationStarted():
            return (
                f"Der Versand des Rundschreibens an das Netzwerk {fact.network}, zur Kenntnis, hat "
                "begonnen."
            )
        case c.InformationSent():
            return (
                f"Das Netzwerk {fact.network} ist unterrichtet; eine Antwort wird nicht verlangt."
            )
        case c.InformationFailed():
            how = NOTICE_FAILURE[fact.how]
            return (
                f"Die Mail zur Unterrichtung des Netzwerks {fact.network} kam nicht an, oder "
                f"vielleicht nicht: {how} ({say.quote(fact.reason)})."
            )
        case c.InformationSettled():
            done = "lässt ihm erneut schreiben" if fact.again else "erklärt es für unterrichtet"
            who = say.who(fact.by)
            return f"{who}, zum Netzwerk {fact.network}, {done}: {say.quote(fact.reason)}."
        case c.PassedOn():
            return (
                f"{say.who(fact.by)} hat eingetragen, dass das Netzwerk {fact.network} das "
                f"Rundschreiben am {say.day(fact.on)} an seine Leistungserbringer weitergab."
            )
        case _:
            assert_never(fact)
