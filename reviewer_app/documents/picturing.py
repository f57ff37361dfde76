"""A picture of what no text was read from, for a person to look at: a PDF page, or a picture inside a file.

Called inside the worker: nothing of an untrusted picture is decoded in the program itself, which gets a fresh PNG of
limited size.
"""

import io
import struct
import zlib
from typing import TYPE_CHECKING, Final

from reviewer_app.documents import pdf_reading, sniffing
from reviewer_app.documents.archive import Archive
from reviewer_app.documents.pdfium_binding import pdfium
from reviewer_app.domain.document import FileKind, Place
from reviewer_app.domain.errors import NoPicture
from reviewer_app.domain.page_layout import PageLayout

if TYPE_CHECKING:
    from PIL.Image import Image

DPI: Final = 110
MAX_SIDE: Final = 4000
"""Longest side of what is handed out, in pixels: a page of A4 at 340 dots per inch."""

_POINTS: Final = 72
_FORMATS: Final = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_MAX_PIXELS: Final = 80_000_000


def picture(untrusted_data: bytes, name: str, place: Place) -> tuple[bytes, PageLayout]:
    """PNG of the piece at `place`, and its size: points of a page, else pixels of the picture itself, upright.

    Raises `NoPicture` for what cannot be shown.
    """
    kind = sniffing.sniff(untrusted_data, name)
    if kind is FileKind.PDF and place.page is not None:
        return page(untrusted_data, name, place.page, DPI)
    if kind is FileKind.IMAGE:
        return _image(untrusted_data, name)
    if kind in {FileKind.DOCX, FileKind.XLSX} and place.part is not None:
        archive = Archive(untrusted_data, name)
        if archive.has(place.part):
            return _image(archive.read(place.part), name)
    raise NoPicture(name=name)


def page(untrusted_data: bytes, name: str, number: int, dpi: int) -> tuple[bytes, PageLayout]:
    """A PDF's page as PNG at `dpi` (less for a sheet over `MAX_SIDE`), and where its characters stand."""
    if sniffing.sniff(untrusted_data, name) is not FileKind.PDF:
        raise NoPicture(name=name)
    with pdf_reading.open_pdf(untrusted_data, name) as document:
        if not 1 <= number <= len(document):
            raise NoPicture(name=name)
        loaded = document[number - 1]
        try:
            return _drawn(loaded, dpi), pdf_reading.layout(loaded)
        finally:
            loaded.close()


def _drawn(loaded: pdfium.PdfPage, dpi: int) -> bytes:
    scale = min(dpi / _POINTS, MAX_SIDE / max(*loaded.get_size(), 1.0))
    bitmap = loaded.render(scale=scale, rev_byteorder=True, no_smoothpath=False)
    try:
        return png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)
    finally:
        bitmap.close()


def png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """A PNG of 8-bit grey (1), RGB (3) or RGBX (4; the fourth byte is dropped) pixels, rows `stride` bytes apart."""
    lines = (pixels[row * stride : row * stride + width * channels] for row in range(height))
    if channels > 3:  # noqa: PLR2004 - red, green, blue
        lines = (_without_fourth(line) for line in lines)
    # Quickly, not small: it goes from the worker to the window, and no further.
    data = zlib.compress(b"".join(b"\0" + line for line in lines), 1)
    head = struct.pack(">IIBBBBB", width, height, 8, 0 if channels == 1 else 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _without_fourth(line: bytes) -> bytes:
    made = bytearray(len(line) // 4 * 3)
    for channel in range(3):
        made[channel::3] = line[channel::4]
    return bytes(made)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _image(untrusted_data: bytes, name: str) -> tuple[bytes, PageLayout]:
    turned = upright(untrusted_data, name)
    layout = PageLayout(float(turned.width), float(turned.height), ())
    turned.thumbnail((MAX_SIDE, MAX_SIDE))
    out = io.BytesIO()
    turned.save(out, "PNG")
    return out.getvalue(), layout


def upright(untrusted_data: bytes, name: str) -> "Image":
    """A picture decoded, as its own note on orientation wants it seen; raises `NoPicture`."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(untrusted_data), formats=_FORMATS) as image:
            if image.width * image.height > _MAX_PIXELS:
                raise NoPicture(name=name)
            # A photograph of a page lies on its side until its own note on orientation is followed.
            return ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise NoPicture(name=name) from None
