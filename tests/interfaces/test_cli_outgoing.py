"""What a person says of mail on its way out, at the terminal."""

from datetime import date, timedelta

import pytest

from domain.commands import BeginNotice, DoubtSending, FailNotice
from domain.facts import Notice
from domain.values import Channel
from interfaces.posts import gate_of
from journal.outgoing import Leaving, Outgoing
from tests.interfaces.cli_office import CELL, Office, run

pytestmark = pytest.mark.slow


def in_doubt(office: Office) -> str:
    avenant = office.sending("K00001")
    doubt = DoubtSending(today=office.today(), avenant=avenant, ordinal=1, why="it broke off")
    office.give(doubt, avenant)
    return avenant


def test_a_mail_in_doubt_that_never_left_is_given_up_by_a_person(office: Office) -> None:
    avenant = in_doubt(office)
    assert avenant in run("tasks").out
    why = ("--reason", "it is not in the server's log")
    assert run("not-sent", avenant, "--by", CELL).code == 2, "it is said why"
    assert run("not-sent", avenant, "--reason", " ", "--by", CELL).code == 1
    result = run("not-sent", avenant, *why, "--by", CELL)
    assert result.code == 0, result.said
    assert avenant not in run("tasks").out
    assert why[1] in run("trail", avenant).out.replace("\n", " ")
    before = office.facts()
    assert run("not-sent", avenant, *why, "--by", CELL).code == 0
    assert office.facts() == before


def test_a_mail_in_doubt_that_did_leave_is_recorded_with_its_day(office: Office) -> None:
    avenant = in_doubt(office)
    office.is_on(date(2026, 3, 5))
    result = run("posted", avenant, "--on", "2026-03-02", "--by", CELL)
    assert result.code == 0, result.said
    assert office.status(avenant) == "sent"


def test_a_mail_that_is_not_in_doubt_is_left_to_the_engine(office: Office) -> None:
    avenant = office.sending("K00001")
    assert run("not-sent", avenant, "--reason", "lost", "--by", CELL).code == 1


def test_of_a_mail_that_left_it_is_said_when(office: Office) -> None:
    told = run("not-sent", office.sent("K00001"), "--reason", "lost", "--by", CELL)
    assert told.code == 1
    assert "Sending no. 1 of 2026-001.K00001 left on 6 March 2026" in told.err


def a_notice_that_came_back(office: Office) -> str:
    avenant = office.sent("K00001")
    office.give(
        BeginNotice(
            today=office.today(),
            avenant=avenant,
            notice=Notice.CONTESTED,
            about="contested",
            channel=Channel.EMAIL,
            message_id="<n1@avenants.test>",
            content_hash="0" * 64,
        ),
        avenant,
    )
    office.give(
        FailNotice(
            today=office.today(),
            avenant=avenant,
            message_id="<n1@avenants.test>",
            how="returned",
            reason="5.1.1",
        ),
        avenant,
    )
    return avenant


@pytest.mark.parametrize("word", ["tell-again", "told"])
def test_a_notice_that_came_back_is_seen_to_by_a_person(office: Office, word: str) -> None:
    avenant = a_notice_that_came_back(office)
    assert run(word, avenant, "--reason", " ", "--by", CELL).code == 1
    result = run(word, avenant, "--reason", "the mailbox is closed", "--by", CELL)
    assert result.code == 0, result.said
    assert "the mailbox is closed" in result.out
    assert run(word, avenant, "--reason", "again", "--by", CELL).code == 1


@pytest.mark.parametrize("lang", ["fr", "nl", "de", "en"])
def test_the_trail_tells_of_the_failed_notice_in_every_language(
    office: Office, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    avenant = a_notice_that_came_back(office)
    run("tell-again", avenant, "--reason", "CLOSED", "--by", CELL)
    monkeypatch.setenv("AVENANT_LANG", lang)
    told = run("trail", avenant).out
    assert "5.1.1" in told
    assert "CLOSED" in told


def stop(office: Office) -> None:
    with office.opened() as (store, _):
        ledger = Outgoing(store.engine, store.backend.real_clock(), lease=timedelta(minutes=1))
        ledger.settle(ledger.claim("<1@avenants.test>", "0" * 64, None), Leaving.REFUSED, "550")
        assert gate_of(store).stop_if_unusual(0.1, 1) is not None


def test_mail_that_stopped_by_itself_is_said_and_lifted_by_somebody_of_inami(
    office: Office,
) -> None:
    stop(office)
    assert "No e-mail leaves (1 of 1 mails bounced)" in run("tasks").err
    assert run("resume-mail", "--by", office.coordinator("K00001")).code == 1
    result = run("resume-mail", "--by", CELL)
    assert result.code == 0, result.said
    assert "Mail leaves again; it was stopped: 1 of 1 mails bounced." in result.out
    assert "Mail is not stopped" in run("resume-mail", "--by", CELL).out
    assert "No e-mail leaves" not in run("tasks").err


@pytest.mark.parametrize("lang", ["fr", "nl", "de", "en"])
def test_the_stop_is_said_in_every_language(
    office: Office, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop(office)
    monkeypatch.setenv("AVENANT_LANG", lang)
    assert "avenants resume-mail --by" in run("tasks").err
