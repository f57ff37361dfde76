"""密级 marks and unmarked hints (design §9, rulebook §0.4, §5.4).

A mark in the header zone means the program must not work on the file at all (保密法 2010 Art 24(3), 2024
Art 31(3)): `secrecy_level` is asked first and nothing else is. The same words in the body are no mark. Hints such as
内部资料 block until a person answers the secrecy step; a mark further down (an annexed original) does too.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, takewhile
from typing import Final, Literal

import msgspec

from reviewer_app.domain.document import Block, BlockKind, Document
from reviewer_app.domain.findings import Action, Finding, FindingType, Level, Severity
from reviewer_app.domain.legal import Certainty
from reviewer_app.rules.compiled import compiled
from reviewer_app.rules.dates import FULL_WIDTH
from reviewer_app.rules.header import number_line
from reviewer_app.rules.lines import Line, Lines, lines_of
from reviewer_app.rules.strict_yaml import read_mapping
from reviewer_app.text import say

ZONE_LINES: Final = 15
HINT_LENGTH: Final = 24
SHORT_BLOCK: Final = 30
ZONE_KINDS: Final = frozenset({BlockKind.HEADER, BlockKind.FOOTER, BlockKind.TEXT_BOX})
_NOT_IN_ZONE: Final = frozenset({BlockKind.COMMENT, BlockKind.FOOTNOTE})
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad"))
_STAR: Final = r"[★☆⭐✩✭✯✰＊*]"
_TERM: Final = r"(?:\d{1,2}\s*(?:年|个月|月)|[一二三四五六七八九十]{1,3}\s*(?:年|个月)|长\s*期|[^。，；]{0,14})"
_LEVEL: Final = r"(?P<level>[绝絕]\s*密|[机機]\s*密|[秘祕]\s*密)"
_SIMPLE: Final = str.maketrans("絕機祕", "绝机秘")
_LABEL: Final = r"(?:密\s*级(?:\s*(?:和|及)?\s*保密期限)?\s*[:：]?\s*)?"
_PLAIN_TERM: Final = r"\d{1,2}\s*(?:年|个月|月)|长\s*期"
_LOUD: Final = r"[\s#>*_~`]*"
"""What markdown puts around a line of a heading or in bold."""
_MARK: Final = re.compile(
    rf"{_LOUD}(?:\d{{6}}\s*)?[【\[（(]?\s*{_STAR}?\s*{_LABEL}{_LEVEL}\s*(?:级|件)?\s*(?:{_STAR}\s*{_TERM}|[（(]?(?:{_PLAIN_TERM})[）)]?)?\s*[】\]）)]?"
    rf"(?:[\s，,；;]*保密期限\s*[:：]?\s*(?:{_PLAIN_TERM}))?(?:[\s·・•、/]*(?:特提|特急|加急|平急))?{_LOUD}"
)
_STARRED: Final = re.compile(rf"{_LOUD}{_LABEL}{_LEVEL}\s*{_STAR}\s*{_TERM}?")
_BRACKETS: Final = r"[【\[（(]\s*[绝絕机機秘祕]\s*密\s*(?:级|件)?\s*[】\]）)]"
_BRACKETED: Final = re.compile(rf"^{_BRACKETS}|{_BRACKETS}(?:\.\w+)?$")
"""A mark ahead of a name or behind it, where no line stands by itself."""
_STAR_NEAR: Final = re.compile(rf"密[^\n]{{0,4}}{_STAR}")
_COLUMNS: Final = re.compile(r"\t|\s{3,}|　{2,}")
"""A starred mark may share its line with the organ's sign, far apart; a bare word there is a table's."""
_ENUMERATED: Final = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十\d]+[条章款]"
)


_WIDE_BLANKS: Final = re.compile(r"[ \u3000\t]{2,}|[\u3000\t|]")
SHEET_LABELS: Final = 2


class Hint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One hint of resources/rules/secrecy.yaml; `hit` and `miss` are its examples, run by a test."""

    id: str
    title: str
    scope: Literal["whole", "mark", "zone", "head", "sheet"]
    pattern: str
    certainty: Certainty
    needs: tuple[str, ...]
    told: str
    hit: tuple[str, ...]
    miss: tuple[str, ...]

    def matches(self, line: str, *, in_zone: bool) -> re.Match[str] | None:
        """Where the hint stands in a line, or None where the line merely talks about such things."""
        line = re.sub(r"\s", "", line)  # offices space such words out
        if len(line) > HINT_LENGTH or _ENUMERATED.match(line) or line.endswith(("。", "；", ";", "，", "：", ":")):
            return None
        if self.scope in {"zone", "head"} and not in_zone:
            return None
        if self.scope in {"whole", "head"}:
            return compiled(rf"[（(【\[\s]*(?:{self.pattern})[）)】\]\s]*").fullmatch(line)
        return compiled(self.pattern).search(line)


@cache
def load_hints() -> tuple[Hint, ...]:
    """The hints, in file order."""
    return msgspec.convert(read_mapping("rules/secrecy.yaml")["hints"], tuple[Hint, ...], strict=False)


