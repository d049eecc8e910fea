"""From the number that a person types to the message that is meant."""

from typing import NamedTuple
from uuid import UUID

from domain.facts import TaskKind
from domain.mailbox import MessageInMailbox
from interfaces.cli.exits import Exit
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from journal.streams import load_mailbox

SHORTEST = 4
"""Characters of a number that are enough, where they are unambiguous."""


class FoundMessage(NamedTuple):
    """A message, and the mailbox that it came into."""

    mailbox: str
    message: MessageInMailbox

    @property
    def id(self) -> UUID:
        """Its number."""
        return self.message.kept.id


def a_message(session: Session, text: str) -> FoundMessage:
    """The one message whose number begins so; stops for none or several."""
    from audit.mailboxes import mailbox_names

    wanted = text.strip().lower()
    found = [
        FoundMessage(name, one)
        for name in mailbox_names(session.store)
        for one in load_mailbox(session.store.journal, name).messages
        if len(wanted) >= SHORTEST and str(one.kept.id).startswith(wanted)
    ]
    if not found:
        raise session.stop(Say.NO_SUCH_MESSAGE, Exit.NOT_FOUND, text=text)
    if len(found) > 1:
        raise session.stop(Say.SEVERAL_MESSAGES, text=text, count=len(found))
    return found[0]


def held_messages(session: Session) -> list[tuple[UUID, str]]:
    """Every message that somebody has to read, with the avenant whose silence it holds."""
    from audit.board import Board

    board = Board(session.store)
    board.catch_up()
    return [
        (row.about, row.avenant)
        for row in board.tasks()
        if row.kind is TaskKind.CONFIRM and row.about is not None
    ]
