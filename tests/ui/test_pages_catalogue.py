"""责任表 in the real window: every leaf, its term, its months, what was released and what is late."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt

from reviewer_app.ports.clock import SHANGHAI
from reviewer_app.ports.read_models import ColumnMonths
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.freshness import Freshness
from ui.dialogs.catalogue_forms import GapDialog, LeafForm
from ui.models.catalogue_rows import MONTHS, duties, month_bounds
from ui.text import Words
from window_office import open_window

TODAY = date(2018, 6, 21)


def opened(qtbot, window):
    window.main.show_page("catalogue")
    page = window.main.page
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    return page


def choose(page, leaf):
    at = next(n for n, row in enumerate(page.model.rows) if row.leaf.id == leaf)
    page.table.selectRow(at)


def at(month, day=1, year=2018):
    return datetime(year, month, day, 10, tzinfo=SHANGHAI)


def test_all_thirty_rows_are_there_with_units_and_terms(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(qtbot, window)
        assert page.model.rowCount() == 36
        assert len({row.leaf.row for row in page.model.rows}) == 30
        assert "30 行、36 个栏目" in page.summary.text()
        assert page.model.index(0, 1).data() == "信息公开指南\n办公室、信息中心"
        assert page.model.index(0, 2).data() == "尚无记录"


def test_a_leaf_shows_its_releases_and_opens_one(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(qtbot, window)
        choose(page, "A23")
        panel = page.panel
        qtbot.waitUntil(lambda: panel.releases.rowCount() == 1)
        assert panel.releases.rows[0].item == office.items["online"]
        assert page.selected().last == TODAY
        assert page.cells_of(page.table.currentIndex())[-1].text == "1"
        assert "个工作日内公开" in panel.facts["term"].text()
        panel.release_table.selectRow(0)
        with qtbot.waitSignal(window.front.open_item) as asked:
            qtbot.keyClick(panel.release_table, Qt.Key.Key_Return)
        assert asked.args == [office.items["online"]]


def test_a_leaf_without_releases_says_where_else_to_look(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(qtbot, window)
        choose(page, "A01")
        qtbot.waitUntil(page.panel.empty.isVisible)
        assert "请到网站核对" in page.panel.empty.text()
        assert not page.panel.late_table.isVisible()


def test_items_past_their_last_day_make_a_leaf_late_and_are_listed(office, qtbot):
    office.clock.forward(timedelta(days=60))
    with open_window(office, "reviewer") as window:
        page = opened(qtbot, window)
        qtbot.mouseClick(page.chips.button(1), Qt.MouseButton.LeftButton)
        assert page.model.rowCount() > 0
        assert {row.due.state for row in page.model.rows} == {Freshness.OVERDUE}
        choose(page, "A30")
        qtbot.waitUntil(lambda: page.panel.late.rowCount() == page.selected().overdue)
        late = {row.id for row in page.panel.late.rows}
        assert {office.items["household"], office.items["clean"]} <= late
        assert page.panel.late_table.isVisible()


def test_an_empty_filter_shows_nothing_beside_it(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(qtbot, window)
        qtbot.mouseClick(page.chips.button(1), Qt.MouseButton.LeftButton)
        assert page.model.rowCount() == 0
        assert not page.panel.told.isVisible()
        qtbot.mouseClick(page.chips.button(3), Qt.MouseButton.LeftButton)
        assert {row.leaf.id for row in page.model.rows} == {"A01", "A03", "A08"}


def test_the_models_keep_qts_rules(office, qtbot, qtmodeltester):
    with open_window(office, "reviewer") as window:
        page = opened(qtbot, window)
        choose(page, "A23")
        qtbot.waitUntil(lambda: page.panel.releases.rowCount() == 1)
        for model in (page.model, page.panel.releases, page.panel.late):
            qtmodeltester.check(model)
        assert page.table.accessibleName()
        assert "近 12 个月" in page.model.index(0, 5).data(Qt.ItemDataRole.AccessibleTextRole)


def test_bounds_are_the_first_instants_of_the_months():
    bounds = month_bounds(TODAY)
    assert len(bounds) == MONTHS + 1
    assert (bounds[0], bounds[-1]) == (datetime(2017, 7, 1, tzinfo=SHANGHAI), datetime(2018, 7, 1, tzinfo=SHANGHAI))
    assert month_bounds(date(2018, 12, 31), 1)[-1] == datetime(2019, 1, 1, tzinfo=SHANGHAI)


def test_months_tell_how_the_term_stood_at_their_end():
    leaves = load_catalogue().columns
    counts, lasts = [0] * MONTHS, [None] * MONTHS
    counts[4], lasts[4] = 2, at(11, 10, 2017)  # kept fresh every three months: fresh until 2018-02-10
    found = ColumnMonths("A08", lasts[4], at(6, 15, 2017), tuple(counts), tuple(lasts), 0, 0)
    duty = next(one for one in duties(leaves, (found,), TODAY, Words()) if one.leaf.id == "A08")
    states = [month.state for month in duty.months]
    assert states[:4] == [Freshness.FRESH, Freshness.SOON, Freshness.OVERDUE, Freshness.OVERDUE]
    assert states[4:8] == [Freshness.FRESH, Freshness.FRESH, Freshness.SOON, Freshness.OVERDUE]
    assert (duty.months[4].releases, duty.due.state, duty.due.until) == (2, Freshness.OVERDUE, date(2018, 2, 10))


def test_an_administrator_changes_a_leaf_and_it_holds_at_once(office, qtbot):
    with open_window(office, "administrator") as window:
        page = opened(qtbot, window)
        choose(page, "A23")
        qtbot.mouseClick(page.own.change, Qt.MouseButton.LeftButton)
        form = page.own.findChild(LeafForm)
        form.units.setText("办公室、政策法规科")
        form.fresh.setValue(3)
        qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: office.desk.toolbox.catalogue.column("A23").departments == "办公室、政策法规科")
        qtbot.waitUntil(lambda: any("政策法规科" in row.leaf.departments for row in page.model.rows))
        assert office.desk.toolbox.catalogue.column("A23").fresh_months == 3


def test_the_upper_catalogue_is_brought_and_its_gaps_stand_out(office, qtbot, tmp_path):
    file = tmp_path / "省厅目录.csv"
    file.write_text("序号,公开事项\n1,政府文件\n2,海域使用金减免\n", "utf-8")
    with open_window(office, "administrator") as window:
        page = opened(qtbot, window)
        page.own.bring_from(str(file))
        qtbot.waitUntil(lambda: page.own.findChild(GapDialog) is not None)
        dialog = page.own.findChild(GapDialog)
        assert [row.state for row in dialog.model.rows] == ["published", "no_leaf"]
        assert "没有对应栏目 1 项" in dialog.summary.text()
        dialog.close()


def test_only_an_administrator_changes_the_table(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(qtbot, window)
        assert not page.own.change.isVisible()
        assert not page.own.bring.isVisible()
        assert page.own.compare.isVisible()
