"""How a function becomes a command: it gets a session, and its end becomes an exit code."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, Concatenate, ParamSpec

import typer

from domain.values import Language
from interfaces.cli.exits import Exit
from interfaces.cli.session import Session

P = ParamSpec("P")

Lang = Annotated[
    Language | None,
    typer.Option("--lang", help="Speak this language instead of that of the locale."),
]


def command(
    app: typer.Typer, name: str, *, panel: str
) -> Callable[[Callable[Concatenate[Session, P], None]], Callable[Concatenate[Session, P], None]]:
    """Register a function under that name; its session is opened here and `--lang` added.

    The docstring is the help: the first line promises, then come an example and what happens next.
    """

    def register(
        function: Callable[Concatenate[Session, P], None],
    ) -> Callable[Concatenate[Session, P], None]:
        def run(lang: Language | None = None, **given: Any) -> None:
            with Session(lang) as session:
                function(session, **given)  # pyright: ignore[reportCallIssue] - typer read the signature
                code = session.end
            if code is not Exit.OK:
                raise typer.Exit(code)

        first, *own = inspect.signature(function).parameters.values()
        language = first.replace(
            name="lang", annotation=Lang, default=None, kind=inspect.Parameter.KEYWORD_ONLY
        )
        parameters = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
        signature = inspect.Signature([*parameters, language])
        run.__signature__ = signature  # pyright: ignore[reportFunctionMemberAccess] - typer asks for it
        run.__annotations__ = {one.name: one.annotation for one in signature.parameters.values()}
        run.__doc__ = function.__doc__
        run.__name__ = name
        app.command(name, rich_help_panel=panel)(run)
        return function

    return register
