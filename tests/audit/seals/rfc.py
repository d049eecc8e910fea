"""RFC 6962, section 2.1, word for word: slow, recursive, and nothing of ours in it."""

from collections.abc import Sequence
from hashlib import sha256


def mth(d: Sequence[bytes]) -> bytes:
    """MTH(D[n]): the Merkle Tree Hash of a list of inputs."""
    if not d:
        return sha256(b"").digest()
    if len(d) == 1:
        return sha256(b"\x00" + d[0]).digest()
    k = largest_power_of_two_below(len(d))
    return sha256(b"\x01" + mth(d[:k]) + mth(d[k:])).digest()


def path(m: int, d: Sequence[bytes]) -> list[bytes]:
    """PATH(m, D[n]): the audit path of the input m (2.1.1)."""
    if len(d) == 1:
        return []
    k = largest_power_of_two_below(len(d))
    if m < k:
        return [*path(m, d[:k]), mth(d[k:])]
    return [*path(m - k, d[k:]), mth(d[:k])]


def proof(m: int, d: Sequence[bytes]) -> list[bytes]:
    """PROOF(m, D[n]): that the tree over n inputs begins with the one over m (2.1.2)."""
    return subproof(m, d, b=True)


def subproof(m: int, d: Sequence[bytes], *, b: bool) -> list[bytes]:
    if m == len(d):
        return [] if b else [mth(d)]
    k = largest_power_of_two_below(len(d))
    if m <= k:
        return [*subproof(m, d[:k], b=b), mth(d[k:])]
    return [*subproof(m - k, d[k:], b=False), mth(d[:k])]


def root_from_path(data: bytes, m: int, n: int, steps: Sequence[bytes]) -> bytes:
    """The root that an audit path leads to: 2.1.1 read backwards."""
    if n == 1:
        assert not steps
        return sha256(b"\x00" + data).digest()
    k = largest_power_of_two_below(n)
    if m < k:
        left = root_from_path(data, m, k, steps[:-1])
        return sha256(b"\x01" + left + steps[-1]).digest()
    right = root_from_path(data, m - k, n - k, steps[:-1])
    return sha256(b"\x01" + steps[-1] + right).digest()


def roots_from_proof(
    m: int, n: int, steps: Sequence[bytes], known: bytes | None
) -> tuple[bytes, bytes]:
    """The older and the newer root that a consistency proof leads to: 2.1.2 read backwards.

    `known` is the older root where the proof leaves it out, None where it is in the proof.
    """
    if m == n:
        if known is not None:
            assert not steps
            return known, known
        (root,) = steps
        return root, root
    k = largest_power_of_two_below(n)
    if m <= k:
        old, new = roots_from_proof(m, k, steps[:-1], known)
        return old, sha256(b"\x01" + new + steps[-1]).digest()
    old, new = roots_from_proof(m - k, n - k, steps[:-1], None)
    left = steps[-1]
    return sha256(b"\x01" + left + old).digest(), sha256(b"\x01" + left + new).digest()


def largest_power_of_two_below(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k
