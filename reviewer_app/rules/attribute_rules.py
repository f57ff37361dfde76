"""The rule data of the attribute proposal: marks, types and signals (resources/rules/attribute.yaml)."""

import re
from functools import cache
from typing import Literal, Protocol

import msgspec

from reviewer_app.domain.report import DocumentType, Proposal
from reviewer_app.rules.compiled import compiled
from reviewer_app.rules.strict_yaml import read_mapping


class Ground(Protocol):
    """Why a branch or list entry applies: `told` is a finished sentence without its full stop."""

    @property
    def branch(self) -> str:
        """The branch of the exemption tree it leads to; empty where it leads to a list entry."""
        ...

    @property
    def confidence(self) -> float:
        """How sure, 0 to 1."""
        ...

    @property
    def told(self) -> str:
        """The reason."""
        ...


class MarkRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the document says of itself; `severed` where only a part of it is to be public."""

    pattern: str
    proposal: Proposal
    severed: bool = False


class TypeGround(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a document type speaks for."""

    told: str
    confidence: float
    branch: str = ""
    list: str = ""
    follow: bool = False


class Signal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"unless": "not"}):
    """Words that speak for a branch or a list entry; `personal` findings at least must be there."""

    id: str
    where: Literal["title", "text", "both"]
    pattern: str
    confidence: float
    told: str
    branch: str = ""
    list: str = ""
    unless: str = ""
    types: tuple[DocumentType, ...] = ()
    not_types: tuple[DocumentType, ...] = ()
    personal: int = 0

    def holds(self, kind: DocumentType, subject: str, text: str, personal: int) -> bool:
        """Whether the words stand where the signal looks, in a type it is meant for."""
        if kind in self.not_types or (self.types and kind not in self.types) or personal < self.personal:
            return False
        places = {"title": (subject,), "text": (text,), "both": (subject, text)}[self.where]
        return any(self._in(place, subject) for place in places)

    def _in(self, place: str, subject: str) -> bool:
        """A hit whose own sentence (or the title) says otherwise is none."""
        if self.unless and compiled(self.unless).search(subject):
            return False
        return any(not self._denied(place, match) for match in compiled(self.pattern).finditer(place))

    def _denied(self, place: str, match: re.Match[str]) -> bool:
        if not self.unless:
            return False
        begin = max(place.rfind(stop, 0, match.start()) for stop in "。；\n") + 1
        ends = [at for at in (place.find(stop, match.end()) for stop in "。；\n") if at >= 0]
        return bool(compiled(self.unless).search(place[begin : min(ends, default=len(place))]))


class AttributeRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in the file."""

    marks: tuple[MarkRule, ...]
    types: dict[DocumentType, TypeGround]
    signals: tuple[Signal, ...]

    def read_mark(self, mark: str) -> MarkRule | None:
        """What a mark as written means."""
        return next((rule for rule in self.marks if compiled(rule.pattern).search(mark)), None)


@cache
def load_attribute_rules() -> AttributeRules:
    """The shipped rules."""
    return msgspec.convert(read_mapping("rules/attribute.yaml"), AttributeRules, strict=False)
