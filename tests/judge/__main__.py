"""`python -m tests.judge REPORT.json`: exit 0 when it agrees, 1 when not, 2 for wrong usage."""

import json
import sys
from pathlib import Path
from typing import cast

if not __package__:  # run as `python tests/judge`
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.judge.verdict import judge, lines

USAGE = "usage: python -m tests.judge REPORT.json (as written by `avenants demo --report`)\n"


def main(arguments: list[str]) -> int:
    """Judge one report file and print what was found."""
    if len(arguments) != 1:
        sys.stderr.write(USAGE)
        return 2
    try:
        report = cast("object", json.loads(Path(arguments[0]).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{arguments[0]} cannot be read as JSON: {error}\n{USAGE}")
        return 2
    verdict = judge(report)
    sys.stdout.write("\n".join(lines(verdict, report)) + "\n")
    return 0 if verdict.agrees else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
