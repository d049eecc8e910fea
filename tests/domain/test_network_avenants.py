"""A network's own avenant: signed by three, never accepted by silence, then passed on."""

import pytest

from domain import facts as f
from domain.commands import EscalateUnsigned, RecordProvidersAddressed
from domain.facts import Capacity
from domain.turned import Why
from domain.values import Channel
from tests.domain.builders import (
    COORDINATOR,
    NETWORK_AVENANT,
    a,
    a_network_avenant,
    april,
    bounce,
    countersign,
    decline,
    given,
    march,
    may,
    prepare,
    refuse,
    release,
    retract,
    sent_again,
    sign,
    silence,
    withdraw,
    wrong_copy,
)

ESCALATE = EscalateUnsigned(today=may(4), avenant=NETWORK_AVENANT)


def test_silence_is_not_acceptance_here() -> None:
    """No command concludes it: a network is reminded, then INAMI is told."""
    case = given(a_network_avenant()).when(silence(may(4), NETWORK_AVENANT))
    case.then_turned_down(Why.WRONG_KIND)
    case.when(ESCALATE).then(a(f.UnsignedEscalated)).stands("sent", NETWORK_AVENANT)


def test_a_network_refuses_by_declining_and_not_by_a_provider_refusal() -> None:
    """Its own word, with a reason."""
    case = a_network_avenant()
    case.when(refuse(march(10), avenant=NETWORK_AVENANT)).then_turned_down(Why.WRONG_KIND)
    case.when(decline(march(10))).then(a(f.AvenantDeclined)).stands("declined", NETWORK_AVENANT)
    case.when(decline(march(10), reason="")).then_turned_down(Why.REASON_MISSING)


def test_it_is_signed_for_the_network_when_both_directors_have_signed() -> None:
    """On the day of the second signature."""
    case = a_network_avenant().after(sign(march(10), Capacity.B4)).stands("sent", NETWORK_AVENANT)
    case.when(sign(march(12), Capacity.INVOICING)).then(
        a(f.SignatureRegistered, capacities=(Capacity.INVOICING,)), a(f.AvenantSigned, on=march(12))
    )


def test_one_director_may_sign_in_both_capacities() -> None:
    given(a_network_avenant()).when(sign(march(10))).stands("signed", NETWORK_AVENANT)


def test_signed_by_all_three_it_is_concluded() -> None:
    """The leading official signs last, for the Insurance Committee."""
    case = a_network_avenant()
    case.when(countersign(march(11))).then_turned_down(Why.NOT_SIGNED)
    case = case.after(sign(march(10)))
    case.when(countersign(march(9))).then_turned_down(Why.BEFORE_SENDING)
    case = case.when(countersign(march(11))).then(a(f.AvenantConcluded, on=march(11)))
    case.stands("concluded", NETWORK_AVENANT).when(countersign(march(11))).then_nothing()


@pytest.mark.parametrize(("policy", "signed_is_enough"), [("concluded", False), ("signed", True)])
def test_only_a_concluded_avenant_is_passed_on_unless_the_policy_says_signed(
    policy: str, *, signed_is_enough: bool
) -> None:
    """`cascade_on`: concluded by default."""
    case = a_network_avenant().after(sign(march(10)))
    command = release(march(12)).model_copy(update={"policy": policy})
    case = case.when(command, COORDINATOR)
    if signed_is_enough:
        case.then(a(f.SendingReleased))
    else:
        case.then_turned_down(Why.NOT_CONCLUDED)


def test_the_coordinator_releases_the_sending_once() -> None:
    """Again changes nothing."""
    case = a_network_avenant().after(sign(march(10)), countersign(march(11)))
    case = case.when(release(march(12)), COORDINATOR).then(a(f.SendingReleased, by="anna.namur"))
    case.when(release(march(16)), COORDINATOR).then_nothing()


def test_that_the_providers_were_addressed_is_said_once() -> None:
    case = a_network_avenant().after(sign(march(10)), countersign(march(11)), release(march(12)))
    addressed = RecordProvidersAddressed(today=march(12), avenant=NETWORK_AVENANT, providers=40)
    case.when(addressed).then(a(f.ProvidersAddressed, providers=40)).when(addressed).then_nothing()


def test_a_wrong_copy_keeps_the_network_open_for_the_right_one() -> None:
    """Recorded with its reason; without one it is not."""
    case = given(a_network_avenant()).when(wrong_copy(march(10)))
    case.stands("sent", NETWORK_AVENANT).after(sign(march(16))).stands("signed", NETWORK_AVENANT)
    case.when(wrong_copy(march(11), reason="")).then_turned_down(Why.REASON_MISSING)


def test_a_bounced_network_avenant_is_sent_again_and_opens_nothing() -> None:
    """There is no window: no day is announced to a network."""
    case = given(a_network_avenant()).when(bounce(march(4), avenant=NETWORK_AVENANT))
    case = case.stands("undeliverable", NETWORK_AVENANT)
    case = case.after(*sent_again(march(5), Channel.EMAIL, avenant=NETWORK_AVENANT))
    assert [fact.window for fact in case.told(f.Sent)] == [None, None]
    case.stands("sent", NETWORK_AVENANT)


def test_a_bounce_never_takes_back_a_signature() -> None:
    """Who signed had it."""
    case = a_network_avenant().after(sign(march(10)))
    case.when(bounce(march(12), avenant=NETWORK_AVENANT)).stands("signed", NETWORK_AVENANT)


def test_a_signature_that_was_a_mistake_leaves_the_network_asked() -> None:
    """Retracted by a second person."""
    case = a_network_avenant().after(sign(march(10)))
    case.after(retract(case, f.SignatureRegistered, march(12))).stands("sent", NETWORK_AVENANT)


def test_a_withdrawn_circular_closes_what_is_not_concluded() -> None:
    """Signed by two is not concluded; by three it stays."""
    signed = a_network_avenant().after(sign(march(10)))
    signed.after(withdraw(april(1), NETWORK_AVENANT)).stands("withdrawn", NETWORK_AVENANT)
    concluded = signed.after(countersign(march(11)))
    concluded.after(withdraw(april(1), NETWORK_AVENANT)).stands("concluded", NETWORK_AVENANT)


def test_nothing_is_signed_before_it_was_sent() -> None:
    case = a_network_avenant(sent_on=None)
    case.when(sign(march(10))).then_turned_down(Why.NOT_SENDING_YET)


def test_a_network_has_a_network_avenant_and_a_provider_a_provider_one() -> None:
    case = a_network_avenant(sent_on=None)
    case.when(prepare("2026-002.net-namur")).then_turned_down(Why.WRONG_KIND)
