"""Each document says what it said when somebody last looked at it, word for word."""

import pytest

from activities.letters import render
from domain.budget import BudgetKind
from tests.activities import reading
from tests.activities.builders import OFFICE
from tests.activities.documents.specimens import GOLDEN, golden_text, letters, the_circular

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", letters())
def test_a_document_reads_as_it_did(name: str) -> None:
    """An independent reader finds the golden text; the module beside this one writes it anew."""
    golden = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert golden_text(letters()[name]) == golden


def test_no_golden_text_is_left_of_a_document_that_is_no_more() -> None:
    assert {file.stem for file in GOLDEN.glob("*.txt")} == set(letters())


@pytest.mark.parametrize(
    "name", ["fr-network-adult", "nl-provider-adult-organisation", "de-lapse_notice"]
)
def test_a_document_is_made_to_last_and_to_be_read_aloud(name: str) -> None:
    """PDF/A-2a and PDF/UA-1 together, with a title, its language and the day of sending."""
    letter = letters()[name]
    claims = reading.claims(render(letter, OFFICE).content)
    assert claims["pdfa"] == ("2", "A")
    assert claims["pdfua"] == "1"
    assert claims["tagged"]
    assert claims["language"] == f"{letter.language.value}-BE"
    assert claims["title"]
    assert claims["created"].date() == letter.day


@pytest.mark.parametrize("variant", ["adult", "child_adolescent", "german_speaking"])
def test_the_budget_has_only_the_lines_of_its_network_and_its_whole(variant: str) -> None:
    """Amounts as decided, in the format of the language; no line for what a network lacks."""
    from activities.wording import budget_label, euros

    letter = letters()[f"nl-network-{variant}"]
    budget = the_circular().amends().budget_of(letter.network)
    assert budget is not None
    read = reading.text(render(letter, OFFICE).content)
    for kind in BudgetKind:
        amount = _plain(euros(budget.amount(kind), letter.language))
        shown = f"{budget_label(kind, letter.language)} {amount}"
        assert (shown in read) is any(line.kind is kind for line in budget.lines), kind
    assert f"Totaal {_plain(euros(budget.total(), letter.language))}" in read


def test_the_frames_for_signatures_are_where_signatures_are_placed() -> None:
    """On the last page, at the very place where the seal puts its fields."""
    from activities.signatures.sealing import BOXES

    drawn = reading.frames(render(letters()["fr-network-adult"], OFFICE).content)
    assert drawn == [tuple(map(float, box)) for box in BOXES.values()]


def _plain(amount: str) -> str:
    return amount.replace("\u00a0", " ")
