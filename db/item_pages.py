"""One page of a list of items, found through indexes alone whatever the filter (design §11: a million items).

Every filter is cut into ranges that an index holds in the order of the list: one urgency, one state, one person or
column. SQLite merges such ranges without sorting and stops at the page's end. Only keys are read this way; the rows of
the page follow by key.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
    tuple_,
    union_all,
)

from db.search_pages import is_common
from db.search_words import match_expression
from db.tables import ItemRow
from db.tables.items import DUE_SQL, RANK_SQL, RANKS
from reviewer_app.domain.states import State
from reviewer_app.ports.read_models import ItemFilter, Key

COUNT_LIMIT: Final = 10_000
FEW: Final = 2_000
"""Up to so many titles are sorted; of more, the list is walked in its order, for matches are never far apart."""

NEVER: Final = "9999-12-31"
Tests = tuple[ColumnElement[bool], ...]
Found = tuple[int, str, int]
"""Rank, deadline, serial: the key of a row."""


class Stretch(NamedTuple):
    """A part of the list that one statement reads: an urgency; behind a deadline; of one deadline behind a serial."""

    rank: int
    due: str | None = None
    serial: int | None = None


_item = ItemRow.__table__
_rank: ColumnElement[int] = literal_column(RANK_SQL)
_due: ColumnElement[str] = literal_column(DUE_SQL)
_by_due = (text("due_key"), text("serial"))


def page_keys(connection: Connection, where: ItemFilter, after: Key | None, limit: int) -> list[Found]:
    """The keys of the rows that follow `after`, in the order of the list."""
    if where.text:
        few = _few_titles(connection, where.text)
        if few is not None:
            return [] if not few else _sorted_few(connection, where, few, after, limit)
    found: list[Found] = []
    for stretch in stretches(after):
        if len(found) < limit:
            rows = connection.execute(stretch_statement(where, stretch, limit - len(found)))
            found += [(stretch.rank, row.due_key, row.serial) for row in rows]
    return found


def stretches(after: Key | None) -> Iterator[Stretch]:
    """The stretches of the whole list that follow a key, in order."""
    if after is None:
        yield from map(Stretch, RANKS)
        return
    rank, due, serial = int(after[0]), str(after[1]), int(after[2])
    yield Stretch(rank, due, serial)
    yield Stretch(rank, due)
    yield from (Stretch(later) for later in RANKS if later > rank)


def stretch_statement(where: ItemFilter, stretch: Stretch, limit: int) -> Any:  # noqa: ANN401 - a select or a union
    """The keys of one stretch in order: one range of an index a state and person, merged."""
    ranges = list(_ranges(where, stretch))
    whole: Any = union_all(*ranges) if len(ranges) > 1 else ranges[0]
    by_serial = (text("serial"),)  # named alone where the deadline is one: SQLite would sort by a constant
    return whole.order_by(*(by_serial if stretch.serial is not None else _by_due)).limit(limit)


def count_statement(where: ItemFilter) -> Select[Any]:
    """Counts what matches, up to 10,000."""
    tests = [*_due_tests(where), *_text_tests(where)]
    tests.append(_rank.in_([literal_column(str(rank)) for rank in RANKS]))  # lets an index reach the deadline
    tests.append(_item.c.state.in_(_states(where)))
    tests += _any_person(where)
    return select(func.count()).select_from(select(_item.c.serial).where(*tests).limit(COUNT_LIMIT).subquery())


def _ranges(where: ItemFilter, stretch: Stretch) -> Iterator[Select[Any]]:
    common = [_rank == literal_column(str(stretch.rank)), *_text_tests(where)]
    due: ColumnElement[str] = _due
    if stretch.serial is not None:
        due = literal(str(stretch.due))
        common += [_due == stretch.due, _item.c.serial > stretch.serial]
    else:
        common += _due_tests(where, stretch.due)
    for state in _states(where):
        for person in _persons(where):
            tests = (*common, _item.c.state == state, *person)
            yield select(_item.c.serial, due.label("due_key")).where(*tests)


def _states(where: ItemFilter) -> list[str]:
    return sorted(state.value for state in where.states or State)


def _persons(where: ItemFilter) -> list[Tests]:
    """What else must be equal; mine are those I drafted, and those I entered for somebody else."""
    tests: Tests = ()
    for column, value in ((_item.c.author, where.author), (_item.c.claimed_by, where.claimed_by),
                          (_item.c.column, where.column)):
        if value is not None:
            tests = (*tests, column == value)
    if where.unclaimed:
        tests = (*tests, _item.c.claimed_by.is_(None))
    if where.mine is None:
        return [tests]
    entered = (_item.c.entered_by == where.mine, _item.c.author != where.mine)
    return [(*tests, _item.c.author == where.mine), (*tests, *entered)]


def _any_person(where: ItemFilter) -> Tests:
    """The same as one test, for statements that are not cut into ranges."""
    alternatives = [and_(*tests) for tests in _persons(where) if tests]
    return (or_(*alternatives),) if alternatives else ()


def _due_tests(where: ItemFilter, after: str | None = None) -> Tests:
    """The window of deadlines, from behind `after` on; of a window, items without a deadline are never part."""
    low = where.due_from.isoformat() if where.due_from is not None else None
    high = where.due_before.isoformat() if where.due_before is not None else None
    if high is None and low is not None:
        high = NEVER
    tests: Tests = () if high is None else (_due < high,)
    if after is not None:
        return (*tests, _due > after)
    return tests if low is None else (*tests, _due >= low)


def _text_tests(where: ItemFilter) -> Tests:
    if not where.text:
        return ()
    named = func.holds(_item.c.title + literal_column("char(10)") + func.coalesce(_item.c.number, ""), where.text)
    return (named == 1,)


def _few_titles(connection: Connection, wanted: str) -> list[int] | None:
    """The serials of items whose title or number holds the words, None where they are more than a few.

    Looked at here and not in the walk: a number's pairs of digits stand in many titles, the number itself in one.
    """
    asked = match_expression(wanted)
    if asked is None:
        return []
    if is_common(connection, wanted):
        return None
    statement = text(
        "SELECT search_titles.rowid FROM search_titles JOIN search_texts ON search_texts.serial = search_titles.rowid "
        "WHERE search_titles MATCH :asked AND "
        "holds(search_texts.title || char(10) || coalesce(search_texts.number, ''), :wanted) LIMIT :most"
    )
    found = list(connection.execute(statement, {"asked": asked, "wanted": wanted, "most": FEW + 1}).scalars())
    return None if len(found) > FEW else found


def _sorted_few(
    connection: Connection, where: ItemFilter, serials: list[int], after: Key | None, limit: int
) -> list[Found]:
    tests = [*_due_tests(where), *_text_tests(where), _item.c.state.in_(_states(where)), _item.c.serial.in_(serials)]
    tests += _any_person(where)
    if after is not None:
        tests.append(tuple_(_rank, _due, _item.c.serial) > tuple_(*after))
    statement = select(_rank.label("rank"), _due.label("due_key"), _item.c.serial).where(*tests)
    rows = connection.execute(statement.order_by(text("rank"), *_by_due).limit(limit))
    return [(row.rank, row.due_key, row.serial) for row in rows]
