"""Every key of a TOML file is found on its line, however it is written."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interfaces.circulars.lines import Lines

TEXT = '''# a remark with [brackets] = and "quotes"
title = "one # no remark"   # a remark

[owner]
"quoted key" = 'literal = [no table]'
'a.b' = 1
dotted . name = """
[not.a.table]
key = "no key" \\""" still inside"""
days = [
  1, # ]
  2,
]
literal = \'\'\'
[[nor.this]] \\\'\'\'
point = { x = 1, y = "}" }

[[rows]]
name = "a"
[[rows.parts]]
n = 1
[[rows.parts]]
n = 2
[rows.last]
n = 3

[[rows]]
name = "b"
[[rows.parts]]
n = 4
[ spaced . "out" ]
z = 1
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("owner",), 4),
        (("owner", "quoted key"), 5),
        (("owner", "a.b"), 6),
        (("owner", "dotted"), 7),
        (("owner", "dotted", "name"), 7),
        (("owner", "days"), 10),
        (("owner", "days", 1), 10),
        (("owner", "literal"), 14),
        (("owner", "point"), 16),
        (("owner", "point", "y"), 16),
        (("owner", "missing"), 4),
        (("rows",), 18),
        (("rows", 0), 18),
        (("rows", 0, "parts", 0, "n"), 21),
        (("rows", 0, "parts", 1, "n"), 23),
        (("rows", 0, "last", "n"), 25),
        (("rows", 1, "name"), 28),
        (("rows", 1, "parts", 0, "n"), 30),
        (("spaced", "out"), 31),
        (("spaced", "out", "z"), 32),
        (("nowhere",), 1),
    ],
)
def test_a_key_is_found_on_its_line(path: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(TEXT)
    assert Lines(TEXT).of(path) == line


STRINGS = st.text(st.sampled_from("ab\"'\\\n[]{}=#, "), max_size=12)


def written(value: str) -> str:
    """A string as TOML writes it, over several lines where it has several."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{escaped}"""' if "\n" in value else f'"{escaped}"'


@given(st.lists(st.tuples(STRINGS, st.lists(STRINGS, max_size=3)), max_size=8))
def test_no_value_ever_moves_the_keys_after_it(values: list[tuple[str, list[str]]]) -> None:
    text, expected = "", dict[tuple[str | int, ...], int]()
    for number, (single, several) in enumerate(values):
        expected[(f"s{number}",)] = text.count("\n") + 1
        text += f"s{number} = {written(single)}\n"
        expected[(f"l{number}",)] = text.count("\n") + 1
        text += f"l{number} = [{', '.join(map(written, several))}]\n"
    tomllib.loads(text)
    lines = Lines(text)
    assert {path: lines.of(path) for path in expected} == expected
