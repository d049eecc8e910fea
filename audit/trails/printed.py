"""A trail as a PDF to keep: PDF/A-2a (ISO 19005-2, level A), the same bytes each time."""

import json
from collections.abc import Iterable
from importlib.resources import files
from itertools import islice
from typing import Any

import typst

from audit.trails.heading import Heading, TooManyFacts
from audit.trails.letters import STANDARDS, in_fonts
from audit.trails.lines import TrailLine
from audit.trails.numbers import Numbers
from audit.trails.proof_words import in_words

MOST_LINES = 5_000
"""Facts on about six hundred pages; whoever wants more wants a file that a program reads."""


def pdf(lines: Iterable[TrailLine], heading: Heading) -> bytes:
    """The facts as PDF/A-2a and PDF/UA-1, dated `heading.made_at`. Raises TooManyFacts."""
    kept = list(islice(lines, MOST_LINES + 1))
    if len(kept) > MOST_LINES:
        raise TooManyFacts(
            f"a PDF holds {MOST_LINES} facts: narrow the question, ask for a page of it, or take "
            "XLSX, CSV or CloudEvents"
        )
    data = json.dumps(in_fonts(contents(kept, heading)), ensure_ascii=False)
    return typst.compile(
        files("audit.trails").joinpath("trail.typ").read_bytes(),
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=STANDARDS,
        timestamp=int(heading.made_at.timestamp()),
        ignore_system_fonts=True,
    )


def contents(lines: Iterable[TrailLine], heading: Heading) -> dict[str, Any]:
    """What the page template is given."""
    words, numbers = heading.words, Numbers()
    return {
        "title": f"{words.title}: {heading.subject}",
        "language": heading.language.value,
        "asked": [list(pair) for pair in heading.asked],
        "made": f"{words.made} {heading.made_at:%Y-%m-%d %H:%M:%S %z}",
        "page": words.page,
        "nothing": words.nothing,
        "rehearsal": heading.rehearsal,
        "rehearsed": words.rehearsal,
        "lines": [contents_of(one, heading, numbers) for one in lines],
    }


def contents_of(one: TrailLine, heading: Heading, numbers: Numbers) -> dict[str, Any]:
    """A fact as the template is given it."""
    number, follows, evidence = heading.words.columns[7:]
    notes = [f"{number} {numbers.of(one)}"]
    notes += [f"{follows} {cause}"] if (cause := numbers.cause(one)) else []
    notes += [f"{evidence}: {in_words(proof, heading.language)}" for proof in one.evidence]
    return {
        "day": one.effective_on.isoformat(),
        "sentence": one.sentence,
        "by": f"{one.about} · {one.actor}, {one.channel} · {one.recorded_at:%Y-%m-%d %H:%M:%S %z}",
        "notes": notes,
    }
