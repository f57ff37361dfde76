"""Pictures of seals and signatures drawn by script, and others that must not be taken for one."""

from __future__ import annotations

import io
import itertools
import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

RED = (214, 32, 38)
WHITE = (255, 255, 255)
CLEAR = (255, 255, 255, 0)
SEAL_AT = (380, 600)
Point = tuple[float, float]


def _dice(number: int) -> random.Random:
    return random.Random(number)  # noqa: S311 - the same picture every time


def _sheet(size: tuple[int, int], ground: tuple[int, ...]) -> Image.Image:
    return Image.new("RGBA" if len(ground) == 4 else "RGB", size, ground)


def _sign(pen: ImageDraw.ImageDraw, at: Point, size: float, colour: tuple[int, ...], number: int, width: int) -> None:
    """Something like a Chinese character: a few strokes across and down."""
    dice = _dice(number)
    x, y = at[0] - size / 2, at[1] - size / 2
    for _ in range(3):
        level = y + dice.uniform(0.05, 0.95) * size
        pen.line((x + dice.uniform(0, 0.2) * size, level, x + dice.uniform(0.8, 1) * size, level), colour, width)
    for _ in range(2):
        side = x + dice.uniform(0.15, 0.85) * size
        pen.line((side, y, side + dice.uniform(-0.2, 0.2) * size, y + size), colour, width)


def _star(pen: ImageDraw.ImageDraw, at: Point, radius: float, colour: tuple[int, ...]) -> None:
    points = []
    for number in range(10):
        reach = radius if number % 2 == 0 else radius * 0.38
        angle = math.pi * (number / 5 - 0.5)
        points.append((at[0] + reach * math.cos(angle), at[1] + reach * math.sin(angle)))
    pen.polygon(points, colour)


