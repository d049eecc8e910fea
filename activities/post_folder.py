"""Post into a folder: one `.eml` file per message, and letters to print per network."""

import re
from hashlib import sha256
from pathlib import Path

from activities.post import DifferentBytes, Envelope, PostGivenUp
from activities.whole_files import alone, make_folder, put_whole, said_plainly, settle

_NOT_IN_A_FILE_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_READABLE = 120


class FolderPost:
    """A post whose messages lie as files in a folder, spread over 256 subfolders.

    Many processes may share the folder; one that is killed leaves whole files only.
    """

    def __init__(self, folder: Path) -> None:
        """Post into this folder, made if need be; raises PostUnavailable if that cannot be."""
        self._folder = folder
        make_folder(folder)

    def deliver(self, message_id: str, content: bytes, envelope: Envelope | None) -> None:  # noqa: ARG002 - the headers say it
        """Write the message as a file; raises DifferentBytes, PostGivenUp or PostUnavailable."""
        target = self.place(message_id)
        with said_plainly(self._folder):
            if not target.exists():
                self._make_parent(target.parent)
                if not put_whole(self._folder, target, content, unless=_given_up(target)):
                    raise PostGivenUp(message_id)
            if target.read_bytes() != content:
                raise DifferentBytes(message_id)
            # Also for a file that was there: its maker may have died before it was settled.
            settle(target.parent)

    def delivered(self, message_id: str) -> bool:
        """Whether the message lies in the folder, whole; raises PostUnavailable."""
        with said_plainly(self._folder):
            return self.place(message_id).exists()

    def give_up(self, message_id: str) -> bool:
        """Leave a note in the message's place that it never comes; False where it lies there."""
        target = self.place(message_id)
        with said_plainly(self._folder):
            self._make_parent(target.parent)
            with alone(self._folder):
                if target.exists():
                    return False
                _given_up(target).touch(mode=0o640)
            settle(target.parent)
        return True

    def place(self, message_id: str) -> Path:
        """The file of a message: readable, and never the same for two Message-IDs."""
        digest, name = _names(message_id)
        return self._folder / digest[:2] / f"{name}.eml"

    def _make_parent(self, parent: Path) -> None:
        if not parent.exists():
            parent.mkdir(mode=0o750, exist_ok=True)
            settle(self._folder)


class PostingList(FolderPost):
    """The letters that one network has to print and post, one PDF each, in one folder."""

    def __init__(self, letters: Path, network: str) -> None:
        """The list of a network below `letters`; raises PostUnavailable if it cannot be made."""
        super().__init__(letters / network)

    def place(self, message_id: str) -> Path:
        """The file of a letter, to be printed as it is."""
        _, name = _names(message_id)
        return self._folder / f"{name}.pdf"


def _given_up(target: Path) -> Path:
    return target.with_name(f"{target.name}.given-up")


def _names(message_id: str) -> tuple[str, str]:
    """A digest of the Message-ID, and a file name that ends in a part of it."""
    digest = sha256(message_id.encode()).hexdigest()
    local_part = message_id.strip("<>").partition("@")[0]
    readable = _NOT_IN_A_FILE_NAME.sub("-", local_part).strip(".-")[:_LONGEST_READABLE]
    return digest, f"{readable or 'message'}-{digest[:16]}"
