"""Merkle proofs: published vectors, every pair up to 70 leaves, and everything that must be refused."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.verifier.errors import ProofRefused
from reviewer_app.verifier.merkle import EMPTY_ROOT, Frontier, leaf_hash
from reviewer_app.verifier.proofs import check_consistency, check_inclusion, prove_consistency, prove_inclusion
from tlog_vectors import CONSISTENCY, INCLUSION, LEAVES, ROOTS

TOTAL = 70


@cache
def tree(name: str) -> tuple[dict[tuple[int, int], bytes], list[bytes], list[bytes]]:
    """Stored nodes, leaf hashes and the root at every size."""
    data = LEAVES if name == "vectors" else [b"%d" % n for n in range(TOTAL)]
    frontier, nodes, roots = Frontier(), {}, [EMPTY_ROOT]
    hashes = [leaf_hash(item) for item in data]
    for leaf in hashes:
        nodes.update({(node.level, node.position): node.digest for node in frontier.extend(leaf)})
        roots.append(frontier.root())
    return nodes, hashes, roots


def node(level: int, position: int) -> bytes:
    return tree("counted")[0][level, position]


def vector_node(level: int, position: int) -> bytes:
    return tree("vectors")[0][level, position]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_inclusion_vectors(index: int, size: int) -> None:
    assert prove_inclusion(index, size, vector_node) == INCLUSION[index, size]
    check_inclusion(index, size, leaf_hash(LEAVES[index]), INCLUSION[index, size], ROOTS[size - 1])


@pytest.mark.parametrize(("size1", "size2"), CONSISTENCY)
def test_consistency_vectors(size1: int, size2: int) -> None:
    assert prove_consistency(size1, size2, vector_node) == CONSISTENCY[size1, size2]
    check_consistency(size1, size2, ROOTS[size1 - 1], ROOTS[size2 - 1], CONSISTENCY[size1, size2])


def test_every_inclusion_holds_and_no_other() -> None:
    _, hashes, roots = tree("counted")
    for size in range(1, TOTAL + 1):
        for index in range(size):
            proof = prove_inclusion(index, size, node)
            check_inclusion(index, size, hashes[index], proof, roots[size])
            with pytest.raises(ProofRefused):
                check_inclusion(index, size, hashes[index - 1], proof, roots[size if size > 1 else 2])
            with pytest.raises(ProofRefused):
                check_inclusion(index, size, hashes[index], (*proof, roots[size]), roots[size])
            if proof:
                with pytest.raises(ProofRefused):
                    check_inclusion(index, size, hashes[index], proof[:-1], roots[size])


def test_every_consistency_holds_and_no_other() -> None:
    _, _, roots = tree("counted")
    for size2 in range(1, TOTAL + 1):
        for size1 in range(1, size2 + 1):
            proof = prove_consistency(size1, size2, node)
            check_consistency(size1, size2, roots[size1], roots[size2], proof)
            for wrong in ((*proof, roots[1]), (roots[1], *proof), proof[:-1] if proof else (roots[2],)):
                with pytest.raises(ProofRefused):
                    check_consistency(size1, size2, roots[size1], roots[size2], wrong)
            with pytest.raises(ProofRefused):
                check_consistency(size1, size2, roots[size1 - 1], roots[size2], proof)
            if size1 < size2:
                with pytest.raises(ProofRefused):
                    check_consistency(size1, size2, roots[size1], roots[size2 - 1], proof)


@given(st.data())
def test_one_changed_bit_is_refused(data: st.DataObject) -> None:
    _, hashes, roots = tree("counted")
    size2 = data.draw(st.integers(2, TOTAL))
    size1 = data.draw(st.integers(1, size2 - 1))
    index = data.draw(st.integers(0, size2 - 1))
    bit = data.draw(st.integers(0, 255))

    def spoil(hashes: tuple[bytes, ...]) -> tuple[bytes, ...]:
        place = data.draw(st.integers(0, len(hashes) - 1))
        changed = (int.from_bytes(hashes[place], "big") ^ 1 << bit).to_bytes(32, "big")
        return (*hashes[:place], changed, *hashes[place + 1 :])

    leaf, root, *path = spoil((hashes[index], roots[size2], *prove_inclusion(index, size2, node)))
    with pytest.raises(ProofRefused):
        check_inclusion(index, size2, leaf, path, root)
    root1, root2, *path = spoil((roots[size1], roots[size2], *prove_consistency(size1, size2, node)))
    with pytest.raises(ProofRefused):
        check_consistency(size1, size2, root1, root2, path)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (8, 8), (9, 8), (-1, 8)])
def test_no_such_leaf(index: int, size: int) -> None:
    with pytest.raises(ProofRefused):
        prove_inclusion(index, size, node)
    with pytest.raises(ProofRefused):
        check_inclusion(index, size, ROOTS[0], (), ROOTS[0])


@pytest.mark.parametrize(("size1", "size2"), [(0, 0), (0, 8), (2, 1), (-1, 1)])
@pytest.mark.parametrize("proof", [(), (ROOTS[0],)])
def test_no_consistency_from_nothing_or_backwards(size1: int, size2: int, proof: tuple[bytes, ...]) -> None:
    with pytest.raises(ProofRefused):
        prove_consistency(size1, size2, node)
    with pytest.raises(ProofRefused):
        check_consistency(size1, size2, EMPTY_ROOT, ROOTS[7], proof)


def test_two_trees_of_one_size_must_be_equal_and_need_no_proof() -> None:
    for root2, proof in ((ROOTS[7], ()), (ROOTS[6], (ROOTS[6],))):
        with pytest.raises(ProofRefused):
            check_consistency(7, 7, ROOTS[6], root2, proof)


def test_hashes_of_another_length_are_refused() -> None:
    with pytest.raises(ProofRefused, match="32"):
        check_inclusion(0, 2, ROOTS[0][:31], (ROOTS[0],), ROOTS[1])
    with pytest.raises(ProofRefused, match="32"):
        check_consistency(1, 2, ROOTS[0], ROOTS[1], (ROOTS[0] + b"\0",))
