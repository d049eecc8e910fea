"""The documents themselves: an avenant, alone or behind its covering letter, and any letter."""

from activities.correspondence import Correspondence, Office
from activities.documents.compiling import DocumentFault, NoFontFor, compiled
from activities.documents.fields import avenant_data, every_page
from activities.documents.letter_data import letter_data
from domain.circular import NoSuchDocument
from domain.templates import HOUSE, LETTER
from domain.values import Language


class NotMade(ValueError):
    """A document cannot be made for this addressee; says where without anybody's data."""

    def __init__(self, letter: Correspondence, error: DocumentFault | NoFontFor) -> None:
        # What the compiler says of a fault may quote a value that the source gave it.
        said = str(error) if isinstance(error, NoFontFor) else error.where
        super().__init__(f"{letter.circular.reference}, {letter.avenant}: {said}")


def avenant_pdf(
    letter: Correspondence, office: Office, covering: tuple[str, Language] | None = None
) -> bytes:
    """The avenant; with a covering text and its language, that letter on the pages before it.

    Raises NotMade, NoSuchDocument, NoBudget or NotKnown; trying again mends none of them.
    """
    return _made(letter, *avenant_input(letter, office, covering))


def avenant_input(
    letter: Correspondence, office: Office, covering: tuple[str, Language] | None = None
) -> tuple[str, dict[str, object]]:
    """Which source an avenant is made from, and with which data; raises as `avenant_pdf`."""
    path, language = letter.circular.document(letter.kind, letter.language)
    data = avenant_data(letter, office, language)
    if covering is not None:
        data["covering"] = letter_data(letter, *covering)
    return path, data


def letter_pdf(letter: Correspondence, office: Office, text: str, language: Language) -> bytes:
    """A text of the circular on paper; raises NotMade or NoSuchDocument."""
    data = every_page(letter, office, language)
    data["letter"] = letter_data(letter, text, language)
    return _made(letter, LETTER, data)


def _made(letter: Correspondence, path: str, data: dict[str, object]) -> bytes:
    documents = letter.circular.documents
    there = {source.path for source in documents}
    for needed in (HOUSE, path):
        if needed not in there:
            raise NoSuchDocument(letter.circular.reference, needed)
    try:
        return compiled(documents, path, data, letter.day)
    except (DocumentFault, NoFontFor) as error:
        raise NotMade(letter, error) from None
