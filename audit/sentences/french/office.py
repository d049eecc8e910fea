"""In French: conventions, tasks, circulars, the reading of the post."""

from typing import assert_never

from audit.sentences.french.words import (
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
                "du Comité de l'assurance avec le réseau"
                if fact.party_kind is PartyKind.NETWORK
                else "avec le réseau"
            )
            return (
                f"La convention {fact.convention} {with_whom} {fact.network} est enregistrée ; "
                f"elle a débuté le {say.day(fact.on)}. On s'adresse à la partie "
                f"{CHANNEL[fact.channel]}, en {LANGUAGE[fact.language]}."
            )
        case f.ConventionUpdated():
            return (
                "Le registre a changé, ce qui ne met fin à rien : on s'adresse désormais à la "
                f"partie {CHANNEL[fact.channel]}, en {LANGUAGE[fact.language]}."
            )
        case f.ConventionEnded():
            return (
                f"{say.who(fact.by)} a enregistré la fin de la convention {CAUSE[fact.cause]} : "
                f"elle n'est plus en vigueur à partir du {say.day(fact.on)}."
            )
        case f.RetractionRequested():
            return (
                f"{say.who(fact.by)} demande qu'une deuxième personne rétracte l'enregistrement "
                f"{say.id(fact.retracts)}. Motif : {say.quote(fact.reason)}."
            )
        case f.RegistrationRetracted():
            return (
                f"{say.who(fact.by)} a annulé l'enregistrement {say.id(fact.retracts)}, fait par "
                f"erreur. Motif : {say.quote(fact.reason)}."
            )
        case f.TaskSettled():
            return (
                f"{say.who(fact.by)} a réglé une tâche ({TASK[fact.task]}) : "
                f"{say.quote(fact.note)}."
            )
        case i.MailboxRead():
            return (
                f"{say.who(fact.by)} a enregistré que la boîte de courriel du réseau "
                f"{fact.network} est lue jusqu'au {say.day(fact.through)} inclus."
            )
        case i.PostRegistered():
            return (
                f"{say.who(fact.by)} a enregistré que tout le courrier postal du réseau "
                f"{fact.network} jusqu'au {say.day(fact.through)} inclus figure au dossier."
            )
        case m.MessageKept() | m.MessageAssigned():
            return mailbox(fact, say)
        case _:
            return circular(fact, say)


def mailbox(fact: m.MailboxFact, say: Voice) -> str:
    """What came into a mailbox, and whose it is."""
    match fact:
        case m.MessageKept():
            about = f", au sujet de l'avenant {fact.avenant}" if fact.avenant else ""
            kept = (
                f"Un message est arrivé dans la boîte {fact.mailbox} le {say.day(fact.on)} : "
                f"{MESSAGE[fact.kind]}{about}."
            )
            return (
                kept
                if fact.evidence
                else f"{kept} Il est trop grand pour être conservé et reste sur le serveur."
            )
        case m.MessageAssigned(avenant=None):
            return (
                f"{say.who(fact.by)} a constaté que le message {say.id(fact.message)} ne concerne "
                f"aucun avenant. Motif : {say.quote(fact.reason)}."
            )
        case m.MessageAssigned():
            return (
                f"{say.who(fact.by)} a rattaché le message {say.id(fact.message)} à l'avenant "
                f"{fact.avenant}. Motif : {say.quote(fact.reason)}."
            )


def circular(fact: c.CircularFact, say: Voice) -> str:
    """What happened to a circular."""
    match fact:
        case c.CircularLaunched():
            what = (
                "qui modifie les conventions" if fact.kind == "amending" else "purement informative"
            )
            corrects = f" Elle corrige la circulaire {fact.corrects}." if fact.corrects else ""
            return f"{say.who(fact.by)} a lancé la circulaire {fact.reference}, {what}.{corrects}"
        case c.CircularWithdrawn():
            return (
                f"{say.who(fact.by)} a retiré la circulaire à la date du {say.day(fact.on)}. "
                f"Motif : {say.quote(fact.reason)}."
            )
        case c.CircularCorrected():
            return (
                f"{say.who(fact.by)} a fait corriger la circulaire par la circulaire "
                f"{fact.corrected_by}, à la date du {say.day(fact.on)}."
            )
        case c.AvenantsPrepared():
            return (
                "Chaque convention concernée a son avenant : "
                f"{fact.networks} de réseaux, {fact.providers} de prestataires."
            )
        case c.AvenantsClosed():
            return "La clôture de la circulaire a atteint chacun de ses avenants."
        case c.InformationStarted():
            return f"L'envoi de la circulaire au réseau {fact.network}, pour information, débute."
        case c.InformationSent():
            return f"Le réseau {fact.network} est informé ; rien ne lui est demandé en retour."
        case c.InformationFailed():
            how = NOTICE_FAILURE[fact.how]
            return (
                f"Le courriel d'information au réseau {fact.network} n'est pas arrivé, ou "
                f"peut-être pas : {how} ({say.quote(fact.reason)})."
            )
        case c.InformationSettled():
            done = "lui fait écrire à nouveau" if fact.again else "le déclare informé"
            who = say.who(fact.by)
            return f"{who}, au sujet du réseau {fact.network}, {done} : {say.quote(fact.reason)}."
        case c.PassedOn():
            return (
                f"{say.who(fact.by)} a enregistré que le réseau {fact.network} a transmis la "
                f"circulaire à ses prestataires le {say.day(fact.on)}."
            )
        case _:
            assert_never(fact)
