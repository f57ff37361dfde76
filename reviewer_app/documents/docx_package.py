"""A docx taken as a package: its stories in reading order, each with the part it stands in.

`DocxPackage.walk` is the one walk over all text of a docx; readers and writers both go through it.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from reviewer_app.documents import docx_names as w
from reviewer_app.documents import docx_styles, relationships, xml_parts
from reviewer_app.documents.archive import Archive
from reviewer_app.documents.docx_inline import Element
from reviewer_app.documents.docx_styles import Styles
from reviewer_app.documents.docx_walk import StoryWalker, Walked
from reviewer_app.domain.document import BlockKind
from reviewer_app.domain.errors import FileDamaged

_STORY_KINDS: Final = {
    "header": BlockKind.HEADER,
    "footer": BlockKind.FOOTER,
    "footnotes": BlockKind.FOOTNOTE,
    "endnotes": BlockKind.FOOTNOTE,
    "comments": BlockKind.COMMENT,
}
_ORDER: Final = tuple(_STORY_KINDS)


class Story(NamedTuple):
    """A run of text of its own: the body, one header, one footnote, one comment. `root` is its part's root."""

    part: str
    root: Element
    element: Element
    kind: BlockKind


class DocxPackage:
    """Opens a docx and yields its stories; parts are parsed once and kept, so that a writer can save them."""

    def __init__(self, untrusted_data: bytes, name: str) -> None:
        self.name = name
        self.archive = Archive(untrusted_data, name)
        self.main = self._find_main()
        self.links = relationships.of_part(self.archive, self.main)
        self.roots: dict[str, Element] = {}
        self.styles = self._styles()

    def _find_main(self) -> str:
        for link in relationships.of_part(self.archive, ""):
            if link.kind == "officeDocument" and self.archive.has(link.target):
                return link.target
        raise FileDamaged(name=self.name)

    def _styles(self) -> Styles:
        for link in self.links:
            if link.kind == "styles" and self.archive.has(link.target):
                return docx_styles.read(self.root(link.target))
        return Styles()

    def root(self, part: str) -> Element:
        """The root element of a part, parsed at first use."""
        if part not in self.roots:
            self.roots[part] = xml_parts.parse(self.archive.read(part), self.name)
        return self.roots[part]

    def stories(self) -> Iterator[Story]:
        """Body first (a document begins with its body), then headers, footers, notes, comments, building blocks."""
        main = self.root(self.main)
        body = main.find(w.BODY)
        if body is None:
            raise FileDamaged(name=self.name)
        yield Story(self.main, main, body, BlockKind.PARAGRAPH)
        linked = [link for link in self.links if not link.external and self.archive.has(link.target)]
        for kind in _ORDER:
            for part in dict.fromkeys(link.target for link in linked if link.kind == kind):
                yield from self._part(part, _STORY_KINDS[kind])
        for part in dict.fromkeys(link.target for link in linked if link.kind == "glossaryDocument"):
            root = self.root(part)
            for element in root.iter(w.DOC_PART_BODY):
                yield Story(part, root, element, BlockKind.HIDDEN)

    def _part(self, part: str, kind: BlockKind) -> Iterator[Story]:
        root = self.root(part)
        if kind in {BlockKind.HEADER, BlockKind.FOOTER}:
            yield Story(part, root, root, kind)
            return
        for element in root.iter(w.COMMENT, w.FOOTNOTE, w.ENDNOTE):
            yield Story(part, root, element, kind)

    def walk(self, *, headers: bool = True) -> Iterator[tuple[Story, Walked]]:
        """Every block of the text with its story, in the order of `Document.blocks` (which holds these first).

        Without `headers` no cell is told its column's: writers do not ask, and a long list saves a quarter of the walk.
        """
        walker = StoryWalker(self.styles, self.name, headers=headers)
        for story in self.stories():
            part = None if story.part == self.main else story.part
            for walked in walker.walk(story.element, story.kind, part):
                yield story, walked
