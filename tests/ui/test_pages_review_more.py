"""审查, beyond the straight way: selections, unread pages, putting aside, returning, zoom, what is offered where."""

from importlib.resources import files
from threading import Event

import pytest
from PySide6.QtCore import Qt

from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Place, Unread, UnreadReason
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.review import DispositionKind
from reviewer_app.domain.states import State
from ui.dialogs.look import LookDialog
from ui.dialogs.mark import AmendDialog, MarkDialog, PointDialog
from ui.dialogs.return_item import ReturnDialog
from ui.dialogs.set_aside import Aside, AsideDialog
from ui.models.review_state import Step, undecided
from ui.pages.review import reading
from ui.pages.review.decider import unique_around
from window_office import open_window, opened_review

LEFT = Qt.MouseButton.LeftButton


def selected(page, text):
    """The row that offers what to do with a selection, after selecting `text`."""
    start = page.pane.part.document.text.index(text)
    page.pane.original.select(start, start + len(text))
    page.pane.original.text_selected.emit(start, start + len(text))
    assert page.pane.selection.isVisible()
    return page.pane.selection


def answering(monkeypatch, dialog, fill):
    """Whoever is asked by `dialog` fills it in and confirms."""

    def answer(self):
        fill(self)
        assert self.ok.isEnabled()
        return 1

    monkeypatch.setattr(dialog, "exec", answer)


def test_a_selection_becomes_a_finding_that_wants_a_decision(office, qtbot, monkeypatch):
    answering(monkeypatch, MarkDialog, lambda dialog: dialog.kind.choose(FindingType.ADDRESS))
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "in_review")
        before = len(undecided(page.findings.findings))
        qtbot.mouseClick(selected(page, "松岗村集体土地").mark, LEFT)
        qtbot.waitUntil(lambda: len(undecided(page.findings.findings)) == before + 1)
        made = next(one for one in page.findings.findings if one.finding.rule == "manual")
        assert (made.finding.value, made.state) == ("松岗村集体土地", "red")
        assert not page.pane.selection.isVisible()


def test_another_wording_is_proposed_for_a_selection(office, qtbot, monkeypatch):
    def fill(dialog):
        dialog.after.setPlainText("限期三十日内")
        dialog.reason.setText("期限写错")

    answering(monkeypatch, AmendDialog, fill)
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "in_review")
        qtbot.mouseClick(selected(page, "限期十五日内").amend, LEFT)
        qtbot.waitUntil(lambda: bool(page.view.amendments))
        assert page.view.amendments[0].changes[0].after == "限期三十日内"


def test_a_point_pinned_to_a_selection_goes_back_with_the_item(office, qtbot, monkeypatch):
    answering(monkeypatch, PointDialog, lambda dialog: dialog.text.setText("请核实面积"))
    answering(monkeypatch, ReturnDialog, lambda _dialog: None)
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "in_review")
        qtbot.mouseClick(selected(page, "186.5平方米").point, LEFT)
        assert page.acts.pinned == 1
        qtbot.mouseClick(page.bar.give_back, LEFT)
        qtbot.waitUntil(lambda: office.item("in_review").state is State.RETURNED)
        qtbot.waitUntil(lambda: page.view.item.state is State.RETURNED)
        points = page.view.decisions[-1].points
        assert "请核实面积" in [point.text for point in points]
        assert len(points) > 1


@pytest.mark.parametrize(
    ("name", "state"), [("defer", State.DEFERRED), ("refer", State.REFERRED), ("void", State.VOID)]
)
def test_an_item_is_put_aside_with_its_reason(office, qtbot, monkeypatch, name, state):
    def fill(dialog):
        dialog.authority.setText("市保密局")
        dialog.reason.setPlainText("等主管部门答复")

    answering(monkeypatch, AsideDialog, fill)
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "in_review")
        page.bar.actions_[name].trigger()
        qtbot.waitUntil(lambda: office.item("in_review").state is state)
        qtbot.waitUntil(lambda: page.view.item.state is state)
        assert page.head.resume.isVisible() is (state is not State.VOID)
        if page.head.resume.isVisible():
            qtbot.mouseClick(page.head.resume, LEFT)
            qtbot.waitUntil(lambda: office.item("in_review").state is State.IN_REVIEW)


def test_giving_an_item_back_lets_another_claim_it(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "in_review")
        page.bar.actions_["unclaim"].trigger()
        qtbot.waitUntil(lambda: office.item("in_review").claimed_by is None)


