"""Authorities that the office believes are asked whether certificates were revoked, on loopback."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import pytest

from activities.signatures import fetching
from activities.signatures.examining import examine
from activities.signatures.fetching import issued_by_believed, with_answers
from activities.signatures.receiving import Examiner, Received, examine_copy_for
from activities.signatures.trust import Trust
from activities.signatures.verdicts import Verdict
from domain import commands as c
from domain.facts import CopyFault, CopyVerdict, Document, Purpose, SignedCopyExamined
from domain.office import Actor
from domain.values import Channel, Role
from interfaces.rehearsal.authority import Authority, Holder, timestamps_of
from interfaces.settings import Settings
from interfaces.signing import examiner_of
from tests.activities.mailbox.an_intake import AnIntake
from tests.activities.signatures.asked import Asked, an_answering_authority
from tests.activities.signatures.office import (
    DAY,
    EXAMINED_AT,
    SENT_AT,
    SIGNED_AT,
    TestOffice,
    an_office,
)

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


def test_a_copy_that_comes_back_is_recorded_with_what_was_answered(
    answering: Answering, tmp_path: Path
) -> None:
    """Where the setting says so; the report on file is the one with the answers."""
    sent_on, came_on = SENT_AT.date(), EXAMINED_AT.date()
    intake = AnIntake(tmp_path)
    avenant = intake.sent("net-namur", sent_on)
    mail = EmailMessage()
    mail.add_attachment(answering.sent, maintype="application", subtype="pdf", filename="a.pdf")
    digest = hashlib.sha256(answering.sent).hexdigest()
    intake.give("net-namur", c.RequestResend(today=sent_on, avenant=avenant))
    begin = c.BeginSending(
        today=sent_on,
        avenant=avenant,
        ordinal=2,
        purpose=Purpose.COPY,
        channel=Channel.EMAIL,
        message_id="<2@avenants.test>",
        content_hash=digest,
        evidence=intake.store.evidence.put(mail.as_bytes(), "message/rfc822"),
        documents=(Document(name="a.pdf", sha256=digest),),
    )
    intake.give("net-namur", begin)
    intake.clock.is_on(came_on)
    mandates = {"namur": answering.office.mandates}
    asking = Examiner(answering.trust(), mandates, partial(with_answers, seconds=5))
    cell = Actor(id="inami.cell", role=Role.INAMI)
    came = examine_copy_for(
        *(intake.store, asking, avenant, answering.copy, came_on),
        actor=cell,
        door="cli",
        examine=examine,
    )
    assert isinstance(came, Received)
    (fact,) = (one.fact for one in came.recorded if isinstance(one.fact, SignedCopyExamined))
    assert fact.verdict is CopyVerdict.PARTLY_SIGNED
    assert fact.report is not None
    assert b"validationObject:OCSPResponse" in intake.store.evidence.get(fact.report)
    intake.store.close()


def test_nobody_is_asked_unless_the_setting_says_so(tmp_path: Path) -> None:
    assert examiner_of(Settings(data=tmp_path)).ask is None
    assert examiner_of(Settings(data=tmp_path, revocations_online=True)).ask is not None
