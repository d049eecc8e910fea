"""What the avenants print about one addressee: the promise of `domain.document_fields`, kept."""

from collections.abc import Mapping
from decimal import Decimal

from activities.correspondence import Correspondence, Office
from activities.documents.breaking import broken
from activities.wording import (
    bce_in_groups,
    budget_label,
    day_in_words,
    euros,
    national_in_groups,
    one_line,
)
from domain.amendment import AvenantModel
from domain.budget import BudgetKind, NetworkBudget
from domain.templates import TemplateKind
from domain.values import Language
from journal.people import Hospital, NetworkParty

Data = dict[str, object]


class NoBudget(ValueError):
    """A network has no yearly budget, without which its avenant cannot be written."""

    def __init__(self, letter: Correspondence) -> None:
        super().__init__(
            f"{letter.avenant}: the circular has no yearly budget of this network (art. 14): add "
            "its rows and correct the circular"
        )


class NotKnown(ValueError):
    """A provider's avenant was asked for without the days that follow from its sending."""

    def __init__(self, letter: Correspondence) -> None:
        super().__init__(f"{letter.avenant}: give the days of the window with the avenant")


def every_page(letter: Correspondence, office: Office, language: Language) -> Data:
    """What the house style prints on every page, without any letter or avenant."""
    to_network = isinstance(letter.recipient, NetworkParty)
    lines = () if to_network else (letter.network_party.b4.name,)
    name = office.name if to_network else letter.network_name()
    return {
        "language": language.value,
        "reference": letter.circular.reference,
        "avenant": letter.avenant,
        "rehearsal": letter.rehearsal,
        "specimen": letter.circular.specimen,
        "sender": {
            "name": broken(name),
            "lines": [broken(line) for line in (*lines, letter.reply_to(office)) if line],
        },
        "covering": None,
        "letter": None,
    }


def avenant_data(letter: Correspondence, office: Office, language: Language) -> Data:
    """Every field of an avenant; raises NoBudget or NotKnown."""
    amendment = letter.circular.amends()
    model = amendment.of(letter.avenant_kind())
    network = letter.network_party
    of_network = letter.kind is TemplateKind.NETWORK_AVENANT
    return {
        **every_page(letter, office, language),
        "circular_date": day_in_words(letter.circular.date, language),
        "subject": letter.circular.subject.in_(language),
        "sent_on": day_in_words(letter.sent_on or letter.day, language),
        "network_name": broken(letter.network_name()),
        "network_kind": letter.network_kind.value,
        "avenant_ordinal": model.ordinal.in_(language),
        "avenant_number": model.number,
        "convention_title": model.convention_title.in_(language),
        "coordinated_version_title": model.coordinated_version.title.in_(language),
        "coordinated_version_address": model.coordinated_version.address,
        "entry_into_force": day_in_words(
            letter.in_force_from or amendment.entry_into_force, language
        ),
        "articles": _articles(model, language),
        "b4": _hospital(network.b4),
        "collecting": _hospital(network.invoicing),
        **(_money(letter, language) if of_network else _provider(letter, language)),
    }


def _articles(model: AvenantModel, language: Language) -> list[Data]:
    """Every change with its words; how it is announced is the document's."""
    return [
        {
            "operation": change.operation,
            "article": change.article.replace(" §", "\u00a0§"),
            "text": change.text.in_(language).strip() if change.text is not None else None,
            "prints_budget": change.prints_budget,
        }
        for change in model.articles
    ]


def _hospital(hospital: Hospital) -> Data:
    return {
        "name": broken(hospital.name),
        "inami": one_line(hospital.inami),
        "bce": bce_in_groups(one_line(hospital.bce)),
        "director": broken(hospital.director),
    }


def _provider(letter: Correspondence, language: Language) -> Data:
    if letter.announced_last_day is None or letter.terminates_on is None:
        raise NotKnown(letter)
    known: Mapping[str, str | None] = letter.recipient.model_dump()
    national = known.get("national_number") or ""
    plain = ("inami", "email", "phone", "representative")
    return {
        "party_kind": letter.party_kind().value,
        "announced_last_day": day_in_words(letter.announced_last_day, language),
        "terminates_on": day_in_words(letter.terminates_on, language),
        "provider": {
            "name": broken(letter.recipient_name()),
            "address": [broken(line) for line in letter.recipient_lines()],
            "bce": bce_in_groups(one_line(known.get("bce") or "")) or None,
            "national_number": national_in_groups(one_line(national)) or None,
            **{name: broken(known.get(name) or "") or None for name in plain},
        },
    }


def _money(letter: Correspondence, language: Language) -> Data:
    """The yearly budget as art. 14 orders it, only with the lines that this network has."""
    budget = letter.circular.amends().budget_of(letter.network)
    if budget is None:
        raise NoBudget(letter)
    whole = (BudgetKind.BASE_CARE, BudgetKind.RUNNING_COSTS)
    earmark = budget.training_earmark
    return {
        "budget": {
            "base_care": _line(budget, BudgetKind.BASE_CARE, language),
            "missions": [
                _line(budget, kind, language)
                for kind in BudgetKind
                if kind not in whole and any(line.kind is kind for line in budget.lines)
            ],
            "running_costs": _line(budget, BudgetKind.RUNNING_COSTS, language),
            "total": euros(budget.printed_total(), language),
            "training": euros(earmark, language) if earmark > Decimal(0) else None,
        }
    }


def _line(budget: NetworkBudget, kind: BudgetKind, language: Language) -> Data:
    return {
        "label": budget_label(kind, language),
        "amount": euros(budget.amount(kind), language),
    }
