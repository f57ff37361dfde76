"""A list of persons as a sentence of counts (GB/T 37964 数据聚合). No group is smaller than the policy allows."""

from collections import Counter, defaultdict

from reviewer_app.domain.document import Document
from reviewer_app.rules.policy import Counts
from reviewer_app.rules.table_cuts import TableKey, column_key, table_key
from reviewer_app.text import say


def sentences(document: Document, persons: dict[TableKey, set[int | None]], rules: Counts) -> dict[TableKey, str]:
    """For each table with enough rows of persons, what stands in its place. `persons` holds the rows by table."""
    groups = _groups(document, persons, rules)
    return {
        table: _sentence(len(rows), groups.get(table), rules)
        for table, rows in persons.items() if len(rows) >= rules.persons_at_least}


def _groups(
    document: Document, persons: dict[TableKey, set[int | None]], rules: Counts
) -> dict[TableKey, tuple[str, Counter[str]]]:
    """By table the header and the sizes of groups of the first fitting column, in the order of the policy's headers."""
    columns: defaultdict[TableKey, dict[str, Counter[str]]] = defaultdict(dict)
    for _, block in document.content():
        if column_key(block) is None or block.hidden or not block.header or not block.text.strip():
            continue
        table = table_key(block)
        if block.place.row in persons.get(table, ()):
            columns[table].setdefault("".join(block.header.split()), Counter())["".join(block.text.split())] += 1
    found: dict[TableKey, tuple[str, Counter[str]]] = {}
    for table, counted in columns.items():
        for header in (one for word in rules.headers for one in counted if word in one):
            if 1 < len(counted[header]) <= rules.groups_at_most:
                found[table] = header, counted[header]
                break
    return found


def _sentence(total: int, grouped: tuple[str, Counter[str]] | None, rules: Counts) -> str:
    shown = _large_enough(grouped[1], total, rules.smallest) if grouped else []
    if not grouped or len(shown) < 2:  # noqa: PLR2004 — one group says no more than the total
        return say("public.list_counted", total=total)
    parts = say("public.list_join").join(say("public.list_group", name=name, count=count) for name, count in shown)
    return say("public.list_counted_by", total=total, header=grouped[0], groups=parts)


def _large_enough(groups: Counter[str], total: int, smallest: int) -> list[tuple[str, int]]:
    """Groups in falling size; the small ones together, with the next larger where together they are still small.

    Rows whose cell is empty belong to the small ones: else the difference to the total would tell them.
    """
    falling = sorted(groups.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [(name, count) for name, count in falling if count >= smallest]
    rest = total - sum(count for _, count in shown)
    while 0 < rest < smallest and shown:
        rest += shown.pop()[1]
    return [*shown, (say("public.list_others"), rest)] if rest else shown
