"""Letters: who gets what, in whose language, in bytes that never change."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default, strict
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.correspondence import Correspondence, message_id
from activities.emails import NoUsableAddress
from activities.letter_fields import FieldMissing
from activities.letters import NEVER_MENDED, render
from activities.texts import TextFault
from activities.wording import (
    bce_in_groups,
    day_in_words,
    euros,
    national_in_groups,
    one_line,
)
from domain.budget import BudgetKind
from domain.circular import NoSuchText
from domain.facts import Outcome
from domain.templates import AMENDING_KINDS, DOCUMENT_KINDS, Template, TemplateKind
from domain.values import Channel, Language, NetworkKind
from journal.people import Independent
from tests.activities import reading
from tests.activities.builders import (
    OFFICE,
    a_circular,
    a_communication,
    a_network,
    a_network_communication,
    an_independent,
    an_organisation,
    with_text,
)
from workflows.timing import USELESS_TO_REPEAT

pytestmark = pytest.mark.slow

NATIONAL = (Language.FR, Language.NL, Language.DE)
COVERS = {TemplateKind.COVERING_LETTER, TemplateKind.NETWORK_COVERING_LETTER}
KINDS = [*DOCUMENT_KINDS, *(kind for kind in AMENDING_KINDS if kind not in COVERS)]


def mail(letter: Correspondence) -> EmailMessage:
    """The e-mail as the addressee's program reads it."""
    read = message_from_bytes(render(letter, OFFICE).content, policy=default)
    assert isinstance(read, EmailMessage)
    return read


def texts(letter: Correspondence) -> list[str]:
    """Every text of the e-mail: the body, then what a reader finds in each PDF."""
    parts = [part for part in mail(letter).walk() if not part.is_multipart()]
    body, *pdfs = (part.get_content() for part in parts)
    return [body, *map(reading.text, pdfs)]


def on_paper(letter: Correspondence) -> str:
    """The text of the letter, as a reader finds it."""
    return reading.text(render(letter, OFFICE).content)


def of_kind(kind: TemplateKind, **changes: Any) -> Correspondence:
    """A communication of that kind with every day it may have to name, and a decision."""
    days = {
        "refusal_received_on": date(2026, 3, 20),
        "concluded_on": date(2026, 4, 14),
        "decided_on": date(2026, 4, 15),
        "decision": Outcome.REFUSAL,
        "refused_ends_on": date(2026, 6, 1),
        "extended_until": date(2026, 5, 4),
        "convention_ended_on": date(2026, 5, 1),
    }
    network = {TemplateKind.NETWORK_AVENANT, TemplateKind.REMINDER}
    make = a_network_communication if kind in network else a_communication
    return make(kind=kind, **days | changes)


# -- what a provider is told ------------------------------------------------------------------


def test_a_provider_is_told_of_avenant_coordinated_version_last_day_and_termination() -> None:
    """Without both references the sending would be void (art. 24 §2)."""
    body, avenant = texts(a_communication())
    for said in (
        "troisième",
        "version coordonnée",
        "https://inami.example/coordonnee",
        "3 avril 2026",
        "1er juin 2026",
        "reponses@namur.example",
    ):
        assert said in body.replace("\r\n", "\n"), said
    assert "Élise Dubois-Fictif Adresse : Rue du Moulin 12, boîte 3, 5000 Namur" in avenant
    assert "Un soutien est offert." in avenant
    assert "1er janvier 2026" in avenant


def test_the_network_speaks_to_its_provider_and_gets_the_answer() -> None:
    """The engine only carries the mail: From names the network, Reply-To is its address."""
    read = mail(a_communication())
    assert read["From"].addresses[0].display_name == "NAMUR"
    assert read["From"].addresses[0].addr_spec == "avenants@inami.test"
    assert [a.addr_spec for a in read["Reply-To"].addresses] == ["reponses@namur.example"]
    assert [a.addr_spec for a in read["To"].addresses] == ["elise@dubois.example"]
    assert read["Cc"] is None


def test_inami_speaks_to_a_network_with_copies_to_its_coordinator_and_institution() -> None:
    read = mail(a_network_communication())
    assert read["From"].addresses[0].display_name == OFFICE.name
    assert read["Reply-To"].addresses[0].addr_spec == "cellule@inami.test"
    assert read["To"].addresses[0].addr_spec == "direction@etangs.example"
    copies = [address.addr_spec for address in read["Cc"].addresses]
    assert copies == ["coordination@namur.example", "facturation@gue.example"]


