"""What an addressee is still owed a word about, and the day from which it is."""

from collections.abc import Iterator
from datetime import date, timedelta

from domain.answers import Worth, worth
from domain.circular import Reminders
from domain.facts import EndCause, Notice
from domain.state import (
    AcceptedTacitly,
    Avenant,
    AvenantFile,
    AwaitingAnswer,
    Contested,
    Lapsed,
    NetworkAvenant,
    NoticeOnFile,
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
    due = dict.fromkeys((*due, *owed_after_closing(avenant)))
    return tuple(o for o in due if not told(avenant, o) and not in_hand(avenant, o))


def overtaken(avenant: Avenant, reminders: Reminders, today: date) -> tuple[NoticeOnFile, ...]:
    """Mails that were begun, of which nobody knows whether they left, and that are owed no more.

    Whoever got one has to be told of what overtook it: the post must be asked.
    """
    begun = [n for n in avenant.notices if n.open]
    if not begun:
        return ()
    due = owed(avenant, reminders, today)
    last = {named(n): n.message_id for n in begun}
    return tuple(n for n in begun if named(n) not in due or last[named(n)] != n.message_id)


def owed_after_closing(avenant: AvenantFile) -> tuple[Owed, ...]:
    """That the circular was withdrawn: everyone addressed is told, whatever they had answered."""
    if avenant.closing is None or not avenant.addressed:
        return ()
    return (Owed(notice=Notice.WITHDRAWN, about="withdrawn"),)


def told(avenant: AvenantFile, owed_one: Owed) -> bool:
    """Whether that notice reached its addressee, as far as anybody knows."""
    return any(n.reached for n in of_cause(avenant, owed_one))


def of_cause(avenant: AvenantFile, owed_one: Owed) -> Iterator[NoticeOnFile]:
    """What was begun of that notice for that cause."""
    for one in avenant.notices:
        if one.notice is owed_one.notice and one.about == owed_one.about:
            yield one


def in_hand(avenant: AvenantFile, owed_one: Owed) -> bool:
    """Whether a person sees to that notice: it failed, or it is a letter that has to be posted."""
    return any(one.waits or one.to_post for one in of_cause(avenant, owed_one))


def failed_notices(avenant: Avenant) -> tuple[NoticeOnFile, ...]:
    """The notices that failed and that the addressee still ought to get: a person sees to them."""
    return still_to_tell(avenant, [n for n in avenant.notices if n.waits])


def notices_to_post(avenant: Avenant) -> tuple[NoticeOnFile, ...]:
    """The notices on paper that nobody has said to be posted and that are still to be told."""
    waiting = [n for n in avenant.notices if n.to_post]
    return tuple(n for n in still_to_tell(avenant, waiting) if not told(avenant, named(n)))


def still_to_tell(avenant: Avenant, notices: list[NoticeOnFile]) -> tuple[NoticeOnFile, ...]:
    """Those of them that the addressee still ought to get.

    What a later fact has overtaken is told no more; of a network's reminders the last one counts.
    """
    if not notices:
        return ()
    if isinstance(avenant, ProviderAvenant):
        due = (*owed_to_provider(avenant), *owed_after_closing(avenant))
        return tuple(n for n in notices if named(n) in due)
    return tuple(n for n in notices if n == avenant.notices[-1])


def named(notice: NoticeOnFile) -> Owed:
    """What a notice on file tells, and of which cause."""
    return Owed(notice=notice.notice, about=notice.about)


def owed_to_provider(avenant: ProviderAvenant) -> tuple[Owed, ...]:
    """What became of the answers, of the window, and what follows from where the avenant stands."""
    return (
        *owed_about_answers(avenant),
        *owed_about_the_window(avenant),
        *owed_about_the_standing(avenant),
    )


def owed_about_answers(avenant: ProviderAvenant) -> Iterator[Owed]:
    """Refusals that wait for a decision, that were decided, or that came out of time."""
    waiting = avenant.standing.refusals if isinstance(avenant.standing, Contested) else ()
    for refusal in avenant.refusals:
        if refusal.id in waiting:
            yield Owed(notice=Notice.CONTESTED, about=f"contested {refusal.id}")
        elif refusal.decision is not None:
            yield Owed(notice=Notice.DECIDED, about=f"decision {refusal.decision.id}")
        elif worth(refusal, avenant) is Worth.OUT_OF_TIME:
            yield Owed(notice=Notice.OUT_OF_TIME, about=f"out of time {refusal.id}")


def owed_about_the_window(avenant: ProviderAvenant) -> Iterator[Owed]:
    """Another last day, or a silence that was announced and is none."""
    if avenant.opening is not None:
        for extension in avenant.opening.extensions:
            yield Owed(notice=Notice.EXTENDED, about=f"extension {extension.id}")
    for day in avenant.rescinded:
        announced = Owed(notice=Notice.TACIT_ACCEPTANCE, about=f"silence {day}")
        if told(avenant, announced):
            yield Owed(notice=Notice.RESCINDED, about=f"rescinded {day}")


def owed_about_the_standing(avenant: ProviderAvenant) -> Iterator[Owed]:
    """The refusal that counts, the silence that was concluded, the convention that ended first.

    A decision tells of its refusal itself; nobody is written to about a death.
    """
    match avenant.standing:
        case AcceptedTacitly(concluded_on=day):
            yield Owed(notice=Notice.TACIT_ACCEPTANCE, about=f"silence {day}")
        case Refused(refusal=counts) | Terminated(refusal=counts):
            refusal = next(r for r in avenant.refusals if r.id == counts)
            if refusal.decision is None:
                yield Owed(notice=Notice.REFUSAL_CONFIRMATION, about=f"refusal {counts}")
        case Lapsed(cause=cause) if avenant.addressed and cause is not EndCause.DEATH:
            yield Owed(notice=Notice.LAPSED, about="lapsed")
        case _:
            return


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
