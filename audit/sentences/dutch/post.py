"""In Dutch: what was sent, and what networks did with it."""

from typing import assert_never

from audit.sentences.dutch.words import (
    CHANNEL,
    FAULT,
    NOTICE,
    NOTICE_FAILURE,
    PURPOSE,
    VERDICT,
    as_director,
)
from audit.sentences.groups import PostFact
from audit.sentences.voice import Voice, acted
from domain import facts as f
from domain.values import ENGINE


def post(fact: PostFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case f.AvenantPrepared():
            replaces = (
                f" Zij vervangt wijzigingsclausule {fact.supersedes}." if fact.supersedes else ""
            )
            return (
                f"De wijzigingsclausule bij omzendbrief {fact.circular} is klaargemaakt; zij geldt "
                f"vanaf {say.day(fact.in_force_from)}.{replaces}"
            )
        case f.SendingReleased():
            return (
                f"{say.who(fact.by)} gaf de verzending aan de zorgverleners van het netwerk vrij."
            )
        case f.ProvidersAddressed():
            many = "wijzigingsclausule" if fact.providers == 1 else "wijzigingsclausules"
            return (
                f"De verzending aan de zorgverleners van het netwerk begon: {fact.providers} "
                f"{many}."
            )
        case f.ResendRequested(purpose=f.Purpose.COPY):
            return f"{say.who(fact.by)} vroeg een identieke kopie, {CHANNEL[fact.channel]}."
        case f.ResendRequested():
            return f"{say.who(fact.by)} vroeg een nieuwe zending, {CHANNEL[fact.channel]}."
        case f.SendingStarted():
            return (
                f"Zending nr. {fact.ordinal} begon, {CHANNEL[fact.channel]} "
                f"({PURPOSE[fact.purpose]}); het document is opgemaakt voor {say.day(fact.on)}."
            )
        case f.SendingDoubtful():
            return (
                f"Niemand kan zeggen of verzending nr. {fact.ordinal} vertrokken is: "
                f"{say.quote(fact.why)}. Een persoon moet het nagaan; intussen vertrekt er niets "
                "anders."
            )
        case f.SendingAbandoned():
            if fact.reason:
                return (
                    f"{say.who(fact.by)} verklaart dat zending nr. {fact.ordinal} nooit vertrok: "
                    f"{say.quote(fact.reason)}."
                )
            return (
                f"Zending nr. {fact.ordinal} is opgegeven: niets toont aan dat zij vertrok op de "
                "dag waarvoor zij was opgemaakt."
            )
        case f.SendingStopped():
            return (
                f"Voor de bestemmeling kan niets worden opgemaakt: {say.quote(fact.why)}. Iemand "
                "moet dat verhelpen."
            )
        case f.RetryRequested():
            return (
                f"{say.who(fact.by)} verhielp wat de wijzigingsclausule tegenhield: nieuwe poging."
            )
        case f.Sent():
            return sent(fact, say)
        case f.BounceRegistered():
            answered = (
                " Er was toen al op geantwoord: zij blijft geldig." if fact.answered_by else ""
            )
            return (
                f"{say.who(fact.by)} registreerde dat zending nr. {fact.of} op {say.day(fact.on)} "
                f"terugkwam: {say.quote(fact.reason)}.{answered}"
            )
        case f.AvenantUndeliverable():
            return (
                "Geen enkele zending kwam aan: de wijzigingsclausule is onbestelbaar en er loopt "
                "geen termijn."
            )
        case f.NoticeStarted():
            return f"De verzending begon, {CHANNEL[fact.channel]}: {NOTICE[fact.notice]}."
        case f.NoticeSent():
            if fact.channel is None:
                return (
                    "Verzonden of, als het een brief is, op de lijst van te posten brieven gezet: "
                    f"{NOTICE[fact.notice]}."
                )
            return f"Verzonden {CHANNEL[fact.channel]}: {NOTICE[fact.notice]}."
        case f.NoticePosted():
            number = registered_as(fact)
            return (
                f"{say.who(fact.by)} registreerde dat op {say.day(fact.on)} werd gepost{number}: "
                f"{NOTICE[fact.notice]}."
            )
        case f.NoticeFailed():
            return (
                f"Kwam niet aan, of misschien niet: {NOTICE[fact.notice]}. Oorzaak: "
                f"{NOTICE_FAILURE[fact.how]} ({say.quote(fact.reason)})."
            )
        case f.NoticeAbandoned():
            return (
                "Was nog niet vertrokken, werd achterhaald en vertrekt niet meer: "
                f"{NOTICE[fact.notice]}."
            )
        case f.NoticeSettled():
            what, who = NOTICE[fact.notice], say.who(fact.by)
            done = f"verklaart dat de bestemmeling {what} kent"
            if fact.again:
                done = f"laat {what} opnieuw meedelen, {CHANNEL[fact.again]}"
            return f"{who} {done}: {say.quote(fact.reason)}."
        case f.SignedCopyExamined():
            why = f" ({say.listed(FAULT[one] for one in fact.reasons)})" if fact.reasons else ""
            found = VERDICT[fact.verdict]
            return (
                f"Het exemplaar dat op {say.day(fact.on)} is ontvangen, werd onderzocht: "
                f"{found}{why}{acted(fact.by, say)}."
            )
        case f.SignatureRegistered():
            return (
                f"{say.who(fact.by)} registreerde de wijzigingsclausule als ondertekend "
                f"{as_director(fact.capacities)}, ontvangen op {say.day(fact.on)}."
            )
        case f.WrongCopyRegistered():
            return (
                f"{say.who(fact.by)} weigerde het exemplaar dat op {say.day(fact.on)} werd "
                f"ontvangen: {say.quote(fact.reason)}. Het netwerk wordt opnieuw gevraagd."
            )
        case f.AvenantSigned():
            return (
                f"Beide handtekeningen voor het netwerk zijn er, de laatste sinds "
                f"{say.day(fact.on)}."
            )
        case f.AvenantConcluded():
            return (
                f"{say.who(fact.by)} registreerde de handtekening voor het Verzekeringscomité van "
                f"{say.day(fact.on)}: door alle drie ondertekend is de wijzigingsclausule gesloten."
            )
        case f.EvidenceRenewed():
            return (
                f"{say.who(fact.by)} gaf het ondertekende exemplaar een nieuwe tijdstempel: het "
                "bewijs geldt langer."
            )
        case f.AvenantDeclined():
            return (
                f"{say.who(fact.by)} registreerde dat het netwerk op {say.day(fact.on)} weigerde "
                f"te ondertekenen: {say.quote(fact.reason)}. Zijn zorgverleners ontvangen niets."
            )
        case f.UnsignedEscalated():
            return (
                "De herinneringen haalden niets uit: het stilzwijgen van het netwerk is aan het "
                "RIZIV gemeld."
            )
        case _:
            assert_never(fact)


def registered_as(fact: f.Sent | f.NoticePosted) -> str:
    """The number of a registered letter."""
    return f", aangetekend nr. {fact.registered_number}" if fact.registered_number else ""


def sent(fact: f.Sent, say: Voice) -> str:
    """What left, and the days that follow from it."""
    outside = ", buiten het systeem" if fact.purpose is f.Purpose.OUTSIDE else ""
    recorded = "" if fact.by == ENGINE else f" (geregistreerd door {say.who(fact.by)})"
    number = registered_as(fact)
    what = (
        f"Zending nr. {fact.ordinal} vertrok {CHANNEL[fact.channel]} op {say.day(fact.on)}"
        f"{outside}{number}{recorded}"
    )
    if fact.purpose is f.Purpose.COPY:
        return f"{what}: een identieke kopie, die geen nieuwe termijn doet lopen."
    if fact.window is None:
        return f"{what}. Stilzwijgen is hier geen aanvaarding."
    window = fact.window
    return (
        f"{what}. Laatste dag om te weigeren, zoals meegedeeld: "
        f"{say.day(window.announced_last_day)}; volgens de ruimste lezing: "
        f"{say.day(window.admitted_last_day)}. Een weigering beëindigt de overeenkomst op "
        f"{say.day(window.terminates_on)}."
    )
