"""The posting list: letters that are written and that somebody has to post and say so."""

from datetime import date

from domain.facts import Notice
from domain.notices import notices_to_post
from domain.state import Avenant, AwaitingAnswer, Communication, NoticeOnFile, Sending
from domain.values import Channel, Value


class LetterToPost(Value):
    """A letter on the posting list, and how it is named there."""

    letter: str
    """`c` and the number of the communication, or `n` and that of the notice: c1, n2."""
    notice: Notice | None
    """Which notice it is; None for the avenant itself."""
    message_id: str
    written_on: date
    evidence: str | None


def letters_to_post(avenant: Avenant) -> tuple[LetterToPost, ...]:
    """The letters of an avenant that wait to be posted: the avenant itself, then its notices.

    The day on which a letter is really posted is known to whoever posts it, and to nobody else.
    """
    begun = avenant.in_flight
    waits = begun is not None and begun.channel is Channel.LETTER and not begun.doubtful
    found = list[LetterToPost]()
    if begun is not None and waits and isinstance(avenant.standing, Sending | AwaitingAnswer):
        found.append(as_listed(begun, f"c{begun.ordinal}", None))
    for notice in notices_to_post(avenant):
        found.append(as_listed(notice, notice_name(avenant, notice), notice.notice))
    return tuple(found)


def notice_name(avenant: Avenant, notice: NoticeOnFile) -> str:
    """How a notice of that avenant is named on a list: n1 the first."""
    return f"n{avenant.notices.index(notice) + 1}"


def as_listed(
    written: Communication | NoticeOnFile, letter: str, notice: Notice | None
) -> LetterToPost:
    """A line of the list."""
    return LetterToPost(
        letter=letter,
        notice=notice,
        message_id=written.message_id,
        written_on=written.started_on,
        evidence=written.evidence,
    )
