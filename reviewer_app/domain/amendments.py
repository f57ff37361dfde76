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
