"""Every reason and every message has its sentence in each language, and its details fit."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import domain
import interfaces.cli
from activities.signatures.troubles import ENGLISH, SigningTrouble, Trouble
from domain.facts import Contest, CopyFault
from domain.state import NetworkStanding, ProviderStanding
from domain.turned import NotPossible, Why
from domain.values import Language
from interfaces.cli.wording.messages import SENTENCES, Say
from interfaces.cli.wording.signing_troubles import FAULTS, TROUBLES, trouble_sentence
from interfaces.cli.wording.standing_words import CONTESTS, STANDINGS
from interfaces.cli.wording.turned import SENTENCES as TURNED
from interfaces.cli.wording.turned import sentence

pytestmark = pytest.mark.slow

ROOT = Path(domain.__file__).parent
SCREENS = Path(interfaces.cli.__file__).parent


def raised() -> Iterator[tuple[str, frozenset[str], str]]:
    """Every place where the domain turns something down: reason, names of the details, file."""
    for file in sorted(ROOT.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Turned"), args=[ast.Attribute(attr=why), *_]):
                    details = frozenset(word.arg for word in node.keywords if word.arg)
                    yield why, details, f"{file.name}:{node.lineno}"
                case _:
                    pass


def test_every_reason_has_a_sentence() -> None:
    assert set(TURNED) == set(Why)


def test_every_message_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Say)


def test_every_trouble_with_signatures_has_a_sentence_of_its_own_in_each_language() -> None:
    assert set(TROUBLES) == set(Trouble)
    for trouble, words in TROUBLES.items():
        assert words.en == ENGLISH[trouble]
        said = {words.template(language) for language in Language}
        assert len(said) == len(Language) or trouble is Trouble.MANDATES_WRONG, trouble
        assert {words.gaps(language) for language in Language} == {words.gaps(Language.EN)}


@pytest.mark.parametrize("language", Language)
def test_what_is_wrong_with_a_copy_is_told_in_the_reader_s_words(language: Language) -> None:
    trouble = SigningTrouble(Trouble.NOT_THE_COPY, faults="not_intact, not_signed")
    told = trouble_sentence(trouble, language)
    assert FAULTS[language][CopyFault.NOT_INTACT] in told
    assert "not_intact" not in told


def test_every_standing_and_every_contest_has_a_sentence() -> None:
    statuses: set[str] = set()
    for union in (ProviderStanding, NetworkStanding):
        statuses |= {one.model_fields["status"].default for one in union.__args__}
    assert statuses <= set(STANDINGS)
    assert set(CONTESTS) == set(Contest)


@pytest.mark.parametrize("language", Language)
def test_a_sentence_asks_for_the_same_details_in_each_language(language: Language) -> None:
    for words in (*TURNED.values(), *SENTENCES.values(), *STANDINGS.values()):
        assert words.gaps(language) == words.gaps(Language.EN), words.en


def test_a_sentence_asks_only_for_details_that_the_domain_gives() -> None:
    places = list(raised())
    assert len(places) > 40
    for why, details, where in places:
        wanted = TURNED[Why[why]].gaps(Language.EN)
        assert wanted <= details, f"{where}: {Why[why]} wants {sorted(wanted - details)}"


def test_a_message_gets_the_details_that_it_asks_for() -> None:
    checked = 0
    for file in sorted(SCREENS.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            what = node.args[0]
            if not (isinstance(what, ast.Attribute) and ast.unparse(what.value) == "Say"):
                continue
            if any(word.arg is None for word in node.keywords):
                continue
            given = {word.arg for word in node.keywords}
            wanted = SENTENCES[Say[what.attr]].gaps(Language.EN)
            assert wanted <= given, f"{file.name}:{node.lineno}: {what.attr} wants {wanted - given}"
            checked += 1
    assert checked > 60


@pytest.mark.parametrize(
    ("language", "day"),
    [
        (Language.FR, "1er juin 2026"),
        (Language.NL, "1 juni 2026"),
        (Language.DE, "1. Juni 2026"),
        (Language.EN, "1 June 2026"),
    ],
)
def test_days_are_told_in_words(language: Language, day: str) -> None:
    answer = NotPossible(why=Why.PAST_TERMINATION, details={"day": "2026-06-01"})
    assert day in sentence(answer, language)


def test_states_and_roles_are_told_in_the_language_and_nothing_breaks_a_line() -> None:
    closed = NotPossible(why=Why.CLOSED, details={"avenant": "a\nb", "status": "accepted_tacitly"})
    assert "stilzwijgend aanvaard" in sentence(closed, Language.NL)
    assert "\n" not in sentence(closed, Language.NL)
