"""Which texts a circular carries and which fields each of them may use.

A template is a legal text that the office maintains; this page is the promise between those who
write it and those who fill it in. `circulars/README.md` says the same in more words.
"""

from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from pydantic import StringConstraints

from domain.values import Language, Value


class TemplateKind(StrEnum):
    """The documents that are written for one addressee at a time."""

    NETWORK_AVENANT = "network_avenant"
    NETWORK_COVERING_LETTER = "network_covering_letter"
    PROVIDER_AVENANT = "provider_avenant"
    COVERING_LETTER = "covering_letter"
    REMINDER = "reminder"
    REFUSAL_CONFIRMATION = "refusal_confirmation"
    TACIT_ACCEPTANCE_NOTICE = "tacit_acceptance_notice"
    WITHDRAWN_NOTICE = "withdrawn_notice"
    RESCISSION_NOTICE = "rescission_notice"
    CONTESTED_NOTICE = "contested_notice"
    DECISION_NOTICE = "decision_notice"
    OUT_OF_TIME_NOTICE = "out_of_time_notice"
    EXTENSION_NOTICE = "extension_notice"
    LAPSE_NOTICE = "lapse_notice"
    INFORMATION = "information"


class Template(Value):
    """One text in one language, as it stands in the circular's folder (Jinja2, plain text)."""

    kind: TemplateKind
    language: Language
    source: str


class DocumentSource(Value):
    """One typst file of a circular, as it stands in its folder of documents."""

    path: Annotated[str, StringConstraints(pattern=r"^([a-z]{2}/)?[a-z_]{1,60}\.typ$")]
    """From that folder on: `house.typ`, `letter.typ`, `fr/provider_avenant.typ`."""
    source: str


HOUSE, LETTER = "house.typ", "letter.typ"
"""How every document looks, and how the texts are set as letters."""

DOCUMENT_KINDS = (TemplateKind.NETWORK_AVENANT, TemplateKind.PROVIDER_AVENANT)
"""What is signed: typst documents, one for each language. All other kinds are texts."""

CIRCULAR_LANGUAGES = (Language.FR, Language.NL, Language.DE)
"""Every circular speaks these; English may be added."""

AMENDING_KINDS = tuple(
    kind for kind in TemplateKind if kind not in (*DOCUMENT_KINDS, TemplateKind.INFORMATION)
)
"""The texts without which a circular that amends cannot be launched."""

INFORMING_KINDS = (TemplateKind.INFORMATION,)
"""The texts of a circular that only informs; one to be passed on has a reminder as well."""

_EVERYWHERE = frozenset(
    {
        "reference",
        "circular_date",
        "subject",
        "language",
        "recipient_name",
        "recipient_address",
        "network_name",
        "network_kind",
        "hospital_name",
        "collecting_institution",
        "reply_to",
        "sent_on",
        "rehearsal",
        "specimen",
    }
)
_AVENANT = _EVERYWHERE | {
    "avenant_ordinal",
    "avenant_number",
    "convention_title",
    "coordinated_version_title",
    "coordinated_version_address",
    "entry_into_force",
    "party_kind",
    "representative",
}
_NETWORK = _AVENANT | {"additions", "budget_lines", "budget_total", "training_earmark"}
_PROVIDER = _AVENANT | {"announced_last_day", "terminates_on"}
_REFUSED = _AVENANT | {"refusal_received_on"}

FIELDS: MappingProxyType[TemplateKind, frozenset[str]] = MappingProxyType(
    {
        TemplateKind.NETWORK_COVERING_LETTER: _NETWORK,
        TemplateKind.COVERING_LETTER: _PROVIDER,
        TemplateKind.REMINDER: _AVENANT,
        TemplateKind.REFUSAL_CONFIRMATION: _REFUSED | {"terminates_on"},
        TemplateKind.TACIT_ACCEPTANCE_NOTICE: _AVENANT | {"announced_last_day", "concluded_on"},
        TemplateKind.WITHDRAWN_NOTICE: _AVENANT,
        TemplateKind.RESCISSION_NOTICE: _AVENANT | {"concluded_on"},
        TemplateKind.CONTESTED_NOTICE: _REFUSED,
        TemplateKind.DECISION_NOTICE: _REFUSED | {"decided_on", "decision", "refused_ends_on"},
        TemplateKind.OUT_OF_TIME_NOTICE: _REFUSED | {"announced_last_day"},
        TemplateKind.EXTENSION_NOTICE: _AVENANT | {"extended_until", "terminates_on"},
        TemplateKind.LAPSE_NOTICE: _AVENANT | {"convention_ended_on"},
        TemplateKind.INFORMATION: _EVERYWHERE,
    }
)
"""The fields that are known when a text of that kind is written; any other is a mistake.

A circular that only informs has no avenant: its reminder may use what its information may use.
"""

INFORMING_REMINDER_FIELDS = _EVERYWHERE

ALWAYS_NAMED: MappingProxyType[TemplateKind, tuple[frozenset[str], ...]] = MappingProxyType(
    {
        TemplateKind.COVERING_LETTER: (
            frozenset({"avenant_ordinal", "avenant_number"}),
            frozenset({"coordinated_version_title"}),
            frozenset({"coordinated_version_address"}),
            frozenset({"announced_last_day"}),
            frozenset({"reply_to"}),
            frozenset({"terminates_on"}),
        ),
        TemplateKind.REFUSAL_CONFIRMATION: (frozenset({"terminates_on"}),),
        TemplateKind.CONTESTED_NOTICE: (frozenset({"refusal_received_on"}),),
        TemplateKind.DECISION_NOTICE: (frozenset({"decision"}), frozenset({"refused_ends_on"})),
        TemplateKind.OUT_OF_TIME_NOTICE: (frozenset({"refusal_received_on"}),),
        TemplateKind.EXTENSION_NOTICE: (frozenset({"extended_until"}),),
    }
)
"""What a text must say: one field at least of each group.

The provider is told of the avenant with reference to it and to the coordinated version of the
model convention (model convention network-provider, art. 24 §2, as quoted in the circular
Psy-Ort/2026/001 of 3 March 2026).
"""

MARKS = ("rehearsal", "specimen")
"""The two marks that every text must be able to print: neither may be lost on the way."""

TEXT_LISTS = frozenset({"recipient_address"})
"""Fields that are lists of lines."""

RECORD_LISTS: MappingProxyType[str, frozenset[str]] = MappingProxyType(
    {"budget_lines": frozenset({"label", "amount"})}
)
"""Fields that are lists of records, with the parts of one."""

RECORDS: MappingProxyType[str, frozenset[str]] = MappingProxyType(
    {"additions": frozenset({"article_8", "base_care", "total"})}
)
"""Fields that are one record, with its parts."""

MAY_BE_EMPTY = frozenset(
    {
        "representative",
        "additions",
        "training_earmark",
        "collecting_institution",
        "refused_ends_on",
    }
)
"""Fields that some addressees do not have: a text asks `{% if … %}` before it prints them."""
