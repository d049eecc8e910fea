"""A name is found in a document however it is spelt there; what cannot be read has it, perhaps."""

import json
from email.message import EmailMessage

import pytest

from audit.dossier.leaving_out import LeaveOut
from audit.dossier.readable import folded, text_of

ZOE = LeaveOut(words=frozenset(map(folded, ("Zoé Lévêque", "Lévêque"))))
SHORT = LeaveOut(words=frozenset({"jan vos", "jan", "vos"}))


def a_mail(
    text: str, subtype: str = "plain", charset: str = "utf-8", cte: str = "quoted-printable"
) -> bytes:
    message = EmailMessage()
    message["Subject"] = "avenant"
    message.set_content(text, subtype=subtype, charset=charset, cte=cte)
    return message.as_bytes()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        ("Zoé Lévêque".encode(), "text/plain"),
        (b"ZOE LEVEQUE", "text/plain"),
        ("Zoe\u0301 Le\u0301ve\u0302que".encode(), "text/plain"),
        ("Lév\u00adêque".encode(), "text/plain"),
        ("Zoé Lévêque".encode("latin-1"), "text/plain"),
        (json.dumps({"by": "Lévêque"}).encode(), "application/json"),
        (b"<p>L&eacute;v&ecirc;que</p>", "text/html"),
        (b"<r>L&#233;v&#xEA;que</r>", "application/xml"),
        ("<p>L<b>évê</b>que</p>".encode(), "text/html"),
        (a_mail("Madame Lévêque"), "message/rfc822"),
        (a_mail("Madame Lévêque", cte="base64"), "message/rfc822"),
        (a_mail("Madame L&eacute;v&ecirc;que", "html"), "message/rfc822"),
        (a_mail("Madame Lévêque", charset="utf-16", cte="base64"), "message/rfc822"),
    ],
    ids=range(13),
)
def test_a_name_is_found_however_it_is_spelt(content: bytes, media_type: str) -> None:
    assert text_of(content, media_type) is not None
    assert ZOE.document(content, media_type)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        ("Zoé Lévêque".encode("utf-16"), "text/plain"),
        (rb"{\rtf1 L\'e9v\'eaque}", "text/rtf"),
        (b"FN;ENCODING=QUOTED-PRINTABLE:L=C3=A9v=C3=AAque", "text/vcard"),
        (b"%PDF-1.7", "application/pdf"),
        (a_mail("Madame Lévêque", "rtf"), "message/rfc822"),
    ],
    ids=range(5),
)
def test_what_cannot_be_read_is_left_out(content: bytes, media_type: str) -> None:
    assert text_of(content, media_type) is None
    assert ZOE.document(content, media_type)


def test_what_names_nobody_stays() -> None:
    assert not ZOE.document(a_mail("Madame, voici votre avenant."), "message/rfc822")
    assert not ZOE.document(b'{"a": "Levert"}', "application/json")


def test_a_short_name_is_found_as_a_word_of_its_own() -> None:
    assert SHORT.document(b"Dear Ms Vos,", "text/plain")
    assert SHORT.document(b"VOS, Jan", "text/plain")
    assert not SHORT.document(b"Veuillez donner vosavis en janvier.", "text/plain")


def test_an_empty_name_of_a_document_names_none() -> None:
    assert LeaveOut(documents=frozenset({""})).named("0" * 64, "documents/a.eml") == frozenset()
