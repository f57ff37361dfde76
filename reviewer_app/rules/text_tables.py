"""Tables that plain text draws with tabs, pipes, commas or blanks: lines of equal width below a line of known headers.

A PDF's table comes as such lines too, often one line a block, so a header stays in force over following blocks
until a few lines in a row no longer fit.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from reviewer_app.rules.patterns import pattern

LEAST_FIELDS: Final = 2
WIDE: Final = 4
WIDE_WITH_MARKS: Final = 3
SHORT_FIELD: Final = 6
"""With four short fields (three between tabs or bars) one known header is enough: 序号 户主 人口 金额."""
LONGEST_HEADER: Final = 160
PATIENCE: Final = 6
"""Lines in a row that may not fit (a cell wrapped over lines) before a header is forgotten."""

# A cheap look before any line is cut up: words of which a table of persons has at least one.
_TRIGGER: Final = pattern(
    "姓名|户主|身份证|证件号|权利人|申请人|被征收|承包方|产权人|联系|电话|手机|账号|住址|住所|户名|[Nn]ame"
    "|值班|带班|职务|负责人|责任人|领导|来信人|来访人|信访人|当事人|受访|咨询人|投诉人|举报人|承办人|监护人|准考证|车牌|考生|受让人|竞得人|领款人"
)
_WORD: Final = pattern(r"[^ \u3000]+")
_HAN: Final = pattern(r"[\u4e00-\u9fff]")
MARKS: Final = ("\t", "|", " ", "\u3000", ",")
"""What parts the cells of a line; a line without any of them begins no table."""
LONGEST_SPREAD: Final = 4
"""Characters of a header that blanks may part: 账　　号."""
LONGEST_COMMA_FIELD: Final = 12
"""A line with commas is mostly a sentence."""


class _Headers(Protocol):
    def of(self, header: str | None) -> object | None: ...

    def is_label(self, text: str) -> bool: ...


class TextCell(NamedTuple):
    """A cell inside one block's text; `row` and `number` (the column) count from 1, `table` from 1 in a document."""

    start: int
    end: int
    table: int
    row: int
    number: int
    header: str


class _Field(NamedTuple):
    start: int
    text: str


class TextTables:
    """Reads the blocks of one document in order and remembers the header line it is under."""

    def __init__(self, headers: _Headers) -> None:
        self._headers = headers
        self._head: tuple[str, ...] = ()
        self._mark = ""
        self._table = 0
        self._row = 0
        self._misses = 0

    @property
    def under_way(self) -> bool:
        """Whether a header line is in force, so that any further line may belong to its table."""
        return bool(self._head)

    def cells(self, text: str) -> list[TextCell]:
        """The cells in one block's text."""
        if not self._head and not _TRIGGER.search(text):
            return []
        cells: list[TextCell] = []
        start = 0
        for line in text.split("\n"):
            cells += self._line(line, start)
            start += len(line) + 1
        return cells

    def _line(self, line: str, start: int) -> Iterator[TextCell]:
        if len(line) <= LONGEST_HEADER and _TRIGGER.search(line) and self._begins(line):
            return
        if not self._head or not line.strip():
            return
        fields = _fields(line, self._mark)
        if self._mark == " " and len(fields) > len(self._head):
            fields = _joined(fields, line, lambda text: len(text) == len("张三"))
        if len(fields) != len(self._head):
            self._misses += 1
            self._head = () if self._misses > PATIENCE else self._head
            return
        self._row, self._misses = self._row + 1, 0
        for number, (field, header) in enumerate(zip(fields, self._head, strict=True), 1):
            at = start + field.start
            yield TextCell(at, at + len(field.text), self._table, self._row, number, header)

    def _header_fields(self, line: str) -> tuple[list[_Field], str]:
        """What a header line is parted into, and by what; nothing for a line that is none."""
        inner = line.strip(" \u3000").replace("\u3000", " ")
        mark = next((one for one in ("\t", "|", " ", ",") if one in inner), "")
        fields = _fields(line, mark) if mark else []
        if mark == "," and any(not 0 < len(field.text) <= LONGEST_COMMA_FIELD for field in fields):
            return [], ""
        return (_joined(fields, line, self._headers.is_label) if mark == " " else fields), mark

    def _begins(self, line: str) -> bool:
        """Whether the line is a header line; if so it is the one in force from here."""
        fields, mark = self._header_fields(line)
        known = sum(1 for field in fields if self._headers.of(field.text))
        least = WIDE_WITH_MARKS if mark in {"\t", "|"} else WIDE
        short = len(fields) >= least and all(len(field.text) <= SHORT_FIELD for field in fields)
        if known < (1 if short else LEAST_FIELDS) or any(char.isdigit() for field in fields for char in field.text):
            return False
        self._head, self._mark = tuple(_squeezed(field.text, mark) for field in fields), mark
        self._table, self._row, self._misses = self._table + 1, 1, 0
        return True


def _joined(fields: Sequence[_Field], line: str, good: Callable[[str], bool]) -> list[_Field]:
    """The fields with single characters that blanks part joined where `good` says so of them together."""
    joined: list[_Field] = []
    at = 0
    while at < len(fields):
        most = min(LONGEST_SPREAD, len(fields) - at)
        size = next((n for n in range(most, 1, -1) if good(_spread(fields[at : at + n]))), 1)
        start, last = fields[at].start, fields[at + size - 1]
        joined.append(_Field(start, line[start : last.start + len(last.text)]))
        at += size
    return joined


def _squeezed(header: str, mark: str) -> str:
    """A header without the blanks it is spread with."""
    return "".join(header.split()) if mark == " " else header


def _spread(fields: Sequence[_Field]) -> str:
    """The single characters of the fields together; empty where one of them is anything else."""
    single = all(len(field.text) == 1 and _HAN.match(field.text) for field in fields)
    return "".join(field.text for field in fields) if single else ""


def _fields(line: str, mark: str) -> list[_Field]:
    """The trimmed pieces of a line; a cell left empty between two tabs is lost in a line of blanks only."""
    if mark == " ":
        return [_Field(found.start(), found.group()) for found in _WORD.finditer(line)]
    fields, start = [], 0
    pieces = line.split(mark)
    if mark == "|" and len(pieces) > LEAST_FIELDS and not pieces[0].strip() and not pieces[-1].strip():
        start = len(pieces[0]) + 1
        pieces = pieces[1:-1]
    for piece in pieces:
        lead = len(piece) - len(piece.lstrip())
        fields.append(_Field(start + lead, piece.strip()))
        start += len(piece) + 1
    return fields
