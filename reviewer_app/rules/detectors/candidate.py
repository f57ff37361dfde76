"""What a detector yields, and the questions several detectors ask about the words around a match."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import ascii_letters
from typing import Final, NamedTuple, Protocol, TypeVar

import msgspec

from reviewer_app.domain.findings import FindingType, PersonRole
from reviewer_app.rules.block_text import Span
from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.loader import convert
from reviewer_app.rules.patterns import Pattern, any_of, pattern
from reviewer_app.rules.scan import Cell, ScanText
from reviewer_app.rules.schema import Lexicons, Rule

T = TypeVar("T")


class Evidence(NamedTuple):
    """Why a candidate is one: a text key and the word that fills its {value}; never the value found itself."""

    key: str
    value: str = ""


class Candidate(NamedTuple):
    """A piece of the scan text that a rule claims, before overlaps are settled and roles decided."""

    start: int
    end: int
    rule: Rule
    confidence: float
    evidence: tuple[Evidence, ...]
    role: PersonRole | None = None


def is_named(candidate: Candidate) -> bool:
    """Whether it is a person's name: 马 in 马先生 is what is left of one, and names nobody."""
    return candidate.rule.type is FindingType.PERSON_NAME and candidate.role is not PersonRole.UNNAMED


class Detector(Protocol):
    """Finds the candidates of one rule. Built once per rule set; keeps no state between documents."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None: ...

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield candidates in any order; they may overlap those of other rules."""
        ...


class CueParameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parameters of a detector that only knows cue words."""

    cues: tuple[str, ...] = ()


def parameters(rule: Rule, shape: type[T]) -> T:
    """The rule's parameters in the detector's own strict shape."""
    return convert(rule.parameters, shape, rule.id)


MOST_WORD_LISTS: Final = 512
_UNITS: Final = ("元", "万", "亿", "亩", "㎡", "平方", "平米", "公顷", "立方", "吨", "件", "人次")
_UNIT_BEGINNINGS: Final = frozenset(unit[0] for unit in _UNITS)
_LETTERS: Final = frozenset(ascii_letters)
_GAPS: Final = dict.fromkeys(map(ord, " -\n()+"))


_wanted: dict[int, tuple[tuple[str, ...], Pattern]] = {}
"""Patterns by the identity of their words: hashing thirty words costs as much as looking for them."""


def _any_of(words: tuple[str, ...]) -> Pattern:
    """A pattern that finds the last of the words in a piece of text."""
    known = _wanted.get(id(words))
    if known is None or known[0] is not words:
        if len(_wanted) > MOST_WORD_LISTS:
            _wanted.clear()
        known = _wanted[id(words)] = words, _compiled(words)
    return known[1]


@lru_cache(maxsize=128)
def _compiled(words: tuple[str, ...]) -> Pattern:
    return pattern(any_of(words), backwards=True)


def cue_before(scan: ScanText, start: int, cues: tuple[str, ...], width: int = 24) -> str | None:
    """The cue word nearest before `start` within `width` characters of the same block and sentence."""
    return scan.words.before(start, cues, width)


def word_in(text: str, words: tuple[str, ...]) -> str | None:
    """The last of `words` in `text`, None where none occurs."""
    if not text:
        return None
    found = _any_of(words).search(text)
    return found.group() if found else None


def cue_within(scan: ScanText, start: int, cues: tuple[str, ...], width: int = 40) -> str | None:
    """Any cue word in the same cell's header or before `start`."""
    cell = scan.cell(start)
    if cell and cell.header:
        header = cell.header
        # A table says its header thousands of times; the cues live as long as their rules.
        found = scan.once((id(cues), header), lambda _: word_in(header, cues))
        if found:
            return found
    return cue_before(scan, start, cues, width)


def open_cells(scan: ScanText, taken: Iterable[tuple[int, int]], *kinds: ColumnKind) -> Iterator[Cell]:
    """Non-empty cells of `kinds` that hold none of the `taken` spans and are not the header itself."""
    busy = {cell.start for start, _ in taken if (cell := scan.cell(start))}
    for cell in scan.cells_of(*kinds):
        if cell.start not in busy and scan.raw[cell.start : cell.end].strip() != (cell.header or "").strip():
            yield cell


def in_other_column(scan: ScanText, span: Span, own: ColumnKind) -> bool:
    """Whether a whole run stands in a column of another kind than `own`, as thousands of a list do."""
    cell = scan.cell(span[0])
    if cell is None or cell.column is None or span[1] > cell.end:
        return False
    return cell.column.kind is not own


def header_evidence(cell: Cell) -> tuple[Evidence, ...]:
    """Evidence that the column's header says so."""
    return _by_header(cell.header or "")


@lru_cache(maxsize=1024)
def _by_header(header: str) -> tuple[Evidence, ...]:
    return (Evidence("evidence.header", header),)


@lru_cache(maxsize=1024)
def cue_evidence(cue: str | None) -> tuple[Evidence, ...]:
    """Evidence that a cue word stands before a value; empty without one."""
    return (Evidence("evidence.cue", cue),) if cue else ()


def told_by(
    scan: ScanText, cell: Cell | None, start: int, kind: ColumnKind, cues: tuple[str, ...]
) -> tuple[Evidence, ...]:
    """The header of a column of `kind`, or where no column is known a cue word before `start`; empty for neither."""
    if cell and cell.column:
        return header_evidence(cell) if cell.column.kind is kind else ()
    return cue_evidence(cue_before(scan, start, cues))


def digits_of(text: str) -> str:
    """A number without the gaps and signs it was written with."""
    return text if text.isdigit() else text.translate(_GAPS)


def amount(text: str, start: int, end: int) -> bool:
    """Whether the digits are part of a quantity: 0.138…, 13800000000.00, 13800000000元."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == "." and text[max(0, start - 2) : start - 1].isdigit():
        return True
    if after == "." and text[end + 1 : end + 2].isdigit():
        return True
    return after in _UNIT_BEGINNINGS and text.startswith(_UNITS, end)


def ascii_letter(text: str, at: int) -> bool:
    """Whether an ASCII letter stands at `at` (false outside the text)."""
    return at >= 0 and text[at : at + 1] in _LETTERS
