"""The strings of the new workbook: only those that a cell still shows, so that no removed one stays behind."""

import copy
from typing import Final

from reviewer_app.documents.docx_inline import Element

S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_PHONETIC: Final = (f"{S}rPh", f"{S}phoneticPr", f"{S}extLst")


class Strings:
    """Gives cells their strings: as indexes of the shared ones, or inline in a workbook without that part."""

    def __init__(self, root: Element | None) -> None:
        self._root = root
        self._old: list[Element] = [] if root is None else list(root.iter(f"{S}si"))
        self._new: list[Element] = []
        self._from_old: dict[int, int] = {}
        self._from_text: dict[str, int] = {}
        self._uses = 0

    def keep(self, cell: Element, old: int) -> None:
        """Let a cell show the old shared string it showed."""
        if not 0 <= old < len(self._old):
            _empty(cell)
            return
        if old not in self._from_old:
            self._from_old[old] = self._take(self._old[old])
        self._point(cell, self._from_old[old])

    def keep_inline(self, cell: Element, inline: Element) -> None:
        """Let a cell show the inline string it holds."""
        if self._root is None:
            _plain(inline)
            _empty(cell)
            cell.set("t", "inlineStr")
            cell.append(inline)
            return
        entry = cell.makeelement(f"{S}si", {})
        for child in inline:
            entry.append(copy.deepcopy(child))
        self._point(cell, self._take(entry))

    def put(self, cell: Element, text: str) -> None:
        """Let a cell show a text; an empty one leaves it empty."""
        if not text:
            _empty(cell)
            return
        if text not in self._from_text or self._root is None:
            entry = cell.makeelement(f"{S}si" if self._root is not None else f"{S}is", {})
            holder = cell.makeelement(f"{S}t", {_SPACE: "preserve"})
            holder.text = text
            entry.append(holder)
            if self._root is None:
                self.keep_inline(cell, entry)
                return
            self._from_text[text] = self._take(entry)
        self._point(cell, self._from_text[text])

    def _take(self, entry: Element) -> int:
        entry = copy.deepcopy(entry)
        _plain(entry)
        self._new.append(entry)
        return len(self._new) - 1

    def _point(self, cell: Element, index: int) -> None:
        self._uses += 1
        _empty(cell)
        value = cell.makeelement(f"{S}v", {})
        value.text = str(index)
        cell.append(value)
        cell.set("t", "s")

    def finish(self) -> None:
        """Put the new strings in the place of the old ones."""
        if self._root is None:
            return
        for child in list(self._root):
            self._root.remove(child)
        for entry in self._new:
            self._root.append(entry)
        self._root.set("count", str(self._uses))
        self._root.set("uniqueCount", str(len(self._new)))


def _plain(entry: Element) -> None:
    """Take phonetic readings and extensions out of a string."""
    for child in list(entry):
        if child.tag in _PHONETIC:
            entry.remove(child)


def _empty(cell: Element) -> None:
    """Leave a cell nothing but its look."""
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
