"""In French: what providers answered, and what followed."""

from collections.abc import Iterator
from typing import assert_never

from audit.sentences.french.words import ANSWERED, CAUSE, CONTEST, RECIPIENT, RESTORED
from audit.sentences.groups import AnswerFact, OutcomeFact
from audit.sentences.voice import Voice, acted
from domain import facts as f


def answers(fact: AnswerFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case f.PossibleRefusalReceived():
            day = fact.dispatched_on
            dated = f" (daté du {say.day(day)})" if day else ""
            return (
                f"Un message reçu le {say.day(fact.on)} pourrait refuser l'avenant{dated}. Le "
                f"silence n'est pas constaté avant qu'une personne l'ait lu{acted(fact.by, say)}."
            )
        case f.PossibleRefusalSettled():
            reason = f" Motif : {say.quote(fact.reason)}." if fact.reason else ""
            message = say.id(fact.message)
            if fact.outcome == "confirmed":
                return f"{say.who(fact.by)} a lu le message {message} : c'est un refus.{reason}"
            return f"{say.who(fact.by)} a lu le message {message} : il ne refuse rien.{reason}"
        case f.RefusalRegistered():
            return (
                f"{say.who(fact.by)} a enregistré un refus par écrit : "
                f"{say.listed(details(fact, say))}."
            )
        case f.AcceptanceRegistered():
            return (
                f"{say.who(fact.by)} a enregistré une acceptation expresse, reçue le "
                f"{say.day(fact.on)} {ANSWERED[fact.channel]}."
            )
        case f.RefusalWithdrawalRegistered():
            agreed = "le réseau y consent" if fact.agreed else "le réseau n'y a pas consenti"
            return (
                f"{say.who(fact.by)} a enregistré que le prestataire retire son refus, ce que le "
                f"réseau a appris le {say.day(fact.on)} ; {agreed}."
            )
        case f.ContestedRefusalDecided(outcome=f.Outcome.REFUSAL):
            return (
                f"{say.who(fact.by)} a décidé que le refus contesté compte. Motif : "
                f"{say.quote(fact.reason)}."
            )
        case f.ContestedRefusalDecided():
            return (
                f"{say.who(fact.by)} a tranché la contestation en faveur de l'acceptation. "
                f"Motif : {say.quote(fact.reason)}."
            )
        case f.WindowExtended():
            return (
                f"{say.who(fact.by)} a prolongé le délai de refus jusqu'au {say.day(fact.until)} ; "
                f"le jour de la résiliation ne change pas. Motif : {say.quote(fact.reason)}."
            )
        case _:
            return outcome(fact, say)


def details(fact: f.RefusalRegistered, say: Voice) -> Iterator[str]:
    """The days of a refusal, and what is unusual about it."""
    yield f"reçu par le réseau le {say.day(fact.received_on)} {ANSWERED[fact.channel]}"
    if fact.dispatched_on is None:
        yield "le jour de l'expédition n'est pas prouvé"
    else:
        yield f"expédié le {say.day(fact.dispatched_on)}"
    if not fact.by_representative:
        yield "il n'émane ni du prestataire ni de son représentant"
    if not fact.names_convention:
        yield "il ne dit pas quelle convention il vise"
    if fact.addressed_to is not f.Recipient.NETWORK:
        there = fact.received_there_on
        on = f", qui l'a reçu le {say.day(there)}" if there else ""
        yield f"il était adressé {RECIPIENT[fact.addressed_to]}{on}"


def outcome(fact: OutcomeFact, say: Voice) -> str:
    """What followed."""
    match fact:
        case f.AvenantRestored():
            return f"Ce qui valait ne vaut plus : l'avenant est à nouveau {RESTORED[fact.to]}."
        case f.AvenantRefused():
            return (
                f"L'avenant est refusé, par le refus reçu le {say.day(fact.received_on)} : la "
                f"convention est résiliée de plein droit le {say.day(fact.terminates_on)}."
            )
        case f.AvenantContested():
            return (
                "La réponse est contestée et attend la décision d'une personne : "
                f"{say.listed(CONTEST[why] for why in fact.why)}."
            )
        case f.AvenantAccepted():
            return f"L'avenant est accepté expressément depuis le {say.day(fact.received_on)}."
        case f.SilenceConcluded():
            known = (
                "le réseau a confirmé son courrier"
                if fact.post_known_by == "confirmation"
                else "le cinquième jour ouvrable suivant est écoulé"
            )
            return (
                f"Aucun refus qui compte n'est parvenu jusqu'au {say.day(fact.last_day)}, "
                f"et {known} : le silence vaut acceptation ; l'avenant est accepté "
                f"tacitement depuis le {say.day(fact.on)}."
            )
        case f.TacitAcceptanceRescinded():
            return f"L'acceptation tacite du {say.day(fact.concluded_on)} est révoquée."
        case f.AvenantTerminated():
            return (
                f"La convention est résiliée de plein droit au {say.day(fact.on)}, par le refus "
                f"reçu le {say.day(fact.received_on)}."
            )
        case f.TerminationRescinded():
            return (
                f"La résiliation du {say.day(fact.terminated_on)} est révoquée : le refus sur "
                "lequel elle reposait ne tient pas."
            )
        case f.AvenantLapsed():
            return (
                f"L'avenant est devenu sans objet : la convention a pris fin le {say.day(fact.on)} "
                f"{CAUSE[fact.cause]}, avant que l'avenant ne soit conclu."
            )
        case f.ClosingRegistered():
            return closing(fact, say)
        case f.AvenantWithdrawn():
            return f"L'avenant est retiré, à la date du {say.day(fact.on)}."
        case f.AvenantSuperseded():
            return f"L'avenant est remplacé par l'avenant {fact.superseded_by}."
        case _:
            assert_never(fact)


def closing(fact: f.ClosingRegistered, say: Voice) -> str:
    """Why what was still open closes."""
    asked = (
        " Une personne doit dire si un refus met encore fin à la convention."
        if fact.ask_refused
        else ""
    )
    if fact.superseded_by:
        return (
            f"Le texte corrigé a été envoyé le {say.day(fact.on)}, comme avenant "
            f"{fact.superseded_by} ; il prend la place de celui-ci.{asked}"
        )
    done = "corrigée" if fact.corrected else "retirée"
    return (
        f"La circulaire a été {done} : ce qui était encore ouvert le {say.day(fact.on)} est clos."
        f"{asked}"
    )
