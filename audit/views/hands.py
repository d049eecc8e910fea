"""More hands for a rebuild: processes that read and fold facts, while one keeps the database.

They are forked, so they begin at once and know what this process knows; they never touch the store.
What they cannot do, or what they leave undone when they end, this process does itself: so an error
is raised here as if there had been nobody else.
"""

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar, cast

Page = TypeVar("Page")
Done = TypeVar("Done")

MOST = 4
"""More than these wait for the one that writes."""
CAN_FORK = sys.platform == "linux"


def hands() -> int:
    """How many processes are worth having on this machine; 0 where one does it all."""
    there = len(os.sched_getaffinity(0)) if CAN_FORK else 1
    return min(there, MOST) if there > 1 else 0


def done_by(
    number: int, pages: Iterable[Page], work: Callable[[Page], Done], here: Callable[[Page], Done]
) -> Generator[Done]:
    """What `work` makes of each page, in any order, with so many processes.

    `work` must not need the store, and raises where it would; `here` may, and is asked then.
    Where the caller stops early, by an exception say, the processes end too. The first page is done
    here: what is learnt by it, such as how facts are read, they need not learn each.
    """
    coming = iter(pages)
    for page in islice(coming, 1):
        yield here(page)
    with forked(number, work) as ends:
        idle: deque[Connection[Any, Any]] = deque(ends)
        given: dict[Connection[Any, Any], Page] = {}
        for page in coming:
            if not idle and not given:
                yield here(page)
                continue
            if not idle:
                yield from taken_back(given, idle, here)
            if idle:
                end = idle.popleft()
                given[end] = page
                send(end, page)
            else:
                yield here(page)
        while given:
            yield from taken_back(given, idle, here)


def taken_back(
    given: dict["Connection[Any, Any]", Page],
    idle: deque["Connection[Any, Any]"],
    here: Callable[[Page], Done],
) -> Iterator[Done]:
    """What the next of them have done, who are idle then; whoever has ended is not."""
    for end in ready(given):
        page = given.pop(end)
        try:
            answered, done = end.recv()
        except (EOFError, OSError):
            yield here(page)
            continue
        idle.append(end)
        yield done if answered else here(page)


def ready(ends: Iterable["Connection[Any, Any]"]) -> list["Connection[Any, Any]"]:
    """Those that have answered or ended; waits for the first."""
    return cast("list[Connection[Any, Any]]", wait(list(ends)))


def send(end: "Connection[Any, Any]", page: object) -> None:
    """Give a page to one that is idle; one that has ended is noticed when it is asked."""
    try:
        end.send(page)
    except OSError:
        return


@contextmanager
def forked(number: int, work: Callable[[Any], Any]) -> Generator[list["Connection[Any, Any]"]]:
    """So many processes, each at the other end of a pipe; they end when this is left."""
    context = get_context("fork")
    ends: list[Connection[Any, Any]] = []
    processes: list[Any] = []
    try:
        for _ in range(number):
            here, there = context.Pipe()
            ends.append(here)
            # Without the others' ends, so that a pipe is closed when this process ends.
            process = context.Process(target=serve, args=(there, tuple(ends), work), daemon=True)
            process.start()
            processes.append(process)
            there.close()
        yield ends
    finally:
        for end in ends:
            end.close()
        for process in processes:
            process.terminate()
            process.join()


def serve(
    end: "Connection[Any, Any]",
    others: tuple["Connection[Any, Any]", ...],
    work: Callable[..., Any],
) -> None:
    """Work until the pipe is closed. Whoever types Ctrl-C speaks to the process that began it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.disable()
    for other in others:
        other.close()
    try:
        while True:
            end.send(tried(work, end.recv()))
    except (EOFError, OSError):
        return


def tried(work: Callable[[Any], Any], page: object) -> tuple[bool, Any]:
    """Whether it could be done, and what was made of it."""
    try:
        return True, work(page)
    except Exception:  # noqa: BLE001  (whatever it is happens again where it can be told)
        return False, None
