"""Facts are found by whom and what they name, in order and by the page, on both databases."""

import random
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, union_all

from audit.trails.asking import answer
from audit.trails.question import Question
from audit.trails.subjects import subject
from audit.views.entries import entries_of
from audit.views.fact_index import FACT_INDEX, FactIndex, index_tables
from audit.views.loading import load
from audit.views.marks import Kind, Mark, marks_of, number_of
from audit.views.postings import meeting, packed, page
from audit.views.rebuilding import rebuild
from domain import facts as f
from domain.archiving import DossierMade
from domain.fact import Fact
from domain.mailbox import MessageAssigned, MessageKept, MessageKind
from journal.clock import BRUSSELS
from journal.envelope import Context, Recorded, Skimmed
from tests.audit.office import ANNA, BRAM, NAMUR, SECOND, K, Office, day
from tests.audit.specimens import every_specimen


def index(office: Office) -> FactIndex:
    made = FactIndex(office.store)
    made.catch_up()
    return made


def types(found: list[Recorded]) -> list[str]:
    return [type(one.fact).__name__ for one in found]


@pytest.fixture
def busy(office: Office) -> Office:
    """Two avenants of Namur and one of Hainaut; one of them refused, and that taken back."""
    office.open(K)
    office.open(SECOND)
    office.prepare("2026-001.K00777", network="hainaut")
    office.on("03-20").refuse(K)
    office.on("03-21").retract(K)
    return office


def test_a_person_is_found_in_all_that_they_did(busy: Office) -> None:
    found = list(index(busy).each([Mark(Kind.ACTOR, BRAM)]))

    assert "RegistrationRetracted" in types(found)
    assert {one.actor for one in found} == {BRAM}
    assert not list(index(busy).each([Mark(Kind.ACTOR, "nobody")]))


def test_a_network_is_found_in_every_fact_on_its_conventions(busy: Office) -> None:
    everything = busy.store.journal.feed(0, 1000)

    found = list(index(busy).each([Mark(Kind.NETWORK, NAMUR)]))

    assert found == [one for one in everything if "K00123" in one.stream]
    of_hainaut = list(index(busy).each([Mark(Kind.NETWORK, "hainaut")]))
    assert types(of_hainaut) == ["ConventionRegistered", "AvenantPrepared"]


def test_a_document_and_a_message_are_found_wherever_they_are_named(busy: Office) -> None:
    message = list(index(busy).each([Mark(Kind.MESSAGE, f"<{K}.1@mail.example>")]))
    document = list(index(busy).each([Mark(Kind.DOCUMENT, "1" * 64)]))
    frozen = list(index(busy).each([Mark(Kind.DOCUMENT, "0" * 64)]))

    assert types(message) == ["SendingStarted"]
    assert types(document) == ["SendingStarted"] * 2
    assert types(frozen) == ["AvenantPrepared"] * 3


def test_several_marks_meet_and_of_some_any_one_will_do(busy: Office) -> None:
    refusal, sent = Mark(Kind.TYPE, "avenant.refusal-registered"), Mark(Kind.TYPE, "avenant.sent")
    of_first = Mark(Kind.CIRCULAR, "2026-001")

    both = list(index(busy).each([(refusal, sent), of_first]))

    assert types(both) == ["Sent", "RefusalRegistered"]
    assert all(isinstance(one.fact, f.AvenantFact) and one.fact.avenant == K for one in both)
    assert list(index(busy).each([refusal, Mark(Kind.NETWORK, "hainaut")])) == []


def test_pages_together_are_the_whole_and_a_cursor_goes_on_after_it(busy: Office) -> None:
    wanted = [Mark(Kind.NETWORK, NAMUR)]
    whole = list(index(busy).each(wanted))

    assert list(index(busy).each(wanted, page=2)) == whole
    assert list(index(busy).each(wanted, after=whole[3].position)) == whole[4:]
    assert list(index(busy).each(wanted, until=whole[3].position)) == whole[:4]
    assert index(busy).positions(wanted, limit=3) == [one.position for one in whole[:3]]


