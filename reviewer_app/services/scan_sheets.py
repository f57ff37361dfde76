"""The 问题清单 of a back-scan as sheets: problems, files nobody could read, and a summary by kind."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from reviewer_app.domain.back_scan import FileState, Problem, ScannedFile, ScanReport
from reviewer_app.domain.document import FILE_NAME_PART
from reviewer_app.ports.forms import Cell, Sheet
from reviewer_app.text import say

PROBLEMS: Final = (
    ("number", 7), ("file", 48), ("place", 34), ("kind", 16), ("count", 8), ("values", 40), ("level", 9),
    ("fingerprint", 15), ("same", 30),
)
FILES: Final = (("number", 7), ("file", 48), ("why", 60), ("size", 12), ("fingerprint", 15))
SUMMARY: Final = (("kind", 20), ("files", 12), ("count", 12))

_LEVEL: Final = 5
Rows = tuple[tuple[Cell, ...], ...]


def sheets(report: ScanReport, day: date) -> tuple[Sheet, ...]:
    """All sheets of the workbook."""
    head = _head(report, day)
    return (
        Sheet(say("scan.sheet.problems"), head, _titled(PROBLEMS), _numbered(problem_rows(report.files))),
        Sheet(say("scan.sheet.files"), head[:1], _titled(FILES), _numbered(_unreadable(report))),
        Sheet(say("scan.sheet.summary"), head, _summary_titles(), tuple(_summary(report))),
    )


def _head(report: ScanReport, day: date) -> tuple[str, ...]:
    blocking = sum(file.blocks for file in report.files)
    about = say("scan.about", folder=report.folder, day=day.isoformat(), total=report.total, done=len(report.files),
                blocking=blocking, unreadable=report.unreadable)
    partial = () if report.complete else (say("scan.about.partial"),)
    return (say("scan.title"), about, *partial, say("scan.about.masked"))


def _titled(columns: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple((say(f"scan.column.{name}"), width) for name, width in columns)


def _summary_titles() -> tuple[tuple[str, int], ...]:
    return tuple((say(f"scan.summary.{name}"), width) for name, width in SUMMARY)


def _numbered(rows: Iterator[tuple[Cell, ...]]) -> Rows:
    return tuple((number, *row) for number, row in enumerate(rows, 1))


def problem_rows(files: Sequence[ScannedFile]) -> Iterator[tuple[Cell, ...]]:
    """One row a problem: file, place, kind, count, masked values, level, fingerprint, the path it equals."""
    for file in files:
        if file.state is FileState.MARKED:
            kind, level = say("scan.kind.secrecy"), say("scan.level.blocks")
            yield say("scan.marked_file"), "", kind, 1, file.level, level, "", ""
        for problem in file.problems:
            yield (
                file.path, place_words(problem), kind_words(problem.kind), problem.count,
                say("scan.join").join(problem.samples), say(f"scan.level.{'blocks' if problem.blocks else 'look'}"),
                file.fingerprint, file.same_as,
            )


def is_blocking(row: tuple[Cell, ...]) -> bool:
    """Whether a row of `problem_rows` is one that has to be dealt with."""
    return row[_LEVEL] == say("scan.level.blocks")


def kind_words(kind: str) -> str:
    """A problem's kind in words."""
    if kind.startswith("unread."):
        return say("scan.kind.unread", reason=say(kind))
    return say(f"type.{kind}")


def place_words(problem: Problem) -> str:
    """Where it stands, as a person would look for it."""
    place = problem.place
    if place.part == FILE_NAME_PART:
        return say("scan.place.name")
    words = [
        say(f"cli.place.{name}", value=value)
        for name, value in (("sheet", place.sheet), ("page", place.page), ("table", place.table), ("part", place.part))
        if value is not None
    ]
    if problem.header and problem.rows:
        words.append(say("scan.place.header", header=problem.header))
    if problem.spots and place.page is None and (problem.rows or place.sheet is None):
        words.append(_spots(problem))
    return " ".join(words) or say("scan.place.whole")


def _spots(problem: Problem) -> str:
    """The first lines, rows or pages; more findings than those are counted."""
    if problem.kind.startswith("unread."):
        key = "scan.place.pages"
    else:
        key = "scan.place.rows" if problem.rows else "scan.place.lines"
    words = say(key, numbers=say("scan.join").join(map(str, problem.spots)))
    more = say("scan.place.more", count=problem.count) if problem.count > len(problem.spots) else ""
    return f"{words}{more}"


def why_words(file: ScannedFile) -> str:
    """Why a file could not be read, as a sentence."""
    return say(f"error.{file.error}", name=PurePosixPath(file.path).name, **dict(file.detail))


def _unreadable(report: ScanReport) -> Iterator[tuple[Cell, ...]]:
    for file in report.files:
        if file.state is FileState.UNREADABLE:
            yield file.path, why_words(file), -(-file.size // 1024), file.fingerprint
    for path, why in report.not_entered:
        yield path, say(f"scan.not_entered.{why.value}"), None, ""


def _summary(report: ScanReport) -> Iterator[tuple[Cell, ...]]:
    """Kinds by how much of them there is; of ten equal files each counts, for each is published."""
    counts: dict[str, int] = defaultdict(int)
    paths: dict[str, int] = defaultdict(int)
    for file in report.files:
        for kind in {problem.kind for problem in file.problems}:
            paths[kind] += 1
        for problem in file.problems:
            counts[problem.kind] += problem.count
    marked = sum(file.state is FileState.MARKED for file in report.files)
    if marked:
        yield say("scan.kind.secrecy"), marked, marked
    for kind in sorted(counts, key=lambda one: (-counts[one], one)):
        yield kind_words(kind), paths[kind], counts[kind]
    yield say("scan.summary.hidden"), report.hidden, report.hidden
