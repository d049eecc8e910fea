"""The board tells where every avenant stands, as the rules say it, on both databases."""

from datetime import date, timedelta
from typing import Any

import pytest

from audit.board import Board
from audit.rows import BoardRow
from domain import commands as c
from domain import facts as f
from domain.facts import TaskKind
from domain.procedure import Waiting
from domain.values import AvenantKind, Channel, Role
from tests.audit.office import NAMUR, NETWORK, SECOND, K, Office, day


def row(office: Office, avenant: str = K) -> dict[str, Any]:
    """The row of an avenant as `list --format json` prints it."""
    board = Board(office.store)
    board.catch_up()
    (found,) = board.find(avenant)
    return found.model_dump(mode="json")


def told(office: Office, *keys: str, avenant: str = K) -> tuple[Any, ...]:
    found = row(office, avenant)
    return tuple(found[key] for key in keys)


WINDOW = ("channel", "sent_on", "announced_last_day", "admitted_last_day")
END = ("state", "refusal_received_on", "terminates_on", "terminated_on")


def test_a_sent_avenant_is_listed_with_the_days_it_was_told(office: Office) -> None:
    office.open(K)

    assert row(office) == {
        "avenant": K,
        "circular": "2026-001",
        "kind": "provider",
        "network": NAMUR,
        "convention": "K00123",
        "channel": "email",
        "sent_on": "2026-03-03",
        "announced_last_day": "2026-04-03",
        "admitted_last_day": "2026-04-03",
        "state": "sent",
        "refusal_received_on": None,
        "terminates_on": None,
        "terminated_on": None,
    }


def test_an_avenant_that_nobody_has_sent_yet_has_no_days(office: Office) -> None:
    office.prepare(K)

    assert told(office, "state", *WINDOW) == ("prepared", None, None, None, None)


def test_an_extension_leaves_the_reported_days_and_moves_what_silence_waits_for(
    office: Office,
) -> None:
    office.open(K)
    office.must(K, c.ExtendWindow, until=day("04-20"), reason="Strike of the post.")

    assert told(office, *WINDOW)[2:] == ("2026-04-03", "2026-04-03")
    board = Board(office.store)
    assert board.waiting_in(NAMUR, day("04-19")) == []
    assert board.waiting_in(NAMUR, day("04-20")) == [K]
    assert board.waiting_in("hainaut", day("04-20")) == []


def test_an_undeliverable_avenant_has_no_days_until_another_communication_stands(
    office: Office,
) -> None:
    office.open(K)
    office.on("03-05").bounce(K)
    assert told(office, "state", *WINDOW) == ("undeliverable", None, None, None, None)

    office.must(K, c.RequestResend)
    office.on("03-10").send(K, Channel.LETTER, ordinal=2)
    assert told(office, "state", *WINDOW)[:3] == ("sent", "letter", "2026-03-10")


@pytest.mark.parametrize("answer", ["refuse", "accept"])
def test_a_bounce_after_the_answer_takes_no_days_from_it(office: Office, answer: str) -> None:
    office.open(K)
    getattr(office.on("03-10"), answer)(K)
    before = told(office, *WINDOW, *END)

    office.on("03-12").bounce(K)

    assert told(office, *WINDOW, *END) == before


def test_a_refusal_is_listed_with_the_termination_until_it_is_terminated(office: Office) -> None:
    office.open(K)
    office.on("04-02").refuse(K, received="04-01")
    assert told(office, *END) == ("refused", "2026-04-01", "2026-06-01", None)

    office.on("06-05").must(K, c.Terminate)
    assert told(office, *END) == ("terminated", "2026-04-01", "2026-06-01", "2026-06-01")


def test_of_two_refused_avenants_both_show_the_earlier_termination(office: Office) -> None:
    office.open(K)
    office.on("04-01").open(SECOND)
    office.on("04-02").refuse(K)
    office.refuse(SECOND)

    assert told(office, *END)[2] == "2026-06-01"
    assert told(office, *END, avenant=SECOND) == ("refused", "2026-04-02", "2026-06-01", None)


