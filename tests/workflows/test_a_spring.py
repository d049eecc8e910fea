"""What networks and providers are promised, read off one spring on a real Temporal server."""

from collections.abc import AsyncIterator
from datetime import date
from hashlib import sha256

import pytest
import pytest_asyncio

from domain import facts as f
from tests.workflows.a_spring import (
    ACCEPTS,
    BOUNCES,
    DISMISSED,
    ENDS,
    LATE,
    LETTER,
    MISTAKE,
    NETWORKS,
    OF_EMERGO,
    OF_RADAR,
    PROVIDERS,
    REFUSES,
    SILENT,
    UPHELD,
    Spring,
    april,
    play,
)
from tests.workflows.office import SmallOffice
from tests.workflows.server import new_namespace

pytestmark = [pytest.mark.temporal, pytest.mark.slow]

JUNE = date(2026, 6, 1)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def spring(temporal: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Spring]:
    """The spring, played to the first of June."""
    folder = tmp_path_factory.mktemp("spring")
    office = SmallOffice(folder, await new_namespace(temporal), NETWORKS)
    office.register(PROVIDERS)
    try:
        yield await play(office)
    finally:
        await office.close()


def the_one(spring: Spring, convention: str, kind: type[f.AvenantFact]) -> f.AvenantFact:
    """The only fact of that type about an avenant."""
    found = spring.office.facts(spring.office.avenant(convention), kind)
    assert len(found) == 1, found
    return found[0]


def notices(spring: Spring, convention: str) -> list[tuple[str, str, date]]:
    """What an addressee was told, why and when."""
    sent = spring.office.facts(spring.office.avenant(convention), f.NoticeSent)
    return [(fact.notice.value, fact.about, fact.on) for fact in sent]


# -- networks -----------------------------------------------------------------------------------


def test_a_provider_hears_nothing_before_its_network_has_signed_and_released(
    spring: Spring,
) -> None:
    for moment in ("launched", "signed", "countersigned"):
        assert spring.state(moment, SILENT) == "prepared"
        assert not spring.ran(moment, SILENT)
    assert spring.state("released", SILENT) == "sent"


def test_a_network_avenant_is_signed_then_concluded_and_each_waits_for_a_person(
    spring: Spring,
) -> None:
    namur = f"avenant:{spring.office.avenant('net-namur')}"
    assert spring.state("signed", "net-namur") == "signed"
    assert spring.state("countersigned", "net-namur") == "concluded"
    assert namur in spring.seen["signed"].needs_person
    assert namur in spring.seen["countersigned"].needs_person
    assert namur not in spring.seen["released"].needs_person
    assert not spring.ran("released", "net-namur")


def test_all_providers_of_a_network_are_addressed_and_nobody_of_another(spring: Spring) -> None:
    addressed = the_one(spring, "net-namur", f.ProvidersAddressed)
    assert isinstance(addressed, f.ProvidersAddressed)
    of_namur = [key for key, reached in PROVIDERS.items() if reached.network == "namur"]
    assert addressed.providers == len(of_namur)
    states = {key: spring.state("released", key) for key in PROVIDERS}
    assert {key for key, state in states.items() if state != "prepared"} == set(of_namur)


def test_a_silent_network_is_reminded_twice_then_escalated_and_never_taken_to_agree(
    spring: Spring,
) -> None:
    assert notices(spring, "net-radar") == [
        ("reminder", "after 14 days", date(2026, 3, 17)),
        ("reminder", "after 28 days", date(2026, 3, 31)),
    ]
    assert the_one(spring, "net-radar", f.UnsignedEscalated).on == april(14)
    assert spring.state("june", "net-radar") == "sent"
    assert spring.ran("june", "net-radar")
    assert spring.state("june", OF_RADAR) == "prepared"
    assert spring.office.mails(spring.office.avenant(OF_RADAR)) == []


def test_a_wrong_copy_is_answered_with_another_request(spring: Spring) -> None:
    asked_again = [about for _, about, _ in notices(spring, "net-emergo")]
    assert sum(about.startswith("wrong copy") for about in asked_again) == 1


