"""Removed texts in places that no edit reaches: names of sheets, styles and bookmarks, number formats, charts.

What was taken out of the text must not be read from there. Only texts that tell a person or a number apart are looked
for, so that no measure of the page changes.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from reviewer_app.documents.docx_inline import Element
from reviewer_app.domain.document import Block, Document, FileKind
from reviewer_app.domain.public_version import PublicPlan

_TELLING: Final = re.compile(r"[\u4e00-\u9fff]{2,}|[0-9A-Za-z@.·-]{7,}|[\u4e00-\u9fff][0-9A-Za-z·]{4,}")
Changes = Mapping[str, str]
"""Removed text to what stands in its place, the longest first."""


def changes_of(blocks: Iterable[Block], plan: PublicPlan) -> Changes:
    """The texts that a plan takes out and that are telling enough to be looked for by themselves."""
    text = Document.of(FileKind.TEXT, tuple(blocks)).text
    found = {"".join(text[edit.start : edit.end].split()): edit.replacement for edit in plan.spans}
    return {old: found[old] for old in sorted(found, key=lambda one: (-len(one), one)) if _TELLING.fullmatch(old)}


def swept(text: str, changes: Changes) -> str:
    """A text with every removed one replaced."""
    for old, new in changes.items():
        if old in text:
            text = text.replace(old, new)
    return text


def attributes(root: Element, changes: Changes) -> None:
    """Sweep the attributes of every element."""
    if not changes:
        return
    for element in root.iter("*"):
        for name, value in element.items():
            if len(value) > 1 and (new := swept(value, changes)) != value:
                element.set(name, new)


def texts(root: Element, changes: Changes, *tags: str) -> None:
    """Sweep the text of elements: of all, or of those with some tags."""
    for element in root.iter(*tags) if changes else ():
        if element.text and (new := swept(element.text, changes)) != element.text:
            element.text = new
