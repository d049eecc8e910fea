"""Where an avenant stood: as the record said then, and as of a day with what is known now."""

from datetime import timedelta
from typing import Any

from audit.standing import standing_at
from audit.trail import trail
from domain import commands as c
from domain import facts as f
from domain.terms import window
from domain.values import Channel
from tests.audit.office import SECOND, K, Office, day


def state(office: Office, avenant: str = K, **when: Any) -> str | None:
    row = standing_at(office.store, avenant, **when)
    return row.state if row else None


def as_of(office: Office, *days: str) -> list[str | None]:
    return [state(office, as_of=day(text)) for text in days]


def test_as_at_an_instant_only_what_was_recorded_by_then_is_known(office: Office) -> None:
    before = office.clock.now()
    office.open(K)
    office.on("04-15").conclude(K)
    concluded = office.clock.now()
    office.on("04-20").refuse(K, received="04-02")

    assert state(office, as_at=before) is None
    assert state(office, as_at=concluded) == "accepted_tacitly"
    assert state(office, as_at=concluded - timedelta(hours=1)) == "sent"
    assert state(office) == "refused"


def test_as_of_a_day_a_refusal_counts_from_the_day_received(office: Office) -> None:
    office.open(K)
    office.on("04-15").conclude(K)
    office.on("04-20").refuse(K, received="04-02")

    days = ("03-02", "03-03", "04-01", "04-02", "04-16", "05-31")
    assert as_of(office, *days) == [None, "sent", "sent", "refused", "refused", "refused"]


def test_both_times_together_ask_what_was_known_then_of_an_earlier_day(office: Office) -> None:
    office.open(K)
    office.on("04-15").conclude(K)
    concluded = office.clock.now()
    office.on("04-20").refuse(K, received="04-02")

    assert state(office, as_at=concluded, as_of=day("04-02")) == "sent"
    assert state(office, as_at=concluded, as_of=day("04-16")) == "accepted_tacitly"


def test_silence_that_stands_counts_from_its_own_day(office: Office) -> None:
    office.open(K)
    office.on("04-20").conclude(K, read="04-16")

    row = standing_at(office.store, K, as_of=day("04-16"))
    assert row is not None
    assert row.state == "accepted_tacitly"
    assert as_of(office, "04-15") == ["sent"]


def test_before_the_decision_a_refusal_was_contested_and_after_it_what_was_decided(
    office: Office,
) -> None:
    office.open(K)
    office.on("04-10").refuse(K, received="04-01", by_representative=False)
    office.on("04-20").decide(f.Outcome.REFUSAL)

    assert as_of(office, "03-31", "04-01", "04-19", "04-20") == [
        "sent",
        "contested",
        "contested",
        "refused",
    ]


def test_what_was_registered_by_mistake_never_was_so(office: Office) -> None:
    office.open(K)
    office.on("03-10").refuse(K)
    office.on("03-12").retract(K)

    assert as_of(office, "03-09", "03-10", "03-11", "03-12") == ["sent"] * 4


def test_a_bounce_counts_from_its_day(office: Office) -> None:
    office.open(K)
    office.on("03-10").bounce(K)

    assert as_of(office, "03-09", "03-10") == ["sent", "undeliverable"]


def test_a_termination_counts_on_its_legal_day_and_lapses_the_other_avenant(
    office: Office,
) -> None:
    office.open(K)
    office.on("03-04").refuse(K)
    office.on("05-20").open(SECOND)
    office.on("06-09").must(K, c.Terminate)

    assert as_of(office, "05-31", "06-01") == ["refused", "terminated"]
    assert state(office, SECOND, as_of=day("05-31")) == "sent"
    assert state(office, SECOND, as_of=day("06-01")) == "lapsed"


def test_an_avenant_sent_outside_the_system_counts_from_its_posting(office: Office) -> None:
    office.prepare(K)
    office.on("03-20").must(
        K, c.RecordSentOutside, on=day("03-05"), channel=Channel.LETTER, evidence="3" * 64
    )

    row = standing_at(office.store, K, as_of=day("03-05"))
    assert row is not None
    expected = window(day("03-05"), Channel.LETTER)
    assert (row.state, row.sent_on) == ("sent", day("03-05"))
    assert row.announced_last_day == expected.announced_last_day


def test_an_avenant_that_never_was_stands_nowhere(office: Office) -> None:
    office.open(K)

    assert state(office, SECOND) is None
    assert state(office, "2026-001.K99999", as_of=day("12-31")) is None


def test_a_termination_does_not_count_before_the_decision_it_rests_on(office: Office) -> None:
    """Its legal day is earlier; on that day nobody had decided, and nothing had ended."""
    office.open(K)
    office.on("03-20").refuse(K, by_representative=False)
    office.on("05-20").open(SECOND)
    office.on("06-10").decide(f.Outcome.REFUSAL)
    office.must(K, c.Terminate)

    days = ("06-01", "06-09", "06-10")
    assert as_of(office, *days) == ["contested", "contested", "terminated"]
    assert [state(office, SECOND, as_of=day(text)) for text in days] == ["sent", "sent", "lapsed"]

    def told(avenant: str, text: str) -> set[str]:
        return {line.type for line in trail(office.store, avenant, as_of=day(text), names=str)}

    assert "avenant.terminated" not in told(K, "06-09")
    assert "avenant.lapsed" not in told(SECOND, "06-09")
    assert "avenant.terminated" in told(K, "06-10")
    assert "avenant.lapsed" in told(SECOND, "06-10")
