"""要素: what a document of its type should have, found in headings, tables and running text (rulebook §7).

Data: resources/rules/completeness.yaml. An element that is missing is told, it does not block.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

import msgspec

from reviewer_app.domain.document import BlockKind, Place
from reviewer_app.domain.legal import Certainty
from reviewer_app.domain.report import DocumentType, Element
from reviewer_app.rules.compiled import compiled
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.strict_yaml import read_mapping

LABEL_LENGTH: Final = 40
COMPOUND_LENGTH: Final = 24
_ENUMERATOR: Final = re.compile(r"^[\s　]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*|[●■◆·*#]+\s*)*")


class ElementRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One element: `words` as a label, `anywhere` in the text, or an element of the document's header."""

    name: str
    words: str = ""
    anywhere: str = ""
    date: bool = False
    number: bool = False
    organ: bool = False


class ElementSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The elements of one kind of document."""

    id: str
    types: tuple[DocumentType, ...]
    source: str
    certainty: Certainty
    elements: tuple[ElementRule, ...]
    title: str = ""
    not_title: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def applies(self, kind: DocumentType, subject: str, day: date) -> bool:
        """Whether the set is meant for such a document and holds on the day of the act."""
        begun = self.valid_from is None or self.valid_from <= day
        if kind not in self.types or not begun or (self.valid_until is not None and day >= self.valid_until):
            return False
        wanted = not self.title or compiled(self.title).search(subject)
        return bool(wanted) and not (self.not_title and compiled(self.not_title).search(subject))


@cache
def load_element_sets() -> tuple[ElementSet, ...]:
    """The shipped sets."""
    return msgspec.convert(read_mapping("rules/completeness.yaml")["sets"], tuple[ElementSet, ...], strict=False)


def element_set(draft: Draft) -> ElementSet | None:
    """The set that applies to the document, if there is one."""
    sets = load_element_sets()
    return next((one for one in sets if one.applies(draft.type, draft.subject, draft.day)), None)


def check_completeness(draft: Draft) -> tuple[Element, ...]:
    """Every element of the document's set with where it stands; empty for types without a set."""
    wanted = element_set(draft)
    if wanted is None:
        return ()
    labels = tuple(_labels(draft))
    return tuple(_look_for(draft, rule, labels) for rule in wanted.elements)


def _labels(draft: Draft) -> Iterator[tuple[str, Place]]:
    """Headings, lines that begin with a label, cells and the keys of key-value rows."""
    for line in draft.lines.every():
        text = _ENUMERATOR.sub("", line.text)
        head = re.split(r"[:：\s　|｜]", text, maxsplit=1)[0]
        yield from ((piece, line.place) for piece in _pieces(head.strip('【】[]《》“”"*')))
        if line.block.kind is BlockKind.CELL and line.block.header:
            yield line.block.header.strip(), line.place


def _pieces(head: str) -> Iterator[str]:
    """A label itself, and of a compound one (办公时间、地点、电话; 流程（含办结时限）) each piece."""
    if len(head) <= LABEL_LENGTH:
        yield head
    if len(head) <= COMPOUND_LENGTH:
        yield from (piece.removeprefix("含") for piece in re.split(r"[、及和与/（）()]", head))


def _look_for(draft: Draft, rule: ElementRule, labels: tuple[tuple[str, Place], ...]) -> Element:
    header = draft.header
    if (rule.date and header.date) or (rule.number and header.number) or (rule.organ and header.organ):
        return Element(rule.name, present=True)
    if rule.words:
        for label, place in labels:
            if compiled(rule.words).fullmatch(label):
                return Element(rule.name, present=True, place=place)
    match = compiled(rule.anywhere).search(draft.document.text) if rule.anywhere else None
    place_found = draft.lines.block_at(match.start()).place if match else None
    return Element(rule.name, present=match is not None, place=place_found)
