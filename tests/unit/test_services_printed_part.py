"""A part page by page: a PDF is its own print, other files are printed first, places are found again by the text."""

from dataclasses import replace
from importlib.resources import files

import pytest

from review_office import FILES, DirectDesk, ReviewOffice, fresh_office
from reviewer_app.domain.document import FileKind
from reviewer_app.domain.errors import NoPicture, NotPermitted
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.printed_part import page_of, printed_part, printed_public
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
