"""What anybody may send: it is refused, or looked at, and stops nobody."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.signatures import apart
from activities.signatures.apart import examine_apart
from activities.signatures.signing import Level
from activities.signatures.verdicts import LARGEST_COPY
from domain.facts import CopyFault, CopyVerdict
from tests.activities.signatures.hostile import HOSTILE, MIB, a_small_pdf
from tests.activities.signatures.office import EXAMINED_AT, an_office, flipped

pytestmark = pytest.mark.slow

OFFICE = an_office()
SENT = OFFICE.sealed()
COPIES = {level: OFFICE.signed_by_both(SENT, level) for level in (Level.T, Level.LTA)}
NEVER = (CopyVerdict.ACCEPTED, CopyVerdict.PARTLY_SIGNED)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_never_accepted_and_breaks_nothing(name: str) -> None:
    found = examine_apart(SENT, HOSTILE[name](), OFFICE.trust(), OFFICE.mandates, EXAMINED_AT)
    assert found.verdict not in NEVER
    assert found.faults


@pytest.mark.parametrize("name", [name for name in HOSTILE if "signature" not in name])
def test_the_same_behind_the_document_sent_is_refused(name: str) -> None:
    copy = SENT + HOSTILE[name]()
    found = examine_apart(SENT, copy, OFFICE.trust(), OFFICE.mandates, EXAMINED_AT)
    assert found.verdict is CopyVerdict.REFUSED


def test_a_whole_other_document_behind_the_one_sent_is_refused() -> None:
    """It begins with the bytes sent, and its signatures hold: but another text is shown."""
    other = SENT + a_small_pdf(offset=len(SENT))
    copy = OFFICE.signed(other, field="B4", placed=False)
    copy = OFFICE.signed(copy, by=OFFICE.other_director, field="INVOICING", placed=False)
    found = OFFICE.examine(SENT, copy)
    assert found.verdict is CopyVerdict.REFUSED
    assert CopyFault.CHANGED_BEFORE_SIGNING in found.faults


@pytest.mark.parametrize("level", [Level.T, Level.LT, Level.LTA])
@pytest.mark.parametrize(
    "tail",
    [b"\n% something was added here\n", b"x", bytes(10), b"\n1 0 obj\n<<>>\nendobj\n"],
)
def test_what_stands_behind_the_last_revision_is_a_change(level: Level, tail: bytes) -> None:
    """Also where its own end is written behind it once more."""
    copy = OFFICE.signed_by_both(SENT, level)
    again = copy[copy.rindex(b"startxref") :]
    for changed in (copy + tail, copy + tail + b"\n" + again):
        found = OFFICE.examine(SENT, changed)
        assert found.verdict is CopyVerdict.REFUSED
        assert CopyFault.CHANGED_AFTER_SIGNING in found.faults
    assert OFFICE.examine(SENT, copy + b"\r\n").verdict is CopyVerdict.ACCEPTED


def test_the_document_sent_itself_is_not_signed() -> None:
    for copy in (SENT, SENT + b"\n"):
        found = OFFICE.examine(SENT, copy)
        assert found.verdict is CopyVerdict.REFUSED
        assert CopyFault.NOT_SIGNED in found.faults


def test_a_scan_is_for_a_person_and_what_is_no_pdf_is_refused() -> None:
    scan = OFFICE.examine(SENT, a_small_pdf())
    assert scan.verdict is CopyVerdict.PERSON_LOOKS
    assert scan.faults == (CopyFault.NOT_THE_DOCUMENT, CopyFault.NOT_SIGNED)
    for content in (b"\x89PNG\r\n", b"<html>", b"PK\x03\x04", b"\0" * 4096):
        found = OFFICE.examine(SENT, content)
        assert found.verdict is CopyVerdict.REFUSED
        assert found.faults == (CopyFault.NOT_A_PDF,)


def test_fifty_megabytes_are_refused_before_anybody_reads_them() -> None:
    found = examine_apart(
        SENT, SENT + bytes(50 * MIB), OFFICE.trust(), OFFICE.mandates, EXAMINED_AT
    )
    assert found.faults == (CopyFault.TOO_LARGE,)
    assert LARGEST_COPY < 50 * MIB


def test_what_the_process_apart_finds_is_what_is_found_here() -> None:
    copy = COPIES[Level.LTA]
    there = examine_apart(SENT, copy, OFFICE.trust(), OFFICE.mandates, EXAMINED_AT)
    assert there.verdict is CopyVerdict.ACCEPTED
    here = OFFICE.examine(SENT, copy)
    assert there.model_dump(exclude={"report"}) == here.model_dump(exclude={"report"})
    assert there.report is not None


def test_a_process_that_takes_too_long_or_breaks_is_a_refusal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "WALL_SECONDS", 0.01)
    slow = examine_apart(SENT, COPIES[Level.T], OFFICE.trust(), OFFICE.mandates, EXAMINED_AT)
    assert slow.faults == (CopyFault.UNREADABLE,)
    monkeypatch.undo()
    monkeypatch.setattr(sys, "executable", "/bin/false")
    broken = examine_apart(SENT, COPIES[Level.T], OFFICE.trust(), OFFICE.mandates, EXAMINED_AT)
    assert broken.faults == (CopyFault.UNREADABLE,)
    assert "ended with 1" in broken.remark


@pytest.mark.parametrize(
    ("work", "signal"),
    [
        ("bytearray(4 * 1024 ** 3)", "MemoryError"),
        ("import os; os.write(os.open('written', os.O_CREAT | os.O_WRONLY), b'x')", "too large"),
    ],
)
def test_the_process_apart_has_limits(work: str, signal: str, tmp_path: Path) -> None:
    program = f"from activities.signatures.examiner import limit; limit(); {work}"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode != 0
    assert signal in done.stderr or done.returncode < 0


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    level=st.sampled_from(list(COPIES)),
    at=st.floats(0, 1, exclude_max=True),
    bit=st.integers(0, 7),
)
def test_one_flipped_bit_is_never_accepted(level: Level, at: float, bit: int) -> None:
    """Anywhere behind the header: in the text, in a signature, in what no signature covers."""
    copy = COPIES[level]
    place = 9 + int(at * (len(copy) - 9))
    found = OFFICE.examine(SENT, flipped(copy, place, bit))
    assert found.verdict not in NEVER, (place, bit, len(copy))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_one_flipped_bit_where_no_signature_reaches_is_never_accepted(data: st.DataObject) -> None:
    """The place of the last signature: the only bytes that are signed by nobody."""
    copy = COPIES[Level.T]
    begin = copy.rfind(b"/Contents <") + len(b"/Contents ")
    place = data.draw(st.integers(begin, copy.index(b">", begin)))
    found = OFFICE.examine(SENT, flipped(copy, place, data.draw(st.integers(0, 7))))
    assert found.verdict not in NEVER, place
