"""⑤ 政策解读三同步 in the real window: ticked, missing in the bar, lights."""

from PySide6.QtWidgets import QScrollArea

from reviewer_app.domain.policy import PolicyKind
from window_office import open_window, opened_review


def test_a_ticked_policy_lacks_what_explains_it(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "ready")
        page.side.show_step("timing")
        area = page.side.findChild(QScrollArea)
        qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)  # it fits: nothing to scroll
        panel = page.side.judgement.policy
        assert panel.kind.value is PolicyKind.NONE
        assert not panel.first.isVisible()
        assert not page.bar.missing
        panel.kind.choose(PolicyKind.MAJOR)
        assert panel.first.isVisible()
        assert panel.unit.text() == page.view.item.unit
        assert "缺解读方案" in panel.lights.text()
        qtbot.waitUntil(lambda: panel.linked.count() >= 1)
        panel.record.click()
        qtbot.waitUntil(lambda: bool(page.bar.missing))
        assert page.view.facts.policy.kind is PolicyKind.MAJOR
        (word,) = page.bar.missing
        assert "没有解读方案" in word.toolTip()
        assert "第一解读人" in word.toolTip()
        panel.kind.choose(PolicyKind.NONE)
        panel.record.click()
        qtbot.waitUntil(lambda: not page.bar.missing)
