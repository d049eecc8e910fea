"""The ten copies that an office gets back, and what a careful notary says to each."""

from collections.abc import Callable
from io import BytesIO
from itertools import product

import pytest
from pypdf import PdfReader, PdfWriter

from activities.signatures.signing import Level
from domain.facts import Capacity, CopyFault, CopyVerdict
from tests.activities.signatures.office import (
    DAY,
    SIGNED_AT,
    TestOffice,
    a_pdf,
    an_office,
    flipped,
    unsealed,
    with_annotation,
    with_other_page,
)

pytestmark = pytest.mark.slow

Made = tuple[bytes, bytes]
"""What was sent, and what came back."""


def plain(level: Level) -> Callable[[TestOffice], Made]:
    def made(office: TestOffice) -> Made:
        sent = unsealed()
        return sent, office.signed_by_both(sent, level)

    return made


def sealed(level: Level) -> Callable[[TestOffice], Made]:
    def made(office: TestOffice) -> Made:
        sent = office.sealed()
        return sent, office.signed_by_both(sent, level)

    return made


def page_before(office: TestOffice) -> Made:
    sent = unsealed()
    return sent, office.signed_by_both(with_other_page(sent))


def note_before(office: TestOffice) -> Made:
    sent = unsealed()
    return sent, office.signed_by_both(with_annotation(sent))


def between(office: TestOffice) -> Made:
    sent = unsealed()
    changed = with_other_page(office.signed(sent))
    return sent, office.signed(changed, by=office.other_director, field="INVOICING")


def page_after(office: TestOffice) -> Made:
    sent = office.sealed()
    return sent, with_other_page(office.signed_by_both(sent))


def note_after(office: TestOffice) -> Made:
    sent = unsealed()
    return sent, with_annotation(office.signed_by_both(sent))


def changed_under_seal(office: TestOffice) -> Made:
    sent = office.sealed()
    return sent, office.signed_by_both(with_other_page(sent))


def field_of_its_own(office: TestOffice) -> Made:
    sent = office.sealed()
    return sent, office.signed(office.signed_by_both(sent), field="EXTRA", placed=False)


def only_a_field_of_its_own(office: TestOffice) -> Made:
    sent = unsealed()
    return sent, office.signed(sent, field="EXTRA", placed=False)


def another_pdf(office: TestOffice) -> Made:
    return office.sealed(), office.signed(a_pdf("Something else"), field="B4", placed=False)


def another_avenant(office: TestOffice) -> Made:
    return office.sealed(), office.signed_by_both(office.sealed("Another network"))


def saved_anew(office: TestOffice) -> Made:
    sent = office.sealed()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(sent)))
    out = BytesIO()
    writer.write(out)
    return sent, office.signed(out.getvalue(), field="B4")


def rogue(office: TestOffice) -> Made:
    sent = office.sealed()
    forger = office.rogue.issue(office.director.name)
    return sent, office.signed(sent, by=forger)


def revoked_before(office: TestOffice) -> Made:
    sent = office.sealed()
    holder = office.authority.issue(office.director.name)
    copy = office.signed(sent, by=holder)
    office.authority.revoke(holder, SIGNED_AT - DAY)
    return sent, copy


def text_flipped(office: TestOffice) -> Made:
    sent = office.sealed()
    copy = office.signed_by_both(sent)
    return sent, flipped(copy, len(sent) // 10)


def signature_flipped(office: TestOffice) -> Made:
    sent = office.sealed()
    copy = office.signed_by_both(sent)
    return sent, flipped(copy, copy.rfind(b"/Contents <") + 1000)


ACCEPT, REFUSE, LOOK = CopyVerdict.ACCEPTED, CopyVerdict.REFUSED, CopyVerdict.PERSON_LOOKS
BEFORE, AFTER = CopyFault.CHANGED_BEFORE_SIGNING, CopyFault.CHANGED_AFTER_SIGNING


@pytest.mark.parametrize(
    ("what", "made", "verdict", "because"),
    [
        ("the document sent, signed B-T", plain(Level.T), ACCEPT, None),
        ("the document sent, signed B-LT", plain(Level.LT), ACCEPT, None),
        ("the document sent, signed B-LTA", plain(Level.LTA), ACCEPT, None),
        ("sealed with DocMDP 2, then signed B-T", sealed(Level.T), ACCEPT, None),
        ("sealed with DocMDP 2, then signed B-LTA", sealed(Level.LTA), ACCEPT, None),
        ("page content added before signing", page_before, REFUSE, BEFORE),
        ("an annotation added before signing", note_before, REFUSE, BEFORE),
        ("page content added between two signatures", between, REFUSE, BEFORE),
        ("page content added after signing", page_after, REFUSE, AFTER),
        ("an annotation added after signing", note_after, REFUSE, AFTER),
        ("sealed, content changed, then signed", changed_under_seal, REFUSE, BEFORE),
        ("a field not placed before", field_of_its_own, REFUSE, CopyFault.FIELD_NOT_PLACED),
        ("only such a field", only_a_field_of_its_own, REFUSE, CopyFault.FIELD_NOT_PLACED),
        ("another PDF, signed", another_pdf, LOOK, CopyFault.NOT_THE_DOCUMENT),
        ("another network's avenant, signed", another_avenant, LOOK, CopyFault.NOT_THE_DOCUMENT),
        ("the same saved anew, signed", saved_anew, LOOK, CopyFault.NOT_THE_DOCUMENT),
        ("a certificate of an unknown authority", rogue, REFUSE, CopyFault.UNKNOWN_AUTHORITY),
        ("a certificate revoked before signing", revoked_before, REFUSE, CopyFault.REVOKED),
        ("one byte flipped in the text", text_flipped, REFUSE, CopyFault.NOT_INTACT),
        ("one byte flipped in a signature", signature_flipped, REFUSE, CopyFault.NOT_INTACT),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_a_careful_notary(
    what: str,
    made: Callable[[TestOffice], Made],
    verdict: CopyVerdict,
    because: CopyFault | None,
) -> None:
    office = an_office()
    sent, copy = made(office)
    found = office.examine(sent, copy)
    assert found.verdict is verdict, (what, found.faults, found.remark)
    if because is None:
        assert found.faults == ()
        assert found.capacities == tuple(Capacity)
    else:
        assert because in found.faults, (what, found.faults, found.remark)
    assert found.report is None or b"ValidationReport" in found.report


def test_every_accepted_copy_comes_with_its_validation_report() -> None:
    office = an_office()
    for made, level in product((plain, sealed), (Level.T, Level.LTA)):
        found = office.examine(*made(level)(office))
        assert found.report is not None
        assert found.report.count(b"mainindication:total-passed") == 2
