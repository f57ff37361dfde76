"""Public versions of workbooks: edited sheet by sheet in their own XML, so that looks, widths and merges survive.

Hidden sheets, rows and columns go, and so do comments, names, links to other files, caches and charts.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reviewer_app.documents import sheet_extras, sheet_reading, xml_parts
from reviewer_app.documents.archive import Archive
from reviewer_app.documents.docx_inline import Element
from reviewer_app.documents.writers import xlsx_drawing, xlsx_sheet
from reviewer_app.documents.writers.ooxml_copy import RELATIONSHIP, PackageCopy
from reviewer_app.documents.writers.spans import by_block, edited
from reviewer_app.documents.writers.sweep import Sweep
from reviewer_app.documents.writers.xlsx_sheet import SheetJob
from reviewer_app.documents.writers.xlsx_shift import Axis, whole
from reviewer_app.documents.writers.xlsx_strings import S, Strings
from reviewer_app.domain.document import Block, BlockKind
from reviewer_app.domain.public_version import PublicPlan, SpanEdit

_KEPT: Final = frozenset({"officeDocument", "worksheet", "sharedStrings", "styles", "theme", "drawing", "image"})
_WORKBOOK: Final = frozenset(S + tag for tag in ("workbookPr", "bookViews", "sheets", "definedNames"))
_PRINT_NAMES: Final = frozenset({"_xlnm.Print_Titles", "_xlnm.Print_Area"})
_LINES: Final = frozenset({BlockKind.HEADER, BlockKind.FOOTER})


@dataclass(frozen=True, slots=True)
class _Texts:
    """New texts by place. Lines and boxes list every block in order, None where one stays as it is."""

    cells: dict[str, dict[tuple[int, int], str]]
    lines: dict[str, list[str | None]]
    boxes: dict[str, list[str | None]]


def write(untrusted_data: bytes, name: str, plan: PublicPlan) -> bytes:
    """Apply a plan to a copy of a workbook."""
    archive = Archive(untrusted_data, name)
    workbook = sheet_extras.workbook_part(archive)
    parts = sheet_extras.sheet_parts(archive, workbook)
    blocks = sheet_reading.read_xlsx(untrusted_data, name).blocks
    texts = _new_texts(blocks, by_block(blocks, plan.spans))
    notices = {cut.sheet: cut.notice for cut in plan.tables if cut.sheet}
    visible = _visible_sheets(archive, workbook)
    staying = [sheet for sheet in visible if notices.get(sheet) != ""] or visible[:1]
    shown = {parts[sheet]: sheet for sheet in staying if sheet in parts}
    copy = PackageCopy(
        archive, {}, lambda kind, part: kind in _KEPT and (kind != "worksheet" or part in shown), plan.burns)
    strings = Strings(next((copy.root(part) for part in copy.parts if part.endswith("sharedStrings.xml")), None))
    jobs: dict[str, SheetJob] = {}
    for part, sheet in shown.items():
        root = copy.root(part)
        if sheet in notices:
            xlsx_sheet.empty(root, notices[sheet], strings)
            continue
        jobs[sheet] = _job(archive, part, sheet, plan, texts)
        _edit_lines(root, texts.lines.get(sheet, []))
        xlsx_sheet.edit(root, jobs[sheet], strings)
        _edit_drawing(copy, part, jobs[sheet], texts)
    strings.finish()
    _clean_workbook(copy.root(workbook), copy.dropped[workbook], [s for s, job in jobs.items() if not job.cuts])
    _clean_styles(copy)
    _sweep(copy, Sweep(blocks, plan, star="＊"))
    return copy.save()


def _new_texts(blocks: Sequence[Block], edits: dict[int, list[SpanEdit]]) -> _Texts:
    """Texts after the edits, by where they stand."""
    texts = _Texts(defaultdict(dict), defaultdict(list), defaultdict(list))
    for index, block in enumerate(blocks):
        new = edited(block.text, edits[index]) if index in edits else None
        place = block.place
        if block.kind in _LINES and place.sheet:
            texts.lines[place.sheet].append(new)
        elif block.kind is BlockKind.TEXT_BOX and place.part:
            texts.boxes[place.part].append(new)
        elif new is not None and place.sheet and place.row and place.column:
            texts.cells[place.sheet][place.row, place.column] = new
    return texts


def _visible_sheets(archive: Archive, workbook: str) -> list[str]:
    """Names of the worksheets a person sees, in order."""
    root = xml_parts.parse(archive.read(workbook), archive.name)
    parts = sheet_extras.sheet_parts(archive, workbook)
    shown = [entry.get("name") for entry in root.iter(f"{S}sheet") if entry.get("state", "visible") == "visible"]
    return [sheet for sheet in shown if "worksheets/" in parts.get(sheet, "")]


def _job(archive: Archive, part: str, sheet: str, plan: PublicPlan, texts: _Texts) -> SheetJob:
    hidden = sheet_extras.of_sheet(archive, part, sheet)
    rows = Axis(hidden.hidden_rows | {cut.row for cut in plan.rows if cut.sheet == sheet})
    columns = Axis(hidden.hidden_columns | {cut.column for cut in plan.columns if cut.sheet == sheet})
    return SheetJob(dict(texts.cells.get(sheet, {})), rows, columns, hidden)


def _edit_lines(root: Element, texts: Sequence[str | None]) -> None:
    """Page header and footer lines; an edited one loses its codes for font and position."""
    lines = [child for element in root.iter(f"{S}headerFooter") for child in element
             if sheet_extras.plain_line(child.text or "")]
    for child, text in zip(lines, texts, strict=False):
        if text is not None:
            child.text = text.replace("&", "&&")


def _edit_drawing(copy: PackageCopy, part: str, job: SheetJob, texts: _Texts) -> None:
    """The drawing of a sheet, if one stays."""
    for link in copy.links(part, "drawing"):
        root = copy.root(link)
        xlsx_drawing.edit(root, texts.boxes.get(link, []), job.rows, job.columns, copy.dropped.get(link, set()))


def _clean_workbook(root: Element, dropped: set[str], unmoved: list[str]) -> None:
    """Sheets that stay, print titles of sheets in which nothing moved, and no path, user or cache."""
    old = [entry.get("name") for entry in root.iter(f"{S}sheet")]
    for child in list(root):
        if child.tag not in _WORKBOOK:
            root.remove(child)
    for entry in list(root.iter(f"{S}sheet")):
        if entry.get(f"{RELATIONSHIP}id") in dropped:
            entry.getparent().remove(entry)
    new = [entry.get("name") for entry in root.iter(f"{S}sheet")]
    for entry in list(root.iter(f"{S}definedName")):
        number = whole(entry.get("localSheetId"), len(old))
        sheet = old[number] if number < len(old) else ""
        if entry.get("name") in _PRINT_NAMES and sheet in unmoved and sheet in new:
            entry.set("localSheetId", str(new.index(sheet)))
        else:
            entry.getparent().remove(entry)
    names = root.find(f"{S}definedNames")
    if names is not None and not len(names):
        root.remove(names)
    for view in root.iter(f"{S}workbookView"):
        view.attrib.pop("activeTab", None)
        view.attrib.pop("firstSheet", None)
    for properties in root.iter(f"{S}workbookPr"):
        properties.attrib.pop("codeName", None)


def _clean_styles(copy: PackageCopy) -> None:
    """Extensions of the style sheet may hold anything."""
    for part in copy.parts:
        if part.endswith("styles.xml"):
            root = copy.root(part)
            for element in list(root.iter(f"{S}extLst")):
                element.getparent().remove(element)


def _sweep(copy: PackageCopy, sweep: Sweep) -> None:
    """Names of sheets and what a formula or a number format says; a formula that names what is gone becomes its value.

    A condition that names it goes with its rule. A sheet's name may not hold a star.
    """
    for part in copy.xml_parts():
        root = copy.root(part)
        sweep.attributes(root)
        sweep.texts(root, f"{S}definedName")
        for formula in [one for one in root.iter(f"{S}f") if sweep.text(one.text or "") != (one.text or "")]:
            formula.getparent().remove(formula)
        conditions = [one for one in root.iter(f"{S}formula") if sweep.text(one.text or "") != (one.text or "")]
        for rule in {one.getparent() for one in conditions}:
            rules = rule.getparent()
            rules.remove(rule)
            if not len(rules):
                rules.getparent().remove(rules)
