"""What a typst document of a circular may print: the promise beside that of the texts.

A document is a legal text that the office maintains; `circulars/README.md` says the same in more
words. Everything comes as data, written in the language of the document.
"""

from types import MappingProxyType

from domain.templates import HOUSE, LETTER, TemplateKind

Shape = MappingProxyType[str, frozenset[str]]
"""Each field with its parts; one without parts is a plain value, or a list."""


def _shape(*plain: str, **records: str) -> dict[str, frozenset[str]]:
    without: dict[str, frozenset[str]] = {name: frozenset() for name in plain}
    return without | {name: frozenset(parts.split()) for name, parts in records.items()}


_LETTER = "title day to attention parts"
_EVERY_PAGE = _shape(
    "language",
    "reference",
    "avenant",
    "rehearsal",
    "specimen",
    covering=_LETTER,
    letter=_LETTER,
    sender="name lines",
)
_HOSPITAL = "name inami bce director"
_AVENANT = _shape(
    "circular_date",
    "subject",
    "sent_on",
    "network_name",
    "network_kind",
    "avenant_ordinal",
    "avenant_number",
    "convention_title",
    "coordinated_version_title",
    "coordinated_version_address",
    "entry_into_force",
    "articles",
    b4=_HOSPITAL,
    collecting=_HOSPITAL,
)
_OF_NETWORK = _shape(budget="base_care missions running_costs total training")
_OF_PROVIDER = _shape(
    "party_kind",
    "announced_last_day",
    "terminates_on",
    provider="name address inami bce national_number email phone representative",
)

DOCUMENT_FIELDS: MappingProxyType[TemplateKind, Shape] = MappingProxyType(
    {
        TemplateKind.NETWORK_AVENANT: MappingProxyType(_EVERY_PAGE | _AVENANT | _OF_NETWORK),
        TemplateKind.PROVIDER_AVENANT: MappingProxyType(_EVERY_PAGE | _AVENANT | _OF_PROVIDER),
    }
)
"""The fields of each avenant; any other is a mistake."""

COMMON_FIELDS: Shape = MappingProxyType(_EVERY_PAGE)
"""The fields of what is common to all documents: `house.typ` and `letter.typ`."""

_ALWAYS = (
    "articles",
    "avenant_number avenant_ordinal",
    "b4",
    "collecting",
    "convention_title",
    "coordinated_version_address",
    "coordinated_version_title",
    "entry_into_force",
    "network_name",
)

ALWAYS_PRINTED: MappingProxyType[str, tuple[frozenset[str], ...]] = MappingProxyType(
    {
        name: tuple(frozenset(group.split()) for group in groups)
        for name, groups in {
            HOUSE: ("rehearsal", "specimen", "reference", "avenant", "covering", "sender.name"),
            LETTER: ("letter",),
            TemplateKind.NETWORK_AVENANT.value: (
                *_ALWAYS,
                "budget.base_care",
                "budget.missions",
                "budget.running_costs",
                "budget.total",
                "budget.training",
            ),
            TemplateKind.PROVIDER_AVENANT.value: (
                *_ALWAYS,
                "provider.name",
                "party_kind",
                "network_kind",
            ),
        }.items()
    }
)
"""What each source must name: one field at least of each group."""
