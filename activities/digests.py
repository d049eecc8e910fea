"""The daily word to people of the office about what waits for them: ids and days, nobody's name."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

import structlog

from activities.correspondence import Office
from activities.post import DifferentBytes, Envelope, Post, PostDoubtful, PostRefused
from activities.wording import REHEARSAL, day_in_words, one_line
from domain.tasks import Task
from domain.values import Language, Value
from journal.people import StaffMember

_BRUSSELS = ZoneInfo("Europe/Brussels")
_OFFICE_OPENS = time(9)

log = structlog.get_logger(__name__)


class Pressing(Value):
    """A task that somebody is reminded of, with the command that settles it."""

    task: Task
    command: str
    escalated: bool


class _Words(Value):
    subject: str
    opening: str
    since: str
    deadline: str
    escalated: str
    closing: str


_WORDS = MappingProxyType(
    {
        Language.FR: _Words(
            subject="Avenants : {count} tâche(s) vous attendent",
            opening="Ces tâches attendent une personne :",
            since="depuis le {day}",
            deadline="échéance le {day}",
            escalated="signalée à l'INAMI",
            closing="La liste complète : avenants tasks",
        ),
        Language.NL: _Words(
            subject="Wijzigingsclausules: {count} ta(a)k(en) wachten op u",
            opening="Deze taken wachten op een persoon:",
            since="sinds {day}",
            deadline="uiterlijk {day}",
            escalated="gemeld aan het RIZIV",
            closing="De volledige lijst: avenants tasks",
        ),
        Language.DE: _Words(
            subject="Nachträge: {count} Aufgabe(n) warten auf Sie",
            opening="Diese Aufgaben warten auf eine Person:",
            since="seit dem {day}",
            deadline="bis zum {day}",
            escalated="dem LIKIV gemeldet",
            closing="Die ganze Liste: avenants tasks",
        ),
        Language.EN: _Words(
            subject="Avenants: {count} task(s) wait for you",
            opening="These tasks wait for a person:",
            since="since {day}",
            deadline="due by {day}",
            escalated="brought to INAMI's attention",
            closing="The whole list: avenants tasks",
        ),
    }
)


class Addressed(NamedTuple):
    """A member of the staff, and what waits for that person."""

    member: str
    person: StaffMember
    pressing: Sequence[Pressing]


def send_digests(
    post: Post,
    office: Office,
    people: Iterable[Addressed],
    today: date,
    *,
    rehearsal: bool,
) -> tuple[int, tuple[str, ...]]:
    """Write to each of them; gives how many mails left now, and whose were refused or in doubt.

    One whose mail is refused keeps nobody else from being told. Raises PostUnavailable.
    """
    written, missed = 0, list[str]()
    for one in people:
        try:
            written += send_digest(
                post, office, one.member, one.person, one.pressing, today, rehearsal=rehearsal
            )
        except (PostRefused, PostDoubtful) as error:
            log.warning("not_reminded", person=one.member, why=str(error))
            missed.append(one.member)
    return written, tuple(missed)


def send_digest(
    post: Post,
    office: Office,
    member: str,
    person: StaffMember,
    pressing: Sequence[Pressing],
    today: date,
    *,
    rehearsal: bool,
) -> bool:
    """Write to a member of the staff, once a day at most; whether a mail left now.

    Raises what the post raises; a second try the same day sends nothing twice.
    """
    message_id = f"<tasks.{member}.{today}@{office.message_domain}>"
    if not pressing or post.delivered(message_id):
        return False
    content = digest(office, message_id, person, pressing, today, rehearsal=rehearsal)
    envelope = Envelope(sender=office.address, recipients=(person.email,))
    try:
        post.deliver(message_id, content, envelope)
    except DifferentBytes:
        # Another process told them in this moment, when something less or more was waiting.
        return False
    return True


def digest(
    office: Office,
    message_id: str,
    person: StaffMember,
    pressing: Sequence[Pressing],
    today: date,
    *,
    rehearsal: bool,
) -> bytes:
    """The e-mail, the same bytes from the same input."""
    words, language = _WORDS[person.language], person.language
    mark = f"[{REHEARSAL[language]}] " if rehearsal else ""
    mail = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    mail["From"] = _mailbox(office.name, office.address)
    mail["To"] = _mailbox(person.name, person.email)
    mail["Subject"] = mark + words.subject.format(count=len(pressing))
    mail["Date"] = format_datetime(datetime.combine(today, _OFFICE_OPENS, _BRUSSELS))
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"
    lines = [line for one in pressing for line in _told(one, language)]
    text = "\n".join([mark + words.opening, "", *lines, words.closing, ""])
    mail.set_content(text, cte="quoted-printable")
    return mail.as_bytes()


def _mailbox(name: str, address: str) -> Address:
    return Address(display_name=one_line(name), addr_spec=address)


def _told(one: Pressing, language: Language) -> list[str]:
    words, task = _WORDS[language], one.task
    said = [words.since.format(day=day_in_words(task.since, language))]
    if task.deadline is not None:
        said.append(words.deadline.format(day=day_in_words(task.deadline, language)))
    if one.escalated:
        said.append(words.escalated)
    return [
        f"- {task.kind} {task.avenant} ({task.network}): {'; '.join(said)}",
        f"  {one.command}",
        "",
    ]
