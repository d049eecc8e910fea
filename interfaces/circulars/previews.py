"""What would be sent of a circular, for a person to look at; nothing of it leaves.

Every page is marked as a rehearsal. People are those whom the register knows, where a preview is
asked for them, else invented ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from activities.correspondence import Correspondence
from domain.circular import Addressee, Circular
from domain.facts import Outcome
from domain.templates import AMENDING_KINDS, CIRCULAR_LANGUAGES, TemplateKind
from domain.terms import window
from domain.values import (
    Channel,
    Language,
    NetworkKind,
    avenant_id,
    network_convention,
)
from interfaces.circulars import specimen_people as specimens
from journal.people import Independent, NetworkParty, Organisation

_COVERING = (TemplateKind.COVERING_LETTER, TemplateKind.NETWORK_COVERING_LETTER)
_TO_NETWORKS = (TemplateKind.REMINDER, TemplateKind.INFORMATION)
_A_NETWORK = Addressee(
    id="specimen",
    name="SPECIMEN",
    kind=NetworkKind.ADULT,
    languages=CIRCULAR_LANGUAGES,
    name_from="specimen",
)
SPECIMEN = "SPECIMEN"
"""The convention of an invented provider."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A document to look at, and what its file is called, without an ending."""

    name: str
    letter: Correspondence


def of_circular(circular: Circular, today: date) -> Iterator[Preview]:
    """Every document and text of a circular, in each language and variant, for invented people."""
    for language in _languages(circular):
        if circular.amendment is None:
            yield from _information(circular, today, language)
            continue
        for network in _one_of_each_kind(circular):
            spoken = specimens.language_for(network.kind, language)
            if spoken is language:
                yield of_network(circular, today, network, language)
                yield from of_providers(circular, today, network, language)
        yield from _notices(circular, today, language)


def of_network(
    circular: Circular,
    today: date,
    network: Addressee,
    language: Language,
    party: NetworkParty | None = None,
) -> Preview:
    """A network's avenant with its own figures, behind its covering letter."""
    known = party or specimens.a_network(network.name)
    letter = _letter(circular, today, network, language, known)
    convention = network_convention(network.id)
    letter = letter.model_copy(
        update={"recipient": known, "avenant": avenant_id(circular.id, convention)}
    )
    return Preview(f"{language.value}-network-{network.id}", letter)


def of_providers(
    circular: Circular,
    today: date,
    network: Addressee,
    language: Language,
    party: NetworkParty | None = None,
) -> Iterator[Preview]:
    """The avenant of an independent provider and of an organisation of a network."""
    for what, recipient in (
        ("independent", specimens.an_independent()),
        ("organisation", specimens.an_organisation()),
    ):
        letter = to_provider(circular, today, network, language, recipient, party)
        yield Preview(f"{language.value}-provider-{network.id}-{what}", letter)


def to_provider(
    circular: Circular,
    today: date,
    network: Addressee,
    language: Language,
    recipient: Independent | Organisation,
    party: NetworkParty | None = None,
    convention: str = SPECIMEN,
) -> Correspondence:
    """A provider's avenant as it would be were it posted today."""
    speaker = party or specimens.a_network(network.name)
    days = window(today, Channel.LETTER, circular.rules)
    letter = _letter(circular, today, network, language, speaker)
    return letter.model_copy(
        update={
            "kind": TemplateKind.PROVIDER_AVENANT,
            "recipient": recipient,
            "avenant": avenant_id(circular.id, convention),
            "announced_last_day": days.announced_last_day,
            "terminates_on": days.terminates_on,
        }
    )


def _notices(circular: Circular, today: date, language: Language) -> Iterator[Preview]:
    """Every notice, with days as they might be."""
    network = circular.networks[0] if circular.networks else _A_NETWORK
    to_one = to_provider(circular, today, network, language, specimens.an_independent())
    later = today + timedelta(days=35)
    days = {
        "day": later,
        "sent_on": today,
        "refusal_received_on": later,
        "concluded_on": later,
        "decided_on": later,
        "decision": Outcome.REFUSAL,
        "refused_ends_on": to_one.terminates_on,
        "extended_until": later,
        "convention_ended_on": later,
    }
    for kind in AMENDING_KINDS:
        if kind in _COVERING:
            continue
        letter = to_one.model_copy(update=days | {"kind": kind})
        if kind in _TO_NETWORKS:
            letter = of_network(circular, today, network, language).letter
            letter = letter.model_copy(update={"kind": kind, "day": later, "sent_on": today})
        yield Preview(f"{language.value}-{kind.value}", letter)


def _information(circular: Circular, today: date, language: Language) -> Iterator[Preview]:
    """The texts of a circular that only informs, which go by e-mail."""
    there = {text.kind for text in circular.templates if text.language is language}
    for kind in _TO_NETWORKS:
        if kind in there:
            letter = of_network(circular, today, _A_NETWORK, language).letter
            update = {"kind": kind, "channel": Channel.EMAIL, "sent_on": today}
            yield Preview(f"{language.value}-{kind.value}", letter.model_copy(update=update))


def _letter(
    circular: Circular,
    today: date,
    network: Addressee,
    language: Language,
    party: NetworkParty,
) -> Correspondence:
    return Correspondence(
        avenant=avenant_id(circular.id, network_convention(network.id)),
        ordinal=1,
        kind=TemplateKind.NETWORK_AVENANT,
        channel=Channel.LETTER,
        language=language,
        day=today,
        rehearsal=True,
        circular=circular,
        network=network.id,
        network_kind=network.kind,
        network_party=party,
        recipient=party,
    )


def _languages(circular: Circular) -> tuple[Language, ...]:
    spoken = {text.language for text in circular.templates}
    return tuple(language for language in Language if language in spoken)


def _one_of_each_kind(circular: Circular) -> tuple[Addressee, ...]:
    """The first network of each kind."""
    first: dict[NetworkKind, Addressee] = {}
    for network in circular.networks:
        first.setdefault(network.kind, network)
    return tuple(first.values())
