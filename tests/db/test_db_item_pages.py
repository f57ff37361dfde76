"""Lists page by page: every row once, in order, under every filter, and never by a scan or a sort."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

import big_homes
from db import item_pages, queue_pages, search_pages
from db.read_models import SqlReadModels
from db.search_words import holds
from reviewer_app.domain.states import State
from reviewer_app.ports.read_models import ItemFilter

ITEMS = 3_000
OPEN = frozenset(State) - frozenset(big_homes.OVER)
DAYS = st.none() | st.dates(date(2018, 1, 1), date(2019, 2, 1))
FILTERS = st.builds(
    ItemFilter,
    states=st.frozensets(st.sampled_from(State), max_size=6),
    author=st.none() | st.sampled_from([f"author{n}" for n in range(4)]),
    mine=st.none() | st.sampled_from([f"author{n}" for n in range(4)]),
    claimed_by=st.none() | st.sampled_from([f"reviewer{n}" for n in range(5)]),
    unclaimed=st.booleans(),
    column=st.none() | st.sampled_from(big_homes.COLUMNS),
    due_before=DAYS,
    due_from=DAYS,
    text=st.sampled_from(["", "", "松岗", "松岗 登记", "〔2018〕12", "公示", "第7号", "石", "查无此事", "，"]),
)
PLANNED = [
    ItemFilter(states=OPEN),
    ItemFilter(),
    ItemFilter(states=OPEN, author="author1"),
    ItemFilter(states=OPEN, claimed_by="reviewer1"),
    ItemFilter(states=OPEN, unclaimed=True),
    ItemFilter(mine="author1"),
    ItemFilter(column="A30"),
    ItemFilter(states=OPEN, due_before=date(2018, 6, 1)),
    ItemFilter(states=frozenset(big_homes.OVER), due_from=date(2018, 6, 1), due_before=date(2018, 6, 8)),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = big_homes.with_items(tmp_path_factory.mktemp("many") / "home", ITEMS)
    yield made
    made.close()


@pytest.fixture(scope="module")
def rows(store):
    with store.around.engine.connect() as connection:
        return Read(connection.execute(text("SELECT * FROM items")).mappings().all())


class Read(list):
    """Rows whose words do not fill a failed example's report."""

    def __repr__(self):
        return f"{len(self)} rows"


@pytest.fixture
def reads(store):
    return SqlReadModels(store.around.engine)


@settings(max_examples=30)
@given(where=FILTERS, limit=st.sampled_from([7, 50, 400]))
def test_pages_give_each_row_once_and_in_order(store, rows, where, limit):
    reads = SqlReadModels(store.around.engine)
    wanted = [row["id"] for row in sorted(rows, key=order) if matches(row, where)]
    assert walked(lambda after: reads.items(where, after, limit), most=9) == wanted[: 9 * limit]
    assert reads.count_items(where) == len(wanted)


@pytest.mark.parametrize("where", PLANNED)
@pytest.mark.parametrize("after", [None, (1, "2018-03-04", 77), (2, item_pages.NEVER, 900)])
def test_a_page_is_read_through_an_index_alone(store, where, after):
    for stretch in item_pages.stretches(after):
        plan = plan_of(store, item_pages.stretch_statement(where, stretch, 50))
        searches = [step for step in plan if step.startswith("SEARCH")]
        assert searches
        assert all("USING COVERING INDEX" in step or "USING INDEX" in step for step in searches)
        assert all("<expr>=?" in step for step in searches)
        assert not [step for step in plan if "SCAN" in step or "TEMP B-TREE" in step]


def test_a_rare_title_is_found_by_its_words_and_not_by_a_walk(store, monkeypatch):
    """Pairs of digits stand in many titles: what decides is how many hold the number itself."""
    monkeypatch.setattr(item_pages, "FEW", 3)
    monkeypatch.setattr(item_pages, "stretch_statement", None)
    with store.around.engine.connect() as connection:
        found = item_pages.page_keys(connection, ItemFilter(text="2121"), None, 50)
    assert [serial for _, _, serial in found] == [2121]


@pytest.mark.parametrize(("words", "few"), [("松岗", 3), ("示", item_pages.FEW)])
def test_a_frequent_title_is_found_in_the_order_of_the_list(store, rows, monkeypatch, words, few):
    """One character is known to be frequent from the newest titles alone."""
    monkeypatch.setattr(item_pages, "FEW", few)
    monkeypatch.setattr(item_pages, "_sorted_few", None)
    where = ItemFilter(text=words)
    wanted = [row["id"] for row in sorted(rows, key=order) if matches(row, where)]
    reads = SqlReadModels(store.around.engine)
    assert walked(lambda after: reads.items(where, after, 50), most=4) == wanted[:200]


