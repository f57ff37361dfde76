"""What kind of document it is, by its title first and its text second (resources/rules/doctype.yaml)."""

import re
from functools import cache
from typing import Final

import msgspec

from reviewer_app.domain.document import BlockKind, Document, FileKind
from reviewer_app.domain.report import DocumentHeader, DocumentType
from reviewer_app.rules import ends
from reviewer_app.rules.compiled import compiled
from reviewer_app.rules.lines import Lines
from reviewer_app.rules.phrases import phrases_of
from reviewer_app.rules.strict_yaml import read_mapping
from reviewer_app.text import say

FILE: Final = "rules/doctype.yaml"
HEAD_LENGTH: Final = 3000
TAIL_LENGTH: Final = 600
TABLE_SHARE: Final = 0.6
_SHEETS: Final = frozenset({FileKind.XLSX, FileKind.XLS, FileKind.CSV, FileKind.ET})


class TypeRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule; every condition that it names must hold. `number` is how the organ's code in the number ends."""

    id: str
    type: DocumentType
    reason: str
    title: str = ""
    not_title: str = ""
    body: str = ""
    number: str = ""

    def holds(self, subject: str, number: str, body: str) -> bool:
        """Whether title (or what stands in its place), number and text are as the rule says."""
        wanted = ((self.title, subject), (self.body, body))
        if any(phrases and not _seen(phrases).search(text) for phrases, text in wanted):
            return False
        if self.number and not compiled(rf"(?:{_seen(self.number).pattern})[^一-龥\d]*\d{{4}}").search(number):
            return False
        return not (self.not_title and _seen(self.not_title).search(subject))


class TypeRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rules on titles come first, rules on texts where no title says anything."""

    titles: tuple[TypeRule, ...]
    bodies: tuple[TypeRule, ...]
    lists: dict[str, str] = {}


class TypeGuess(msgspec.Struct, frozen=True):
    """The type, the rule that decided ("" where none did) and the reason as a finished sentence.

    `in_body` is where its words stand in the text, None where the title or the number decided.
    """

    type: DocumentType
    rule: str
    reason: str
    in_body: tuple[int, int] | None = None


@cache
def load_type_rules() -> TypeRules:
    """The shipped rules."""
    return msgspec.convert(read_mapping(FILE), TypeRules, strict=False)


def document_type(document: Document, header: DocumentHeader, lines: Lines | None = None) -> TypeGuess:
    """The first rule that holds; else a list where it is mostly cells; else other."""
    lines = lines or Lines(document)
    subject = header.title or lines.opening()
    number = header.number or ""
    body = ends.of(document.text, HEAD_LENGTH, TAIL_LENGTH)
    rules = load_type_rules()
    for rule in (*rules.titles, *rules.bodies):
        if rule.holds(subject, number, body):
            return TypeGuess(rule.type, rule.id, rule.reason, _in_body(rule, document.text, body))
    if _mostly_cells(document):
        return TypeGuess(DocumentType.LIST, "cells", say("law.type_cells"))
    return TypeGuess(DocumentType.OTHER, "", say("law.type_unknown"))


def _seen(phrases: str) -> re.Pattern[str]:
    """What finds the phrases of the file."""
    return phrases_of(FILE, phrases)


def _in_body(rule: TypeRule, text: str, body: str) -> tuple[int, int] | None:
    """Where in the text the rule's words stand, if it looks at the text at all."""
    match = _seen(rule.body).search(body) if rule.body else None
    if match is None:
        return None
    start, end = (ends.offset(text, at, HEAD_LENGTH, TAIL_LENGTH) for at in match.span())
    return start, end


def _mostly_cells(document: Document) -> bool:
    if document.kind in _SHEETS:
        return True
    content = [block.kind for _, block in document.content()]
    return bool(content) and content.count(BlockKind.CELL) / len(content) >= TABLE_SHARE
