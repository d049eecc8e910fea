"""What an addressee is still owed a word about, and the day from which it is."""

from datetime import date, timedelta

from domain.circular import Reminders
from domain.facts import Notice
from domain.state import (
    AcceptedTacitly,
    Avenant,
    AvenantFile,
    AwaitingAnswer,
    NetworkAvenant,
    ProviderAvenant,
    Refused,
    Terminated,
)
from domain.values import Value


class Owed(Value):
    """Something of which the addressee must be told; `about` names the cause, once for each."""

    notice: Notice
    about: str


def owed(avenant: Avenant, reminders: Reminders, today: date) -> tuple[Owed, ...]:
    """The notices that ought to have been sent by today and were not."""
    due = owed_to_provider(avenant) if isinstance(avenant, ProviderAvenant) else ()
    if isinstance(avenant, NetworkAvenant):
        due = owed_to_network(avenant, reminders, today)
    if avenant.closing is not None and avenant.communications:
        # Everyone addressed is told, whatever they had answered.
        due = (*due, Owed(notice=Notice.WITHDRAWN, about="withdrawn"))
    return tuple(o for o in due if not told(avenant, o))


def told(avenant: AvenantFile, owed_one: Owed) -> bool:
    """Whether that notice left already."""
    return any(
        n.sent and n.notice is owed_one.notice and n.about == owed_one.about
        for n in avenant.notices
    )


def owed_to_provider(avenant: ProviderAvenant) -> tuple[Owed, ...]:
    """A confirmation of the refusal that counts, a notice of the silence that was concluded."""
    match avenant.standing:
        case AcceptedTacitly(concluded_on=day):
            return (Owed(notice=Notice.TACIT_ACCEPTANCE, about=f"silence {day}"),)
        case Refused(refusal=refusal) | Terminated(refusal=refusal):
            return (Owed(notice=Notice.REFUSAL_CONFIRMATION, about=f"refusal {refusal}"),)
        case _:
            return ()


def owed_to_network(avenant: NetworkAvenant, reminders: Reminders, today: date) -> tuple[Owed, ...]:
    """Reminders on their days, and another request after each wrong copy."""
    if not isinstance(avenant.standing, AwaitingAnswer):
        return ()
    due = [Owed(notice=Notice.REMINDER, about=f"wrong copy {c}") for c in avenant.wrong_copies]
    past = [days for days, day in reminder_days(avenant, reminders) if day <= today]
    # Of several that fell due while nobody looked, the last one says it all.
    due += [Owed(notice=Notice.REMINDER, about=f"after {days} days") for days in past[-1:]]
    return tuple(due)


def reminder_days(avenant: NetworkAvenant, reminders: Reminders) -> tuple[tuple[int, date], ...]:
    """The days on which a silent network is reminded, reckoned from the sending."""
    sent_on = avenant.opening.sent_on if avenant.opening else None
    if sent_on is None:
        return ()
    return tuple((days, sent_on + timedelta(days=days)) for days in reminders.network_days)


def escalation_day(avenant: NetworkAvenant, reminders: Reminders) -> date | None:
    """The day on which INAMI is told that a network keeps silent."""
    sent_on = avenant.opening.sent_on if avenant.opening else None
    return sent_on + timedelta(days=reminders.escalate_after_days) if sent_on else None
