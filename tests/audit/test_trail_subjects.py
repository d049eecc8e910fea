"""Whatever the record knows has a trail: whom it concerned, who did it, what was sent."""

import hashlib
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from audit.trail import Question, TrailLine, UnknownSubject, subject, told, trail
from audit.trails.asking import answer
from audit.trails.proof_words import EVERY_ROLE, ROLES
from audit.trails.subjects import Kind, Subject
from audit.views import marks
from audit.views.marks import Mark
from domain import commands as c
from domain import facts as f
from domain.budget import BudgetKind
from domain.budget_facts import AdvancePaid, BudgetEntryRetracted
from domain.model_facts import ModelTextAdopted
from domain.values import AvenantKind, Language, NetworkKind, PartyKind
from journal.envelope import Context, Recorded
from journal.people import Independent, NetworkParty
from journal.register_rows import ConventionRow, NetworkRow, party_of
from journal.registration import Entry, apply_import, plan_import
from journal.streams import budget_stream
from tests.audit.office import ANNA, BRAM, NETWORK, SECOND, Channel, K, Office, day

pytestmark = pytest.mark.slow

OTHER = "2026-001.K00456"
INAMI = "76543292001"
"""An invented number with check digits that fit: 97 less the remainder of 765432."""


def answers(office: Office, name: str, *, whole: bool = False, **asked: object) -> list[Recorded]:
    """The facts that answer a question."""
    about = subject(office.store, name, whole=whole)
    return list(answer(office.store, about, Question.model_validate(asked)))


def types(facts: list[Recorded]) -> list[str]:
    """Their names, without the word before the dot."""
    return [one.fact.model_dump()["type"].partition(".")[2] for one in facts]


def a_year(office: Office) -> None:
    """Three avenants of two conventions, a network avenant, and what happened to them."""
    office.open(NETWORK)
    for avenant in (K, OTHER):
        office.open(avenant)
    office.on("03-20").refuse(K, evidence="e" * 64)
    office.on("04-02").open(SECOND)
    office.on("04-15").conclude(OTHER)


def test_what_a_person_of_the_office_did_is_told_wherever_it_happened(office: Office) -> None:
    a_year(office)
    office.on("04-16").retract(K, by=BRAM)

    bram = answers(office, f"person:{BRAM}")
    assert types(bram) == ["registration-retracted", "restored"]
    anna = {one.stream for one in answers(office, ANNA)}
    assert anna == {"convention-net-namur", "convention-K00123", "convention-K00456"}
    everybody = len(answers(office, "engine")) + len(bram) + len(answers(office, ANNA))
    posted_by_anna = [o for o in answers(office, "engine") if o.actor == ANNA]
    assert everybody - len(posted_by_anna) >= office.store.journal.head()


def test_a_document_is_found_by_its_hash_wherever_it_is_named(office: Office) -> None:
    letter = b"Je refuse l'avenant."
    address = office.store.evidence.put(letter, "text/plain")
    office.open(K)
    office.on("03-20").refuse(K, evidence=address)

    by_hash = answers(office, hashlib.sha256(letter).hexdigest())
    assert types(by_hash) == ["refusal-registered"]
    assert answers(office, f"document:{address}") == by_hash
    assert types(answers(office, "sha256:" + "1" * 64)) == ["sending-started"]


def test_a_message_is_found_by_its_id_with_or_without_its_brackets(office: Office) -> None:
    office.open(K)

    found = answers(office, f"<{K}.1@mail.example>")
    assert types(found) == ["sending-started"]
    assert answers(office, f"{K}.1@mail.example") == found


def a_provider(office: Office, *conventions: str) -> None:
    """A network and a psychologist who holds these conventions."""
    hospital = {"name": "Centre", "inami": "71012345", "bce": "0400000000", "director": "X"}
    network = NetworkParty.model_validate(
        {
            "name": "NAMUR",
            "b4": hospital,
            "invoicing": hospital,
            "coordinator": "Anna Peeters",
            "coordinator_email": "anna@namur.example",
            "reply_to": "namur@inami.example",
        }
    )
    row = NetworkRow(
        id="namur",
        name="NAMUR",
        kind=NetworkKind.ADULT,
        languages=(Language.FR,),
        party=party_of("network", "namur"),
        began_on=day("01-01"),
    )
    marie = Independent(
        name="Marie Dubois",
        address="Rue Haute 1, 5000 Namur",
        inami=INAMI,
        national_number="85010112345",
        bce="0500000000",
    )
    held = [
        ConventionRow(
            id=convention,
            network="namur",
            kind=NetworkKind.ADULT,
            party=party_of("convention", convention),
            party_kind=PartyKind.INDEPENDENT,
            channel=Channel.EMAIL,
            language=Language.FR,
            began_on=day("01-01"),
        )
        for convention in conventions
    ]
    registers = office.store.registers
    for register, entries in (
        ("networks", [Entry(row=1, record=row, person=network)]),
        ("providers", [Entry(row=n, record=one, person=marie) for n, one in enumerate(held)]),
    ):
        plan = plan_import(register, entries, registers)  # pyright: ignore[reportArgumentType]
        apply_import(plan, registers, recorded_at=office.clock.now(), by=ANNA)


