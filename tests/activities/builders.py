"""A circular, its parties and a communication, with defaults that are valid. Nobody is real."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from activities.correspondence import Correspondence, Office
from domain.amendment import (
    Amendment,
    ArticleChange,
    AvenantModel,
    CoordinatedVersion,
    InLanguages,
)
from domain.budget import Addition, BudgetKind, BudgetLine, NetworkBudget, RunningCostsCap
from domain.circular import Circular
from domain.templates import CIRCULAR_LANGUAGES, DocumentSource, Template, TemplateKind
from domain.values import Channel, Language, NetworkKind
from journal.people import Hospital, Independent, NetworkParty, Organisation

_CIRCULAR = Path(__file__).parents[2] / "circulars" / "2026-001"
TEXTS, DOCUMENTS = _CIRCULAR / "texts", _CIRCULAR / "documents"

OFFICE = Office(
    name="Cellule Soins de santé mentale",
    address="avenants@inami.test",
    replies="cellule@inami.test",
    message_domain="avenants.test",
)


def said(fr: str, nl: str | None = None, de: str | None = None) -> InLanguages:
    """The same in all languages unless one says otherwise."""
    return InLanguages(fr=fr, nl=nl or fr, de=de or fr)


def a_model(number: int, ordinal: InLanguages, *articles: ArticleChange) -> AvenantModel:
    """The model of an avenant."""
    return AvenantModel(
        number=number,
        ordinal=ordinal,
        convention_title=said("convention de base", "basisovereenkomst", "Grundvereinbarung"),
        coordinated_version=CoordinatedVersion(
            title=said("version coordonnée", "gecoördineerde versie", "koordinierte Fassung"),
            address="https://inami.example/coordonnee",
        ),
        articles=articles,
    )


@cache
def the_shipped_texts() -> tuple[Template, ...]:
    """The texts that ship with the circular of March 2026."""
    return tuple(
        Template(
            kind=TemplateKind(file.stem),
            language=language,
            source=file.read_text(encoding="utf-8"),
        )
        for language in CIRCULAR_LANGUAGES
        for file in sorted((TEXTS / language.value).glob("*.txt"))
    )


@cache
def the_shipped_documents() -> tuple[DocumentSource, ...]:
    """The typst documents that ship with the circular of March 2026."""
    return tuple(
        DocumentSource(
            path=file.relative_to(DOCUMENTS).as_posix(), source=file.read_text(encoding="utf-8")
        )
        for file in sorted(DOCUMENTS.rglob("*.typ"))
    )


def with_document(path: str, source: str) -> Circular:
    """The circular with another document at that path."""
    others = [document for document in the_shipped_documents() if document.path != path]
    return a_circular(documents=(*others, DocumentSource(path=path, source=source)))


def a_circular(**changes: Any) -> Circular:
    """The circular of March 2026 in small, with the texts that ship with it."""
    completes = ArticleChange(
        operation="completes",
        article="8 §2",
        text=said("Un soutien est offert.", "Er is steun.", "Es gibt Unterstützung."),
    )
    budget = ArticleChange(operation="replaces", article="14", prints_budget=True)
    lines = {
        BudgetKind.BASE_CARE: Decimal("1137482.22"),
        BudgetKind.ARTICLE_8: Decimal("171428.57"),
        BudgetKind.RUNNING_COSTS: Decimal("100000.00"),
    }
    amendment = Amendment(
        entry_into_force=date(2026, 1, 1),
        network=a_model(5, said("cinquième", "vijfde", "fünfter"), completes, budget),
        provider=a_model(3, said("troisième", "derde", "dritter"), completes),
        additions=(
            Addition(
                network="namur",
                article_8=Decimal("71428.57"),
                base_care=Decimal("137482.22"),
                total=Decimal("208910.79"),
            ),
        ),
        budgets=tuple(
            NetworkBudget(
                network=network,
                lines=tuple(BudgetLine(kind=kind, amount=lines[kind]) for kind in lines),
                training_earmark=Decimal("2500.00"),
            )
            for network in ("namur", "kirikou")
        ),
        running_costs_caps=(
            RunningCostsCap(start=date(2023, 1, 1), percent=Decimal(10), source="a note"),
        ),
    )
    values: dict[str, Any] = {
        "id": "2026-001",
        "reference": "Psy-Ort/2026/001",
        "kind": "amending",
        "date": date(2026, 3, 3),
        "subject": said("Retour au travail", "Terug naar werk", "Rückkehr zur Arbeit"),
        "summary": said("Un soutien de plus.", "Meer steun.", "Mehr Unterstützung."),
        "specimen": True,
        "amendment": amendment,
        "templates": the_shipped_texts(),
        "documents": the_shipped_documents(),
    }
    return Circular(**values | changes)


def with_text(kind: TemplateKind, source: str) -> Circular:
    """The circular with another French text of that kind."""
    others = [text for text in the_shipped_texts() if (text.kind, text.language) != (kind, "fr")]
    return a_circular(templates=(*others, Template(kind=kind, language=Language.FR, source=source)))


def a_network(**changes: Any) -> NetworkParty:
    """A network with its two hospitals."""
    values: dict[str, Any] = {
        "name": "NAMUR",
        "b4": Hospital(
            name="Hôpital des Étangs",
            inami="71000001",
            bce="0200000021",
            director="Odile Vanderzee",
            email="direction@etangs.example",
        ),
        "invoicing": Hospital(
            name="Clinique du Gué",
            inami="71000002",
            bce="0200000120",
            director="Benoît Sauvenière-Test",
            email="facturation@gue.example",
        ),
        "coordinator": "Maud Trieste",
        "coordinator_email": "coordination@namur.example",
        "reply_to": "reponses@namur.example",
    }
    return NetworkParty(**values | changes)


def an_independent(**changes: Any) -> Independent:
    """A provider who holds the convention in person."""
    values: dict[str, Any] = {
        "name": "Élise Dubois-Fictif",
        "address": "Rue du Moulin 12, boîte 3, 5000 Namur",
        "inami": "71000003",
        "national_number": "85073003328",
        "bce": "0200000219",
        "email": "elise@dubois.example",
    }
    return Independent(**values | changes)


def an_organisation(**changes: Any) -> Organisation:
    """An organisation that holds one convention."""
    values: dict[str, Any] = {
        "name": "Maison du Saule",
        "address": "Place du Saule 1, 5100 Namur",
        "bce": "0200000318",
        "representative": "Gaston Exemple",
        "email": "bureau@saule.example",
    }
    return Organisation(**values | changes)


def a_communication(**changes: Any) -> Correspondence:
    """The avenant of 3 March 2026 for an independent provider, by e-mail, in French."""
    values: dict[str, Any] = {
        "avenant": "2026-001.K00123",
        "ordinal": 1,
        "kind": TemplateKind.PROVIDER_AVENANT,
        "channel": Channel.EMAIL,
        "language": Language.FR,
        "day": date(2026, 3, 3),
        "rehearsal": False,
        "circular": a_circular(),
        "network": "namur",
        "network_kind": NetworkKind.ADULT,
        "network_party": a_network(),
        "recipient": an_independent(),
        "announced_last_day": date(2026, 4, 3),
        "terminates_on": date(2026, 6, 1),
    }
    return Correspondence(**values | changes)


def a_network_communication(**changes: Any) -> Correspondence:
    """The avenant of a network, with its figures."""
    values: dict[str, Any] = {
        "avenant": "2026-001.net-namur",
        "kind": TemplateKind.NETWORK_AVENANT,
        "recipient": a_network(),
        "announced_last_day": None,
        "terminates_on": None,
    }
    return a_communication(**values | changes)
