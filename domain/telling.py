"""Telling an addressee what became of the avenant: begun, left or posted, failed, seen to."""

from domain import facts as f
from domain.commands import (
    AbandonNotice,
    BeginNotice,
    FailNotice,
    PostNotice,
    RecordNoticeSent,
    SettleNotice,
)
from domain.state import Avenant, NoticeOnFile
from domain.turned import Turned, Why
from domain.values import Channel


def begin_notice(avenant: Avenant, command: BeginNotice) -> tuple[f.ConventionFact, ...]:
    """The intent to tell the addressee something, once for each cause.

    A notice that never left may be begun anew with other bytes, when an address has changed; one
    that failed, when a person wants it told again. A letter that waits to be posted stays as it is.
    """
    for notice in avenant.notices:
        if notice.notice is not command.notice or notice.about != command.about:
            continue
        if notice.again is not None or notice.abandoned:
            continue
        if notice.waits or notice.to_post or notice.sent:
            return ()
        if notice.content_hash == command.content_hash:
            return ()
    return (
        f.NoticeStarted(
            on=command.today,
            avenant=avenant.id,
            notice=command.notice,
            about=command.about,
            channel=command.channel,
            message_id=command.message_id,
            content_hash=command.content_hash,
            evidence=command.evidence,
            documents=command.documents,
        ),
    )


def record_notice_sent(avenant: Avenant, command: RecordNoticeSent) -> tuple[f.ConventionFact, ...]:
    """The notice left by e-mail; told twice is told once. Of a letter only a person says so."""
    notice = on_file(avenant, command.message_id)
    if notice.sent:
        return ()
    if notice.to_post or notice.abandoned:
        raise Turned(Why.OUT_OF_TURN, avenant=avenant.id, of=command.message_id)
    return (
        f.NoticeSent(
            on=command.today,
            avenant=avenant.id,
            notice=notice.notice,
            about=notice.about,
            message_id=notice.message_id,
            channel=notice.channel,
        ),
    )


def abandon_notice(avenant: Avenant, command: AbandonNotice) -> tuple[f.ConventionFact, ...]:
    """The post did not take the notice and never will; told twice is told once."""
    notice = on_file(avenant, command.message_id)
    if not notice.open:
        return ()
    return (
        f.NoticeAbandoned(
            on=command.today,
            avenant=avenant.id,
            notice=notice.notice,
            about=notice.about,
            message_id=notice.message_id,
        ),
    )


def on_file(avenant: Avenant, message_id: str) -> NoticeOnFile:
    """The notice of that Message-ID; raises Turned where none was begun."""
    notice = next((n for n in avenant.notices if n.message_id == message_id), None)
    if notice is None:
        raise Turned(Why.OUT_OF_TURN, avenant=avenant.id, of=message_id)
    return notice


def post_notice(avenant: Avenant, command: PostNotice) -> tuple[f.ConventionFact, ...]:
    """A person posted the letter, whatever has become of its cause since; twice is once."""
    notice = on_file(avenant, command.message_id)
    if notice.channel is not Channel.LETTER:
        raise Turned(Why.OUT_OF_TURN, avenant=avenant.id, of=command.message_id)
    if notice.posted_on == command.on:
        return ()
    if notice.sent:
        raise Turned(Why.SENT_ALREADY, avenant=avenant.id, on=notice.posted_on or notice.started_on)
    if command.on > command.today:
        raise Turned(Why.IN_THE_FUTURE, day=command.on, today=command.today)
    if command.on < notice.started_on:
        raise Turned(Why.BEFORE_DOCUMENT, day=command.on, made_for=notice.started_on)
    return (
        f.NoticePosted(
            on=command.on,
            avenant=avenant.id,
            notice=notice.notice,
            about=notice.about,
            message_id=notice.message_id,
            registered_number=command.registered_number,
            id=command.id,
            by=command.by,
        ),
    )


def fail_notice(avenant: Avenant, command: FailNotice) -> tuple[f.ConventionFact, ...]:
    """A notice did not arrive, or may not have; told twice is told once."""
    notice = on_file(avenant, command.message_id)
    if notice.failed is not None:
        return ()
    return (
        f.NoticeFailed(
            on=command.today,
            avenant=avenant.id,
            notice=notice.notice,
            about=notice.about,
            message_id=notice.message_id,
            how=command.how,
            reason=command.reason,
        ),
    )


def settle_notice(avenant: Avenant, command: SettleNotice) -> tuple[f.ConventionFact, ...]:
    """A person sees to the notices that failed: all of them, or the one that is named.

    Named, also a letter that waits to be posted, or that the post brought back: nobody but a
    person knows that.
    """
    waiting = [n for n in avenant.notices if n.waits and command.notice in {None, n.notice}]
    if not waiting and command.notice is not None:
        waiting = [n for n in avenant.notices if n.notice is command.notice and on_paper(n)][-1:]
    if not waiting:
        raise Turned(Why.NO_NOTICE_FAILED, avenant=avenant.id)
    if not command.reason.strip():
        raise Turned(Why.REASON_MISSING)
    return tuple(
        f.NoticeSettled(
            on=command.today,
            avenant=avenant.id,
            notice=notice.notice,
            about=notice.about,
            message_id=notice.message_id,
            again=command.again,
            reason=command.reason,
            by=command.by,
        )
        for notice in waiting
    )


def on_paper(notice: NoticeOnFile) -> bool:
    """Whether it is a letter that waits to be posted or was, and that nobody has seen to since."""
    return notice.to_post or (notice.posted_on is not None and not notice.settled)
