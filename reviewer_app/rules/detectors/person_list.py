"""Lists of persons: a table of five or more is how leaks happen, so it is one finding with size and kinds."""

from collections import Counter, defaultdict
from collections.abc import Iterator

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
        first: dict[Table, Cell] = {}
        rows: dict[Table, set[int]] = defaultdict(set)
        counts: dict[Table, Counter[str]] = defaultdict(Counter)
        titles: dict[str, str] = {}
        red: set[Table] = set()
        for found, level in zip(settled.candidates, settled.levels, strict=True):
            cell = settled.scan.cell(found.start)
            rule = found.rule
            if cell is None or found.role in OPEN_ROLES or rule.type in _NO_PERSON:
                continue
            table = cell.table
            if rule.type in _PERSONS:
                rows[table].add(cell.row)
            if table not in first:
                first[table] = cell
            counts[table][rule.id] += 1
            if rule.id not in titles:
                titles[rule.id] = rule.title.partition("（")[0]
            if level is Level.RED:
                red.add(table)
        for table, found_rows in rows.items():
            if len(found_rows) >= self._least:
                level = Level.RED if table in red else Level.AMBER
                candidate = self._claim(first[table], len(found_rows), _by_title(counts[table], titles))
                yield Derived(candidate, FindingType.LIST, level, Action.REVIEW)

    def _claim(self, cell: Cell, rows: int, kinds: Counter[str]) -> Candidate:
        told = [Evidence("evidence.list_kind", f"{title} {count}") for title, count in kinds.most_common()]
        return claim(self._rule, cell.start, cell.end, "counted", Evidence("evidence.list", str(rows)), *told)


def _by_title(counts: Counter[str], titles: dict[str, str]) -> Counter[str]:
    """The same counts by the rules' titles, of which several rules may share one."""
    kinds: Counter[str] = Counter()
    for rule, count in counts.items():
        kinds[titles[rule]] += count
    return kinds
