"""All the text of a document, so that a name is found in it however it is spelt there."""

import html
import re
import unicodedata
from email import policy
from email.parser import BytesParser

READABLE = frozenset(
    {
        "application/json",
        "application/xml",
        "text/csv",
        "text/html",
        "text/markdown",
        "text/plain",
        "text/xml",
    }
)
"""Kinds whose letters stand there as such; RTF and vCard, say, have spellings of their own."""
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_TAG = re.compile(r"<[^<>]{0,1000}>")


def folded(text: str) -> str:
    """The letters of a text alone: small, without accents, soft hyphens and the like."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    if apart.isascii():
        return apart
    return "".join(one for one in apart if unicodedata.category(one) not in {"Mn", "Cf"})


def text_of(content: bytes, media_type: str) -> str | None:
    """All the text of a document, folded; None where some of it cannot be read, as in a PDF."""
    if media_type == "message/rfc822":
        return _text_of_mail(content)
    return in_letters(content) if media_type in READABLE else None


def _text_of_mail(content: bytes) -> str | None:
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        parts = list(message.walk())
        if not all(part.is_multipart() or part.get_content_type() in READABLE for part in parts):
            return None
        headers = [folded(f"{name}: {value}") for part in parts for name, value in part.items()]
        bodies = [
            in_letters(part.get_payload(decode=True), part.get_content_charset())
            for part in parts
            if not part.is_multipart()
        ]
    except (ValueError, LookupError, AttributeError, TypeError):
        return None
    # As it came, too: what stands before the first part, or behind the last, is no part.
    texts = [*headers, *bodies, in_letters(content)]
    known = [text for text in texts if text is not None]
    return "\n".join(known) if len(known) == len(texts) else None


def in_letters(content: object, charset: str | None = None) -> str | None:
    """These bytes as text, in the usual ways and as they say themselves, which may be wrong.

    None where they are of two bytes a letter, or of letters that are not known.
    """
    if not isinstance(content, bytes):
        return ""
    if b"\0" in content and not (charset or "").startswith(("utf-16", "utf-32")):
        return None
    letters = dict.fromkeys(("utf-8", "latin-1", charset or "utf-8"))
    texts = [content.decode(one, "replace") for one in letters]
    return "\n".join(folded(way) for text in texts for way in _spelt(text))


def _spelt(text: str) -> list[str]:
    """A text as it stands, and without what JSON and HTML put in the place of letters."""
    ways = [text]
    if "\\u" in text:
        ways.append(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))
    if "&" in text or "<" in text:
        ways.append(html.unescape(_TAG.sub("", text)))
    return ways
