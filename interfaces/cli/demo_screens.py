"""What a rehearsal shows at its end: a table per network, a legend, three trails, addresses."""

from collections import Counter
from pathlib import Path

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from audit.board import Board
from audit.trail import trail
from domain.values import AvenantKind, Language
from interfaces.rehearsal.cases import NetworkCase, ProviderCase
from interfaces.rehearsal.play import Played
from interfaces.running.processes import Ports

WORTH_READING = (
    ProviderCase.REGISTERED_LATE,
    ProviderCase.BOUNCES_REFUSES,
    ProviderCase.HELD_UP_UPHELD,
    ProviderCase.TAKEN_BACK,
    ProviderCase.REFUSES,
    ProviderCase.SILENT,
)
"""Cases whose trails tell something, the best first."""
TRAILS = 3


def table_of_networks(board: Board, played: Played) -> RenderableType:
    """Each network, how it answered, and how many of its providers stand where."""
    counts: dict[str, Counter[str]] = {}
    own: dict[str, str] = {}
    for count in board.summary(played.stage.circular.id):
        if count.kind is AvenantKind.NETWORK:
            own[count.network] = count.state
        else:
            counts.setdefault(count.network, Counter())[count.state] += count.avenants
    states = sorted({state for counted in counts.values() for state in counted})
    table = Table(title=f"Rehearsal until {played.until}: where every avenant stands")
    table.add_column("network")
    table.add_column("its own avenant")
    for state in states:
        table.add_column(state.replace("_", " "), justify="right")
    names = {n.id: n.name for n in played.stage.circular.networks}
    for network, state in sorted(own.items()):
        row = [str(counts.get(network, Counter())[s] or "") for s in states]
        table.add_row(names.get(network, network), state, *row)
    sums = [str(sum(c[s] for c in counts.values())) for s in states]
    table.add_row("[bold]all[/]", "", *(f"[bold]{s}[/]" for s in sums))
    return table


def legend(played: Played) -> RenderableType:
    """What was played, and how often."""
    table = Table(title="What happened", show_header=False, box=None)
    table.add_column(justify="right")
    table.add_column(style="dim")
    table.add_column()
    providers = Counter(p.case for p in played.script.providers)
    networks = Counter(n.case for n in played.script.networks)
    for network_case in NetworkCase:
        if networks[network_case]:
            table.add_row(str(networks[network_case]), "network", str(network_case))
    for case in ProviderCase:
        if providers[case]:
            table.add_row(str(providers[case]), "provider", str(case))
    return table


def three_trails(played: Played) -> RenderableType:
    """Three avenants of which the record tells something worth reading."""
    silent = {n.network for n in played.script.networks if n.case is NetworkCase.NEVER_SIGNS}
    found = [
        next(
            (p for p in played.script.providers if p.case is case and p.network not in silent), None
        )
        for case in WORTH_READING
    ]
    panels: list[RenderableType] = []
    for cast in [p for p in found if p is not None][:TRAILS]:
        lines = trail(played.stage.store, cast.avenant, lang=Language.EN)
        told = Text("\n").join(
            Text(f"{line.effective_on}  {line.sentence}  ({line.actor}, {line.channel})")
            for line in lines
        )
        panels.append(Panel(told, title=f"REHEARSAL: {cast.avenant}: {cast.case}"))
    return Group(*panels)


def closing_words(ports: Ports, folder: Path, mails: str) -> RenderableType:
    """Where to look now."""
    return Panel(
        f"Temporal: {ports.pages}\n"
        f"Mail:     {mails}\n"
        f"Letters:  {folder / 'letters'}\n"
        f"Record:   AVENANT_DATA={folder} avenants list\n"
        f"Proof:    AVENANT_DATA={folder} avenants verify\n"
        "Ctrl-C ends it; the folder stays.",
        title="Have a look around",
    )
