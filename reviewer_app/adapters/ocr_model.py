"""The picture reader: PP-OCR on ONNX Runtime, from the optional package rapidocr (Apache-2.0, models in its wheel).

Nothing is fetched, ever: the three models named here lie in the wheel, and the worker has no network. Beside the
lines it counts what no line explains, so that whoever asks can tell a page that was read from one that was not.
"""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any, Final

from reviewer_app.domain.document import Box, Place
from reviewer_app.ports.ocr import Pixels, SeenLine, SeenPage

DETECTION_SIDE: Final = 960
"""Longest side of the picture in which lines are looked for (facts/performance-landscape.md)."""

MAX_SIDE: Final = 2600
"""Longest side in which they are read."""

CONTRAST: Final = 3
"""Grey levels by which ink is darker than the paper around it, once smoothed; the faintest copy a person can read."""

NOISE: Final = 3.5
"""So many times the noise of the paper ink must stand out."""

_WINDOW: Final = 51
_LINE_LENGTH: Final = 60
_SMALLEST: Final = 0.45
_PAD: Final = 0.35
_FAINT: Final = 24
_WIDE: Final = 201
_FAINTEST: Final = 0.7
"""Side of a character, a neighbourhood of many, and the grey levels by which writing darkens its place at least."""


def installed() -> bool:
    """Whether the extra is there; imports nothing."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2"))


@cache
def loaded() -> "OcrModel":
    """The models, read once a process."""
    return OcrModel()


def see(pixels: Pixels) -> SeenPage:
    """What stands on a picture, boxes in its pixels."""
    return loaded().see(pixels)


class OcrModel:
    """Pixels in, lines out. Runs on one thread and keeps no picture."""

    def __init__(self) -> None:
        import cv2
        import numpy as np
        from rapidocr import RapidOCR

        self._cv: Final[Any] = cv2
        self._np: Final[Any] = np
        cv2.setNumThreads(1)
        self._engine: Final[Any] = RapidOCR(params={
            "Global.log_level": "critical",
            "Global.text_score": 0.0,  # what the model is unsure of must show, not vanish
            "Global.max_side_len": MAX_SIDE,
            "Global.use_cls": False,
            "Det.limit_type": "max",
            "Det.limit_side_len": DETECTION_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
        })

    def see(self, pixels: Pixels) -> SeenPage:
        """The lines of a picture, its QR codes, and the marks that no line explains."""
        rgb = self._np.frombuffer(pixels.data, dtype=self._np.uint8).reshape(pixels.height, pixels.width, 3)
        grey = self._cv.cvtColor(rgb, self._cv.COLOR_RGB2GRAY)
        ink, ruled = self._ink(grey)
        lines = self._lines(rgb) if ink.any() else ()
        left = self._unexplained(ink, lines) + self._faint(grey, ruled, lines)
        return SeenPage(Place(), lines, self._codes(grey), left, inked=bool(lines) or left > 0)

    def _lines(self, rgb: Any) -> tuple[SeenLine, ...]:  # noqa: ANN401 - an array of an untyped library
        found = self._engine(self._np.ascontiguousarray(rgb[:, :, ::-1]))
        if found.boxes is None or not found.txts:
            return ()
        return tuple(
            _line(text, float(score), corners.tolist())
            for text, score, corners in zip(found.txts, found.scores, found.boxes, strict=True)
        )

    def _codes(self, grey: Any) -> int:  # noqa: ANN401 - as above
        """QR codes that a phone would find; what it cannot decode is counted too."""
        found, corners = self._cv.QRCodeDetector().detectMulti(grey)
        return len(corners) if found else 0

    def _ink(self, grey: Any) -> tuple[Any, Any]:  # noqa: ANN401 - as above
        """Where it is darker than around (a grey or unevenly lit page is paper too), and where lines are ruled."""
        cv = self._cv
        smooth = cv.medianBlur(cv.GaussianBlur(grey, (5, 5), 0), 3)
        around = cv.blur(smooth, (_WINDOW, _WINDOW))
        deviation = self._np.abs(smooth.astype(self._np.int16) - around)
        noise = float(self._np.percentile(deviation, 50)) * 1.48  # most of a page is paper
        contrast = max(CONTRAST, NOISE * noise)
        ink = ((around.astype(self._np.int16) - smooth) > contrast).astype(self._np.uint8) * 255
        solid = (smooth < self._solid(smooth)).astype(self._np.uint8) * 255  # the inside of a photograph
        ink = cv.bitwise_or(ink, solid)
        lines = self._np.zeros_like(ink)
        for shape in ((_LINE_LENGTH, 1), (1, _LINE_LENGTH)):  # ruled lines are no writing
            kernel = cv.getStructuringElement(cv.MORPH_RECT, shape)
            ruled = cv.dilate(cv.morphologyEx(ink, cv.MORPH_OPEN, kernel), self._np.ones((5, 5), self._np.uint8))
            thin = cv.subtract(ruled, cv.morphologyEx(ruled, cv.MORPH_OPEN, self._np.ones((14, 14), self._np.uint8)))
            lines = cv.bitwise_or(lines, thin)
        return cv.subtract(ink, lines), cv.dilate(lines, self._np.ones((9, 9), self._np.uint8))

    def _solid(self, smooth: Any) -> float:  # noqa: ANN401 - as above
        """Darker than this is drawn, whatever is around: half of the paper's own brightness."""
        return float(self._np.percentile(smooth, 95)) / 2

    def _unexplained(self, ink: Any, lines: Sequence[SeenLine]) -> int:  # noqa: ANN401 - as above
        """Marks as high and wide as characters that stand in no line."""
        height = float(self._np.median([line.height for line in lines])) if lines else 24.0
        rest = ink.copy()
        for line in lines:
            pad = int(line.height * _PAD)
            box = [int(value) for value in line.box]
            rest[max(0, box[1] - pad) : box[3] + pad, max(0, box[0] - pad) : box[2] + pad] = 0
        size = max(3, int(height / 4))
        joined = self._cv.morphologyEx(rest, self._cv.MORPH_CLOSE, self._np.ones((size, size), self._np.uint8))
        count, _, stats, _ = self._cv.connectedComponentsWithStats(joined)
        least = height * _SMALLEST
        return sum(
            1
            for number in range(1, count)
            if stats[number][2] >= least and stats[number][3] >= least and stats[number][4] >= least * least / 4
        )


    def _faint(self, grey: Any, ruled: Any, lines: Sequence[SeenLine]) -> int:  # noqa: ANN401 - as above
        """Places outside the lines that are darker on the whole: writing too faint to stand out sign by sign."""
        cv, np = self._cv, self._np
        outside = (ruled == 0).astype(np.float32)
        for line in lines:
            pad = int(line.height * _PAD) + _FAINT // 2
            box = [int(value) for value in line.box]
            outside[max(0, box[1] - pad) : box[3] + pad, max(0, box[0] - pad) : box[2] + pad] = 0
        paper = grey.astype(np.float32) * outside
        near, far = (
            cv.blur(paper, (size, size)) / np.maximum(cv.blur(outside, (size, size)), 0.01) for size in (_FAINT, _WIDE)
        )
        darker = np.where(outside > 0, far - near, 0)
        noise = float(np.median(np.abs(darker[outside > 0]))) * 1.48 if outside.any() else 0.0
        mask = (darker > _FAINTEST + NOISE * noise).astype(np.uint8)
        count, _, stats, _ = cv.connectedComponentsWithStats(mask)
        return sum(1 for number in range(1, count) if stats[number][2] >= _FAINT and stats[number][3] >= _FAINT // 2)


def _line(text: str, score: float, corners: list[list[float]]) -> SeenLine:
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    left, right = corners[0], corners[3]
    height = ((left[0] - right[0]) ** 2 + (left[1] - right[1]) ** 2) ** 0.5
    return SeenLine(text, score, Box(min(xs), min(ys), max(xs), max(ys)), height)
