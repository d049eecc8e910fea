"""Authorities that the office believes are asked whether certificates were revoked, on loopback."""

import base64
from collections.abc import Iterator
from dataclasses import replace

import pytest

from activities.signatures import fetching
from activities.signatures.fetching import issued_by_believed, with_answers
from activities.signatures.trust import Trust
from activities.signatures.verdicts import Verdict
from domain.facts import CopyFault, CopyVerdict
from interfaces.rehearsal.authority import Authority, Holder, timestamps_of
from tests.activities.signatures.asked import Asked, an_answering_authority
from tests.activities.signatures.office import DAY, SIGNED_AT, TestOffice, an_office

pytestmark = pytest.mark.slow


class Answering:
    """An office whose own authority is the one that answers, and a copy of its director."""

    def __init__(self, asked: Asked) -> None:
        assert asked.authority is not None
        self.asked, self.authority = asked, asked.authority
        self.director = self.authority.issue("Anne Exemple")
        stamping = self.authority.timestamping()
        asked.known = [self.director, stamping]
        self.office: TestOffice = replace(
            an_office(), authority=self.authority, director=self.director
        )
        stamps = timestamps_of(stamping, lambda: SIGNED_AT)
        self.sent = an_office().sealed()
        self.copy = self.office.signed(self.sent, by=self.director, timestamps=stamps)

    def trust(self, crls: tuple[bytes, ...] = ()) -> Trust:
        return Trust(anchors=(self.authority.anchor,), crls=crls)

    def examined(self, trust: Trust | None = None, seconds: int = 5) -> Verdict:
        """As when a copy comes back: looked at, asked about, looked at again."""
        trust = trust or self.trust()
        first = self.office.examine(self.sent, self.copy, trust=trust)
        told = with_answers(trust, first.certificates, seconds)
        return self.office.examine(self.sent, self.copy, trust=told)


@pytest.fixture(scope="module")
def loopback() -> Iterator[Answering]:
    """One authority for all tests; each says how it answers."""
    with an_answering_authority() as asked:
        yield Answering(asked)


@pytest.fixture
def answering(loopback: Answering) -> Answering:
    """It answers everything, and has revoked nobody."""
    asked = loopback.asked
    asked.server = asked.lists = True
    asked.slow, asked.padding, asked.elsewhere = 0.0, 0, False
    asked.paths.clear()
    loopback.authority.revoked.clear()
    return loopback


def test_without_lists_of_its_own_the_office_asks_and_keeps_what_was_answered(
    answering: Answering,
) -> None:
    """The answers stand in the validation report, which is kept as evidence."""
    unasked = answering.office.examine(answering.sent, answering.copy, trust=answering.trust())
    assert unasked.verdict is CopyVerdict.PERSON_LOOKS
    told = with_answers(answering.trust(), unasked.certificates, 5)
    assert len(told.ocsps) == 3, "the director's, the authority's below the root, the timestamps'"
    found = answering.office.examine(answering.sent, answering.copy, trust=told)
    assert (found.verdict, found.faults) == (CopyVerdict.PARTLY_SIGNED, ())
    assert set(answering.asked.paths) == {"/ocsp"}
    report = "".join((found.report or b"").decode().split())
    assert all(base64.b64encode(one).decode() in report for one in told.ocsps)


def test_where_there_is_no_server_the_list_is_fetched(answering: Answering) -> None:
    answering.asked.server = False
    found = answering.examined()
    assert found.verdict is CopyVerdict.PARTLY_SIGNED, found.faults
    assert any(path.startswith("/crl/") for path in answering.asked.paths)


@pytest.mark.parametrize("by_server", [True, False], ids=["ocsp", "crl"])
def test_what_was_revoked_after_the_office_s_own_list_was_made_is_refused(
    answering: Answering, *, by_server: bool
) -> None:
    old = answering.authority.crls(answering.asked.now - 10 * DAY)
    answering.authority.revoke(answering.director, SIGNED_AT - DAY)
    answering.asked.server = by_server
    before = answering.office.examine(answering.sent, answering.copy, trust=answering.trust(old))
    assert before.verdict is CopyVerdict.PARTLY_SIGNED
    found = answering.examined(answering.trust(old))
    assert found.verdict is CopyVerdict.REFUSED
    assert CopyFault.REVOKED in found.faults


@pytest.mark.parametrize("trouble", ["silent", "slow", "huge", "elsewhere"])
def test_who_does_not_answer_proves_nothing_and_a_person_looks(
    answering: Answering, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering.asked
    match trouble:
        case "silent":
            asked.server = asked.lists = False
        case "slow":
            asked.slow = 1.5
        case "huge":
            asked.padding = 60_000
            monkeypatch.setattr(fetching, "LARGEST_FILE", 50_000)
        case _:
            asked.elsewhere = True
    found = answering.examined(seconds=1)
    assert found.verdict is CopyVerdict.PERSON_LOOKS
    assert set(found.faults) <= {CopyFault.REVOCATION_UNKNOWN, CopyFault.NOT_TRUSTED_TIME}


def test_an_answer_that_the_authority_did_not_sign_is_not_believed(answering: Answering) -> None:
    """Somebody on the way says that all is well."""
    own = answering.authority
    liar = Authority.found("Answering", own.begins)
    answering.asked.authority = replace(own, root=Holder(own.root.certificate, liar.root.key))
    answering.asked.authority.issuing = Holder(own.issuing.certificate, liar.issuing.key)
    answering.asked.lists = False
    try:
        found = answering.examined()
    finally:
        answering.asked.authority = own
    assert found.verdict is CopyVerdict.PERSON_LOOKS


def test_nobody_is_asked_whom_a_certificate_of_strangers_names(answering: Answering) -> None:
    """Whoever forges a certificate would choose to whom the office turns."""
    with an_answering_authority() as rogue:
        assert rogue.authority is not None
        forger = rogue.authority.issue("Anne Exemple")
        rogue.known = [forger]
        copy = answering.office.signed(answering.sent, by=forger)
        first = answering.office.examine(answering.sent, copy, trust=answering.trust())
        assert with_answers(answering.trust(), first.certificates, 2).ocsps == ()
        assert rogue.paths == []


def test_a_chain_is_followed_link_by_link_and_an_anchor_is_asked_about_by_nobody() -> None:
    office = an_office()
    first = office.examine(office.sealed(), office.signed(office.sealed()))
    asked = issued_by_believed(office.trust(), list(first.certificates))
    assert all(one.certificate != office.authority.anchor for one in asked)
    assert {one.issuer for one in asked} >= {office.authority.anchor}
    assert issued_by_believed(Trust(anchors=(b"nonsense",)), [b"", b"\x30\x82"]) == []
