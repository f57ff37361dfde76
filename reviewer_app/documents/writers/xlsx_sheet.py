"""Edits one sheet of a workbook: cells, cuts, and everything that refers to places that moved.

Formulas become the values they last had: a formula can name a hidden sheet, a removed column or another file.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reviewer_app.documents.docx_inline import Element
from reviewer_app.documents.sheet_extras import SheetExtras
from reviewer_app.documents.writers.xlsx_shift import Axis, Range, name, whole
from reviewer_app.documents.writers.xlsx_shift import cell as place_of
from reviewer_app.documents.writers.xlsx_strings import S, Strings

_STAYS: Final = frozenset(S + tag for tag in (
    "sheetPr", "sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells", "conditionalFormatting",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "drawing"))
"""Children of a sheet that stay. Not: validations and filters (they list values), links, comments, tables …"""

_MOVES: Final = frozenset({S + "conditionalFormatting", S + "rowBreaks"})
"""Children that refer to places; where something was cut they go."""


@dataclass(frozen=True, slots=True)
class SheetJob:
    """What to do to one sheet: new texts by (row, column), cuts, and what is hidden."""

    texts: dict[tuple[int, int], str]
    rows: Axis
    columns: Axis
    hidden: SheetExtras

    @property
    def cuts(self) -> bool:
        """Whether any place moves."""
        return bool(self.rows) or bool(self.columns)


def edit(root: Element, job: SheetJob, strings: Strings) -> None:
    """Edit a sheet in place."""
    for child in list(root):
        if child.tag not in _STAYS or (job.cuts and child.tag in _MOVES):
            root.remove(child)
    merges = root.find(f"{S}mergeCells")
    if merges is not None:
        _save_anchors(root, merges, job)
        _move_merges(merges, job)
    data = root.find(f"{S}sheetData")
    if data is not None:
        _rows(data, job, strings)
    _columns(root.find(f"{S}cols"), job.columns)
    _views(root, job)


def empty(root: Element, notice: str, strings: Strings) -> None:
    """Leave nothing of a sheet but a notice in its first cell."""
    for child in list(root):
        if child.tag not in {S + "sheetPr", S + "sheetFormatPr", S + "pageMargins"}:
            child.clear()  # a subtree that leaves its tree whole is walked node by node: seconds for a long list
            root.remove(child)
    data = root.makeelement(f"{S}sheetData", {})
    before = root.find(f"{S}sheetFormatPr")
    root.insert(0 if before is None else root.index(before) + 1, data)
    if notice:
        row = data.makeelement(f"{S}row", {"r": "1"})
        entry = row.makeelement(f"{S}c", {"r": "A1"})
        strings.put(entry, notice)
        row.append(entry)
        data.append(row)
    _clean_properties(root)


def placed(data: Element) -> Iterator[tuple[Element, int, list[tuple[Element, int]]]]:
    """(row, number, [(cell, column)]); a row or cell without a reference follows the one before it."""
    number = 0
    for row in list(data):
        number = whole(row.get("r"), number + 1)
        cells: list[tuple[Element, int]] = []
        column = 0
        for entry in list(row):
            column = place_of(entry.get("r") or "")[1] or column + 1
            cells.append((entry, column))
        yield row, number, cells


def _rows(data: Element, job: SheetJob, strings: Strings) -> None:
    for row, number, cells in placed(data):
        if number in job.rows:
            data.remove(row)
            continue
        new_row = job.rows.new(number)
        row.set("r", str(new_row))
        row.attrib.pop("spans", None)
        for entry, column in cells:
            if column in job.columns:
                row.remove(entry)
                continue
            entry.set("r", name(new_row, job.columns.new(column)))
            _cell(entry, job.texts.get((number, column)), strings)


def _cell(entry: Element, text: str | None, strings: Strings) -> None:
    """Give a cell its new text, or take its value over without formula and phonetic marks."""
    for mark in ("cm", "vm", "ph"):
        entry.attrib.pop(mark, None)
    value, inline, kind = entry.find(f"{S}v"), entry.find(f"{S}is"), entry.get("t")
    if text is not None:
        strings.put(entry, text)
    elif kind == "s" and value is not None:
        strings.keep(entry, whole(value.text, -1))
    elif kind == "inlineStr" and inline is not None:
        strings.keep_inline(entry, inline)
    elif kind == "str" and value is not None:
        strings.put(entry, value.text or "")
    else:
        for child in list(entry):
            if child.tag != f"{S}v":
                entry.remove(child)


def _save_anchors(root: Element, merges: Element, job: SheetJob) -> None:
    """A title merged over cut and staying columns moves into the first cell that stays."""
    moves: dict[tuple[int, int], tuple[int, int]] = {}
    for entry in merges:
        area = Range.parse(entry.get("ref") or "")
        row, column = job.rows.first_left(area.top, area.bottom), job.columns.first_left(area.left, area.right)
        hides = area.top in job.hidden.hidden_rows or area.left in job.hidden.hidden_columns
        if row and column and (row, column) != (area.top, area.left) and not hides:
            moves[area.top, area.left] = (row, column)
    data = root.find(f"{S}sheetData")
    if not moves or data is None:
        return
    found = {(number, column): entry for _, number, cells in placed(data) for entry, column in cells}
    rows = {number: row for row, number, _ in placed(data)}
    for source, target in moves.items():
        anchor = found.get(source)
        if anchor is None or target[0] not in rows:
            continue
        _swap_in(anchor, source, target, found.get(target), rows[target[0]])
        if source in job.texts:
            job.texts[target] = job.texts[source]


def _swap_in(
    anchor: Element, source: tuple[int, int], target: tuple[int, int], old: Element | None, row: Element,
) -> None:
    """Put a copy of the anchor cell where the first staying cell is."""
    moved = copy.deepcopy(anchor)
    moved.set("r", name(*target))
    if old is not None:
        row.replace(old, moved)
    elif anchor.getparent() is row:
        row.insert(row.index(anchor) + (1 if source[1] < target[1] else 0), moved)


def _move_merges(merges: Element, job: SheetJob) -> None:
    for entry in list(merges):
        area = Range.parse(entry.get("ref") or "").shifted(job.rows, job.columns)
        if area is None or (area.top, area.left) == (area.bottom, area.right):
            merges.remove(entry)
        else:
            entry.set("ref", str(area))
    if len(merges):
        merges.set("count", str(len(merges)))
    else:
        merges.getparent().remove(merges)


def _columns(definitions: Element | None, axis: Axis) -> None:
    """Widths move with their columns."""
    if definitions is None:
        return
    for entry in list(definitions):
        left = axis.span(whole(entry.get("min"), 1), whole(entry.get("max"), 1))
        if left is None:
            definitions.remove(entry)
        else:
            entry.set("min", str(left[0]))
            entry.set("max", str(left[1]))
    if not len(definitions):
        definitions.getparent().remove(definitions)


def _views(root: Element, job: SheetJob) -> None:
    """Panes and selections name places; default heights may hide rows; setup may name a printer."""
    for view in root.iter(f"{S}sheetView"):
        for child in list(view) if job.cuts else []:
            view.remove(child)
        view.attrib.pop("topLeftCell", None)
    defaults = root.find(f"{S}sheetFormatPr")
    if defaults is not None:
        defaults.attrib.pop("zeroHeight", None)
    setup = root.find(f"{S}pageSetup")
    for mark in list(setup.attrib) if setup is not None else []:
        if mark.startswith("{"):
            del setup.attrib[mark]
    _clean_properties(root)


def _clean_properties(root: Element) -> None:
    properties = root.find(f"{S}sheetPr")
    for mark in ("codeName", "filterMode", "syncRef"):
        if properties is not None:
            properties.attrib.pop(mark, None)
