"""An authority, two directors, a document that was sent, and hands that do good and bad to it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from activities.signatures.examining import examine
from activities.signatures.instants import TimeStamperOf
from activities.signatures.mandates import Mandate, NetworkMandates
from activities.signatures.sealing import place_fields, seal_with
from activities.signatures.signing import Level, Means, sign_in
from activities.signatures.trust import Trust
from activities.signatures.verdicts import Verdict
from domain.values import Language
from interfaces.rehearsal.authority import Authority, Holder

SENT_AT = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
SIGNED_AT = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)
EXAMINED_AT = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)

TYPST = """
#set document(title: "{title}", date: datetime(year: 2026, month: 3, day: 3))
#set page(paper: "a4")
#set text(lang: "fr")
= {title}
#lorem(400)
#pagebreak()
Art. 14. The budget of the year.
"""


@cache
def a_pdf(title: str = "Avenant") -> bytes:
    """Two pages, as archives and screen readers want them."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "avenant.typ"
        source.write_text(TYPST.format(title=title), "utf-8")
        made = typst.compile(
            str(source), format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=1_772_500_000
        )
    assert isinstance(made, bytes)
    return made


@dataclass(frozen=True)
class TestOffice:
    """Everything that the cases share; made once, since keys take time."""

    __test__ = False

    authority: Authority
    rogue: Authority
    seal: Holder
    director: Holder
    other_director: Holder
    timestamps: TimeStamperOf

    def trust(self, at: datetime = EXAMINED_AT) -> Trust:
        """The office believes this authority, and has its lists as of that instant."""
        return Trust(anchors=(self.authority.anchor,), crls=self.authority.crls(at - DAY))

    def sealed(self, title: str = "Avenant") -> bytes:
        """A document as it is sent."""
        return seal_with(self.seal.signer(), a_pdf(title), Language.FR, SENT_AT)

    def signed(
        self,
        pdf: bytes,
        *,
        by: Holder | None = None,
        field: str = "B4",
        level: Level = Level.T,
        at: datetime = SIGNED_AT,
        timestamps: TimeStamperOf | None = None,
        placed: bool = True,
    ) -> bytes:
        """The document with one more signature."""
        means = Means(
            (by or self.director).signer(),
            at,
            level,
            timestamps or self.authority.timestamps(lambda: at),
            self.trust(at),
        )
        return sign_in(pdf, field, means, placed=placed)

    def signed_by_both(self, pdf: bytes, level: Level = Level.T, at: datetime = SIGNED_AT) -> bytes:
        """The document signed as a network signs it."""
        once = self.signed(pdf, level=level, at=at)
        return self.signed(once, by=self.other_director, field="INVOICING", level=level, at=at)

    def examine(
        self,
        sent: bytes,
        copy: bytes,
        *,
        at: datetime = EXAMINED_AT,
        trust: Trust | None = None,
        mandates: NetworkMandates | None = None,
    ) -> Verdict:
        """What the office says to a copy."""
        return examine(sent, copy, trust or self.trust(), mandates or self.mandates, at)

    @property
    def mandates(self) -> NetworkMandates:
        """As INAMI was told."""
        return NetworkMandates(
            b4=Mandate(names=(self.director.name,)),
            invoicing=Mandate(serials=(self.other_director.serial,)),
        )


@cache
def an_office(since: datetime = SENT_AT - 400 * DAY) -> TestOffice:
    """The office of all tests; its authority began then."""
    authority = Authority.found("Rehearsal", since)
    return TestOffice(
        authority=authority,
        rogue=Authority.found("Rehearsal", since),
        seal=authority.issue("INAMI, seal of the rehearsal"),
        director=authority.issue("Anne Exemple"),
        other_director=authority.issue("Bert Voorbeeld"),
        timestamps=authority.timestamps(lambda: SIGNED_AT),
    )


# -- what hands do to a document ---------------------------------------------------------------


def with_other_page(pdf: bytes) -> bytes:
    """Words are added to the first page, in a revision of its own."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    added = writer.add_object(generic.StreamObject(stream_data=b"0 0 40 40 re f"))
    contents = page.raw_get("/Contents")
    page["/Contents"] = generic.ArrayObject([contents, added])
    writer.update_container(page)
    return written(writer)


def with_annotation(pdf: bytes) -> bytes:
    """A note is stuck upon the first page, in a revision of its own."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    note = writer.add_object(
        generic.DictionaryObject(
            {
                generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
                generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
                generic.pdf_name("/Contents"): generic.pdf_string("42 000 euros"),
                generic.pdf_name("/Rect"): generic.ArrayObject(
                    generic.NumberObject(n) for n in (50, 500, 300, 560)
                ),
            }
        )
    )
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", []), note])
    writer.update_container(page)
    return written(writer)


def written(writer: IncrementalPdfFileWriter) -> bytes:
    """What the writer makes."""
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def flipped(pdf: bytes, at: int, bit: int = 0) -> bytes:
    """One bit of one byte is another."""
    return pdf[:at] + bytes([pdf[at] ^ (1 << bit)]) + pdf[at + 1 :]


def unsealed() -> bytes:
    """A document with its fields, sent without a seal."""
    return place_fields(a_pdf(), Language.FR)
