"""The correspondence of a network or of INAMI, as an e-mail or as a letter to print."""

from types import MappingProxyType
from typing import assert_never

from activities.correspondence import Correspondence, Office, Rendered, message_id
from activities.emails import email_bytes
from activities.envelopes import envelope_of
from activities.letter_fields import fields
from activities.post import content_hash
from activities.texts import filled_in, title_of
from activities.wording import REHEARSAL, for_paper
from domain.templates import TemplateKind
from domain.values import Channel

_COVERED_BY = MappingProxyType(
    {
        TemplateKind.PROVIDER_AVENANT: TemplateKind.COVERING_LETTER,
        TemplateKind.NETWORK_AVENANT: TemplateKind.NETWORK_COVERING_LETTER,
    }
)
_NEW_PAGE = "\f"


def render(letter: Correspondence, office: Office) -> Rendered:
    """The bytes of a communication and their names; the same input gives the same bytes.

    Raises FieldMissing, TextFault, NoSuchText or NoUsableAddress; trying again mends none of them.
    """
    name = message_id(letter.avenant, letter.ordinal, letter.kind.value, office.message_domain)
    texts = tuple(_written(letter, kind, office) for kind in _parts(letter.kind))
    match letter.channel:
        case Channel.EMAIL:
            content = email_bytes(letter, office, name, title_of(texts[0]), texts)
            envelope = envelope_of(letter, office)
        case Channel.LETTER:
            content, envelope = _paper(letter, texts), None
        case _:
            assert_never(letter.channel)
    return Rendered(
        message_id=name,
        content=content,
        content_hash=content_hash(content),
        envelope=envelope,
    )


def _parts(kind: TemplateKind) -> tuple[TemplateKind, ...]:
    """An avenant goes with its covering letter, which is read first; all else goes alone."""
    covering = _COVERED_BY.get(kind)
    return (covering, kind) if covering else (kind,)


def _written(letter: Correspondence, kind: TemplateKind, office: Office) -> str:
    text = letter.circular.template(kind, letter.language)
    return filled_in(letter.circular.reference, text, fields(letter, text, office))


def _paper(letter: Correspondence, texts: tuple[str, ...]) -> bytes:
    """The texts as they are printed, each on a page of its own."""
    mark = f"*** {REHEARSAL[letter.language]} ***\n\n" if letter.rehearsal else ""
    return _NEW_PAGE.join(mark + for_paper(text) for text in texts).encode()
