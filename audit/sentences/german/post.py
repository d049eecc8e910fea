"""In German: what was sent, and what networks did with it."""

from typing import assert_never

from audit.sentences.german.words import (
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
            replaces = f" Er ersetzt den Nachtrag {fact.supersedes}." if fact.supersedes else ""
            return (
                f"Der Nachtrag zum Rundschreiben {fact.circular} ist vorbereitet; er gilt ab dem "
                f"{say.day(fact.in_force_from)}.{replaces}"
            )
        case f.SendingReleased():
            return (
                f"{say.who(fact.by)} hat den Versand an die Leistungserbringer des Netzwerks "
                "freigegeben."
            )
        case f.ProvidersAddressed():
            many = "Nachtrag" if fact.providers == 1 else "Nachträge"
            return (
                "Der Versand an die Leistungserbringer des Netzwerks hat begonnen: "
                f"{fact.providers} {many}."
            )
        case f.ResendRequested(purpose=f.Purpose.COPY):
            return (
                f"{say.who(fact.by)} hat eine identische Kopie verlangt, {CHANNEL[fact.channel]}."
            )
        case f.ResendRequested():
            return (
                f"{say.who(fact.by)} hat einen erneuten Versand verlangt, {CHANNEL[fact.channel]}."
            )
        case f.SendingStarted():
            return (
                f"Versand Nr. {fact.ordinal} hat begonnen, {CHANNEL[fact.channel]} "
                f"({PURPOSE[fact.purpose]}); das Dokument ist für den {say.day(fact.on)} erstellt."
            )
        case f.SendingDoubtful():
            return (
                f"Niemand kann sagen, ob Sendung Nr. {fact.ordinal} abging: {say.quote(fact.why)}. "
                "Eine Person muss es klären; bis dahin geht nichts anderes ab."
            )
        case f.SendingAbandoned():
            if fact.reason:
                return (
                    f"{say.who(fact.by)} erklärt, dass Versand Nr. {fact.ordinal} nie abging: "
                    f"{say.quote(fact.reason)}."
                )
            return (
                f"Versand Nr. {fact.ordinal} ist aufgegeben: nichts zeigt, dass er an dem Tag "
                "abging, für den er erstellt war."
            )
        case f.SendingStopped():
            return (
                f"Für den Empfänger kann nichts erstellt werden: {say.quote(fact.why)}. Jemand "
                "muss dem abhelfen."
            )
        case f.RetryRequested():
            who = say.who(fact.by)
            return f"{who} half dem ab, was den Nachtrag aufhielt: Es wird erneut versucht."
        case f.Sent():
            return sent(fact, say)
        case f.BounceRegistered():
            answered = " Er war bereits beantwortet und bleibt gültig." if fact.answered_by else ""
            return (
                f"{say.who(fact.by)} hat vermerkt, dass Versand Nr. {fact.of} am "
                f"{say.day(fact.on)} zurückkam: {say.quote(fact.reason)}.{answered}"
            )
        case f.AvenantUndeliverable():
            return "Kein Versand kam an: der Nachtrag ist unzustellbar, und es läuft keine Frist."
        case f.NoticeStarted():
            return f"Der Versand hat begonnen, {CHANNEL[fact.channel]}: {NOTICE[fact.notice]}."
        case f.NoticeSent():
            if fact.channel is None:
                return (
                    "Versandt oder, als Brief, auf die Liste der aufzugebenden Briefe gesetzt: "
                    f"{NOTICE[fact.notice]}."
                )
            return f"Versandt {CHANNEL[fact.channel]}: {NOTICE[fact.notice]}."
        case f.NoticePosted():
            number = registered_as(fact)
            return (
                f"{say.who(fact.by)} trug ein, dass am {say.day(fact.on)} zur Post ging{number}: "
                f"{NOTICE[fact.notice]}."
            )
        case f.NoticeFailed():
            return (
                f"Kam nicht an, oder vielleicht nicht: {NOTICE[fact.notice]}. Ursache: "
                f"{NOTICE_FAILURE[fact.how]} ({say.quote(fact.reason)})."
            )
        case f.NoticeAbandoned():
            return (
                "War noch nicht abgegangen, wurde überholt und geht nicht mehr ab: "
                f"{NOTICE[fact.notice]}."
            )
        case f.NoticeSettled():
            what, who = NOTICE[fact.notice], say.who(fact.by)
            done = f"erklärt, dass der Empfänger dies kennt: {what}"
            if fact.again:
                done = f"lässt erneut mitteilen, {CHANNEL[fact.again]}: {what}"
            return f"{who} {done}. Grund: {say.quote(fact.reason)}."
        case f.SignedCopyExamined():
            why = f" ({say.listed(FAULT[one] for one in fact.reasons)})" if fact.reasons else ""
            found = VERDICT[fact.verdict]
            return (
                f"Das am {say.day(fact.on)} eingegangene Exemplar wurde geprüft: "
                f"{found}{why}{acted(fact.by, say)}."
            )
        case f.SignatureRegistered():
            return (
                f"{say.who(fact.by)} hat den Nachtrag als unterzeichnet eingetragen, "
                f"{as_director(fact.capacities)}, eingegangen am {say.day(fact.on)}."
            )
        case f.WrongCopyRegistered():
            return (
                f"{say.who(fact.by)} hat das am {say.day(fact.on)} eingegangene Exemplar "
                f"zurückgewiesen: {say.quote(fact.reason)}. Das Netzwerk wird erneut gebeten."
            )
        case f.AvenantSigned():
            return (
                "Beide Unterschriften für das Netzwerk liegen vor, die letzte seit dem "
                f"{say.day(fact.on)}."
            )
        case f.AvenantConcluded():
            return (
                f"{say.who(fact.by)} hat die Unterschrift für den Versicherungsausschuss vom "
                f"{say.day(fact.on)} eingetragen: von allen dreien unterzeichnet, ist der Nachtrag "
                "geschlossen."
            )
        case f.EvidenceRenewed():
            return (
                f"{say.who(fact.by)} versah das unterzeichnete Exemplar mit einem neuen "
                "Zeitstempel: Der Beweis gilt länger."
            )
        case f.AvenantDeclined():
            return (
                f"{say.who(fact.by)} hat vermerkt, dass das Netzwerk am {say.day(fact.on)} die "
                f"Unterschrift verweigerte: {say.quote(fact.reason)}. Seine Leistungserbringer "
                "erhalten nichts."
            )
        case f.UnsignedEscalated():
            return (
                "Die Erinnerungen blieben ohne Erfolg: das Schweigen des Netzwerks ist dem LIKIV "
                "gemeldet."
            )
        case _:
            assert_never(fact)


def registered_as(fact: f.Sent | f.NoticePosted) -> str:
    """The number of a registered letter."""
    return f", Einschreiben Nr. {fact.registered_number}" if fact.registered_number else ""


def sent(fact: f.Sent, say: Voice) -> str:
    """What left, and the days that follow from it."""
    outside = ", außerhalb des Systems" if fact.purpose is f.Purpose.OUTSIDE else ""
    recorded = "" if fact.by == ENGINE else f" (eingetragen von {say.who(fact.by)})"
    number = registered_as(fact)
    what = (
        f"Versand Nr. {fact.ordinal} ging {CHANNEL[fact.channel]} am {say.day(fact.on)} ab"
        f"{outside}{number}{recorded}"
    )
    if fact.purpose is f.Purpose.COPY:
        return f"{what}: eine identische Kopie, die keine neue Frist in Gang setzt."
    if fact.window is None:
        return f"{what}. Schweigen ist hier keine Annahme."
    window = fact.window
    return (
        f"{what}. Letzter Tag für eine Ablehnung, wie angekündigt: "
        f"{say.day(window.announced_last_day)}; nach der weitesten Lesart: "
        f"{say.day(window.admitted_last_day)}. Eine Ablehnung beendet die Vereinbarung am "
        f"{say.day(window.terminates_on)}."
    )
