"""Tables that plain text draws with tabs, pipes, commas or blanks: lines of equal width below a line of known headers.

A PDF's table comes as such lines too, often one line a block, so a header stays in force over following blocks
until a few lines in a row no longer fit. Two other forms are seen within one block: lines that begin with their label
(a form, or a table on its side), and three or more lines alike that nothing heads.
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
    "|捐赠|捐款|参保|轮候|领取|经手|班主任|学生|儿童|家长|职工|人员|配偶|子女|亲属|曾用名|住户|租户|承租|承包|农户|学号|学籍"
    "|护照|卡号|微信|邮箱|籍贯|出生|民族|性别|年龄"
)
_WORD: Final = pattern(r"[^ \u3000]+")
_WIDE_GAP: Final = pattern(r"[ \u3000]*\u3000[ \u3000]*| {2,}")
_HAN: Final = pattern(r"[\u4e00-\u9fff]")
MARKS: Final = ("\t", "|", " ", "\u3000", ",")
"""What parts the cells of a line; a line without any of them begins no table."""
LONGEST_SPREAD: Final = 4
"""Characters of a header that blanks may part: 账　　号."""
LONGEST_COMMA_FIELD: Final = 12
"""A line with commas is mostly a sentence."""
SHORTEST_LABEL: Final = 3
LONGEST_LABEL: Final = 8
_LABEL_ENDS: Final = frozenset("号码话名址期式别龄日")
"""How longer labels end: 联系电话, 身份证件号码."""
LEAST_ALIKE: Final = 3
LONGEST_LOOSE: Final = 160
LONGEST_LOOSE_FIELD: Final = 60
WIDE_MARK: Final = "  "
"""Stands for a gap of two blanks or one wide one."""
_LOOSE_MARKS: Final = ("\t", "|", "\u3000", "  ", ",")


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
    header: str | None


class _Field(NamedTuple):
    start: int
    text: str


class _Alike:
    """Lines that follow each other, parted by the same sign into the same number of fields."""

    def __init__(self) -> None:
        self.rows: list[list[_Field]] = []
        self._mark = ""

    def takes(self, line: str, start: int) -> bool:
        """Whether the line is one more of them; then it is kept, its fields placed in the block's text."""
        mark = self._mark or next((one for one in ("\t", "|", WIDE_MARK, ",") if len(_fields(line, one)) > 1), "")
        fields = _fields(line, mark) if mark and len(line) <= LONGEST_LOOSE else []
        short = len(fields) > LEAST_FIELDS and all(len(field.text) <= LONGEST_LOOSE_FIELD for field in fields)
        if not short or (self.rows and len(self.rows[0]) != len(fields)):
            return False
        self._mark = mark
        self.rows.append([_Field(start + field.start, field.text) for field in fields])
        return True