def test_a_network_reads_its_own_figures_as_published() -> None:
    """The additions of the circular, and the yearly budget of art. 14 line by line."""
    body, avenant = (text.replace("\u00a0", " ") for text in texts(a_network_communication()))
    for figure in ("71 428,57 €", "137 482,22 €", "208 910,79 €"):
        assert figure in body
    for figure in ("1 137 482,22 €", "171 428,57 €", "100 000,00 €", "1 408 910,79 €"):
        assert figure in avenant
    assert "2 500,00 €" in avenant
    assert "frais de fonctionnement" in avenant


def test_a_network_to_which_nothing_is_added_reads_no_addition() -> None:
    """Child and adolescent networks get an avenant and a budget, but no row of additions."""
    letter = a_network_communication(
        avenant="2026-001.net-kirikou",
        network="kirikou",
        network_kind=NetworkKind.CHILD_ADOLESCENT,
        network_party=a_network(name="KIRIKOU"),
    )
    body, avenant = (text.replace("\u00a0", " ") for text in texts(letter))
    assert "208 910,79" not in body
    assert "1 408 910,79 €" in avenant


def test_an_organisation_is_spoken_to_through_its_representative() -> None:
    written = "".join(texts(a_communication(recipient=an_organisation())))
    assert "Maison du Saule" in written
    assert "Gaston Exemple" in written


def test_a_later_notice_names_the_day_on_which_the_avenant_was_sent() -> None:
    letter = of_kind(
        TemplateKind.REFUSAL_CONFIRMATION, day=date(2026, 3, 23), sent_on=date(2026, 3, 3)
    )
    (body,) = texts(letter)
    assert "3 mars 2026" in body
    assert "1er juin 2026" in body
    assert mail(letter)["Date"].datetime.date() == date(2026, 3, 23)


# -- languages --------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("language", NATIONAL)
@pytest.mark.parametrize("kind", KINDS)
def test_every_text_that_ships_can_be_written(
    kind: TemplateKind, language: Language, channel: Channel
) -> None:
    """In each national language, for either channel, with nothing left open."""
    letter = of_kind(kind, language=language, channel=channel)
    if channel is Channel.EMAIL:
        read = mail(letter)
        written = "\n".join(texts(letter))
        assert read["Content-Language"] == language.value
        assert read["Subject"].strip()
    else:
        written = on_paper(letter)
    for open_end in ("{{", "{%", "None", "Undefined"):
        assert open_end not in written


@pytest.mark.parametrize(
    ("language", "first", "other"),
    [
        (Language.FR, "1er juin 2026", "3 mars 2026"),
        (Language.NL, "1 juni 2026", "3 maart 2026"),
        (Language.DE, "1. Juni 2026", "3. März 2026"),
        (Language.EN, "1 June 2026", "3 March 2026"),
    ],
)
def test_days_are_written_as_the_language_writes_them(
    language: Language, first: str, other: str
) -> None:
    assert day_in_words(date(2026, 6, 1), language) == first
    assert day_in_words(date(2026, 3, 3), language) == other


@pytest.mark.parametrize(
    ("language", "written"),
    [
        (Language.FR, "1 071 428,57 €"),
        (Language.NL, "€ 1.071.428,57"),
        (Language.DE, "1.071.428,57 €"),
        (Language.EN, "€1,071,428.57"),
    ],
)
def test_amounts_are_written_as_the_language_writes_them(language: Language, written: str) -> None:
    """To the cent, and never broken over two lines."""
    said = euros(Decimal("1071428.57"), language)
    assert said.replace("\u00a0", " ") == written
    assert " " not in said


def test_official_numbers_are_printed_in_their_groups_and_others_as_they_are() -> None:
    assert bce_in_groups("0200000219") == "0200.000.219"
    assert national_in_groups("85073003328") == "85.07.30-033.28"
    assert (bce_in_groups("BE 0200"), national_in_groups("unknown")) == ("BE 0200", "unknown")


def test_only_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    days = [day_in_words(date(2026, 1, number), Language.FR) for number in (1, 11, 21, 31)]
    assert days == ["1er janvier 2026", "11 janvier 2026", "21 janvier 2026", "31 janvier 2026"]


def test_whoever_reads_english_gets_french_where_the_circular_has_no_english() -> None:
    """With days and amounts in French too: a text is of one language."""
    body, _ = texts(a_communication(language=Language.EN))
    assert "3 avril 2026" in body


