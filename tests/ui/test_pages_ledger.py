"""台账与留痕 in the real window: reading, verifying, exporting, looking a found file up, on a real database."""

import sqlite3
from contextlib import closing

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from reviewer_app.adapters.timestamps import Timestamps
from reviewer_app.domain.actors import SYSTEM_ACTOR
from reviewer_app.services.timestamps import RequestTimestamp, TakeTimestamp, request_timestamp, take_timestamp
from reviewer_app.services.verify_log import verify_log
from reviewer_app.verifier.claims import Anchors
from reviewer_app.verifier.export import verify_export
from reviewer_app.verifier.keys import VerifierKey
from timestamp_service import Service
from ui.dialogs.cosigned import CosignedDialog
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
        qtbot.waitUntil(lambda: "留痕完整" in page.proof.verdict.text(), timeout=20000)
        assert page.buttons["verify"].isEnabled()


def spoil(office):
    """Change a row behind the program's back."""
    with closing(sqlite3.connect(office.home / "reviewer.db")) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE determinations SET reason = '改' WHERE stage = 'reviewer' AND item = ?",
                    (office.items["online"],))
        raw.commit()


def test_a_changed_row_is_named_by_the_verification(office, qtbot):
    spoil(office)
    with open_window(office, "auditor") as window:
        page = ledger(window, qtbot)
        qtbot.mouseClick(page.buttons["verify"], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "留痕不完整" in page.proof.verdict.text(), timeout=20000)
        assert "determinations" in page.proof.verdict.text()
        assert office.items["online"] in page.proof.verdict.text()


def test_the_auditor_cosigns_and_keeps_the_key(office, qtbot):
    with open_window(office, "auditor") as window:
        page = ledger(window, qtbot)
        qtbot.mouseClick(page.buttons["verify"], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "还没有监督检查员联署" in page.proof.witnesses.text())
        assert page.proof.stamps.text() == "没有外部时间戳。"
        qtbot.waitUntil(page.buttons["cosign"].isEnabled)
        qtbot.mouseClick(page.buttons["cosign"], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bool(page.findChildren(CosignedDialog)))
        (dialog,) = page.findChildren(CosignedDialog)
        qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
        key = VerifierKey.parse(QGuiApplication.clipboard().text())
        qtbot.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "联署 1 次：最近一次 谢监督员" in page.proof.witnesses.text())
        qtbot.waitUntil(page.buttons["cosign"].isEnabled)
        shown = page.proof.witnesses.text()
    kept = verify_log(office.desk.log, Anchors(witnesses=(key,)))
    assert kept.ok
    assert kept.anchored_size > 0
    assert f"到第 {kept.anchored_size} 条" in shown


def test_a_log_that_does_not_hold_is_not_cosigned(office, qtbot):
    spoil(office)
    with open_window(office, "auditor") as window:
        page = ledger(window, qtbot)
        qtbot.mouseClick(page.buttons["cosign"], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "没有联署" in window.main.messages.text)
        qtbot.waitUntil(page.buttons["cosign"].isEnabled)
        assert not page.findChildren(CosignedDialog)
    with office.desk.uow("system", writing=False) as uow:
        assert uow.cosignatures.find() == ()


def test_timestamps_are_shown_and_a_bad_one_is_named(office, qtbot, tmp_path):
    service = Service(tmp_path / "service")
    request_timestamp(office.desk, Timestamps(), RequestTimestamp(SYSTEM_ACTOR, tmp_path / "log.tsq"))
    answer = service.answer((tmp_path / "log.tsq").read_bytes())
    take_timestamp(office.desk, Timestamps(), TakeTimestamp(SYSTEM_ACTOR, answer))
    with open_window(office, "auditor") as window:
        page = ledger(window, qtbot)
        qtbot.mouseClick(page.buttons["verify"], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "只核对了指纹" in page.proof.stamps.text())
        folder = office.home / "tsa"
        folder.mkdir()
        (folder / "other.pem").write_bytes(Service(tmp_path / "other").root.pem)
        qtbot.waitUntil(page.buttons["verify"].isEnabled)
        qtbot.mouseClick(page.buttons["verify"], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "时间戳无效" in page.proof.verdict.text())
        assert page.proof.verdict.property("level") == "red"
        (folder / "other.pem").write_bytes(service.root.pem)
        qtbot.waitUntil(page.buttons["verify"].isEnabled)
        qtbot.mouseClick(page.buttons["verify"], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "签名和证书链相符" in page.proof.stamps.text())
        qtbot.waitUntil(page.buttons["verify"].isEnabled)


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
