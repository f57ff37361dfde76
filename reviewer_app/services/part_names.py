"""Guesses from file names what the files of a package are; the person who hands in may say otherwise."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, NamedTuple

from reviewer_app.domain.items import PartRole, Urgency
from reviewer_app.ports.documents import ReadFile
from reviewer_app.rules.strict_yaml import read_mapping

_NUMERALS: Final = "一二三四五六七八九十"
_ORDER: Final = (PartRole.BODY, PartRole.ANNEX, PartRole.INTERPRETATION_PLAN, PartRole.INTERPRETATION,
                 PartRole.EVIDENCE)


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """One file as it is dropped; `role` and `annex_number` only where the person said so.

    `read` is what was read of these very bytes a moment ago, so that nothing is read twice; None: not read yet.
    """

    name: str
    data: bytes
    role: PartRole | None = None
    annex_number: int | None = None
    read: ReadFile | None = None


def arrange(files: Sequence[IncomingFile]) -> tuple[IncomingFile, ...]:
    """The files in their order, each with a role: body first, annexes by number; nothing is left out.

    Where nobody said which file is the body, it is the first text document whose name says nothing else.
    """
    guessed = [_guessed(file) for file in files]
    if not any(file.role is PartRole.BODY for file in guessed):
        guessed = _with_body(guessed, [file.role is not None for file in files])
    known = [replace(file, role=file.role or PartRole.ANNEX) for file in guessed]
    return tuple(sorted(known, key=_place))


def urgency_of(word: str | None) -> Urgency:
    """The urgency that a document's own word stands for; none is normal."""
    return _rules().urgencies.get(word or "", Urgency.NORMAL)


def _guessed(file: IncomingFile) -> IncomingFile:
    role = file.role or _role(file.name)
    number = file.annex_number
    if role is PartRole.ANNEX and number is None:
        number = _number(file.name)
    return replace(file, role=role, annex_number=number if role is PartRole.ANNEX else None)


def _role(name: str) -> PartRole | None:
    lowered = name.lower()
    for role, words in _rules().roles:
        if any(word in lowered for word in words):
            return role
    return None


def _number(name: str) -> int | None:
    found = _rules().annex_number.search(name.lower())
    if found is None:
        return None
    if found[1].isdigit():
        return int(found[1])
    return sum(_NUMERALS.index(numeral) + 1 for numeral in found[1])


def _with_body(files: list[IncomingFile], said: list[bool]) -> list[IncomingFile]:
    """Make one file the body; where every name says something else, one whose role was only guessed."""
    endings = _rules().body_endings
    free = [index for index, file in enumerate(files) if file.role is None]
    free = free or [index for index in range(len(files)) if not said[index]]
    texts = [index for index in free if files[index].name.lower().endswith(endings)]
    if free:
        body = (texts or free)[0]
        files[body] = replace(files[body], role=PartRole.BODY, annex_number=None)
    return files


def _place(file: IncomingFile) -> tuple[int, int]:
    # The order the person gave decides between equals: sorting is stable.
    return _ORDER.index(file.role or PartRole.ANNEX), file.annex_number or len(_NUMERALS) ** 2


class _Rules(NamedTuple):
    """The words of resources/rules/parts.yaml."""

    roles: tuple[tuple[PartRole, tuple[str, ...]], ...]
    annex_number: re.Pattern[str]
    body_endings: tuple[str, ...]
    urgencies: dict[str, Urgency]


@cache
def _rules() -> _Rules:
    data = read_mapping("rules/parts.yaml")
    return _Rules(
        roles=tuple((PartRole(role), tuple(words.split())) for role, words in data["roles"].items()),
        annex_number=re.compile(data["annex_number"]),
        body_endings=tuple(data["body_endings"].split()),
        urgencies={word: Urgency(urgency) for word, urgency in data["urgencies"].items()},
    )
