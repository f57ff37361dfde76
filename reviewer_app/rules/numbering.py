"""Numbers of headings that jump or stand twice; annexes that the 附件说明 does not list, or that it leaves out."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final, NamedTuple

from reviewer_app.rules.dates import DATE, small_number
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.header import marks_in
from reviewer_app.rules.lines import Line
from reviewer_app.rules.slips import Slip
from reviewer_app.text import say

_HEADS: Final = (
    re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})、\s*[一-龥《“]"),
    re.compile(r"[（(](?P<number>[一二三四五六七八九十]{1,3})[）)]\s*[一-龥《“]"),
    re.compile(r"(?P<number>\d{1,2})[.．]\s*[一-龥《“]"),
)
"""一、 （一） 1.: the levels of an official document that are written by hand; deeper ones are lists of all kinds."""

_ARTICLE: Final = re.compile(r"第(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})条[\s　]")
"""Of a text in articles; they run on over its chapters."""
_INLINE: Final = re.compile(r"[。；;：:]\s*(?P<number>[一二三四五六七八九十]{1,3})、\s*[一-龥《“]")
_NOTE: Final = re.compile(r"附\s*件?\s*[:：]\s*(?P<number>\d{1,2})[.．、]\s*\S.*")
_NOTE_ITEM: Final = re.compile(r"(?P<number>\d{1,2})[.．、]\s*\S.*")
_ANNEX: Final = re.compile(
    r"(?<![》\d一二三四五六七八九十])附\s?件\s?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})(?![\d年月%])"
)
_FOREIGN: Final = re.compile(r"(?:》|〕\s?\d+号[）)]?|文件|通知|的|其)[（(]?$")
_EMPTY: Final = re.compile(r"附\s*件?\s*[:：]")
_DATED: Final = re.compile(rf"[^，。]{{0,20}}{DATE}")
SLIPS: Final = frozenset({0, 2, 3})
"""Steps from one head to the next that are slips; other ones come of another list or of a number read wrongly."""
FOREIGN_REACH: Final = 8
SIGNATURE: Final = 30


class _Head(NamedTuple):
    line: Line
    number: int
    written: str


def jumping_heads(draft: Draft) -> Iterator[Slip]:
    """一、 then 三、; each level once, for one heading left out shifts all that follow."""
    lines = list(draft.lines.body())
    for depth in range(len(_HEADS)):
        yield from islice(_jumps(lines, depth), 1)
    yield from islice(_article_jumps(lines), 1)


def _jumps(lines: list[Line], depth: int) -> Iterator[Slip]:
    """A head of a higher level lets the numbers below it begin anew or go on, as the office likes."""
    before: _Head | None = None
    for line in lines:
        match = _HEADS[depth].match(line.text)
        if match is None:
            before = None if any(higher.match(line.text) for higher in _HEADS[:depth]) else before
            continue
        head = _Head(line, small_number(match["number"]), match[0][: match.end("number") + 1].strip())
        yield from _jump(before, head, match.end("number") + 1)
        before = head if depth else _in_the_same_line(head, line.text)


def _article_jumps(lines: list[Line]) -> Iterator[Slip]:
    """第二条 then 第四条."""
    before: _Head | None = None
    for line in lines:
        match = _ARTICLE.match(line.text)
        if match is None:
            continue
        head = _Head(line, small_number(match["number"]), match[0].strip())
        yield from _jump(before, head, match.end())
        before = head


def _jump(before: _Head | None, head: _Head, length: int) -> Iterator[Slip]:
    """A head that leaves a number out; the slip is as long as the head is written."""
    if before is not None and head.number - before.number in SLIPS:
        told = say("wording.heading", before=before.written, found=head.written)
        yield Slip(head.line.start, head.line.start + length, told)


def _in_the_same_line(head: _Head, text: str) -> _Head:
    """一、…。二、… in one line: the last head that goes on counting."""
    for match in _INLINE.finditer(text):
        number = small_number(match["number"])
        if number == head.number + 1:
            head = head._replace(number=number, written=match["number"] + "、")
    return head


def annex_numbers(draft: Draft) -> Iterator[Slip]:
    """附件3 where two are listed, 附件1 beside 附件一; a list that goes 1, 3."""
    yield from islice(_note_jumps(list(draft.lines.body())), 1)
    text = draft.document.text
    listed = len(draft.header.annexes)
    styles: dict[bool, re.Match[str]] = {}
    for match in draft.lines.whole(_ANNEX):
        if _FOREIGN.search(text[max(0, match.start() - FOREIGN_REACH) : match.start()]):
            continue
        number = small_number(match["number"])
        styles.setdefault(match["number"].isascii(), match)
        if listed and number > listed:
            yield Slip(*match.span(), say("wording.annex_unlisted", annex=match[0], count=listed))
    if len(styles) > 1:
        first, second = sorted(styles.values(), key=lambda match: match.start())
        yield Slip(*second.span(), say("wording.annex_style", first=first[0], second=second[0]))


def _note_jumps(lines: list[Line]) -> Iterator[Slip]:
    """The second item of the 附件说明; further ones are heads of lines, and told as such."""
    for first, second in pairwise(lines):
        note, item = _NOTE.fullmatch(first.text), _NOTE_ITEM.fullmatch(second.text)
        if note and item and int(item["number"]) != int(note["number"]) + 1:
            told = say("wording.heading", before=f"{note['number']}.", found=f"{item['number']}.")
            yield Slip(second.start, second.start + item.end("number") + 1, told)


def empty_annex_note(draft: Draft) -> Iterator[Slip]:
    """「附件：」 with nothing behind it but the signature, the date, a mark or the end."""
    lines = list(draft.lines.body())
    ends = set(marks_in(draft.lines))
    for at, line in enumerate(lines):
        if not _EMPTY.fullmatch(line.text):
            continue
        first, second = ([one.text for one in lines[at + 1 : at + 3]] + ["", ""])[:2]
        signed = len(first) <= SIGNATURE and not re.search(r"[，。；：]", first) and bool(_DATED.fullmatch(second))
        marked = first.strip("（）()") in ends or first.startswith("抄送")
        if not first or signed or marked or _DATED.fullmatch(first):
            yield Slip(line.start, line.end, say("wording.annex_empty"))
