"""Several processes make, fill and read the board at once, and none of them fails."""

import subprocess
import sys

import pytest

from audit.board import Board
from tests.audit.office import Office

PROGRAM = """
import sys
from audit.board import Board
from journal.known_facts import known_facts
from journal.opening import open_store

with open_store(sys.argv[1], facts=known_facts()) as store:
    board = Board(store)
    board.catch_up()
    print(len(board.rows()), board.position() == store.journal.head())
"""


@pytest.mark.slow
def test_eight_processes_catch_up_a_new_board_at_once(office: Office, url: str) -> None:
    for number in range(20):
        office.open(f"2026-001.K000{number:02}")

    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, url],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    answers = [process.communicate(timeout=300) for process in processes]

    assert answers == [("20 True\n", "")] * 8
    assert len(Board(office.store).rows()) == 20
