"""The files of a person's mail and letters that still lie in the folders of this machine."""

from collections.abc import Iterator
from pathlib import Path

from domain.facts import NoticeStarted, SendingStarted
from interfaces.cli.session import Session
from journal.held import Held
from journal.streams import convention_stream


def files_of(session: Session, held: Held) -> Iterator[Path]:
    """Each of them; nobody knows any more whose they are once the person was erased."""
    from activities.post_folder import FolderPost, PostingList

    mail, letters = session.settings.mail, session.settings.letters
    networks = {row.network for row in session.store.registers.held_by([held.party])}
    posts = [FolderPost(mail)] if mail.is_dir() else []
    posts += [PostingList(letters, one) for one in networks if (letters / one).is_dir()]
    for number in messages_of(session, held):
        yield from (path for path in (post.place(number) for post in posts) if path.exists())


def messages_of(session: Session, held: Held) -> Iterator[str]:
    """The Message-IDs of everything that was sent to the person."""
    streams = map(convention_stream, held.conventions)
    for history in session.store.reading.streams(streams):
        for one in history:
            if isinstance(one.fact, SendingStarted | NoticeStarted):
                yield one.fact.message_id
