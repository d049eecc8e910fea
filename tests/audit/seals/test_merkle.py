"""The tree is that of RFC 6962, and its proofs convince a reader who has only the RFC."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.seals.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_ranges,
    grew,
    includes,
    inclusion_ranges,
    leaf_hash,
    path_of,
    subtrees_of,
)
from tests.audit.seals import rfc

INPUTS = [
    bytes.fromhex(one)
    for one in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
"""The eight inputs with which logs of certificates have been tested since RFC 6962."""
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""Their roots for one input, two, and so on."""

sizes = st.integers(1, 70)


def inputs(size: int) -> list[bytes]:
    return [b"fact %d" % number for number in range(size)]


def root(data: list[bytes]) -> bytes:
    tree = Frontier()
    tree.extend([leaf_hash(one) for one in data])
    return tree.root


def test_the_roots_are_those_with_which_other_logs_are_tested() -> None:
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for size, wanted in enumerate(ROOTS, 1):
        assert rfc.mth(INPUTS[:size]).hex() == wanted
        assert root(INPUTS[:size]).hex() == wanted


def test_paths_are_those_with_which_other_logs_are_tested() -> None:
    """Of the first and the sixth input of eight, of the third of three, of the second of five."""
    assert [one.hex()[:8] for one in rfc.path(0, INPUTS)] == ["96a296d2", "5f083f0a", "6b47aaf2"]
    assert [one.hex()[:8] for one in rfc.path(5, INPUTS)] == ["bc1a0643", "ca854ea1", "d37ee418"]
    assert [one.hex()[:8] for one in rfc.path(2, INPUTS[:3])] == ["fac54203"]
    assert [one.hex()[:8] for one in rfc.path(1, INPUTS[:5])] == [
        "6e340b9c",
        "5f083f0a",
        "bc1a0643",
    ]


@given(st.lists(st.integers(0, 40), max_size=8))
def test_however_it_grew_the_tree_is_the_same(batches: list[int]) -> None:
    """And it goes on from its peaks alone, as the next checkpoint does."""
    data = inputs(sum(batches))
    tree, done = Frontier(), 0
    for batch in batches:
        tree.extend([leaf_hash(one) for one in data[done : done + batch]])
        done += batch
        tree = Frontier(tree.size, tree.peaks)
        assert tree.root == rfc.mth(data[:done])


@given(sizes, st.data())
def test_a_path_is_that_of_the_rfc_and_convinces(size: int, draw: st.DataObject) -> None:
    index = draw.draw(st.integers(0, size - 1))
    data = inputs(size)
    leaves = [leaf_hash(one) for one in data]
    ranges = inclusion_ranges(index, size)
    tree = Frontier()
    steps = path_of(ranges, tree.extend(leaves, subtrees_of(ranges)))

    assert list(steps) == rfc.path(index, data)
    assert rfc.root_from_path(data[index], index, size, steps) == tree.root
    assert includes(leaves[index], index, size, steps, tree.root)


@given(sizes, sizes)
def test_growth_is_proven_as_in_the_rfc_and_convinces(one: int, other: int) -> None:
    old, new = sorted((one, other))
    data = inputs(new)
    leaves = [leaf_hash(each) for each in data]
    ranges = consistency_ranges(old, new)
    tree = Frontier()
    steps = path_of(ranges, tree.extend(leaves, subtrees_of(ranges)))
    roots = rfc.mth(data[:old]), rfc.mth(data)

    assert list(steps) == rfc.proof(old, data)
    assert rfc.roots_from_proof(old, new, steps, roots[0]) == roots
    assert grew(old, roots[0], new, roots[1], steps)


@given(sizes, st.data())
def test_a_path_proves_nothing_else(size: int, draw: st.DataObject) -> None:
    """Not another leaf, place, size or root; not with a step changed, left out or added."""
    index = draw.draw(st.integers(0, size - 1))
    data = inputs(size)
    leaf, top, steps = leaf_hash(data[index]), rfc.mth(data), rfc.path(index, data)

    assert not includes(leaf_hash(b"another"), index, size, steps, top)
    assert not includes(leaf, index, size, steps, leaf_hash(b"another"))
    assert not includes(leaf, index, size, [*steps, top], top)
    assert not includes(leaf, size, size, steps, top)
    for place in range(size):
        assert (place == index) == includes(leaf, place, size, steps, top)
    for number, step in enumerate(steps):
        changed = [*steps[:number], leaf_hash(step), *steps[number + 1 :]]
        assert not includes(leaf, index, size, changed, top)
        assert not includes(leaf, index, size, steps[:number] + steps[number + 1 :], top)


@given(sizes, sizes)
def test_a_proof_of_growth_proves_nothing_else(one: int, other: int) -> None:
    old, new = sorted((one, other))
    data = inputs(new)
    roots, steps = (rfc.mth(data[:old]), rfc.mth(data)), rfc.proof(old, data)
    wrong = leaf_hash(b"another")

    assert not grew(old, wrong, new, roots[1], steps)
    assert not grew(old, roots[0], new, wrong, steps)
    assert not grew(old, roots[0], new, roots[1], [*steps, wrong])
    assert new == old or not grew(new, roots[1], old, roots[0], steps)
    for number in range(len(steps)):
        assert not grew(old, roots[0], new, roots[1], steps[:number] + steps[number + 1 :])
        changed = [*steps[:number], wrong, *steps[number + 1 :]]
        assert not grew(old, roots[0], new, roots[1], changed)


def test_every_tree_grew_out_of_nothing() -> None:
    assert consistency_ranges(0, 5) == []
    assert grew(0, EMPTY_ROOT, 5, rfc.mth(inputs(5)), [])
    assert not grew(0, rfc.mth(inputs(1)), 5, rfc.mth(inputs(5)), [])


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="no leaf 3"):
        inclusion_ranges(3, 3)
    with pytest.raises(ValueError, match="did not grow"):
        consistency_ranges(4, 3)
    with pytest.raises(ValueError, match="2 peaks"):
        Frontier(3, [EMPTY_ROOT])


def test_a_root_tells_all_sizes_and_orders_apart() -> None:
    roots = [root(inputs(size)) for size in range(40)]
    assert len(set(roots)) == 40
    assert all(root([b, a]) != root([a, b]) for a, b in pairwise(inputs(5)))
