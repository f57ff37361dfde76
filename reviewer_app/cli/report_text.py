"""A report as people read it on a terminal: what blocks first, the rest grouped and counted."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from reviewer_app.cli.output import error_value
from reviewer_app.cli.path_masks import shown_error, shown_path
from reviewer_app.cli.sources import Source, Unreadable
from reviewer_app.domain.document import Place
from reviewer_app.domain.errors import SecrecyMarked
from reviewer_app.domain.findings import Finding, Level
from reviewer_app.domain.legal import LegalBasis
from reviewer_app.domain.report import CheckReport, TimingProposal
from reviewer_app.rules.channels import channels
from reviewer_app.rules.law import cite_text
from reviewer_app.rules.line_numbers import LineNumbers
from reviewer_app.rules.masks import Masks
from reviewer_app.text import say

SHOWN: Final = 5
"""Values shown of one group; the rest is counted (`--json` lists all)."""


def describe(source: Source, report: CheckReport, *, reveal: bool) -> Iterator[str]:
    """The lines about one checked file."""
    if report.secrecy_level is not None:
        yield say("cli.check.file", path=shown_path(source, reveal=reveal))
        yield "  " + error_value(SecrecyMarked(level=report.secrecy_level))["message"]
        return
    masks = Masks(report.findings, reveal=reveal)
    yield say("cli.check.file", path=shown_path(source, report.findings, reveal=reveal))
    yield from _header(source, report, masks)
    lines = LineCount(source.read.document.text)
    for level in Level:
        yield from _level([finding for finding in report.findings if finding.level is level], masks, lines)
    yield from (
        say("cli.check.unread", reason=say(f"unread.{piece.reason}"), place=place_words(piece.place))
        for piece in report.unread
    )
    yield from _proposals(report, masks)
    yield _verdict(report)


def failure(unreadable: Unreadable, *, reveal: bool) -> str:
    """The line about a file that could not be read."""
    return error_value(shown_error(unreadable, reveal=reveal))["message"]


class LineCount:
    """Finds the line of an offset, for findings that have no better place."""

    def __init__(self, text: str) -> None:
        self._lines = LineNumbers(text)

    def words(self, offset: int | None) -> str:
        """The line in words, counted from 1; a dash where there is no offset."""
        return "—" if offset is None else say("cli.place.line", value=self._lines.of(offset))


def place_words(place: Place) -> str:
    """A place in words; empty where nothing is known."""
    words = (
        ("cli.place.sheet", place.sheet),
        ("cli.place.page", place.page),
        ("cli.place.table", place.table),
        ("cli.place.cell", place.cell),
        ("cli.place.row", None if place.cell else place.row),
        ("cli.place.column", None if place.cell else place.column),
        ("cli.place.part", place.part if place.page is None and place.row is None and place.sheet is None else None),
    )
    return " ".join(say(key, value=value) for key, value in words if value is not None)


def _header(source: Source, report: CheckReport, masks: Masks) -> Iterator[str]:
    header, absent = report.header, say("cli.check.absent")
    yield say(
        "cli.check.kind",
        kind=say(f"kind.{report.kind}"),
        chars=len(source.read.document.text),
        names=say(f"names.{report.names}"),
    )
    yield say("cli.check.title", title=masks.text(header.title or absent))
    yield say(
        "cli.check.elements",
        organ=masks.text(header.organ or absent),
        number=header.number or absent,
        addressee=masks.text(header.addressee or absent),
        date=header.date or absent,
        mark=header.mark or absent,
    )


def _level(findings: list[Finding], masks: Masks, lines: LineCount) -> Iterator[str]:
    """The findings of one level, by kind; grey ones are only counted."""
    if not findings:
        return
    level = findings[0].level
    yield say(f"cli.check.level.{level}", count=len(findings))
    ordered = sorted(findings, key=lambda finding: finding.type)
    for kind, group in groupby(ordered, key=lambda finding: finding.type):
        alike = list(group)
        yield say("cli.check.group", kind=say(f"type.{kind}"), count=len(alike))
        if level is not Level.GREY:
            yield from _singly(alike, masks, lines)


def _singly(findings: list[Finding], masks: Masks, lines: LineCount) -> Iterator[str]:
    for finding in findings[:SHOWN]:
        yield say(
            "cli.check.finding",
            value=masks.value(finding),
            place=place_words(finding.place) or lines.words(finding.start),
            action=say(f"action.{finding.action}"),
            evidence=say("cli.check.join").join(masks.evidence(finding)) or "—",
        )
    if len(findings) > SHOWN:
        yield say("cli.check.more", count=len(findings) - SHOWN)


def _proposals(report: CheckReport, masks: Masks) -> Iterator[str]:
    attribute, judgement = report.attribute, report.judgement
    yield say(
        "cli.check.attribute",
        attribute=say(f"attribute.{attribute.proposal}"),
        confidence=round(attribute.confidence * 100),
        basis=_cited(attribute.basis),
    )
    yield from (say("cli.check.line", text=masks.text(reason)) for reason in attribute.reasons)
    yield _timing(judgement.timing, masks)
    yield say(
        "cli.check.manner",
        audience=say(f"audience.{judgement.audience}"),
        channels=say("cli.check.join").join(_channel(id_) for id_ in judgement.channels) or say("cli.check.none"),
    )
    yield from (say("cli.check.line", text=masks.text(line)) for line in judgement.manner_issues + judgement.wording)
    missing = [element.element for element in report.completeness if not element.present]
    if missing:
        yield say("cli.check.missing", elements=say("cli.check.join").join(missing))


def _channel(id_: str) -> str:
    """A channel's title; an id that the catalogue of channels lacks stands as it is."""
    known = channels().get(id_)
    return known.title if known else id_


def _timing(timing: TimingProposal, masks: Masks) -> str:
    none = say("cli.check.none")
    return say(
        "cli.check.timing",
        earliest=timing.earliest or none,
        latest=timing.latest or none,
        explanation=masks.text(timing.explanation),
    )


def _cited(basis: Iterable[LegalBasis]) -> str:
    return say("cli.check.join").join(map(cite_text, basis)) or say("cli.check.none")


def _verdict(report: CheckReport) -> str:
    blocking = sum(finding.blocks for finding in report.findings)
    if report.blocks:
        return say("cli.check.blocked", count=blocking, unread=len(report.unread))
    return say("cli.check.clean")
