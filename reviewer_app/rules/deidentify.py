"""From findings and decisions to the plan of a public version (design §5). Pure; touches no file.

What a person decided beats the policy; what the policy does not treat is left to people. Values that must go are
looked for in the whole visible text, so that an occurrence no detector saw goes too.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from reviewer_app.domain.document import Block, BlockKind, Document, FileKind
from reviewer_app.domain.findings import Action, Finding, FindingType, Level, PersonRole
from reviewer_app.domain.public_version import ColumnCut, PublicPlan, SpanEdit, TableCut
from reviewer_app.domain.review import DispositionKind
from reviewer_app.rules import imprint, list_counts, number_columns, picture_burns
from reviewer_app.rules.pen import Pen
from reviewer_app.rules.persons import Persons
from reviewer_app.rules.policy import Does, Policy, Verb
from reviewer_app.rules.span_edits import apply, disjoint
from reviewer_app.rules.table_cuts import (
    ColumnKey,
    Decided,
    TableKey,
    TableShapes,
    by_column,
    column_key,
    cut_columns,
    cut_tables,
    in_lists,
    table_key,
)
from reviewer_app.rules.traces import IDENTIFYING, Searcher
from reviewer_app.text import say

GOES_UNASKED: Final = frozenset({BlockKind.COMMENT, BlockKind.DELETION, BlockKind.HIDDEN})
"""Kinds of blocks that every writer drops; nothing in them needs an edit."""

NOT_WRITTEN: Final = GOES_UNASKED | {BlockKind.OCR}
"""No edit by offsets reaches what was read in a picture: it leaves the picture, or the second scan finds it."""

SEEN: Final = frozenset({FindingType.SEAL, FindingType.SIGNATURE})
"""Pictures that stay by themselves and go where a policy, or the extra of one, says so."""

_KEPT_KINDS: Final = frozenset({DispositionKind.KEEP, DispositionKind.NOT_A_FINDING})

Value = tuple[FindingType, str]
"""A kind of personal data and the text it stood as."""


class Choice(NamedTuple):
    """What a person decided about one finding; `replacement` beats every form."""

    kind: DispositionKind
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Cleaning:
    """The plan of one part, and what the proof of its result needs.

    `kept` and `gone` hold values in clear: they live in memory only, are never stored and never logged. `edited` counts
    the values changed or taken out, those that went with a column or table included. `stayed` are the numbers of the
    findings whose value stands in the result as it stood.
    """

    plan: PublicPlan
    persons: Persons
    kept: frozenset[Value]
    gone: frozenset[Value]
    edited: int
    kept_count: int
    stayed: frozenset[int] = frozenset()


def enrol(findings: Iterable[Finding], choices: Mapping[int, Choice], policy: Policy, persons: Persons) -> Persons:
    """The register with the names of one part that will be masked.

    Call it for every part of a package before the first `plan`, so that the same person has the same form everywhere.
    """
    register = replace(persons, compound_surnames=persons.compound_surnames | policy.compound_surnames)
    return register.enrol(
        finding.value for finding in findings
        if finding.type is FindingType.PERSON_NAME and not finding.region
        and decide(finding, choices.get(finding.number), policy) is not Verb.KEEP)


def decide(finding: Finding, choice: Choice | None, policy: Policy) -> Verb | None:
    """What happens to a finding as a single value; None where the policy has no word for its kind.

    A choice that only agrees with what was proposed leaves the how to the policy: names that are masked on the website
    stay on the village board. Of policy and proposal the stricter counts.
    """
    if choice is not None and choice.kind in _KEPT_KINDS:
        return Verb.KEEP
    if overrules(finding, choice):
        return Verb(choice.kind.value) if choice else None
    treatment = policy.treatments.get(finding.type)
    if treatment is None:
        return None
    by_kind = finding.type in SEEN or finding.role is PersonRole.MINOR or finding.type is FindingType.MINOR
    if (finding.action is Action.KEEP or finding.level is Level.GREY) and not by_kind:
        return Verb.KEEP
    verb = treatment.verb(finding.role)
    if finding.action is Action.REMOVE and verb in {Verb.MASK, Verb.GENERALISE}:
        return Verb.REMOVE
    return verb


def overrules(finding: Finding, choice: Choice | None) -> bool:
    """Whether a person decided otherwise than was proposed, or what exactly to write."""
    if choice is None or choice.kind is DispositionKind.SEEN:
        return False
    return choice.replacement is not None or choice.kind.value != finding.action.value


def plan(
    document: Document,
    findings: Sequence[Finding],
    choices: Mapping[int, Choice],
    policy: Policy,
    persons: Persons,
    office_phone: str | None = None,
) -> Cleaning:
    """Everything to do to one part. `office_phone` stands in for contact persons' mobiles; without it they go."""
    register = enrol(findings, choices, policy, persons)
    blocks, shapes = _Blocks(document), TableShapes.of(document)
    decided = in_lists(list(_located(blocks, findings, choices, policy)), shapes, policy)
    persons_in = _persons_in(findings, document)
    counted = _counted(document, persons_in, policy)
    tables = cut_tables(decided, shapes, policy.households) | counted.keys()
    columns = frozenset(key for key in cut_columns(by_column(decided), shapes, policy) if key.table not in tables)

    def stays(block: Block) -> bool:
        key = column_key(block)
        return key is None or key.table not in tables

    # Values in cut columns are edited all the same: a cell that reaches over its column stays, with what it says.
    staying = [entry for entry in decided if stays(entry.block)]
    kept = _kept(findings, choices, policy) | {_value(e.finding) for e in staying if e.verb is Verb.KEEP}
    gone = _gone(findings, choices, policy, kept)
    pen = Pen(document, policy, register, office_phone)
    edits = [pen.edit(e, blocks.start(e.finding.start or 0)) for e in staying if e.verb is not Verb.KEEP]
    spared = [SpanEdit(e.finding.start or 0, e.finding.end or 0, "") for e in staying if e.verb is Verb.KEEP]
    edits += _added(document, policy, persons_in.keys() - tables)
    edits += [edit for edit, block in _elsewhere(blocks, gone, [*edits, *spared], pen, decided) if stays(block)]
    burns = picture_burns.burns(blocks.ocr, _going(findings, choices, policy), gone, document.marks)
    return Cleaning(
        plan=PublicPlan(disjoint(edits), _column_cuts(columns), (), _table_cuts(tables, counted), burns),
        persons=register,
        kept=frozenset(kept),
        gone=frozenset(_searched(gone, kept)),
        edited=len(edits) + len(burns) + sum(1 for e in decided if e.verb is not Verb.KEEP and not stays(e.block)),
        kept_count=len(spared),
        stayed=frozenset(_stayed(staying, blocks, findings, choices, policy)),
    )


