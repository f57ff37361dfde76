"""⑦ 个人信息保护影响评估 through the window: asked for once, reused, and asked for again where more is kept."""

from datetime import timedelta

from PySide6.QtCore import Qt

from ui.models.review_state import Step
from window_office import open_window, opened_review

LEFT = Qt.MouseButton.LeftButton
ANSWERS = {"lawful": "依法公开值班人员姓名，必要", "risk": "会收到骚扰电话", "measures": "手机号码一律改为办公电话"}


def keep(qtbot, page, value):
    """Choose a finding in the text and press 5: it stays in what is published."""
    one = next(one for one in page.findings.findings if one.finding.value == value)
    decided = len(page.view.facts.dispositions)
    page.on_mark(one.finding.number)
    qtbot.keyClick(page.pane.original, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: len(page.view.facts.dispositions) > decided)
    page.side.show_step(Step.PUBLIC.value)


def record(qtbot, page):
    number = page.view.facts.assessment.number if page.view.facts.assessment else 0
    qtbot.mouseClick(page.side.public.impact.record, LEFT)
    qtbot.waitUntil(lambda: page.view.facts.assessment is not None and page.view.facts.assessment.number > number)


def test_an_assessment_is_asked_for_once_and_again_where_more_is_kept(office, qtbot):
    office.clock.forward(timedelta(days=1400))  # the law that asks for it is in force since November 2021
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "ready")
        page.side.show_step(Step.PUBLIC.value)
        box = page.side.public.impact
        assert not box.isVisible(), "nothing of a person is kept yet"
        keep(qtbot, page, "王香")
        qtbot.waitUntil(box.isVisible)
        assert "还没有做过" in box.state.text()
        assert box.state.property("level") == "amber"
        box.answers["lawful"].insertPlainText(ANSWERS["lawful"])
        qtbot.mouseClick(box.record, LEFT)
        qtbot.waitUntil(lambda: "未写明对个人权益的影响和安全风险、未写明保护措施" in window.main.messages.text)
        assert page.view.facts.assessment is None
        for name in ("risk", "measures"):
            box.answers[name].insertPlainText(ANSWERS[name])
        record(qtbot, page)
        qtbot.waitUntil(lambda: "沿用第 1 版" in box.state.text())
        assert box.state.property("level") == "green"
        assert not box.record.isVisible()
        known = page.view.facts.assessment
        assert (known.lawful, known.risk, known.measures) == tuple(ANSWERS.values())
        assert known.fields == ("person_name",)
        keep(qtbot, page, "0797-8123456")
        qtbot.waitUntil(lambda: "公开的字段超出评估" in box.state.text())
        assert box.answers["risk"].toPlainText() == ANSWERS["risk"], "the answers of before are there to be amended"
        record(qtbot, page)
        qtbot.waitUntil(lambda: "沿用第 2 版" in box.state.text())
        assert page.view.facts.assessment.fields == ("landline", "person_name")
