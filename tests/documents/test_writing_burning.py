"""What was read in a picture and has to go is painted over: in scanned pages however turned, in pictures, in files."""

import io
import zipfile

import pikepdf
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

import awkward_office as office
from reviewer_app.documents.pdfium_binding import pdfium
from reviewer_app.documents.proving import prove
from reviewer_app.documents.writers import burning, pdf_pixels
from reviewer_app.documents.writing import write
from reviewer_app.domain.document import Block, BlockKind, Box, Document, FileKind, Place
from reviewer_app.domain.errors import NoWriter
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.public_version import Burn, PublicPlan, SpanEdit
from reviewer_app.rules import picture_burns

SPOT = Box(100, 40, 180, 60)
MOBILE = "15905814813"


def marked(kind: str, mode: str = "RGB", **more: object) -> bytes:
    """White, with a grey pattern at the spot and another one below it."""
    image = Image.new("RGB", (300, 200), "white")
    pen = ImageDraw.Draw(image)
    for x in range(100, 180, 4):
        pen.line((x, 42, x, 58), fill=(90, 90, 90))
        pen.line((x, 142, x, 158), fill=(90, 90, 90))
    stream = io.BytesIO()
    image.convert(mode).save(stream, kind, **more)
    return stream.getvalue()


def greys(data: bytes, box: tuple[int, int, int, int]) -> set[int]:
    with Image.open(io.BytesIO(data)) as image:
        return set(image.convert("L").crop(box).tobytes())


@pytest.mark.parametrize(("kind", "mode"), [
    ("PNG", "RGB"), ("PNG", "P"), ("PNG", "RGBA"), ("JPEG", "RGB"), ("JPEG", "L")])
def test_a_box_of_a_picture_is_black_and_the_rest_is_as_it_was(kind: str, mode: str) -> None:
    data = marked(kind, mode)
    plan, name = PublicPlan(burns=(Burn(SPOT),)), f"a.{kind.lower()}"
    result = write(data, name, plan)
    assert max(greys(result, (100, 40, 180, 60))) < 16
    proof = prove(data, result, name, plan, ())
    assert (proof.pages, proof.holds) == (1, True)
    assert not prove(data, result, name, PublicPlan(), ()).holds
    if kind == "PNG":
        assert write(result, name, PublicPlan()) == result


def test_a_box_is_where_the_upright_picture_has_it() -> None:
    exif = Image.Exif()
    exif[0x0112] = 3
    result = write(marked("JPEG", exif=exif, quality=95), "a.jpg", PublicPlan(burns=(Burn(Box(0, 0, 40, 30)),)))
    assert max(greys(result, (0, 0, 40, 30))) < 16
    assert min(greys(result, (130, 140, 190, 160))) < 150, "the pattern of the spot stands where a turned page has it"


def scanned(rotate: int) -> bytes:
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=(300, 200), invariant=True)
    page.drawImage(ImageReader(Image.open(io.BytesIO(marked("PNG")))), 0, 0, 300, 200)
    page.showPage()
    page.save()
    with pikepdf.open(stream) as pdf:
        pdf.pages[0].obj.Rotate = rotate
        out = io.BytesIO()
        pdf.save(out, static_id=True)
    return out.getvalue()


def spot_as_shown(rotate: int) -> Box:
    left, top, right, bottom = SPOT
    return {
        0: SPOT,
        90: Box(200 - bottom, left, 200 - top, right),
        180: Box(300 - right, 200 - bottom, 300 - left, 200 - top),
        270: Box(top, 300 - right, bottom, 300 - left)}[rotate]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_box_of_a_scanned_page_is_gone_however_the_page_is_turned(rotate: int) -> None:
    data = scanned(rotate)
    plan = PublicPlan(burns=(Burn(spot_as_shown(rotate), page=1),))
    result = write(data, "a.pdf", plan)
    with pdfium.PdfDocument(result) as document:
        page = document[0]
        page.set_rotation(0)
        picture = pdf_pixels.draw(page, 72).convert("L")
        page.close()
    assert len(set(picture.crop((101, 41, 179, 59)).tobytes())) == 1, "something is left at the spot"
    assert len(set(picture.crop((101, 141, 179, 159)).tobytes())) > 1, "its neighbour went too"
    assert prove(data, result, "a.pdf", plan, ()).holds
    with pikepdf.open(io.BytesIO(result)) as pdf:
        images = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
    assert len(images) == 1


def test_a_picture_inside_a_word_file_is_painted_over() -> None:
    plan = PublicPlan(burns=(Burn(Box(60, 10, 90, 40), part="word/media/p1.jpeg"),))
    with zipfile.ZipFile(io.BytesIO(write(office.picture(), "a.docx", plan))) as archive:
        data = archive.read("word/media/p1.jpeg")
    assert max(greys(data, (60, 10, 90, 40))) < 16
    assert min(greys(data, (120, 10, 190, 40))) > 240


def test_what_cannot_be_painted_is_not_written() -> None:
    stream = io.BytesIO()
    Image.new("L", (40, 40)).save(stream, "GIF")
    assert burning.burnt(stream.getvalue(), [SPOT]) is None
    with pytest.raises(NoWriter):
        write(stream.getvalue(), "a.gif", PublicPlan(burns=(Burn(SPOT),)))
    with pytest.raises(NoWriter):
        write(marked("PNG"), "a.png", PublicPlan(spans=(SpanEdit(0, 1, ""),)))


def test_every_place_where_a_value_that_goes_was_read_is_named() -> None:
    lines = Block(f"电话\n{MOBILE}", BlockKind.OCR, Place(page=2, boxes=(Box(0, 0, 40, 10), Box(0, 20, 110, 30))))
    again = Block(f"手机{MOBILE}", BlockKind.OCR, Place(part="word/media/a.png", boxes=(Box(0, 0, 150, 10),)))
    document = Document.of(FileKind.PDF, (Block("正文", BlockKind.PARAGRAPH), lines, again))
    read = [(start, block) for start, block in document.content() if block.kind is BlockKind.OCR]
    found = picture_burns.burns(read, (), {(FindingType.MOBILE, MOBILE)})
    assert {(burn.page, burn.part) for burn in found} == {(2, None), (None, "word/media/a.png")}
    assert [burn.box for burn in found if burn.page == 2] == [Box(0, 20, 110, 30)]
    assert picture_burns.burns(read, (), ()) == ()
