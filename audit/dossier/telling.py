"""The trail as a dossier tells it: for programs, and in four languages for people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic_core import from_json

from audit.dossier.stored import Stored
from audit.trail import TrailLine, line
from audit.trails.heading import WORDS, Heading
from audit.trails.lines import Names
from audit.trails.printed import MOST_LINES, pdf
from audit.trails.subjects import Kind
from domain.values import Language


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A fact, and its line in each language."""

    stored: Stored
    lines: dict[Language, TrailLine]

    def for_programs(self) -> dict[str, Any]:
        """As `trail.json` has it; what the stored bytes say is taken from them."""
        state = from_json(self.stored.state)
        return {
            "position": self.stored.position,
            "event_id": state["id"],
            "recorded_at": state["at"],
            "by": state["by"],
            "type": state["fact"]["type"],
            "effective_on": state["fact"]["on"],
            "sentences": {lang.value: said.sentence for lang, said in self.lines.items()},
        }


def told(facts: Iterable[Stored], names: Names) -> list[ToldFact]:
    """Each fact in every language; `names` names the staff."""
    return [
        ToldFact(one, {language: line(one.recorded, language, names) for language in Language})
        for one in facts
    ]


def for_people(facts: Iterable[ToldFact], language: Language) -> str:
    """A text: the day, the sentence, and below it of what, who, when recorded, and the position."""
    return "\n".join(
        f"{said.effective_on}  {' '.join(said.sentence.split())}\n"
        f"            {said.about}: {said.actor}, {said.channel}, "
        f"{said.recorded_at:%Y-%m-%d %H:%M:%S %z}, #{one.stored.position}\n"
        for one in facts
        for said in [one.lines[language]]
    )


def to_keep(
    facts: Sequence[ToldFact], language: Language, avenant: str, at: datetime
) -> bytes | None:
    """The same as PDF/A, dated with the seal; None for more facts than such a file can hold."""
    if len(facts) > MOST_LINES:
        return None
    heading = Heading(
        subject=f"{WORDS[language].kinds[Kind.AVENANT]} {avenant}",
        language=language,
        asked=(),
        made_at=at,
        rehearsal=any(one.stored.recorded.rehearsal for one in facts),
    )
    return pdf([one.lines[language] for one in facts], heading)
