"""The page on which a rehearsal's mails are read: everything is shown, nothing is executed."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from interfaces.running.mail_page import MailPage


def a_mail(folder: Path, name: str, subject: str, text: str = "Bonjour.") -> None:
    mail = EmailMessage()
    mail["From"] = "reseau@namur.example"
    mail["To"] = "zoe@cabinet.example"
    mail["Subject"] = subject
    mail.set_content(text)
    mail.add_attachment(
        b"%PDF-1.7 avenant", maintype="application", subtype="pdf", filename="a.pdf"
    )
    mail.add_attachment("<script>1</script>", subtype="html", filename="a.html")
    (folder / f"{name}.eml").write_bytes(mail.as_bytes())


@pytest.fixture
def page(tmp_path: Path) -> Iterator[str]:
    a_mail(tmp_path, "one", "Avenant n° 3")
    a_mail(tmp_path, "two", "Autre chose", "<script>alert(1)</script>")
    with MailPage(lambda: tmp_path.glob("*.eml"), "REHEARSAL: mails") as served:
        yield served.address


def shown(address: str) -> str:
    with urlopen(address) as answer:
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        return answer.read().decode()


def links(text: str) -> list[str]:
    return [part.partition('"')[0] for part in text.split('href="/')[1:]]


def test_every_mail_is_listed_and_the_search_narrows_them(page: str) -> None:
    assert "Avenant n° 3" in shown(page)
    assert "2 mails" in shown(page)
    found = shown(f"{page}?q=autre")
    assert "1 mails" in found
    assert "Avenant n° 3" not in found


def test_a_mail_is_shown_with_what_is_attached(page: str) -> None:
    (mail,) = [link for link in links(shown(f"{page}?q=avenant")) if link.startswith("mail/")]
    text = shown(page + mail)
    assert "zoe@cabinet.example" in text
    pdf, html = [link for link in links(text) if link.count("/") == 2]
    with urlopen(page + pdf) as answer:
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.read().startswith(b"%PDF")
    with urlopen(page + html) as answer:
        assert answer.headers["Content-Type"] == "application/octet-stream"


def test_what_a_mail_says_is_text_and_never_markup(page: str) -> None:
    (mail,) = [link for link in links(shown(f"{page}?q=autre")) if link.startswith("mail/")]
    assert "&lt;script&gt;alert(1)" in shown(page + mail)


@pytest.mark.parametrize("path", ["mail/0000000000000000", "mail/../etc", "mail/x", "other"])
def test_nothing_else_is_to_be_had(page: str, path: str) -> None:
    with pytest.raises(HTTPError, match="404"):
        urlopen(page + path)