def test_a_provider_has_one_trail_over_all_conventions(office: Office) -> None:
    a_year(office)
    a_provider(office, "K00123", "K00456")

    found = answers(office, INAMI)
    assert {one.stream for one in found} == {"convention-K00123", "convention-K00456"}
    assert [one.position for one in found] == sorted(one.position for one in found)
    assert answers(office, "provider:K00456") == found
    assert subject(office.store, "K00456").kind is Kind.CONVENTION


def test_a_circular_or_a_network_with_everything_under_it(office: Office) -> None:
    a_year(office)

    first = answers(office, "namur", whole=True)
    assert {one.stream for one in first} == {
        "convention-net-namur",
        "convention-K00123",
        "convention-K00456",
    }
    with pytest.raises(UnknownSubject):
        subject(office.store, "circular:2026-001")


def test_what_was_taken_back_of_its_avenants_is_under_a_circular(office: Office) -> None:
    under = Subject(Kind.CIRCULAR, "2026-001", indexed=(Mark(marks.Kind.CIRCULAR, "2026-001"),))
    office.open(K)
    office.open(SECOND)
    for avenant in (K, SECOND):
        office.on("03-20").refuse(avenant)
        asked = {"retracts": office.last[avenant], "reason": "Wrong.", "by": ANNA}
        office.must(avenant, c.RequestRetraction, **asked)
        office.on("03-22").retract(avenant)

    of_circular = list(answer(office.store, under, Question()))

    assert types(of_circular)[-3:] == [
        "retraction-requested",
        "registration-retracted",
        "restored",
    ]
    of_avenant = answers(office, K)
    assert of_circular == of_avenant[1:], "all but that the convention was registered"


def test_filters_leave_what_was_asked_for(office: Office) -> None:
    a_year(office)

    assert types(answers(office, "K00123", types=("refused", "avenant.sent"))) == [
        "sent",
        "refused",
        "sent",
    ]
    in_march = answers(office, "K00123", since=day("03-04"), until=day("03-31"))
    assert types(in_march) == ["refusal-registered", "refused"]
    late = {"since": day("04-20"), "recorded": True}
    office.on("04-20").refuse(OTHER, received="03-25")
    for name in ("K00456", ANNA):
        assert types(answers(office, name, **late))[:1] == ["refusal-registered"]
        assert "refusal-registered" not in types(answers(office, name, since=day("04-20")))
    before = answers(office, ANNA, until=day("04-19"), recorded=True)
    assert before + answers(office, ANNA, **late) == answers(office, ANNA)
    assert {one.actor for one in answers(office, "K00123", actor="engine")} == {"engine"}
    assert types(answers(office, "engine", types=("accepted-tacitly",))) == ["accepted-tacitly"]
    assert answers(office, ANNA, network="namur") == answers(office, ANNA)
    assert answers(office, ANNA, network="hainaut") == []


@pytest.mark.parametrize("name", [K, ANNA, "K00123", "engine"])
@pytest.mark.parametrize("as_of", [None, "03-25"])
def test_pages_one_after_another_are_the_whole_trail(
    office: Office, name: str, as_of: str | None
) -> None:
    a_year(office)
    asked: dict[str, Any] = {"as_of": as_of and day(as_of)}
    whole = answers(office, name, **asked)

    pages: list[Recorded] = []
    while len(pages) < len(whole):
        after = pages[-1].position if pages else 0
        page = answers(office, name, **asked, limit=2, after=after)
        assert 0 < len(page) <= 2
        pages += page
        # What is recorded meanwhile comes behind what there was.
        office.prepare(f"2026-009.K{10_000 + len(pages)}")
    assert pages[: len(whole)] == whole


def test_as_at_and_as_of_hold_for_what_the_index_finds_too(office: Office) -> None:
    office.open(K)
    before = office.clock.now()
    office.on("04-15").conclude(K)
    concluded = office.clock.now()
    office.on("04-20").refuse(K, received="04-02")

    assert "accepted-tacitly" not in types(answers(office, "engine", as_at=before))
    assert "accepted-tacitly" in types(answers(office, "engine", as_at=concluded))
    assert "accepted-tacitly" not in types(answers(office, "engine", as_of=day("04-30")))
    assert types(answers(office, ANNA, as_of=day("04-05")))[-2:] == [
        "refusal-registered",
        "refused",
    ]


