"""The coordinated version to which letters refer is kept, and held against the derived one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from activities.model_texts import adopt, keep_published
from audit.law.coordinated import MODEL_NAMES, Published, against_published, coordinated_model
from domain.amendment import InLanguages
from domain.coordinating import Article, Paragraph, Passage
from domain.model_text import ModelText
from domain.text_differences import differences
from domain.values import AvenantKind
from interfaces.circulars.model_texts import model_texts_in
from journal.envelope import Recorded
from journal.known_facts import known_facts
from journal.opening import open_rehearsal
from tests.audit.law import a_spring_of_answers as spring
from tests.audit.office import ANNA, STAFF, Office, day, morning

pytestmark = pytest.mark.slow
BASE = model_texts_in(spring.CIRCULARS / "models")[AvenantKind.PROVIDER]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Both texts laid down on 1 March, the circular launched on 2 March 2026."""
    store, clock = open_rehearsal(
        f"sqlite:///{tmp_path / 's.db'}", facts=known_facts(), starts_at=morning(day("03-01"))
    )
    with store:
        office = Office(store, clock)
        spring.lay_down_the_texts(office)
        spring.launch(office.on("03-02"), spring.the_circular())
        yield office


def publish(office: Office, text: ModelText, on: date) -> tuple[Recorded, ...]:
    return keep_published(
        office.store,
        text,
        on=on,
        found_at="https://inami.example/coordinated",
        circular="2026-001",
        document=None,
        actor=STAFF[ANNA],
        command_id=uuid4(),
    )


def beside(office: Office, on: date) -> Published | None:
    derived = coordinated_model(office.store, MODEL_NAMES["provider"], on)
    return against_published(office.store, derived)


def with_paragraph(text: ModelText, added: InLanguages | None) -> ModelText:
    """The text with these words at the end of art. 8 §2."""
    articles = list(text.articles)
    place = next(n for n, one in enumerate(articles) if one.number == "8")
    first, second = articles[place].paragraphs
    if added is not None:
        words = second.text
        together = InLanguages(
            fr=f"{words.fr} {added.fr}", nl=f"{words.nl} {added.nl}", de=f"{words.de} {added.de}"
        )
        second = second.model_copy(update={"text": together})
    articles[place] = articles[place].model_copy(update={"paragraphs": (first, second)})
    return text.model_copy(update={"articles": tuple(articles), "through": 3})


def the_avenant() -> InLanguages:
    text = spring.the_circular().amends().provider.articles[0].text
    assert text is not None
    return text


def test_a_version_published_with_the_avenant_worked_in_does_not_differ(office: Office) -> None:
    publish(office, with_paragraph(BASE, the_avenant()), day("04-01"))
    found = beside(office, day("05-15"))
    assert found is not None
    assert found.differences == ()
    assert found.snapshot.circular == "2026-001"


def test_one_that_forgot_the_avenant_differs_where_it_should_stand(office: Office) -> None:
    publish(office, with_paragraph(BASE, None), day("04-01"))
    found = beside(office, day("05-15"))
    assert found is not None
    assert [(one.change, one.words.place()) for one in found.differences] == [
        ("removed", "8 §2"),
        ("added", "8 §2"),
    ]


def test_the_last_one_published_by_that_day_counts_and_earlier_ones_stay(office: Office) -> None:
    publish(office, with_paragraph(BASE, None), day("04-01"))
    publish(office, with_paragraph(BASE, the_avenant()), day("05-04"))
    assert beside(office, day("03-31")) is None
    before, after = beside(office, day("05-03")), beside(office, day("05-04"))
    assert before is not None
    assert after is not None
    assert (len(before.differences), len(after.differences)) == (2, 0)


def test_the_same_again_changes_nothing(office: Office) -> None:
    text = with_paragraph(BASE, None)
    assert len(publish(office, text, day("04-01"))) == 1
    assert publish(office, text, day("04-01")) == ()
    assert adopt(office.store, BASE, "Once more.", STAFF[ANNA], uuid4()) == ()


def test_a_later_base_text_holds_what_is_worked_into_it_once(office: Office) -> None:
    """From July on the legal service maintains a text with the third avenant in it."""
    consolidated = with_paragraph(BASE, the_avenant()).model_copy(
        update={"counts_from": day("07-01")}
    )
    adopt(office.store, consolidated, "Consolidated.", STAFF[ANNA], uuid4())
    before, after = (
        coordinated_model(office.store, MODEL_NAMES["provider"], on)
        for on in (day("06-30"), day("07-01"))
    )
    assert len(before.avenants) == 1
    assert after.avenants == ()
    publish(office, consolidated, day("07-01"))
    found = beside(office, day("07-01"))
    assert found is not None
    assert found.differences == ()


def test_a_paragraph_is_compared_whole_however_long_it_is_and_in_english_too() -> None:
    """A circular may add as much as the base text has: each file gives no more than one passage."""
    words = InLanguages(fr="f" * 15_000, nl="n" * 15_000, de="d" * 15_000, en="e" * 15_000)
    passages = (Passage(text=words), Passage(text=words))
    article = Article(number="8", title=None, paragraphs=(Paragraph(number=2, passages=passages),))
    [found] = differences((), (article,), whole_paragraphs=True)
    assert found.words.text is not None
    assert found.words.text.fr == f"{words.fr} {words.fr}"
    assert found.words.text.en == f"{words.en} {words.en}"
