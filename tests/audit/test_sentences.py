"""Every fact is a sentence that a person reads, in French, Dutch, German and English."""

import re
from datetime import date
from itertools import product
from uuid import UUID

import pytest

from audit.sentences.groups import AnyFact
from audit.sentences.telling import sentence
from audit.sentences.voice import written
from domain import facts as f
from domain.circular_facts import CircularLaunched
from domain.terms import window
from domain.values import Channel, Language
from journal.known_facts import known_facts
from tests.audit.specimens import ANNA, every_specimen

SPECIMENS = every_specimen()
K = "2026-001.K00123"


def name_of(member: str) -> str:
    return {ANNA: "Anna Peeters"}.get(member, member)


def told(fact: AnyFact, language: Language) -> str:
    return sentence(fact, language, name_of)


@pytest.mark.parametrize("kind", known_facts().classes)
def test_every_fact_reads_as_a_sentence_in_every_language(kind: str) -> None:
    """Whole, without a code, a raw date or an empty place."""
    of_its_kind = [one for one in SPECIMENS if one.type == kind]
    for fact, language in product(of_its_kind, Language):
        text = told(fact, language)

        assert re.match(r"[A-Z]", text), text
        assert text.endswith("."), text
        assert not re.search(
            r"  |\.\.|None|\d{4}-\d{2}-\d{2}|[{}<>_]| [.,]|\bTrue\b|\bFalse\b", text
        )
        assert not re.search(r"0{64}|" + re.escape(ANNA), text), text


@pytest.mark.parametrize("kind", known_facts().classes)
def test_no_two_languages_say_it_alike(kind: str) -> None:
    for fact in (one for one in SPECIMENS if one.type == kind):
        assert len({told(fact, language) for language in Language}) == len(Language)


@pytest.mark.parametrize("language", Language)
def test_whoever_acted_is_called_by_name_and_the_engine_by_its_own(language: Language) -> None:
    acted = [one for one in SPECIMENS if getattr(one, "by", None) == ANNA]
    unnamed = {one.type for one in acted if "Anna Peeters" not in told(one, language)}
    assert unnamed == set()

    assert all("engine" not in told(one, Language.FR) for one in SPECIMENS)


TOLD_ELSEWHERE = {
    "convention.registered": {"kind"},
    "convention.updated": {"party_kind"},
    "circular.information-started": {"evidence"},
    "avenant.prepared": {"kind"},
    "avenant.resend-requested": {"purpose"},
    "avenant.sending-started": {"language", "evidence", "documents"},
    "avenant.notice-started": {"evidence", "documents"},
    "avenant.possible-refusal-received": {"matched_by"},
    "avenant.signed-copy-examined": {"capacities", "report"},
    "avenant.concluded": {"evidence"},
    "mailbox.message-kept": {
        "matched_by",
        "dispatched_on",
        "uid",
        "uidvalidity",
        "message_id_hash",
    },
    "avenant.sent": {"purpose", "evidence"},
    "avenant.refusal-registered": {"received_there_on"},
    "avenant.acceptance-registered": {"evidence"},
    "avenant.refusal-withdrawal-registered": {"evidence"},
    "avenant.contested-refusal-decided": {"refusals", "acceptances", "concluded_on"},
    "avenant.contested": {"refusals", "acceptances"},
    "avenant.window-extended": {"ordinal"},
    "avenant.closing-registered": {"corrected"},
    "avenant.signature-registered": {"evidence"},
    "avenant.wrong-copy-registered": {"evidence"},
}
"""Said by another fact or by another field, or of no use to a reader."""


@pytest.mark.parametrize("language", Language)
def test_no_two_values_that_matter_are_told_with_the_same_words(language: Language) -> None:
    """Two reasons, causes, channels or purposes never read alike."""
    alike: list[tuple[str, set[str]]] = []
    for kind in known_facts().classes:
        first, *others = [one for one in SPECIMENS if one.type == kind]
        for other in others:
            names = set(type(first).model_fields)
            changed = {name for name in names if getattr(first, name) != getattr(other, name)}
            same = told(first, language) == told(other, language)
            if same and not changed <= TOLD_ELSEWHERE.get(kind, set()):
                alike.append((kind, changed))
    assert alike == []


REFUSED = f.AvenantRefused(
    on=date(2026, 4, 2),
    avenant=K,
    refusal=UUID(int=1),
    received_on=date(2026, 4, 2),
    terminates_on=date(2026, 6, 1),
    registered_on=date(2026, 4, 3),
)


IN_THE_WORDS_OF_THE_LAW = {
    Language.FR: "L'avenant est refusé, par le refus reçu le 2 avril 2026 : la convention est "
    "résiliée de plein droit le 1er juin 2026.",
    Language.NL: "De wijzigingsclausule is geweigerd, door de weigering ontvangen op 2 april 2026: "
    "de overeenkomst eindigt van rechtswege op 1 juni 2026.",
    Language.DE: "Der Nachtrag ist abgelehnt, durch die am 2. April 2026 eingegangene Ablehnung: "
    "die Vereinbarung endet von Rechts wegen am 1. Juni 2026.",
    Language.EN: "The avenant is refused, by the refusal received on 2 April 2026: the convention "
    "ends by operation of law on 1 June 2026.",
}


@pytest.mark.parametrize("language", Language)
def test_a_refusal_is_told_in_the_words_of_the_law(language: Language) -> None:
    assert told(REFUSED, language) == IN_THE_WORDS_OF_THE_LAW[language]


def test_a_sending_tells_both_last_days_and_the_termination() -> None:
    day = date(2026, 3, 3)
    fact = f.Sent(
        on=day,
        avenant=K,
        ordinal=1,
        channel=Channel.LETTER,
        window=window(day, Channel.LETTER),
        id=UUID(int=1),
        by=ANNA,
        purpose=f.Purpose.FIRST,
    )

    assert told(fact, Language.EN) == (
        "Sending no. 1 left by letter on 3 March 2026 (registered by Anna Peeters). Last day to "
        "refuse, as announced: 3 April 2026; under the most generous reading: 7 April 2026. A "
        "refusal ends the convention on 1 June 2026."
    )


def test_a_circular_is_told_by_its_reference() -> None:
    fact = CircularLaunched(
        on=date(2026, 3, 3),
        circular="2026-001",
        reference="Psy-Ort/2026/001",
        kind="amending",
        content="0" * 64,
        corrects=None,
        by=ANNA,
    )

    assert told(fact, Language.NL) == (
        "Anna Peeters lanceerde omzendbrief Psy-Ort/2026/001, die de overeenkomsten wijzigt."
    )


@pytest.mark.parametrize(
    ("language", "first", "third"),
    [
        (Language.FR, "1er mars 2026", "3 mars 2026"),
        (Language.NL, "1 maart 2026", "3 maart 2026"),
        (Language.DE, "1. März 2026", "3. März 2026"),
        (Language.EN, "1 March 2026", "3 March 2026"),
    ],
)
def test_dates_are_written_as_people_write_them(language: Language, first: str, third: str) -> None:
    assert written(date(2026, 3, 1), language) == first
    assert written(date(2026, 3, 3), language) == third
    assert written(date(2026, 3, 11), language).startswith("11")
