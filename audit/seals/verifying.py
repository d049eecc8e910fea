"""Verifying: everything is reckoned anew from the store and held against every checkpoint."""

import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from pydantic_core import from_json
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from audit.seals.away import was_away
from audit.seals.beside import said_beside
from audit.seals.beyond import Beyond
from audit.seals.chain import Chain, TokenCheck, list_stands
from audit.seals.checkpoint import Checkpoint, Sealed, read_sealed
from audit.seals.commands import CommandSums
from audit.seals.comparing import compare
from audit.seals.evidence import EvidenceCheck
from audit.seals.findings import Fault, Findings, Verified
from audit.seals.folder import SealsFolder
from audit.seals.followers import check_followers
from audit.seals.leaves import Row, leaves_of
from audit.seals.listed import listed, read_list
from audit.seals.merkle import Frontier
from audit.seals.refusals import SealsRefused
from audit.seals.sealer import FOLLOWER, mark_of
from audit.seals.stored import facts_between, head, snapshot
from journal.errors import StoreError
from journal.faults import faults
from journal.opening import Store


def verify(
    store: Store,
    folder: SealsFolder,
    *,
    trusted: frozenset[str],
    check_token: TokenCheck,
    against: tuple[Path, ...] = (),
) -> Verified:
    """Reckon everything anew, compare it with every checkpoint, and say what does not fit.

    `trusted` are the public keys that are believed, in hex; without any, signatures prove only
    that the checkpoints belong together. `against` are checkpoints that were kept elsewhere.
    Reads the store in pages, as it stands at one moment. Raises SealsRefused for a folder or a
    file that cannot be read, StoreUnreachable where the database stops answering meanwhile.
    """
    return _Verification(store, folder, trusted, check_token).run(against)


class _Verification:
    def __init__(
        self, store: Store, folder: SealsFolder, trusted: frozenset[str], check_token: TokenCheck
    ) -> None:
        self._store = store
        self._folder = folder
        self._found = Findings()
        self._chain = Chain(folder, mark_of(store), trusted, check_token, self._found)
        self._commands = CommandSums()
        self._uncovered: list[Row] = []
        """The first and the last fact that no checkpoint covers."""
        self._uncovered_count = 0
        self._reached = 0
        """The position up to which facts were read without trouble."""

    def run(self, against: tuple[Path, ...]) -> Verified:
        self._kept_elsewhere(against)
        evidence: EvidenceCheck | None = None
        # The database looks through its own file beside us: that is its work alone.
        with ThreadPoolExecutor(max_workers=1) as beside:
            said = beside.submit(said_beside, self._store.engine)
            try:
                with faults(), snapshot(self._store.engine) as connection:
                    evidence = EvidenceCheck(connection, self._found, self._store.keys)
                    beyond = Beyond(connection, self._found, self._store.keys)
                    self._facts(connection, evidence, beyond)
                    self._commands.compare(connection, self._found)
                    evidence.kept()
                    beyond.kept()
                last = self._chain.last.checkpoint if self._chain.last else None
                check_followers(self._store, last, self._found)
            except (StoreError, DBAPIError, sqlite3.Error, UnicodeDecodeError) as error:
                if was_away(error):
                    raise
                place = f"after position {self._reached}"
                self._found.add(Fault.UNREADABLE, place, str(error))
        for one in said.result():
            self._found.add(one.fault, one.place, one.detail)
        return self._said(evidence)

    def _kept_elsewhere(self, against: tuple[Path, ...]) -> None:
        for file in against:
            outside = read_checkpoint(file)
            number = outside.checkpoint.number
            inside = self._folder.read(number).sealed
            if inside is None and number not in self._folder.numbers():
                self._found.add(Fault.CHECKPOINT_MISSING, str(self._folder.file(number)))
            elif inside is None or inside.content != outside.content:
                self._found.add(Fault.CHECKPOINT_REPLACED, str(self._folder.file(number)))

    def _facts(self, connection: Connection, *told: EvidenceCheck | Beyond) -> None:
        sealed_before = self._store.journal.position(FOLLOWER)
        for before, now in self._chain.checked(sealed_before):
            self._batch(connection, told, before, now)
        for one in told:
            one.covered()
        last = self._chain.last
        after = last.checkpoint.position if last else 0
        for rows in facts_between(connection, after, head(connection)):
            self._pass(rows, told)
            for row in rows:
                if row[3] is None:
                    self._found.add(Fault.UNREADABLE, listed(row).place, "its type is no text")
            self._uncovered = (
                [*self._uncovered[:1], rows[-1]] if self._uncovered else [rows[0], rows[-1]]
            )
            self._uncovered_count += len(rows)

    def _batch(
        self,
        connection: Connection,
        told: Sequence[EvidenceCheck | Beyond],
        before: Checkpoint | None,
        now: Checkpoint,
    ) -> None:
        """The facts of one checkpoint: their root, and where it differs the facts one by one."""
        tree = before.frontier() if before else Frontier()
        after = before.position if before else 0
        for rows in facts_between(connection, after, now.position):
            tree.extend(leaves_of(rows))
            self._pass(rows, told)
        stands = list_stands(self._folder, now, self._found)
        if tree.size == now.size and tree.root.hex() == now.root:
            return
        neighbours = now.previous is None or (
            before is not None and now.number == before.number + 1
        )
        content = self._folder.facts(now) if stands and neighbours else None
        if content is None:
            self._found.add(Fault.ROOT_DIFFERS, f"positions {after + 1} to {now.position}")
            return
        rows = (row for page in facts_between(connection, after, now.position) for row in page)
        compare(connection, read_list(content), rows, self._found)

    def _pass(self, rows: list[Row], told: Sequence[EvidenceCheck | Beyond]) -> None:
        self._commands.add(rows)
        for one in told:
            one.facts(rows)
        self._reached = rows[-1][0]

    def _said(self, evidence: EvidenceCheck | None) -> Verified:
        last = self._chain.last.checkpoint if self._chain.last else None
        first, end = self._uncovered or (None, None)
        return Verified(
            checkpoints=self._chain.checkpoints,
            checkpoint=last.number if last else None,
            root=last.root if last else None,
            anchored=self._chain.anchored,
            timestamps=self._chain.timestamps,
            covered=last.size if last else 0,
            covered_through=last.position if last else 0,
            uncovered=self._uncovered_count,
            uncovered_from=first[0] if first else None,
            uncovered_through=end[0] if end else None,
            uncovered_since=self._recorded_at(first) if first else None,
            evidence=evidence.checked if evidence else 0,
            erased=evidence.erased if evidence else 0,
            unopened=evidence.unopened if evidence else 0,
            findings=tuple(self._found.told),
            further=self._found.further,
        )

    def _recorded_at(self, row: Row) -> datetime | None:
        try:
            return datetime.fromisoformat(from_json(row[4])["at"])
        except (ValueError, TypeError, KeyError):
            self._found.add(Fault.UNREADABLE, listed(row).place)
            return None


def read_checkpoint(file: Path) -> Sealed:
    """The checkpoint in a file; raises SealsRefused."""
    try:
        found = read_sealed(file.read_bytes())
    except OSError as error:
        raise SealsRefused(f"{file} cannot be read ({error.strerror}): check the path.") from error
    if found is None or not found.holds:
        raise SealsRefused(f"{file} is no checkpoint, or no longer the one that was signed.")
    return found
