"""Whatever somebody is called stays a name: it is shown, or refused with what to do."""

import unicodedata
from typing import Any

import pytest

from activities.documents.pages import NotMade
from activities.letters import render
from domain.templates import TemplateKind
from domain.values import Channel
from tests.activities import reading
from tests.activities.builders import (
    OFFICE,
    a_communication,
    a_network,
    a_network_communication,
    an_independent,
    an_organisation,
    with_document,
)

pytestmark = pytest.mark.slow

MARKUP = [
    '#import "@preview/evil:1.0.0": *',
    "#read(/etc/passwd)",
    "$ x^2 $ *bold* _slanted_ `raw`",
    "<label> @reference = heading",
    "\\u{1F600} \\ // comment /* other */",
    '"); #panic("x")',
    "{{ 7 * 7 }} {% if %}",
    "https://example.test/#fragment",
]
HEADERS = ["Eve\r\nBcc: all@example.test", "Eve\n\nSubject: other", "Eve\x00\x1b[31m\u2028end"]
SCRIPTS = ["Ελένη Παπαδοπούλου", "Елена Ковальчук", "Şükrü Öğünç-Žižek", "Łucja Ďurišová"]
RIGHT_TO_LEFT = ["محمد علي", "שרה כהן"]


def on_paper(**changes: Any) -> bytes:
    """A provider's avenant by letter: the name is in the window, the text and the signature."""
    return render(a_communication(channel=Channel.LETTER, **changes), OFFICE).content


@pytest.mark.parametrize("name", MARKUP + SCRIPTS)
def test_a_name_is_printed_as_it_is_registered(name: str) -> None:
    """In the window of the envelope, as a party, and above the place to sign."""
    letter, avenant = reading.pages(on_paper(recipient=an_independent(name=name)))
    shown, expected = _without_blanks(letter), _without_blanks(name)
    assert expected in shown
    assert _without_blanks(avenant).count(expected) == 2


@pytest.mark.parametrize("name", HEADERS)
def test_a_name_like_a_header_stays_on_its_line(name: str) -> None:
    (plain, *_), (honest, *_) = (
        reading.pages(on_paper(recipient=an_independent(name=one))) for one in (name, "Eve")
    )
    assert len(plain.splitlines()) == len(honest.splitlines())


@pytest.mark.parametrize("name", RIGHT_TO_LEFT)
def test_a_name_from_right_to_left_is_shown_letter_by_letter(name: str) -> None:
    """Readers differ in the order they give; every letter is there and none is a box."""
    shown = unicodedata.normalize(
        "NFKC", reading.text(on_paper(recipient=an_independent(name=name)))
    )
    assert set(name) - {" "} <= set(shown)


@pytest.mark.parametrize("mark", ["\u202e", "\u202d", "\u200f", "\u2066", "\ufeff"])
def test_a_mark_of_direction_turns_nothing_around(mark: str) -> None:
    """A name may not make a last day read as another."""
    pdf = on_paper(recipient=an_independent(name=f"Eve{mark}Dubois"))
    assert mark not in reading.text(pdf)
    assert "3 avril 2026" in reading.text(pdf)


@pytest.mark.parametrize("name", ["x" * 200, "Anna-Maria " * 18, "É" * 200, "a-" * 100])
@pytest.mark.parametrize("field", ["recipient", "director"])
def test_a_name_of_200_characters_is_shown_whole_on_the_page(name: str, field: str) -> None:
    """Nothing of it runs off the page, and the places to sign stay where they are."""
    changes: dict[str, Any] = {"recipient": an_independent(name=name)}
    if field == "director":
        network = a_network()
        changes = {
            "network_party": network.model_copy(
                update={"b4": network.b4.model_copy(update={"director": name})}
            )
        }
    pdf = on_paper(**changes)
    assert _without_blanks(name) in _without_blanks(reading.text(pdf))
    assert reading.frames(pdf) == reading.frames(on_paper())
    assert reading.rightmost(pdf) < 595


@pytest.mark.parametrize(
    "make",
    [
        lambda name: a_communication(recipient=an_independent(name=name)),
        lambda name: a_communication(recipient=an_organisation(representative=name)),
        lambda name: a_network_communication(network_party=a_network(name=name)),
        lambda name: a_communication(
            kind=TemplateKind.WITHDRAWN_NOTICE,
            channel=Channel.LETTER,
            recipient=an_independent(name=name),
        ),
    ],
)
def test_letters_that_no_font_has_are_refused_with_what_to_do(make: Any) -> None:
    """Better than a document with boxes for a name; the sentence says which, not whose."""
    letter = make("張偉")
    if letter.kind is TemplateKind.NETWORK_AVENANT:
        letter = letter.model_copy(update={"network": "elsewhere", "circular": _with_budget()})
    with pytest.raises(NotMade, match=r"U\+5F35, U\+5049.*in the register") as refused:
        render(letter, OFFICE)
    assert "張" not in str(refused.value)


def _with_budget() -> Any:
    """The circular with a network that it does not name, so that the register's name is used."""
    from tests.activities.builders import a_circular

    circular = a_circular()
    amendment = circular.amends()
    budget = amendment.budgets[0].model_copy(update={"network": "elsewhere"})
    more = amendment.model_copy(update={"budgets": (*amendment.budgets, budget)})
    return circular.model_copy(update={"amendment": more})


def _without_blanks(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "").replace("\x00", "")


def test_a_source_that_fails_for_one_addressee_names_its_line_and_nobody() -> None:
    """What the compiler quotes may be a name, and a failure is kept where names may not be."""
    path = "fr/provider_avenant.typ"
    source = next(d.source for d in a_communication().circular.documents if d.path == path)
    circular = with_document(path, source + "\n#panic(data.provider.name)\n")
    with pytest.raises(NotMade, match=r"fr/provider_avenant\.typ, line \d+, cannot") as refused:
        render(a_communication(circular=circular), OFFICE)
    assert "Dubois" not in str(refused.value)
