"""标目: what a document calls its pieces, wherever it writes them: headings, 「××：」 in a line, keys and column heads.

A label knows whether something stands behind it: 「联系电话：」 with nothing, 「____」 or 「××」 after it is a form
that nobody filled in, not an element. A heading needs no colon; what follows it is taken for its content.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from reviewer_app.domain.document import BlockKind, Place
from reviewer_app.rules.lines import Line, Lines, lines_of

LABEL_LENGTH: Final = 40
COMPOUND_LENGTH: Final = 24
_ENUMERATOR: Final = re.compile(
    r"^[\s　]*(?:第?[一二三四五六七八九十]{1,3}(?:[、.．章节]|是[：:])\s*|[（(][一二三四五六七八九十\d]{1,3}[)）]\s*"
    r"|\d{1,3}(?:[、.．)）](?!\d)|\s(?=[一-龥]))\s*|[①-⑳●■◆▲★·*#•]+\s*)*"
)
_SPACED: Final = re.compile(r"(?<=[一-龥])[ 　]+(?=[一-龥])")
_INLINE: Final = re.compile(
    r"(?<=[\s　；;，,。、（(|｜])(?P<label>[一-龥/／]{1,14}(?:[（(][一-龥]{1,8}[）)])?)[:：]\s*"
    r"(?P<value>(?![一-龥/／]{1,14}[:：])[^；;，,。\s　|｜]*)"
)
_NEXT_IN_LINE: Final = re.compile(r"[\s　]{2,}[一-龥/／]{1,14}[:：]")
_BLANK: Final = re.compile(
    r"[\s　_＿×xX*＊…^＾.。．—-]*"
    r"(?:[（(【\[]?(?:待补充?|待填写?|待定|此处填写|请填写|填写|空白?|[年月日时分\s　_]{2,})[)）】\]]?)?"
    r"[\s　_＿×xX*＊…]*"
)
_BRACKETED: Final = re.compile(r"[【〖\[]([^】〗\]]{1,24})[】〗\]](?![:：])")
_BLANK_LETTERS: Final = "xX待此请填空年月日时分"
_QUOTES: Final = '【】[]《》“”"*＊?？！! 　'


class Label(NamedTuple):
    """A label without blanks and enumeration, and where it stands.

    `empty`: nothing stands behind it. `follower`: the label of the line below, where that line alone can be what
    stands behind it (whether it is, depends on whether that label is an element of its own); "" elsewhere.
    """

    text: str
    place: Place
    empty: bool = False
    follower: str = ""


def is_blank(text: str) -> bool:
    """Whether a value is none: nothing, underscores, ××, 待补充, 「　年　月　日」."""
    first = text[:1]
    if first.isalnum() and first not in _BLANK_LETTERS:  # most values, without the pattern
        return False
    return _BLANK.fullmatch(text) is not None


def bare(text: str) -> str:
    """A line or a cell without its enumeration and the blanks that spread a short label (地　址)."""
    return _SPACED.sub("", _ENUMERATOR.sub("", text))


def line_labels(lines: Lines) -> Iterator[Label]:
    """Headings and lines that begin with a label, and the labels further on in a line.

    Of cells only those that say a label and its value themselves: the others are the table's to read.
    """
    every: list[Line | None] = [*_labelling(lines), None]
    for line, after in pairwise(every):
        if line is not None:
            yield from _of_line(line, after)


def _labelling(lines: Lines) -> Iterator[Line]:
    for start, block in lines.blocks():
        if block.kind is not BlockKind.CELL or ":" in block.text or "：" in block.text:
            yield from lines_of(start, block)


def pieces(head: str) -> Iterator[str]:
    """A label itself, and of a compound one (办公时间、地点、电话; 流程（含办结时限）) each piece."""
    head = head.strip(_QUOTES)
    if head and len(head) <= LABEL_LENGTH:
        yield head
    if len(head) <= COMPOUND_LENGTH:
        for piece in re.split(r"[、及和与或/／（）()]", head):
            short = piece.strip(_QUOTES).removeprefix("含")
            if short and short != head:
                yield short


def _of_line(line: Line, after: Line | None) -> Iterator[Label]:
    text = _ENUMERATOR.sub("", line.text)
    head, rest = _parted(text)
    empty, follower = False, ""
    if rest is not None and (is_blank(rest) or _NEXT_IN_LINE.match(rest)):
        empty = not is_blank(rest) or after is None or _same_rank(line, after)
        follower = "" if empty or after is None else _parted(bare(after.text))[0]
    yield from (Label(piece, line.place, empty, follower) for piece in pieces(head))
    for match in _INLINE.finditer(text):
        yield from (Label(piece, line.place, is_blank(match["value"])) for piece in pieces(match["label"]))


def _parted(text: str) -> tuple[str, str | None]:
    """(label, value) of a line: at its first colon if that comes early.

    Else what stands in 【】 or before the first blank or full stop (（一）起草的必要性。……), without a value.
    """
    head, colon, rest = text.replace("：", ":").partition(":")
    squeezed = _SPACED.sub("", head).strip()
    if colon and len(squeezed) <= LABEL_LENGTH:
        return squeezed, rest
    bracketed = _BRACKETED.match(text)
    if bracketed:
        return bracketed[1], None if text[bracketed.end() :].strip() else ""
    return re.split(r"[\s　|｜。]", text, maxsplit=1)[0], None


def _same_rank(line: Line, after: Line) -> bool:
    """Whether the next line is enumerated as this one is (二、 after 一、, 【】 after 【】): nothing stands between."""
    if all(_BRACKETED.match(bare(one.text)) for one in (line, after)):
        return True
    mine, other = (_ENUMERATOR.match(one.text) for one in (line, after))
    if mine is None or other is None or not mine[0]:
        return False
    return _shape(mine[0]) == _shape(other[0])


def _shape(enumerator: str) -> str:
    return re.sub(r"\d+", "1", re.sub(r"[一二三四五六七八九十]+", "一", enumerator)).strip()
