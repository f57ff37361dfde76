"""Pictures of what no text was read from: pages, pictures inside files, and what cannot be shown."""

import io
import zipfile
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import hostile_files as make
from reviewer_app.documents.picturing import MAX_SIDE, picture, png
from reviewer_app.documents.worker_pool import WorkerPool
from reviewer_app.domain.document import Place
from reviewer_app.domain.errors import NoPicture
from reviewer_app.domain.page_layout import PageLayout
from reviewer_app.ports.documents import ShownPage

SCAN = (files("resources") / "samples" / "scan.pdf").read_bytes()


def opened(shown: tuple[bytes, PageLayout]) -> Image.Image:
    image = Image.open(io.BytesIO(shown[0]))
    image.load()
    return image


def painted(size: tuple[int, int], kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind)
    return out.getvalue()


def docx_with(member: str, data: bytes) -> bytes:
    whole = io.BytesIO(make.docx(make.paragraph("正文")))
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr(member, data)
    return whole.getvalue()


def test_a_scanned_page_is_drawn_in_colour_and_upright() -> None:
    image = opened(picture(SCAN, "scan.pdf", Place(page=1)))
    assert image.format == "PNG"
    assert image.height > image.width > 600
    colours = image.convert("L").getextrema()
    assert colours[0] < 100
    assert colours[1] > 200


def test_a_worker_draws_it_and_is_not_spent_by_it() -> None:
    with WorkerPool() as pool:
        drawn = ShownPage(*picture(SCAN, "scan.pdf", Place(page=1)))
        assert pool.picture(SCAN, "内部/scan.pdf", Place(page=1)) == drawn
        with pytest.raises(NoPicture):
            pool.picture(SCAN, "scan.pdf", Place(page=9))
        assert pool.read(SCAN, "scan.pdf").document.unread


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP"])
def test_a_picture_inside_a_document_is_made_anew(kind: str) -> None:
    data = docx_with("word/media/image1.bin", painted((40, 30), kind))
    image = opened(picture(data, "a.docx", Place(part="word/media/image1.bin")))
    assert (image.format, image.size) == ("PNG", (40, 30))
    red, green, _ = image.getpixel((20, 15))
    assert red > 180
    assert green < 60


def test_a_file_that_is_a_picture_is_shown_and_made_smaller() -> None:
    shown = picture(painted((MAX_SIDE * 2, 300), "JPEG"), "a.jpg", Place())
    assert opened(shown).size == (MAX_SIDE, 150)
    assert shown[1] == PageLayout(MAX_SIDE * 2, 300, ())  # boxes are drawn in the picture's own pixels


@pytest.mark.parametrize("data", [b"not a picture", b"\x89PNG\r\n\x1a\nbroken", b""])
def test_what_is_no_picture_is_said(data: bytes) -> None:
    member = "word/embeddings/oleObject1.bin"
    with pytest.raises(NoPicture):
        picture(docx_with(member, data), "a.docx", Place(part=member))


@pytest.mark.parametrize("place", [Place(), Place(part="word/media/none.png"), Place(page=1)])
def test_a_place_that_is_not_there_is_said(place: Place) -> None:
    with pytest.raises(NoPicture):
        picture(make.docx(make.paragraph("正文")), "a.docx", place)


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from([1, 3, 4]), st.integers(0, 3), st.data())
def test_pixels_come_back_as_they_were(width: int, height: int, channels: int, gap: int, data: st.DataObject) -> None:
    stride = width * channels + gap
    pixels = data.draw(st.binary(min_size=stride * height, max_size=stride * height))
    image = Image.open(io.BytesIO(png(pixels, width, height, stride, channels)))
    assert image.size == (width, height)
    shown = 1 if channels == 1 else 3
    for y in range(height):
        for x in range(width):
            at = y * stride + x * channels
            got = image.getpixel((x, y))
            assert (got if isinstance(got, tuple) else (got,)) == tuple(pixels[at : at + shown])
