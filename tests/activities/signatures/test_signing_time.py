"""What counts is whether a certificate held when it was used."""

import pytest

from activities.signatures.signing import Level
from activities.signatures.trust import Trust
from domain.facts import CopyFault, CopyVerdict
from tests.activities.signatures.office import DAY, EXAMINED_AT, SIGNED_AT, an_office

pytestmark = pytest.mark.slow


def test_revoked_after_a_timestamp_proves_the_signature_it_stands() -> None:
    office = an_office()
    sent = office.sealed()
    holder = office.authority.issue(office.director.name)
    copy = office.signed(sent, by=holder)
    office.authority.revoke(holder, SIGNED_AT + DAY)
    found = office.examine(sent, copy)
    assert found.verdict is CopyVerdict.PARTLY_SIGNED, found.faults


def test_without_a_timestamp_a_person_looks_and_revoked_by_now_it_is_refused() -> None:
    office = an_office()
    sent = office.sealed()
    holder = office.authority.issue(office.director.name)
    copy = office.signed(sent, by=holder, level=Level.B)
    found = office.examine(sent, copy)
    assert found.verdict is CopyVerdict.PERSON_LOOKS
    assert found.faults == (CopyFault.NOT_TRUSTED_TIME,)
    office.authority.revoke(holder, SIGNED_AT + DAY)
    assert CopyFault.REVOKED in office.examine(sent, copy).faults


def test_a_timestamp_of_nobody_known_proves_no_time() -> None:
    office = an_office()
    sent = office.sealed()
    copy = office.signed(sent, timestamps=office.rogue.timestamps(lambda: SIGNED_AT))
    found = office.examine(sent, copy)
    assert found.verdict is CopyVerdict.PERSON_LOOKS
    assert found.faults == (CopyFault.NOT_TRUSTED_TIME,)


def test_a_certificate_that_ended_since_held_when_it_was_used() -> None:
    office = an_office()
    sent = office.sealed()
    holder = office.authority.issue(office.director.name, ends=SIGNED_AT + DAY)
    copy = office.signed(sent, by=holder, level=Level.LT)
    assert office.examine(sent, copy).verdict is CopyVerdict.PARTLY_SIGNED


def test_a_certificate_that_had_ended_is_not_accepted() -> None:
    office = an_office()
    sent = office.sealed()
    holder = office.authority.issue(office.director.name, ends=SIGNED_AT - DAY)
    found = office.examine(sent, office.signed(sent, by=holder))
    assert found.verdict is not CopyVerdict.PARTLY_SIGNED
    assert CopyFault.NOT_TRUSTED_TIME in found.faults


def test_without_its_authority_s_list_nobody_can_tell_so_a_person_looks() -> None:
    office = an_office()
    sent = office.sealed()
    copy = office.signed(sent)
    blind = Trust(anchors=(office.authority.anchor,))
    old = Trust(anchors=blind.anchors, crls=office.authority.crls(EXAMINED_AT - 90 * DAY))
    for trust in (blind, old):
        found = office.examine(sent, copy, trust=trust)
        assert found.verdict is CopyVerdict.PERSON_LOOKS
        assert CopyFault.REVOCATION_UNKNOWN in found.faults
