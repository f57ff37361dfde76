"""Seals and signatures are told from everything that looks a little like one."""

import io

import pytest
from PIL import Image

import marked_pictures as draw
from reviewer_app.documents.picture_marks import kind_of, seals_in
from reviewer_app.domain.document import MarkKind

SEALS = {
    "round": draw.round_seal(),
    "on nothing": draw.round_seal(ground=draw.CLEAR),
    "large": draw.round_seal(900, draw.CLEAR),
    "small": draw.round_seal(70),
    "pale": draw.round_seal(colour=(240, 150, 150)),
    "oval": draw.round_seal(450, high=0.67),
    "as JPEG": Image.open(io.BytesIO(draw.coded(draw.round_seal(), "JPEG"))),
    "of few colours": draw.round_seal().quantize(16),
    "square": draw.square_seal(),
    "square, on nothing": draw.square_seal(260, draw.CLEAR),
    "scanned": draw.blurred(draw.round_seal(), 2),
}
STROKES = {
    "black": draw.signature(),
    "blue, on nothing": draw.signature(ground=draw.CLEAR, colour=(30, 50, 160), number=4),
    "on grey paper": draw.blurred(draw.signature(ground=(214, 212, 205), number=9)),
    "large": draw.signature((900, 400), number=5),
    "as JPEG": Image.open(io.BytesIO(draw.coded(draw.signature(number=11), "JPEG"))),
}
OTHERS = {
    "sign of a bank": draw.logo(), "disk": draw.disk(), "empty ring": draw.ring(), "bars": draw.bars(),
    "bars and red axes": draw.bars(axes=draw.RED), "pie": draw.pie(), "curve": draw.curve(),
    "red curve": draw.curve(colour=draw.RED), "code": draw.code(), "red code": draw.code(colour=draw.RED),
    "photograph": draw.photograph(), "red photograph": draw.photograph(red=True), "plan": draw.drawing(),
    "letterhead": draw.letterhead(), "icon": draw.round_seal(24), "nothing": Image.new("RGB", (200, 200), "white"),
    "red square": Image.new("RGB", (200, 200), draw.RED), "black square": Image.new("RGB", (200, 200)),
    "page": draw.page(), "blue seal": draw.round_seal(colour=(40, 60, 200)),
    "line": Image.new("RGB", (400, 1), "red"),
}


@pytest.mark.parametrize("name", SEALS)
def test_a_seal_is_one(name: str) -> None:
    assert kind_of(SEALS[name]) is MarkKind.SEAL


@pytest.mark.parametrize("name", STROKES)
def test_a_signature_is_strokes(name: str) -> None:
    assert kind_of(STROKES[name]) is MarkKind.STROKES


@pytest.mark.parametrize("name", OTHERS)
def test_others_are_neither(name: str) -> None:
    assert kind_of(OTHERS[name]) is None


@pytest.mark.parametrize(("seal", "kind"), [
    (draw.round_seal(124, draw.CLEAR), "PNG"), (draw.round_seal(124, draw.CLEAR, (232, 110, 110)), "JPEG"),
    (draw.square_seal(66, draw.CLEAR), "JPEG"), (draw.round_seal(132, draw.CLEAR, high=0.67), "JPEG")])
def test_a_seal_is_found_on_a_scanned_page(seal: Image.Image, kind: str) -> None:
    """Across black letters, below a red head and a red line, which are none."""
    scan = Image.open(io.BytesIO(draw.coded(draw.blurred(draw.page(seal), 0.6), kind)))
    found = list(seals_in(scan))
    assert len(found) == 1
    left, top = draw.SEAL_AT
    wanted = (left, top, left + seal.width, top + seal.height)
    assert all(abs(one - other) <= 4 for one, other in zip(found[0], wanted, strict=True))


@pytest.mark.parametrize("scan", [
    draw.page(), draw.page(draw.logo(120), draw.WHITE), draw.page(draw.bars((150, 120)), draw.WHITE),
    draw.page(draw.code(132, draw.RED)), draw.photograph((600, 450), red=True), draw.page(draw.ring(120))])
def test_what_else_is_red_on_a_page_is_no_seal(scan: Image.Image) -> None:
    assert list(seals_in(scan)) == []