def test_a_line_says_from_what_it_follows_and_on_what_it_rests(office: Office) -> None:
    office.open(K)
    office.on("03-20").refuse(K, evidence="e" * 64)
    registered, refused = trail(office.store, K, names=str)[-2:]

    assert (registered.cause, refused.cause) == (None, registered.event_id)
    assert refused.refers_to == (registered.registration,)
    assert [str(proof) for proof in registered.evidence] == ["evidence " + "e" * 64]
    sending = lines_of(office, "avenant.sending-started")[0]
    assert [proof.role for proof in sending.evidence] == ["message_id", "content_hash"]
    assert str(sending.evidence[1]) == "content_hash " + "1" * 64
    office.on("03-21").retract(K)
    taken_back = lines_of(office, "convention.registration-retracted")[0]
    assert taken_back.refers_to == (registered.registration,)


def lines_of(office: Office, kind: str) -> list[TrailLine]:
    question = Question(types=(kind,))
    return list(told(office.store, subject(office.store, K), question, names=str))


def test_a_name_that_may_be_two_things_is_told_apart_by_the_word_before_it(
    office: Office,
) -> None:
    office.open(NETWORK)

    assert subject(office.store, "NAMUR").kind is Kind.NETWORK
    assert subject(office.store, "network:namur").name == "network:namur"
    for unknown in ("person:namur", "mailbox:namur", "document:namur", uuid4().hex * 2):
        with pytest.raises(UnknownSubject):
            subject(office.store, unknown)


def test_a_model_convention_has_the_trail_of_its_texts(office: Office) -> None:
    content = office.store.evidence.put(b"{}", "application/json")
    adopted = ModelTextAdopted(
        on=day("01-01"),
        model=AvenantKind.PROVIDER,
        content=content,
        through=2,
        reason="The first.",
        by=ANNA,
    )
    context = Context(command_id=uuid4(), actor=ANNA, channel="cli", correlation="model-provider")
    office.store.journal.append("model-provider", [adopted], expected_version=0, context=context)

    (line,) = trail(office.store, "model-provider", names=str)
    assert (line.about, [str(proof) for proof in line.evidence]) == (
        "provider",
        [f"content {content}"],
    )
    assert subject(office.store, "model-provider").kind is Kind.MODEL
    with pytest.raises(UnknownSubject):
        subject(office.store, "model-network")


def test_what_a_second_person_asks_to_be_retracted_is_on_no_other_avenants_trail(
    office: Office,
) -> None:
    office.open(K)
    office.open(SECOND)
    office.on("03-20").refuse(SECOND)
    office.must(SECOND, c.RequestRetraction, retracts=office.last[SECOND], reason="Wrong.", by=ANNA)

    assert f.RetractionRequested not in {type(one.fact) for one in answers(office, K)}
    assert types(answers(office, SECOND))[-1] == "retraction-requested"


def test_a_networks_budget_is_on_its_trail_and_a_retracted_entry_counts_on_no_day(
    office: Office,
) -> None:
    office.open(NETWORK)
    entry = AdvancePaid(
        on=day("03-10"),
        network="namur",
        id=uuid4(),
        source="Letter of 9 March.",
        reason="As agreed.",
        by=ANNA,
        year=2026,
        line=BudgetKind.BASE_CARE,
        amount=Decimal("1000.00"),
    )
    mistaken = BudgetEntryRetracted(
        on=day("04-01"), network="namur", retracts=entry.id, reason="Paid twice.", by=BRAM
    )
    for version, (by, fact) in enumerate(((ANNA, entry), (BRAM, mistaken))):
        context = Context(command_id=uuid4(), actor=by, channel="cli", correlation="namur")
        office.store.journal.append(
            budget_stream("namur"), [fact], expected_version=version, context=context
        )

    assert types(answers(office, "network:namur"))[-2:] == ["advance-paid", "entry-retracted"]
    last = trail(office.store, "network:namur", names=str)[-2]
    assert (last.registration, last.about) == (entry.id, "namur")
    for name in ("network:namur", ANNA, BRAM):
        told_then = types(answers(office, name, as_of=day("05-01")))
        assert not {"advance-paid", "entry-retracted"} & set(told_then)


def test_every_field_that_proves_has_words_in_each_language() -> None:
    for language in Language:
        assert set(ROLES[language]) == EVERY_ROLE
