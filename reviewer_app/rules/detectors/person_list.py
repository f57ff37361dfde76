"""Lists of persons: a table of five or more is how leaks happen, so it is one finding with size and kinds."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from reviewer_app.domain.findings import Action, FindingType, Level
from reviewer_app.rules.detectors.candidate import Candidate, Evidence, parameters
from reviewer_app.rules.detectors.derived import OPEN_ROLES, Derived, Settled, claim
from reviewer_app.rules.scan import Cell
from reviewer_app.rules.schema import Rule

_PERSONS = frozenset({FindingType.PERSON_NAME, FindingType.ID_NUMBER, FindingType.MOBILE, FindingType.BANK_ACCOUNT})
_NO_PERSON = frozenset({FindingType.CREDIT_CODE, FindingType.LANDLINE, FindingType.IP, FindingType.MAC})
Table = tuple[object, ...]


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    least: int


class PersonList:
    """Counts, table by table, the rows in which a private person was found."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._least = parameters(rule, _Parameters).least

    def derive(self, settled: Settled) -> Iterator[Derived]:
        """Yield one finding a list, on the table's first cell; red where anything in it is red."""
        for seen in _tables(settled):
            if len(seen.rows) >= self._least:
                level = Level.RED if Level.RED in seen.levels else Level.AMBER
                yield Derived(self._claim(seen), FindingType.LIST, level, Action.REVIEW)

    def _claim(self, seen: "_Seen") -> Candidate:
        told = [Evidence("evidence.list_kind", f"{title} {count}") for title, count in _by_title(seen.rules)]
        size = Evidence("evidence.list", str(len(seen.rows)))
        return claim(self._rule, seen.first.start, seen.first.end, "counted", size, *told)


@dataclass(slots=True)
class _Seen:
    """What was found of private persons in one table; `rows` are those with a person."""

    first: Cell
    rows: set[int] = field(default_factory=set)
    rules: list[Rule] = field(default_factory=list)
    levels: set[Level] = field(default_factory=set)


def _tables(settled: Settled) -> Iterable[_Seen]:
    """The tables in the order of their first persons."""
    tables: dict[Table, _Seen] = {}
    with_persons: dict[Table, _Seen] = {}
    for found, level in zip(settled.candidates, settled.levels, strict=True):
        cell = settled.scan.cell(found.start)
        rule = found.rule
        if cell is None or found.role in OPEN_ROLES or rule.type in _NO_PERSON:
            continue
        seen = tables.get(cell.table)
        if seen is None:
            seen = tables[cell.table] = _Seen(cell)
        seen.rules.append(rule)
        seen.levels.add(level)
        if rule.type in _PERSONS:
            if not seen.rows:
                with_persons[cell.table] = seen
            seen.rows.add(cell.row)
    return with_persons.values()


def _by_title(rules: Iterable[Rule]) -> list[tuple[str, int]]:
    """How often the rules' titles occur, of which several rules may share one, the most frequent first."""
    kinds: Counter[str] = Counter()
    by_id = {rule.id: rule for rule in rules}
    for rule, count in Counter(rule.id for rule in rules).items():
        kinds[by_id[rule].title.partition("（")[0]] += count
    return kinds.most_common()
