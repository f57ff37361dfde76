"""存量排查 in the real window: a real folder, real workers, the permission, stopping and going on."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from reviewer_app.domain.errors import NotPermitted, ReportOverOriginal
from reviewer_app.ports.scanning import Watch
from reviewer_app.services.start_back_scan import StartBackScan, start_back_scan
from window_office import open_window

PRIVATE = "低保户：刘志强，身份证号11010519491231002X。\n"


@pytest.fixture
def published(tmp_path: Path) -> Path:
    folder = tmp_path / "公开文件"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"{number} {PRIVATE}", "utf-8")
    (folder / "密.txt").write_text("机密★1年\n\n赣州市某局文件\n\n关于某事的通知\n", "utf-8")
    return folder


def test_a_folder_is_scanned_and_its_problems_are_listed_and_saved(office, qtbot, published, tmp_path):
    out = tmp_path / "清单.xlsx"
    with open_window(office, "auditor") as window:
        window.main.show_page("back_scan")
        page = window.main.page
        page.scan(published, out)
        assert page.stop.isVisible()
        assert not page.choose.isEnabled()
        window.main.show_page("ledger")  # the scan goes on
        window.main.show_page("back_scan")
        qtbot.waitUntil(page.choose.isEnabled, timeout=60_000)
        shown = [row for row in page.problems.rows if row[2] == "身份证号"]
        assert len(shown) == 3
        assert all("11010519491231002X" not in str(row) for row in page.problems.rows)
        assert "密.txt" in page.verdict.text()
        assert "4 份" in page.verdict.text()
    values = [cell for row in load_workbook(out).worksheets[0].iter_rows(values_only=True) for cell in row]
    assert values.count("身份证号") == 3
    assert "密.txt" not in values


def test_stopping_keeps_what_was_done_for_the_next_time(office, qtbot, published, tmp_path):
    out = tmp_path / "清单.xlsx"
    with open_window(office, "reviewer") as window:
        window.main.show_page("back_scan")
        page = window.main.page
        page.scan(published, out)
        qtbot.mouseClick(page.stop, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(page.choose.isEnabled, timeout=60_000)
        assert "没有做完" in page.verdict.text()
        assert out.exists()
        page.scan(published, out)
        qtbot.waitUntil(page.choose.isEnabled, timeout=60_000)
        assert "4 份" in page.verdict.text()


def test_an_empty_folder_is_said(office, qtbot, tmp_path):
    (tmp_path / "空").mkdir()
    with open_window(office, "reviewer") as window:
        window.main.show_page("back_scan")
        page = window.main.page
        page.scan(tmp_path / "空", tmp_path / "清单.xlsx")
        qtbot.waitUntil(page.choose.isEnabled, timeout=60_000)
        assert "没有可以排查的文件" in page.verdict.text()


def test_who_may_not_scan_sees_no_page_and_is_refused(office, published, tmp_path):
    with open_window(office, "drafter") as window:
        assert "back_scan" not in {spec.id for spec in window.main.granted}
    command = StartBackScan(office.people.drafter.id, published, tmp_path / "清单.xlsx")
    with pytest.raises(NotPermitted):
        start_back_scan(office.desk, command, Watch())
    assert not (tmp_path / "清单.xlsx").exists()


def test_a_list_is_never_written_over_a_scanned_file(office, published):
    original = published / "名单.xlsx"
    original.write_bytes(b"original")
    with pytest.raises(ReportOverOriginal):
        start_back_scan(office.desk, StartBackScan(office.people.reviewer.id, published, original), Watch())
    assert original.read_bytes() == b"original"
