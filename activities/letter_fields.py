"""What the texts of a circular may print about one addressee, written in the text's language."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from activities.correspondence import Correspondence, Office
from activities.wording import budget_label, day_in_words, euros, one_line
from domain.budget import COLUMNS
from domain.templates import FIELDS, INFORMING_REMINDER_FIELDS, Template, TemplateKind
from domain.values import AvenantKind, Language

type_of_field = str | int | bool | list[str] | dict[str, str] | list[dict[str, str]] | None
"""None is a field that this addressee does not have."""


class FieldMissing(ValueError):
    """Something that this kind of text prints is not known."""

    def __init__(self, letter: Correspondence, missing: frozenset[str]) -> None:
        super().__init__(
            f"{letter.avenant}: a {letter.kind.value} cannot be written without "
            f"{', '.join(sorted(missing))}: give it when the text is asked for"
        )


def fields(letter: Correspondence, text: Template, office: Office) -> Mapping[str, type_of_field]:
    """The fields promised to a text (`domain.templates`), no more; raises FieldMissing."""
    promised = _promised(letter, text.kind)
    known = {**_everywhere(letter, text.language, office), **_days(letter, text.language)}
    if letter.circular.amendment is not None:
        known |= _avenant(letter, text.language)
        if letter.avenant_kind() is AvenantKind.NETWORK:
            known |= _money(letter, text.language)
    if missing := promised - known.keys():
        raise FieldMissing(letter, missing)
    return {name: known[name] for name in promised}


def _promised(letter: Correspondence, kind: TemplateKind) -> frozenset[str]:
    if kind is TemplateKind.REMINDER and letter.circular.amendment is None:
        return INFORMING_REMINDER_FIELDS
    return FIELDS[kind]


def _everywhere(
    letter: Correspondence, language: Language, office: Office
) -> dict[str, type_of_field]:
    circular, network = letter.circular, letter.network_party
    return {
        "reference": circular.reference,
        "circular_date": day_in_words(circular.date, language),
        "subject": circular.subject.in_(language),
        "language": language.value,
        "recipient_name": one_line(letter.recipient_name()),
        "recipient_address": [one_line(line) for line in letter.recipient_lines()],
        "network_name": one_line(letter.network_name()),
        "network_kind": letter.network_kind.value,
        "hospital_name": one_line(network.b4.name),
        "collecting_institution": one_line(network.invoicing.name) or None,
        "reply_to": one_line(letter.reply_to(office)),
        "sent_on": day_in_words(letter.sent_on or letter.day, language),
        "rehearsal": letter.rehearsal,
        "specimen": circular.specimen,
    }


def _days(letter: Correspondence, language: Language) -> dict[str, type_of_field]:
    """Those days that are known, and a decision; a text that promises another is refused."""
    days: dict[str, date | None] = {
        "announced_last_day": letter.announced_last_day,
        "terminates_on": letter.terminates_on,
        "refusal_received_on": letter.refusal_received_on,
        "concluded_on": letter.concluded_on,
        "decided_on": letter.decided_on,
        "extended_until": letter.extended_until,
        "convention_ended_on": letter.convention_ended_on,
    }
    known: dict[str, type_of_field] = {
        name: day_in_words(day, language) for name, day in days.items() if day is not None
    }
    if letter.decision is not None:
        ends_on = letter.refused_ends_on
        known["decision"] = letter.decision.value
        known["refused_ends_on"] = day_in_words(ends_on, language) if ends_on else None
    return known


def _avenant(letter: Correspondence, language: Language) -> dict[str, type_of_field]:
    amendment = letter.circular.amends()
    model = amendment.of(letter.avenant_kind())
    in_force_from = letter.in_force_from or amendment.entry_into_force
    return {
        "avenant_ordinal": model.ordinal.in_(language),
        "avenant_number": model.number,
        "convention_title": model.convention_title.in_(language),
        "coordinated_version_title": model.coordinated_version.title.in_(language),
        "coordinated_version_address": model.coordinated_version.address,
        "entry_into_force": day_in_words(in_force_from, language),
        "party_kind": letter.party_kind().value,
        "representative": one_line(letter.representative()) or None,
    }


def _money(letter: Correspondence, language: Language) -> dict[str, type_of_field]:
    """The network's figures: additions as published, budget as decided, nothing recomputed."""
    amendment = letter.circular.amends()
    addition = amendment.addition_of(letter.network)
    added = {
        column: euros(amount, language)
        for column, amount in (
            addition.model_dump(include=set(COLUMNS)) if addition else {}
        ).items()
    }
    budget = amendment.budget_of(letter.network)
    if budget is None:
        return {"additions": added or None}
    earmark = budget.training_earmark
    return {
        "additions": added or None,
        "budget_lines": [
            {"label": budget_label(line.kind, language), "amount": euros(line.amount, language)}
            for line in budget.lines
        ],
        "budget_total": euros(budget.printed_total(), language),
        "training_earmark": euros(earmark, language) if earmark > Decimal(0) else None,
    }
