"""In Dutch: conventions, tasks, circulars, the reading of the post."""

from typing import assert_never

from audit.sentences.dutch.words import (
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
                "van het Verzekeringscomité met netwerk"
                if fact.party_kind is PartyKind.NETWORK
                else "met netwerk"
            )
            return (
                f"Overeenkomst {fact.convention} {with_whom} {fact.network} is geregistreerd; zij "
                f"begon op {say.day(fact.on)}. De partij wordt {CHANNEL[fact.channel]} "
                f"aangeschreven, in het {LANGUAGE[fact.language]}."
            )
        case f.ConventionUpdated():
            return (
                "Het register is gewijzigd, wat niets beëindigt: de partij wordt voortaan "
                f"{CHANNEL[fact.channel]} aangeschreven, in het {LANGUAGE[fact.language]}."
            )
        case f.ConventionEnded():
            return (
                f"{say.who(fact.by)} registreerde het einde van de overeenkomst "
                f"{CAUSE[fact.cause]}: zij is niet meer van kracht vanaf {say.day(fact.on)}."
            )
        case f.RetractionRequested():
            return (
                f"{say.who(fact.by)} vraagt dat een tweede persoon registratie "
                f"{say.id(fact.retracts)} intrekt. Reden: {say.quote(fact.reason)}."
            )
        case f.RegistrationRetracted():
            return (
                f"{say.who(fact.by)} trok registratie {say.id(fact.retracts)} in als een "
                f"vergissing. Reden: {say.quote(fact.reason)}."
            )
        case f.TaskSettled():
            return (
                f"{say.who(fact.by)} handelde een taak af ({TASK[fact.task]}): "
                f"{say.quote(fact.note)}."
            )
        case i.MailboxRead():
            return (
                f"{say.who(fact.by)} registreerde dat de mailbox van netwerk {fact.network} "
                f"gelezen is tot en met {say.day(fact.through)}."
            )
        case i.PostRegistered():
            return (
                f"{say.who(fact.by)} registreerde dat alle post van netwerk {fact.network} tot en "
                f"met {say.day(fact.through)} in het dossier staat."
            )
        case m.MessageKept() | m.MessageAssigned():
            return mailbox(fact, say)
        case _:
            return circular(fact, say)


def mailbox(fact: m.MailboxFact, say: Voice) -> str:
    """What came into a mailbox, and whose it is."""
    match fact:
        case m.MessageKept():
            about = f", over wijzigingsclausule {fact.avenant}" if fact.avenant else ""
            kept = (
                f"In mailbox {fact.mailbox} kwam op {say.day(fact.on)} een bericht aan: "
                f"{MESSAGE[fact.kind]}{about}."
            )
            return (
                kept
                if fact.evidence
                else f"{kept} Het is te groot om te bewaren en ligt nog op de server."
            )
        case m.MessageAssigned(avenant=None):
            return (
                f"{say.who(fact.by)} stelde vast dat bericht {say.id(fact.message)} over geen "
                f"enkele wijzigingsclausule gaat. Reden: {say.quote(fact.reason)}."
            )
        case m.MessageAssigned():
            return (
                f"{say.who(fact.by)} koppelde bericht {say.id(fact.message)} aan "
                f"wijzigingsclausule {fact.avenant}. Reden: {say.quote(fact.reason)}."
            )


def circular(fact: c.CircularFact, say: Voice) -> str:
    """What happened to a circular."""
    match fact:
        case c.CircularLaunched():
            what = (
                "die de overeenkomsten wijzigt"
                if fact.kind == "amending"
                else "die alleen informeert"
            )
            corrects = f" Hij verbetert omzendbrief {fact.corrects}." if fact.corrects else ""
            return f"{say.who(fact.by)} lanceerde omzendbrief {fact.reference}, {what}.{corrects}"
        case c.CircularWithdrawn():
            return (
                f"{say.who(fact.by)} trok de omzendbrief in met ingang van {say.day(fact.on)}. "
                f"Reden: {say.quote(fact.reason)}."
            )
        case c.CircularCorrected():
            return (
                f"{say.who(fact.by)} liet de omzendbrief verbeteren door omzendbrief "
                f"{fact.corrected_by}, met ingang van {say.day(fact.on)}."
            )
        case c.AvenantsPrepared():
            return (
                "Elke betrokken overeenkomst heeft haar wijzigingsclausule: "
                f"{fact.networks} van netwerken, {fact.providers} van zorgverleners."
            )
        case c.AvenantsClosed():
            return "De afsluiting van de omzendbrief heeft elke wijzigingsclausule ervan bereikt."
        case c.InformationStarted():
            return f"De verzending van de omzendbrief aan netwerk {fact.network}, ter info, begon."
        case c.InformationSent():
            return f"Netwerk {fact.network} is op de hoogte gebracht; er wordt niets teruggevraagd."
        case c.InformationFailed():
            how = NOTICE_FAILURE[fact.how]
            return (
                f"De mail die netwerk {fact.network} moest inlichten kwam niet aan, of misschien "
                f"niet: {how} ({say.quote(fact.reason)})."
            )
        case c.InformationSettled():
            done = "laat het opnieuw aanschrijven" if fact.again else "verklaart het ingelicht"
            who = say.who(fact.by)
            return f"{who}, over netwerk {fact.network}, {done}: {say.quote(fact.reason)}."
        case c.PassedOn():
            return (
                f"{say.who(fact.by)} registreerde dat netwerk {fact.network} de omzendbrief op "
                f"{say.day(fact.on)} aan zijn zorgverleners doorgaf."
            )
        case _:
            assert_never(fact)
