"""The correspondence of a network or of INAMI, as an e-mail or as a letter to print."""

from collections.abc import Callable
from hashlib import sha256
from types import MappingProxyType
from typing import assert_never

from activities.correspondence import Correspondence, Office, Rendered, message_id
from activities.documents.fields import NoBudget, NotKnown
from activities.documents.pages import NotMade, avenant_pdf, letter_pdf
from activities.emails import Attachment, NoUsableAddress, email_bytes
from activities.envelopes import envelope_of
from activities.letter_fields import FieldMissing, fields
from activities.post import content_hash
from activities.texts import TextFault, filled_in, title_of
from domain.circular import NoSuchDocument, NoSuchText
from domain.facts import Document
from domain.templates import DOCUMENT_KINDS, TemplateKind
from domain.values import Channel, Language

Seal = Callable[[bytes, Language], bytes]
"""Makes the PDF of a network avenant ready to be signed; twice the same may be twice another."""

NEVER_MENDED = (
    FieldMissing,
    NoBudget,
    NoSuchDocument,
    NoSuchText,
    NotKnown,
    NotMade,
    NoUsableAddress,
    TextFault,
)
"""Why a communication cannot be made, each with what to do; trying again mends none of them."""

_COVERED_BY = MappingProxyType(
    {
        TemplateKind.PROVIDER_AVENANT: TemplateKind.COVERING_LETTER,
        TemplateKind.NETWORK_AVENANT: TemplateKind.NETWORK_COVERING_LETTER,
    }
)


def render(letter: Correspondence, office: Office, seal: Seal | None = None) -> Rendered:
    """The bytes of a communication and their names; the same input gives the same bytes.

    An avenant is attached to the e-mail that covers it, or follows its covering letter on paper.
    Only with `seal`, which a network avenant gets before it leaves by e-mail, are the bytes made
    once and kept. Raises one of NEVER_MENDED.
    """
    match letter.channel:
        case Channel.EMAIL:
            return _email(letter, office, seal)
        case Channel.LETTER:
            return _paper(letter, office)
        case _:
            assert_never(letter.channel)


def avenant_name(avenant: str) -> str:
    """The file name under which an avenant goes with its e-mail."""
    return f"avenant-{avenant}.pdf"


def _email(letter: Correspondence, office: Office, seal: Seal | None) -> Rendered:
    text, _ = written(letter, office, on_paper=False)
    name = _message_id(letter, office)
    attached: list[Attachment] = []
    if letter.kind in DOCUMENT_KINDS:
        pdf = avenant_pdf(letter, office)
        if seal is not None and letter.kind is TemplateKind.NETWORK_AVENANT:
            pdf = seal(pdf, letter.language)
        attached.append(Attachment(avenant_name(letter.avenant), pdf))
    content = email_bytes(letter, office, name, title_of(text), text, attached)
    return Rendered(
        message_id=name,
        content=content,
        content_hash=content_hash(content),
        envelope=envelope_of(letter, office),
        documents=tuple(_document(one.name, one.content) for one in attached),
    )


def _paper(letter: Correspondence, office: Office) -> Rendered:
    """The covering letter and its avenant, or a notice, as one PDF."""
    text, language = written(letter, office, on_paper=True)
    if letter.kind in DOCUMENT_KINDS:
        content = avenant_pdf(letter, office, (text, language))
    else:
        content = letter_pdf(letter, office, text, language)
    name = f"{letter.avenant}.{letter.ordinal}.{letter.kind.value}.pdf"
    return Rendered(
        message_id=_message_id(letter, office),
        content=content,
        content_hash=content_hash(content),
        envelope=None,
        documents=(_document(name, content),),
    )


def written(letter: Correspondence, office: Office, *, on_paper: bool) -> tuple[str, Language]:
    """The text that is read first, and its language; paper bears its marks on every page."""
    kind = _COVERED_BY.get(letter.kind, letter.kind)
    text = letter.circular.template(kind, letter.language)
    known = dict(fields(letter, text, office))
    if on_paper:
        known |= {"rehearsal": False, "specimen": False}
    return filled_in(letter.circular.reference, text, known), text.language


def _message_id(letter: Correspondence, office: Office) -> str:
    return message_id(letter.avenant, letter.ordinal, letter.kind.value, office.message_domain)


def _document(name: str, content: bytes) -> Document:
    return Document(name=name, sha256=sha256(content).hexdigest())