def secrecy_level(document: Document, lines: Lines | None = None) -> str | None:
    """绝密, 机密 or 秘密 where a mark stands in the header zone, else None."""
    for text in _zone_texts(lines or Lines(document)):
        match = _MARK.fullmatch(_fold(text))
        if match:
            return re.sub(r"\s", "", match["level"]).translate(_SIMPLE)
    return None


def secrecy_findings(document: Document, lines: Lines | None = None) -> Iterator[Finding]:
    """Hints anywhere, and starred marks outside the header zone: red, blocking, never changed by the program."""
    lines = lines or Lines(document)
    zone_end = _zone_end(lines)
    hints = _hints_in(document.text)
    starred = _STAR_NEAR.search(document.text) is not None
    for line in lines.every() if hints or starred else ():
        text = _fold(line.text)
        if _STARRED.fullmatch(text):
            told = say("law.secrecy_inner")
            yield _finding("secrecy.inner_mark", FindingType.SECRECY_MARK, line, told)
            continue
        in_zone = line.start < zone_end or line.block.kind in ZONE_KINDS
        for hint in hints:
            if hint.scope == "sheet" or (hint.scope == "head" and line.block.kind is BlockKind.CELL):
                continue
            if hint.matches(text, in_zone=in_zone):
                yield _finding(hint.id, FindingType.INTERNAL_MARK, line, hint.told)
                break
    for hint in hints:
        if hint.scope == "sheet":
            yield from _sheet(hint, lines)
    yield from _outside(document)


def _sheet(hint: Hint, lines: Lines) -> Iterator[Finding]:
    """The first label of an approval sheet's form, where it has at least two different ones with room to fill in."""
    label = compiled(rf"({hint.pattern})(?:[:：].{{0,40}})?")
    seen: dict[str, Line] = {}
    for line in lines.every():
        for piece in _WIDE_BLANKS.split(_fold(line.text)):
            found = label.fullmatch(re.sub(r"\s", "", piece))
            if found:
                seen.setdefault(found.group(1), line)
    if len(seen) >= SHEET_LABELS:
        yield _finding(hint.id, FindingType.INTERNAL_MARK, next(iter(seen.values())), hint.told)


def _hints_in(text: str) -> tuple[Hint, ...]:
    """The hints whose words occur at all: most documents have none, and then no line need be looked at."""
    compact = text.replace(" ", "").replace("\u3000", "").replace("\t", "")
    likely = (hint for hint in load_hints() if any(word in compact for word in hint.needs))
    return tuple(hint for hint in likely if compiled(hint.pattern).search(compact))


def _outside(document: Document) -> Iterator[Finding]:
    """Properties, the file name and the names of sheets may carry a mark that no page shows."""
    sheets = {block.place.sheet: block for block in document.blocks if block.place.sheet is not None}
    for name, block in chain(((block.text, block) for block in document.outside()), sheets.items()):
        text = _fold(name)
        if _STARRED.search(text) or _BRACKETED.search(text):
            line = Line(name, -1, block)
            yield _finding("secrecy.inner_mark", FindingType.SECRECY_MARK, line, say("law.secrecy_inner"))


def _finding(rule: str, kind: FindingType, line: Line, told: str) -> Finding:
    outside = line.start < 0
    return Finding(
        number=0,
        rule=rule,
        type=kind,
        severity=Severity.HIGH,
        level=Level.RED,
        blocks=True,
        confidence=0.9,
        start=None if outside else line.start,
        end=None if outside else line.end,
        value=line.text,
        place=line.place,
        action=Action.REVIEW,
        evidence=(told,),
    )


def _fold(text: str) -> str:
    return text.translate(_INVISIBLE).translate(FULL_WIDTH).strip()


def _zone_end(lines: Lines) -> int:
    """Offset behind the header zone: the first 15 lines, or up to the document number if that comes later."""
    last = 0
    for count, line in enumerate(_zone_candidates(lines)):
        if count == ZONE_LINES:
            break
        last = line.end
    number = number_line(lines)
    return max(last, number.start if number else 0)


def _zone_candidates(lines: Lines) -> Iterator[Line]:
    for start, block in lines.blocks():
        if block.kind not in ZONE_KINDS | _NOT_IN_ZONE:
            yield from lines_of(start, block)


def _zone_texts(lines: Lines) -> Iterator[str]:
    """Every text that could be a mark: lines of the zone, key and value of a form, short blocks over two lines."""
    end = _zone_end(lines)
    seen: set[str] = set()
    zone = takewhile(lambda placed: placed[0] < end, lines.blocks())
    beyond = (placed for placed in lines.beside_cells if placed[0] >= end)
    for start, block in chain(zone, beyond):
        if block.kind not in _NOT_IN_ZONE and (start < end or block.kind in ZONE_KINDS):
            for line in lines_of(start, block):
                if line.start < end or block.kind in ZONE_KINDS:
                    yield from _readings(line, seen)


def _readings(line: Line, seen: set[str]) -> Iterator[str]:
    block: Block = line.block
    if block.kind is not BlockKind.CELL or not block.header or "密级" in re.sub(r"\s", "", block.header):
        yield line.text
        yield from (piece for piece in _COLUMNS.split(line.text) if _STARRED.fullmatch(_fold(piece)))
    if "\n" in block.text and len(block.text) <= SHORT_BLOCK and block.text not in seen:
        seen.add(block.text)
        yield re.sub(r"\s+", "", block.text)
