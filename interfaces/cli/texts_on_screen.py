"""A coordinated text as a person reads it, and as rows for programs."""

from collections.abc import Iterable, Sequence

from activities.wording import budget_label, euros
from audit.law.coordinated import CoordinatedText
from domain.budget import NetworkBudget
from domain.coordinating import Origin
from domain.text_differences import Difference, Words, words_of
from domain.values import Language
from interfaces.cli.listings import Row
from interfaces.cli.screen import plainly, remark, show
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

PASSAGE_COLUMNS = ("article", "paragraph", "text", "put_by", "number", "since", "repealed")
REFUSED = ("refused", "terminated")
DIFFERENCE_COLUMNS = ("change", *PASSAGE_COLUMNS)


def text_screen(session: Session, text: CoordinatedText) -> None:
    """The whole text with its head."""
    for line in head(session, text):
        show(plainly(line))
    titles = {one.number: one.title for one in text.articles}
    article, paragraph = "", 0
    for words in words_of(text.articles):
        if words.article != article:
            article = words.article
            title = titles[article]
            named = f". {title.in_(session.language)}" if title else ""
            show()
            show(plainly(session.words(Say.ARTICLE, number=article) + named))
            paragraph = 0
        goes_on = words.paragraph == paragraph
        paragraph = words.paragraph or 0
        show(f"  {said(session, words, goes_on=goes_on)}")


def head(session: Session, text: CoordinatedText) -> list[str]:
    """Which text it is, of which day, as known when, put together by what."""
    lines: list[str] = []
    if text.title is not None:
        lines.append(text.title.in_(session.language))
    known = f"{text.as_at:%Y-%m-%d %H:%M}" if text.as_at else session.words(Say.NOW)
    lines.append(session.words(Say.TEXT_AS_OF, about=text.about, day=text.as_of, known=known))
    if not text.in_force:
        return [*lines, no_text_then(session, text)]
    if text.base is not None:
        lines.append(session.words(Say.TEXT_BASE, source=text.base))
    if text.ends_on is not None:
        lines.append(session.words(Say.TEXT_ENDS, day=text.ends_on))
    lines += [
        session.words(Say.TEXT_AVENANT, name=one.name, number=one.number, since=one.since)
        for one in text.avenants
    ]
    lines += [
        session.words(
            Say.TEXT_REFUSED if one.state in REFUSED else Say.TEXT_UNBOUND,
            name=one.avenant,
            status=one.state,
        )
        for one in text.unbound
    ]
    return lines


def no_text_then(session: Session, text: CoordinatedText) -> str:
    """Why no text binds the parties on the day of a text without articles."""
    ahead = text.began_on is not None and text.as_of < text.began_on
    what = Say.TEXT_NOT_BEGUN if ahead else Say.TEXT_ENDED
    return session.words(what, day=text.began_on if ahead else text.ends_on)


def said(session: Session, words: Words, *, goes_on: bool) -> str:
    """A passage, its paragraph before it where that begins, and who put it there behind it."""
    begins = words.paragraph is not None and not goes_on
    paragraph = f"§{words.paragraph}. " if begins else ""
    source = f" [{words.put_by.name}]" if words.put_by else ""
    return f"{paragraph}{plainly(content(session, words))}{source}"


def content(session: Session, words: Words) -> str:
    """What stands there, in the language of the person."""
    if words.repealed:
        return session.words(Say.REPEALED)
    if words.text is not None:
        return words.text.in_(session.language).strip()
    if words.budget is not None:
        return budget_in_words(words.budget, session.language)
    return session.words(Say.OWN_BUDGET)


def budget_in_words(budget: NetworkBudget, language: Language) -> str:
    """The lines of a yearly budget and their sum."""
    colon = " : " if language is Language.FR else ": "
    lines = [
        f"{budget_label(one.kind, language)}{colon}{euros(one.amount, language)}"
        for one in budget.lines
    ]
    return f"{'; '.join(lines)}; = {euros(budget.printed_total(), language)}"


def show_conflicts(session: Session, text: CoordinatedText) -> None:
    """Every operation that could not be carried out: somebody must look."""
    for conflict in text.conflicts:
        session.look(
            CLASHES[conflict.why],
            by=conflict.by.name,
            operation=session.words(OPERATIONS[conflict.operation]),
            place=conflict.place,
            other=named(session, conflict.other),
        )


def named(session: Session, origin: Origin | None) -> str:
    """Who put it there; the base text where no avenant did."""
    return origin.name if origin else session.words(Say.BASE_TEXT)


CLASHES = {
    "repealed": Say.CLASH_REPEALED,
    "no_such_article": Say.CLASH_NO_ARTICLE,
    "no_such_paragraph": Say.CLASH_NO_PARAGRAPH,
    "there_already": Say.CLASH_THERE_ALREADY,
}
OPERATIONS = {
    "completes": Say.COMPLETES,
    "replaces": Say.REPLACES,
    "inserts": Say.INSERTS,
    "repeals": Say.REPEALS,
}


def difference_screen(
    session: Session, found: Sequence[Difference], what: Say, **details: object
) -> None:
    """What is gone and what is new, each on its line."""
    show(session.words(what, count=len(found), **details))
    for one in found:
        mark = "-" if one.change == "removed" else "+"
        where = session.words(Say.ARTICLE, number=one.words.place())
        source = f" [{one.words.put_by.name}]" if one.words.put_by else ""
        show(f"{mark} {where}: {plainly(content(session, one.words))}{source}")


def say_if_french(session: Session, shown: Iterable[Words]) -> None:
    """Say that some of these words are shown in French, since nobody wrote them in English."""
    if session.language is not Language.EN:
        return
    if french := sum(1 for one in shown if one.text is not None and one.text.en is None):
        remark(session.words(Say.TEXT_IN_FRENCH, count=french))


def passage_rows(text: CoordinatedText, language: Language) -> list[Row]:
    """A row for each passage."""
    return [row(words, language) for words in words_of(text.articles)]


def difference_rows(found: Sequence[Difference], language: Language) -> list[Row]:
    """A row for each passage that stands in one of two texts only."""
    return [{"change": one.change, **row(one.words, language)} for one in found]


def row(words: Words, language: Language) -> dict[str, object]:
    """A passage as programs read it; a budget is its lines in one cell."""
    text = words.text.in_(language).strip() if words.text else None
    if words.budget is not None:
        text = budget_in_words(words.budget, language)
    return {
        "article": words.article,
        "paragraph": words.paragraph,
        "text": text,
        "put_by": words.put_by.name if words.put_by else None,
        "number": words.put_by.number if words.put_by else None,
        "since": words.put_by.since if words.put_by else None,
        "repealed": words.repealed,
    }
