"""A trail tells what happened to whom, who did it, when it counts and when it was known."""

from datetime import timedelta
from uuid import uuid4

import pytest

from audit.trail import UnknownSubject, trail
from domain import commands as c
from domain import facts as f
from domain.circular_facts import CircularLaunched, InformationSent
from domain.intake import PostRegistered
from domain.values import Language, Role
from journal.envelope import Context
from journal.people import StaffMember
from journal.register_rows import StaffRow, party_of
from journal.registration import Entry, apply_import, plan_import
from journal.streams import circular_stream, intake_stream
from tests.audit.office import ANNA, BRAM, NAMUR, NETWORK, SECOND, K, Office, day

NAMES = {ANNA: "Anna Peeters", BRAM: "Bram Lambert"}


def types(office: Office, subject: str, **when: object) -> list[str]:
    """The facts of a trail, without the word before the dot."""
    found = trail(office.store, subject, **when)  # pyright: ignore[reportArgumentType]
    return [line.type.partition(".")[2] for line in found]


def context() -> Context:
    return Context(command_id=uuid4(), actor=ANNA, channel="cli", correlation="2026-001")


def name_of(member: str) -> str:
    return NAMES.get(member, member)


def test_a_trail_is_in_sentences_with_actor_channel_and_both_times(office: Office) -> None:
    office.open(K)
    office.on("04-20").refuse(K, received="04-02")

    refusal = trail(office.store, K, lang=Language.EN, names=name_of)[-2]

    assert refusal.sentence == (
        "Anna Peeters registered a written refusal: received by the network on 2 April 2026 by "
        "letter; dispatched on 2 April 2026."
    )
    assert (refusal.actor, refusal.channel) == ("Anna Peeters", "cli")
    assert refusal.effective_on == day("04-02")
    assert refusal.recorded_at.date() == day("04-20")
    assert (refusal.about, refusal.rehearsal) == (K, True)
    assert refusal.registration == office.last[K]


def test_the_staff_is_called_as_the_registers_have_it(office: Office) -> None:
    party = party_of("staff", ANNA)
    anna = StaffMember(name="Anna Peeters", email="anna@namur.example", language=Language.FR)
    row = StaffRow(id=ANNA, role=Role.INAMI, party=party)
    plan = plan_import("staff", [Entry(row=1, record=row, person=anna)], office.store.registers)
    apply_import(plan, office.store.registers, recorded_at=office.clock.now(), by=ANNA)
    office.open(K)
    office.accept(K)

    accepted = trail(office.store, K, lang=Language.FR)[-2]

    assert accepted.actor == "Anna Peeters"
    assert accepted.sentence.startswith("Anna Peeters a enregistré une acceptation expresse")


def test_somebody_without_a_registered_name_is_called_by_id(office: Office) -> None:
    office.open(K)
    office.accept(K)

    assert trail(office.store, K, lang=Language.NL)[-1].actor == ANNA
    assert trail(office.store, K, lang=Language.NL)[2].actor == "Het systeem"


def test_the_trail_of_an_avenant_holds_what_touches_it_and_not_what_touches_the_other(
    office: Office,
) -> None:
    office.open(K)
    office.open(SECOND)
    office.accept(SECOND)
    office.retract(SECOND)
    office.on("03-10").must(K, c.EndConvention, on=day("03-09"), cause=f.EndCause.NOTICE)

    assert types(office, K) == [
        "registered",
        "prepared",
        "sending-started",
        "sent",
        "ended",
        "lapsed",
    ]
    assert len(trail(office.store, "K00123")) == len(office.store.journal.read("convention-K00123"))


def test_the_trail_of_a_network_holds_its_avenants_its_post_and_what_it_was_told(
    office: Office,
) -> None:
    office.open(NETWORK)
    office.open(K)
    on = day("03-04")
    post = PostRegistered(on=on, network=NAMUR, through=day("03-03"), by=ANNA)
    told = [
        InformationSent(on=on, circular="info-1", network=network, message_id="<1@mail.example>")
        for network in (NAMUR, "hainaut")
    ]
    for stream, facts in ((intake_stream(NAMUR), [post]), (circular_stream("info-1"), told)):
        office.store.journal.append(stream, facts, expected_version=0, context=context())

    found = trail(office.store, NAMUR, lang=Language.EN)

    assert [line.about for line in found] == [
        "net-namur",
        *[NETWORK] * 3,
        NAMUR,
        "info-1",
    ]
    assert found[-1].sentence == "Network namur was informed; nothing is asked of it in return."


def test_the_trail_of_a_circular_holds_its_launch(office: Office) -> None:
    launch = CircularLaunched(
        on=day("03-03"),
        circular="2026-001",
        reference="Psy-Ort/2026/001",
        kind="amending",
        content="0" * 64,
        corrects=None,
        by=ANNA,
    )
    stream = circular_stream("2026-001")
    office.store.journal.append(stream, [launch], expected_version=0, context=context())

    assert types(office, "2026-001") == ["launched"]


@pytest.mark.parametrize("subject", ["2026-001.K99999", "K99999", "nowhere", "2031-001", ""])
def test_what_is_not_in_the_record_has_no_trail_and_one_is_told_what_has(
    office: Office, subject: str
) -> None:
    office.open(K)

    with pytest.raises(UnknownSubject, match="name an avenant"):
        trail(office.store, subject)


def test_as_at_an_instant_a_trail_ends_with_what_had_been_recorded(office: Office) -> None:
    office.open(K)
    office.on("04-15").conclude(K)
    instant = office.clock.now()
    office.on("04-20").refuse(K, received="04-02")

    assert types(office, K, as_at=instant)[-1] == "accepted-tacitly"
    assert types(office, K, as_at=instant - timedelta(hours=1))[-1] == "sent"
    assert types(office, K)[-1] == "refused"


def test_as_of_a_day_a_late_refusal_counts_from_its_own_day_and_silence_never_did(
    office: Office,
) -> None:
    office.open(K)
    office.on("04-15").conclude(K)
    office.on("04-20").refuse(K, received="04-02")
    ends = ["refusal-registered", "refused"]

    assert types(office, K, as_of=day("04-01"))[-1] == "sent"
    assert types(office, K, as_of=day("04-02"))[-2:] == ends
    assert types(office, K, as_of=day("04-30"))[-2:] == ends
    assert "accepted-tacitly" not in types(office, K, as_of=day("04-30"))
    assert "accepted-tacitly" in types(office, K)


def test_as_of_a_day_a_mistaken_registration_and_its_correction_are_gone(office: Office) -> None:
    office.open(K)
    office.on("03-10").refuse(K)
    office.on("03-12").retract(K)

    assert types(office, K, as_of=day("03-31"))[-1] == "sent"
    assert types(office, K)[-4:] == [
        "refusal-registered",
        "refused",
        "registration-retracted",
        "restored",
    ]
