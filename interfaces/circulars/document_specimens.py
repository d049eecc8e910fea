"""Trial data for documents: each variant once, with everything and with the least there can be."""

from collections.abc import Iterator
from itertools import product

from domain.document_fields import DOCUMENT_FIELDS, Shape
from domain.templates import DOCUMENT_KINDS, LETTER, TemplateKind
from domain.values import Language, NetworkKind, PartyKind

_TEXT = "Exemple – Ξ ж"
_LINE = {"label": _TEXT, "amount": "1.071.428,57"}
_LETTER = {
    "title": _TEXT,
    "day": _TEXT,
    "to": [_TEXT, _TEXT],
    "attention": _TEXT,
    "parts": [
        {"kind": "text", "lines": [_TEXT, _TEXT]},
        {"kind": "list", "lines": [_TEXT, _TEXT]},
    ],
}
_ARTICLES = [
    {"operation": operation, "article": "8 § 2", "text": _TEXT, "prints_budget": False}
    for operation in ("completes", "inserts", "replaces")
] + [{"operation": "repeals", "article": "9", "text": None, "prints_budget": False}]
_THE_BUDGET = {"operation": "replaces", "article": "14", "text": None, "prints_budget": True}

Trial = tuple[str, dict[str, object]]
"""The path of a source, and the data with which it is tried."""


def trials(languages: tuple[Language, ...]) -> Iterator[Trial]:
    """Every document in every language and variant, and a letter in each."""
    for language in languages:
        for kind in DOCUMENT_KINDS:
            path = f"{language.value}/{kind.value}.typ"
            for data in _variants(kind):
                yield path, {**data, "language": language.value}
        for bare in (False, True):
            letter = {**_LETTER, "attention": None} if bare else _LETTER
            shown = _plain(DOCUMENT_FIELDS[TemplateKind.PROVIDER_AVENANT])
            yield LETTER, {**shown, **_marks(bare), "letter": letter, "language": language.value}


def _variants(kind: TemplateKind) -> Iterator[dict[str, object]]:
    shape = DOCUMENT_FIELDS[kind]
    parties = [PartyKind.INDEPENDENT, PartyKind.ORGANISATION]
    if kind is TemplateKind.NETWORK_AVENANT:
        parties = [PartyKind.NETWORK]
    for number, (network, party) in enumerate(product(NetworkKind, parties)):
        bare = number % 2 == 1
        yield {
            **_plain(shape),
            **_marks(bare),
            "network_kind": network.value,
            "party_kind": party.value,
            "articles": [*_ARTICLES, *([_THE_BUDGET] if "budget" in shape else [])],
            "budget": {
                "base_care": _LINE,
                "missions": [_LINE] * (1 if bare else 4),
                "running_costs": _LINE,
                "total": _TEXT,
                "training": None if bare else _TEXT,
            },
            "provider": _provider(party, bare=bare),
            "covering": None if bare else _LETTER,
            "letter": None,
        }


def _provider(party: PartyKind, *, bare: bool) -> dict[str, object]:
    known = dict.fromkeys(("name", "inami", "bce", "national_number", "email", "phone"), _TEXT)
    organised = party is PartyKind.ORGANISATION
    missing = ("email", "phone", *(("inami",) if organised else ())) if bare else ()
    return {
        **known,
        **dict.fromkeys(missing),
        "address": [_TEXT] if bare else [_TEXT, _TEXT],
        "national_number": None if organised else _TEXT,
        "representative": _TEXT if organised else None,
    }


def _marks(bare: bool) -> dict[str, object]:  # noqa: FBT001 - said by name where it is called
    return {"rehearsal": not bare, "specimen": not bare}


def _plain(shape: Shape) -> dict[str, object]:
    """A text for every field, and for every part of one."""
    data: dict[str, object] = {
        name: dict.fromkeys(parts, _TEXT) if parts else _TEXT for name, parts in shape.items()
    }
    return {**data, "sender": {"name": _TEXT, "lines": [_TEXT]}, "avenant_number": 3}
