"""In German: what providers answered, and what followed."""

from collections.abc import Iterator
from typing import assert_never

from audit.sentences.german.words import ANSWERED, CAUSE, CONTEST, RECIPIENT, RESTORED
from audit.sentences.groups import AnswerFact, OutcomeFact
from audit.sentences.voice import Voice, acted
from domain import facts as f


def answers(fact: AnswerFact, say: Voice) -> str:
    """The sentence."""
    match fact:
        case f.PossibleRefusalReceived():
            day = fact.dispatched_on
            dated = f" (datiert vom {say.day(day)})" if day else ""
            return (
                f"Eine am {say.day(fact.on)} eingegangene Nachricht kann den Nachtrag "
                f"ablehnen{dated}. Schweigen wird nicht festgestellt, bevor eine Person sie "
                f"gelesen hat{acted(fact.by, say)}."
            )
        case f.PossibleRefusalSettled():
            reason = f" Grund: {say.quote(fact.reason)}." if fact.reason else ""
            message = say.id(fact.message)
            if fact.outcome == "confirmed":
                return (
                    f"{say.who(fact.by)} las die Nachricht {message}: Sie ist eine "
                    f"Ablehnung.{reason}"
                )
            return f"{say.who(fact.by)} las die Nachricht {message}: Sie lehnt nichts ab.{reason}"
        case f.RefusalRegistered():
            return (
                f"{say.who(fact.by)} hat eine schriftliche Ablehnung eingetragen: "
                f"{say.listed(details(fact, say))}."
            )
        case f.AcceptanceRegistered():
            return (
                f"{say.who(fact.by)} hat eine ausdrückliche Annahme eingetragen, eingegangen am "
                f"{say.day(fact.on)}, {ANSWERED[fact.channel]}."
            )
        case f.RefusalWithdrawalRegistered():
            agreed = (
                "das Netzwerk ist einverstanden"
                if fact.agreed
                else "das Netzwerk hat nicht zugestimmt"
            )
            return (
                f"{say.who(fact.by)} hat eingetragen, dass der Leistungserbringer die Ablehnung "
                f"zurücknimmt, wie das Netzwerk am {say.day(fact.on)} erfuhr; {agreed}."
            )
        case f.ContestedRefusalDecided(outcome=f.Outcome.REFUSAL):
            return (
                f"{say.who(fact.by)} hat entschieden, dass die strittige Ablehnung zählt. Grund: "
                f"{say.quote(fact.reason)}."
            )
        case f.ContestedRefusalDecided():
            return (
                f"{say.who(fact.by)} hat das Strittige zugunsten der Annahme entschieden. Grund: "
                f"{say.quote(fact.reason)}."
            )
        case f.WindowExtended():
            return (
                f"{say.who(fact.by)} hat die Frist für eine Ablehnung bis zum "
                f"{say.day(fact.until)} verlängert; der Tag der Beendigung verschiebt sich nicht. "
                f"Grund: {say.quote(fact.reason)}."
            )
        case _:
            return outcome(fact, say)


def details(fact: f.RefusalRegistered, say: Voice) -> Iterator[str]:
    """The days of a refusal, and what is unusual about it."""
    yield f"beim Netzwerk eingegangen am {say.day(fact.received_on)}, {ANSWERED[fact.channel]}"
    if fact.dispatched_on is None:
        yield "der Tag der Absendung ist nicht bewiesen"
    else:
        yield f"abgesandt am {say.day(fact.dispatched_on)}"
    if not fact.by_representative:
        yield "weder vom Leistungserbringer noch von dessen Vertreter"
    if not fact.names_convention:
        yield "ohne zu sagen, welche Vereinbarung gemeint ist"
    if fact.addressed_to is not f.Recipient.NETWORK:
        there = fact.received_there_on
        on = f", dort eingegangen am {say.day(there)}" if there else ""
        yield f"{RECIPIENT[fact.addressed_to]} gerichtet{on}"


def outcome(fact: OutcomeFact, say: Voice) -> str:
    """What followed."""
    match fact:
        case f.AvenantRestored():
            return f"Was galt, gilt nicht mehr: der Nachtrag ist wieder {RESTORED[fact.to]}."
        case f.AvenantRefused():
            return (
                "Der Nachtrag ist abgelehnt, durch die am "
                f"{say.day(fact.received_on)} eingegangene Ablehnung: die Vereinbarung endet von "
                f"Rechts wegen am {say.day(fact.terminates_on)}."
            )
        case f.AvenantContested():
            return (
                "Die Antwort ist strittig und wartet auf die Entscheidung einer Person: "
                f"{say.listed(CONTEST[why] for why in fact.why)}."
            )
        case f.AvenantAccepted():
            return f"Der Nachtrag ist ausdrücklich angenommen seit dem {say.day(fact.received_on)}."
        case f.SilenceConcluded():
            known = (
                "das Netzwerk hat seine Post bestätigt"
                if fact.post_known_by == "confirmation"
                else "der fünfte Arbeitstag danach ist vorbei"
            )
            return (
                f"Bis zum {say.day(fact.last_day)} kam keine Ablehnung, die zählt, und {known}: "
                "Schweigen nimmt an; der Nachtrag ist stillschweigend angenommen seit dem "
                f"{say.day(fact.on)}."
            )
        case f.TacitAcceptanceRescinded():
            return f"Die stillschweigende Annahme vom {say.day(fact.concluded_on)} ist aufgehoben."
        case f.AvenantTerminated():
            return (
                f"Die Vereinbarung ist von Rechts wegen am {say.day(fact.on)} beendet, durch die "
                f"am {say.day(fact.received_on)} eingegangene Ablehnung."
            )
        case f.TerminationRescinded():
            return (
                f"Die Beendigung vom {say.day(fact.terminated_on)} ist aufgehoben: die Ablehnung, "
                "auf der sie beruhte, hat keinen Bestand."
            )
        case f.AvenantLapsed():
            return (
                f"Der Nachtrag ist hinfällig: die Vereinbarung endete am {say.day(fact.on)} "
                f"{CAUSE[fact.cause]}, bevor der Nachtrag geschlossen war."
            )
        case f.ClosingRegistered():
            return closing(fact, say)
        case f.AvenantWithdrawn():
            return f"Der Nachtrag ist zurückgenommen, mit Wirkung vom {say.day(fact.on)}."
        case f.AvenantSuperseded():
            return f"Der Nachtrag ist durch den Nachtrag {fact.superseded_by} ersetzt."
        case _:
            assert_never(fact)


def closing(fact: f.ClosingRegistered, say: Voice) -> str:
    """Why what was still open closes."""
    asked = (
        " Ob eine Ablehnung die Vereinbarung noch beendet, hat eine Person zu sagen."
        if fact.ask_refused
        else ""
    )
    if fact.superseded_by:
        return (
            f"Der berichtigte Text wurde am {say.day(fact.on)} als Nachtrag {fact.superseded_by} "
            f"versandt; er tritt an die Stelle von diesem.{asked}"
        )
    done = "berichtigt" if fact.corrected else "zurückgenommen"
    return (
        f"Das Rundschreiben wurde {done}: was am {say.day(fact.on)} noch offen war, wird "
        f"geschlossen.{asked}"
    )
