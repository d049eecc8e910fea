"""Every kind of document once in each language, with fixed people and days. Nobody is real.

`python -m tests.activities.documents.specimens` writes the golden texts anew; look at what
changed before it is committed.
"""

from datetime import date
from functools import cache
from pathlib import Path

from activities.correspondence import Correspondence
from activities.letters import render
from domain.circular import Circular
from domain.facts import Outcome
from domain.templates import AMENDING_KINDS, TemplateKind
from domain.values import Channel, Language, NetworkKind
from interfaces.circulars.folder import read_circular
from tests.activities import reading
from tests.activities.builders import (
    OFFICE,
    a_communication,
    a_network,
    a_network_communication,
    an_organisation,
)

GOLDEN = Path(__file__).parent / "golden"
CIRCULAR = Path(__file__).parents[3] / "circulars" / "2026-001"
COVERS = (TemplateKind.COVERING_LETTER, TemplateKind.NETWORK_COVERING_LETTER)
NATIONAL = (Language.FR, Language.NL, Language.DE)
NETWORKS = {
    "adult": ("namur", NetworkKind.ADULT),
    "child_adolescent": ("kirikou", NetworkKind.CHILD_ADOLESCENT),
    "german_speaking": ("com-ger-adultes", NetworkKind.GERMAN_SPEAKING),
}


@cache
def the_circular() -> Circular:
    """The circular of March 2026 as it ships, figures and all."""
    found = read_circular(CIRCULAR).circular
    assert found is not None
    return found


@cache
def letters() -> dict[str, Correspondence]:
    """Each letter under the name of its golden text."""
    found: dict[str, Correspondence] = {}
    for language in NATIONAL:
        for variant, (network, kind) in NETWORKS.items():
            where = {
                "network": network,
                "network_kind": kind,
                "circular": the_circular(),
                "language": language,
                "channel": Channel.LETTER,
                "network_party": a_network(name=network.upper()),
            }
            avenant = f"2026-001.net-{network}"
            found[f"{language.value}-network-{variant}"] = a_network_communication(
                **where, avenant=avenant
            )
            found[f"{language.value}-provider-{variant}-independent"] = a_communication(**where)
            found[f"{language.value}-provider-{variant}-organisation"] = a_communication(
                **where, recipient=an_organisation()
            )
        for kind in AMENDING_KINDS:
            if kind not in COVERS:
                found[f"{language.value}-{kind.value}"] = a_notice(kind, language)
    return found


def a_notice(kind: TemplateKind, language: Language) -> Correspondence:
    """A notice on paper, with every day that it may name."""
    make = a_network_communication if kind is TemplateKind.REMINDER else a_communication
    return make(
        kind=kind,
        language=language,
        circular=the_circular(),
        channel=Channel.LETTER,
        day=date(2026, 4, 20),
        sent_on=date(2026, 3, 3),
        refusal_received_on=date(2026, 4, 7),
        concluded_on=date(2026, 4, 15),
        decided_on=date(2026, 4, 17),
        decision=Outcome.REFUSAL,
        refused_ends_on=date(2026, 6, 1),
        extended_until=date(2026, 5, 4),
        convention_ended_on=date(2026, 5, 1),
    )


def golden_text(letter: Correspondence) -> str:
    """What an independent reader finds, page after page."""
    return "\n\n--- page ---\n\n".join(reading.pages(render(letter, OFFICE).content)) + "\n"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, letter in letters().items():
        (GOLDEN / f"{name}.txt").write_text(golden_text(letter), encoding="utf-8")
