"""What is not hashed and yet not free: registers, their history, the people store."""

from collections.abc import Sequence
from operator import itemgetter

from sqlalchemy import Connection

from audit.seals.findings import Findings
from audit.seals.leaves import Row
from audit.seals.meanwhile import ERASURES
from audit.seals.persons import PersonCheck
from audit.seals.registers import REGISTERED, RegisterCheck
from journal.keys.place import Keys

_TOLD = REGISTERED | ERASURES


class Beyond:
    """Notes what facts say of conventions and persons, as they pass, and compares at the end."""

    def __init__(self, connection: Connection, found: Findings, keys: Keys) -> None:
        self._registers = RegisterCheck(connection, found)
        self._persons = PersonCheck(connection, found, keys)

    def facts(self, rows: Sequence[Row]) -> None:
        """Pass on those few facts that tell of either."""
        if _TOLD.isdisjoint(map(itemgetter(3), rows)):
            return
        for row in rows:
            if row[3] in REGISTERED:
                self._registers.fact(row)
            elif row[3] in ERASURES:
                self._persons.fact(row)

    def covered(self) -> None:
        """All facts so far are under a checkpoint."""
        self._persons.covered()

    def kept(self) -> None:
        """Hold the registers against their history and the facts, and the people against both."""
        changes = self._registers.kept()
        self._persons.kept(changes)