def clean_stem(stem: str, findings: Iterable[Finding], cleaning: Cleaning, policy: Policy) -> str:
    """The name of a file without the values that its name gives away (rulebook §3.5 e)."""
    edits: list[SpanEdit] = []
    pen = Pen(Document.of(FileKind.TEXT, ()), policy, cleaning.persons, None)
    for finding in findings:
        value = (finding.type, finding.value)
        written = pen.written(*value, Verb.MASK).replace("*", "")
        at = stem.find(finding.value) if value in cleaning.gone else -1
        while at >= 0:
            edits.append(SpanEdit(at, at + len(finding.value), written))
            at = stem.find(finding.value, at + 1)
    return apply(stem, disjoint(edits)) or say("public.unnamed")


def _column_cuts(columns: Iterable[ColumnKey]) -> tuple[ColumnCut, ...]:
    return tuple(sorted((ColumnCut(key.column, key.table.table, key.table.sheet) for key in columns), key=str))


def _table_cuts(tables: Iterable[TableKey], counted: Mapping[TableKey, str]) -> tuple[TableCut, ...]:
    """Tables that go, with the sentence that stands there instead."""
    cuts = (TableCut(key.table, key.sheet, counted.get(key) or say("public.list_removed")) for key in tables)
    return tuple(sorted(cuts, key=str))


def _persons_in(findings: Iterable[Finding], document: Document) -> dict[TableKey, set[int | None]]:
    """By table the rows in which a person is named who does not stand there in office."""
    blocks = _Blocks(document)
    rows: defaultdict[TableKey, set[int | None]] = defaultdict(set)
    for finding in findings:
        named = finding.type is FindingType.PERSON_NAME and finding.level is not Level.GREY
        if named and finding.start is not None:
            block = blocks.at(finding.start)
            if column_key(block) is not None and not block.hidden:
                rows[table_key(block)].add(block.place.row)
    return dict(rows)


def _added(document: Document, policy: Policy, tables: Iterable[TableKey]) -> Iterator[SpanEdit]:
    """Edits that the policy's extras ask for, in the `tables` of persons that stay."""
    if Does.IMPRINT in policy.does:
        yield from imprint.edits(document)
    if Does.BANDS in policy.does:
        yield from number_columns.edits(document, tables, policy.scales)


