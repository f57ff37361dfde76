"""The rule data of the attribute proposal: marks, types and signals (resources/rules/attribute.yaml)."""

import re
from functools import cache
from typing import Final, Literal, NamedTuple, Protocol

import msgspec

from reviewer_app.domain.report import DocumentType, Proposal
from reviewer_app.rules.addressees import Addressed
from reviewer_app.rules.phrases import phrases_of, said
from reviewer_app.rules.strict_yaml import read_mapping

FILE: Final = "rules/attribute.yaml"
_CITED: Final = re.compile(r"《[^《》\n]{2,80}》")


class Words(NamedTuple):
    """Words that speak: from where to where in the title or in `Draft.ends`."""

    start: int
    end: int
    in_title: bool


class Asked(NamedTuple):
    """What a signal looks at: type, addressee, title and text, and how many private values were found."""

    type: DocumentType
    addressed: Addressed | None
    subject: str
    ends: str
    personal: int


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

    words: str
    proposal: Proposal
    severed: bool = False


class TypeGround(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a document type speaks for."""

    told: str
    confidence: float
    branch: str = ""
    list: str = ""
    follow: bool = False


class Opens(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"unless": "not"}):
    """Words that say why what a branch closes is public after all; `key` names the exception in the law packs."""

    key: str
    branches: tuple[str, ...]
    words: str
    unless: str = ""

    def find(self, text: str) -> Words | None:
        """Where the text says so."""
        span = next(said(FILE, self.words, self.unless, text), None)
        return Words(*span, in_title=False) if span else None


class Signal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"unless": "not"}):
    """Words that speak for a branch or a list entry; `personal` findings at least must be there.

    `addressed` is to whom the document must be sent, where there is such a condition.

    `severable`: a single paragraph with these words may be cut out of a document that is public by its type; such a
    paragraph holds one of `needs`, so that long documents are searched for plain words first.
    """

    id: str
    where: Literal["title", "text", "both"]
    words: str
    confidence: float
    told: str
    branch: str = ""
    list: str = ""
    unless: str = ""
    types: tuple[DocumentType, ...] = ()
    not_types: tuple[DocumentType, ...] = ()
    personal: int = 0
    needs: tuple[str, ...] = ()
    addressed: tuple[Addressed, ...] = ()

    @property
    def severable(self) -> bool:
        """Whether a paragraph alone can be what it says."""
        return bool(self.needs)

    def denied_by(self, subject: str) -> bool:
        """Whether the title says that the signal does not count."""
        return bool(self.unless and _seen(self.unless).search(subject))

    def speaks_in(self, paragraph: str) -> bool:
        """Whether a paragraph taken alone says it."""
        return self._in(paragraph) is not None

    def find(self, of: Asked) -> Words | None:
        """Where its words stand, in a type it is meant for; the title speaks before the text."""
        kind, subject, text = of.type, of.subject, of.ends
        if kind in self.not_types or (self.types and kind not in self.types) or of.personal < self.personal:
            return None
        if self.denied_by(subject):
            return None
        if self.addressed and of.addressed not in self.addressed:
            return None
        if self.where != "text" and (span := self._in(subject)):
            return Words(*span, in_title=True)
        if self.where != "title" and (span := self._in(text)):
            return Words(*span, in_title=False)
        return None

    def _in(self, place: str) -> tuple[int, int] | None:
        """The first hit whose own sentence does not say otherwise."""
        return next(said(FILE, self.words, self.unless, place), None)


class AttributeRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in the file."""

    marks: tuple[MarkRule, ...]
    types: dict[DocumentType, TypeGround]
    signals: tuple[Signal, ...]
    opens: tuple[Opens, ...] = ()
    lists: dict[str, str] = {}

    def read_mark(self, mark: str) -> MarkRule | None:
        """What a mark as written means."""
        return next((rule for rule in self.marks if _seen(rule.words).search(mark)), None)


def spoken_text(text: str) -> str:
    """The text with the names of other documents (《…》) blanked out, as long as before: they do not speak for it."""
    return _CITED.sub(lambda cited: "\u25a1" * len(cited[0]), text)


def _seen(phrases: str) -> re.Pattern[str]:
    """What finds the phrases of the file."""
    return phrases_of(FILE, phrases)


@cache
def load_attribute_rules() -> AttributeRules:
    """The shipped rules."""
    return msgspec.convert(read_mapping(FILE), AttributeRules, strict=False)
