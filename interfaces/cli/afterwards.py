"""What an answer leaves for a person to look at."""

from uuid import UUID

from domain.answers import Worth, worth
from domain.facts import RefusalRegistered, TacitAcceptanceRescinded
from domain.state import Contested, Convention, ProviderAvenant, Refused
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say
from journal.envelope import Recorded


def provider(convention: Convention | None, avenant: str) -> ProviderAvenant | None:
    """The avenant with its answers, None for what has none."""
    found = convention.avenant(avenant) if convention else None
    return found if isinstance(found, ProviderAvenant) else None


def look_after(
    session: Session, convention: Convention | None, avenant: str, recorded: tuple[Recorded, ...]
) -> None:
    """Point to what an answer leaves for a person."""
    found = provider(convention, avenant)
    if found is None or not recorded:
        return
    for fact in (one.fact for one in recorded):
        match fact:
            case TacitAcceptanceRescinded(concluded_on=day):
                session.look(Say.SILENCE_WAS_NONE, concluded_on=day)
            case RefusalRegistered(id=registered):
                look_at_late_refusal(session, found, registered)
            case _:
                pass
    match found.standing:
        case Contested():
            session.look(Say.SOMEBODY_DECIDES, avenant=found.id)
        case Refused(terminates_on=day) if day <= session.store.clock.today():
            session.look(Say.SESSIONS_BILLED, day=day, avenant=found.id)
        case _:
            pass


def look_at_late_refusal(session: Session, avenant: ProviderAvenant, registered: UUID) -> None:
    """Say of a refusal that it came out of time, if it did."""
    refusal = next((r for r in avenant.refusals if r.id == registered), None)
    days = avenant.opening.last_days if avenant.opening else None
    if refusal is None or days is None or worth(refusal, avenant) is not Worth.OUT_OF_TIME:
        return
    session.look(Say.OUT_OF_TIME, last_day=days[1])
