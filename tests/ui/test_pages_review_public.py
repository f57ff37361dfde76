"""⑦ 公开稿 of a PDF through the window: what is offered, made by a click, and looked at beside the original."""

import pytest
from PySide6.QtCore import Qt

from reviewer_app.bootstrap.demo_steps import Walk
from reviewer_app.domain.items import Carrier
from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.services.enter import EnterPackage, enter_package
from reviewer_app.services.part_names import IncomingFile
from ruled_pdfs import lists
from ui.models.review_state import Step
from window_office import open_window, opened_review, window_office

LEFT = Qt.MouseButton.LeftButton
ROWS = (
    ("姓名", "身份证号码", "年龄"),
    ("钟建国", "11010519491231002X", "69"),
    ("刘秀英", "110105194912310038", "69"),
    ("李小四", "360702198001011238", "38"),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with window_office(tmp_path_factory.mktemp("office")) as made:
        walk = Walk(made.desk, made.people, lambda _line: None)
        drafter = made.people.drafter.id
        file = IncomingFile("征地补偿名单.pdf", lists([ROWS], above="补偿登记结果公示"))
        item = enter_package(made.desk, EnterPackage(drafter, drafter, (file,), Carrier.NOT_OFFICIAL, column="A30"))
        item = walk.take_up(walk.submit(walk.propose(item, DisclosureAttribute.PROACTIVE)))
        item = walk.determine(walk.dispose_as_proposed(walk.secrecy(item))[0], DisclosureAttribute.PROACTIVE)
        made.items["pdf"] = walk.judge(item, (Audience.GROUP,), ("village_board",)).id
        yield made


def test_a_public_version_is_made_by_a_click_with_what_was_added(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "pdf")
        page.side.show_step(Step.PUBLIC.value)
        part = page.side.public.parts[Audience.GROUP]
        assert not page.side.public.parts[Audience.ALL].isVisible()
        assert part.policy.value == "village"
        assert {name for name, box in part.extras.items() if box.isVisible()} == {"bands", "counts", "pseudonyms"}
        qtbot.keyClick(part.extras["bands"], Qt.Key.Key_Space)
        qtbot.mouseClick(part.button, LEFT)
        qtbot.waitUntil(lambda: bool(page.view.facts.public_versions))
        assert page.view.facts.public_versions[-1].policy == "village+bands"
        qtbot.waitUntil(lambda: part.line.property("level") == "green")
