"""Removed texts in places that no edit reaches: names of sheets, styles and bookmarks, number formats, charts.

What was taken out of the text must not be read from there. Only texts that tell a person or a number apart are looked
for, so that no measure of the page changes.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, MatchKind
from lxml import etree

from reviewer_app.documents.docx_inline import Element
from reviewer_app.domain.document import Block, Document, FileKind
from reviewer_app.domain.public_version import PublicPlan

_TELLING: Final = re.compile(r"[\u4e00-\u9fff]{2,}|[0-9A-Za-z@.·-]{7,}|[\u4e00-\u9fff][0-9A-Za-z·]{4,}")
with_attributes: Final[Callable[[Element], Any]] = etree.XPath("descendant-or-self::*[@*]")
"""Elements with an attribute, chosen without a Python object for each of the others: most of a long list has none."""

_SHORTEST: Final = 7
"""Characters of the shortest telling text without Chinese in it."""


class Sweep:
    """The texts that a plan takes out and what stands in their place; many of them cost no more than one."""

    def __init__(self, blocks: Iterable[Block], plan: PublicPlan, star: str = "*") -> None:
        """`star` stands for the stars of a mask where a name may not hold them."""
        text = Document.of(FileKind.TEXT, tuple(blocks)).text if plan.spans else ""
        found = {"".join(text[edit.start : edit.end].split()): edit.replacement for edit in plan.spans}
        telling = sorted(old for old in found if _TELLING.fullmatch(old))
        self._written = [found[old].replace("*", star) for old in telling]
        self._automaton = AhoCorasick(telling, matchkind=MatchKind.LeftmostLongest) if telling else None

    def text(self, text: str) -> str:
        """A text with every removed one replaced."""
        if self._automaton is None or (len(text) < _SHORTEST and text.isascii()):
            return text
        parts: list[str] = []
        done = 0
        for number, start, end in self._automaton.find_matches_as_indexes(text):
            parts += [text[done:start], self._written[number]]
            done = end
        return "".join([*parts, text[done:]]) if parts else text

    def attributes(self, root: Element) -> None:
        """Sweep the attributes of every element."""
        for element in with_attributes(root) if self._automaton is not None else ():
            for name, value in element.items():
                if (new := self.text(value)) != value:
                    element.set(name, new)

    def texts(self, root: Element, *tags: str) -> None:
        """Sweep the text of elements: of all, or of those with some tags."""
        for element in root.iter(*tags) if self._automaton is not None else ():
            if element.text and (new := self.text(element.text)) != element.text:
                element.text = new