@pytest.mark.parametrize("language", Language)
def test_every_line_of_a_budget_has_a_name_in_every_language(language: Language) -> None:
    from activities.wording import budget_label

    labels = {budget_label(kind, language) for kind in BudgetKind}
    assert len(labels) == len(BudgetKind)


# -- the same bytes ---------------------------------------------------------------------------


@pytest.mark.parametrize("channel", Channel)
def test_the_same_communication_has_the_same_bytes_in_another_process(channel: Channel) -> None:
    """A repeat after a crash sends what was sent: nothing is drawn by lot, no clock is read."""
    code = (
        "import sys\n"
        "from activities.letters import render\n"
        "from domain.values import Channel\n"
        "from tests.activities.builders import OFFICE, a_communication\n"
        "print(render(a_communication(channel=Channel(sys.argv[1])), OFFICE).content_hash)\n"
    )
    here = render(a_communication(channel=channel), OFFICE).content_hash
    for seed in ("1", "2"):
        ran = subprocess.run(
            [sys.executable, "-c", code, channel.value],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONPATH": "."},
        )
        assert ran.stdout.strip() == here


def test_the_hash_is_that_of_the_bytes() -> None:
    rendered = render(a_communication(), OFFICE)
    assert rendered.content_hash == sha256(rendered.content).hexdigest()


@pytest.mark.parametrize(
    "change",
    [
        {"ordinal": 2},
        {"avenant": "2026-001.K00124"},
        {"kind": TemplateKind.TACIT_ACCEPTANCE_NOTICE, "concluded_on": date(2026, 4, 14)},
    ],
)
def test_another_communication_has_another_message_id(change: dict[str, Any]) -> None:
    first = render(a_communication(), OFFICE).message_id
    assert render(a_communication(**change), OFFICE).message_id != first


@pytest.mark.parametrize(
    "change", [{"day": date(2026, 3, 4)}, {"language": Language.NL}, {"rehearsal": True}]
)
def test_the_message_id_depends_on_avenant_ordinal_and_kind_alone(change: dict[str, Any]) -> None:
    assert render(a_communication(**change), OFFICE).message_id == message_id(
        "2026-001.K00123", 1, "provider_avenant", "avenants.test"
    )


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 3, 3), "Tue, 03 Mar 2026 09:00:00 +0100"),
        (date(2026, 7, 21), "Tue, 21 Jul 2026 09:00:00 +0200"),
    ],
)
def test_a_mail_is_dated_nine_in_the_morning_in_brussels(day: date, written: str) -> None:
    """In winter and in summer time."""
    assert mail(a_communication(day=day))["Date"] == written


# -- the form of the mail ---------------------------------------------------------------------


def test_a_mail_keeps_to_the_form_of_mail() -> None:
    """CRLF everywhere, ASCII on the wire, no line above 998 octets, a well-formed Message-ID."""
    rendered = render(a_communication(avenant="2026-001.K" + "0" * 31), OFFICE)
    content = rendered.content
    assert content.isascii()
    assert content.replace(b"\r\n", b"").count(b"\n") == 0
    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    read = message_from_bytes(content, policy=default)
    assert read["Message-ID"].strip() == rendered.message_id
    assert read["Auto-Submitted"] == "auto-generated"


def test_any_text_arrives_to_the_letter() -> None:
    """Lone dots, blanks at the end, what looks like MIME or like the end of a mail."""
    odd = "Titre\n.\nFrom me\nblanks   \n\ttab\t\n=3D\n--=_x\n" + "é" * 2000 + "\n\n\nend\n"
    for part in texts(a_communication(circular=with_text(TemplateKind.COVERING_LETTER, odd)))[:1]:
        assert part.replace("\r\n", "\n") == odd


@pytest.mark.parametrize("name", ["N" * 300, "é" * 300, "a, b; c: d", '=?utf-8?q?hi?= "x" \\ y'])
@pytest.mark.parametrize("kind", [TemplateKind.PROVIDER_AVENANT, TemplateKind.REMINDER])
def test_a_strict_reader_finds_no_defect_in_a_mail(kind: TemplateKind, name: str) -> None:
    """Headers, addresses, parts and encodings, and no line of a header above what is advised."""
    letter = of_kind(kind, network_party=a_network(name=name))
    if isinstance(letter.recipient, Independent):
        letter = letter.model_copy(update={"recipient": an_independent(name=name)})
    content = render(letter, OFFICE).content
    read = message_from_bytes(content, policy=strict)
    for part in read.walk():
        assert part.defects == []
        assert [header.defects for header in part.values() if header.defects] == []
    if not name.startswith("N"):
        assert max(len(line) for line in content.split(b"\r\n")) <= 78


