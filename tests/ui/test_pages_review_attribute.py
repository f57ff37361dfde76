"""③ in the real window: the way through the tree, the deciding sentence in the text, questions and opinion recorded."""

from PySide6.QtCore import Qt

from reviewer_app.bootstrap.demo_steps import Walk
from reviewer_app.domain.items import Carrier
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.services.enter import EnterPackage, enter_package
from reviewer_app.services.part_names import IncomingFile
from window_office import open_window

SIGN = "示范市国土资源局文件\n\n"
END = "\n\n示范市国土资源局\n2018年6月20日\n"
REQUEST = f"{SIGN}关于用地问题的请示\n\n市人民政府：\n    妥否，请批示。{END}"
POLICY = f"{SIGN}关于印发《土地储备管理办法》的通知\n\n各单位：\n    请遵照执行。{END}"


def in_review(office, text):
    walk = Walk(office.desk, office.people, lambda _line: None)
    drafter = office.people.drafter.id
    files = (IncomingFile("文件.txt", text.encode()),)
    item = enter_package(office.desk, EnterPackage(drafter, drafter, files, Carrier.DRAFT_DOCUMENT, column="A23"))
    return walk.take_up(walk.submit(walk.propose(item, DisclosureAttribute.PROACTIVE)))


def shown(window, qtbot, item):
    window.front.open_item.emit(item.id)
    qtbot.waitUntil(lambda: getattr(window.main.page, "view", None) is not None)
    page = window.main.page
    qtbot.waitUntil(lambda: page.view.item.id == item.id)
    page.side.show_step("attribute")
    return page


def test_the_way_and_its_sentence_are_shown_and_an_answer_changes_it(office, qtbot):
    item = in_review(office, REQUEST)
    with open_window(office, "reviewer") as window:
        page = shown(window, qtbot, item)
        panel = page.side.attribute
        assert "待确定" in panel.way.headline.text()
        assert "国家秘密" in panel.way.path.text()
        start, end = page.pane.original.selection
        assert REQUEST[start:end] == "关于用地问题的请示"
        assert not panel.opinion.isVisible()
        panel.questions.choices["three_limbs"].choose(value=True)
        qtbot.mouseClick(panel.questions.record, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.view.facts.answers == {"three_limbs": True})
        qtbot.waitUntil(lambda: "主动公开" in panel.way.headline.text())


def test_a_policy_document_asks_for_the_offices_opinion(office, qtbot):
    item = in_review(office, POLICY)
    with open_window(office, "reviewer") as window:
        page = shown(window, qtbot, item)
        box = page.side.attribute.opinion
        assert box.isVisible()
        box.agrees.choose(value=False)
        box.text.setText("应当公开，王主任6月21日")
        qtbot.mouseClick(box.record, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.view.facts.opinion is not None)
        qtbot.waitUntil(box.done.isVisible)
        assert "应当公开，王主任6月21日" in box.done.text()
