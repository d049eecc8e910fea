"""Sealing: what came since the last checkpoint goes into the next, which is signed and kept."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice

from sqlalchemy import select

from audit.seals.checkpoint import Checkpoint, Previous, Sealed, StoreMark, sealed
from audit.seals.folder import SealsFolder
from audit.seals.keys import Signer
from audit.seals.leaves import Row, leaves_of
from audit.seals.listed import listed, read_list, written
from audit.seals.merkle import (
    Frontier,
    Subtree,
    consistency_ranges,
    path_of,
    peaks_of,
    subtrees_of,
)
from audit.seals.refusals import SealsBroken, SealsRefused
from audit.seals.stored import facts_between, head, snapshot
from journal.opening import Store
from journal.tables import store_table

BATCH = 100_000
"""Facts under one checkpoint at most: their list stays within some ten megabytes."""
FOLLOWER = "seals"
"""Under this name the store remembers the number of its last checkpoint."""


class Sealer:
    """Seals what is new in a store; each run goes on from the last checkpoint's own hashes.

    `signers` are the keys at hand: the one that the last checkpoint names signs, the first one
    where there is none yet. More than one is needed only while the key changes.
    """

    def __init__(self, store: Store, folder: SealsFolder, signers: Sequence[Signer]) -> None:
        self._store = store
        self._folder = folder
        self._signers = signers

    def seal(self, batch: int = BATCH) -> tuple[Sealed, ...]:
        """Seal everything new; gives the checkpoints that were made, none if nothing is new.

        Raises SealsBroken if the record does not go on from the last checkpoint, SealsRefused if
        the folder or the keys do not let it.
        """
        last = self._checked_last()
        after = last.checkpoint.position if last else 0
        made: list[Sealed] = []
        with snapshot(self._store.engine) as connection:
            rows = _each(facts_between(connection, after, head(connection)))
            while page := list(islice(rows, batch)):
                last = self._next(last, page)
                made.append(last)
        return tuple(made)

    def rotate(self, to: Signer) -> tuple[Sealed, ...]:
        """Let another key sign from now on: the old one names it, and it signs at once.

        Nothing is done where it signs already.
        """
        if to.key not in {one.key for one in self._signers}:
            self._signers = [*self._signers, to]
        made = list(self.seal())
        last = self._checked_last()
        if last is None or last.checkpoint.key == to.key:
            return tuple(made)
        if last.checkpoint.heir != to.key:
            last = self._next(last, [], next_key=to.key)
            made.append(last)
        return (*made, self._next(last, []))

    def _next(
        self, last: Sealed | None, rows: Sequence[Row], *, next_key: str | None = None
    ) -> Sealed:
        before = last.checkpoint if last else None
        old = before.size if before else 0
        tree = before.frontier() if before else Frontier()
        known: dict[Subtree, bytes] = dict(zip(peaks_of(0, old), tree.peaks, strict=True))
        ranges = consistency_ranges(old, old + len(rows))
        leaves = leaves_of(rows)
        known |= tree.extend(leaves, subtrees_of(ranges))
        facts = written(rows, leaves)
        previous: Previous | None = last.as_previous() if last else None
        signer = self._signer(last)
        made = sealed(
            Checkpoint(
                store=mark_of(self._store),
                number=before.number + 1 if before else 1,
                size=tree.size,
                root=tree.root.hex(),
                position=rows[-1][0] if rows else before.position if before else 0,
                peaks=tuple(one.hex() for one in tree.peaks),
                facts=sha256(facts).hexdigest(),
                previous=previous,
                consistency=tuple(one.hex() for one in path_of(ranges, known)),
                sealed_at=self._store.clock.now(),
                key=signer.key,
                next_key=next_key,
            ),
            signer,
        )
        if not self._folder.put(made, facts):
            raise SealsRefused(
                "Another sealer wrote the same checkpoint in this moment: nothing is lost, run it "
                "again."
            )
        self._store.journal.follow(FOLLOWER, made.checkpoint.number)
        return made

    def _signer(self, last: Sealed | None) -> Signer:
        if last is None:
            return self._signers[0]
        wanted = last.checkpoint.heir
        for signer in self._signers:
            if signer.key == wanted:
                return signer
        raise SealsRefused(
            f"The last checkpoint wants the key {wanted[:16]}… to sign; this is "
            f"{self._signers[0].key[:16]}…: name the right file with AVENANT_CHECKPOINT_KEY. A key "
            "is changed with AVENANT_CHECKPOINT_NEXT_KEY (docs/runbook.md, Seals)."
        )

    def _checked_last(self) -> Sealed | None:
        """The last checkpoint, if the record still goes on from it."""
        last = self._folder.last()
        if last is None:
            if self._store.journal.position(FOLLOWER):
                raise SealsBroken(
                    f"The store was sealed before, and {self._folder.path} holds no checkpoint: "
                    "name the right folder with AVENANT_SEALS_FOLDER, or restore it."
                )
            return None
        one = last.checkpoint
        if one.store != mark_of(self._store):
            raise SealsBroken(
                f"The checkpoints in {self._folder.path} are of another store: name a folder for "
                "each store with AVENANT_SEALS_FOLDER."
            )
        noted = self._store.journal.position(FOLLOWER)
        if one.number < noted or not self._last_fact_stands(one):
            raise SealsBroken(
                f"The record does not go on from checkpoint {one.number}: nothing more is sealed "
                "until `avenants verify` says why."
            )
        if noted == one.number - 1:
            # Who made it was killed before noting it. Never more than that one: what lags further
            # behind was changed by somebody, and stays for `avenants verify` to find.
            self._store.journal.follow(FOLLOWER, one.number)
        return last

    def _last_fact_stands(self, checkpoint: Checkpoint) -> bool:
        """Whether the last fact that was sealed is still what it was."""
        if not checkpoint.size:
            return True
        position = checkpoint.position
        with snapshot(self._store.engine) as connection:
            rows = list(_each(facts_between(connection, position - 1, position)))
        facts = self._folder.facts(checkpoint)
        if len(rows) != 1 or facts is None:
            return False
        last = list(read_list(facts))[-1:]
        return not last or last[0] == listed(rows[0])


def mark_of(store: Store) -> StoreMark:
    """Which store this is."""
    with store.engine.connect() as connection:
        columns = (store_table.c.made_at, store_table.c.rehearsal)
        row = connection.execute(select(*columns)).one_or_none()
    if row is None or row.made_at is None:
        raise SealsBroken("The store no longer says what it is: its table `store` is empty.")
    return StoreMark(made_at=row.made_at, rehearsal=row.rehearsal)


def _each(pages: Iterator[list[Row]]) -> Iterator[Row]:
    return (row for page in pages for row in page)
