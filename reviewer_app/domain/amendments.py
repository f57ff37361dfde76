"""签批附修改: is the new revision exactly the old one with the listed changes? Pure text, part by part."""

from collections import Counter
from collections.abc import Mapping
from difflib import SequenceMatcher

from reviewer_app.domain.items import Change


def apply(text: str, changes: tuple[Change, ...]) -> tuple[str, int]:
    """Apply changes in order; returns the text and how many could not be applied.

    A change whose `before` does not stand exactly once is not applied: nobody guesses which place was meant.
    """
    missed = 0
    for change in changes:
        if not change.before or text.count(change.before) != 1:
            missed += 1
            continue
        text = text.replace(change.before, change.after)
    return text, missed


def differences(before: Mapping[int, str], after: Mapping[int, str], changes: tuple[Change, ...]) -> int:
    """Count what differs beyond the listed changes; 0 means exactly those.

    `before` and `after` map a part's ordinal to its text. A part that came or went counts once, a change that
    cannot be applied counts once, and every differing run of lines counts once.
    """
    listed = Counter(change.ordinal for change in changes)
    count = len(set(before) ^ set(after)) + sum(number for ordinal, number in listed.items() if ordinal not in before)
    for ordinal in sorted(set(before) & set(after)):
        wanted, missed = apply(before[ordinal], tuple(one for one in changes if one.ordinal == ordinal))
        count += missed + _differing_runs(wanted, after[ordinal])
    return count


def _differing_runs(wanted: str, found: str) -> int:
    if wanted == found:
        return 0
    matcher = SequenceMatcher(None, wanted.split("\n"), found.split("\n"), autojunk=False)
    return sum(1 for tag, *_ in matcher.get_opcodes() if tag != "equal")


def made(before: Mapping[int, str], after: Mapping[int, str], changes: tuple[Change, ...]) -> tuple[bool, ...]:
    """For each listed change whether it stands in the new text as listed: for showing where a difference lies.

    A change counts as made when every line it touches reads in `after` as it would with all changes of its part made;
    two changes on one line stand or fall together. Whether nothing else changed is `differences`' to say.
    """
    found: dict[Change, bool] = {}
    for ordinal in {one.ordinal for one in changes}:
        listed = tuple(one for one in changes if one.ordinal == ordinal)
        wanted, places = _placed(before.get(ordinal, ""), listed)
        lines = "\n" + after.get(ordinal, "") + "\n"
        for one, place in zip(listed, places, strict=True):
            found[one] = place is not None and ordinal in after and _whole_lines(wanted, *place) in lines
    return tuple(found[one] for one in changes)


def _placed(text: str, changes: tuple[Change, ...]) -> tuple[str, list[tuple[int, int] | None]]:
    """The text with all changes made, and where each one's new words stand in it; None for one that has no place."""
    places: list[tuple[int, int] | None] = []
    for change in changes:
        start = text.find(change.before) if change.before and text.count(change.before) == 1 else -1
        if start < 0:
            places.append(None)
            continue
        end, longer = start + len(change.before), len(change.after) - len(change.before)
        text = text[:start] + change.after + text[end:]
        places = [_shifted(place, start, end, longer) for place in places]
        places.append((start, start + len(change.after)))
    return text, places


def _shifted(place: tuple[int, int] | None, start: int, end: int, longer: int) -> tuple[int, int] | None:
    """A place after the text from `start` to `end` grew by `longer`; one that it reaches into covers both."""
    if place is None or place[1] <= start:
        return place
    if place[0] >= end:
        return place[0] + longer, place[1] + longer
    return min(place[0], start), max(place[1], end) + longer


def _whole_lines(text: str, start: int, end: int) -> str:
    """The lines that a stretch of text touches, each with the line ends around it."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return "\n" + text[first : last if last >= 0 else len(text)] + "\n"
