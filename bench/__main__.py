"""`python -m bench [lives] [appends] [documents] [mails] [memory] [record] [seals] [events]`.

With `--seconds N` for each, about, and `--facts N …` for the stores of `record`.
The table goes to stderr, the figures as JSON to stdout.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.appends import appends
from bench.documents import documents
from bench.events import events
from bench.figures import Figure, table
from bench.lives import lives
from bench.mails import mails
from bench.memory import memory
from bench.record import SIZES, record
from bench.seals import seals

Measure = Callable[[Path, float], Sequence[Figure]]


def measure_lives(folder: Path, seconds: float) -> Sequence[Figure]:
    """Lives are measured by a coroutine."""
    return asyncio.run(lives(folder, seconds))


MEASURES: dict[str, Measure] = {
    "lives": measure_lives,
    "appends": appends,
    "documents": documents,
    "mails": mails,
    "memory": memory,
    "record": record,
    "seals": seals,
    "events": events,
}
SECONDS = 25.0


def main() -> int:
    """Measure what was asked for, everything if nothing was."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("what", nargs="*", help=f"{', '.join(MEASURES)}; all by default")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of each, about")
    parser.add_argument(
        "--facts", type=int, nargs="+", default=SIZES, help="of the stores of `record`, each size"
    )
    asked = parser.parse_args()
    measures = {**MEASURES, "record": partial(record, sizes=asked.facts)}
    figures: list[Figure] = []
    for name in asked.what or MEASURES:
        with TemporaryDirectory(prefix=f"bench-{name}-") as folder:
            figures += measures[name](Path(folder), asked.seconds)
    sys.stderr.write(table(figures) + "\n")
    sys.stdout.write(json.dumps([figure.as_json() for figure in figures], indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
