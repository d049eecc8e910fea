"""Which letters of a network wait to be printed and posted, and the list that goes with them."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO

from activities.documents.print_file import pages_of
from activities.wording import one_line
from domain.posting import letters_to_post
from domain.values import network_convention
from journal.opening import Store
from journal.people import Independent, Organisation, Person
from journal.streams import load_convention

AVENANT = "avenant"
"""What a letter is that is no notice."""
_PAGE = 500
_HEAD = (
    AVENANT,
    "letter",
    "what",
    "name",
    "address",
    "pages",
    "written_on",
    "posted_on",
    "registered_number",
)
_READ_AS_FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as it was kept, and to whom it goes."""

    avenant: str
    letter: str
    """How it is named on the list: c1 the first communication, n2 the second notice."""
    party: str
    what: str
    """`avenant`, or the notice that it is."""
    name: str
    address: str
    written_on: date
    content: bytes


def letters_of(store: Store, network: str) -> tuple[Letter, ...]:
    """The letters of a network that wait to be posted: avenants and notices."""
    return tuple(
        letter
        for convention in (network_convention(network), *_conventions(store, network))
        for letter in _of_convention(store, convention)
    )


def posting_list(letters: Iterable[Letter]) -> str:
    """The list as CSV: what to post where, with room for the day and a registered-mail number."""
    written = StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(_HEAD)
    for letter in letters:
        pages, on = pages_of(letter.content), letter.written_on.isoformat()
        named = (letter.name, letter.address)
        cells = (
            letter.avenant,
            letter.letter,
            letter.what,
            *map(_as_text, named),
            str(pages),
            on,
            "",
            "",
        )
        rows.writerow(cells)
    return written.getvalue()


def _as_text(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_READ_AS_FORMULA) else cell


def _conventions(store: Store, network: str) -> Iterator[str]:
    after: str | None = None
    while page := store.registers.conventions_of(network, after, _PAGE):
        for row in page:
            yield row.id
        after = page[-1].id


def _of_convention(store: Store, convention: str) -> Iterator[Letter]:
    known = load_convention(store.journal, convention)
    if known is None:
        return
    waiting = [
        (avenant, letter)
        for avenant in known.avenants
        for letter in letters_to_post(avenant)
        if letter.evidence is not None
    ]
    if not waiting:
        return
    addressee = store.people.get_many([known.party]).get(known.party)
    if addressee is None:
        # Erased since: nobody can write to them any more, and others wait for their letters.
        return
    name, address = _named(addressee)
    for avenant, letter in waiting:
        content = store.evidence.get(str(letter.evidence))
        what = letter.notice.value if letter.notice else AVENANT
        yield Letter(
            avenant=avenant.id,
            letter=letter.letter,
            party=known.party,
            what=what,
            name=name,
            address=address,
            written_on=letter.written_on,
            content=content,
        )


def _named(addressee: Person) -> tuple[str, str]:
    match addressee:
        case Independent() | Organisation() as provider:
            return one_line(provider.name), one_line(provider.address.replace("\n", ", "))
        case other:
            return one_line(other.name), ""
