"""What follows when somebody asks something of a convention."""

from typing import assert_never

from domain import commands as c
from domain import facts as f
from domain.answering import (
    decide_contested,
    extend_window,
    register_acceptance,
    register_refusal,
    register_withdrawal,
)
from domain.concluding import conclude_silence, supersede_avenant, terminate, withdraw_avenant
from domain.evolve import evolve
from domain.messages import confirm_refusal, dismiss_message, report_possible_refusal
from domain.office import ENGINE_ITSELF, Actor, permit
from domain.registering import (
    end_convention,
    register_convention,
    request_retraction,
    retract,
    settle_task,
)
from domain.sending import (
    abandon,
    begin,
    doubt,
    prepare,
    record_sent,
    record_sent_outside,
    register_bounce,
    request_resend,
    retry,
    stop,
)
from domain.settle import settle
from domain.signing import (
    addressed,
    countersign,
    decline,
    escalate,
    examine_copy,
    register_signature,
    register_wrong_copy,
    release,
    renew_evidence,
)
from domain.state import Avenant, Convention, NetworkAvenant, ProviderAvenant
from domain.telling import (
    abandon_notice,
    begin_notice,
    fail_notice,
    post_notice,
    record_notice_sent,
    settle_notice,
)
from domain.turned import NotPossible, Turned, Why

Decision = tuple[f.ConventionFact, ...] | NotPossible


def decide(
    convention: Convention | None, command: c.AnyCommand, actor: Actor = ENGINE_ITSELF
) -> Decision:
    """The facts that follow from a command, none if all is known already, or why not.

    What was asked comes first, then every change of state that follows from it.
    """
    try:
        permit(actor, command, convention)
        asked = what_was_asked(convention, command)
    except Turned as turned:
        return turned.answer
    if not asked:
        return ()
    after = convention
    for fact in asked:
        after = evolve(after, fact)
    if after is None:
        return asked
    return (*asked, *settle(after, command.today))


def what_was_asked(
    convention: Convention | None, command: c.AnyCommand
) -> tuple[f.ConventionFact, ...]:
    """The facts that the command itself asks for."""
    if isinstance(command, c.RegisterConvention):
        return register_convention(convention, command)
    if convention is None:
        raise Turned(Why.UNKNOWN_CONVENTION)
    if registered_already(convention, command):
        return ()
    match command:
        case c.EndConvention():
            return end_convention(convention, command)
        case c.RequestRetraction():
            return request_retraction(convention, command)
        case c.Retract():
            return retract(convention, command)
        case c.PrepareAvenant():
            return prepare(convention, command)
        case _:
            return about_an_avenant(convention, command)


def registered_already(convention: Convention, command: c.AnyCommand) -> bool:
    """Whether a command that registers something under an id of its own was taken before."""
    asked = getattr(command, "id", None)
    return asked is not None and any(r.id == asked for r in convention.registrations)


AboutEither = (
    c.RequestResend
    | c.BeginSending
    | c.DoubtSending
    | c.AbandonSending
    | c.StopSending
    | c.RetryStopped
    | c.RecordSent
    | c.RecordSentOutside
    | c.RegisterBounce
    | c.BeginNotice
    | c.RecordNoticeSent
    | c.AbandonNotice
    | c.PostNotice
    | c.FailNotice
    | c.SettleNotice
    | c.WithdrawAvenant
    | c.SupersedeAvenant
    | c.SettleTask
)
AboutProvider = (
    c.ReportPossibleRefusal
    | c.ConfirmRefusal
    | c.DismissMessage
    | c.RegisterRefusal
    | c.RegisterAcceptance
    | c.RegisterWithdrawal
    | c.DecideContested
    | c.ExtendWindow
    | c.ConcludeSilence
    | c.Terminate
)
AboutNetwork = (
    c.ReleaseSending
    | c.RegisterSignature
    | c.ExamineCopy
    | c.RegisterWrongCopy
    | c.Countersign
    | c.RenewEvidence
    | c.DeclineAvenant
    | c.EscalateUnsigned
    | c.RecordProvidersAddressed
)


