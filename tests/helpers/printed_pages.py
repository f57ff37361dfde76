"""The first page of a PDF with the places of what was read of it."""

from reviewer_app.documents import pdf_reading, picturing
from reviewer_app.domain.page_layout import PrintedPage, blocks_of_pages


def printed(data: bytes, name: str) -> PrintedPage:
    document = pdf_reading.read(data, name)
    return PrintedPage.of(picturing.page(data, name, 1, 36)[1], blocks_of_pages(document)[1])
