"""What a rehearsal leaves for whoever wants to check it: outcomes, acts and the last day."""

import json
from datetime import date
from pathlib import Path

from audit.board import Board
from interfaces.rehearsal.notes import Notes


def write_report(path: Path, board: Board, notes: Notes, until: date) -> None:
    """Write the report as JSON: `avenants` from the record, `scenario` from the driver alone."""
    board.catch_up()
    report = {
        "avenants": [row.model_dump(mode="json") for row in board.rows()],
        "until": until.isoformat(),
        "scenario": notes.acts,
    }
    path.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
