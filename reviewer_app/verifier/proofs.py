"""Inclusion and consistency proofs of RFC 6962, made from stored nodes and verified as in RFC 9162 §2.1.

Making one reads O(log n) nodes. Verifying raises `ProofRefused` instead of answering no: an answer can be overlooked.
"""

from collections.abc import Sequence

from .errors import ProofRefused
from .merkle import NodeReader, node_hash

Proof = tuple[bytes, ...]


def prove_inclusion(index: int, size: int, node: NodeReader) -> Proof:
    """The audit path of leaf `index` (from 0) in the tree of the first `size` leaves: sibling of the leaf first."""
    if not 0 <= index < size:
        message = f"no leaf {index} in a tree of {size}"
        raise ProofRefused(message)
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_range_hash(middle, end, node))
            end = middle
        else:
            path.append(_range_hash(start, middle, node))
            start = middle
    return tuple(reversed(path))


def prove_consistency(size1: int, size2: int, node: NodeReader) -> Proof:
    """The proof that the tree of `size2` leaves extends the tree of `size1` leaves, 1 ≤ size1 ≤ size2."""
    if not 1 <= size1 <= size2:
        message = f"no consistency proof from {size1} to {size2}"
        raise ProofRefused(message)
    path: list[bytes] = []
    start, end = 0, size2
    while size1 != end:
        middle = start + _split(end - start)
        if size1 <= middle:
            path.append(_range_hash(middle, end, node))
            end = middle
        else:
            path.append(_range_hash(start, middle, node))
            start = middle
    if start:  # the old tree is not itself a complete left part of the new one: name its right-most piece
        path.append(_range_hash(start, end, node))
    return tuple(reversed(path))


def check_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Raise `ProofRefused` unless `proof` shows leaf hash `leaf` at `index` of the tree (size, root)."""
    if not 0 <= index < size:
        message = f"no leaf {index} in a tree of {size}"
        raise ProofRefused(message)
    _check_lengths(leaf, root, *proof)
    place, last, result = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            message = "inclusion proof too long"
            raise ProofRefused(message)
        if place & 1 or place == last:
            result = node_hash(sibling, result)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            result = node_hash(result, sibling)
        place, last = place >> 1, last >> 1
    if last:
        message = "inclusion proof too short"
        raise ProofRefused(message)
    if result != root:
        message = "inclusion proof does not lead to the root"
        raise ProofRefused(message)


def check_consistency(size1: int, size2: int, root1: bytes, root2: bytes, proof: Sequence[bytes]) -> None:
    """Raise `ProofRefused` unless `proof` shows that tree (size2, root2) extends tree (size1, root1).

    A consistency proof from the empty tree would show nothing and is refused, whatever it holds.
    """
    if not 1 <= size1 <= size2:
        message = f"no consistency proof from {size1} to {size2}"
        raise ProofRefused(message)
    _check_lengths(root1, root2, *proof)
    if size1 == size2:
        if proof or root1 != root2:
            message = "two trees of one size differ"
            raise ProofRefused(message)
        return
    path = [root1, *proof] if size1 & (size1 - 1) == 0 else list(proof)
    if not path:
        message = "consistency proof too short"
        raise ProofRefused(message)
    _walk_consistency(size1, size2, path, (root1, root2))


def _walk_consistency(size1: int, size2: int, path: list[bytes], roots: tuple[bytes, bytes]) -> None:
    """RFC 9162 §2.1.4.2, steps 3 to 7."""
    place, last = size1 - 1, size2 - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            message = "consistency proof too long"
            raise ProofRefused(message)
        if place & 1 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        place, last = place >> 1, last >> 1
    if last or (old, new) != roots:
        message = "consistency proof does not lead to the two roots"
        raise ProofRefused(message)


def _check_lengths(*hashes: bytes) -> None:
    if any(len(item) != 32 for item in hashes):  # noqa: PLR2004 - SHA-256
        message = "a hash has 32 bytes"
        raise ProofRefused(message)


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << (count - 1).bit_length() - 1


def _range_hash(start: int, end: int, node: NodeReader) -> bytes:
    """Hash of the leaves from `start` to before `end`, where `start` is aligned to the range's own size."""
    count = end - start
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return node(level, start >> level)
    middle = start + _split(count)
    return node_hash(_range_hash(start, middle, node), _range_hash(middle, end, node))
