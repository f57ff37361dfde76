"""The Merkle tree of RFC 6962 with SHA-256: hashes, roots, and growing it leaf by leaf.

A *node* is the hash of a complete subtree: level 0 are the leaf hashes, node (level, position) covers the
leaves `position << level` up to, not including, `(position + 1) << level`. Nodes never change once complete, so a
database can store them; `NodeReader` fetches them. All hashes are 32 raw bytes.
"""

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Final, NamedTuple

NodeReader = Callable[[int, int], bytes]
"""Fetches the stored hash of complete node (level, position)."""

EMPTY_ROOT: Final = sha256(b"").digest()


class Node(NamedTuple):
    """A complete subtree's place and hash."""

    level: int
    position: int
    digest: bytes


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(00 ‖ data)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """What is needed of a tree to append to it and to tell its root: its maximal complete subtrees.

    At most 64 hashes whatever the size. Appending costs about one node hash a leaf.
    """

    __slots__ = ("_peaks", "_size")

    def __init__(self) -> None:
        self._peaks: list[bytes] = []
        self._size = 0

    @classmethod
    def restore(cls, size: int, node: NodeReader) -> "Frontier":
        """Take up a stored tree of `size` leaves; reads one node for each 1-bit of `size`."""
        frontier = cls()
        frontier._size = size
        frontier._peaks = [
            node(level, (size >> level) - 1) for level in reversed(range(size.bit_length())) if size >> level & 1
        ]
        return frontier

    @property
    def size(self) -> int:
        """Number of leaves."""
        return self._size

    def append(self, leaf: bytes) -> None:
        """Append a leaf hash."""
        peaks = self._peaks
        rest = self._size
        while rest & 1:
            leaf = sha256(b"\x01" + peaks.pop() + leaf).digest()
            rest >>= 1
        peaks.append(leaf)
        self._size += 1

    def append_all(self, leaves: list[bytes]) -> None:
        """Append many leaf hashes, level by level: cheaper than one by one."""
        row, rest, made = leaves, self._size, []
        self._size += len(leaves)
        while row:
            if rest & 1:
                row = [self._peaks.pop(), *row]
            if len(row) & 1:
                made.append(row[-1])
            pairs = iter(row)
            row = [sha256(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=False)]
            rest >>= 1
        self._peaks += reversed(made)

    def extend(self, leaf: bytes) -> tuple[Node, ...]:
        """Append a leaf hash and return every node this completes, the leaf itself first: what to store."""
        rest = self._size
        nodes = [Node(0, rest, leaf)]
        peaks = self._peaks[:]
        while rest & 1:
            level, _, right = nodes[-1]
            rest >>= 1
            nodes.append(Node(level + 1, rest, node_hash(peaks.pop(), right)))
        self.append(leaf)
        return tuple(nodes)

    def root(self) -> bytes:
        """The root of the tree as it stands."""
        if not self._peaks:
            return EMPTY_ROOT
        *left, result = self._peaks
        for peak in reversed(left):
            result = node_hash(peak, result)
        return result


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf *data* (not hashes)."""
    frontier = Frontier()
    for data in leaves:
        frontier.append(leaf_hash(data))
    return frontier.root()
