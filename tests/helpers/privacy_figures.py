"""What the privacy rules reach on our labelled corpus (tests/data/privacy). Run it: it prints the figures.

Usage: python tests/helpers/privacy_figures.py [--no-model] [--fresh | --wider | --fourth] [--part open|held] [--show].
`--fresh`, `--wider` and `--fourth` measure a later batch alone; `--show` lists what failed in the open part; the
held-out part is counted only.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

import msgspec

from reviewer_app.bootstrap.tools import labelled_corpus
from reviewer_app.domain.document import Document
from reviewer_app.domain.findings import Action, Finding, FindingType, Level
from reviewer_app.rules.addresses import to_town
from reviewer_app.rules.assess import assess, load_toolbox
from reviewer_app.rules.context import Context
from reviewer_app.rules.evaluation import Passage
from reviewer_app.rules.fold import fold

DATA: Final = Path(__file__).parent.parent / "data" / "privacy"
FILES: Final = ("passages", "documents", "negatives", "clean")
FRESH: Final = "fresh"
"""The later batch: other kinds of papers, measured apart (its README says when it was written)."""
WIDER: Final = "wider"
"""The third batch: again other papers, rarer forms and harmless texts, measured apart."""
FOURTH: Final = "fourth"
"""The fourth batch: written by another hand, names and addresses mostly literal."""
LATER: Final = (FRESH, WIDER, FOURTH)
TODAY: Final = Context(today=date(2026, 11, 23))
_WORDS: Final = """
id_number mobile landline bank_account email plate passport travel_permit military_id social_security
medical_id student_id disability_certificate property_certificate wechat qq birth_date weak_mask
credit_code ip mac device
"""
STRUCTURED: Final = frozenset(_WORDS.split())
DERIVED: Final = frozenset({"minor", "list", "combination", "internal_mark"})
"""Findings that follow from others: the corpus does not label them."""

Place = tuple[int, int]


class Line(msgspec.Struct, frozen=True):
    """One line of the corpus; `stay` are the spans that must be kept: those of officials and offices."""

    id: str
    column: str
    part: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    stay: frozenset[Place]
    go: tuple[Place, ...] = ()


@dataclass
class Figures:
    """Counts: (covered or right, of how many)."""

    shares: dict[str, list[int]] = field(default_factory=dict)
    false_alarms: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    amber: list[int] = field(default_factory=list)
    red: list[int] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def count(self, name: str, *, good: bool, told: str = "") -> None:
        """One more of `name`; `told` describes it where it is not good."""
        share = self.shares.setdefault(name, [0, 0])
        share[0] += good
        share[1] += 1
        if told and not good:
            self.failed.append(f"{name}\t{told}")

    def share(self, name: str) -> float:
        """The share of the good ones."""
        good, total = self.shares[name]
        return good / total


def corpus(*names: str, part: str | None = None) -> Iterator[tuple[str, Line]]:
    """(file, line) of the corpus."""
    for name in names or FILES:
        for raw in (DATA / f"{name}.jsonl").read_bytes().splitlines():
            line = msgspec.json.decode(raw, type=Line)
            if part in {None, line.part}:
                yield name, line


def measured(lines: Iterable[tuple[str, Line]], *, model: bool) -> Figures:
    """The figures over some lines."""
    told = list(lines)
    passages = [Passage(line.text, line.spans) for _, line in told]
    documents, _, _ = labelled_corpus(passages, model=model)
    figures = Figures()
    for (name, line), labelled in zip(told, documents, strict=True):
        _measure(figures, name, line, personal(labelled.document))
    return figures


def personal(document: Document) -> list[Finding]:
    """What the whole check says about persons in the document's text."""
    report = assess(document, load_toolbox(), TODAY)
    return [one for one in report.findings if one.rule.startswith("privacy.") and one.start is not None]


