"""Which avenant a message is about: by token, then by thread, then not at all; never by sender."""

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from activities.mailbox.parsing import Letter
from activities.tokens import ReplyTokens, Token
from domain.state import Avenant, Convention, NoticeOnFile
from domain.values import avenant_id

MatchedBy = Literal["token", "thread", "none"]
LoadConvention = Callable[[str], Convention | None]
_MARKED = re.compile(r"\+([A-Za-z0-9.-]{20,120})@")
_IN_ID = re.compile(r"[a-z0-9][a-z0-9.-]{2,80}\.[cni][1-9][0-9]{0,5}\.[a-z2-7]{16}", re.IGNORECASE)
_OURS = re.compile(
    r"<([a-z0-9][a-z0-9-]{0,31})\.([A-Za-z][A-Za-z0-9-]{2,51})\.[1-9][0-9]{0,5}\.[a-z_]{1,40}@([^<>\s]+)>"
)
_PART = re.compile(r"([cni])([1-9][0-9]{0,5})")
MOST = 20
"""Avenants that one message may be about; more are not looked up."""


class Concerned(NamedTuple):
    """An avenant that a message is about."""

    convention: Convention
    avenant: Avenant
    matched_by: MatchedBy
    part: str = ""
    """Which of our mails it answers, where a token says so: c1, n2."""

    def ordinal(self) -> int | None:
        """The communication that the token names; None for a notice or no token."""
        found = _PART.fullmatch(self.part)
        return int(found[2]) if found and found[1] == "c" else None

    def notice(self) -> NoticeOnFile | None:
        """The notice that the token names; None for a communication or no token."""
        found = _PART.fullmatch(self.part)
        if found is None or found[1] != "n" or int(found[2]) > len(self.avenant.notices):
            return None
        return self.avenant.notices[int(found[2]) - 1]


class Match(NamedTuple):
    """What could be found; an unknown token is one of ours whose avenant is not in the journal."""

    concerned: tuple[Concerned, ...]
    tokens: tuple[Token, ...]

    @property
    def matched_by(self) -> MatchedBy:
        """By what the first of them was found."""
        return self.concerned[0].matched_by if self.concerned else "none"


class Matching:
    """Finds avenants in a journal, by the tokens of one key and the ids of one domain."""

    def __init__(self, tokens: ReplyTokens | None, domain: str, load: LoadConvention) -> None:
        """Match by tokens of this key, where there is one, and Message-IDs of this domain."""
        self._tokens = tokens
        self._domain = domain.lower()
        self._load = load

    def of(self, letter: Letter) -> Match:
        """Whom a letter concerns: every avenant that a token names, else that of its thread."""
        tokens = tuple(self._read(found for text in letter.recipients() for found in marks(text)))
        return self._by_token(tokens) or self._by_thread(letter) or Match((), tokens)

    def of_report(self, letter: Letter) -> Match:
        """Whom a report concerns: by token alone, in its address or in the envelope id.

        Anybody may write a report; only who got our mail knows its token.
        """
        named = [found for text in letter.recipients() for found in marks(text)]
        if letter.report is not None:
            named += [t for text in letter.report.envelope_ids for t in _IN_ID.findall(text)]
        tokens = tuple(self._read(named))
        return self._by_token(tokens) or Match((), tokens)

    def _read(self, texts: "Iterator[str] | list[str]") -> Iterator[Token]:
        if self._tokens is not None:
            read = (self._tokens.read(text) for text in texts)
            yield from dict.fromkeys(token for token in read if token is not None)

    def _by_token(self, tokens: tuple[Token, ...]) -> Match | None:
        found: dict[str, Concerned] = {}
        for token in tokens[:MOST]:
            circular, _, convention = token.avenant_lower.partition(".")
            number = convention if convention.startswith("net-") else convention.upper()
            known = self._known(circular, number)
            if known is not None:
                one = Concerned(*known, "token", token.part)
                found.setdefault(one.avenant.id, one)
        return Match(tuple(found.values()), tokens) if found else None

    def _by_thread(self, letter: Letter) -> Match | None:
        for answered in letter.thread()[:MOST]:
            ours = _OURS.fullmatch(answered)
            if ours is None or ours[3].lower() != self._domain:
                continue
            known = self._known(ours[1], ours[2])
            if known is not None and sent_under(known[1], answered):
                return Match((Concerned(*known, "thread"),), ())
        return None

    def _known(self, circular: str, number: str) -> tuple[Convention, Avenant] | None:
        convention = self._load(number)
        avenant = convention.avenant(avenant_id(circular, number)) if convention else None
        return (convention, avenant) if convention and avenant else None


def marks(text: str) -> list[str]:
    """What stands behind a plus in the addresses of a header, whatever else stands there."""
    return _MARKED.findall(text)


def sent_under(avenant: Avenant, message_id: str) -> bool:
    """Whether we sent anything about that avenant under that Message-ID."""
    communications = (one.message_id for one in avenant.communications)
    notices = (one.message_id for one in avenant.notices)
    return message_id in {*communications, *notices}
