"""上网核对: does a page carry the signed text, whole and unchanged? What the site adds around it does not matter."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Difference:
    """One run of signed text that the page lacks or shows otherwise; `found` is "" where it lacks it."""

    wanted: str
    found: str


def _pieces(text: str) -> list[str]:
    """Lines without white space; a site may wrap, indent and space as it likes."""
    return [piece for line in text.split("\n") if (piece := _SPACE.sub("", line))]


def compare_texts(wanted: str, page: str) -> tuple[Difference, ...]:
    """What of `wanted` the page lacks or shows otherwise, in order; empty means 一致.

    Compares line by line, then character by character inside what differs, so that one changed digit is one
    difference. Text of the page around and between the signed lines is the site's own and is ignored, but an
    addition inside a signed line is a difference.
    """
    signed, shown = _pieces(wanted), _pieces(page)
    found: list[Difference] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, signed, shown, autojunk=False).get_opcodes():
        if tag in {"equal", "insert"}:
            continue
        found.extend(_inside("".join(signed[i1:i2]), "".join(shown[j1:j2]) if tag == "replace" else ""))
    return tuple(found)


def _inside(wanted: str, shown: str) -> list[Difference]:
    """Differences of one run; a page that merely joins or splits lines has none."""
    if wanted in shown:
        return []
    matcher = SequenceMatcher(None, wanted, shown, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return [Difference(wanted, "")]
    first, last = blocks[0], blocks[-1]
    start = first.b if first.a == 0 else 0
    end = last.b + last.size if last.a + last.size == len(wanted) else len(shown)
    inner = SequenceMatcher(None, wanted, shown[start:end], autojunk=False)
    return [
        Difference(wanted[i1:i2], shown[start:end][j1:j2])
        for tag, i1, i2, j1, j2 in inner.get_opcodes()
        if tag != "equal"
    ]
