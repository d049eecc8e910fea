"""The same input gives the same bytes, wherever and however often it is rendered."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from activities.letters import render
from domain.values import Channel
from tests.activities.builders import (
    OFFICE,
    a_communication,
    a_network_communication,
    an_independent,
    with_document,
)

pytestmark = pytest.mark.slow

CODE = """
import sys
from activities.letters import render
from domain.values import Channel
from tests.activities.builders import OFFICE, a_communication, a_network_communication
make = a_network_communication if sys.argv[1] == "network" else a_communication
print(render(make(channel=Channel(sys.argv[2])), OFFICE).content_hash)
"""


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("kind", ["network", "provider"])
def test_another_process_in_another_place_makes_the_same_bytes(kind: str, channel: Channel) -> None:
    make = a_network_communication if kind == "network" else a_communication
    here = render(make(channel=channel), OFFICE).content_hash
    ran = subprocess.run(
        [sys.executable, "-c", CODE, kind, channel.value],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONPATH": "."},
    )
    assert ran.stdout.strip() == here


def test_threads_render_at_once_and_do_not_mix_anybody_up() -> None:
    letters = [
        a_communication(recipient=an_independent(name=f"Nobody {n}"), channel=Channel.LETTER)
        for n in range(24)
    ]
    alone = [render(letter, OFFICE).content_hash for letter in letters]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda letter: render(letter, OFFICE).content_hash, letters))
    assert together == alone
    assert len(set(alone)) == len(letters)


def test_another_day_or_another_source_makes_other_bytes() -> None:
    """A document is made for one day and by one source: both can be told from the bytes."""
    plain = a_communication(channel=Channel.LETTER)
    source = next(d.source for d in plain.circular.documents if d.path == "fr/provider_avenant.typ")
    changed = with_document(
        "fr/provider_avenant.typ", source.replace("il est convenu", "on convient")
    )
    hashes = {
        render(letter, OFFICE).content_hash
        for letter in (
            plain,
            plain.model_copy(update={"day": date(2026, 3, 4)}),
            plain.model_copy(update={"circular": changed}),
        )
    }
    assert len(hashes) == 3


def test_only_a_network_avenant_by_email_is_sealed_and_its_sealed_bytes_are_named() -> None:
    """What leaves is what the seal gave; the hash in the intent is that of the sealed PDF."""
    from hashlib import sha256

    def seal(pdf: bytes, language: str) -> bytes:
        return pdf + f"% sealed {language}\n".encode()

    sealed = render(a_network_communication(), OFFICE, seal)
    bare = render(a_network_communication(), OFFICE)
    (one,), (other,) = sealed.documents, bare.documents
    assert one.name == other.name == "avenant-2026-001.net-namur.pdf"
    assert one.sha256 != other.sha256
    assert sha256(_attached(bare.content) + b"% sealed fr\n").hexdigest() == one.sha256
    provider = a_communication()
    assert render(provider, OFFICE, seal) == render(provider, OFFICE)


def _attached(mail: bytes) -> bytes:
    from email import message_from_bytes
    from email.policy import default

    (part,) = message_from_bytes(mail, policy=default).iter_attachments()
    return part.get_content()
