"""A trail as a workbook: one sheet with the facts, one with what was asked."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from audit.trails.heading import Heading, TooManyFacts
from audit.trails.lines import TrailLine
from audit.trails.numbers import Numbers
from audit.trails.proof_words import in_words
from domain.values import Language

WIDTHS = (12, 90, 22, 10, 34, 22, 32, 38, 38, 80)
LONGEST_CELL = 32_767
"""Characters that a cell of a workbook holds."""
MOST_ROWS = 1_048_575
"""Facts that a sheet holds below its header."""


def workbook(lines: Iterable[TrailLine], heading: Heading) -> bytes:
    """The facts as XLSX. The same lines under the same heading give the same bytes.

    Days are dates; everything else is text, so that no number loses a zero and nothing that
    begins like a formula is one. Raises TooManyFacts.
    """
    file = BytesIO()
    # The library's own types are not known to the type checker.
    book: Any = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    made_at = heading.made_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": heading.subject, "created": made_at})
    write_facts(book, lines, heading)
    write_question(book, heading)
    book.close()
    return file.getvalue()


def write_facts(book: Any, lines: Iterable[TrailLine], heading: Heading) -> None:
    """The sheet of the facts, a row each, the header staying in view."""
    sheet = book.add_worksheet(heading.words.title)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    wrapped.set_align("top")
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "top"})
    for column, (name, width) in enumerate(zip(heading.words.columns, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, bold)
    sheet.freeze_panes(1, 0)
    row, numbers = 0, Numbers()
    for row, one in enumerate(lines, start=1):
        if row > MOST_ROWS:
            raise TooManyFacts(
                f"a sheet holds {MOST_ROWS} facts: narrow the question, or take CSV or CloudEvents"
            )
        on = one.effective_on
        sheet.write_datetime(row, 0, datetime(on.year, on.month, on.day, tzinfo=None), day)  # noqa: DTZ001  (a day has no zone)
        for column, text in enumerate(cells(one, numbers, heading.language), start=1):
            sheet.write_string(row, column, text[:LONGEST_CELL], wrapped)
    sheet.autofilter(0, 0, max(row, 1), len(WIDTHS) - 1)


def cells(one: TrailLine, numbers: Numbers, language: Language) -> tuple[str, ...]:
    """What stands in a row behind the day."""
    return (
        one.sentence,
        one.actor,
        one.channel,
        one.recorded_at.isoformat(),
        one.about,
        one.type,
        str(numbers.of(one)),
        str(numbers.cause(one) or ""),
        "\n".join(in_words(proof, language) for proof in one.evidence),
    )


def write_question(book: Any, heading: Heading) -> None:
    """The sheet that says of what this is."""
    words = heading.words
    sheet = book.add_worksheet(words.question)
    sheet.set_column(0, 1, 40)
    rows = [
        (words.title, heading.subject),
        *heading.asked,
        (words.made, heading.made_at.isoformat()),
    ]
    rows += [(words.rehearsal, "")] if heading.rehearsal else []
    for row, (label, text) in enumerate(rows):
        sheet.write_string(row, 0, label)
        sheet.write_string(row, 1, text)
