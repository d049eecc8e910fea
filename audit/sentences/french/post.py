"""In French: what was sent, and what networks did with it."""

from typing import assert_never

from audit.sentences.french.words import (
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
            replaces = f" Il remplace l'avenant {fact.supersedes}." if fact.supersedes else ""
            return (
                f"L'avenant de la circulaire {fact.circular} est préparé ; il s'applique à partir "
                f"du {say.day(fact.in_force_from)}.{replaces}"
            )
        case f.SendingReleased():
            return f"{say.who(fact.by)} a libéré l'envoi aux prestataires du réseau."
        case f.ProvidersAddressed():
            many = "avenant" if fact.providers == 1 else "avenants"
            return f"L'envoi aux prestataires du réseau a commencé : {fact.providers} {many}."
        case f.ResendRequested(purpose=f.Purpose.COPY):
            return (
                f"{say.who(fact.by)} a demandé l'envoi d'une copie identique "
                f"{CHANNEL[fact.channel]}."
            )
        case f.ResendRequested():
            return f"{say.who(fact.by)} a demandé un nouvel envoi {CHANNEL[fact.channel]}."
        case f.SendingStarted():
            return (
                f"L'envoi n° {fact.ordinal} a commencé, {CHANNEL[fact.channel]} "
                f"({PURPOSE[fact.purpose]}) ; le document est établi pour le {say.day(fact.on)}."
            )
        case f.SendingDoubtful():
            return (
                f"Nul ne peut dire si l'envoi n° {fact.ordinal} est parti : {say.quote(fact.why)}. "
                "Une personne doit le vérifier ; rien d'autre ne part entre-temps."
            )
        case f.SendingAbandoned():
            if fact.reason:
                return (
                    f"{say.who(fact.by)} déclare que l'envoi n° {fact.ordinal} n'est jamais "
                    f"parti : {say.quote(fact.reason)}."
                )
            return (
                f"L'envoi n° {fact.ordinal} est abandonné : rien ne montre qu'il soit parti le "
                "jour pour lequel il était établi."
            )
        case f.SendingStopped():
            return (
                f"Rien ne peut être établi pour le destinataire : {say.quote(fact.why)}. Une "
                "personne doit y remédier."
            )
        case f.RetryRequested():
            return f"{say.who(fact.by)} a remédié à ce qui arrêtait l'avenant : nouvel essai."
        case f.Sent():
            return sent(fact, say)
        case f.BounceRegistered():
            answered = (
                " Il y avait déjà été répondu : il reste valable." if fact.answered_by else ""
            )
            return (
                f"{say.who(fact.by)} a enregistré le retour de l'envoi n° {fact.of}, le "
                f"{say.day(fact.on)} : {say.quote(fact.reason)}.{answered}"
            )
        case f.AvenantUndeliverable():
            return "Aucun envoi n'est parvenu : l'avenant n'est pas remis et aucun délai ne court."
        case f.NoticeStarted():
            return f"L'envoi a commencé, {CHANNEL[fact.channel]} : {NOTICE[fact.notice]}."
        case f.NoticeSent():
            if fact.channel is None:
                return (
                    "Parti ou, s'il s'agit d'une lettre, porté sur la liste des lettres à "
                    f"poster : {NOTICE[fact.notice]}."
                )
            return f"Parti {CHANNEL[fact.channel]} : {NOTICE[fact.notice]}."
        case f.NoticePosted():
            number = registered_as(fact)
            return (
                f"{say.who(fact.by)} a enregistré le dépôt à la poste, le {say.day(fact.on)}"
                f"{number} : {NOTICE[fact.notice]}."
            )
        case f.NoticeFailed():
            return (
                f"N'est pas arrivé, ou peut-être pas : {NOTICE[fact.notice]}. Cause : "
                f"{NOTICE_FAILURE[fact.how]} ({say.quote(fact.reason)})."
            )
        case f.NoticeAbandoned():
            return (
                "N'était pas encore parti, a été dépassé par la suite et ne partira plus : "
                f"{NOTICE[fact.notice]}."
            )
        case f.NoticeSettled():
            what, who = NOTICE[fact.notice], say.who(fact.by)
            done = f"déclare que le destinataire connaît {what}"
            if fact.again:
                done = f"fait renvoyer, {CHANNEL[fact.again]}, {what}"
            return f"{who} {done} : {say.quote(fact.reason)}."
        case f.SignedCopyExamined():
            why = f" ({say.listed(FAULT[one] for one in fact.reasons)})" if fact.reasons else ""
            found = VERDICT[fact.verdict]
            return (
                f"La copie reçue le {say.day(fact.on)} a été examinée : "
                f"{found}{why}{acted(fact.by, say)}."
            )
        case f.SignatureRegistered():
            return (
                f"{say.who(fact.by)} a enregistré l'avenant signé {as_director(fact.capacities)}, "
                f"reçu le {say.day(fact.on)}."
            )
        case f.WrongCopyRegistered():
            return (
                f"{say.who(fact.by)} a refusé l'exemplaire reçu le {say.day(fact.on)} : "
                f"{say.quote(fact.reason)}. Le réseau est invité à signer à nouveau."
            )
        case f.AvenantSigned():
            return f"L'avenant est signé pour le réseau à tous les titres le {say.day(fact.on)}."
        case f.AvenantConcluded():
            return (
                f"{say.who(fact.by)} a enregistré la signature pour le Comité de l'assurance du "
                f"{say.day(fact.on)} : signé par tous, l'avenant est conclu."
            )
        case f.EvidenceRenewed():
            return (
                f"{say.who(fact.by)} a donné à la copie signée un nouvel horodatage : sa preuve "
                "vaut plus longtemps."
            )
        case f.AvenantDeclined():
            return (
                f"{say.who(fact.by)} a enregistré que le réseau a refusé de signer le "
                f"{say.day(fact.on)} : {say.quote(fact.reason)}. Ses prestataires ne reçoivent "
                "rien."
            )
        case f.UnsignedEscalated():
            return "Les rappels sont restés vains : le silence du réseau est signalé à l'INAMI."
        case _:
            assert_never(fact)


def registered_as(fact: f.Sent | f.NoticePosted) -> str:
    """The number of a registered letter."""
    return f", recommandé n° {fact.registered_number}" if fact.registered_number else ""


def sent(fact: f.Sent, say: Voice) -> str:
    """What left, and the days that follow from it."""
    outside = ", en dehors du système" if fact.purpose is f.Purpose.OUTSIDE else ""
    recorded = "" if fact.by == ENGINE else f" (enregistré par {say.who(fact.by)})"
    number = registered_as(fact)
    what = (
        f"L'envoi n° {fact.ordinal} est parti {CHANNEL[fact.channel]} le "
        f"{say.day(fact.on)}{outside}{number}{recorded}"
    )
    if fact.purpose is f.Purpose.COPY:
        return f"{what} : une copie identique, qui ne fait courir aucun nouveau délai."
    if fact.window is None:
        return f"{what}. Ici, le silence ne vaut pas acceptation."
    window = fact.window
    return (
        f"{what}. Dernier jour annoncé pour refuser : le {say.day(window.announced_last_day)} ; "
        f"selon la lecture la plus large : le {say.day(window.admitted_last_day)}. Un refus met "
        f"fin à la convention le {say.day(window.terminates_on)}."
    )