@pytest.mark.parametrize("what", list(Aside))
def test_putting_aside_wants_words(office, qtbot, what):
    with open_window(office, "reviewer") as window:
        dialog = AsideDialog(window.front.words, what, office.desk.today())
        qtbot.addWidget(dialog)
        assert not dialog.ok.isEnabled()
        dialog.reason.setPlainText("理由")
        assert dialog.ok.isEnabled() is (what is not Aside.REFER)
        assert dialog.chosen_day > office.desk.today()


def test_an_item_nobody_claimed_is_not_called_ready(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "household")
        assert "尚未签收" in page.bar.lead.text()
        assert not page.bar.missing
        assert "已完成" not in page.side.steps.button("secrecy").text()


def test_a_group_is_decided_as_a_whole_by_its_line(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "in_review")
        page.side.show_step("privacy")
        group = next(one for one in page.findings.model.groups if len(one.findings) > 1 and one.left)
        page.findings.tree.setCurrentIndex(page.findings.model.index(page.findings.model.groups.index(group), 0))
        assert page.findings.card.group.isChecked()
        assert set(page.findings.chosen(whole_group=True)) == {
            one for one in group.findings if one.state in {"red", "amber"}
        }


def test_replacing_without_words_asks_for_them_and_a_phone_is_offered(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "in_review")
        number = next(one for one in page.findings.findings if one.finding.type is FindingType.ID_NUMBER)
        page.show_finding(number)
        page.findings.decide(DispositionKind.REPLACE)
        assert "请先写明" in page.findings.card.proposed.text()
        assert not page.view.facts.dispositions
        mobile = next(one for one in page.findings.findings if one.finding.type is FindingType.MOBILE)
        page.show_finding(mobile)
        assert page.findings.card.replacement.itemText(0) == "0797-8100012"
        page.findings.decide(DispositionKind.REPLACE)
        qtbot.waitUntil(lambda: len(page.view.facts.dispositions) == 1)


def test_why_names_the_rule_and_the_article_in_words(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "in_review")
        page.show_finding(next(one for one in page.findings.findings if one.finding.type is FindingType.ID_NUMBER))
        why = page.findings.card.why.text()
        assert "公民身份号码" in why
        assert "条" in why
        assert "privacy." not in why


def test_properties_are_reached_from_the_list_and_named_in_chinese(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "in_review")
        one = next(one for one in page.findings.findings if one.finding.start is None)
        page.show_finding(one)
        assert page.side.step is Step.PRIVACY
        assert page.findings.tree.currentIndex().isValid()
        line = page.side.about.line(one)
        assert "core." not in line
        assert "docProps" not in line


def test_every_kind_of_block_outside_running_text_has_its_tag(office, qtbot):
    kinds = [BlockKind.HEADER, BlockKind.COMMENT, BlockKind.DELETION, BlockKind.HIDDEN, BlockKind.FOOTNOTE]
    document = Document.of(FileKind.DOCX, tuple(Block("字", kind, Place(part="p")) for kind in kinds))
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "in_review")
        page.pane.original.set_document(document)
        labels = page.pane.original._look().labels
        assert all(labels[kind] for kind in kinds)
        assert not page.pane.original.grab().isNull()