def about_an_avenant(
    convention: Convention, command: AboutEither | AboutProvider | AboutNetwork
) -> tuple[f.ConventionFact, ...]:
    """Commands about one avenant of the convention."""
    avenant = convention.avenant(command.avenant)
    if avenant is None:
        raise Turned(Why.UNKNOWN_AVENANT, avenant=command.avenant)
    if isinstance(command, AboutProvider):
        if not isinstance(avenant, ProviderAvenant):
            raise Turned(Why.WRONG_KIND, avenant=avenant.id)
        return about_a_provider(convention, avenant, command)
    if isinstance(command, AboutNetwork):
        if not isinstance(avenant, NetworkAvenant):
            raise Turned(Why.WRONG_KIND, avenant=avenant.id)
        return about_a_network(avenant, command)
    return about_either(convention, avenant, command)


def about_either(
    convention: Convention, avenant: Avenant, command: AboutEither
) -> tuple[f.ConventionFact, ...]:
    """Sending, bouncing, withdrawing: the same for both kinds."""
    match command:
        case c.RequestResend():
            return request_resend(avenant, command)
        case c.BeginSending():
            return begin(convention, avenant, command)
        case c.DoubtSending():
            return doubt(avenant, command)
        case c.AbandonSending():
            return abandon(avenant, command)
        case c.StopSending():
            return stop(avenant, command)
        case c.RetryStopped():
            return retry(avenant, command)
        case c.RecordSent():
            return record_sent(avenant, command)
        case c.RecordSentOutside():
            return record_sent_outside(avenant, command)
        case c.RegisterBounce():
            return register_bounce(avenant, command)
        case c.BeginNotice():
            return begin_notice(avenant, command)
        case c.RecordNoticeSent():
            return record_notice_sent(avenant, command)
        case c.AbandonNotice():
            return abandon_notice(avenant, command)
        case c.PostNotice():
            return post_notice(avenant, command)
        case c.FailNotice():
            return fail_notice(avenant, command)
        case c.SettleNotice():
            return settle_notice(avenant, command)
        case c.WithdrawAvenant():
            return withdraw_avenant(avenant, command)
        case c.SupersedeAvenant():
            return supersede_avenant(avenant, command)
        case c.SettleTask():
            return settle_task(convention, avenant, command)
        case _:
            assert_never(command)


def about_a_provider(
    convention: Convention, avenant: ProviderAvenant, command: AboutProvider
) -> tuple[f.ConventionFact, ...]:
    """Answers, decisions, silence and termination."""
    match command:
        case c.ReportPossibleRefusal():
            return report_possible_refusal(avenant, command)
        case c.ConfirmRefusal():
            return confirm_refusal(convention, avenant, command)
        case c.DismissMessage():
            return dismiss_message(avenant, command)
        case c.RegisterRefusal():
            return register_refusal(convention, avenant, command)
        case c.RegisterAcceptance():
            return register_acceptance(convention, avenant, command)
        case c.RegisterWithdrawal():
            return register_withdrawal(convention, avenant, command)
        case c.DecideContested():
            return decide_contested(avenant, command)
        case c.ExtendWindow():
            return extend_window(avenant, command)
        case c.ConcludeSilence():
            return conclude_silence(convention, avenant, command)
        case c.Terminate():
            return terminate(convention, avenant, command)
        case _:
            assert_never(command)


def about_a_network(avenant: NetworkAvenant, command: AboutNetwork) -> tuple[f.ConventionFact, ...]:
    """Signatures, and the release of the sending to the providers."""
    match command:
        case c.ReleaseSending():
            return release(avenant, command)
        case c.RegisterSignature():
            return register_signature(avenant, command)
        case c.ExamineCopy():
            return examine_copy(avenant, command)
        case c.RegisterWrongCopy():
            return register_wrong_copy(avenant, command)
        case c.Countersign():
            return countersign(avenant, command)
        case c.RenewEvidence():
            return renew_evidence(avenant, command)
        case c.DeclineAvenant():
            return decline(avenant, command)
        case c.EscalateUnsigned():
            return escalate(avenant, command)
        case c.RecordProvidersAddressed():
            return addressed(avenant, command)
        case _:
            assert_never(command)
