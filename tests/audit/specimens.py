"""An example of every fact, and of every turn that its sentence can take."""

import types
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin
from uuid import UUID

from audit.sentences.groups import AnyFact
from domain.fact import Fact
from domain.facts import Document
from domain.terms import Window, window
from domain.values import Channel
from journal.known_facts import known_facts

ANNA, ENGINE = "anna.namur", "engine"
TEXTS = {
    "avenant": "2026-001.K00123",
    "superseded_by": "2026-001b.K00123",
    "supersedes": "2026-000.K00123",
    "circular": "2026-001",
    "corrects": "2025-009",
    "corrected_by": "2026-001b",
    "convention": "K00123",
    "network": "namur",
    "mailbox": "namur",
    "registered_number": "RR 123 456 785 BE",
    "why": "the line broke after the last byte",
    "reference": "Psy-Ort/2026/001",
    "reason": "Le cachet de la poste.",
    "source": "Note of 5 May 2026.",
    "found_at": "https://www.inami.example/coordinated",
    "authorised_by": ANNA,
    "note": "Tous les patients sont orientés.",
}


def every_specimen() -> list[AnyFact]:
    """Every fact class, once for each value of each of its fields that can change the sentence."""
    classes: list[Any] = list(known_facts().classes.values())
    return [specimen for kind in classes for specimen in specimens(kind)]


def specimens(kind: type[Fact]) -> Iterator[Any]:
    """Examples of one class."""
    choices = {
        name: list(values(name, field.annotation)) for name, field in kind.model_fields.items()
    }
    usual = {name: options[0] for name, options in choices.items()}
    yield kind(**usual)
    for name, options in choices.items():
        for other in options[1:]:
            yield kind(**{**usual, name: other})


def values(name: str, annotation: Any) -> Iterator[Any]:
    """Values worth telling apart for a field of that type."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        for each in inner:
            yield from values(name, each)
    elif origin is Literal:
        yield from inner
    elif origin is tuple:
        every = list(values(name, inner[0]))
        yield from ((one,) for one in every)
        if len(every) > 1:
            yield tuple(every)
        if inner[0] is UUID:
            yield ()
    elif origin is not None:
        yield from values(name, inner[0])
    elif isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from annotation
    else:
        yield from plain(name, annotation)


def plain(name: str, annotation: Any) -> Iterator[Any]:
    """Values of the types that have no parts."""
    days = {"received_on": 2, "until": 20, "through": 9, "terminates_on": 30, "last_day": 7}
    examples: dict[Any, tuple[Any, ...]] = {
        date: (date(2026, 4, days.get(name, 1)),),
        bool: (True, False),
        int: (2026, 2027) if name == "year" else (2, 1),
        Decimal: (Decimal("2.50"), Decimal("1234.05")) if name == "amount" else (Decimal("2.50"),),
        UUID: (UUID(int=77),),
        types.NoneType: (None,),
        Document: (Document(name="avenant.pdf", sha256="0" * 64),),
        Window: (window(date(2026, 3, 3), Channel.LETTER),),
        str: (ANNA, ENGINE) if name == "by" else (TEXTS.get(name, "0" * 64),),
    }
    yield from examples[annotation]