def _counted(
    document: Document, persons: dict[TableKey, set[int | None]], policy: Policy
) -> dict[TableKey, str]:
    """The lists of persons that become a sentence of counts."""
    if Does.COUNTS not in policy.does or policy.counts is None:
        return {}
    return list_counts.sentences(document, persons, policy.counts)


class _Blocks:
    """Looks up the content block of an offset."""

    def __init__(self, document: Document) -> None:
        content = list(document.content())
        self.text = document.text
        self.ocr = [(start, block) for start, block in content if block.kind is BlockKind.OCR]
        self._starts = [start for start, _ in content]
        self._blocks = [block for _, block in content]

    def start(self, offset: int) -> int:
        """Where the block of `offset` begins."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def at(self, offset: int) -> Block:
        """The block of `offset`."""
        return self._blocks[bisect_right(self._starts, offset) - 1]


def _located(
    blocks: _Blocks, findings: Iterable[Finding], choices: Mapping[int, Choice], policy: Policy,
) -> Iterator[Decided]:
    """The findings in visible text on which something is to be done or kept."""
    for finding in findings:
        choice = choices.get(finding.number)
        verb = decide(finding, choice, policy)
        if finding.start is None or verb is None:
            continue
        block = blocks.at(finding.start)
        if block.kind in NOT_WRITTEN or block.hidden:
            continue
        chosen = overrules(finding, choice)
        yield Decided(finding, block, verb, chosen, choice.replacement if choice and chosen else None)


def _kept(findings: Iterable[Finding], choices: Mapping[int, Choice], policy: Policy) -> set[Value]:
    """Values that may stay: by a person's decision, or because nothing has to happen to them."""
    return {(f.type, f.value) for f in findings if decide(f, choices.get(f.number), policy) is Verb.KEEP}


def _stayed(
    staying: Iterable[Decided], blocks: _Blocks, findings: Iterable[Finding], choices: Mapping[int, Choice],
    policy: Policy,
) -> Iterator[int]:
    """Findings that stay: in text, or in a picture that is left as it is."""
    yield from (entry.finding.number for entry in staying if entry.verb is Verb.KEEP)
    for one in findings:
        in_picture = one.start is not None and blocks.at(one.start).kind is BlockKind.OCR
        if in_picture and decide(one, choices.get(one.number), policy) is Verb.KEEP:
            yield one.number


def _gone(
    findings: Iterable[Finding], choices: Mapping[int, Choice], policy: Policy, kept: set[Value],
) -> set[Value]:
    """Values that may not occur anywhere in the result, hidden places and properties included."""
    stays = {value for _, value in kept}
    return {
        (f.type, f.value) for f in _going(findings, choices, policy)
        if f.type in IDENTIFYING and not f.region and f.value not in stays}


def _going(findings: Iterable[Finding], choices: Mapping[int, Choice], policy: Policy) -> Iterator[Finding]:
    """The findings whose value goes or changes."""
    return (f for f in findings if decide(f, choices.get(f.number), policy) not in {Verb.KEEP, None})


def _searched(gone: set[Value], kept: set[Value]) -> set[Value]:
    """What the result may not hold: not a value that is a piece of one that stays (8123456 in 0797-8123456)."""
    stays = "\n".join({value for _, value in kept})
    return {(kind, value) for kind, value in gone if value not in stays}


def _value(finding: Finding) -> Value:
    """The kind and the text of a finding."""
    return finding.type, finding.value


def _elsewhere(
    blocks: _Blocks, gone: set[Value], taken: Iterable[SpanEdit], pen: Pen, decided: Iterable[Decided],
) -> Iterator[tuple[SpanEdit, Block]]:
    """Edits for occurrences of values that go which no finding covers, with the block each stands in."""
    covered = disjoint(taken)
    starts = [edit.start for edit in covered]
    first = {_value(entry.finding): entry for entry in reversed(list(decided))}
    for kind, start, end in Searcher(gone).occurrences(blocks.text):
        index = bisect_right(starts, start) - 1
        block = blocks.at(start)
        if (index >= 0 and covered[index].end >= end) or block.kind in NOT_WRITTEN or block.hidden:
            continue
        value = blocks.text[start:end]
        model = first.get((kind, value))
        if model is not None and model.replacement is not None:
            written = model.replacement
        else:
            written = pen.written(kind, value, model.verb if model else Verb.MASK)
        yield SpanEdit(start, end, written), block
