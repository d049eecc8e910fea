"""Playing the demo: the processes, the play, and what is shown at its end."""

import asyncio
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from audit.board import Board
from domain.circular import Circular
from interfaces.circulars.folder import read_circular
from interfaces.cli.demo import Mail
from interfaces.cli.demo_screens import closing_words, legend, table_of_networks, three_trails
from interfaces.cli.exits import Exit, Stop
from interfaces.cli.staying_up import watch
from interfaces.rehearsal.electronic import signing_settings
from interfaces.rehearsal.mail_settings import by_real_mail
from interfaces.rehearsal.play import (
    Played,
    Wanted,
    play,
    set_the_stage,
    start_everything,
    write_the_script,
)
from interfaces.rehearsal.post_office import NoMail, PostOffice
from interfaces.rehearsal.report import write_report
from interfaces.running.mail_page import MailPage
from interfaces.running.mail_servers import NoMailServers, start_mail_servers
from interfaces.running.processes import CannotStart, Machine, Ports, free_port
from interfaces.sealing import seal
from interfaces.settings import Settings, load_settings
from journal.clock import SystemClock

MAILS = "REHEARSAL: mails that nobody outside gets"
CIRCULAR = Path(__file__).parents[2] / "circulars" / "2026-001"


def play_demo(
    *,
    providers: int,
    seed: int,
    start: str | None,
    mail: Mail,
    leave: bool,
    report: Path | None,
) -> None:
    """Play a whole rehearsal and show it; stays up until Ctrl-C unless it is to leave."""
    console = Console(stderr=True)
    settings = load_settings()
    wanted = Wanted(the_circular(), the_day(start), providers, seed)
    folder = a_folder(settings)
    ports = Ports(free_port(settings.temporal_port), free_port(settings.temporal_ui_port))
    url = f"sqlite:///{folder / 'avenants.sqlite'}"
    environment = {
        "AVENANT_DATA": str(folder),
        "AVENANT_DATABASE_URL": url,
        "AVENANT_KEYS_URL": f"sqlite:///{folder / 'avenants.keys.sqlite'}",
        "AVENANT_MASTER_KEY": str(folder / "avenants.master.key"),
        "AVENANT_MAIL_FOLDER": str(folder / "mail"),
        "AVENANT_LETTERS_FOLDER": str(folder / "letters"),
        "AVENANT_TEMPORAL_ADDRESS": ports.address,
        "AVENANT_LOG_FORMAT": "json",
    } | signing_settings(folder)
    console.print("[bold]A rehearsal:[/] nothing here is real, nobody is written to.")
    with ExitStack() as running:
        post_office = running.enter_context(mail_servers()) if mail is Mail.REAL else None
        if post_office is not None:
            environment |= by_real_mail(post_office, wanted.circular, folder)
        machine = running.enter_context(Machine(folder / "processes", environment))
        try:
            played = rehearse(console, wanted, machine, ports, (url, folder, post_office))
        except (CannotStart, NoMail) as error:
            raise Stop(Exit.FAILURE, str(error)) from error
        # As the timer does in service, so that what was played can be verified.
        seal(Settings(data=folder), played.stage.store, key_made=lambda _: None)
        show(console, played, report)
        if leave:
            console.print(f"The record stays: AVENANT_DATA={folder} avenants list", soft_wrap=True)
            return
        page = running.enter_context(MailPage(mails_of(folder, post_office), MAILS))
        stay(console, machine, ports, folder, page)


@contextmanager
def mail_servers() -> Generator[PostOffice]:
    """A post office with real servers of its own; raises Stop where none can be started."""
    try:
        servers = start_mail_servers()
    except NoMailServers as error:
        raise Stop(Exit.FAILURE, f"{error}, or play it with --mail folder.") from error
    with servers:
        yield PostOffice(servers)


def mails_of(folder: Path, post_office: PostOffice | None) -> Callable[[], Iterator[Path]]:
    """Where the mails lie that the page shows."""
    if post_office is None:
        return lambda: (folder / "mail").glob("*/*.eml")
    return lambda: (post_office.servers.folder / "mail").glob("*/*/Maildir/[nc]*/*")


def rehearse(
    console: Console,
    wanted: Wanted,
    machine: Machine,
    ports: Ports,
    where: tuple[str, Path, PostOffice | None],
) -> Played:
    """Set the stage, start everything and play, with bars that show how far it is."""
    url, folder, post_office = where
    with bars(console) as progress:
        task = progress.add_task("Inventing the office and launching", total=None)
        stage = set_the_stage(wanted, url, folder)
        written = write_the_script(wanted, stage, post_office)
        progress.update(task, description="Starting Temporal, worker and relay")
        start_everything(machine, ports, intake=post_office is not None)
        progress.update(task, description="Playing", total=1)

        def show_day(day: date, done: int, total: int) -> None:
            progress.update(
                task, description=f"{day:%d %B %Y}", completed=done, total=max(total, 1)
            )
            fallen = machine.fallen()
            if fallen is not None:
                msg = f"The {fallen.name} ended by itself:\n{fallen.last_words()}"
                raise CannotStart(msg)

        return asyncio.run(play(wanted, stage, written, ports, show_day))


@contextmanager
def bars(console: Console) -> Generator[Progress]:
    """Progress bars on stderr."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("acts"),
    )
    with Progress(*columns, console=console) as progress:
        yield progress


def the_circular() -> Circular:
    """The circular that is played; raises Stop where this is no clone."""
    if not CIRCULAR.is_dir():
        raise Stop(Exit.FAILURE, f"There is no {CIRCULAR}: run the demo from a clone.")
    checked = read_circular(CIRCULAR)
    if checked.circular is None:
        raise Stop(Exit.FAILURE, "\n".join(map(str, checked.errors)))
    return checked.circular


def the_day(start: str | None) -> date:
    """The day of the launch; raises Stop for what is none."""
    if start is None:
        return SystemClock().today()
    try:
        return date.fromisoformat(start)
    except ValueError as error:
        raise Stop(
            Exit.USAGE, f"{start!r} is no day: write it as 2026-03-03, year first."
        ) from error


def a_folder(settings: Settings) -> Path:
    """A fresh folder for this rehearsal, in the data folder; raises Stop where there is none."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        return Path(mkdtemp(prefix="rehearsal-", dir=settings.data))
    except OSError as error:
        raise Stop(
            Exit.FAILURE,
            f"The data folder {settings.data} takes no files ({error.strerror}): "
            "give yourself the right to write there, or set AVENANT_DATA to another folder.",
        ) from error


def show(console: Console, played: Played, report: Path | None) -> None:
    """The table per network, the legend, three trails, and the report."""
    board = Board(played.stage.store)
    board.catch_up()
    console.print(table_of_networks(board, played))
    console.print(legend(played))
    console.print(three_trails(played))
    if report is not None:
        write_report(report, board, played.notes, played.until)
        console.print(f"The report is in {report}.")


def stay(console: Console, machine: Machine, ports: Ports, folder: Path, page: MailPage) -> None:
    """Stay up until Ctrl-C, or until something falls."""
    watch(machine, lambda: console.print(closing_words(ports, folder, page.address)))
    console.print("Ended.")
