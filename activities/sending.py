"""Sending an avenant: intent before effect, effect before fact."""

from datetime import date

from activities.correspondence import Correspondence, Rendered
from activities.desk import Desk, View
from activities.kept import keep, kept
from activities.letters import render
from activities.post import Post, PostDoubtful, PostGivenUp, PostRefused
from activities.progress import network_cleared
from activities.recording import record, step_command
from activities.stepping import record_step
from activities.turned_back import doubtful, refused
from domain.commands import (
    AbandonSending,
    BeginSending,
    RecordSent,
    SupersedeAvenant,
)
from domain.facts import Purpose
from domain.sending import CLOSED, NextSending, next_sending
from domain.state import Communication, Prepared, ProviderAvenant
from domain.templates import TemplateKind
from domain.terms import window
from domain.values import Channel


def send(desk: Desk, avenant: str) -> View:
    """Finish the communication that was begun, or make and send the one that is due.

    At least once, under the same Message-ID, with identical bytes. A document is made for one day:
    when that day has passed and the post does not know the message, it is made anew. What the post
    refuses for good is a bounce; where nobody knows, a person is asked. Gives the avenant as it
    then stands.
    """
    try:
        return leave(desk, avenant)
    except PostRefused as error:
        return refused(desk, avenant, error)
    except PostDoubtful as error:
        return doubtful(desk, avenant, error)


def leave(desk: Desk, avenant: str) -> View:
    """The same where the post takes everything; raises what the post raises."""
    view = desk.view(avenant)
    in_flight = view.avenant.in_flight
    if in_flight is not None:
        view = finish(desk, view, in_flight) or abandon(desk, view, in_flight)
    due = next_sending(view.convention, view.avenant)
    if due is not None and may_be_sent(desk, view):
        view = begin(desk, view, due)
    return view


def may_be_sent(desk: Desk, view: View) -> bool:
    """A provider is told nothing before its network is concluded and released."""
    if not isinstance(view.avenant, ProviderAvenant):
        return True
    return not isinstance(view.avenant.standing, Prepared) or network_cleared(desk, view)


def begin(desk: Desk, view: View, due: NextSending) -> View:
    """Keep today's document as evidence, record the intent, then let it leave."""
    letter = correspondence(desk, view, due.ordinal, due.channel, view.today, due.purpose)
    document = render(letter, desk.office, desk.seal)
    command = BeginSending(
        today=view.today,
        avenant=view.avenant.id,
        ordinal=due.ordinal,
        purpose=due.purpose,
        channel=due.channel,
        message_id=document.message_id,
        content_hash=document.content_hash,
        evidence=keep(desk, document, view.convention.party),
        documents=document.documents,
    )
    view = record_step(desk, view, command, "begin", due.ordinal, anew=False)
    begun = view.avenant.in_flight
    if begun is None or begun.content_hash != document.content_hash:
        return view
    carry(desk, view, due.channel, document)
    if due.channel is Channel.EMAIL:
        return record_sent(desk, view, due.ordinal, desk.today())
    return view


def finish(desk: Desk, view: View, begun: Communication) -> View | None:
    """Let a communication leave whose intent is recorded; None if it is given up.

    Given up is what was made for a day that has passed, and what was closed meanwhile. A letter
    that lies on the posting list waits for the day on which it is really posted.
    """
    post, left_on = post_for(desk, view, begun.channel), begun.started_on
    if not post.delivered(begun.message_id):
        closed = isinstance(view.avenant.standing, CLOSED)
        if begun.channel is Channel.EMAIL and (closed or begun.started_on != view.today):
            # Also while another worker was about to let it leave, slow as it may be.
            gone = not post.give_up(begun.message_id)
            return record_sent(desk, view, begun.ordinal, begun.started_on) if gone else None
        if closed:
            return view
        letter = correspondence(
            desk, view, begun.ordinal, begun.channel, begun.started_on, begun.purpose
        )
        document = kept(desk, begun, letter)
        if document is None:
            return None
        try:
            post.deliver(document.message_id, document.content, document.envelope)
        except PostGivenUp:
            return None
        left_on = desk.today()
    if begun.channel is Channel.EMAIL:
        return record_sent(desk, view, begun.ordinal, left_on)
    return view


def abandon(desk: Desk, view: View, begun: Communication) -> View:
    """Give the intent up; the days will be reckoned from the communication that follows."""
    command = AbandonSending(today=view.today, avenant=view.avenant.id, ordinal=begun.ordinal)
    return record_step(desk, view, command, "abandon", begun.ordinal)


def record_sent(desk: Desk, view: View, ordinal: int, on: date) -> View:
    """The fact after the effect; a corrected text then takes the place of the old one."""
    command = RecordSent(
        today=desk.today(),
        avenant=view.avenant.id,
        id=step_command(view.avenant.id, "sent", ordinal),
        on=on,
        ordinal=ordinal,
    )
    view = record_step(desk, view, command, "sent", ordinal)
    if view.avenant.supersedes is None:
        return view
    supersede(desk, view, view.avenant.supersedes, on)
    return desk.view(view.avenant.id)


def supersede(desk: Desk, view: View, old: str, on: date) -> None:
    """The avenant whose text this one corrects is history from the day of the sending."""
    record(
        desk.store,
        view.convention.id,
        SupersedeAvenant(today=desk.today(), avenant=old, on=on, superseded_by=view.avenant.id),
        door="workflow",
        correlation=view.avenant.id,
        command_id=step_command(old, "supersede", view.avenant.id),
    )


def carry(desk: Desk, view: View, channel: Channel, document: Rendered) -> None:
    """Hand the document to the post, or put it on the network's posting list."""
    post_for(desk, view, channel).deliver(document.message_id, document.content, document.envelope)


def post_for(desk: Desk, view: View, channel: Channel) -> Post:
    """What carries that channel."""
    return desk.post if channel is Channel.EMAIL else desk.letters(view.convention.network)


def correspondence(
    desk: Desk, view: View, ordinal: int, channel: Channel, day: date, purpose: Purpose
) -> Correspondence:
    """What one communication is made from, for one day.

    An identical copy tells the days of the communication to which the window belongs.
    """
    network, recipient = desk.parties(view.convention)
    opening = view.avenant.opening
    told = opening.sent_on if opening and purpose is Purpose.COPY else None
    is_provider = isinstance(view.avenant, ProviderAvenant)
    days = window(told or day, channel, view.avenant.rules) if is_provider else None
    return Correspondence(
        avenant=view.avenant.id,
        ordinal=ordinal,
        kind=TemplateKind.PROVIDER_AVENANT if is_provider else TemplateKind.NETWORK_AVENANT,
        channel=channel,
        language=view.convention.language,
        day=day,
        rehearsal=desk.store.rehearsal,
        circular=view.circular,
        network=view.convention.network,
        network_kind=view.convention.kind,
        network_party=network,
        recipient=recipient,
        in_force_from=view.avenant.in_force_from,
        sent_on=told,
        announced_last_day=days.announced_last_day if days else None,
        terminates_on=days.terminates_on if days else None,
    )