@pytest.mark.parametrize("where", PLANNED)
def test_counting_never_scans_the_table(store, where):
    plan = plan_of(store, item_pages.count_statement(where))
    assert not [step for step in plan if step.startswith("SCAN items")]
    assert [step for step in plan if "INDEX ix_items_" in step]


def test_every_urgency_has_its_rank(store, rows):
    with store.around.engine.connect() as connection:
        ranks = set(connection.execute(text(f"SELECT DISTINCT {item_pages.RANK_SQL} FROM items")).scalars())  # noqa: S608 - our words
    assert ranks == set(item_pages.RANKS)
    assert {row["urgency"] for row in rows} == {"normal", "urgent", "extra_urgent"}


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("states", [frozenset(), frozenset(big_homes.IN_QUEUE), frozenset({State.EXPIRED})])
def test_the_queue_page_by_page(store, reads, states, newest_first):
    with store.around.engine.connect() as connection:
        entries = connection.execute(text("SELECT * FROM queue")).mappings().all()
    wanted = [row for row in entries if not states or row["state"] in states]
    wanted.sort(key=lambda row: (row["not_before"], row["serial"]), reverse=newest_first)
    assert len(wanted) > 5
    for limit in (3, 50):
        found = walked(lambda after, limit=limit: reads.queue(states, after, limit, newest_first=newest_first))
        assert found == [row["id"] for row in wanted]


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("states", [frozenset(), frozenset(big_homes.IN_QUEUE)])
@pytest.mark.parametrize("after", [None, ("2018-03-01T00:00:00.000000Z", 70)])
def test_a_page_of_the_queue_is_never_sorted(store, states, after, newest_first):
    statement = queue_pages.keys_statement(states, after, 50, newest_first=newest_first, item=None)
    plan = plan_of(store, statement)
    assert [step for step in plan if "INDEX ix_queue_" in step]
    assert not [step for step in plan if "TEMP B-TREE" in step or step.endswith("SCAN queue")]


@pytest.mark.parametrize(("query", "mine"), [
    ("松岗", None), ("农户代表", "author2"), ("公示 东山", None), ("第77号", None), ("示", None), ("东", "author2"),
])
def test_the_search_names_titles_first_and_each_item_once(store, reads, rows, query, mine, monkeypatch):
    monkeypatch.setattr(search_pages, "NEAR", 400)  # some pages are full of what is near, some are not
    with store.around.engine.connect() as connection:
        bodies = dict(map(tuple, connection.execute(text("SELECT serial, body FROM search_texts"))))

    def head(row):
        return f"{row['title']}\n{row['number'] or ''}"

    seen = [row for row in rows if mine in {None, row["author"], row["entered_by"]}]
    named = [row for row in seen if holds(head(row), query)]
    first = {row["serial"] for row in named}
    told = [row for row in seen if row["serial"] not in first and holds(f"{head(row)}\n{bodies[row['serial']]}", query)]
    wanted = [row["id"] for one in (named, told) for row in sorted(one, key=lambda row: -row["serial"])]
    assert wanted
    assert walked(lambda after: reads.found(query, mine, after, 137), most=60) == wanted


def test_the_search_reads_the_index_from_its_new_end(store):
    for statement in search_pages.STATEMENTS.values():
        asked = {"query": "松岗", "asked": '"松岗"', "below": 2**62, "mine": None}
        plan = plan_of(store, statement.bindparams(**asked, most=20, before=1, length=9))
        slow = ("TEMP B-TREE", "SCAN items", "SCAN search_texts")
        assert not [step for step in plan if any(word in step for word in slow)]


def walked(page, most=10_000):
    """Ids of all pages in turn, at most so many pages."""
    found, after = [], None
    for _ in range(most):
        one = page(after)
        found += [row.id for row in one.rows]
        after = one.next
        if after is None:
            break
    return found


def order(row):
    return {"extra_urgent": 0, "urgent": 1}.get(row["urgency"], 2), row["due"] or item_pages.NEVER, row["serial"]


def matches(row, where):
    tests = [
        not where.states or row["state"] in where.states,
        where.author in {None, row["author"]},
        where.mine in {None, row["author"], row["entered_by"]},
        where.claimed_by in {None, row["claimed_by"]},
        not where.unclaimed or row["claimed_by"] is None,
        where.column in {None, row["column"]},
        where.due_from is None or (row["due"] or "") >= str(where.due_from),
        where.due_before is None or (row["due"] is not None and row["due"] < str(where.due_before)),
        where.text != "，" and holds(f"{row['title']}\n{row['number'] or ''}", where.text) if where.text else True,
    ]
    return all(tests)


def plan_of(store, statement):
    """SQLite's plan of a statement, a step a line."""
    with store.around.engine.connect() as connection:
        compiled = statement.compile(store.around.engine, compile_kwargs={"render_postcompile": True})
        values = tuple(compiled.params[name] for name in compiled.positiontup)
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values).all()
    return [row[3] for row in rows]