def test_what_was_recorded_on_some_days_stands_between_two_positions(busy: Office) -> None:
    first, last = index(busy).recorded_between(day("03-20"), day("03-21"))
    inside = [one for one in busy.store.journal.feed(0, 1000) if first <= one.position <= last]

    assert {one.recorded_at.date() for one in inside} == {day("03-20"), day("03-21")}
    assert index(busy).recorded_between(day("05-01"), day("05-02")) == (0, 0)


def test_every_mark_of_a_fact_leads_to_it(busy: Office) -> None:
    made = index(busy)
    for one in busy.store.journal.feed(0, 1000):
        for mark in marks_of(one, None):
            kind, _, key = mark.partition(":")
            assert one.position in made.positions([Mark(Kind(kind), key)])


def test_two_marks_of_the_same_number_are_told_apart(
    busy: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = index(busy)
    wrong = Mark(Kind.MESSAGE, "<another@mail.example>")
    right = number_of("type:avenant.sent")
    monkeypatch.setattr("audit.views.fact_index.number_of", lambda _mark: right)

    assert made.positions([wrong])
    assert list(made.each([wrong])) == []


def test_anna_is_named_where_somebody_else_acted(office: Office) -> None:
    office.open(K)
    office.on("03-20").refuse(K)
    found = list(index(office).each([Mark(Kind.ACTOR, ANNA)]))
    assert "RefusalRegistered" in types(found)


def test_a_page_is_found_by_the_key_alone_however_many_facts_there_are() -> None:
    table = index_tables("a").entries
    engine = create_engine("sqlite://")
    table.metadata.create_all(engine)
    pages = [page(table, 7, 256 * n, 256 * n + 255) for n in range(3)]
    asked: list[Any] = [pages[0].order_by(table.c.first).limit(50), union_all(*pages)]

    with engine.connect() as connection:
        for query in asked:
            sql = str(query.compile(engine, compile_kwargs={"literal_binds": True}))
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
            steps = [step for step in plan if "ENTRIES" in step.upper()]
            assert steps
            assert all("SEARCH" in step and "PRIMARY KEY" in step for step in steps), plan
            assert not [step for step in plan if "B-TREE" in step]


def test_marks_meet_where_both_are_however_they_were_written() -> None:
    chance = random.Random(20260505)
    table = index_tables("a").entries
    engine = create_engine("sqlite://")
    table.metadata.create_all(engine)
    often, seldom = (set(chance.sample(range(1, 9_000), many)) for many in (4_000, 90))
    both = sorted(often & seldom)
    with engine.begin() as connection:
        for mark, places in ((1, often), (2, seldom)):
            rest = list(places)
            while rest:
                # As a store is followed: now and then one fact, now and then many.
                some = [rest.pop() for _ in range(min(len(rest), chance.choice((1, 7, 300))))]
                load(connection, table, packed({mark: some}))
        whole = {"after": 0, "until": 10_000, "limit": 9_000}
        assert meeting(connection, table, [1], **whole) == sorted(often)
        assert meeting(connection, table, [2, 1], **whole) == both
        assert meeting(connection, table, [1, 2], **whole) == both
        assert meeting(connection, table, [1, 2, 3], **whole) == []
        for _ in range(30):
            after, until, limit = chance.randint(0, 9_000), chance.randint(0, 9_100), 20
            expected = [one for one in sorted(often) if after < one <= until][:limit]
            asked = {"after": after, "until": until, "limit": limit}
            assert meeting(connection, table, [1], **asked) == expected


@pytest.mark.parametrize("avenant", [K, None])
def test_a_message_is_found_whomever_it_concerns(office: Office, avenant: str | None) -> None:
    append(office, "mailbox-namur", a_message(office, avenant))

    assert types(list(index(office).each([Mark(Kind.DOCUMENT, "b" * 64)]))) == ["MessageKept"]
    of_circular = list(index(office).each([Mark(Kind.CIRCULAR, "2026-001")]))
    assert bool(of_circular) is (avenant is not None)


def test_files_and_mail_are_found_under_the_network_of_their_avenant(office: Office) -> None:
    elsewhere = "2026-001.K00777"
    office.open(K)
    office.prepare(elsewhere, network="hainaut")
    of_namur, of_hainaut = a_message(office, K), a_message(office, None)
    assigned = MessageAssigned(
        on=office.today, mailbox="namur", message=of_hainaut.id, avenant=elsewhere,
        reason="Signed by her.", by=ANNA,
    )  # fmt: skip
    append(office, "mailbox-namur", of_namur, of_hainaut, a_message(office, None))
    append(office, f"archive-{K}", a_dossier(office, K))
    whole = {network: under(office, network) for network in ("namur", "hainaut")}
    append(office, "mailbox-namur", assigned)
    append(office, f"archive-{elsewhere}", a_dossier(office, elsewhere))

    assert types(whole["namur"])[-2:] == ["MessageKept", "DossierMade"]
    assert under(office, "namur") == whole["namur"]
    assert types(under(office, "hainaut")) == [
        *types(whole["hainaut"]), "MessageAssigned", "DossierMade",
    ]  # fmt: skip
    found = {network: under(office, network) for network in whole}
    rebuild(office.store, [FACT_INDEX])
    assert {network: under(office, network) for network in whole} == found


@pytest.mark.parametrize(("network", "made"), [("namur", 1), ("hainaut", 0)])
def test_a_file_s_own_facts_pass_the_filter_of_its_network(
    office: Office, network: str, made: int
) -> None:
    office.open(K)
    append(office, f"archive-{K}", a_dossier(office, K))
    asked = Question(network=network)
    of_avenant = list(answer(office.store, subject(office.store, K), asked))
    of_person = list(answer(office.store, subject(office.store, f"person:{BRAM}"), asked))
    assert types(of_avenant).count("DossierMade") == made
    assert types(of_person).count("DossierMade") == made


def under(office: Office, network: str) -> list[Recorded]:
    """Everything under a network, as `--whole` asks for it."""
    return list(index(office).each([Mark(Kind.NETWORK, network)]))


def a_message(office: Office, avenant: str | None) -> MessageKept:
    return MessageKept(
        on=office.today,
        id=uuid4(),
        mailbox="namur",
        uidvalidity=1,
        uid=1,
        sha256="a" * 64,
        evidence="b" * 64,
        kind=MessageKind.OTHER,
        dispatched_on=None,
        avenant=avenant,
        matched_by="none",
    )


def a_dossier(office: Office, avenant: str) -> DossierMade:
    return DossierMade(
        on=office.today, avenant=avenant, by=BRAM, sha256="c" * 64, checkpoint=1,
        withheld=0, left_out=0, reason="asked for",
    )  # fmt: skip


def append(office: Office, stream: str, *facts: Fact) -> None:
    """Record facts at the end of a stream."""
    journal = office.store.journal
    context = Context(command_id=uuid4(), actor=BRAM, channel="cli", correlation=stream)
    journal.append(stream, facts, expected_version=len(journal.read(stream)), context=context)


def test_every_fact_that_there_is_can_be_indexed_after_any_other() -> None:
    facts = every_specimen()
    now = datetime(2026, 3, 3, 9, tzinfo=BRUSSELS)
    history = [Skimmed("mailbox-namur", n, n, one, now, ANNA) for n, one in enumerate(facts, 1)]

    common, _, days = entries_of(history, 0)

    assert {mark for mark, _ in common} >= {f"type:{one.type}" for one in facts}
    assert days == [("2026-03-03", list(range(len(facts))))]
