"""附件说明 against the parts that came along (design §2): missing, unmentioned or misnumbered blocks."""

import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import PurePath
from typing import Final, NamedTuple

from reviewer_app.domain.report import DocumentHeader
from reviewer_app.rules.dates import FULL_WIDTH, small_number

_PREFIX: Final = re.compile(r"^\s*附\s*件?\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[.．、:：_\-—\s]*")
_LEADING: Final = re.compile(r"^\s*(?P<number>\d{1,2})\s*[.．、_\-]\s*")
_NOISE: Final = re.compile(r"[\s《》〈〉“”\"'（）()\[\]【】〔〕、，,。.．;；:：_\-—·]")
MIN_SHARED: Final = 4


class AnnexProblem(StrEnum):
    """What does not fit."""

    MISSING = "missing"
    UNMENTIONED = "unmentioned"
    MISNUMBERED = "misnumbered"


class AnnexIssue(NamedTuple):
    """One thing that does not fit: `number` and `name` as the text has them, or as the part has them."""

    kind: AnnexProblem
    number: int | None
    name: str


class _Part(NamedTuple):
    number: int | None
    key: str
    name: str


def check_annexes(
    body: DocumentHeader, parts: Sequence[tuple[int | None, str]]
) -> tuple[AnnexIssue, ...]:
    """Compare the 附件说明 with the parts `(annex number or None, file name)`.

    A part belongs to the annex of its name; where names do not tell (扫描件.pdf), to the one of its number, and to
    the only annex where there is one of each.
    """
    given = [_part(number, name) for number, name in parts]
    issues, left = [], list(given)
    unnamed: list[tuple[int, str]] = []
    for number, title in enumerate(body.annexes, 1):
        found = _by_name(title, left)
        if found is None:
            unnamed.append((number, title))
            continue
        left.remove(found)
        if found.number is not None and found.number != number:
            issues.append(AnnexIssue(AnnexProblem.MISNUMBERED, found.number, found.name))
    for number, title in unnamed:
        stand_in = _by_number(number, left, only=len(body.annexes) == len(given) == 1)
        if stand_in is None:
            issues.append(AnnexIssue(AnnexProblem.MISSING, number, title))
        else:
            left.remove(stand_in)
    issues.extend(AnnexIssue(AnnexProblem.UNMENTIONED, part.number, part.name) for part in left)
    return tuple(issues)


def _part(number: int | None, name: str) -> _Part:
    stem = PurePath(name).stem if re.search(r"\.[0-9A-Za-z]{1,8}$", name) else name
    stem = stem.translate(FULL_WIDTH)
    prefix = _PREFIX.match(stem)
    rest = stem[prefix.end() :] if prefix else stem
    if number is None and prefix and prefix["number"]:
        number = small_number(prefix["number"])
    if not prefix:
        leading = _LEADING.match(stem)
        if leading:
            number = int(leading["number"]) if number is None else number
            rest = stem[leading.end() :]
    return _Part(number, name_key(rest), name)


def name_key(text: str) -> str:
    """A name without what is written about it: brackets, points, blanks."""
    return _NOISE.sub("", text.translate(FULL_WIDTH))


def _by_name(title: str, parts: Sequence[_Part]) -> _Part | None:
    wanted = name_key(title)
    same = [part for part in parts if part.key == wanted]
    near = [part for part in parts if _one_in_the_other(part.key, wanted)]
    return next(iter(same or near), None)


def _one_in_the_other(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= MIN_SHARED and shorter in longer


def _by_number(number: int, parts: Sequence[_Part], *, only: bool) -> _Part | None:
    return next((part for part in parts if part.number == number or (only and part.number is None)), None)
