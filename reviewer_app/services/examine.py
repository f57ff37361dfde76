"""Examines one file for the back-scan, inside the worker that reads it, and masks what leaves it.

Only what should not have been published counts: personal data, hidden content, secrecy and internal marks, and what
nobody could read. Advice for a draft (wording, elements, timing) comes too late for a published file.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from reviewer_app.domain.back_scan import SAMPLES, Examined, FileState, Problem
from reviewer_app.domain.document import FILE_NAME_PART, BlockKind, Document, FileKind, Place, file_name_block
from reviewer_app.domain.errors import UnreadableFile
from reviewer_app.domain.findings import Finding, FindingType, Level
from reviewer_app.domain.report import CheckReport
from reviewer_app.rules.assess import Toolbox, assess
from reviewer_app.rules.context import Context
from reviewer_app.rules.line_numbers import LineNumbers
from reviewer_app.rules.masks import Masks

ADVICE: Final = frozenset({
    FindingType.WORDING, FindingType.COMPLETENESS, FindingType.TIMING, FindingType.ATTRIBUTE, FindingType.ANNEX,
})


def with_names(document: Document, labels: Sequence[str]) -> Document:
    """The document with every name of its paths, folders and files, as a block: they are published with it."""
    kept = tuple(block for block in document.blocks if block.kind is not BlockKind.FILE_NAME)
    names = tuple(file_name_block(name) for name in _names(labels))
    # Outside the text, so that no offset moves.
    return Document.of(document.kind, (*kept, *names), document.properties, document.unread, document.marks)


def of_names(labels: Sequence[str]) -> Document:
    """A document of nothing but the names in its paths: what can be examined of a file that cannot be read."""
    return with_names(Document.of(FileKind.TEXT, ()), labels)


def _names(labels: Sequence[str]) -> list[str]:
    """Every folder's name and every file's without its extension, once."""
    found: dict[str, None] = {}
    for label in labels:
        path = PurePosixPath(label)
        found.update(dict.fromkeys([*path.parts[:-1], path.stem]))
    return list(found)


def examine(document: Document, labels: Sequence[str], toolbox: Toolbox, context: Context) -> Examined:
    """What a document that was read comes to; `labels` are its paths in clear, relative to the scanned folder."""
    report = assess(document, toolbox, context)
    if report.secrecy_level is not None:
        return Examined(FileState.MARKED, tuple("" for _ in labels), level=report.secrecy_level)
    masks = Masks(report.findings, reveal=False)
    problems = (*_problems(document, report, masks, labels), *_unread(report))
    return Examined(FileState.READ, tuple(masks.text(label) for label in labels), tuple(problems))


def examine_unreadable(
    document: Document, labels: Sequence[str], error: UnreadableFile, toolbox: Toolbox, context: Context
) -> Examined:
    """What the names of an unreadable file come to, and why it could not be read."""
    examined = examine(document, labels, toolbox, context)
    detail = tuple((key, str(value)) for key, value in error.values.items() if key != "name")
    return replace(examined, state=FileState.UNREADABLE, error=error.code, detail=detail, level="")


def _problems(document: Document, report: CheckReport, masks: Masks, labels: Sequence[str]) -> Iterator[Problem]:
    """Findings of one kind at one place as one problem, in the order in which they first occur."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in report.findings:
        if finding.level is not Level.GREY and finding.type not in ADVICE:
            groups.setdefault(_key(finding), []).append(finding)
    lines = LineNumbers(document.text)
    for alike in groups.values():
        problem = _problem(alike, masks, lines)
        if alike[0].place.part != FILE_NAME_PART:
            yield problem
            continue
        named = [number for number, label in enumerate(labels) if any(one.value in label for one in alike)]
        yield from (replace(problem, label=number) for number in named)


def _key(finding: Finding) -> tuple[object, ...]:
    """What one row of the report is about; two names in paths are two rows, for they may be two files'."""
    place = finding.place
    own = finding.value if place.part == FILE_NAME_PART else None
    return finding.type, finding.blocks, place.part, place.page, place.sheet, place.table, finding.header, own


def _problem(alike: Sequence[Finding], masks: Masks, lines: LineNumbers) -> Problem:
    first = alike[0].place
    shared = Place(part=first.part, page=first.page, sheet=first.sheet, table=first.table)
    values = list(dict.fromkeys(masks.value(one) for one in alike))[:SAMPLES]
    # A header is a word of the office's, unless the table has none and a person stands in its first row.
    header = masks.optional(alike[0].header)
    spots = tuple(dict.fromkeys(_spots(alike, lines)))[:SAMPLES]
    rows = first.row is not None
    return Problem(alike[0].type.value, shared, len(alike), alike[0].blocks, header, tuple(values), spots, rows=rows)


def _spots(alike: Iterable[Finding], lines: LineNumbers) -> Iterator[int]:
    for one in alike:
        if one.place.row is not None:
            yield one.place.row
        elif one.start is not None:
            yield lines.of(one.start)


def _unread(report: CheckReport) -> Iterator[Problem]:
    """What nobody has read, pages of one reason as one problem."""
    reasons: dict[str, list[Place]] = {}
    for piece in report.unread:
        reasons.setdefault(piece.reason.value, []).append(piece.place)
    for reason, places in reasons.items():
        pages = tuple(place.page for place in places if place.page is not None)[:SAMPLES]
        parts = tuple(dict.fromkeys(place.part for place in places if place.part is not None))[:SAMPLES]
        place = places[0] if len(places) == 1 else Place()
        yield Problem(f"unread.{reason}", place, len(places), blocks=True, samples=parts, spots=pages)
