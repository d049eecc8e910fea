"""Tokens: an answer finds its avenant by them, and nobody makes one up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.envelopes import envelope_in, envelope_of, part_of
from activities.letters import render
from activities.tokens import ReplyTokens, Token
from domain.templates import TemplateKind
from tests.activities.builders import OFFICE, a_communication

KEY = b"a key of the tests, thirty-two.."
TOKENS = ReplyTokens(KEY)
WITH_TOKENS = OFFICE.model_copy(update={"token_key": KEY})
AVENANTS = st.from_regex(r"[0-9]{4}-[0-9]{3}\.K[A-Z0-9-]{2,20}", fullmatch=True)
PARTS = st.from_regex(r"[cn][1-9][0-9]?", fullmatch=True)


@given(avenant=AVENANTS, part=PARTS)
def test_a_token_is_read_as_what_it_was_made_for_in_whatever_case(avenant: str, part: str) -> None:
    token = TOKENS.token(avenant, part)
    assert TOKENS.read(token) == Token(avenant.lower(), part) == TOKENS.read(token.upper())
    assert token == TOKENS.token(avenant, part), "the bytes of a mail stay the same"


@given(avenant=AVENANTS, at=st.integers(0, 80), letter=st.sampled_from("abk2.c1-"))
def test_a_token_with_another_character_anywhere_is_none(
    avenant: str, at: int, letter: str
) -> None:
    token = TOKENS.token(avenant, "c1")
    changed = token[: at % len(token)] + letter + token[at % len(token) + 1 :]
    assert changed == token or TOKENS.read(changed) is None


@given(st.text(max_size=120))
def test_whatever_is_no_token_is_none(text: str) -> None:
    assert TOKENS.read(text) is None


def test_the_token_of_another_installation_is_none() -> None:
    assert TOKENS.read(ReplyTokens(b"x" * 32).token("2026-001.K00123", "c1")) is None


def test_a_key_that_is_no_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="31 bytes: give at least 32"):
        ReplyTokens(b"x" * 31)


def test_the_key_shows_in_no_representation() -> None:
    assert "a key of" not in repr(WITH_TOKENS)


def test_answers_and_reports_come_back_with_the_token_of_their_mail() -> None:
    letter = a_communication()
    token = TOKENS.token(letter.avenant, "c1")
    content = render(letter, WITH_TOKENS).content
    local, _, domain = letter.network_party.reply_to.partition("@")
    assert f"<{local}+{token}@{domain}>".encode() in content
    envelope = envelope_of(letter, WITH_TOKENS)
    assert envelope.sender == f"avenants+{token}@inami.test"
    assert envelope.recipients == letter.addresses()
    assert envelope_in(content, envelope.sender) == envelope


def test_an_office_whose_networks_take_no_tokens_has_them_in_the_envelope_only() -> None:
    letter = a_communication()
    office = WITH_TOKENS.model_copy(update={"reply_tokens": False})
    content = render(letter, office).content
    assert f"<{letter.network_party.reply_to}>".encode() in content
    assert "+" in envelope_of(letter, office).sender


def test_an_address_that_would_be_too_long_for_mail_carries_no_token() -> None:
    office = WITH_TOKENS.model_copy(update={"address": "x" * 40 + "@inami.test"})
    assert envelope_of(a_communication(), office).sender == office.address


def test_a_notice_is_told_from_a_communication_and_from_an_information() -> None:
    kinds = (TemplateKind.PROVIDER_AVENANT, TemplateKind.REMINDER, TemplateKind.INFORMATION)
    letters = (a_communication(kind=kind, ordinal=2) for kind in kinds)
    assert [part_of(letter) for letter in letters] == ["c2", "n2", "i2"]
