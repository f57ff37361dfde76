"""Public versions of pictures: the picture stays, what no one sees in it goes."""

import io

import pytest
from PIL import Image

from reviewer_app.documents.writers.image import write
from reviewer_app.domain.errors import FileDamaged, NoWriter
from reviewer_app.domain.public_version import PublicPlan, SpanEdit

SECRET = b"15905814813"


def picture(kind: str, *, progressive: bool = False) -> bytes:
    image = Image.radial_gradient("L").convert("RGB")
    stream = io.BytesIO()
    if kind == "jpg":
        exif = Image.Exif()
        exif[0x013B] = SECRET.decode()
        image.save(stream, "JPEG", exif=exif, progressive=progressive)
    else:
        image.save(stream, kind)
    return stream.getvalue()


@pytest.mark.parametrize(("name", "data"), [
    ("a.jpg", picture("jpg")), ("b.jpg", picture("jpg", progressive=True)), ("c.png", picture("png"))])
def test_only_the_picture_is_left(name: str, data: bytes) -> None:
    result = write(data + SECRET, name, PublicPlan())
    assert SECRET not in result
    with Image.open(io.BytesIO(result)) as after, Image.open(io.BytesIO(data)) as before:
        assert after.tobytes() == before.tobytes()
        assert not after.getexif()
    assert write(result, name, PublicPlan()) == result


def test_other_kinds_and_edits_are_refused() -> None:
    with pytest.raises(NoWriter):
        write(picture("gif"), "a.gif", PublicPlan())
    with pytest.raises(NoWriter):
        write(picture("png"), "a.png", PublicPlan(spans=(SpanEdit(0, 1, ""),)))


def test_what_does_not_decode_is_no_picture() -> None:
    with pytest.raises(FileDamaged):
        write(picture("png")[:60], "a.png", PublicPlan())


def test_a_photograph_that_lies_on_its_side_is_turned_for_good() -> None:
    """Its note on orientation goes with the rest, so the picture itself has to stand upright."""
    image = Image.new("RGB", (60, 40), "white")
    image.paste("black", (0, 0, 10, 10))
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter to the right: what lies left above is shown right above
    stream = io.BytesIO()
    image.save(stream, "JPEG", exif=exif, quality=95)
    result = write(stream.getvalue(), "a.jpg", PublicPlan())
    with Image.open(io.BytesIO(result)) as after:
        assert after.size == (40, 60)
        assert after.convert("L").getpixel((35, 5)) < 60
        assert after.convert("L").getpixel((5, 5)) > 200
    assert write(result, "a.jpg", PublicPlan()) == result
