"""An office with avenants that were sent, and letters that come back. Nobody in it is real."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from uuid import uuid4

from activities.mailbox.keeping import keep
from activities.mailbox.matching import Matching
from activities.mailbox.parsing import parse
from activities.mailbox.reading import Listed
from activities.mailbox.taking_in import Desk, Fetched, Place, record_message
from activities.recording import record
from activities.tokens import ReplyTokens
from domain import commands as c
from domain.facts import Purpose
from domain.intake import Intake
from domain.mailbox import MessageInMailbox
from domain.state import Avenant, ProviderAvenant
from domain.terms import CURRENT_RULES
from domain.turned import NotPossible
from domain.values import AvenantKind, Channel, Language, NetworkKind, PartyKind, avenant_id
from journal.clock import BRUSSELS
from journal.envelope import Recorded
from journal.known_facts import known_facts
from journal.opening import Store, open_store
from journal.streams import load_convention, load_intake, load_mailbox

DOMAIN = "avenants.test"
TOKENS = ReplyTokens(b"k" * 32)
PROVIDER, NETWORK = "2026-001.K00123", "2026-001.net-namur"
SENT_ON = date(2026, 3, 3)
"""By e-mail: announced and admitted until 3 April; the fifth working day ends with 13 April."""
MAILBOX = "namur"


class StandingClock:
    """A real clock that stands where a test puts it."""

    rehearsal = False

    def __init__(self, day: date) -> None:
        self.is_on(day)

    def is_on(self, day: date, at: time = time(12)) -> None:
        """It is that day, at noon unless said otherwise."""
        self._now = datetime.combine(day, at, BRUSSELS)

    def now(self) -> datetime:
        return self._now

    def today(self) -> date:
        return self._now.date()


def at_noon(day: date) -> datetime:
    """Noon in Brussels, as a server would tell it."""
    return datetime.combine(day, time(12), BRUSSELS).astimezone(UTC)


@dataclass
class AnIntake:
    """A store on a clock of its own, with avenants that were sent, and what takes in mail."""

    folder: Path
    clock: StandingClock = field(default_factory=lambda: StandingClock(SENT_ON))
    uid: int = 0

    def __post_init__(self) -> None:
        self.store: Store = self.open()
        self.desk = self.desk_with(self.store)

    def open(self) -> Store:
        """The store, as another process would open it."""
        url = f"sqlite:///{self.folder / 'avenants.sqlite'}"
        return open_store(url, facts=known_facts(), clock=self.clock)

    def desk_with(self, store: Store) -> Desk:
        """What taking in needs."""

        def load(convention: str):  # noqa: ANN202 - as the worker gives it
            return load_convention(store.journal, convention)

        return Desk(store, Matching(TOKENS, DOMAIN, load))

    # -- what the office did -----------------------------------------------------------------------

    def give(self, convention: str, command: c.AnyCommand) -> tuple[Recorded, ...]:
        """Record a command of the engine that has to succeed."""
        answer = record(self.store, convention, command, door="workflow", correlation=convention)
        assert not isinstance(answer, NotPossible), answer
        return answer

    def sent(
        self, convention: str = "K00123", sent_on: date = SENT_ON, evidence: bytes | None = None
    ) -> str:
        """An avenant of that convention, sent by e-mail on that day."""
        self.clock.is_on(sent_on)
        network = convention.startswith("net-")
        number = avenant_id("2026-001", convention)
        self.give(
            convention,
            c.RegisterConvention(
                today=sent_on,
                convention=convention,
                network="namur",
                kind=NetworkKind.ADULT,
                party=f"p-{convention.lower()}",
                party_kind=PartyKind.NETWORK if network else PartyKind.INDEPENDENT,
                channel=Channel.EMAIL,
                language=Language.FR,
                began_on=date(2024, 1, 1),
            ),
        )
        self.give(
            convention,
            c.PrepareAvenant(
                today=sent_on,
                avenant=number,
                circular="2026-001",
                kind=AvenantKind.NETWORK if network else AvenantKind.PROVIDER,
                content="content",
                rules=CURRENT_RULES,
                entry_into_force=date(2026, 1, 1),
            ),
        )
        kept = self.store.evidence.put(evidence, "message/rfc822") if evidence else None
        self.give(
            convention,
            c.BeginSending(
                today=sent_on,
                avenant=number,
                ordinal=1,
                purpose=Purpose.FIRST,
                channel=Channel.EMAIL,
                message_id=message_id_of(number),
                content_hash="0" * 64,
                evidence=kept,
            ),
        )
        command = c.RecordSent(today=sent_on, avenant=number, id=uuid4(), on=sent_on, ordinal=1)
        self.give(convention, command)
        return number

    # -- what comes in -----------------------------------------------------------------------------

    def comes_in(
        self, raw: bytes, on: date, *, uidvalidity: int = 1, desk: Desk | None = None
    ) -> tuple[Recorded, ...]:
        """A message comes in on that day, and is taken in the same day."""
        self.uid += 1
        self.clock.is_on(max(on, self.clock.today()))
        used = desk or self.desk
        place = Place(MAILBOX, uidvalidity, Listed(self.uid, len(raw), at_noon(on)))
        found = Fetched(keep(used.store.evidence, raw), parse(raw), raw)
        return record_message(used, place, found)

    def messages(self) -> tuple[MessageInMailbox, ...]:
        """What is on file of the mailbox."""
        return load_mailbox(self.store.journal, MAILBOX).messages

    def avenant(self, number: str = PROVIDER) -> Avenant:
        """An avenant as the journal stands."""
        convention = load_convention(self.store.journal, number.partition(".")[2])
        found = convention.avenant(number) if convention else None
        assert found is not None
        return found

    def provider(self, number: str = PROVIDER) -> ProviderAvenant:
        """A provider's avenant as the journal stands."""
        found = self.avenant(number)
        assert isinstance(found, ProviderAvenant)
        return found

    def try_to_conclude(self, number: str = PROVIDER) -> NotPossible | tuple[Recorded, ...]:
        """Let the engine conclude silence today, if nothing is in the way."""
        intake: Intake = load_intake(self.store.journal, "namur")
        today = self.clock.today()
        return record(
            self.store,
            number.partition(".")[2],
            c.ConcludeSilence(today=today, avenant=number, intake=intake),
            door="workflow",
            correlation=number,
        )


