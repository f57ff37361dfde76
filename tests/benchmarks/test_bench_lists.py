"""Lists and search over a million items: first and deep pages, counts, and a frame of the list being scrolled.

Budgets of design §11: first page 100 ms, a frame 16 ms. Nothing fails for being slow: it prints CPU milliseconds (the
machine may be shared) and their ratio to the budget.
"""

import statistics
from contextlib import closing
from datetime import date
from time import perf_counter, process_time

import pytest
from PySide6.QtWidgets import QApplication, QTableView

import big_homes
from db.read_models import SqlReadModels
from reviewer_app.domain.states import State
from reviewer_app.ports.read_models import ItemFilter
from reviewer_app.rules.workdays import load_calendar
from ui.models.days import Days
from ui.models.item_rows import columns
from ui.models.rows import STATE_ROLE, RowsModel
from ui.text import Words
from ui.widgets.row_table import dress_rows
from ui.widgets.state_delegate import StateDelegate

pytestmark = [pytest.mark.bench, pytest.mark.xdist_group("bench")]

ITEMS = 1_000_000
PAGE, FRAME = 100, 16
"""Milliseconds: the budgets."""

DEEP = 40
FRAMES = 60
OPEN = frozenset(State) - frozenset(big_homes.OVER)
LISTS = {
    "待办": ItemFilter(states=OPEN),
    "待办, 逾期": ItemFilter(states=OPEN, due_before=date(2018, 6, 1)),
    "在办": ItemFilter(states=OPEN, claimed_by="reviewer1"),
    "办结, 本周": ItemFilter(states=frozenset(big_homes.OVER), due_from=date(2018, 6, 1), due_before=date(2018, 6, 8)),
    "送审": ItemFilter(mine="author1"),
    "台账": ItemFilter(),
    "台账, 少见的词": ItemFilter(text="第77777号"),
    "台账, 常见的词": ItemFilter(text="松岗"),
}


def told(name, *costs):
    """A line of figures."""
    shown = "  ".join(f"{what} {cost:7.1f} ms ({cost / budget:5.2f} x)" for what, cost, budget in costs)
    print(f"{name:<16}{shown}")  # noqa: T201 - the figures are what a benchmark is for


def milliseconds(work):
    """CPU of the median of five runs, and what it gave."""
    seen = []
    for _ in range(5):
        start = process_time()
        found = work()
        seen.append((process_time() - start) * 1000)
    return statistics.median(seen), found


def deep(read):
    """The key after so many pages."""
    after = None
    for _ in range(DEEP):
        page = read(after)
        if page.next is None:
            break
        after = page.next
    return after


def test_lists_of_a_million_items(tmp_path, qtbot):
    began = perf_counter()
    with closing(big_homes.with_items(tmp_path / "home", ITEMS)) as store:
        size = (tmp_path / "home" / "reviewer.db").stat().st_size >> 20
        print(f"\n{ITEMS} items made in {perf_counter() - began:.0f} s, {size} MiB")  # noqa: T201 - as above
        reads = SqlReadModels(store.around.engine)
        for name, where in LISTS.items():
            lists(name, lambda after, where=where: reads.items(where, after))
            if not where.text:  # nobody counts what a filter finds
                told("  its count", ("", milliseconds(lambda where=where: reads.count_items(where))[0], PAGE))
        for newest in (False, True):
            lists(f"发布队列 {newest}", lambda after, newest=newest: reads.queue(frozenset(big_homes.IN_QUEUE), after,
                                                                              newest_first=newest))
        for query in ("松岗", "农户代表", "第77777号", "松岗 异议", "公"):
            lists(f"搜索 {query}", lambda after, query=query: reads.found(query, None, after))
        frames(reads, qtbot)


def lists(name, read):
    """First page, and a page far behind it."""
    first, _ = milliseconds(lambda: read(None))
    after = deep(read)
    later, _ = milliseconds(lambda: read(after))
    told(name, ("first page", first, PAGE), (f"page {DEEP}", later, PAGE))


def scroll(table, step):
    """Three rows on, as one turn of the wheel."""
    table.verticalScrollBar().setValue(step * 3)
    QApplication.processEvents()


def cost_of(work):
    """CPU milliseconds of one run."""
    start = process_time()
    work()
    return (process_time() - start) * 1000


def frames(reads, qtbot):
    """Scroll a list of which two thousand rows are there."""
    model = RowsModel(columns(Words(), Days(Words(), lambda: date(2018, 6, 1), load_calendar), lambda leaf: leaf))
    page = reads.items(ItemFilter(), None, 2_000)
    appending, _ = milliseconds(lambda: model.restart(page))
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    table.setItemDelegate(StateDelegate(STATE_ROLE, table))
    dress_rows(table, model.widths, 52)
    table.resize(1440, 900)
    with qtbot.waitExposed(table):
        table.show()
    table.viewport().grab()
    scrolled, whole = [], []
    for step in range(FRAMES):
        scrolled.append(cost_of(lambda at=step: scroll(table, at)))
        whole.append(cost_of(table.viewport().grab))
    told("a frame, 3 rows on", ("median", statistics.median(scrolled), FRAME), ("worst", max(scrolled), FRAME))
    told("all drawn anew", ("median", statistics.median(whole), FRAME), ("worst", max(whole), FRAME))
    told("2,000 rows put in", ("", appending, FRAME))