def test_the_avenant_is_attached_under_a_name_and_the_letter_is_the_body() -> None:
    (attachment,) = mail(a_communication()).iter_attachments()
    assert attachment.get_filename() == "avenant-2026-001.K00123.pdf"
    assert attachment.get_content_type() == "application/pdf"
    body = mail(a_communication()).get_body()
    assert body is not None
    assert "Madame, Monsieur" in body.get_content()


def test_the_title_of_the_text_is_the_subject() -> None:
    title = texts(a_communication())[0].splitlines()[0]
    assert mail(a_communication())["Subject"] == title


@pytest.mark.parametrize("language", NATIONAL)
def test_a_rehearsal_says_so_in_subject_header_and_every_text(language: Language) -> None:
    letter = a_communication(rehearsal=True, language=language)
    read = mail(letter)
    mark = {"fr": "RÉPÉTITION", "nl": "OEFENING", "de": "PROBELAUF"}[language.value]
    assert read["Subject"].startswith(f"[{mark}] ")
    assert read["X-Avenant-Rehearsal"] == "yes"
    serious = texts(letter.model_copy(update={"rehearsal": False}))
    for marked, plain in zip(texts(letter), serious, strict=True):
        assert mark in marked
        assert mark not in plain


def test_a_serious_mail_has_no_mark_of_a_rehearsal() -> None:
    content = render(a_communication(), OFFICE).content
    assert b"ehearsal" not in content


def test_a_printed_rehearsal_is_marked_at_the_top_of_every_page() -> None:
    letter = a_communication(rehearsal=True, channel=Channel.LETTER)
    pages = reading.pages(render(letter, OFFICE).content)
    assert len(pages) == 2
    assert all(page.startswith("RÉPÉTITION : ce document") for page in pages)


# -- what comes from a register is only data --------------------------------------------------

EVIL = [
    "Eve\r\nBcc: all@example.test",
    "Eve\nX-Injected: yes",
    "Eve\r\n\r\nAnother body",
    "Eve\u2028Bcc: all@example.test",
    "Eve\x85\x0b\x0c\x1c\x00\x1b[31m",
    "Eve <eve@example.test>, Mallory <m@example.test>",
    '"Eve" (comment) <eve@example.test>',
    "Eve\u202eevil",
]


@pytest.mark.parametrize("name", EVIL)
def test_a_name_adds_no_header_no_addressee_and_no_line(name: str) -> None:
    letter = a_communication(
        recipient=an_independent(name=name), network_party=a_network(name=name)
    )
    read, honest = mail(letter), mail(a_communication())
    assert read.keys() == honest.keys()
    for header in ("From", "To", "Reply-To"):
        assert [a.addr_spec for a in read[header].addresses] == [
            a.addr_spec for a in honest[header].addresses
        ]
    one, other = texts(letter)[0], texts(a_communication())[0]
    assert len(one.splitlines()) == len(other.splitlines())


@given(name=st.text(min_size=1, max_size=300))
def test_any_name_arrives_as_it_is_registered(name: str) -> None:
    """Up to 120 characters in the header and whole in the letter, without control characters."""
    if not (plain := one_line(name)):
        return
    letter = of_kind(TemplateKind.WITHDRAWN_NOTICE, recipient=an_independent(name=name))
    letter = letter.model_copy(update={"circular": WITHDRAWN})
    content = render(letter, OFFICE).content
    raw = message_from_bytes(content)["To"]
    shown = str(make_header(decode_header(" ".join(raw.split())))).rpartition(" <")[0]
    unquoted = shown.replace("\\", "").replace('"', "")
    expected = plain[:120].rstrip().replace("\\", "").replace('"', "")
    assert unquoted.replace(" ", "") == expected.replace(" ", "")
    assert plain in texts(letter)[0]


CIRCULAR = with_text(TemplateKind.COVERING_LETTER, "Titre\n{{ recipient_name }}\n")
WITHDRAWN = with_text(TemplateKind.WITHDRAWN_NOTICE, "Titre\n{{ recipient_name }}\n")


def test_a_name_that_looks_like_a_template_stays_a_name() -> None:
    name = "{{ 7 * 7 }}{% if %}{# Eve #}"
    letter = a_communication(recipient=an_independent(name=name), circular=CIRCULAR)
    assert all(name in text for text in texts(letter))


