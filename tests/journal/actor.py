"""One process among many, for the tests: `python -m tests.journal.actor ACT ADDRESS ...`.

Says "ready", waits for a line on stdin where the others should begin at the same moment.
"""

import sys
from uuid import UUID

from journal.errors import StoreError
from journal.handling import handle
from journal.opening import open_store
from tests.journal.orchard import a_command, orchard, planted, watered


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def starting_gun() -> None:
    say("ready")
    sys.stdin.readline()


def opens(url: str) -> None:
    """Open the store, new or not, and record one fact."""
    starting_gun()
    with open_store(url, facts=orchard()) as store:
        handle(store.journal, "convention-SHARED", lambda _: [planted()], a_command())


def writes(url: str, name: str, count: str) -> None:
    """Write to a stream of its own, to one that all share, and to both at once."""
    with open_store(url, facts=orchard()) as store:
        starting_gun()
        for _ in range(int(count)):
            for stream in (f"convention-{name}", "convention-SHARED"):
                handle(store.journal, stream, lambda old: [watered(str(len(old)))], a_command())


def commands(url: str, *command_ids: str) -> None:
    """Give commands, one after the other; print the ids of the facts that each left."""
    with open_store(url, facts=orchard()) as store:
        starting_gun()
        for command_id in command_ids:
            facts = handle(
                store.journal,
                "convention-SHARED",
                lambda old: [planted(), watered(str(len(old)))],
                a_command(UUID(command_id)),
            )
            say(command_id, *(one.event_id for one in facts))


def time(url: str) -> None:
    """Print the engine's instant and whether it is rehearsed."""
    with open_store(url, facts=orchard()) as store:
        say(store.clock.now().isoformat(), store.clock.rehearsal)


def endlessly(url: str, stream: str) -> None:
    """Append three facts at a time until somebody stops it, printing the version after each."""
    with open_store(url, facts=orchard()) as store:
        while True:
            facts = handle(store.journal, stream, lambda _: [watered()] * 3, a_command())
            say(facts[-1].version)


def fills(url: str) -> None:
    """Append until the disk is full; print how much was acknowledged, and how much is there."""
    acknowledged = 0
    try:
        with open_store(url, facts=orchard()) as store:
            try:
                while True:
                    handle(
                        store.journal,
                        "convention-BIG",
                        lambda _: [planted("x" * 50_000)],
                        a_command(),
                    )
                    acknowledged += 1
            finally:
                say(acknowledged, len(store.journal.read("convention-BIG")))
    except StoreError as error:
        say(type(error).__name__, error)


ACTS = {act.__name__: act for act in (opens, writes, commands, time, endlessly, fills)}

if __name__ == "__main__":
    ACTS[sys.argv[1]](*sys.argv[2:])
