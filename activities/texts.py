"""Filling in the texts of a circular: data goes in as data, never as markup."""

import re
from collections.abc import Mapping
from functools import lru_cache

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2 import Template as Compiled
from jinja2.sandbox import ImmutableSandboxedEnvironment

from domain.templates import Template


class EmptyField(TemplateError):
    """A text prints a field that this addressee does not have, without asking for it first."""


def _printed(value: object) -> object:
    if value is None:
        raise EmptyField
    return value


# Plain text has no markup to escape; a field's value is never read as a template.
_ENVIRONMENT = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined,
    autoescape=False,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=_printed,
)
_ENVIRONMENT.globals = {}
_FILLING_FAILS_WITH = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError)
_NO_SUCH_FIELD = re.compile(r"'\w+' is undefined", re.ASCII)


class TextFault(ValueError):
    """A text of the circular cannot be filled in; trying again cannot mend it."""

    def __init__(self, reference: str, text: Template, why: str) -> None:
        super().__init__(
            f"{reference}, texts/{text.language.value}/{text.kind.value}.txt: {why}: "
            "correct the text and the circular"
        )


def filled_in(reference: str, text: Template, fields: Mapping[str, object]) -> str:
    """The text with its fields, lines ended by a line feed; raises TextFault."""
    try:
        written = _compiled(text.source).render(fields)
    except _FILLING_FAILS_WITH as error:
        raise TextFault(reference, text, _said_without_data(error)) from None
    lines = written.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not lines.strip():
        raise TextFault(reference, text, "nothing is left of it when it is filled in")
    return lines + "\n"


def title_of(written: str) -> str:
    """The first line, which is the text's title and the subject of its e-mail."""
    return written.partition("\n")[0].strip()


def _said_without_data(error: Exception) -> str:
    """Why, in words in which nobody's name can stand: most messages may quote a value."""
    match error:
        case TemplateSyntaxError():
            return f"line {error.lineno}: {error.message}"
        case UndefinedError() if _NO_SUCH_FIELD.fullmatch(str(error)):
            return str(error)
        case _:
            return type(error).__name__


@lru_cache(maxsize=512)
def _compiled(source: str) -> Compiled:
    return _ENVIRONMENT.from_string(source)
