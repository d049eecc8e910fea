"""Every read model of this version of the program."""

from typing import Any

from audit.board import BOARD
from audit.law.contracts_view import CONTRACTS
from audit.views.fact_index import FACT_INDEX
from audit.views.view import View

VIEWS: tuple[View[Any], ...] = (BOARD, FACT_INDEX, CONTRACTS)
"""In the order in which they are made; each can be made anew alone."""