def test_a_contested_avenant_shows_the_earliest_contested_refusal_and_no_termination(
    office: Office,
) -> None:
    office.open(K)
    office.on("04-06").refuse(K, received="03-30", by_representative=False)
    office.refuse(K, received="03-20", by_representative=False)
    assert told(office, *END) == ("contested", "2026-03-20", None, None)

    office.decide(f.Outcome.ACCEPTANCE)
    assert told(office, *END) == ("sent", None, None, None)


def test_a_network_avenant_shows_its_sending_and_no_last_days(office: Office) -> None:
    office.open(NETWORK)

    assert told(office, "kind", "state", *WINDOW, avenant=NETWORK) == (
        "network",
        "sent",
        "email",
        "2026-03-03",
        None,
        None,
    )


def test_what_waits_for_a_person_comes_with_the_command_that_settles_it(office: Office) -> None:
    office.open(NETWORK)
    office.on("03-10").must(NETWORK, c.RegisterSignature, received_on=day("03-10"))
    office.must(NETWORK, c.Countersign, on=day("03-10"))
    office.open(K)
    office.on("03-20").refuse(K, by_representative=False)
    board = Board(office.store)
    board.catch_up()

    decide, release = board.tasks()

    assert (decide.kind, decide.avenant, decide.role) == (TaskKind.DECIDE, K, Role.COORDINATOR)
    assert decide.since == day("03-20")
    assert decide.command == (f"avenants decide {K} --outcome refusal|acceptance --reason … --by …")
    assert release.command == f"avenants release {NAMUR} --circular 2026-001 --by …"
    assert board.tasks(network=NAMUR) == [decide, release]
    assert board.tasks(network="hainaut") == []


def test_a_task_that_is_done_is_listed_no_more(office: Office) -> None:
    office.open(K)
    office.on("03-20").refuse(K, by_representative=False)
    board = Board(office.store)
    board.catch_up()
    assert [t.kind for t in board.tasks()] == [TaskKind.DECIDE]

    office.decide(f.Outcome.REFUSAL)
    board.catch_up()

    assert board.tasks() == []


def test_an_avenant_is_found_by_its_id_by_a_beginning_and_by_its_convention(
    office: Office,
) -> None:
    for avenant in (K, "2026-001.K001234", SECOND, NETWORK):
        office.prepare(avenant)
    board = Board(office.store)
    board.catch_up()

    def found(text: str) -> list[str]:
        return [r.avenant for r in board.find(text)]

    assert found(K) == [K]
    assert found("2026-001.K") == [K, "2026-001.K001234"]
    assert found("K00123") == [K, "2026-001.K001234", SECOND]
    assert found("net-") == [NETWORK]
    assert found("k00123") == found("%") == found("2026_001") == found("") == []


def test_a_listing_can_be_narrowed_to_circular_network_and_state(office: Office) -> None:
    office.open(K)
    office.prepare(SECOND)
    office.prepare("2026-001.K00777", network="hainaut")
    board = Board(office.store)
    board.catch_up()

    def listed(**narrowed: str) -> list[str]:
        return [r.avenant for r in board.rows(**narrowed)]

    assert listed() == [K, "2026-001.K00777", SECOND]
    assert listed(circular="2026-001") == [K, "2026-001.K00777"]
    assert listed(network="hainaut") == ["2026-001.K00777"]
    assert listed(state="prepared", network=NAMUR) == [SECOND]


def test_the_summary_counts_every_avenant_once(office: Office) -> None:
    office.open(NETWORK)
    for number in range(3):
        office.open(f"2026-001.K0000{number}")
    office.refuse("2026-001.K00001")
    board = Board(office.store)
    board.catch_up()

    counted = {(n.network, n.kind, n.state): n.avenants for n in board.summary("2026-001")}

    assert counted == {
        (NAMUR, AvenantKind.NETWORK, "sent"): 1,
        (NAMUR, AvenantKind.PROVIDER, "refused"): 1,
        (NAMUR, AvenantKind.PROVIDER, "sent"): 2,
    }
    assert board.summary("2026-002") == []


