"""In which language somebody is spoken to."""

from collections.abc import Mapping

from domain.values import Language

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where a locale is looked for, the first that is set wins."""


def language_of(variables: Mapping[str, str], asked: Language | None) -> Language:
    """The language that was asked for, else that of the locale, else English."""
    if asked is not None:
        return asked
    locale = next((variables[name] for name in VARIABLES if variables.get(name)), "")
    spoken = {language.value: language for language in Language}
    return spoken.get(locale[:2].lower(), Language.EN)
