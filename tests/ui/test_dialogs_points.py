"""上次退回的意见 on the second revision: what became of each, and the way to its place in this revision."""

from PySide6.QtCore import Qt

from again_office import hand_in_again
from reviewer_app.domain.return_points import Answer
from ui.dialogs.points import PointsDialog
from window_office import open_window, opened_review


def test_a_point_leads_to_what_is_still_found_in_the_new_revision(office, qtbot, monkeypatch):
    hand_in_again(office)
    chosen = []

    def choose(dialog):
        dialog.show()
        row = next(n for n, one in enumerate(dialog._points) if one.answer is Answer.OPEN)
        chosen.append(dialog._points[row])
        dialog.list.setCurrentRow(row)
        dialog.list.setFocus()
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(PointsDialog, "exec", choose)
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "again")
        assert page.pane.tabs.currentIndex() == 0
        qtbot.mouseClick(page.head.points, Qt.MouseButton.LeftButton)
        (one,) = chosen
        assert page.pane.part.part.id == one.part != one.point.part
        assert page.findings.current.finding.number == one.finding
        assert page.findings.current.finding.type.value.startswith("hidden.")
