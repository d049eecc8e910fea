"""In Dutch: what providers answered, and what followed."""

from collections.abc import Iterator
from typing import assert_never

from audit.sentences.dutch.words import ANSWERED, CAUSE, CONTEST, RECIPIENT, RESTORED
from audit.sentences.groups import AnswerFact, OutcomeFact
from audit.sentences.voice import Voice, acted
from domain import facts as f


def answers(fact: AnswerFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case f.PossibleRefusalReceived():
            day = fact.dispatched_on
            dated = f" (gedateerd {say.day(day)})" if day else ""
            return (
                f"Een bericht dat op {say.day(fact.on)} is ontvangen, kan de wijzigingsclausule "
                f"weigeren{dated}. Stilzwijgen wordt niet vastgesteld voordat een persoon het "
                f"gelezen heeft{acted(fact.by, say)}."
            )
        case f.PossibleRefusalSettled():
            reason = f" Reden: {say.quote(fact.reason)}." if fact.reason else ""
            message = say.id(fact.message)
            if fact.outcome == "confirmed":
                return f"{say.who(fact.by)} las bericht {message}: het is een weigering.{reason}"
            return f"{say.who(fact.by)} las bericht {message}: het weigert niets.{reason}"
        case f.RefusalRegistered():
            return (
                f"{say.who(fact.by)} registreerde een schriftelijke weigering: "
                f"{say.listed(details(fact, say))}."
            )
        case f.AcceptanceRegistered():
            return (
                f"{say.who(fact.by)} registreerde een uitdrukkelijke aanvaarding, ontvangen op "
                f"{say.day(fact.on)}, {ANSWERED[fact.channel]}."
            )
        case f.RefusalWithdrawalRegistered():
            agreed = "het netwerk stemt in" if fact.agreed else "het netwerk heeft niet ingestemd"
            return (
                f"{say.who(fact.by)} registreerde dat de zorgverlener de weigering intrekt, zoals "
                f"het netwerk op {say.day(fact.on)} vernam; {agreed}."
            )
        case f.ContestedRefusalDecided(outcome=f.Outcome.REFUSAL):
            return (
                f"{say.who(fact.by)} besliste dat de betwiste weigering telt. Reden: "
                f"{say.quote(fact.reason)}."
            )
        case f.ContestedRefusalDecided():
            return (
                f"{say.who(fact.by)} besliste de betwisting in het voordeel van de aanvaarding. "
                f"Reden: {say.quote(fact.reason)}."
            )
        case f.WindowExtended():
            return (
                f"{say.who(fact.by)} verlengde de termijn om te weigeren tot en met "
                f"{say.day(fact.until)}; de dag van de beëindiging verschuift niet. Reden: "
                f"{say.quote(fact.reason)}."
            )
        case _:
            return outcome(fact, say)


def details(fact: f.RefusalRegistered, say: Voice) -> Iterator[str]:
    """The days of a refusal, and what is unusual about it."""
    yield f"door het netwerk ontvangen op {say.day(fact.received_on)}, {ANSWERED[fact.channel]}"
    if fact.dispatched_on is None:
        yield "de dag van verzending is niet bewezen"
    else:
        yield f"verzonden op {say.day(fact.dispatched_on)}"
    if not fact.by_representative:
        yield "niet afkomstig van de zorgverlener of de vertegenwoordiger"
    if not fact.names_convention:
        yield "zonder te zeggen welke overeenkomst bedoeld is"
    if fact.addressed_to is not f.Recipient.NETWORK:
        there = fact.received_there_on
        on = f", daar ontvangen op {say.day(there)}" if there else ""
        yield f"gericht aan {RECIPIENT[fact.addressed_to]}{on}"


def outcome(fact: OutcomeFact, say: Voice) -> str:
    """What followed."""
    match fact:
        case f.AvenantRestored():
            return f"Wat gold, geldt niet meer: de wijzigingsclausule is {RESTORED[fact.to]}."
        case f.AvenantRefused():
            return (
                "De wijzigingsclausule is geweigerd, door de weigering ontvangen op "
                f"{say.day(fact.received_on)}: de overeenkomst eindigt van rechtswege op "
                f"{say.day(fact.terminates_on)}."
            )
        case f.AvenantContested():
            return (
                "Het antwoord is betwist en wacht op de beslissing van een persoon: "
                f"{say.listed(CONTEST[why] for why in fact.why)}."
            )
        case f.AvenantAccepted():
            return (
                "De wijzigingsclausule is uitdrukkelijk aanvaard sinds "
                f"{say.day(fact.received_on)}."
            )
        case f.SilenceConcluded():
            known = (
                "het netwerk heeft zijn post bevestigd"
                if fact.post_known_by == "confirmation"
                else "de vijfde werkdag daarna is voorbij"
            )
            return (
                f"Tot en met {say.day(fact.last_day)} kwam geen weigering die telt, en {known}: "
                "wie zwijgt, aanvaardt; de wijzigingsclausule is stilzwijgend aanvaard sinds "
                f"{say.day(fact.on)}."
            )
        case f.TacitAcceptanceRescinded():
            return (
                f"De stilzwijgende aanvaarding van {say.day(fact.concluded_on)} is ongedaan "
                "gemaakt."
            )
        case f.AvenantTerminated():
            return (
                f"De overeenkomst is van rechtswege beëindigd op {say.day(fact.on)}, door de "
                f"weigering ontvangen op {say.day(fact.received_on)}."
            )
        case f.TerminationRescinded():
            return (
                f"De beëindiging van {say.day(fact.terminated_on)} is ongedaan gemaakt: de "
                "weigering waarop zij rustte, houdt geen stand."
            )
        case f.AvenantLapsed():
            return (
                "De wijzigingsclausule is vervallen: de overeenkomst eindigde op "
                f"{say.day(fact.on)} {CAUSE[fact.cause]}, voordat de wijzigingsclausule gesloten "
                "was."
            )
        case f.ClosingRegistered():
            return closing(fact, say)
        case f.AvenantWithdrawn():
            return f"De wijzigingsclausule is ingetrokken, met ingang van {say.day(fact.on)}."
        case f.AvenantSuperseded():
            return (
                f"De wijzigingsclausule is vervangen door wijzigingsclausule {fact.superseded_by}."
            )
        case _:
            assert_never(fact)


def closing(fact: f.ClosingRegistered, say: Voice) -> str:
    """Why what was still open closes."""
    asked = (
        " Of een weigering de overeenkomst nog beëindigt, moet een persoon zeggen."
        if fact.ask_refused
        else ""
    )
    if fact.superseded_by:
        return (
            f"De verbeterde tekst werd op {say.day(fact.on)} verzonden als wijzigingsclausule "
            f"{fact.superseded_by}; die komt in de plaats van deze.{asked}"
        )
    done = "verbeterd" if fact.corrected else "ingetrokken"
    return (
        f"De omzendbrief werd {done}: wat op {say.day(fact.on)} nog openstond, wordt afgesloten."
        f"{asked}"
    )
