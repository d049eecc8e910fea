"""Trying a text before anybody gets it: what it says, what it must say, whether it fills in."""

from collections.abc import Iterator
from functools import lru_cache

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from domain.templates import ALWAYS_NAMED, MARKS, TemplateKind
from interfaces.circulars.grammar import Misuse, fields_named, misuses
from interfaces.circulars.specimens import EmptyField, with_everything, with_the_least

_LONGEST_TITLE = 250
_TOO_DEEP = (RecursionError, MemoryError, SyntaxError)
"""What Python says of a template that is nested beyond reason; Jinja2 compiles to Python."""


@lru_cache(maxsize=1)
def environment() -> ImmutableSandboxedEnvironment:
    """How texts are filled in: as data, every field known, with nothing within reach."""
    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,  # plain text: there is no markup to escape
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals = {}
    return made


@lru_cache(maxsize=256)
def misuses_of(kind: TemplateKind, source: str, fields: frozenset[str]) -> tuple[Misuse, ...]:
    """Everything that is wrong with a text of that kind, for which these fields are known."""
    if not source.strip():
        return (Misuse(1, "the text is empty", "write it: its first line is its title"),)
    try:
        tree = environment().parse(source)
        wrong = (*misuses(tree, fields), *_unsaid(kind, fields_named(tree)))
        return wrong or tuple(_tried(tree, fields))
    except TemplateSyntaxError as error:
        said = f"the template breaks off: {error.message}"
        return (Misuse(error.lineno, said, "mend the braces and words of the template"),)
    except _TOO_DEEP:
        return (Misuse(1, "the template nests too deep", "write plainer text"),)


def _unsaid(kind: TemplateKind, named: frozenset[str]) -> Iterator[Misuse]:
    """What a text of that kind must say and does not."""
    for mark in MARKS:
        if mark not in named:
            said = f"the text never says that it is a {mark}"
            yield Misuse(1, said, f"add {{% if {mark} %}} and a line that says so")
    for group in ALWAYS_NAMED.get(kind, ()):
        if not group & named:
            said = f"the text never prints {' or '.join(sorted(group))}"
            yield Misuse(1, said, "add it: it must be said")


def _tried(tree: nodes.Template, fields: frozenset[str]) -> Iterator[Misuse]:
    """Fill a text in for an addressee who has everything, and for one who has the least."""
    text = environment().from_string(tree)
    for data in (with_everything(fields), with_the_least(fields)):
        try:
            title = text.render(data).split("\n", 1)[0].strip()
        except EmptyField as error:
            yield Misuse(_line_of(error), str(error), "ask {% if … %} before it is printed")
            return
        except (TemplateError, TypeError, ValueError) as error:
            said = f"the text cannot be filled in: {error}"
            yield Misuse(_line_of(error), said, "mend the line")
            return
        if not title or len(title) > _LONGEST_TITLE:
            said = "the title is too long" if title else "the first line is no title"
            yield Misuse(1, said, "begin with a short line: the subject")
            return


def _line_of(error: BaseException) -> int:
    """The line of the template in which filling it in stopped."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
