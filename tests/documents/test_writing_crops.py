"""Cropped pictures hold no more than is shown, and removed texts stand in no name or format."""

import io
import zipfile

import pytest
from lxml import etree
from PIL import Image

import awkward_office as office
from reviewer_app.documents.writers import picture_crops
from reviewer_app.documents.writers.sweep import Sweep
from reviewer_app.documents.writing import write
from reviewer_app.domain.document import Block, BlockKind
from reviewer_app.domain.public_version import PublicPlan, SpanEdit


def picture(kind: str = "PNG", mode: str = "RGB") -> bytes:
    image = Image.new(mode, (100, 50), 200 if mode in {"L", "P"} else "white")
    image.paste(0, (0, 0, 20, 50))
    stream = io.BytesIO()
    image.save(stream, kind)
    return stream.getvalue()


def darkest_of_left_edge(data: bytes) -> int:
    with Image.open(io.BytesIO(data)) as image:
        return min(image.convert("L").crop((0, 0, 15, 50)).tobytes())


def test_what_a_word_file_cuts_off_a_picture_is_gone_from_it() -> None:
    for crop, expected in ((False, 0), (True, 255)):
        result = write(office.picture(crop=crop), "a.docx", PublicPlan())
        with zipfile.ZipFile(io.BytesIO(result)) as archive:
            data = archive.read("word/media/p1.jpeg")
        assert abs(darkest_of_left_edge(data) - expected) < 30
        assert write(result, "a.docx", PublicPlan()) == result


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "LA"])
def test_every_kind_of_picture_is_painted_outside_what_is_shown(mode: str) -> None:
    data = picture(mode=mode)
    painted = picture_crops.painted(data, [(0.5, 0.0, 1.0, 1.0)])
    with Image.open(io.BytesIO(painted)) as after, Image.open(io.BytesIO(data)) as before:
        assert after.size == before.size
        box = (60, 0, 100, 50)
        assert after.convert("RGBA").crop(box).tobytes() == before.convert("RGBA").crop(box).tobytes()
        outside = after.convert("RGBA").crop((0, 0, 20, 50))
    assert len(set(outside.convert("RGB").get_flattened_data())) == 1
    assert picture_crops.painted(painted, [(0.5, 0.0, 1.0, 1.0)]) == painted


def test_a_picture_shown_whole_somewhere_stays_whole() -> None:
    data = picture()
    assert picture_crops.painted(data, [(0.5, 0.0, 1.0, 1.0), (0.0, 0.0, 1.0, 1.0)]) == data
    assert picture_crops.painted(data, []) == data
    assert picture_crops.painted(b"no picture", [(0.5, 0.0, 1.0, 1.0)]) == b"no picture"


def test_only_telling_texts_are_swept() -> None:
    block = Block("曾强雪 100 15905814813 张", BlockKind.PARAGRAPH)
    spans = (SpanEdit(0, 3, "曾某某"), SpanEdit(4, 7, ""), SpanEdit(8, 19, "159"), SpanEdit(20, 21, "某"))
    sweep = Sweep([block], PublicPlan(spans=spans))
    root = etree.fromstring('<a w="100" name="曾强雪的表"><b t="x15905814813">曾强雪</b><c>曾强雪</c></a>')
    sweep.attributes(root)
    sweep.texts(root, "b")
    assert etree.tostring(root, encoding="unicode") == (
        '<a w="100" name="曾某某的表"><b t="x159">曾某某</b><c>曾强雪</c></a>')