class TextTables:
    """Reads the blocks of one document in order and remembers the header line it is under."""

    def __init__(self, headers: _Headers) -> None:
        self._headers = headers
        self._head: tuple[str, ...] = ()
        self._mark = ""
        self._table = 0
        self._row = 0
        self._misses = 0
        self._labels: frozenset[str] = frozenset()
        self._side = 0

    @property
    def under_way(self) -> bool:
        """Whether a header line is in force, so that any further line may belong to its table."""
        return bool(self._head)

    def cells(self, text: str) -> list[TextCell]:
        """The cells in one block's text."""
        loose = "\n" in text and any(mark in text for mark in _LOOSE_MARKS)
        if not self._head and not loose and not _TRIGGER.search(text):
            return []
        cells: list[TextCell] = []
        alike = _Alike()
        lines = text.split("\n")
        start = 0
        for at, line in enumerate(lines):
            below = lines[at + 1] if at + 1 < len(lines) else ""
            found = self._labelled(line, start, below) or list(self._line(line, start))
            cells += found
            if loose and (found or self._head or not alike.takes(line, start)):
                cells += self._of_alike(alike)
                alike = _Alike()
                if not found and not self._head:
                    alike.takes(line, start)
            start += len(line) + 1
        return cells + self._of_alike(alike)

    def _of_alike(self, alike: "_Alike") -> list[TextCell]:
        """The cells of lines alike that nothing heads."""
        if len(alike.rows) < LEAST_ALIKE:
            return []
        self._table, self._row = self._table + 1, 0
        return [
            TextCell(field.start, field.start + len(field.text), self._table, row, number, None)
            for row, fields in enumerate(alike.rows, 1)
            for number, field in enumerate(fields, 1)
        ]

    def _labelled(self, line: str, start: int, below: str) -> list[TextCell]:
        """The cells of a line that begins with its label: 姓名|张三|李四, 姓名|张三|电话|138….

        In a table on its side a person is a column; in a form all lines up to a label that comes again are one.
        """
        mark = next((one for one in ("\t", "|") if one in line), WIDE_MARK)
        fields = _fields(line, mark)
        labels = [self._is_label(field.text) for field in fields]
        if len(fields) < LEAST_FIELDS or not labels[0] or all(labels) or not self._goes_on(below, mark, labels):
            self._labels = self._labels if labels[:1] == [True] else frozenset()
            return []
        on_its_side = labels.count(True) == 1 and len(fields) > LEAST_FIELDS
        here = frozenset(_bare(field.text) for field, label in zip(fields, labels, strict=True) if label)
        if not self._labels:
            self._table, self._row, self._side = self._table + 1, 1, 0
        elif here & self._labels and not on_its_side:
            self._row, self._labels = self._row + 1, frozenset()
        self._labels |= here
        self._side += 1
        return list(self._beside_labels(fields, labels, start, on_its_side=on_its_side))

    def _is_label(self, text: str) -> bool:
        """Whether a field is the name of what stands beside it: a header word, or one with such a word in it."""
        word = _bare(text)
        longer = SHORTEST_LABEL <= len(word) <= LONGEST_LABEL and word[-1] in _LABEL_ENDS
        return self._headers.is_label(word) or (longer and self._headers.of(word) is not None)

    def _goes_on(self, below: str, mark: str, labels: Sequence[bool]) -> bool:
        """Whether the line belongs to lines with labels: the one before it does, or the one below begins with one."""
        first = _fields(below, mark)[:1] if below else []
        wide = mark == WIDE_MARK and labels.count(True) > 1
        return not wide and (bool(self._labels) or any(self._is_label(one.text) for one in first))

    def _beside_labels(
        self, fields: Sequence[_Field], labels: Sequence[bool], start: int, *, on_its_side: bool
    ) -> Iterator[TextCell]:
        header = ""
        for number, (field, label) in enumerate(zip(fields, labels, strict=True), 1):
            if label:
                header = _bare(field.text)
            elif field.text:
                row, column = (number, self._side) if on_its_side else (self._row, number)
                at = start + field.start
                yield TextCell(at, at + len(field.text), self._table, row, column, header)

    def _line(self, line: str, start: int) -> Iterator[TextCell]:
        if len(line) <= LONGEST_HEADER and _triggers(line) and self._begins(line):
            return
        if not self._head or not line.strip():
            return
        fields = _fields(line, self._mark)
        if self._mark == " " and len(fields) > len(self._head):
            fields = _joined(fields, line, lambda text: len(text) == len("张三"))
            fields = fields if len(fields) == len(self._head) else _fields(line, WIDE_MARK)
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


def _triggers(line: str) -> bool:
    """Whether the line has a word of such headers, maybe spread by wide blanks."""
    return bool(_TRIGGER.search(line) or ("\u3000" in line and _TRIGGER.search("".join(line.split()))))


def _squeezed(header: str, mark: str) -> str:
    """A header without the blanks it is spread with."""
    return "".join(header.split()) if mark == " " else header


def _spread(fields: Sequence[_Field]) -> str:
    """The single characters of the fields together; empty where one of them is anything else."""
    single = all(len(field.text) == 1 and _HAN.match(field.text) for field in fields)
    return "".join(field.text for field in fields) if single else ""


def _fields(line: str, mark: str) -> list[_Field]:
    """The trimmed pieces of a line; a cell left empty between two tabs is lost in a line of blanks only."""
    if mark == WIDE_MARK:
        return _between_gaps(line)
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


def _between_gaps(line: str) -> list[_Field]:
    """The pieces of a line between gaps of two blanks or one wide one."""
    fields, start = [], len(line) - len(line.lstrip(" \u3000"))
    end = len(line.rstrip(" \u3000"))
    for gap in _WIDE_GAP.finditer(line, start, end):
        fields.append(_Field(start, line[start : gap.start()]))
        start = gap.end()
    return [*fields, _Field(start, line[start:end])]


def _bare(label: str) -> str:
    """A label without blanks inside and a colon behind it."""
    return "".join(label.split()).rstrip(":：")
