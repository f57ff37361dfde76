"""台账与留痕 in the real window: reading, verifying, exporting, looking a found file up, on a real database."""

import sqlite3
from contextlib import closing

from PySide6.QtCore import Qt

from reviewer_app.verifier.export import verify_export
from window_office import open_window


def ledger(window, qtbot):
    window.main.show_page("ledger")
    page = window.main.page
    qtbot.waitUntil(lambda: page.items.rowCount() > 0 and page.entries.rowCount() > 0)
    return page


def test_choosing_an_item_tells_its_way_in_sentences(office, qtbot):
    with open_window(office, "auditor") as window:
        page = ledger(window, qtbot)
        at = next(n for n, row in enumerate(page.items.rows) if row.id == office.items["online"])
        page.table.selectRow(at)
        qtbot.waitUntil(lambda: page.lines.rowCount() > 5)
        sentences = [line.sentence for line in page.lines.rows]
        assert any("钟审查员 于 2018-06-21" in one and "审查通过第 1 版" in one for one in sentences)
        assert any("曾副局长 于 2018-06-21" in one and "签批同意公开" in one for one in sentences)
        assert "登记上网：http://zrzy.example.gov.cn/1.html" in sentences[-1]


def test_an_item_opened_from_another_page_stands_under_its_own_title(office, qtbot):
    with open_window(office, "auditor") as window:
        page = ledger(window, qtbot)
        page.table.selectRow(next(n for n, row in enumerate(page.items.rows) if row.id == office.items["online"]))
        qtbot.waitUntil(lambda: page.lines.rowCount() > 5)
        other = next(row for row in page.items.rows if row.id == office.items["personnel"])
        window.main.show_item("ledger", other.id)
        qtbot.waitUntil(lambda: page.title.text() == other.title)
        assert page.lines.rowCount() > 0


def test_a_filter_narrows_the_table(office, qtbot):
    with open_window(office, "auditor") as window:
        page = ledger(window, qtbot)
        page.filter.setText("任前公示")  # QTest types ASCII only
        qtbot.waitUntil(lambda: {row.title for row in page.items.rows} == {"干部任前公示"})


def test_verifying_says_in_one_sentence_that_all_holds(office, qtbot):
    with open_window(office, "auditor") as window:
        page = ledger(window, qtbot)
        qtbot.mouseClick(page.buttons["verify"], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "留痕完整" in page.verdict.text(), timeout=20000)
        assert page.buttons["verify"].isEnabled()


def test_a_changed_row_is_named_by_the_verification(office, qtbot):
    with closing(sqlite3.connect(office.home / "reviewer.db")) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE determinations SET reason = '改' WHERE stage = 'reviewer' AND item = ?",
                    (office.items["online"],))
        raw.commit()
    with open_window(office, "auditor") as window:
        page = ledger(window, qtbot)
        qtbot.mouseClick(page.buttons["verify"], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "留痕不完整" in page.verdict.text(), timeout=20000)
        assert "determinations" in page.verdict.text()
        assert office.items["online"] in page.verdict.text()


def test_an_export_made_here_verifies_elsewhere(office, qtbot, tmp_path):
    with open_window(office, "auditor") as window:
        page = ledger(window, qtbot)
        page.export_to(tmp_path / "export")
        qtbot.waitUntil(lambda: "已导出" in window.main.messages.text, timeout=20000)
    report = verify_export(tmp_path / "export")
    assert report.ok, report.problems


def test_a_receipt_is_written_for_an_item(office, qtbot, tmp_path):
    with open_window(office, "auditor") as window:
        page = ledger(window, qtbot)
        page.receipt_to(office.items["online"], tmp_path / "r.tlog-proof")
        qtbot.waitUntil(lambda: "存证凭条" in window.main.messages.text)
        assert (tmp_path / "r.tlog-proof").read_text().startswith("c2sp.org/tlog-proof@v1\n")


def test_a_published_file_leads_to_its_item(office, qtbot):
    path = next((office.home / "outlet").glob("*/files/*"))
    with open_window(office, "auditor") as window:
        page = ledger(window, qtbot)
        page.lookup_file(path)
        qtbot.waitUntil(lambda: "签批版完全一致" in window.main.messages.text)
        qtbot.waitUntil(lambda: page.lines.rowCount() > 5)


def test_a_strange_file_is_said_to_be_unknown(office, qtbot, tmp_path):
    strange = tmp_path / "x.txt"
    strange.write_text("别的事情", encoding="utf-8")
    with open_window(office, "auditor") as window:
        page = ledger(window, qtbot)
        page.lookup_file(strange)
        qtbot.waitUntil(lambda: "查不到" in window.main.messages.text)


def test_who_only_verifies_sees_no_export(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = ledger(window, qtbot)
        assert page.buttons["verify"].isVisible()
        assert not page.buttons["export"].isVisible()


def test_the_models_keep_qts_rules(office, qtbot, qtmodeltester):
    with open_window(office, "auditor") as window:
        page = ledger(window, qtbot)
        qtmodeltester.check(page.items)
        qtmodeltester.check(page.entries)
