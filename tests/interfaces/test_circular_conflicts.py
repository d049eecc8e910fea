"""An article that does not fit the text which it changes is found before anything is launched."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from domain.amendment import ArticleChange, InLanguages
from domain.coordinating import Clash, Origin, Step
from domain.values import AvenantKind
from interfaces.circulars.conflicts import StandingLaw, conflicts_of, look_at_conflicts
from interfaces.circulars.model_texts import TextFaulty, model_texts_in, read_model_text
from interfaces.circulars.problems import Findings, Problem
from interfaces.circulars.tables import read_tables

CIRCULARS = Path(__file__).parents[2] / "circulars"
TEXTS = model_texts_in(CIRCULARS / "models")
PROVIDER = TEXTS[AvenantKind.PROVIDER]


def step(number: int, operation: str, article: str, circular: str = "2026-002") -> Step:
    text = None if operation == "repeals" else InLanguages(fr="x", nl="x", de="x")
    change = ArticleChange.model_validate(
        {"operation": operation, "article": article, "text": text}
    )
    origin = Origin(circular=circular, number=number, since=date(2026, 7, 1))
    return Step(origin=origin, articles=(change,))


def problems_of(operation: str, article: str, law: StandingLaw, number: int = 3) -> list[Problem]:
    """What is found in the real circular when its providers' article, or number, is another."""
    toml = (CIRCULARS / "2026-001" / "circular.toml").read_text(encoding="utf-8")
    toml = toml.replace("number = 3", f"number = {number}")
    before, provider = toml.split("[[amendment.provider.articles]]")
    provider = provider.replace('operation = "completes"', f'operation = "{operation}"')
    provider = provider.replace('article = "8 §2"', f'article = "{article}"')
    findings = Findings()
    text = f"{before}[[amendment.provider.articles]]{provider}"
    tables = read_tables(text, findings, looks_amending=True)
    look_at_conflicts(tables, law, findings)
    where = {f'article = "{article}"', f"number = {number}"}
    assert {text.splitlines()[problem.line - 1] for problem in findings.found} <= where
    return findings.found


def test_the_real_circular_fits_the_base_texts() -> None:
    assert problems_of("completes", "8 §2", StandingLaw(TEXTS)) == []


def test_to_complete_what_an_earlier_circular_repealed_is_an_error_with_its_line() -> None:
    earlier = {AvenantKind.PROVIDER: (step(3, "repeals", "8 §2", "2025-009"),)}
    [problem] = problems_of("completes", "8 §2", StandingLaw(TEXTS, earlier), 4)
    assert str(problem).endswith(
        "error: avenant no. 4 completes art. 8 §2: 2025-009 has repealed it "
        "(correct the operation or the article)"
    )


def test_without_a_base_text_earlier_circulars_are_still_seen() -> None:
    earlier = {AvenantKind.PROVIDER: (step(3, "repeals", "8", "2025-009"),)}
    [problem] = problems_of("completes", "8 §2", StandingLaw({}, earlier), 4)
    assert "2025-009 has repealed it" in problem.message


def test_a_circular_is_not_in_its_own_way() -> None:
    """Launched already, or corrected by this one."""
    earlier = {AvenantKind.PROVIDER: (step(3, "inserts", "8bis", "2026-001"),)}
    assert problems_of("inserts", "8bis", StandingLaw(TEXTS, earlier)) == []


def test_what_an_avenant_of_a_lower_number_spoils_in_a_later_one_is_an_error() -> None:
    """They are applied in the order of their numbers, whichever was launched first."""
    earlier = {AvenantKind.PROVIDER: (step(4, "inserts", "8bis", "2026-002"),)}
    [problem] = problems_of("inserts", "8bis", StandingLaw(TEXTS, earlier))
    assert problem.severity == "error"
    assert problem.message == (
        "avenant no. 3 is applied before no. 4 of 2026-002, which inserts art. 8bis: it is there "
        "already, by this circular"
    )
    assert problems_of("completes", "8 §2", StandingLaw(TEXTS, earlier)) == []


def test_a_number_that_is_there_already_is_told() -> None:
    [problem] = problems_of("completes", "8 §2", StandingLaw(TEXTS), number=2)
    assert (problem.severity, problem.message) == (
        "error",
        "avenant no. 2 would change nothing: the base text holds the avenants up to no. 2",
    )
    earlier = {AvenantKind.PROVIDER: (step(3, "completes", "8 §2", "2025-009"),)}
    [problem] = problems_of("completes", "8 §2", StandingLaw(TEXTS, earlier))
    assert (problem.severity, problem.message) == (
        "warning",
        "avenant no. 3 is there already: 2025-009",
    )


def test_what_only_a_specimen_lacks_is_a_warning() -> None:
    [problem] = problems_of("completes", "17", StandingLaw(TEXTS))
    assert (problem.severity, problem.message) == (
        "warning",
        "avenant no. 3 completes art. 17: there is no such article",
    )
    ours = PROVIDER.model_copy(update={"specimen": False})
    [problem] = problems_of("completes", "17", StandingLaw({AvenantKind.PROVIDER: ours}))
    assert problem.severity == "error"


def test_a_circular_that_contradicts_itself_is_found_without_any_text() -> None:
    own = step(3, "repeals", "8 §2")
    twice = own.model_copy(
        update={"articles": (*own.articles, *step(3, "completes", "8 §2").articles)}
    )
    [conflict] = conflicts_of(None, [], twice)
    assert conflict.why is Clash.REPEALED


def test_what_is_worked_into_the_base_text_is_not_applied_again() -> None:
    earlier = [step(2, "inserts", "8 §2", "2025-001")]
    assert conflicts_of(PROVIDER, earlier, step(3, "completes", "8 §2")) == ()


def test_a_faulty_base_text_beside_the_folder_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "provider.toml").write_text('model = "provider"', encoding="utf-8")
    findings = Findings()
    StandingLaw().or_beside(tmp_path / "2026-001", findings)
    [problem] = findings.found
    assert problem.severity == "warning"
    assert "provider.toml:1: error: articles is missing" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('number = "8"', 'number = "1"', "art. 1 stands there twice"),
        ('model = "provider"', 'model = "nobody"', "write one of: 'network' or 'provider'"),
        ("counts_from = 2023-12-20", "", "counts_from is missing"),
        ("specimen = true", "specimen = ", "this is no TOML"),
    ],
)
def test_what_is_wrong_with_a_base_text_is_said_with_its_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    path = tmp_path / "provider.toml"
    shutil.copy(CIRCULARS / "models" / "provider.toml", path)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TextFaulty, match=said):
        read_model_text(path)


def test_one_faulty_article_is_one_error() -> None:
    """It does not make the list of articles empty as well."""
    toml = (CIRCULARS / "2026-001" / "circular.toml").read_text(encoding="utf-8")
    before, provider = toml.split("[[amendment.provider.articles]]")
    provider = provider.replace('operation = "completes"', 'operation = "repeals"')
    findings = Findings()
    text = f"{before}[[amendment.provider.articles]]{provider}"
    read_tables(text, findings, looks_amending=True)
    [problem] = findings.found
    assert "a repealed article has no new text" in problem.message
