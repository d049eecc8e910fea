"""What a text of a circular may say, and that it can do no harm."""

import pytest

from domain.templates import FIELDS, TemplateKind
from interfaces.circulars.grammar import Misuse
from interfaces.circulars.trials import environment, misuses_of

MARKED = "Title\n{% if rehearsal %}R{% endif %}{% if specimen %}S{% endif %}\n"
KIND = TemplateKind.NETWORK_COVERING_LETTER


def misuses(body: str) -> tuple[Misuse, ...]:
    return misuses_of(KIND, MARKED + body, FIELDS[KIND])


@pytest.mark.parametrize(
    "body",
    [
        "{{ reference }}",
        "{{ network_name | upper }}",
        "{% for line in recipient_address %}{{ loop.index }} {{ line }}{% endfor %}",
        "{{ recipient_address | join('; ') }}",
        "{% for row in budget_lines %}{{ row.label }} {{ row.amount }}{% endfor %}",
        "{% if additions %}{{ additions.total }}{% endif %}",
        "{% if representative and not rehearsal %}{{ representative }}{% endif %}",
        "{% if not additions or (recipient_address and not budget_lines) %}nothing{% endif %}",
        "{{ representative if representative else recipient_name }}",
        "{% if network_kind == 'adult' %}a{% else %}b{% endif %}",
        "{# a remark #}{% raw %}{{ nothing }}{% endraw %}",
    ],
)
def test_printing_asking_and_one_loop_are_fine(body: str) -> None:
    assert misuses(body) == ()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{{ nobody }}", "unknown field nobody"),
        ("{{ additions.sum }}", "additions has no part sum"),
        ("{{ additions }}", "additions has parts"),
        ("{{ budget_lines }}", "budget_lines has parts"),
        ("{{ recipient_address }}", "recipient_address is a list"),
        ("{{ nobody | join }}", "unknown field nobody"),
        ("{% for r in budget_lines %}{{ r.price }}{% endfor %}", "r has no part price"),
        ("{% for r in budget_lines %}{{ r }}{% endfor %}", "r has parts"),
        ("{% for line in recipient_address %}{{ line.text }}{% endfor %}", "line has no part text"),
        ("{{ reference.__class__ }}", "reference has no part __class__"),
        ("{{ reference['__class__'] }}", "getitem has no place"),
        ("{{ reference.upper() }}", "call has no place"),
        ("{{ range(10) }}", "call has no place"),
        ("{% for i in range(10) %}x{% endfor %}", "a loop over something made here"),
        ("{% for c in reference %}x{% endfor %}", "reference is no list"),
        ("{% for c in nobody %}x{% endfor %}", "unknown list nobody"),
        (
            "{% for a in recipient_address %}{% for b in budget_lines %}x{% endfor %}{% endfor %}",
            "a loop inside a loop",
        ),
        ("{% for a in recipient_address recursive %}x{% endfor %}", "a loop with conditions"),
        ("{% for a in recipient_address if a %}x{% endfor %}", "a loop with conditions"),
        ("{% for a, b in budget_lines %}x{% endfor %}", "a loop takes one name"),
        ("{{ 10 ** 10 }}", "pow has no place"),
        ("{{ 'x' * 1000000000 }}", "mul has no place"),
        ("{{ reference ~ reference }}", "concat has no place"),
        ("{% set a = 1 %}", "assign has no place"),
        ("{% include 'other.txt' %}", "include has no place"),
        ("{% import 'other.txt' as o %}", "import has no place"),
        ("{% extends 'other.txt' %}", "extends has no place"),
        ("{% macro m() %}{% endmacro %}", "macro has no place"),
        ("{{ reference is defined }}", "test has no place"),
        ("{{ reference | attr('x') }}", "unknown filter attr"),
        ("{{ representative }}", "some addressees do not have"),
        ("{{ representative | upper }}", "some addressees do not have"),
        ("{{ additions.total }}", "cannot be filled in"),
    ],
)
def test_anything_else_is_refused_on_its_line(body: str, said: str) -> None:
    found = misuses("\n\n" + body)
    assert any(said in wrong.message and wrong.line == 5 for wrong in found), found


@pytest.mark.parametrize("body", ["{{ a", "{% if rehearsal %}", "{% endif %}", "{% nothing %}"])
def test_a_template_that_breaks_off_is_told(body: str) -> None:
    (found,) = misuses(body)
    assert "breaks off" in found.message


@pytest.mark.parametrize(
    "body",
    [
        "{% if rehearsal %}" * 1500 + "{% endif %}" * 1500,
        "{% if rehearsal %}" * 120 + "{% endif %}" * 120,
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ " + "not " * 9000 + "rehearsal }}",
        "{{ " + " and ".join(["rehearsal"] * 4000) + " }}",
    ],
)
def test_a_template_without_end_is_refused_and_breaks_nothing(body: str) -> None:
    (found,) = misuses(body)
    assert "nests too deep" in found.message


def test_an_empty_text_is_refused() -> None:
    (found,) = misuses_of(KIND, " \n\n", FIELDS[KIND])
    assert "empty" in found.message


@pytest.mark.parametrize("title", ["\n", "x" * 300 + "\n"])
def test_the_first_line_must_serve_as_the_subject(title: str) -> None:
    source = title + MARKED.removeprefix("Title\n")
    (found,) = misuses_of(KIND, source, FIELDS[KIND])
    assert found.line == 1
    assert "title" in found.message or "first line" in found.message


@pytest.mark.parametrize("mark", ["rehearsal", "specimen"])
def test_no_text_may_forget_that_it_is_a_rehearsal_or_a_specimen(mark: str) -> None:
    source = MARKED.replace(mark, "reference")
    assert any(mark in wrong.message for wrong in misuses_of(KIND, source, FIELDS[KIND]))


@pytest.mark.parametrize(
    "field",
    [
        "avenant_number",
        "coordinated_version_title",
        "coordinated_version_address",
        "reply_to",
        "terminates_on",
    ],
)
def test_a_covering_letter_without_references_way_to_refuse_and_end_is_refused(field: str) -> None:
    kind = TemplateKind.COVERING_LETTER
    fields = (
        "avenant_number",
        "coordinated_version_title",
        "coordinated_version_address",
        "announced_last_day",
        "reply_to",
        "terminates_on",
    )
    whole = MARKED + "".join(f"{{{{ {name} }}}}\n" for name in fields)
    assert misuses_of(kind, whole, FIELDS[kind]) == ()
    (found,) = misuses_of(kind, whole.replace(field, "reference"), FIELDS[kind])
    assert "never prints" in found.message
    assert field in found.message


def test_data_that_looks_like_a_template_stays_data() -> None:
    evil = "{{ 7 * 7 }}{% raw %}"
    assert environment().from_string("{{ a }}").render(a=evil) == evil
