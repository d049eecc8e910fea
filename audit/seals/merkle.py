"""The Merkle tree of RFC 6962 (and 9162) over SHA-256: roots, and proofs that anybody can check.

A perfect subtree is named by its level and its number on that level: `(h, i)` stands over the
leaves `i * 2**h` up to, not with, `(i + 1) * 2**h`. Every proof is made of such subtrees.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

LEAF, INNER = b"\x00", b"\x01"
"""What a hash begins with, so that no leaf passes for an inner node (RFC 6962, 2.1)."""
EMPTY_ROOT = sha256(b"").digest()

Subtree = tuple[int, int]
"""Level and number of a perfect subtree."""
Range = tuple[int, int]
"""Leaves from the first up to, not with, the second; those of one node of a tree."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf with this content."""
    return sha256(LEAF + data).digest()


def inner_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node over two others."""
    return sha256(INNER + left + right).digest()


def peaks_of(start: int, end: int) -> list[Subtree]:
    """The perfect subtrees of which a node of a tree is made, the largest first."""
    found: list[Subtree] = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def folded(peaks: Sequence[bytes]) -> bytes:
    """The hash over perfect subtrees that stand side by side, the largest first."""
    if not peaks:
        return EMPTY_ROOT
    *rest, root = peaks
    for left in reversed(rest):
        root = inner_hash(left, root)
    return root


class Frontier:
    """A tree that only grows, in as many hashes as its size has bits."""

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        """An empty tree, or one of that size with these perfect subtrees, the largest first."""
        levels = [level for level, _ in peaks_of(0, size)]
        if len(levels) != len(peaks):
            msg = f"A tree of {size} leaves has {len(levels)} peaks, not {len(peaks)}."
            raise ValueError(msg)
        self.size = size
        self._at: dict[int, bytes] = dict(zip(levels, peaks, strict=True))

    @property
    def peaks(self) -> tuple[bytes, ...]:
        """The hashes of its perfect subtrees, the largest first."""
        return tuple(self._at[level] for level in sorted(self._at, reverse=True))

    @property
    def root(self) -> bytes:
        """The root over all leaves."""
        return folded(self.peaks)

    def extend(
        self, leaves: Sequence[bytes], wanted: Iterable[Subtree] = ()
    ) -> dict[Subtree, bytes]:
        """Add these leaf hashes; gives those of the wanted subtrees that came to stand now."""
        by_level: dict[int, list[int]] = {}
        for level, number in wanted:
            by_level.setdefault(level, []).append(number)
        found: dict[Subtree, bytes] = {}
        row, level, first = list(leaves), 0, self.size
        self.size += len(row)
        while row:
            for number in by_level.get(level, ()):
                if first <= number < first + len(row):
                    found[level, number] = row[number - first]
            if (left := self._at.pop(level, None)) is not None:
                row.insert(0, left)
                first -= 1
            if len(row) % 2:
                self._at[level] = row.pop()
            pairs = iter(row)
            row = [sha256(INNER + a + b).digest() for a, b in zip(pairs, pairs, strict=True)]
            level, first = level + 1, first >> 1
        return found


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """The nodes whose hashes prove that a leaf is in a tree, from the leaf up (RFC 6962, 2.1.1)."""
    if not 0 <= index < size:
        msg = f"A tree of {size} leaves has no leaf {index}."
        raise ValueError(msg)
    start, end = 0, size
    ranges: list[Range] = []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """The nodes whose hashes prove that a tree grew out of a smaller one (RFC 6962, 2.1.2)."""
    if not 0 <= old <= new:
        msg = f"A tree of {new} leaves did not grow out of one of {old}."
        raise ValueError(msg)
    if old in {0, new}:
        return []
    start, end, whole = 0, new, True
    ranges: list[Range] = []
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start, whole = middle, False
    if not whole:
        ranges.append((start, end))
    return ranges[::-1]


def subtrees_of(ranges: Iterable[Range]) -> set[Subtree]:
    """The perfect subtrees whose hashes are needed for these nodes."""
    return {subtree for start, end in ranges for subtree in peaks_of(start, end)}


def path_of(ranges: Iterable[Range], known: Mapping[Subtree, bytes]) -> tuple[bytes, ...]:
    """The proof itself, from the hashes of the subtrees."""
    return tuple(folded([known[one] for one in peaks_of(*node)]) for node in ranges)


def includes(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path proves that this leaf hash stands there in the tree with that root."""
    if not 0 <= index < size:
        return False
    number, last, found = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if number & 1 or number == last:
            found = inner_hash(step, found)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found = inner_hash(found, step)
        number, last = number >> 1, last >> 1
    return last == 0 and found == root


def grew(old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path proves that the tree of `new` leaves begins with that of `old` leaves."""
    if old == new:
        return not path and old_root == new_root
    if old == 0:
        return not path and old_root == EMPTY_ROOT
    if not 0 < old < new:
        return False
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not steps:
        return False
    number, last = old - 1, new - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    of_old = of_new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if number & 1 or number == last:
            of_old, of_new = inner_hash(step, of_old), inner_hash(step, of_new)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            of_new = inner_hash(of_new, step)
        number, last = number >> 1, last >> 1
    return last == 0 and of_old == old_root and of_new == new_root


def _split(size: int) -> int:
    """The largest power of two below the size."""
    return 1 << (size - 1).bit_length() - 1
