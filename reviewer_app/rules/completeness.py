"""要素: what a document of its type should have, found in headings, tables and running text (rulebook §7).

Data: resources/rules/completeness.yaml. An element that is missing is told, it does not block.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Final

import msgspec

from reviewer_app.domain.document import BlockKind, Place
from reviewer_app.domain.legal import Certainty
from reviewer_app.domain.report import DocumentType, Element
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.labels import Label, is_blank, line_labels
from reviewer_app.rules.lines import ASIDE_KINDS
from reviewer_app.rules.periods import stated_periods
from reviewer_app.rules.phrases import either
from reviewer_app.rules.strict_yaml import read_mapping
from reviewer_app.rules.table_labels import table_labels
from reviewer_app.rules.timing import report_year
from reviewer_app.text import say

FILE: Final = "rules/completeness.yaml"


class ElementRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One element: `words` as a label, `anywhere` in the text, or an element of the document's header.

    Both are phrases (rules/phrases.py); the fields called `…_pattern` say besides what phrases cannot.
    `period`: a stated number of days or first and last day. `year`: the report is on the year before its date.
    `every`: in a table, each row has it. `in_title`: the title may say it as well as the text.
    """

    name: str
    words: str = ""
    words_pattern: str = ""
    anywhere: str = ""
    anywhere_pattern: str = ""
    date: bool = False
    number: bool = False
    organ: bool = False
    period: bool = False
    year: bool = False
    every: bool = False
    in_title: bool = False

    @property
    def label(self) -> re.Pattern[str] | None:
        """What its labels are."""
        return either(FILE, self.words, self.words_pattern)

    @property
    def said(self) -> re.Pattern[str] | None:
        """What says it anywhere in the text."""
        return either(FILE, self.anywhere, self.anywhere_pattern)


class ElementSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The elements of one kind of document; `types` empty: of any type with such a title. Words are phrases."""

    id: str
    source: str
    certainty: Certainty
    elements: tuple[ElementRule, ...]
    types: tuple[DocumentType, ...] = ()
    title: str = ""
    title_pattern: str = ""
    not_title: str = ""
    text: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def applies(self, draft: Draft) -> bool:
        """Whether the set is meant for such a document and holds on the day of the act."""
        begun = self.valid_from is None or self.valid_from <= draft.day
        if not begun or (self.valid_until is not None and draft.day >= self.valid_until):
            return False
        if self.types and draft.type not in self.types:
            return False
        title, text = either(FILE, self.title, self.title_pattern), either(FILE, self.text)
        wanted = ((title, draft.subject), (text, draft.ends))
        if any(pattern and not pattern.search(where) for pattern, where in wanted):
            return False
        denied = either(FILE, self.not_title)
        return not (denied and denied.search(draft.subject))

    def told(self) -> str:
        """Whose list it is, as people read it; from memory → 待核实 behind it, our own → 本程序建议."""
        return self.source + say(f"law.certainty_{self.certainty.value}")


@cache
def load_element_sets() -> tuple[ElementSet, ...]:
    """The shipped sets; the first that applies counts, so narrow ones stand before wide ones."""
    return msgspec.convert(read_mapping(FILE)["sets"], tuple[ElementSet, ...], strict=False)


def element_set(draft: Draft) -> ElementSet | None:
    """The set that applies to the document, if there is one."""
    return next((one for one in load_element_sets() if one.applies(draft)), None)


def check_completeness(draft: Draft) -> tuple[Element, ...]:
    """Every element of the document's set with where it stands; empty for types without a set.

    An element that is missing has a place where its label stands with nothing behind it.
    """
    wanted = element_set(draft)
    if wanted is None:
        return ()
    labels = tuple(dict.fromkeys((*line_labels(draft.lines), *table_labels(draft.lines))))
    words = [rule.label for rule in wanted.elements if rule.label]
    return tuple(_look_for(draft, rule, labels, words) for rule in wanted.elements)


def _look_for(
    draft: Draft, rule: ElementRule, labels: Sequence[Label], words: Sequence[re.Pattern[str]]
) -> Element:
    header = draft.header
    if (rule.date and header.date) or (rule.number and header.number) or (rule.organ and header.organ):
        return Element(rule.name, present=True)
    if rule.year:
        return Element(rule.name, present=_right_year(draft))
    hole = _hole(draft, rule) if rule.every else None
    if hole is not None:
        return Element(rule.name, present=False, place=hole)
    others = [one for one in words if one != rule.label]
    blank = None
    for label in _called(rule, labels):
        if not label.empty and not any(one.fullmatch(label.follower) for one in others):
            return Element(rule.name, present=True, place=label.place)
        blank = blank or label.place
    found = _in_text(draft, rule)
    return Element(rule.name, present=found is not None, place=found or blank)


def _called(rule: ElementRule, labels: Sequence[Label]) -> Iterator[Label]:
    wanted = rule.label
    if wanted:
        yield from (label for label in labels if wanted.fullmatch(label.text))


def _in_text(draft: Draft, rule: ElementRule) -> Place | None:
    """Where the text itself says it: a period, or the words of `anywhere`.

    The title names many a thing that then does not follow; comments and deleted text say nothing.
    """
    if rule.period:
        for period in stated_periods(draft):
            return draft.lines.block_at(period.start).place
    said = rule.said
    if said:
        text = draft.document.text
        for match in said.finditer(text):
            block = draft.lines.block_at(match.start())
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.end()].strip()
            if block.kind not in ASIDE_KINDS and not block.hidden and (rule.in_title or line not in draft.subject):
                return block.place
    return None


def _hole(draft: Draft, rule: ElementRule) -> Place | None:
    """The first row of a table in which the column is empty."""
    cells = [block for _, block in draft.lines.blocks() if block.kind is BlockKind.CELL and block.header]
    rows: dict[tuple[str | None, int | None, int | None], Place] = {}
    wanted, filled = rule.label, set()
    for block in cells:
        key = (block.place.sheet, block.place.table, block.place.row)
        rows.setdefault(key, block.place)
        if wanted and wanted.fullmatch(block.header or "") and not is_blank(block.text):
            filled.add(key)
    return next((place for key, place in rows.items() if filled and key not in filled), None)


def _right_year(draft: Draft) -> bool:
    """A report names its year; where it is dated, that is the year before (2007 Art 31, 2019 Art 49)."""
    year = report_year(draft)
    dated = draft.context.act_date or draft.header.date
    return year is not None and (dated is None or dated.year == year + 1)
