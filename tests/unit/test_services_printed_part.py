"""A part page by page: a PDF is its own print, other files are printed first, places are found again by the text."""

from dataclasses import replace
from importlib.resources import files

import pytest

from review_office import FILES, DirectDesk, ReviewOffice, fresh_office
from reviewer_app.adapters.conversion import LibreOffice
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind
from reviewer_app.domain.errors import NoPicture, NotPermitted
from reviewer_app.rules.traces import IDENTIFYING
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.printed_part import PrintedPart, page_of, printed_part, printed_public
from ruled_pdfs import lists

PLAN = (files("resources") / "samples" / "plan.pdf").read_bytes()
PRINT = lists([(("事项", "时限"), ("某村征地补偿公示", "五个工作日"))], above="首页")


class Printer(DirectDesk):
    """A computer whose LibreOffice prints everything as one and the same page."""

    def printed(self, untrusted_data: bytes, name: str, kind: FileKind) -> bytes:
        del name
        return untrusted_data if kind is FileKind.PDF else PRINT


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def test_a_pdf_is_its_own_print(office: ReviewOffice) -> None:
    item = office.enter((FILES[0], IncomingFile("附件1.pdf", PLAN)))
    view = office.view(item).parts[1]
    printed = printed_part(office.desk, office.reviewer.id, item.id, view.part.id)
    assert printed.data == PLAN
    assert printed.pages == view.document
    assert printed.span(5, 9) == (5, 9)
    assert page_of(office.desk, printed, 1, 36).picture.startswith(b"\x89PNG")


def test_other_files_are_printed_where_that_can_be_done(office: ReviewOffice) -> None:
    item = office.enter(FILES)
    part = office.view(item).parts[0]
    with pytest.raises(NoPicture):
        printed_part(office.desk, office.reviewer.id, item.id, part.part.id)
    with pytest.raises(NotPermitted):
        printed_part(office.desk, office.administrator.id, item.id, part.part.id)
    desk = replace(office.desk, documents=Printer())
    printed = printed_part(desk, office.reviewer.id, item.id, part.part.id)
    assert printed.data == PRINT
    assert len(printed.blocks) == 1
    start, end = printed.span(0, len(part.document.text))
    assert (start, end) == (0, len(printed.pages.text))


def test_a_public_version_is_printed_too(office: ReviewOffice) -> None:
    item = office.ready()
    view = office.view(item)
    version = view.facts.public_versions[-1]
    desk = replace(office.desk, documents=Printer())
    printed = printed_public(desk, office.reviewer.id, version.id, view.parts[0].part.id)
    assert printed.pages.kind is FileKind.PDF
    assert printed.source.kind is view.parts[0].document.kind


def test_the_right_half_of_a_wide_sheet_is_found_behind_its_left() -> None:
    rows = [(f"第{number}户", f"地块{number:03}", f"1390000{number:04}", "同意") for number in range(40)]
    source = Document.of(FileKind.XLSX, tuple(Block(text, BlockKind.CELL) for row in rows for text in row))
    halves = [text for half in (slice(0, 2), slice(2, 4)) for row in rows for text in row[half]]
    pages = Document.of(FileKind.PDF, tuple(Block(f" {text[:4]} {text[4:]}", BlockKind.PARAGRAPH) for text in halves))
    printed = PrintedPart(b"", source, pages)
    for start, block in source.content():
        found = pages.text[slice(*printed.span(start, start + len(block.text)))]
        assert "".join(found.split()) == block.text
    # As many on the pages as in the file, so the third is the third.
    thirds = [start for start, block in source.content() if block.text == "同意"]
    places = [printed.span(start, start + 2) for start in thirds]
    assert places == sorted(set(places))


class RealPrinter(DirectDesk):
    """This computer's own LibreOffice."""

    def printed(self, untrusted_data: bytes, name: str, kind: FileKind) -> bytes:
        made = LibreOffice().print(untrusted_data, kind)
        assert made is not None, name
        return made


@pytest.mark.slow
@pytest.mark.skipif(not LibreOffice().prints(FileKind.DOCX), reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["notice.docx", "annex.docx", "annex.xlsx", "penalty.docx"])
def test_what_libreoffice_prints_shows_every_finding_where_it_stands(office: ReviewOffice, name: str) -> None:
    """On the real pages each visible finding is found again, and those pages can be drawn."""
    item = office.enter((IncomingFile(name, (files("resources") / "samples" / name).read_bytes()),))
    part = office.view(item).parts[0]
    desk = replace(office.desk, documents=RealPrinter())
    printed = printed_part(desk, office.reviewer.id, item.id, part.part.id)
    shown = [(start, start + len(one.text)) for start, one in part.document.content()
             if not one.hidden and one.kind in {BlockKind.CELL, BlockKind.PARAGRAPH}]
    visible = [one for one in part.report.findings if one.type in IDENTIFYING and any(
        start <= (-1 if one.start is None else one.start) < end for start, end in shown)]
    assert visible
    found = [printed.pages.text[slice(*printed.span(one.start or 0, one.end or 0))] for one in visible]
    there = sum("".join(text.split()) == "".join(one.value.split()) for text, one in zip(found, visible, strict=True))
    # A row that the end of a page cuts through is read in two halves.
    assert there >= (0.94 if name == "annex.docx" else 1) * len(visible)
    last = max(printed.blocks)
    assert page_of(desk, printed, last, 60).picture.startswith(b"\x89PNG")
