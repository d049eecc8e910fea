"""Whatever bytes come in, they are read as far as they can be, and nothing is raised."""

import time
from datetime import date, datetime
from email.message import EmailMessage
from email.policy import SMTPUTF8

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.mailbox.days import dispatched_on, received_on
from activities.mailbox.parsing import LONGEST_HEADER, Letter, parse
from journal.clock import BRUSSELS
from tests.activities.mailbox.an_intake import a_letter, a_report

HEADERS = ("From", "To", "Cc", "Date", "Subject", "Content-Type", "References", "Auto-Submitted",
           "Delivered-To", "Content-Transfer-Encoding", "Original-Envelope-Id")  # fmt: skip
header_lines = st.builds(
    lambda name, value: name.encode() + b": " + value.replace(b"\n", b"\n ") + b"\r\n",
    st.sampled_from(HEADERS),
    st.binary(max_size=80),
)
messages = st.builds(
    lambda head, body: b"".join(head) + b"\r\n" + body,
    st.lists(header_lines, max_size=8),
    st.binary(max_size=200),
)


@given(st.one_of(st.binary(max_size=400), messages))
def test_no_bytes_at_all_make_it_fail(raw: bytes) -> None:
    letter = parse(raw)
    letter.recipients()
    letter.thread()
    dispatched_on(letter, date(2026, 3, 20))
    letter.model_copy(update={"attachments": ()}).model_dump_json()


@given(st.data(), st.integers(0, 60))
def test_a_damaged_report_makes_it_no_less(data: st.DataObject, at: int) -> None:
    raw = bytearray(a_report("a@b.test"))
    for _ in range(data.draw(st.integers(1, 5))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    parse(bytes(raw[: len(raw) - at]))


def test_a_from_that_crashes_the_standard_parser_is_unreadable_and_its_headers_stay() -> None:
    letter = parse(b"From: :fr;\xa3\r\nTo: a+b@c.test\r\nSubject: x\r\n\r\nI refuse.\r\n")
    assert letter.unreadable is not None
    assert letter.recipients() == ("a+b@c.test",)


@pytest.mark.parametrize("raw", [b"", b"\x00" * 50, b"no header at all", b"\r\n\r\nonly a body"])
def test_what_has_no_headers_is_unreadable(raw: bytes) -> None:
    assert parse(raw).unreadable is not None


@pytest.mark.slow
def test_parts_within_parts_without_end_are_unreadable() -> None:
    raw = b"Subject: x\r\n"
    for depth in range(3000):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth)
    assert parse(raw).unreadable is not None


def test_a_header_that_would_take_minutes_is_not_read_strictly() -> None:
    began = time.monotonic()
    letter = parse(b"To: " + b"a@b.test, " * LONGEST_HEADER + b"\r\nSubject: x\r\n\r\n.\r\n")
    assert letter.unreadable is not None
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "name",
    [
        "Ελένη Παπαδοπούλου-Δοκιμή",
        "\u200fفاطمة المثال\u200f",
        "Zoë " + "x" * 200,
        "名字",
        "a\u202eb",
    ],
)
def test_names_of_every_script_are_read(name: str) -> None:
    message = EmailMessage()
    message["From"] = f"{name} <someone@provider.test>"
    message["To"] = f'"{name}" <reponses@namur.test>'
    message["Subject"] = name
    message.set_content(f"{name} refuse.")
    assert parse(message.as_bytes()).unreadable is None
    assert parse(message.as_bytes(policy=SMTPUTF8)).unreadable is None


def test_two_addresses_in_one_are_kept_as_they_stand() -> None:
    letter = parse(b"From: a@b.test\r\nTo: <x+1@a.test> <y+2@b.test>\r\nSubject: s\r\n\r\n.\r\n")
    assert letter.recipients() == ("<x+1@a.test> <y+2@b.test>",)


def test_the_nearest_letter_that_it_answers_comes_first() -> None:
    letter = Letter(
        headers=(("references", "<a@x.test> <b@x.test>"), ("in-reply-to", "<c@x.test>"))
    )
    assert letter.thread() == ("<c@x.test>", "<b@x.test>", "<a@x.test>")


# -- days -----------------------------------------------------------------------------------------


def test_the_day_received_is_the_server_s_in_brussels() -> None:
    late = datetime.fromisoformat("2026-04-03T23:30:00+00:00")
    assert received_on(late, date(2026, 5, 1)) == date(2026, 4, 4)


def test_nothing_is_received_tomorrow() -> None:
    ahead = datetime.fromisoformat("2026-04-04T00:01:00+02:00")
    assert received_on(ahead, date(2026, 4, 3)) == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Fri, 20 Mar 2026 23:30:00 +0000", date(2026, 3, 21)),
        ("Fri, 20 Mar 2026 22:30:00 -0000", date(2026, 3, 20)),
        ("Fri, 20 Mar 2026 09:00:00 +0100 (CET)", date(2026, 3, 20)),
        ("Mon, 23 Mar 2026 09:00:00 +0100", None),
        ("yesterday", None),
        ("Fri, 31 Feb 2026 09:00:00 +0100", None),
        ("Fri, 31 Dec 9999 23:59:59 -1200", None),
        ("Fri, 20 Mar 2026 09:00:00 +9999", None),
        ("", None),
    ],
)
def test_the_day_dispatched_is_its_own_where_that_can_be_true(said: str, day: date | None) -> None:
    letter = Letter(headers=(("date", said),))
    assert dispatched_on(letter, date(2026, 3, 21)) == day


def test_without_a_date_or_with_two_there_is_no_day_of_dispatch() -> None:
    sound = ("date", "Fri, 20 Mar 2026 09:00:00 +0100")
    assert dispatched_on(Letter(), date(2026, 3, 21)) is None
    assert dispatched_on(Letter(headers=(sound, sound)), date(2026, 3, 21)) is None


def test_the_builder_of_letters_makes_readable_ones() -> None:
    letter = parse(a_letter())
    assert letter.unreadable is None
    sent = datetime(2026, 3, 20, tzinfo=BRUSSELS).date()
    assert dispatched_on(letter, date(2026, 3, 21)) == sent
