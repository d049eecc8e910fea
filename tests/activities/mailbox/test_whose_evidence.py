"""Mail lies sealed at once, and belongs to whom it concerns from when that is known."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from activities.mailbox.assigning import Assigning, assign
from activities.mailbox.keeping import give, keep_in_pieces
from domain.office import Actor
from domain.values import Role
from journal.errors import EvidenceErased
from journal.evidence import NOBODY_YET
from journal.held import held_of
from journal.journal import Journal
from journal.keys.keyring import Keyring
from tests.activities.mailbox.an_intake import (
    MAILBOX,
    AnIntake,
    a_letter,
    a_report,
    reply_address,
)

pytestmark = pytest.mark.slow
CAME = date(2026, 3, 21)
PARTY = "p-k00123"
CELL = Actor(id="inami.cell", role=Role.INAMI)


def evidence_of(intake: AnIntake) -> set[str]:
    """The addresses of what is held of the provider."""
    return {item.address for item in held_of(intake.store, PARTY).evidence}


def test_a_message_that_names_its_avenant_is_held_of_its_party(intake: AnIntake) -> None:
    intake.sent()
    intake.comes_in(a_letter(reply_address()), CAME)
    (message,) = intake.messages()
    assert message.kept.evidence is not None
    assert evidence_of(intake) == {message.kept.evidence}


def test_a_message_of_nobody_is_held_of_whom_a_person_says_it_concerns(intake: AnIntake) -> None:
    intake.sent()
    intake.comes_in(a_letter("namur@inami.example"), CAME)
    (message,) = intake.messages()
    assert message.kept.avenant is None
    assert evidence_of(intake) == set()
    said = Assigning(MAILBOX, message, intake.provider(), "signs with the number")
    assign(intake.store, said, CELL, "cli")
    assert evidence_of(intake) == {message.kept.evidence}


def test_every_piece_of_a_large_message_goes_with_it(intake: AnIntake) -> None:
    evidence = intake.store.evidence
    kept = keep_in_pieces(evidence, [b"One. ", b"Two. ", b"Three."])
    assert kept.evidence is not None
    give(evidence, kept.evidence, PARTY)
    assert len(evidence_of(intake)) == 4
    held = held_of(intake.store, PARTY)
    intake.store.keys.ring.destroy(held.keys)
    evidence.empty([item.address for item in held.evidence])
    for piece in (b"One. ", b"Two. ", b"Three."):
        with pytest.raises(EvidenceErased):
            evidence.put(piece, "application/octet-stream", of=NOBODY_YET)


class Killed(BaseException):
    """The process is no more."""


def killed_at(patch: pytest.MonkeyPatch, of: type, name: str, act: Callable[[], object]) -> None:
    """Do something, and be killed as soon as that is called."""

    def dies(*_: Any, **__: Any) -> None:
        raise Killed

    with patch.context() as within:
        within.setattr(of, name, dies)
        with pytest.raises(Killed):
            act()


MACHINE = a_letter(reply_address(), headers=(("Auto-Submitted", "auto-replied"),))


@pytest.mark.parametrize(("of", "name"), [(Keyring, "give"), (Journal, "append_many")])
def test_killed_before_a_message_is_its_party_s_another_process_makes_it_so(
    intake: AnIntake, monkeypatch: pytest.MonkeyPatch, of: type, name: str
) -> None:
    """What is on file is not read again: so whose it is must be known before it is on file."""
    intake.sent()
    killed_at(monkeypatch, of, name, lambda: intake.comes_in(MACHINE, CAME))
    if not intake.messages():
        intake.comes_in(MACHINE, CAME)
    (message,) = intake.messages()
    assert evidence_of(intake) == {message.kept.evidence}


@pytest.mark.parametrize(("of", "name"), [(Keyring, "give"), (Journal, "append_many")])
def test_killed_while_a_person_says_whose_it_is_it_still_waits_or_is_that_party_s(
    intake: AnIntake, monkeypatch: pytest.MonkeyPatch, of: type, name: str
) -> None:
    intake.sent()
    intake.comes_in(a_report("postmaster@namur.test"), CAME)
    (message,) = intake.messages()
    said = Assigning(MAILBOX, message, intake.provider(), "names the mail in its text")
    killed_at(monkeypatch, of, name, lambda: assign(intake.store, said, CELL, "cli"))
    (now,) = intake.messages()
    if now.assigned is None:
        assign(intake.store, said, CELL, "cli")
    assert evidence_of(intake) == {message.kept.evidence}
