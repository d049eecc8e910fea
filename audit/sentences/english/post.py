"""In English: what was sent, and what networks did with it."""

from typing import assert_never

from audit.sentences.english.words import (
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
            replaces = f" It replaces avenant {fact.supersedes}." if fact.supersedes else ""
            return (
                f"The avenant under circular {fact.circular} is prepared; it applies from "
                f"{say.day(fact.in_force_from)}.{replaces}"
            )
        case f.SendingReleased():
            return f"{say.who(fact.by)} released the sending to the network's providers."
        case f.ProvidersAddressed():
            many = "avenant" if fact.providers == 1 else "avenants"
            return f"The sending to the network's providers began: {fact.providers} {many}."
        case f.ResendRequested(purpose=f.Purpose.COPY):
            return f"{say.who(fact.by)} asked for an identical copy, {CHANNEL[fact.channel]}."
        case f.ResendRequested():
            return f"{say.who(fact.by)} asked for another sending, {CHANNEL[fact.channel]}."
        case f.SendingStarted():
            return (
                f"Sending no. {fact.ordinal} began, {CHANNEL[fact.channel]} "
                f"({PURPOSE[fact.purpose]}); the document is made for {say.day(fact.on)}."
            )
        case f.SendingDoubtful():
            return (
                f"Nobody can tell whether sending no. {fact.ordinal} left: {say.quote(fact.why)}. "
                "A person must find out; nothing else leaves meanwhile."
            )
        case f.SendingAbandoned():
            if fact.reason:
                return (
                    f"{say.who(fact.by)} says that sending no. {fact.ordinal} never left: "
                    f"{say.quote(fact.reason)}."
                )
            return (
                f"Sending no. {fact.ordinal} was given up: nothing shows that it left on the day "
                "for which it was made."
            )
        case f.SendingStopped():
            return (
                f"Nothing can be made for the addressee: {say.quote(fact.why)}. A person mends it."
            )
        case f.RetryRequested():
            return f"{say.who(fact.by)} mended what stopped the avenant: it is tried again."
        case f.Sent():
            return sent(fact, say)
        case f.BounceRegistered():
            answered = " It had been answered by then and stays valid." if fact.answered_by else ""
            return (
                f"{say.who(fact.by)} registered that sending no. {fact.of} came back on "
                f"{say.day(fact.on)}: {say.quote(fact.reason)}.{answered}"
            )
        case f.AvenantUndeliverable():
            return "No sending arrived: the avenant is undeliverable and no time limit runs."
        case f.NoticeStarted():
            return f"Sending {NOTICE[fact.notice]} began, {CHANNEL[fact.channel]}."
        case f.NoticeSent():
            if fact.channel is None:
                notice = NOTICE[fact.notice].capitalize()
                return f"{notice} was sent or, as a letter, put on the posting list."
            return f"{NOTICE[fact.notice].capitalize()} was sent {CHANNEL[fact.channel]}."
        case f.NoticePosted():
            number = registered_as(fact)
            notice = NOTICE[fact.notice]
            return (
                f"{say.who(fact.by)} registered that {notice} was posted on "
                f"{say.day(fact.on)}{number}."
            )
        case f.NoticeFailed():
            notice = NOTICE[fact.notice].capitalize()
            how = NOTICE_FAILURE[fact.how]
            return f"{notice} did not arrive, or may not have: {how} ({say.quote(fact.reason)})."
        case f.NoticeAbandoned():
            notice = NOTICE[fact.notice].capitalize()
            return f"{notice} had not left when something else overtook it, and was given up."
        case f.NoticeSettled():
            what, who = NOTICE[fact.notice], say.who(fact.by)
            done = f"says that {what} is told"
            if fact.again:
                done = f"has {what} told again, {CHANNEL[fact.again]}"
            return f"{who} {done}: {say.quote(fact.reason)}."
        case f.SignedCopyExamined():
            why = f" ({say.listed(FAULT[one] for one in fact.reasons)})" if fact.reasons else ""
            found = VERDICT[fact.verdict]
            return (
                f"The copy received on {say.day(fact.on)} was examined: "
                f"{found}{why}{acted(fact.by, say)}."
            )
        case f.SignatureRegistered():
            return (
                f"{say.who(fact.by)} registered the avenant as signed "
                f"{as_director(fact.capacities)}, received on {say.day(fact.on)}."
            )
        case f.WrongCopyRegistered():
            return (
                f"{say.who(fact.by)} refused the copy received on {say.day(fact.on)}: "
                f"{say.quote(fact.reason)}. The network is asked again."
            )
        case f.AvenantSigned():
            return f"Both signatures for the network are there, the last since {say.day(fact.on)}."
        case f.AvenantConcluded():
            return (
                f"{say.who(fact.by)} registered the signature for the Insurance Committee of "
                f"{say.day(fact.on)}: signed by all three, the avenant is concluded."
            )
        case f.EvidenceRenewed():
            return (
                f"{say.who(fact.by)} gave the signed copy another timestamp: its proof holds for "
                "longer."
            )
        case f.AvenantDeclined():
            return (
                f"{say.who(fact.by)} registered that the network declined on {say.day(fact.on)} "
                f"to sign: {say.quote(fact.reason)}. Its providers receive nothing."
            )
        case f.UnsignedEscalated():
            return "The reminders were of no use: the network's silence was put before INAMI."
        case _:
            assert_never(fact)


def registered_as(fact: f.Sent | f.NoticePosted) -> str:
    """The number of a registered letter."""
    return f", registered letter no. {fact.registered_number}" if fact.registered_number else ""


def sent(fact: f.Sent, say: Voice) -> str:
    """What left, and the days that follow from it."""
    outside = ", outside the system" if fact.purpose is f.Purpose.OUTSIDE else ""
    recorded = "" if fact.by == ENGINE else f" (registered by {say.who(fact.by)})"
    number = registered_as(fact)
    what = (
        f"Sending no. {fact.ordinal} left {CHANNEL[fact.channel]} on {say.day(fact.on)}"
        f"{outside}{number}{recorded}"
    )
    if fact.purpose is f.Purpose.COPY:
        return f"{what}: an identical copy, which restarts nothing."
    if fact.window is None:
        return f"{what}. Silence is no acceptance here."
    window = fact.window
    return (
        f"{what}. Last day to refuse, as announced: {say.day(window.announced_last_day)}; under "
        f"the most generous reading: {say.day(window.admitted_last_day)}. A refusal ends the "
        f"convention on {say.day(window.terminates_on)}."
    )
