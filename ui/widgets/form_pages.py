"""A filled form on paper: Qt's text document laid out for a page, painted to PDF or to a printer."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from reviewer_app.ports.forms import FilledForm
from ui.widgets.theme import FAMILIES

RESOLUTION = 300
FONTS = ("SimSun", "宋体", *FAMILIES)
"""Office forms are set in 宋体 where there is one."""


def pdf_of(form: FilledForm) -> bytes:
    """The form as PDF; may run in any thread, for it makes its own document."""
    data = QByteArray()
    with _open(data) as buffer:
        writer = QPdfWriter(buffer)
        writer.setResolution(RESOLUTION)
        writer.setTitle(form.name)
        writer.setCreator("")
        set_page(writer, form)
        document_of(form, writer).print_(writer)
        # The writer finishes the file when it goes; the buffer must be open until then.
        del writer
    return bytes(data.data())


def set_page(device: QPagedPaintDevice, form: FilledForm) -> None:
    """Paper and margins of the template."""
    page = form.page
    size = QPageSize(QSizeF(page.width, page.height), QPageSize.Unit.Millimeter)
    margins = QMarginsF(page.left, page.top, page.right, page.bottom)
    device.setPageLayout(
        QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    )


def document_of(form: FilledForm, device: QPagedPaintDevice) -> QTextDocument:
    """The text document, laid out for what is inside the margins of `device`."""
    document = QTextDocument()
    font = QFont()
    font.setFamilies(list(FONTS))
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.documentLayout().setPaintDevice(device)
    document.setHtml(form.html)
    document.setPageSize(QSizeF(device.pageLayout().paintRectPixels(RESOLUTION).size()))
    return document


@contextmanager
def _open(data: QByteArray) -> Iterator[QBuffer]:
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    try:
        yield buffer
    finally:
        buffer.close()
