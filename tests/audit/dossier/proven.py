"""An office with an avenant about which there are mails, letters and names, sealed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from audit.dossier.leaving_out import LeaveOut
from audit.dossier.making import Dossier, make_dossier
from audit.seals.folder import SealsFolder
from audit.seals.keys import make_signer
from audit.seals.sealer import Sealer
from domain import commands as c
from domain import facts as f
from domain.circular_facts import CircularLaunched
from domain.intake import MailboxRead, PostRegistered
from domain.mailbox import MessageAssigned, MessageKept, MessageKind
from domain.terms import CURRENT_RULES
from domain.values import (
    AvenantKind,
    Channel,
    Language,
    NetworkKind,
    PartyKind,
    Role,
)
from journal.envelope import Context
from journal.keys.place import keys_of
from journal.known_facts import known_facts
from journal.opening import Store, open_rehearsal
from journal.people import Independent, StaffMember
from journal.register_rows import StaffRow, party_of
from journal.registration import Entry, apply_import, plan_import
from tests.audit.office import ANNA, NAMUR, SECOND, K, Office, day, morning

PARTY = "p-0123456789"
PDF = b"%PDF-1.7 not to be read by anybody here %%EOF"
PSYCHOLOGIST = Independent(
    name="Mathilde Sansregret",
    address="Rue du Pont 1, 5000 Namur",
    inami="83456789401",
    national_number="85.07.30-033.28",
    bce="0403.019.261",
    email="mathilde@sansregret.example",
)
ANNAS_NAME = "Anna Verlinden"


@dataclass
class Proven:
    """The store, its seals, and ways to make dossiers of its avenants."""

    store: Store
    office: Office
    folder: SealsFolder
    key: Path

    @property
    def public(self) -> str:
        """The key that signs here."""
        return make_signer(self.key).key

    def seal(self) -> None:
        Sealer(self.store, self.folder, [make_signer(self.key)]).seal()

    def dossier(self, avenant: str = K, leave_out: LeaveOut | None = None) -> Dossier:
        return make_dossier(self.store, self.folder, avenant, leave_out or LeaveOut())

    def append(self, stream: str, *facts: f.Fact) -> None:
        """Record facts of any stream as Anna does at her terminal."""
        version = len(self.store.journal.read(stream))
        context = Context(command_id=uuid4(), actor=ANNA, channel="cli", correlation=stream)
        self.store.journal.append(stream, facts, expected_version=version, context=context)


def mail(subject: str, text: str, attached: bytes | None = None) -> bytes:
    """A message as it leaves."""
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "inami.cell@office.example"
    message["To"] = PSYCHOLOGIST.email
    message.set_content(text)
    if attached is not None:
        message.add_attachment(attached, maintype="application", subtype="pdf", filename="a.pdf")
    return message.as_bytes()


@contextmanager
def proven(url: str, folder: Path) -> Iterator[Proven]:
    """A sealed office: one avenant sent and contested, another one, a circular, the post."""
    store, clock = open_rehearsal(
        url,
        facts=known_facts(),
        starts_at=morning(day("03-03")),
        keys=keys_of(f"{folder}/office"),
    )
    with store:
        made = Proven(store, Office(store, clock), SealsFolder(folder / "seals"), folder / "key")
        happens(made)
        made.seal()
        yield made


def happens(made: Proven) -> None:
    """What there is to prove."""
    store, office = made.store, made.office
    store.people.put(PARTY, PSYCHOLOGIST, office.clock.now(), ANNA)
    register_anna(made)
    content = store.evidence.put(b'{"circular":"2026-001"}', "application/json")
    made.append(
        "circular-2026-001",
        CircularLaunched(
            on=day("03-03"), circular="2026-001", reference="Psy-Ort/2026/001", kind="amending",
            content=content, corrects=None, by=ANNA,
        ),
    )  # fmt: skip
    made.append(
        f"convention-net-{NAMUR}",
        f.AvenantConcluded(
            on=day("03-03"), avenant=f"2026-001.net-{NAMUR}", by=ANNA,
            evidence=store.evidence.put(PDF + b" signed", "application/pdf"),
        ),
        f.SendingReleased(on=day("03-03"), avenant=f"2026-001.net-{NAMUR}", by=ANNA),
    )  # fmt: skip
    prepare(office, K, content)
    office.prepare(SECOND)
    letter = mail("Avenant", "Madame, voici votre avenant.", PDF)
    office.must(
        K,
        c.BeginSending,
        ordinal=1,
        purpose=f.Purpose.FIRST,
        channel=Channel.EMAIL,
        message_id=f"<{K}.1@mail.example>",
        content_hash=sha256(letter).hexdigest(),
        evidence=store.evidence.put(letter, "message/rfc822"),
        documents=(f.Document(name="a.pdf", sha256=sha256(PDF).hexdigest()),),
    )
    office.must(K, c.RecordSent, on=office.today, ordinal=1)
    received(made)
    office.on("04-20").conclude(K)
    refusal = store.evidence.put(mail("Re", "Je refuse."), "message/rfc822")
    office.refuse(K, "04-02", evidence=refusal)
    office.on("04-21")


def received(made: Proven) -> None:
    """What came in: a message about the avenant, and what says that all post was read."""
    answer = made.store.evidence.put(mail("Re", "Que veut dire cet avenant ?"), "message/rfc822")
    number = uuid4()
    made.append(
        "mailbox-namur",
        MessageKept(
            on=day("03-10"), id=number, mailbox="namur", uidvalidity=1, uid=1, sha256="1" * 64,
            evidence=answer, kind=MessageKind.OTHER, dispatched_on=None, avenant=None,
            matched_by="none",
        ),
        MessageAssigned(
            on=day("03-11"), mailbox="namur", message=number, avenant=K,
            reason="Mme Sansregret a téléphoné.", by=ANNA,
        ),
    )  # fmt: skip
    made.append(
        f"intake-{NAMUR}",
        MailboxRead(on=day("03-12"), network=NAMUR, through=day("03-11"), by="engine"),
        MailboxRead(on=day("04-19"), network=NAMUR, through=day("04-18"), by="engine"),
        PostRegistered(on=day("04-19"), network=NAMUR, through=day("04-18"), by=ANNA),
    )


def prepare(office: Office, avenant: str, content: str) -> None:
    """A convention with an avenant whose text is kept."""
    office.must(
        avenant,
        c.RegisterConvention,
        convention="K00123",
        network=NAMUR,
        kind=NetworkKind.ADULT,
        party=PARTY,
        party_kind=PartyKind.INDEPENDENT,
        channel=Channel.EMAIL,
        language=Language.FR,
        began_on=day("01-01"),
    )
    office.must(
        avenant,
        c.PrepareAvenant,
        circular="2026-001",
        kind=AvenantKind.PROVIDER,
        content=content,
        rules=CURRENT_RULES,
        entry_into_force=day("01-01"),
    )


def register_anna(made: Proven) -> None:
    """Anna, by her name."""
    anna = StaffMember(name=ANNAS_NAME, email="anna@office.example", language=Language.FR)
    row = StaffRow(id=ANNA, role=Role.INAMI, party=party_of("staff", ANNA))
    registers = made.store.registers
    plan = plan_import("staff", [Entry(row=1, record=row, person=anna)], registers)
    apply_import(plan, registers, recorded_at=made.office.clock.now(), by=ANNA)
