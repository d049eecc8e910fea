"""Telling addressees what became of their avenant: intent, effect, fact, once for each cause."""

from datetime import date

from activities.correspondence import Correspondence
from activities.desk import Desk, View
from activities.kept import keep, kept
from activities.letters import render
from activities.notice_days import days_of
from activities.post import PostDoubtful, PostGivenUp, PostRefused
from activities.sending import carry, post_for
from activities.stepping import record_step
from domain.commands import AbandonNotice, BeginNotice, FailNotice, RecordNoticeSent
from domain.facts import Notice, NoticeFailure
from domain.notices import Owed, named, notices_to_post, overtaken, owed
from domain.state import NoticeOnFile, ProviderAvenant
from domain.templates import TemplateKind
from domain.values import Channel

TEMPLATES = {notice: TemplateKind(notice.value) for notice in Notice}
"""Every notice has a text of its own, of the same name."""


def tell_what_is_owed(desk: Desk, view: View) -> View:
    """Send every notice that is due and has not left; gives the avenant as it then stands.

    A letter lies on the posting list from its intent on; here its file is put there as well, had
    the step been broken off before it was.
    """
    for letter in notices_to_post(view.avenant):
        if letter.started_on == view.today:
            finish(desk, view, named(letter), letter)
    for begun in overtaken(view.avenant, view.circular.reminders, view.today):
        view = give_up(desk, view, begun)
    for notice in owed(view.avenant, view.circular.reminders, view.today):
        view = tell(desk, view, notice)
    return view


def tell(desk: Desk, view: View, due: Owed) -> View:
    """One notice: the intent, the mail and that it left, or the letter for a person to post.

    Where a mail server refuses it for good, or nobody knows whether it took it, a person sees to
    it: it is never told again by itself.
    """
    begun = last_begun(view, due)
    if begun is not None and begun.abandoned:
        begun = None
    try:
        if begun is None or begun.again is not None or not finish(desk, view, due, begun):
            asked = begun.again if begun is not None else None
            view, carried = begin(desk, view, due, asked or view.convention.channel)
            if not carried:
                return view
    except PostRefused as error:
        return failed(desk, view, due, "refused", error.reason)
    except PostDoubtful as error:
        return failed(desk, view, due, "doubtful", error.why)
    begun = last_begun(view, due)
    if begun is None or begun.channel is Channel.LETTER:
        return view
    return left(desk, view, begun)


def give_up(desk: Desk, view: View, begun: NoticeOnFile) -> View:
    """A mail that something overtook between its intent and its fact: it left, or never will.

    Where it left, whoever got it is owed a word about what overtook it.
    """
    try:
        never_leaves = post_for(desk, view, begun.channel).give_up(begun.message_id)
    except PostRefused as error:
        return fail(desk, view, begun, "refused", error.reason)
    except PostDoubtful as error:
        return fail(desk, view, begun, "doubtful", error.why)
    if not never_leaves:
        return left(desk, view, begun)
    command = AbandonNotice(
        today=desk.today(), avenant=view.avenant.id, message_id=begun.message_id
    )
    return record_step(desk, view, command, f"abandon {begun.notice}", begun.message_id)


def left(desk: Desk, view: View, begun: NoticeOnFile) -> View:
    """The fact that a mail left."""
    command = RecordNoticeSent(
        today=desk.today(), avenant=view.avenant.id, message_id=begun.message_id
    )
    return record_step(desk, view, command, f"told {begun.notice}", begun.message_id)


def failed(desk: Desk, view: View, due: Owed, how: NoticeFailure, reason: str) -> View:
    """The notice that was begun last did not leave, or may not have."""
    view = desk.view(view.avenant.id)
    begun = last_begun(view, due)
    return view if begun is None else fail(desk, view, begun, how, reason)


def fail(desk: Desk, view: View, begun: NoticeOnFile, how: NoticeFailure, reason: str) -> View:
    """The fact that a notice did not leave, or may not have: a task for a person."""
    command = FailNotice(
        today=view.today,
        avenant=view.avenant.id,
        message_id=begun.message_id,
        how=how,
        reason=reason,
    )
    return record_step(desk, view, command, f"failed {begun.notice}", begun.message_id)


def last_begun(view: View, due: Owed) -> NoticeOnFile | None:
    """The notice of that cause whose intent is recorded, if there is one."""
    begun = (n for n in view.avenant.notices if n.notice is due.notice and n.about == due.about)
    return max(begun, key=view.avenant.notices.index, default=None)


def begin(desk: Desk, view: View, due: Owed, channel: Channel) -> tuple[View, bool]:
    """Write the notice and keep it, record the intent, and let it leave; whether it did.

    It does not where something came in while it was written, which it may know nothing of, and
    where another worker has begun it with other bytes: the next step sees to either.
    """
    ordinal = len(view.avenant.notices) + 1
    letter = correspondence(desk, view, due, ordinal, channel, view.today)
    document = render(letter, desk.office)
    command = BeginNotice(
        today=view.today,
        avenant=view.avenant.id,
        notice=due.notice,
        about=due.about,
        channel=channel,
        message_id=document.message_id,
        content_hash=document.content_hash,
        evidence=keep(desk, document, view.convention.party),
        documents=document.documents,
    )
    step = f"tell {due.notice} {ordinal}"
    view = record_step(desk, view, command, step, due.about, anew=False)
    begun = last_begun(view, due)
    if begun is None or begun.content_hash != document.content_hash:
        return view, False
    carry(desk, view, channel, document)
    return view, True


def finish(desk: Desk, view: View, due: Owed, begun: NoticeOnFile) -> bool:
    """Let a notice leave that was begun, with the bytes that were kept; False if there are none."""
    if post_for(desk, view, begun.channel).delivered(begun.message_id):
        return True
    ordinal = view.avenant.notices.index(begun) + 1
    letter = correspondence(desk, view, due, ordinal, begun.channel, begun.started_on)
    document = kept(desk, begun, letter)
    if document is None:
        return False
    try:
        carry(desk, view, begun.channel, document)
    except PostGivenUp:
        return False
    return True


def correspondence(
    desk: Desk, view: View, due: Owed, ordinal: int, channel: Channel, day: date
) -> Correspondence:
    """What a notice is made from, with the days it has to name."""
    network, recipient = desk.parties(view.convention)
    avenant = view.avenant
    opening = avenant.opening
    plain = Correspondence(
        avenant=avenant.id,
        ordinal=ordinal,
        kind=TEMPLATES[due.notice],
        channel=channel,
        language=view.convention.language,
        day=day,
        rehearsal=desk.store.rehearsal,
        circular=view.circular,
        network=view.convention.network,
        network_kind=view.convention.kind,
        network_party=network,
        recipient=recipient,
        in_force_from=avenant.in_force_from,
        sent_on=opening.sent_on if opening else avenant.communications[0].started_on,
    )
    if not isinstance(avenant, ProviderAvenant):
        return plain
    return plain.model_copy(update=days_of(view.convention, avenant, due))
