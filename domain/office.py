"""Who may do what: the roles of the office and the commands each may give."""

from domain import commands as c
from domain.state import Convention
from domain.turned import Turned, Why
from domain.values import Role, Value


class Actor(Value):
    """A registered person of the office, or the engine itself."""

    id: str
    role: Role
    networks: tuple[str, ...] = ()


ENGINE_ITSELF = Actor(id="engine", role=Role.ENGINE)

OF_THE_NETWORK = (
    c.AbandonSending,
    c.RetryStopped,
    c.SettleNotice,
    c.PostNotice,
    c.ReportPossibleRefusal,
    c.ConfirmRefusal,
    c.DismissMessage,
    c.RequestRetraction,
    c.RegisterRefusal,
    c.RegisterAcceptance,
    c.RegisterWithdrawal,
    c.RegisterBounce,
    c.RequestResend,
    c.RecordSent,
    c.RecordSentOutside,
    c.ReleaseSending,
    c.EndConvention,
    c.DecideContested,
    c.SettleTask,
    c.Retract,
)
"""What a coordinator may do, for the own network only."""

OF_INAMI = (
    *OF_THE_NETWORK,
    c.RegisterConvention,
    c.PrepareAvenant,
    c.ExtendWindow,
    c.RegisterSignature,
    c.ExamineCopy,
    c.RegisterWrongCopy,
    c.Countersign,
    c.RenewEvidence,
    c.DeclineAvenant,
    c.WithdrawAvenant,
)
"""What the mental-health cell of INAMI may do, for every network."""


def permit(actor: Actor, command: c.Command, convention: Convention | None) -> None:
    """Let the command pass, or turn it down.

    An auditor reads everything and changes nothing; a coordinator acts for the own network.
    """
    match actor.role:
        case Role.ENGINE:
            return
        case Role.AUDITOR:
            allowed: tuple[type[c.Command], ...] = ()
        case Role.INAMI:
            allowed = OF_INAMI
        case Role.COORDINATOR:
            allowed = OF_THE_NETWORK
    if not isinstance(command, allowed):
        raise Turned(Why.NOT_ALLOWED, by=actor.id, role=actor.role, command=type(command).__name__)
    own = convention is None or convention.network in actor.networks
    if actor.role is Role.COORDINATOR and not own:
        raise Turned(
            Why.NOT_YOUR_NETWORK, by=actor.id, network=convention.network if convention else ""
        )
