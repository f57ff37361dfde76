"""Compares a web page with its public version, line by line, as Python's own parser reads both.

The writer uses lxml.
"""

from collections.abc import Iterable
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from reviewer_app.documents import html_parsing, structure_lines
from reviewer_app.documents.html_walk import INLINE, SILENT_INPUTS
from reviewer_app.documents.structure_lines import Unit, bare
from reviewer_app.domain.document import Block
from reviewer_app.domain.public_version import PublicPlan, Structure

_SILENT: Final = frozenset({
    "script", "style", "title", "noscript", "template", "iframe", "object", "applet", "video", "audio", "frameset"})
_VOID: Final = frozenset({
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr"})
_LOOKS: Final = frozenset({
    "b", "strong", "i", "em", "u", "s", "del", "sub", "sup", "font", "big", "small", "mark", "h1", "h2", "h3", "h4",
    "h5", "h6"})


def compare(original: bytes, result: bytes, name: str, blocks: Iterable[Block], plan: PublicPlan) -> Structure:
    """`blocks` are those of the original, as the reader gives them; `plan` is what was decided on them."""
    text = html_parsing.decode(original, name)
    hiding = html_parsing.hiding_selectors(html_parsing.parse(text, name))
    decided = structure_lines.touched(tuple(blocks), plan)
    whole = [_Lines(page, hiding).units for page in (text, html_parsing.decode(result, name))]
    before, after = ([one for one in units if bare(one.text) not in decided] for units in whole)
    found = structure_lines.counted(before, after)
    if found.changed and _without(whole[0], decided) == _without(whole[1], decided):
        # What was hidden within a line went and left one line of two: the words are all there, in their order.
        return found._replace(changed=0, restyled=0)
    return found


def _without(units: list[Unit], decided: frozenset[str]) -> str:
    """All that is said, without what was decided on, wherever lines begin."""
    text = "".join([bare(one.text) for one in units])
    words = sorted(decided - {""})
    if not words:
        return text
    kept: list[str] = []
    done = 0
    for _, start, end in AhoCorasick(words, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(text):
        kept.append(text[done:start])
        done = end
    return "".join([*kept, text[done:]])


class _Lines(HTMLParser):
    """The lines of a page that a browser shows, each with the formats its letters stand in."""

    def __init__(self, page: str, hiding: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.units: list[Unit] = []
        self._hiding = hiding
        self._text = ""
        self._looks: set[str] = set()
        self._open: list[str] = []
        self._unseen: tuple[str, int] | None = None
        """The element being passed over, and how many of its name are open."""
        self.feed(page)
        self.close()
        self._end()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over what no one sees; begin a line, or a format."""
        if self._unseen is not None:
            name, depth = self._unseen
            self._unseen = name, depth + (tag == name)
            return
        given = {key: value or "" for key, value in attrs}
        if tag in _SILENT or html_parsing.hides(SimpleNamespace(attrib=given), self._hiding):
            if tag not in INLINE:
                self._end()
            self._unseen = None if tag in _VOID else (tag, 1)
            return
        if tag not in INLINE:
            self._end()
        if tag in _LOOKS:
            self._open.append(tag)
        if tag == "input" and given.get("type") not in SILENT_INPUTS:
            self.handle_data(given.get("value", ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br/>`; a browser does not close other elements so."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End a line or a format."""
        if self._unseen is not None:
            name, depth = self._unseen
            depth -= tag == name
            self._unseen = (name, depth) if depth else None
            if depth == 0 and tag not in INLINE:
                self._end()
            return
        if tag not in INLINE:
            self._end()
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        """Letters of a line."""
        said = "".join(data.split())
        if said and self._unseen is None:
            self._text += said
            self._looks.update(self._open)

    def _end(self) -> None:
        if self._text:
            self.units.append(Unit(self._text, tuple(sorted(self._looks))))
        self._text = ""
        self._looks = set()
