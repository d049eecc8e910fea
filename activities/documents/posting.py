"""Which letters of a network wait to be printed and posted, and the list that goes with them."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO

from activities.documents.print_file import pages_of
from activities.wording import one_line
from domain.state import Avenant, Communication, NoticeOnFile
from domain.values import Channel, network_convention
from journal.opening import Store
from journal.people import Independent, Organisation
from journal.streams import load_convention

_PAGE = 500
_HEAD = (
    "avenant",
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
    party: str
    what: str
    """`avenant`, or the notice that it is."""
    name: str
    address: str
    written_on: date
    content: bytes


def letters_to_post(store: Store, network: str, notices_since: date) -> tuple[Letter, ...]:
    """The avenants of a network that wait to be posted, and its notices written since a day."""
    return tuple(
        letter
        for convention in (network_convention(network), *_conventions(store, network))
        for letter in _of_convention(store, convention, notices_since)
    )


def posting_list(letters: Iterable[Letter]) -> str:
    """The list as CSV: what to post where, with room for the day and a registered-mail number."""
    written = StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(_HEAD)
    for letter in letters:
        pages, on = pages_of(letter.content), letter.written_on.isoformat()
        named = (letter.name, letter.address)
        cells = (letter.avenant, letter.what, *map(_as_text, named), str(pages), on, "", "")
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


def _of_convention(store: Store, convention: str, since: date) -> Iterator[Letter]:
    known = load_convention(store.journal, convention)
    if known is None:
        return
    waiting = [
        (avenant, what, kept)
        for avenant in known.avenants
        for what, kept in _waiting(avenant, since)
        if kept.evidence is not None
    ]
    if not waiting:
        return
    name, address = _addressee(store, known.party)
    for avenant, what, kept in waiting:
        content = store.evidence.get(str(kept.evidence))
        yield Letter(avenant.id, known.party, what, name, address, kept.started_on, content)


def _waiting(avenant: Avenant, since: date) -> Iterator[tuple[str, Communication | NoticeOnFile]]:
    begun = avenant.in_flight
    if begun is not None and begun.channel is Channel.LETTER:
        yield "avenant", begun
    for notice in avenant.notices:
        if notice.channel is Channel.LETTER and notice.started_on >= since:
            yield notice.notice.value, notice


def _addressee(store: Store, party: str) -> tuple[str, str]:
    match store.people.get(party):
        case Independent() | Organisation() as provider:
            return one_line(provider.name), one_line(provider.address.replace("\n", ", "))
        case other:
            return one_line(other.name), ""
