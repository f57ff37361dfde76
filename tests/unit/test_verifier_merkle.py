"""RFC 6962 hashing against published vectors and a naive implementation."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.verifier.merkle import EMPTY_ROOT, Frontier, leaf_hash, node_hash, root
from tlog_vectors import LEAVES, ROOTS


def naive_root(hashes: list[bytes]) -> bytes:
    """RFC 6962 §2.1 word for word."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return node_hash(naive_root(hashes[:split]), naive_root(hashes[split:]))


def test_vectors() -> None:
    assert leaf_hash(b"L123456").hex() == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    assert node_hash(b"N123", b"N456").hex() == "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root([]) == EMPTY_ROOT
    assert [root(LEAVES[: size + 1]) for size in range(8)] == ROOTS


@pytest.mark.parametrize("total", [70, 129])
def test_growing_agrees_with_the_definition_and_with_a_restored_tree(total: int) -> None:
    hashes = [leaf_hash(bytes([n])) for n in range(total)]
    grown, extended = Frontier(), Frontier()
    nodes: dict[tuple[int, int], bytes] = {}
    for size, leaf in enumerate(hashes, 1):
        grown.append(leaf)
        for level, position, digest in extended.extend(leaf):
            assert (level, position) not in nodes
            nodes[level, position] = digest
        expected = naive_root(hashes[:size])
        assert grown.root() == extended.root() == expected
        assert grown.size == extended.size == size
        assert Frontier.restore(size, lambda level, position: nodes[level, position]).root() == expected
    for (level, position), digest in nodes.items():
        assert digest == naive_root(hashes[position << level : (position + 1) << level])


@given(st.lists(st.integers(0, 40), max_size=8))
def test_appending_many_is_appending_one_by_one(counts: list[int]) -> None:
    many, single = Frontier(), Frontier()
    for count in counts:
        hashes = [leaf_hash(b"%d" % number) for number in range(count)]
        many.append_all(hashes)
        for leaf in hashes:
            single.append(leaf)
        assert (many.size, many.root()) == (single.size, single.root())
        assert hashes == [leaf_hash(b"%d" % number) for number in range(count)]
