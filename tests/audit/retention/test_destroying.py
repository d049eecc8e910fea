"""What goes when a file is destroyed is the file's alone; what others rest on stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.dossier.standalone import examined, unpacked
from audit.retention.destroying import documents_to_destroy
from domain import commands as c
from domain import facts as f
from domain.access import PersonalDataRead, Shown
from domain.values import Channel
from journal.streams import access_stream
from tests.audit.dossier.proven import PARTY, Proven, mail, proven
from tests.audit.office import ANNA, NAMUR, SECOND, K

pytestmark = pytest.mark.slow


@pytest.fixture
def office(url: str, tmp_path: Path) -> Iterator[Proven]:
    """On each database in turn: an avenant with three mails, and another of the convention."""
    with proven(url, tmp_path) as made:
        yield made


def media(office: Proven, addresses: tuple[str, ...]) -> list[str]:
    return [office.store.evidence.describe(one).media_type for one in addresses]


def test_the_mails_of_the_file_go_and_the_circular_stays(office: Proven) -> None:
    going = documents_to_destroy(office.store, K)
    assert media(office, going) == ["message/rfc822"] * 3
    launched = office.store.journal.read("circular-2026-001")[0].fact
    signed = office.store.journal.read(f"convention-net-{NAMUR}")[0].fact
    kept = {getattr(launched, "content", ""), getattr(signed, "evidence", "")}
    assert not kept & set(going)


def test_what_another_avenant_rests_on_too_stays(office: Proven) -> None:
    """One letter that refuses both: it is evidence in two files."""
    refusal = next(
        one.fact.evidence
        for one in office.store.journal.read("convention-K00123")
        if isinstance(one.fact, f.RefusalRegistered)
    )
    before = documents_to_destroy(office.store, K)
    assert refusal in before
    office.office.on("05-10").send(SECOND, Channel.EMAIL)
    office.office.must(
        SECOND,
        c.RegisterRefusal,
        received_on=office.office.today,
        dispatched_on=office.office.today,
        channel=f.AnswerChannel.EMAIL,
        evidence=refusal,
    )
    assert set(documents_to_destroy(office.store, K)) == set(before) - {refusal}
    assert documents_to_destroy(office.store, SECOND) == ()


def test_what_somebody_was_shown_goes_all_the_same(office: Proven) -> None:
    """A dossier for a court names every document of the file; so does the record of who read it."""
    before = documents_to_destroy(office.store, K)
    shown = PersonalDataRead(
        on=office.office.today,
        party=PARTY,
        by=ANNA,
        shown=Shown.DOSSIER,
        why="asked by the court",
        addresses=before,
    )
    office.append(access_stream(PARTY), shown)
    assert documents_to_destroy(office.store, K) == before


def test_what_was_destroyed_is_gone_and_the_dossier_still_verifies(office: Proven) -> None:
    going = documents_to_destroy(office.store, K)
    office.store.evidence.empty(going)
    assert documents_to_destroy(office.store, K) == ()
    made = office.dossier()
    assert mail("Re", "Je refuse.")[-20:] not in made.packed()
    assert examined(unpacked(made.packed()), office.public).findings == []
