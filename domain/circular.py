"""A circular: what it says, what it amends, and how the office wants it carried out.

A circular is data. What is launched is frozen (`domain.frozen`) and never read from disk again.
"""

import datetime as dt
import re
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from domain.amendment import Amendment, InLanguages, Line, fault
from domain.templates import DocumentSource, Template, TemplateKind
from domain.terms import CURRENT_RULES, RULES
from domain.values import CircularId, Language, NetworkId, NetworkKind, Value

EARLIEST, LATEST = dt.date(2020, 1, 1), dt.date(2099, 12, 31)


class Policies(Value):
    """What counsel or the office may decide otherwise; a circular says it, no code does."""

    cascade_on: Literal["concluded", "signed"] = "concluded"
    """When a network may turn to its providers: signed by all three, or by the network."""
    release: Literal["coordinator", "automatic"] = "coordinator"
    contested_decided_by: Literal["coordinator", "inami"] = "coordinator"
    refused_when_withdrawn: Literal["termination_stands", "person"] = "termination_stands"
    """What becomes of a refusal, not yet terminated, whose circular is withdrawn."""


Days = Annotated[int, Field(ge=1, le=730)]


class Reminders(Value):
    """After how many days a silent network is reminded, then brought to INAMI's attention."""

    network_days: tuple[Days, ...] = (14, 28)
    escalate_after_days: Days = 42

    @field_validator("network_days")
    @classmethod
    def _rising(cls, days: tuple[int, ...]) -> tuple[int, ...]:
        if any(later <= earlier for earlier, later in pairwise(days)):
            raise fault("the reminders do not follow one another", "write rising days: [14, 28]")
        return days

    @field_validator("escalate_after_days")
    @classmethod
    def _after_the_last(cls, days: int, info: ValidationInfo) -> int:
        reminders: tuple[int, ...] = info.data.get("network_days", ())
        if reminders and days <= reminders[-1]:
            raise fault(
                f"escalation after {days} days comes before the last reminder",
                f"escalate after more than {reminders[-1]} days",
            )
        return days


class Addressee(Value):
    """A network to which the circular speaks, with the name that it prints."""

    id: NetworkId
    name: Line
    kind: NetworkKind
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    name_from: Line
    """Where name and languages come from; not all of them stand in the circular."""


class Heading(Value):
    """What stands above every circular, whether it amends or only informs."""

    id: CircularId
    reference: Annotated[str, Field(pattern=r"^[A-Z][A-Za-z-]{1,19}/[0-9]{4}/[0-9]{1,4}$")]
    kind: Literal["amending", "informing"]
    date: dt.date
    rules: str = CURRENT_RULES
    """The version of the rules on dates (`domain.terms`) under which its windows open."""
    subject: InLanguages
    summary: InLanguages
    specimen: bool = False
    """The legal wording is a specimen, not the text that the legal service maintains."""
    corrects: CircularId | None = None
    asks_to_pass_on: bool = False
    """Networks pass it on to their providers and confirm that they did."""

    @field_validator("date")
    @classmethod
    def _plausible(cls, day: dt.date) -> dt.date:
        if not EARLIEST <= day <= LATEST:
            raise fault(f"{day} is no day of a circular", f"a day from {EARLIEST} to {LATEST}")
        return day

    @field_validator("rules")
    @classmethod
    def _known(cls, rules: str) -> str:
        if rules not in RULES:
            raise fault(
                f"no version of the rules on dates is called {rules!r}",
                f"write one of: {', '.join(RULES)}",
            )
        return rules

    @field_validator("corrects")
    @classmethod
    def _another(cls, corrects: str | None, info: ValidationInfo) -> str | None:
        if corrects is not None and corrects == info.data.get("id"):
            raise fault("a circular cannot correct itself", "name the circular that was wrong")
        return corrects

    @field_validator("asks_to_pass_on")
    @classmethod
    def _only_information(cls, asks: bool, info: ValidationInfo) -> bool:  # noqa: FBT001 pydantic
        if asks and info.data.get("kind") == "amending":
            raise fault("avenants are communicated, not passed on", "remove asks_to_pass_on")
        return asks


class Circular(Heading):
    """A circular as it is launched: everything it says, and nothing that lies elsewhere."""

    policies: Policies = Policies()
    reminders: Reminders = Reminders()
    networks: tuple[Addressee, ...] = ()
    """To whom it speaks; a circular that informs and names nobody speaks to every network."""
    amendment: Amendment | None = None
    templates: tuple[Template, ...]
    documents: tuple[DocumentSource, ...] = ()
    """Its typst sources: how documents look, and the avenants themselves."""

    @model_validator(mode="after")
    def _amends_or_informs(self) -> Self:
        if (self.kind == "amending") != (self.amendment is not None):
            raise fault("an amending circular, and only that, has an amendment", "see kind")
        return self

    def amends(self) -> Amendment:
        """What it amends. Raises `AmendsNothing` for a circular that only informs."""
        if self.amendment is None:
            raise AmendsNothing(self.reference)
        return self.amendment

    def addressee(self, network: str) -> Addressee | None:
        """How the circular names a network; None where it does not speak to it."""
        return next((row for row in self.networks if row.id == network), None)

    def template(self, kind: TemplateKind, language: Language) -> Template:
        """The text of that kind in that language, French where there is no English one.

        Raises `NoSuchText` where the circular has none.
        """
        spoken = {text.language: text for text in self.templates if text.kind is kind}
        wanted = Language.FR if language is Language.EN and language not in spoken else language
        if wanted not in spoken:
            raise NoSuchText(self.reference, kind, language)
        return spoken[wanted]

    def document(self, kind: TemplateKind, language: Language) -> tuple[str, Language]:
        """Which source the document of that kind is, and its language; French for English.

        Raises `NoSuchDocument` where the circular has none.
        """
        paths = {source.path for source in self.documents}
        for spoken in (language, Language.FR) if language is Language.EN else (language,):
            if (path := f"{spoken.value}/{kind.value}.typ") in paths:
                return path, spoken
        raise NoSuchDocument(self.reference, f"{language.value}/{kind.value}.typ")


class AmendsNothing(ValueError):
    """A circular that only informs was asked for its avenants."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"circular {reference} only informs: it has no avenants to send")


class NoSuchText(LookupError):
    """A circular has no text of that kind in that language."""

    def __init__(self, reference: str, kind: TemplateKind, language: Language) -> None:
        super().__init__(
            f"circular {reference} has no {kind.value} in {language.value}: "
            f"add texts/{language.value}/{kind.value}.txt and correct the circular"
        )


class NoSuchDocument(LookupError):
    """A circular has no typst source of that name."""

    def __init__(self, reference: str, path: str) -> None:
        super().__init__(
            f"circular {reference} has no documents/{path}: add it and correct the circular"
        )


REFERENCE_YEAR = re.compile(r"/([0-9]{4})/")


def year_of(reference: str) -> int | None:
    """The year that a reference names: 2026 in Psy-Ort/2026/001."""
    found = REFERENCE_YEAR.search(reference)
    return int(found.group(1)) if found else None