def message_id_of(avenant: str) -> str:
    """The Message-ID of the first communication of an avenant."""
    kind = "network_avenant" if ".net-" in avenant else "provider_avenant"
    return f"<{avenant}.1.{kind}@{DOMAIN}>"


def reply_address(avenant: str = PROVIDER, part: str = "c1") -> str:
    """Where an answer to that mail goes."""
    return f"reponses+{TOKENS.token(avenant, part)}@namur.test"


def a_letter(
    to: str = "reponses@namur.test",
    *,
    text: str = "Je refuse cet avenant.",
    sent_at: datetime | None = datetime(2026, 3, 20, 9, tzinfo=BRUSSELS),
    message_id: str | None = "<1@provider.test>",
    headers: tuple[tuple[str, str], ...] = (),
    attachments: tuple[tuple[str, bytes], ...] = (),
) -> bytes:
    """A letter from a provider's own mail program."""
    message = EmailMessage()
    message["From"] = "Élise Dubois-Fictif <elise@dubois.example>"
    message["To"] = to
    message["Subject"] = "Avenant"
    if sent_at is not None:
        message["Date"] = format_datetime(sent_at)
    if message_id is not None:
        message["Message-ID"] = message_id
    for name, value in headers:
        message[name] = value
    message.set_content(text)
    for media_type, content in attachments:
        kind, _, subtype = media_type.partition("/")
        message.add_attachment(content, maintype=kind, subtype=subtype, filename="attached")
    return message.as_bytes()


def a_report(
    to: str,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    recipient: str = "elise@dubois.example",
    envelope_id: str = "",
    extra: str = "",
) -> bytes:
    """A report on delivery as postfix writes it (RFC 3464)."""
    envelope = f"Original-Envelope-Id: {envelope_id}\r\n" if envelope_id else ""
    return (
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mail.test (Mail Delivery System)\r\n"
        f"To: {to}\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\r\n'
        "Date: Wed, 4 Mar 2026 10:00:00 +0100\r\nMessage-Id: <dsn@mail.test>\r\n\r\n"
        "--B\r\nContent-Type: text/plain\r\n\r\nThe mail system.\r\n"
        "--B\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; mail.test\r\n{envelope}Arrival-Date: Wed, 4 Mar 2026\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nOriginal-Recipient: rfc822;{recipient}\r\n"
        f"Action: {action}\r\nStatus: {status}\r\nDiagnostic-Code: X-Postfix; unknown user\r\n\r\n"
        f"{extra}"
        "--B\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: avenant\r\n\r\n--B--\r\n"
    ).encode()