@pytest.mark.parametrize(
    "address",
    [
        "eve@example.test\r\nBcc: all@example.test",
        "eve@example.test, all@example.test",
        "Eve <eve@example.test>",
        "eve",
        "@example.test",
        "ève@example.test",
        "eve@exämple.test",
        "eve@@example.test",
        "eve@example",
    ],
)
def test_an_ill_formed_address_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(NoUsableAddress, match="correct it in the register") as refused:
        render(a_communication(recipient=an_independent(email=address)), OFFICE)
    assert "eve" not in str(refused.value)


def test_an_addressee_without_address_gets_a_letter_or_none() -> None:
    nobody = a_communication(recipient=an_independent(email=None))
    with pytest.raises(NoUsableAddress, match=r"2026-001\.K00123.*or send a letter"):
        render(nobody, OFFICE)
    assert render(nobody.model_copy(update={"channel": Channel.LETTER}), OFFICE).content


# -- texts that cannot be filled in -----------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("{{ unknown_field }}", "'unknown_field' is undefined"),
        ("{{ budget_total }}", "'budget_total' is undefined"),
        ("Titre\n{% if %}", "line 2: Expected an expression"),
        ("{{ ''.__class__.__mro__ }}", "SecurityError"),
        ("{{ recipient_address.append('x') }}", "SecurityError"),
        ("{% for x in range(10000000) %}x{% endfor %}", "'range' is undefined"),
        ("{{ representative }}", "EmptyField"),
        ("{{ 1 // 0 }}", "ZeroDivisionError"),
        ("{% include 'x' %}", "TypeError"),
        ("{# nothing #}\n\n", "nothing is left"),
    ],
)
def test_a_text_that_cannot_be_filled_in_is_named_with_its_file(source: str, why: str) -> None:
    circular = with_text(TemplateKind.COVERING_LETTER, source)
    with pytest.raises(TextFault, match=r"texts/fr/covering_letter\.txt.*correct the text") as said:
        render(a_communication(circular=circular), OFFICE)
    assert why in str(said.value)


@pytest.mark.parametrize(
    "source", ["{{ recipient_address[recipient_name] }}", "{{ recipient_name + 1 }}"]
)
def test_a_fault_in_a_text_does_not_repeat_what_is_private(source: str) -> None:
    circular = with_text(TemplateKind.COVERING_LETTER, source)
    with pytest.raises(TextFault) as said:
        render(a_communication(circular=circular), OFFICE)
    assert "Dubois" not in str(said.value)


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (TemplateKind.PROVIDER_AVENANT, "announced_last_day"),
        (TemplateKind.REFUSAL_CONFIRMATION, "refusal_received_on"),
        (TemplateKind.TACIT_ACCEPTANCE_NOTICE, "concluded_on"),
    ],
)
def test_a_text_is_not_written_without_a_day_that_it_promises(
    kind: TemplateKind, missing: str
) -> None:
    letter = of_kind(kind).model_copy(update={missing: None})
    with pytest.raises(FieldMissing, match=missing):
        render(letter, OFFICE)


def test_a_network_without_budget_gets_no_avenant() -> None:
    with pytest.raises(FieldMissing, match=r"budget_lines, budget_total"):
        render(a_network_communication(network="ads"), OFFICE)


def test_a_text_that_the_circular_does_not_have_is_named() -> None:
    with pytest.raises(NoSuchText, match="covering_letter in fr"):
        render(a_communication(circular=a_circular(templates=())), OFFICE)


def test_a_circular_that_only_informs_is_written_without_any_avenant() -> None:
    source = "{{ reference }}\n{{ subject }} ({{ circular_date }})\n{{ network_name }}\n"
    kinds = (TemplateKind.INFORMATION, TemplateKind.REMINDER)
    circular = a_circular(
        kind="informing",
        amendment=None,
        templates=tuple(Template(kind=kind, language=Language.FR, source=source) for kind in kinds),
    )
    for kind in kinds:
        (body,) = texts(a_network_communication(kind=kind, circular=circular))
        assert "Retour au travail (3 mars 2026)\nNAMUR" in body.replace("\r\n", "\n")


def test_a_mistaken_communication_is_refused_without_repeating_anybodys_data() -> None:
    with pytest.raises(ValueError, match="ordinal") as refused:
        a_communication(ordinal=0, recipient={"name": "Élise Dubois-Fictif"})
    assert "Dubois" not in str(refused.value)


def test_what_trying_again_never_mends_is_not_tried_again_by_a_workflow() -> None:
    """It waits for a person, who has hours, instead of failing every five minutes."""
    assert {error.__name__ for error in NEVER_MENDED} <= set(USELESS_TO_REPEAT)
