"""The Committee's signature lasts: it proves something years after its certificate ended.

What proves the past is compared with the machine's own clock by pyHanko, so all of this happened
some years ago.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from activities.signatures.countersigning import (
    CannotCountersign,
    Committee,
    countersigned,
    must_be_countersigned,
)
from activities.signatures.keys import KeyFile
from activities.signatures.renewing import CannotRenew, lasting, proof_ends_at, renewed
from activities.signatures.trust import Trust
from interfaces.rehearsal.authority import Authority, timestamps_of
from tests.activities.signatures.office import DAY, TestOffice, an_office, with_annotation

pytestmark = pytest.mark.slow

YEARS = 365 * DAY
SIGNED = datetime(2016, 3, 10, 10, 0, tzinfo=UTC)
COUNTERSIGNED = SIGNED + 8 * DAY
OFFICE = an_office(SIGNED - 400 * DAY)
EVERYBODY = {"B4": True, "INVOICING": True, "COMMITTEE": True}


def the_committee(office: TestOffice, folder: Path, *, password: str = "secret") -> Committee:
    """The leading official with a key in a file for half a year, timestamps for three."""
    holder = office.authority.issue("The leading official", ends=COUNTERSIGNED + YEARS / 2)
    (folder / "committee.p12").write_bytes(holder.pkcs12("secret"))
    stamping = office.authority.timestamping(ends=COUNTERSIGNED + 3 * YEARS)
    return Committee(
        KeyFile(path=folder / "committee.p12", password=SecretStr(password)),
        timestamps_of(stamping, lambda: COUNTERSIGNED),
        office.trust(COUNTERSIGNED),
    )


def a_copy(office: TestOffice) -> bytes:
    return office.signed_by_both(office.sealed(), at=SIGNED)


def test_the_committee_s_signature_holds_after_its_own_certificate_ended(tmp_path: Path) -> None:
    copy = a_copy(OFFICE)
    whole = countersigned(copy, the_committee(OFFICE, tmp_path), COUNTERSIGNED)
    assert whole.startswith(copy)
    later = COUNTERSIGNED + YEARS
    assert lasting(whole, OFFICE.trust(later), later) == EVERYBODY


def test_a_timestamp_that_ends_soon_is_covered_by_another_one(tmp_path: Path) -> None:
    whole = countersigned(a_copy(OFFICE), the_committee(OFFICE, tmp_path), COUNTERSIGNED)
    ends = proof_ends_at(whole)
    assert ends is not None
    assert ends == COUNTERSIGNED + 3 * YEARS
    before, after = ends - 30 * DAY, ends + YEARS
    younger = Authority.found("Another", before - DAY)

    def trust(at: datetime) -> Trust:
        ours = OFFICE.trust(at)
        return Trust(anchors=(*ours.anchors, younger.anchor), crls=(*ours.crls, *younger.crls(at)))

    again = renewed(whole, younger.timestamps(lambda: before), trust(before), before)
    assert again.startswith(whole)
    assert proof_ends_at(again) == younger.ends
    assert lasting(again, trust(after), after) == EVERYBODY
    lost = lasting(whole, trust(after), after)
    assert not lost["COMMITTEE"], "what was not renewed in time proves nothing any more"


def test_a_timestamp_that_ended_cannot_be_renewed(tmp_path: Path) -> None:
    whole = countersigned(a_copy(OFFICE), the_committee(OFFICE, tmp_path), COUNTERSIGNED)
    too_late = COUNTERSIGNED + 4 * YEARS
    stamping = OFFICE.authority.timestamps(lambda: too_late)
    with pytest.raises(CannotRenew, match="cannot be renewed"):
        renewed(whole, stamping, OFFICE.trust(too_late), too_late)
    with pytest.raises(CannotRenew, match="no timestamp"):
        renewed(a_copy(OFFICE), stamping, OFFICE.trust(too_late), too_late)


def test_nobody_countersigns_with_a_certificate_that_is_revoked_or_not_known(
    tmp_path: Path,
) -> None:
    committee = the_committee(OFFICE, tmp_path)
    nobody = Committee(committee.key, committee.timestamps, Trust())
    for wrong in (
        nobody,
        Committee(committee.key, committee.timestamps, OFFICE.trust(SIGNED - YEARS)),
    ):
        with pytest.raises(CannotCountersign):
            countersigned(a_copy(OFFICE), wrong, COUNTERSIGNED)


def test_a_field_that_is_signed_is_not_signed_again(tmp_path: Path) -> None:
    committee = the_committee(OFFICE, tmp_path)
    whole = countersigned(a_copy(OFFICE), committee, COUNTERSIGNED)
    with pytest.raises(CannotCountersign, match="COMMITTEE"):
        countersigned(whole, committee, COUNTERSIGNED)


def test_a_copy_that_was_countersigned_elsewhere_is_the_copy_on_file_and_one_signature() -> None:
    copy = a_copy(OFFICE)
    official = OFFICE.authority.issue("The leading official")
    trust, at = OFFICE.trust(COUNTERSIGNED), COUNTERSIGNED

    def signed(pdf: bytes) -> bytes:
        return OFFICE.signed(pdf, by=official, field="COMMITTEE", at=COUNTERSIGNED)

    must_be_countersigned(copy, signed(copy), trust, at)
    other = OFFICE.signed_by_both(OFFICE.sealed("Another"), at=SIGNED)
    for wrong in (
        copy,
        signed(with_annotation(copy)),
        with_annotation(signed(copy)),
        signed(other),
    ):
        with pytest.raises(CannotCountersign, match="sign the copy that is on file"):
            must_be_countersigned(copy, wrong, trust, at)