def _measure(figures: Figures, name: str, line: Line, findings: Sequence[Finding]) -> None:
    plain = [one for one in findings if one.type not in DERIVED]
    if name in {"negatives", "clean"} or (name in {WIDER, FOURTH} and not line.spans):
        _alarms(figures, name, line, plain)
    covers: dict[str, set[int]] = {}
    exact = {(one.start, one.end, one.type.value) for one in plain}
    for one in plain:
        covers.setdefault(one.type.value, set()).update(range(one.start or 0, one.end or 0))
    masks = 0
    for start, end, kind in line.spans:
        masks += kind == FindingType.WEAK_MASK
        if kind == FindingType.WEAK_MASK and name != "passages" and masks > 1:
            continue  # a column of weak masks is told once (design §4)
        told = f"{line.id}\t{kind}\t{line.text[start:end]!r} in {line.text[max(0, start - 15) : end + 10]!r}"
        whole = covers.get(kind, set()).issuperset(range(start, end))
        stays = (start, end) in line.stay
        if kind in STRUCTURED:
            figures.count("structured recall", good=whole, told=told)
            figures.count(f"recall of {kind}", good=whole)
            figures.count("structured exact", good=(start, end, kind) in exact, told=told)
        elif kind == FindingType.ADDRESS:
            figures.count("address recall", good=whole, told=told)
            _cut(figures, line, (start, end), told)
        elif kind != FindingType.PERSON_NAME:
            touched = not covers.get(kind, set()).isdisjoint(range(start, end))
            figures.count(f"{kind} touched", good=touched, told=told)
        if kind == FindingType.PERSON_NAME and stays:
            figures.count("officials kept", good=not _touched(plain, start, end), told=told)
        elif kind == FindingType.PERSON_NAME:
            figures.count("private names", good=whole, told=told)
            goes = _touched(plain, start, end)
            figures.count("private names proposed to go", good=goes, told=told)
    _precision(figures, line, plain)


def _cut(figures: Figures, line: Line, address: Place, told: str) -> None:
    """Whether just what lies below 乡镇/街道 would go of an address, where the corpus says what that is."""
    start, end = address
    go = next((from_ for from_, to in line.go if start <= from_ and to == end), None)
    if go is not None:
        cut = to_town(fold(line.text[start:end])) == line.text[start:go]
        figures.count("address cut at the town", good=cut, told=told)


def _touched(findings: Sequence[Finding], start: int, end: int) -> bool:
    return any(
        one.type is FindingType.PERSON_NAME and one.action is not Action.KEEP and one.start < end and one.end > start  # type: ignore[operator]
        for one in findings
    )


def _alarms(figures: Figures, name: str, line: Line, findings: Sequence[Finding]) -> None:
    kept = {place for start, end in line.stay for place in range(start, end)}
    wrong = [one for one in findings if one.level is not Level.GREY]
    if name == "clean":
        figures.amber.append(sum(one.level is Level.AMBER for one in wrong))
        figures.red.append(sum(one.level is Level.RED for one in wrong))
        return
    alarms = [one for one in wrong if one.start not in kept]
    told = f"{line.id}\t{[(one.rule, one.value) for one in alarms]} in {line.text[:60]!r}"
    figures.count("hard negatives quiet", good=not alarms, told=told)


def _precision(figures: Figures, line: Line, findings: Sequence[Finding]) -> None:
    gold = set(line.spans)
    for one in findings:
        if one.level is Level.GREY and one.type is FindingType.ADDRESS:
            continue  # an office's address, which the corpus does not label
        right = (one.start, one.end, one.type.value) in gold
        near = any(kind == one.type and start < one.end and end > one.start for start, end, kind in gold)  # type: ignore[operator]
        figures.found[one.rule] += 1
        figures.false_alarms[one.rule] += not near and one.level is not Level.GREY
        around = line.text[max(0, (one.start or 0) - 15) : (one.end or 0) + 10]
        told = f"{line.id}\t{one.rule}\t{one.value!r} in {around!r}"
        if one.type.value in STRUCTURED:
            figures.count("structured precision", good=right, told=told)
        elif one.type is FindingType.PERSON_NAME:
            figures.count("names precision", good=right, told=told)
        else:
            figures.count(f"{one.type.value} precision", good=near, told=told)


def main() -> None:
    """Print the figures."""
    say = partial(print, file=sys.stdout)
    part = sys.argv[sys.argv.index("--part") + 1] if "--part" in sys.argv else None
    names = next(((one,) for one in LATER if f"--{one}" in sys.argv), FILES)
    figures = measured(corpus(*names, part=part), model="--no-model" not in sys.argv)
    for name, (good, total) in sorted(figures.shares.items()):
        say(f"{name:32}{good / total:8.4f}  {good}/{total}")
    if figures.amber:
        say(f"clean texts: median amber {median(figures.amber)}, red a text {sum(figures.red) / len(figures.red):.3f}")
    for rule, wrong in figures.false_alarms.most_common():
        say(f"{rule:40}{wrong / figures.found[rule]:8.3f}  {wrong}/{figures.found[rule]} false alarms")
    if "--show" in sys.argv and part == "open":
        say("\n".join(figures.failed))


if __name__ == "__main__":
    main()