def round_seal(
    size: int = 300, ground: tuple[int, ...] = WHITE, colour: tuple[int, ...] = RED, high: float = 1.0,
) -> Image.Image:
    """An official seal: ring, star, the name round about, a line below. `high` < 1: an oval one without star."""
    down = round(size * high)
    picture = _sheet((size, down), ground)
    pen = ImageDraw.Draw(picture)
    edge = size * 0.01
    pen.ellipse((edge, edge, size - edge, down - edge), outline=colour, width=max(2, round(size * 0.03)))
    middle = (size / 2, down / 2)
    if high == 1.0:
        _star(pen, middle, size * 0.15, colour)
    for number in range(12):
        angle = math.pi * (0.9 + number * 1.2 / 11)
        at = middle[0] + 0.37 * size * math.cos(angle), middle[1] + 0.37 * down * math.sin(angle)
        _sign(pen, at, size * 0.09, colour, number, max(2, size // 110))
    for number in range(5):
        _sign(pen, (size * (0.3 + number * 0.1), down * 0.74), size * 0.07, colour, number + 40, max(2, size // 120))
    return picture


def square_seal(size: int = 120, ground: tuple[int, ...] = WHITE, colour: tuple[int, ...] = RED) -> Image.Image:
    """A personal name seal: frame and four characters."""
    picture = _sheet((size, size), ground)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((1, 1, size - 2, size - 2), outline=colour, width=max(3, round(size * 0.05)))
    for number in range(4):
        at = size * (0.3 + 0.4 * (number % 2)), size * (0.3 + 0.4 * (number // 2))
        _sign(pen, at, size * 0.27, colour, number + 7, max(2, size // 40))
    return picture


def signature(
    size: tuple[int, int] = (320, 120), ground: tuple[int, ...] = WHITE, colour: tuple[int, ...] = (20, 20, 30),
    number: int = 1,
) -> Image.Image:
    """Two or three characters in one hand: curved strokes of changing width."""
    picture = _sheet((size[0] * 2, size[1] * 2), ground)
    pen = ImageDraw.Draw(picture)
    dice = _dice(number)
    for sign in range(3):
        x0 = size[0] * 2 * (0.08 + sign * 0.3)
        for _ in range(4):
            start = x0 + dice.uniform(0, 0.2) * size[0] * 2, dice.uniform(0.15, 0.5) * size[1] * 2
            bend = dice.uniform(-60, 60), dice.uniform(20, 110)
            points = [
                (start[0] + bend[0] * t + 30 * math.sin(3 * t + number), start[1] + bend[1] * t * (1.2 - 0.4 * t))
                for t in (step / 30 for step in range(31))]
            for one, other in itertools.pairwise(points):
                pen.line((*one, *other), colour, dice.choice((4, 5, 6)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def logo(size: int = 200) -> Image.Image:
    """A bank's sign: a thick red ring round a block."""
    picture = _sheet((size, size), WHITE)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((2, 2, size - 2, size - 2), outline=RED, width=size // 7)
    pen.rectangle((size * 0.4, size * 0.3, size * 0.6, size * 0.7), RED)
    return picture


def disk(size: int = 200) -> Image.Image:
    """A full red disk with a white star."""
    picture = _sheet((size, size), WHITE)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((2, 2, size - 2, size - 2), RED)
    _star(pen, (size / 2, size / 2), size * 0.3, WHITE)
    return picture


def ring(size: int = 200) -> Image.Image:
    """A thin red ring round nothing: a place marked on a map."""
    picture = _sheet((size, size), WHITE)
    ImageDraw.Draw(picture).ellipse((2, 2, size - 2, size - 2), outline=RED, width=5)
    return picture


def bars(size: tuple[int, int] = (300, 240), axes: tuple[int, ...] = (60, 60, 60)) -> Image.Image:
    """A chart of red bars."""
    picture = _sheet(size, WHITE)
    pen = ImageDraw.Draw(picture)
    for number, high in enumerate((0.3, 0.7, 0.5, 0.85, 0.4)):
        left = size[0] * (0.12 + 0.17 * number)
        pen.rectangle((left, size[1] * (0.92 - high * 0.9), left + size[0] * 0.1, size[1] * 0.92), RED)
    pen.line((size[0] * 0.08, size[1] * 0.05, size[0] * 0.08, size[1] * 0.92), axes, 2)
    pen.line((size[0] * 0.08, size[1] * 0.92, size[0] * 0.97, size[1] * 0.92), axes, 2)
    return picture


def pie(size: int = 240) -> Image.Image:
    """A chart of red slices."""
    picture = _sheet((size, size), WHITE)
    pen = ImageDraw.Draw(picture)
    for number, colour in enumerate((RED, (240, 120, 120), (160, 20, 20))):
        pen.pieslice((4, 4, size - 4, size - 4), number * 120, number * 120 + 118, fill=colour)
    return picture


def curve(size: tuple[int, int] = (320, 200), colour: tuple[int, ...] = (20, 20, 20)) -> Image.Image:
    """A chart of one line between axes: thin strokes too."""
    picture = _sheet(size, WHITE)
    pen = ImageDraw.Draw(picture)
    pen.line((20, 10, 20, size[1] - 20, size[0] - 10, size[1] - 20), colour, 2)
    points = [(20 + 3 * x, size[1] - 30 - 50 * (1 + math.sin(x / 9)) * 0.8) for x in range(95)]
    pen.line(points, colour, 3)
    return picture


def code(size: int = 231, colour: tuple[int, ...] = (0, 0, 0)) -> Image.Image:
    """A code as telephones read: a grid of squares with three targets."""
    picture = _sheet((33, 33), WHITE)
    dice = _dice(5)
    for x in range(33):
        for y in range(33):
            if dice.random() < 0.5:
                picture.putpixel((x, y), colour)
    pen = ImageDraw.Draw(picture)
    for x, y in ((0, 0), (26, 0), (0, 26)):
        pen.rectangle((x - 1, y - 1, x + 7, y + 7), WHITE)
        pen.rectangle((x, y, x + 6, y + 6), outline=colour)
        pen.rectangle((x + 2, y + 2, x + 4, y + 4), colour)
    return picture.resize((size, size), Image.Resampling.NEAREST)


def photograph(size: tuple[int, int] = (320, 240), *, red: bool = False) -> Image.Image:
    """Shades without any ground, as a camera gives them."""
    dice = _dice(3)
    picture = _sheet(size, (190, 60, 50) if red else (120, 130, 110))
    pen = ImageDraw.Draw(picture)
    for _ in range(120):
        x, y, reach = dice.uniform(0, size[0]), dice.uniform(0, size[1]), dice.uniform(8, 60)
        shade = tuple(dice.randint(40, 230) for _ in range(3))
        pen.ellipse((x - reach, y - reach, x + reach, y + reach), (220, shade[1] // 3, shade[2] // 3) if red else shade)
    return picture.filter(ImageFilter.GaussianBlur(5))


def drawing(size: tuple[int, int] = (320, 240)) -> Image.Image:
    """A plan of rooms: thin lines, but ruled."""
    picture = _sheet(size, WHITE)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((10, 10, size[0] - 10, size[1] - 10), outline=(0, 0, 0), width=3)
    pen.line((size[0] / 2, 10, size[0] / 2, size[1] - 10), (0, 0, 0), 2)
    pen.line((10, size[1] / 2, size[0] - 10, size[1] / 2), (0, 0, 0), 2)
    return picture


def letterhead(size: tuple[int, int] = (500, 90)) -> Image.Image:
    """The name of an office in large red signs over a red line."""
    picture = _sheet(size, WHITE)
    pen = ImageDraw.Draw(picture)
    for number in range(9):
        _sign(pen, (40 + number * 52, 40), 40, RED, number, 6)
    pen.line((0, size[1] - 6, size[0], size[1] - 6), RED, 4)
    return picture


def page(seal: Image.Image | None = None, tint: tuple[int, int, int] = (250, 249, 244), *,
         size: tuple[int, int] = (620, 877)) -> Image.Image:
    """A scanned page: a red head, lines of black signs, a signature line, and a seal at `SEAL_AT` across it."""
    picture = _sheet(size, tint)
    pen = ImageDraw.Draw(picture)
    for number in range(10):
        _sign(pen, (90 + number * 47, 100), 37, RED, number, 5)
    pen.line((70, 145, size[0] - 70, 145), RED, 3)
    for row in range(22):
        for column in range(28 if row % 6 else 14):
            _sign(pen, (80 + column * 16, 180 + row * 19), 12, (25, 25, 25), row * 31 + column, 1)
    for row in range(2):
        for column in range(9):
            _sign(pen, (380 + column * 16, 655 + row * 30), 12, (25, 25, 25), row * 17 + column + 900, 2)
    if seal is not None:
        # Ink lets the paper and the letters through.
        flat = _sheet(seal.size, WHITE)
        flat.paste(seal, (0, 0), seal if seal.mode == "RGBA" else None)
        left, top = SEAL_AT
        under = picture.crop((left, top, left + seal.width, top + seal.height))
        picture.paste(ImageChops.multiply(under, flat), SEAL_AT)
    return picture


def blurred(picture: Image.Image, radius: float = 1.2) -> Image.Image:
    """As a scanner sees it."""
    return picture.filter(ImageFilter.GaussianBlur(radius))


def coded(picture: Image.Image, kind: str = "PNG") -> bytes:
    """The bytes of a picture file."""
    stream = io.BytesIO()
    picture.save(stream, kind, **({"quality": 80} if kind == "JPEG" else {}))
    return stream.getvalue()
