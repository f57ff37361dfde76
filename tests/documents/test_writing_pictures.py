"""Pictures travel along without what no one sees in them."""

import io
import zipfile
import zlib
from struct import pack

import docx
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from reviewer_app.documents.writers.picture_metadata import strip
from reviewer_app.documents.writing import write
from reviewer_app.domain.public_version import PublicPlan, TableCut


def picture(kind: str) -> bytes:
    image = Image.new("RGB", (8, 6), (200, 30, 40))
    stream = io.BytesIO()
    if kind == "png":
        words = PngInfo()
        words.add_text("Author", "Lai Xiaochun")
        words.add_itxt("Title", "曾强雪", zip=True)
        image.save(stream, "PNG", pnginfo=words)
    else:
        exif = Image.Exif()
        exif[0x013B] = "Lai Xiaochun"
        image.save(stream, "JPEG", exif=exif, comment=b"Lai Xiaochun")
    return stream.getvalue()


def media(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist() if "/media/" in name]


def test_metadata_goes_and_the_picture_stays() -> None:
    for kind in ("png", "jpeg"):
        before = picture(kind)
        after = strip(before)
        assert b"Lai" in before
        assert b"Lai" not in after
        assert Image.open(io.BytesIO(after)).tobytes() == Image.open(io.BytesIO(before)).tobytes()
        assert strip(after) == after


def test_broken_and_unknown_pictures_stay_as_they_are() -> None:
    assert strip(b"GIF89a...") == b"GIF89a..."
    assert strip(b"\xff\xd8\xff") == b"\xff\xd8\xff"
    chunk = pack(">I4s", 4, b"tEXt") + b"abcd" + pack(">I", zlib.crc32(b"tEXtabcd"))
    assert strip(b"\x89PNG\r\n\x1a\n" + chunk) == b"\x89PNG\r\n\x1a\n"


def test_a_picture_stays_in_a_word_file_but_not_one_of_a_cut_table() -> None:
    document = docx.Document()
    document.add_paragraph().add_run().add_picture(io.BytesIO(picture("jpeg")))
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "证件照"
    cell.paragraphs[0].add_run().add_picture(io.BytesIO(picture("png")))
    stream = io.BytesIO()
    document.save(stream)
    data = stream.getvalue()
    assert len(media(data)) == 2
    assert len(media(write(data, "a.docx", PublicPlan()))) == 2
    left = media(write(data, "a.docx", PublicPlan(tables=(TableCut(1),))))
    assert len(left) == 1
    assert left[0].startswith(b"\xff\xd8")
    assert b"Lai" not in left[0]