def test_a_network_that_signs_late_addresses_its_providers_then(spring: Spring) -> None:
    assert spring.state("escalated", OF_EMERGO) == "prepared"
    sent = the_one(spring, OF_EMERGO, f.Sent)
    assert sent.on == april(15)
    assert spring.state("june", OF_EMERGO) == "accepted_tacitly"


def test_a_network_that_declines_is_left_in_peace(spring: Spring) -> None:
    assert spring.state("answered", "net-pakt") == "declined"
    assert not spring.ran("answered", "net-pakt")
    assert notices(spring, "net-pakt") == []


# -- silence ------------------------------------------------------------------------------------


def test_silence_accepts_only_once_mailbox_and_post_are_known_to_be_read(spring: Spring) -> None:
    for moment in ("last day", "nothing read", "contested", "mailbox read"):
        assert spring.state(moment, SILENT) == "sent"
        assert spring.ran(moment, SILENT)
    assert spring.state("post confirmed", SILENT) == "accepted_tacitly"
    assert not spring.ran("post confirmed", SILENT)
    assert the_one(spring, SILENT, f.SilenceConcluded).on == april(7)


def test_without_the_networks_word_silence_accepts_after_the_fifth_working_day(
    spring: Spring,
) -> None:
    assert spring.state("days of grace", LETTER) == "sent"
    concluded = the_one(spring, LETTER, f.SilenceConcluded)
    assert isinstance(concluded, f.SilenceConcluded)
    assert concluded.on == april(17)
    assert concluded.post_known_by == "fifth_working_day"


def test_whoever_kept_silent_is_told_so_once(spring: Spring) -> None:
    assert notices(spring, SILENT) == [("tacit_acceptance_notice", "silence 2026-04-07", april(7))]
    assert len(spring.office.mails(spring.office.avenant(SILENT))) == 2


# -- answers ------------------------------------------------------------------------------------


def test_a_refusal_is_confirmed_and_ends_the_convention_on_its_day_and_not_before(
    spring: Spring,
) -> None:
    assert spring.state("answered", REFUSES) == "refused"
    assert [(told, on) for told, _, on in notices(spring, REFUSES)] == [
        ("refusal_confirmation", date(2026, 3, 10))
    ]
    assert spring.state("eve", REFUSES) == "refused"
    assert spring.state("june", REFUSES) == "terminated"
    assert the_one(spring, REFUSES, f.AvenantTerminated).on == JUNE


def test_an_acceptance_ends_the_wait_at_once(spring: Spring) -> None:
    assert spring.state("answered", ACCEPTS) == "accepted"
    assert not spring.ran("answered", ACCEPTS)


@pytest.mark.parametrize(
    ("contested", "becomes"), [(UPHELD, "refused"), (DISMISSED, "accepted_tacitly")]
)
def test_a_contested_refusal_waits_for_a_person_whatever_else_is_concluded(
    spring: Spring, contested: str, becomes: str
) -> None:
    workflow = f"avenant:{spring.office.avenant(contested)}"
    for moment in ("contested", "mailbox read", "post confirmed"):
        assert spring.state(moment, contested) == "contested"
        assert workflow in spring.seen[moment].needs_person
    assert spring.state("decided", contested) == becomes
    assert workflow not in spring.seen["decided"].needs_person


def test_a_refusal_registered_after_the_workflow_closed_wakes_it_and_counts(
    spring: Spring,
) -> None:
    assert spring.state("post confirmed", LATE) == "accepted_tacitly"
    assert not spring.ran("post confirmed", LATE)
    assert the_one(spring, LATE, f.TacitAcceptanceRescinded).on == april(8)
    assert spring.ran("decided", LATE)
    assert spring.state("june", LATE) == "terminated"