def test_zooming_keeps_within_bounds_and_returns(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "in_review")
        for _ in range(12):
            qtbot.keyClick(page, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        assert page.pane.original.scale == 3.0
        qtbot.keyClick(page, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
        assert page.pane.original.scale == 1.0
        qtbot.keyClick(page, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
        assert page.pane.original.scale < 1.0


def test_the_decisions_fit_a_small_screen(office, qtbot):
    with open_window(office, "reviewer", (1366, 768)) as window:
        page = opened_review(window, qtbot, "in_review")
        page.step_finding(1)
        qtbot.waitUntil(page.findings.card.isVisible)
        for button in page.findings.card.buttons.values():
            corner = button.mapTo(page.side, button.rect().bottomRight())
            assert page.side.rect().contains(corner)
        edge = page.bar.pass_on.mapTo(window.gate, page.bar.pass_on.rect().bottomRight())
        assert window.gate.rect().contains(edge)


def test_unread_pieces_are_looked_at_one_by_one(office, qtbot, monkeypatch):
    scan = (files("resources") / "samples" / "scan.pdf").read_bytes()
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "in_review")
        part = page.pane.part.part
        monkeypatch.setattr("ui.dialogs.look.unread_picture",
                            lambda desk, *_where: desk.documents.picture(scan, "scan.pdf", Place(page=1)))
        unread = [
            Unread(Place(page=1), UnreadReason.NO_TEXT_LAYER), Unread(Place(page=2), UnreadReason.PICTURE),
        ]
        dialog = LookDialog(window.front, (page.view.item.id, part.id, part.name), unread, lambda one: str(one.place))
        qtbot.addWidget(dialog)
        dialog.show()
        assert not dialog.done_.isEnabled()
        qtbot.waitUntil(dialog.done_.isEnabled)
        assert dialog.picture._pages[1][1].width() > 300
        with qtbot.waitSignal(dialog.looked) as caught:
            qtbot.mouseClick(dialog.done_, LEFT)
        assert caught.args == [Place(page=1)]
        qtbot.waitUntil(dialog.done_.isEnabled)
        with qtbot.waitSignal(dialog.looked) as caught:
            qtbot.mouseClick(dialog.done_, LEFT)
        assert caught.args == [Place(page=2)]
        assert not dialog.isVisible()


def test_a_passage_that_stands_twice_takes_its_neighbours_along():
    text = "甲村土地。乙村土地。"
    found = unique_around(text, 7, 9)
    assert "土地" in found
    assert text.count(found) == 1
    assert unique_around("无双", 0, 1) == "无"


# --- large packages ---


def test_the_text_is_there_before_the_rest_and_nothing_can_be_decided_until_then(office, qtbot, monkeypatch):
    go = Event()
    whole = reading.open_item

    def held(*asked):
        assert go.wait(10)
        return whole(*asked)

    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "in_review")
        page.step_finding(1)
        before = office.item("in_review").version
        monkeypatch.setattr(reading, "open_item", held)
        window.main.show_item("review", office.items["household"])
        qtbot.waitUntil(lambda: page.heading.text() == office.item("household").title)
        assert page.pane.original.visible_span() != (0, 0)
        assert page.pane.tabs.count() == 2
        assert [part.isEnabled() for part in (page.head, page.side, page.bar)] == [False] * 3
        for code in (Qt.Key.Key_1, Qt.Key.Key_J):
            qtbot.keyClick(page.pane.original, code)
        page.on_forward()
        page.on_pass()
        page.on_defaults()
        page.undo()
        go.set()
        qtbot.waitUntil(lambda: page.view is not None and page.view.item.id == office.items["household"])
        assert [part.isEnabled() for part in (page.head, page.side, page.bar)] == [True] * 3
        qtbot.waitUntil(lambda: not window.front.jobs.busy)
        assert office.item("in_review").version == before
        assert page.side.secrecy.ticks[page.pane.part.part.id].isEnabledTo(page.side.secrecy)


def test_a_late_answer_for_another_item_is_not_shown(office, qtbot, monkeypatch):
    go, asked = Event(), []
    first = reading.open_first_part

    def held(desk, actor, item):
        asked.append(item)
        if item == office.items["household"]:
            assert go.wait(10)
        return first(desk, actor, item)

    monkeypatch.setattr(reading, "open_first_part", held)
    with open_window(office, "reviewer") as window:
        window.main.show_item("review", office.items["household"])
        qtbot.waitUntil(lambda: asked == [office.items["household"]])
        page = opened_review(window, qtbot, "in_review")
        go.set()
        qtbot.waitUntil(lambda: not window.front.jobs.busy)
        assert page.heading.text() == office.item("in_review").title
        assert page.view.item.id == office.items["in_review"]


def test_the_list_of_findings_is_narrowed_and_jumps_on(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "household")
        page.pane.tabs.setCurrentIndex(1)
        page.side.show_step(Step.PRIVACY.value)
        panel = page.findings
        qtbot.waitUntil(panel.narrowing.isVisible)
        everything = sum(len(group.findings) for group in panel.model.groups)
        panel.filter.setText("身份证")
        qtbot.waitUntil(lambda: 0 < sum(len(group.findings) for group in panel.model.groups) < everything)
        assert all("身份证" in group.title for group in panel.model.groups)
        panel.filter.clear()
        qtbot.waitUntil(lambda: sum(len(group.findings) for group in panel.model.groups) == everything)
