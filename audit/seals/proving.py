"""Proofs for others: that a fact is under a checkpoint, that a checkpoint grew out of another."""

from collections.abc import Iterable, Mapping, Sequence

from audit.seals.checkpoint import Checkpoint, Hash, unhex
from audit.seals.leaves import leaves_of
from audit.seals.merkle import (
    Frontier,
    Range,
    Subtree,
    consistency_ranges,
    grew,
    inclusion_ranges,
    path_of,
    peaks_of,
    subtrees_of,
)
from audit.seals.refusals import SealsBroken, SealsRefused
from audit.seals.stored import facts_between, snapshot
from domain.values import Value
from journal.opening import Store


class Inclusion(Value):
    """That the fact at a position is the leaf `index`, counted from 0, of a tree of `size`."""

    position: int
    index: int
    size: int
    leaf: Hash
    path: tuple[Hash, ...]


class Consistency(Value):
    """That the tree of `new` facts begins with that of `old` facts."""

    old: int
    old_root: Hash
    new: int
    new_root: Hash
    path: tuple[Hash, ...]

    @property
    def holds(self) -> bool:
        """Whether the path proves it."""
        roots = bytes.fromhex(self.old_root), bytes.fromhex(self.new_root)
        return grew(self.old, roots[0], self.new, roots[1], unhex(self.path))


def prove_inclusion(
    store: Store, checkpoint: Checkpoint, positions: Sequence[int]
) -> tuple[Inclusion, ...]:
    """Proofs that the facts at these positions are under a checkpoint, in the order asked for.

    Reads the record up to the checkpoint once, and keeps a hash of each fact while it does. Raises
    SealsBroken where it is not what was sealed, SealsRefused for a position that the checkpoint
    does not cover.
    """
    leaves: dict[int, tuple[int, bytes]] = {}
    hashed: list[list[bytes]] = []
    wanted, seen = set(positions), 0
    with snapshot(store.engine) as connection:
        for rows in facts_between(connection, 0, checkpoint.position):
            page = leaves_of(rows)
            for number, row in enumerate(rows):
                if row[0] in wanted:
                    leaves[row[0]] = (seen + number, page[number])
            hashed.append(page)
            seen += len(rows)
    for position in positions:
        if position not in leaves:
            raise SealsRefused(
                f"Checkpoint {checkpoint.number} covers no fact at position {position}: seal first "
                "(`python -m worker seal`), or name another fact."
            )
    ranges = {p: inclusion_ranges(leaves[p][0], seen) for p in leaves}
    known = _known(hashed, Frontier(), checkpoint, ranges.values())
    return tuple(
        Inclusion(
            position=position,
            index=leaves[position][0],
            size=checkpoint.size,
            leaf=leaves[position][1].hex(),
            path=_hex(path_of(ranges[position], known)),
        )
        for position in positions
    )


def prove_consistency(store: Store, old: Checkpoint, new: Checkpoint) -> Consistency:
    """A proof that the record grew from one checkpoint to another; reads only what lies between.

    Raises SealsBroken where it did not, SealsRefused where the second is the older one.
    """
    if old.size > new.size:
        raise SealsRefused(
            f"Checkpoint {old.number} covers more facts than checkpoint {new.number}: name the "
            "older one first."
        )
    ranges = consistency_ranges(old.size, new.size)
    with snapshot(store.engine) as connection:
        between = facts_between(connection, old.position, new.position)
        pages = (leaves_of(rows) for rows in between)
        known = _known(pages, old.frontier(), new, [ranges])
    return Consistency(
        old=old.size,
        old_root=old.root,
        new=new.size,
        new_root=new.root,
        path=_hex(path_of(ranges, known)),
    )


def _known(
    leaves: Iterable[Sequence[bytes]],
    tree: Frontier,
    until: Checkpoint,
    ranges: Iterable[Sequence[Range]],
) -> Mapping[Subtree, bytes]:
    """The hashes of the subtrees that are needed, while a tree grows up to a checkpoint."""
    wanted = subtrees_of(one for each in ranges for one in each)
    known = dict(zip(peaks_of(0, tree.size), tree.peaks, strict=True))
    for page in leaves:
        known |= tree.extend(page, wanted)
    if tree.size != until.size or tree.root.hex() != until.root:
        raise SealsBroken(
            f"The record up to position {until.position} is not what checkpoint {until.number} "
            "sealed: `avenants verify` says where."
        )
    return known


def _hex(path: Iterable[bytes]) -> tuple[str, ...]:
    return tuple(one.hex() for one in path)
