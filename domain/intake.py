"""Through which day the post of a network is known to be read, and what follows for silence."""

from datetime import date, timedelta
from typing import Literal

from domain.calendar import nth_working_day_after
from domain.fact import Fact
from domain.values import NetworkId, StaffId, Value

WORKING_DAYS_OF_GRACE = 5
"""Without the network's word, post is known to be read this long after the last day."""


class MailboxRead(Fact):
    """The mailbox has been read through the end of `through`; `on` is the day that was known."""

    type: Literal["intake.mailbox-read"] = "intake.mailbox-read"
    network: NetworkId
    through: date
    by: StaffId


class PostRegistered(Fact):
    """The network confirms that all its post through `through` is registered."""

    type: Literal["intake.post-registered"] = "intake.post-registered"
    network: NetworkId
    through: date
    by: StaffId


IntakeFact = MailboxRead | PostRegistered


class Watermark(Value):
    """Known on that day: everything through that other day has been read."""

    through: date
    known_on: date


class Intake(Value):
    """All that is known about the reading of a network's mailbox and post."""

    mailbox: tuple[Watermark, ...] = ()
    post: tuple[Watermark, ...] = ()


class Complete(Value):
    """Since `on`, nothing that came in time can still be unread."""

    on: date
    post_known_by: Literal["confirmation", "fifth_working_day"]


class Incomplete(Value):
    """Something may still lie unread; worth another look on `look_again_on`."""

    missing: Literal["mailbox", "post"]
    look_again_on: date


def intake_of(facts: tuple[IntakeFact, ...]) -> Intake:
    """Fold the facts of one network's intake."""
    mailbox: list[Watermark] = []
    post: list[Watermark] = []
    for fact in facts:
        mark = Watermark(through=fact.through, known_on=fact.on)
        match fact:
            case MailboxRead():
                mailbox.append(mark)
            case PostRegistered():
                post.append(mark)
    return Intake(mailbox=tuple(mailbox), post=tuple(post))


def grace_ends_on(last_day: date) -> date:
    """The first day on which the fifth working day after the last day has ended."""
    return nth_working_day_after(last_day, WORKING_DAYS_OF_GRACE) + timedelta(days=1)


def completeness(last_day: date, intake: Intake, today: date) -> Complete | Incomplete:
    """Whether everything that came in through `last_day` is known, and since when.

    The mailbox must have been read past that day, and either the network has confirmed its post
    or the fifth working day after it has ended (domain rule on silence).
    """
    mailbox = known_since(last_day, intake.mailbox)
    if mailbox is None or mailbox > today:
        return Incomplete(missing="mailbox", look_again_on=max(today, last_day) + timedelta(days=1))
    confirmed = known_since(last_day, intake.post)
    grace = grace_ends_on(last_day)
    if confirmed is not None and confirmed <= grace and confirmed <= today:
        return Complete(on=max(mailbox, confirmed), post_known_by="confirmation")
    if grace <= today:
        return Complete(on=max(mailbox, grace), post_known_by="fifth_working_day")
    return Incomplete(missing="post", look_again_on=grace)


def known_since(last_day: date, marks: tuple[Watermark, ...]) -> date | None:
    """The first day on which the reading was known to go through `last_day`."""
    days = [max(m.known_on, last_day + timedelta(days=1)) for m in marks if m.through >= last_day]
    return min(days, default=None)
