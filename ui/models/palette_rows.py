"""Ctrl+K: which actions, pages and items fit what is typed, best first. Pure values; the popup shows them.

An action is found by a piece of its name, by the first letters of its pinyin (`sctg` for 审查通过), or by its letters
in order. Enter never runs what ends a step without the person having chosen the line (`weighty`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from ui.models.rows import Column
from ui.text import Words

MOST = 12
"""Lines shown at most."""


class ChoiceKind(StrEnum):
    """What Enter does with a line."""

    ACTION = "action"
    PAGE = "page"
    ITEM = "item"
    TEXTS = "texts"  # search the texts of all items


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: `key` is the id of the action, page or item, or the words to search for."""

    kind: ChoiceKind
    key: str
    text: str
    beside: str = ""
    """The shortcut of an action or page, the number of an item."""

    weighty: bool = False


@cache
def _letters() -> Mapping[str, str]:
    lines = (files("resources") / "text" / "initials.txt").read_text("utf-8").splitlines()
    return {sign: line[0] for line in lines if not line.startswith("#") for sign in line[2:]}


def initials(text: str) -> str:
    """The first letter of each Chinese character's pinyin, and Latin letters as they are, in lower case."""
    known = _letters()
    return "".join(known.get(sign, sign if sign.isalnum() and sign.isascii() else "") for sign in text).lower()


def score(text: str, query: str) -> int | None:
    """How well a name fits, 0 best; None where it does not."""
    name, wanted, first = text.lower(), "".join(query.lower().split()), initials(text)
    if name.startswith(wanted):
        return 0
    if first.startswith(wanted):
        return 1
    if wanted in name:
        return 2
    if wanted in first:
        return 3
    return 4 if _in_order(wanted, name) else None


def _in_order(wanted: str, name: str) -> bool:
    left = iter(name)
    return all(sign in left for sign in wanted)


def fitting(choices: Iterable[Choice], query: str, recent: Sequence[str]) -> tuple[Choice, ...]:
    """Those that fit, best first; among equals what was used lately, then as they came. Nothing typed: recent first."""
    used = {key: at for at, key in enumerate(recent)}
    scored = [(score(one.text, query) if query.strip() else 0, one) for one in choices]
    fit = [(points, used.get(one.key, len(used)), one) for points, one in scored if points is not None]
    return tuple(one for _, _, one in sorted(fit, key=lambda found: found[:2]))[:MOST]


def begin_at(lines: Sequence[Choice]) -> int:
    """The line that Enter takes unless another is chosen; −1 for none."""
    return next((at for at, one in enumerate(lines) if one.kind is not ChoiceKind.ITEM and not one.weighty), -1)


def palette_columns(words: Words) -> tuple[Column[Choice], ...]:
    """Name, and what stands beside it."""

    def beside(one: Choice) -> str:
        return one.beside or words(f"palette.{one.kind.value}")

    return (
        Column(words("shortcuts.what"), lambda one: one.text, tip=lambda one: one.text, width=360),
        Column(words("shortcuts.keys"), beside, width=140),
    )
