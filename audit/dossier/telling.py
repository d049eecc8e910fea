"""The trail as a dossier tells it: for programs, and in four languages for people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic_core import from_json

from audit.dossier.stored import Stored
from audit.trail import Names, line
from domain.values import Language


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A fact with its day and instant as they are stored, and its sentence in each language."""

    stored: Stored
    sentences: dict[Language, str]
    actors: dict[Language, str]

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
            "sentences": {language.value: text for language, text in self.sentences.items()},
        }


def told(facts: Iterable[Stored], names: Names) -> list[ToldFact]:
    """Each fact in every language; `names` names the staff."""
    return [_told(one, names) for one in facts]


def _told(one: Stored, names: Names) -> ToldFact:
    lines = {language: line(one.recorded, language, names) for language in Language}
    return ToldFact(
        stored=one,
        sentences={language: said.sentence for language, said in lines.items()},
        actors={language: said.actor for language, said in lines.items()},
    )


def for_people(facts: Iterable[ToldFact], language: Language) -> str:
    """A text: the day, the sentence, and below it who, when it was recorded, and the position."""
    return "\n".join(
        f"{one.stored.recorded.effective_on}  {_one_line(one.sentences[language])}\n"
        f"            {one.actors[language]}, {one.stored.recorded.channel}, "
        f"{_instant(one.stored.recorded.recorded_at)}, #{one.stored.position}\n"
        for one in facts
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _instant(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S %z}"
