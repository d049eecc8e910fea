"""The read models: making them anew, whenever somebody doubts them."""

from typing import Annotated

import typer

from interfaces.cli import options as o
from interfaces.cli.command import command
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.listings import write
from interfaces.cli.screen import remark
from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say

app = typer.Typer()
PANEL = "Looking"


@command(app, "rebuild-views", panel=PANEL)
def rebuild_views(
    session: Session,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="Only these, such as board4; all of them by default."),
    ] = None,
    form: o.As = o.Format.TABLE,
) -> None:
    """Make boards and the index of facts anew from the journal.

    The old ones answer and are kept up until the new ones stand, and then all change at once.
    Nothing of the record is touched. Needed only where somebody doubts what a board says, or has
    written into its tables; broken off, it is simply begun again.

    Example: avenants rebuild-views

    Next: `avenants board` shows what they say; `avenants verify` looks at the record itself.
    """
    from audit.views.known import VIEWS
    from audit.views.rebuilding import RebuildOvertaken, rebuild

    known = {view.name: view for view in VIEWS}
    for name in names or ():
        if name not in known:
            raise session.stop(Say.NO_SUCH_VIEW, Exit.NOT_FOUND, name=name, known=", ".join(known))
    wanted = [known[name] for name in dict.fromkeys(names or known)]

    def tell(read: int, of: int) -> None:
        remark(session.words(Say.VIEWS_READ, read=read, of=of))

    try:
        position = rebuild(session.store, wanted, tell)
    except RebuildOvertaken as error:
        raise Stop(Exit.FAILURE, session.words(Say.VIEWS_OVERTAKEN)) from error
    rows = [{"view": view.name, "position": position} for view in wanted]
    write(rows, ("view", "position"), form)