def test_a_mistaken_registration_that_was_retracted_ends_nothing(spring: Spring) -> None:
    assert spring.state("answered", MISTAKE) == "refused"
    assert spring.state("retracted", MISTAKE) == "sent"
    assert spring.ran("retracted", MISTAKE)
    assert spring.state("june", MISTAKE) == "accepted_tacitly"


def test_an_avenant_of_a_convention_that_ended_lapses_and_is_never_accepted(
    spring: Spring,
) -> None:
    assert spring.state("answered", ENDS) == "lapsed"
    assert not spring.ran("answered", ENDS)
    assert spring.state("june", ENDS) == "lapsed"


# -- the post -----------------------------------------------------------------------------------


def test_after_a_bounce_a_letter_opens_the_window_on_the_day_it_is_posted(spring: Spring) -> None:
    workflow = f"avenant:{spring.office.avenant(BOUNCES)}"
    assert spring.state("bounced", BOUNCES) == "undeliverable"
    assert workflow in spring.seen["bounced"].needs_person
    assert spring.state("letter to post", BOUNCES) == "sending"
    assert workflow in spring.seen["letter to post"].needs_person
    sent = spring.office.facts(spring.office.avenant(BOUNCES), f.Sent)
    assert [(one.channel.value, one.on.day) for one in sent] == [("email", 3), ("letter", 5)]
    assert spring.state("days of grace", BOUNCES) == "sent"
    assert spring.state("grace over", BOUNCES) == "accepted_tacitly"


def test_a_letter_lies_on_its_networks_posting_list(spring: Spring) -> None:
    letters = sorted(path.name for path in (spring.office.settings.letters / "namur").glob("*.pdf"))
    about = [name for name in letters if LETTER in name]
    assert len(about) == 2, "the avenant, and the notice of the silence"


def test_every_communication_and_notice_was_kept_as_it_left(spring: Spring) -> None:
    """The address in the intent leads to bytes of the recorded hash, for mails and letters."""
    office = spring.office
    intents = [
        intent
        for avenant in office.every_avenant()
        for kind in (f.SendingStarted, f.NoticeStarted)
        for intent in office.facts(avenant, kind)
    ]
    assert {intent.channel.value for intent in intents} == {"email", "letter"}
    for intent in intents:
        assert intent.evidence is not None
        kept = office.store.evidence.get(intent.evidence)
        assert sha256(kept).hexdigest() == intent.content_hash
        assert bool(intent.documents) is (
            intent.channel.value == "letter" or isinstance(intent, f.SendingStarted)
        )


# -- what a person sees in Temporal -------------------------------------------------------------


def test_the_temporal_ui_says_what_an_avenant_waits_for_and_until_when(spring: Spring) -> None:
    assert spring.details["released"] == (
        "**REHEARSAL: sent; waits for an answer: acceptance window until 3 April 2026**"
    )
    assert "the network's post of up to 3 April 2026" in spring.details["nothing read"]
    assert spring.details["answered"].endswith("waits for the convention to end on 1 June 2026**")
    timer = "an answer: acceptance window until 3 April 2026"
    assert f'"{timer}"' in spring.everything_written
    assert f"REHEARSAL: Provider avenant {SILENT}, circular 2026-001" in spring.everything_written
    assert f"`avenants trail 2026-001.{SILENT}`" in spring.everything_written


def test_nothing_of_what_temporal_keeps_says_who_somebody_is(spring: Spring) -> None:
    written = spring.everything_written.casefold()
    office = spring.office.registered
    assert office is not None
    public = {"network", "kind", "languages", "language", "channel", "convention", "party_kind"}
    public |= {"began_on", "role", "staff", "networks"}
    personal = {
        value.casefold()
        for row in (*office.networks, *office.providers, *office.staff)
        for column, value in row.items()
        if column not in public and len(value) > 3
    }
    assert len(personal) > 100
    assert [value for value in sorted(personal) if value in written] == []


def test_only_what_waits_for_a_person_or_a_network_still_runs_in_the_end(spring: Spring) -> None:
    assert spring.seen["june"].running == {f"avenant:{spring.office.avenant('net-radar')}"}
