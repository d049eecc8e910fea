"""Personalised avenants of two pages, rendered and kept as evidence, beside bare typst.

The bare one is given the same sources and the same data, put together beforehand, and keeps
nothing. Every document is then made a second time: other bytes would end the measurement.
"""

import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import typst

from activities.correspondence import Correspondence, Office
from activities.documents.compiling import STANDARDS, instant_of
from activities.documents.pages import avenant_input
from activities.documents.sources import assembled
from activities.letters import render, written
from bench.figures import Figure, beside, say
from domain.circular import Circular
from domain.values import Language
from interfaces.circulars.folder import read_circular
from interfaces.circulars.previews import to_provider
from journal.known_facts import known_facts
from journal.opening import Store, open_store
from journal.people import Independent

CIRCULAR = Path(__file__).parents[1] / "circulars" / "2026-001"
DOCUMENTS, IN_A_TURN, AT_ONCE = 1000, 50, 2
SENT_ON = date(2026, 3, 3)
OFFICE = Office(
    name="INAMI",
    address="office@inami.example",
    replies="office@inami.example",
    message_domain="bench.example",
)
Input = tuple[bytes, str]
"""A source and its data, as the compiler gets them."""


def documents(folder: Path, _seconds: float) -> list[Figure]:
    """One figure: all documents once, in turns with the bare compiler, then all once more."""
    circular = read_circular(CIRCULAR).circular
    assert circular is not None, "the circular that ships is without errors"
    letters = [a_letter(circular, number) for number in range(DOCUMENTS)]
    say(f"documents: {DOCUMENTS} avenants with their covering letters")
    with open_store(f"sqlite:///{folder / 'store.sqlite'}", facts=known_facts()) as store:
        kept = [keep(store, letters[0])]
        bare = Bare()
        bare.compile([an_input(letters[0])])
        rounds: list[tuple[float, float]] = []
        for begin in range(1, DOCUMENTS, IN_A_TURN):
            page = letters[begin : begin + IN_A_TURN]
            inputs = [an_input(letter) for letter in page]
            later = bare.compile(inputs) if len(rounds) % 2 else None
            rate, hashes = ours(store, page)
            rounds.append((rate, bare.compile(inputs) if later is None else later))
            kept += hashes
        with ThreadPoolExecutor(AT_ONCE) as hands:
            again = list(hands.map(made_again, letters))
    if again != kept:
        raise AssertionError("a document made twice from the same input has other bytes")
    return [
        beside(
            f"{DOCUMENTS} avenants of two pages, kept",
            "documents/s",
            rounds,
            target="0.8",
            beside="bare typst: the same sources and data, nothing kept; "
            "each was identical on a second run",
        )
    ]


def made_again(letter: Correspondence) -> str:
    """The hash of the document of a letter; nothing is kept of it, and nothing measured."""
    return sha256(render(letter, OFFICE).content).hexdigest()


def a_letter(circular: Circular, number: int) -> Correspondence:
    """The avenant of one of many providers, on paper: a covering page, and the avenant's own."""
    recipient = Independent(
        name=f"Prestataire Inventé {number}",
        address=f"Rue Imaginaire {number}, 5000 Namur",
        inami="71000003",
        national_number="85073003328",
        bce="0200000219",
        email=f"nobody-{number}@provider.example",
    )
    network = circular.networks[number % len(circular.networks)]
    convention = f"K{number:05}"
    return to_provider(
        circular, SENT_ON, network, Language.FR, recipient, convention=convention
    ).model_copy(update={"rehearsal": False})


def an_input(letter: Correspondence) -> Input:
    """What the compiler gets for a letter."""
    path, data = avenant_input(letter, OFFICE, written(letter, OFFICE, on_paper=True))
    source = assembled(letter.circular.documents, path).source
    return source, json.dumps(data, ensure_ascii=False)


def ours(store: Store, letters: Sequence[Correspondence]) -> tuple[float, list[str]]:
    """Documents per second, rendered and kept, and the hash of each."""
    began = time.perf_counter()
    hashes = [keep(store, letter) for letter in letters]
    return len(letters) / (time.perf_counter() - began), hashes


def keep(store: Store, letter: Correspondence) -> str:
    """Render a letter, keep it as evidence, give the hash that its intent would record."""
    document = render(letter, OFFICE)
    store.evidence.put(document.content, document.media_type)
    return document.content_hash


class Bare:
    """The compiler as anybody would call it."""

    def __init__(self) -> None:
        self._compiler = typst.Compiler(root=Path(mkdtemp()), ignore_system_fonts=True)

    def compile(self, inputs: Sequence[Input]) -> float:
        """Documents per second."""
        began = time.perf_counter()
        for source, data in inputs:
            self._compiler.compile(
                input=source,
                format="pdf",
                sys_inputs={"data": data},
                pdf_standards=STANDARDS,
                timestamp=instant_of(SENT_ON),
            )
        return len(inputs) / (time.perf_counter() - began)
