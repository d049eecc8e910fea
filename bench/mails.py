"""Mails through a local postfix with intent and fact for each, beside a bare aiosmtplib loop."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from aiosmtplib import SMTP

from activities.correspondence import Rendered
from activities.desk import Desk
from activities.kept import keep
from activities.letters import render
from activities.post import Envelope
from activities.sending import carry, correspondence, record_sent
from activities.starting import Start
from activities.stepping import record_step
from bench.figures import LEAST, Figure, beside, say
from bench.lives import documents_beforehand
from bench.month import SENT_ON, ShortMonth
from bench.office import Office
from domain.commands import BeginSending
from domain.facts import Purpose
from domain.values import Channel
from interfaces.posts import post_of
from interfaces.running.mail_configuration import DISCARDED
from interfaces.running.mail_servers import MailServers, start_mail_servers, why_not
from interfaces.settings import Settings
from journal.opening import CONNECTIONS
from journal.streams import load_convention_of

MAILS = 250
"""Of one round; four rounds are the thousand."""


def mails(folder: Path, _seconds: float) -> list[Figure]:
    """Two figures: beside one bare loop, and beside as many as a worker has connections."""
    if lacking := why_not():
        say(f"NOT MEASURED: mails through a local postfix. {lacking}")
        return []
    with start_mail_servers() as servers:
        office = an_office(folder, servers)
        try:
            return figures(office, servers)
        finally:
            office.close()


def an_office(folder: Path, servers: MailServers) -> Office:
    """An office whose mail server is that postfix; its networks were written to before."""
    office = Office(folder, MAILS * (LEAST + 1), ShortMonth())
    settings = Settings(
        data=folder,
        mail_by="smtp",
        smtp_host="127.0.0.1",
        smtp_port=servers.ports.smtp,
        smtp_security="none",
        smtp_per_minute=0,
        office_address=servers.office,
    )
    office.desk = Desk(
        store=office.store,
        post=post_of(settings, office.store),
        letters=office.desk.letters,
        office=office.desk.office,
    )
    return office


def figures(office: Office, servers: MailServers) -> list[Figure]:
    """Measured in turns, so that noise hits all; the first round warms them up."""
    say(f"mails: {MAILS} a round are rendered beforehand")
    one: list[tuple[float, float]] = []
    many: list[tuple[float, float]] = []
    coming = iter(office.starts)
    for number in range(LEAST + 1):
        with documents_beforehand():
            page = list(written(office, islice(coming, MAILS)))
        content = [document for _, document in page]
        ours = rate_of_ours(office, page)
        loop = asyncio.run(rate_of_loops(servers.ports.smtp, content, 1))
        loops = asyncio.run(rate_of_loops(servers.ports.smtp, content, CONNECTIONS))
        if number:
            say(
                f"mails: {ours:.0f}/s beside {loop:.0f}/s, and {loops:.0f}/s of {CONNECTIONS} loops"
            )
            one.append((ours, loop))
            many.append((ours, loops))
    check(office)
    return [
        beside(
            "mails through postfix",
            "mails/s",
            one,
            target="0.5",
            beside="a loop with bare aiosmtplib: the same mails, one connection, nothing recorded",
        ),
        beside(
            f"the same, {CONNECTIONS} connections",
            "mails/s",
            many,
            target="",
            beside=f"{CONNECTIONS} such loops at once, as many connections as a worker has",
        ),
    ]


def written(office: Office, starts: Iterator[Start]) -> Iterator[tuple[Start, Rendered]]:
    """The mails, each two pages in an attachment; how fast those are made is measured elsewhere.

    So each language has one attachment; the text of each mail, and its addresses, are its own.
    """
    for start in starts:
        view = office.desk.view(start.avenant)
        letter = correspondence(office.desk, view, 1, Channel.EMAIL, SENT_ON, Purpose.FIRST)
        document = render(letter, office.desk.office)
        sender = document.envelope.sender if document.envelope else office.settings.office_address
        envelope = Envelope(sender=sender, recipients=(f"provider@{DISCARDED}",))
        yield start, document.model_copy(update={"envelope": envelope})


def rate_of_ours(office: Office, page: Sequence[tuple[Start, Rendered]]) -> float:
    """Evidence, intent, mail, fact: by as many threads as a worker has."""
    with ThreadPoolExecutor(CONNECTIONS) as hands:
        began = time.perf_counter()
        list(hands.map(lambda one: send(office.desk, *one), page))
        return len(page) / (time.perf_counter() - began)


def send(desk: Desk, start: Start, document: Rendered) -> None:
    """As the step does it, with a document that was made before."""
    view = desk.view(start.avenant)
    command = BeginSending(
        today=view.today,
        avenant=start.avenant,
        ordinal=1,
        purpose=Purpose.FIRST,
        channel=Channel.EMAIL,
        message_id=document.message_id,
        content_hash=document.content_hash,
        evidence=keep(desk, document, view.convention.party),
        documents=document.documents,
    )
    view = record_step(desk, view, command, "begin", 1)
    carry(desk, view, Channel.EMAIL, document)
    record_sent(desk, view, 1, view.today)


async def rate_of_loops(port: int, documents: Sequence[Rendered], loops: int) -> float:
    """Bare loops, each on one connection that it keeps."""

    async def loop(own: Sequence[Rendered]) -> None:
        session = SMTP(
            hostname="127.0.0.1", port=port, start_tls=False, local_hostname="bench.test"
        )
        async with session as server:
            for document in own:
                assert document.envelope is not None
                sender, recipients = document.envelope.sender, document.envelope.recipients
                await server.sendmail(sender, list(recipients), document.content)

    began = time.perf_counter()
    await asyncio.gather(*(loop(documents[first::loops]) for first in range(loops)))
    return len(documents) / (time.perf_counter() - began)


def check(office: Office) -> None:
    """Nobody is measured who did not do the work: each is recorded as sent, and did leave."""
    for start in office.starts:
        convention = load_convention_of(office.store.journal, start.avenant)
        avenant = convention.avenant(start.avenant) if convention else None
        assert avenant is not None
        (sent,) = avenant.communications
        assert sent.sent_on == SENT_ON
        assert office.desk.post.delivered(sent.message_id)