def due(office: Office) -> dict[str, tuple[Waiting, date | None]]:
    board = Board(office.store)
    board.catch_up()
    return {r.avenant: (r.waiting_for, r.due_on) for r in board.open()}


def test_what_is_open_says_on_which_day_the_engine_acts_next(office: Office) -> None:
    office.open(K)
    office.open(SECOND)
    office.on("03-10").refuse(SECOND)

    assert due(office) == {
        K: (Waiting.ANSWER, day("04-04")),
        # The confirmation of the refusal is owed at once; the termination comes after it.
        SECOND: (Waiting.POST, day("03-10")),
    }

    office.on("06-01").must(SECOND, c.Terminate)
    assert due(office) == {
        K: (Waiting.POST, day("06-01")),  # lapsed with the convention, and not told yet
        SECOND: (Waiting.POST, day("06-01")),
    }, "still owed"


def test_a_silent_network_is_due_on_each_reminder_and_then_only_waits(office: Office) -> None:
    office.open(NETWORK)
    assert due(office)[NETWORK] == (Waiting.SIGNATURES, day("03-17"))

    for days, text in ((14, "03-17"), (28, "03-31")):
        office.on(text)
        reminder = {"notice": f.Notice.REMINDER, "about": f"after {days} days"}
        office.must(
            NETWORK,
            c.BeginNotice,
            channel=Channel.EMAIL,
            message_id=f"<{days}@mail.example>",
            content_hash="2" * 64,
            **reminder,
        )
        office.must(NETWORK, c.RecordNoticeSent, message_id=f"<{days}@mail.example>")
    assert due(office)[NETWORK] == (Waiting.SIGNATURES, day("04-14"))

    office.on("04-14").must(NETWORK, c.EscalateUnsigned)
    assert due(office)[NETWORK] == (Waiting.SIGNATURES, None)


def test_a_provider_avenant_is_due_only_once_its_network_may_turn_to_its_providers(
    office: Office,
) -> None:
    office.open(NETWORK)
    office.prepare(K)
    assert due(office)[K] == (Waiting.ITS_NETWORK, None)

    office.on("03-10").must(NETWORK, c.RegisterSignature, received_on=day("03-10"))
    office.must(NETWORK, c.Countersign, on=day("03-10"))
    assert due(office)[K] == (Waiting.ITS_NETWORK, None)

    office.on("03-12").must(NETWORK, c.ReleaseSending)
    waiting, on = due(office)[K]
    assert waiting is Waiting.POST
    assert on is not None
    assert on <= office.today


def test_catching_up_reads_only_what_is_new_and_any_number_of_facts(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit.views.following.PAGE", 3)
    monkeypatch.setattr("audit.views.following.BATCH", 7)
    for number in range(6):
        office.open(f"2026-001.K0000{number}")
    board = Board(office.store)

    assert board.rows() == []
    assert board.catch_up() == office.store.journal.head()
    assert len(board.rows(state="sent")) == 6

    office.refuse("2026-001.K00003")
    assert board.rows(state="refused") == []
    assert board.catch_up() == office.store.journal.head()
    assert [r.avenant for r in board.rows(state="refused")] == ["2026-001.K00003"]


def test_whoever_is_overtaken_while_catching_up_never_writes_what_was_true_before(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.open(K)
    slow, quick = Board(office.store), Board(office.store)
    slow.catch_up()
    office.accept(K)
    following = slow._following
    gather = following._histories
    overtaken: list[BoardRow] = []

    def gather_slowly(heard: Any) -> Any:
        histories = gather(heard)
        if not overtaken:
            office.on(office.today + timedelta(days=1)).retract(K)
            quick.catch_up()
            overtaken.extend(quick.rows())
        return histories

    monkeypatch.setattr(following, "_histories", gather_slowly)
    following._step()

    assert [r.state for r in overtaken] == ["sent"]
    assert slow.rows() == overtaken
    assert slow.catch_up() == office.store.journal.head()
    assert slow.rows() == overtaken
