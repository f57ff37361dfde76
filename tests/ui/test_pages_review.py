"""审查 in the real window, by clicks and keys on a real database."""

from PySide6.QtCore import Qt

from reviewer_app.domain.readiness import Missing
from reviewer_app.domain.review import DispositionKind, SecrecyConclusion, Source
from reviewer_app.domain.states import State
from ui.dialogs.sign_card import SignCardDialog
from ui.models.review_state import STEP_OF, Step, undecided
from window_office import open_window


def opened(window, qtbot, word):
    """The review page with an item on it."""
    item = window.office.items[word]
    window.front.open_item.emit(item)

    def shown():
        view = getattr(window.main.page, "view", None)
        return view is not None and view.item.id == item

    qtbot.waitUntil(shown)
    return window.main.page


def settled(qtbot, page, state=None):
    qtbot.waitUntil(lambda: not page.decider.commands.busy)
    if state is not None:
        qtbot.waitUntil(lambda: page.view.item.state is state)


def key(qtbot, page, code, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(page.pane.original, code, modifier)


def test_every_missing_thing_has_its_step():
    assert set(STEP_OF) == set(Missing)


def test_one_press_claims_and_begins(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "household")
        qtbot.mouseClick(page.head.claim, Qt.MouseButton.LeftButton)
        settled(qtbot, page, State.IN_REVIEW)
        qtbot.waitUntil(lambda: not page.head.claim.isVisible())
        assert office.item("household").claimed_by == office.people.reviewer.id


def test_j_and_a_digit_decide_and_the_mark_turns_green(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "in_review")
        key(qtbot, page, Qt.Key.Key_J)
        one = page.findings.current
        assert one is not None
        before = len(undecided(page.findings.findings))
        key(qtbot, page, Qt.Key.Key_3)
        qtbot.waitUntil(lambda: len(undecided(page.findings.findings)) == before - 1)
        decided = next(x for x in page.findings.findings if x.finding.number == one.finding.number)
        assert (decided.state, decided.disposition.kind) == ("green", DispositionKind.REMOVE)


def test_quick_keys_are_all_kept_in_order(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "in_review")
        reds = [x for x in page.findings.findings if x.state == "red"]
        for _ in reds:
            key(qtbot, page, Qt.Key.Key_J)
            key(qtbot, page, Qt.Key.Key_1)
        settled(qtbot, page)
        qtbot.waitUntil(lambda: len(page.view.facts.dispositions) == len(reds))
        assert "没有保存" not in window.main.messages.text


def test_ctrl_z_takes_a_decision_back(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "in_review")
        key(qtbot, page, Qt.Key.Key_J)
        number = page.findings.current.finding.number
        key(qtbot, page, Qt.Key.Key_1)
        qtbot.waitUntil(lambda: len(page.view.facts.dispositions) == 1)
        page.undo()
        qtbot.waitUntil(lambda: len(page.view.facts.dispositions) == 2)
        one = next(x for x in page.findings.findings if x.finding.number == number)
        assert one.state in {"red", "amber"}


def test_a_whole_column_is_decided_at_once(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "household")
        qtbot.mouseClick(page.head.claim, Qt.MouseButton.LeftButton)
        settled(qtbot, page, State.IN_REVIEW)
        page.pane.tabs.setCurrentIndex(1)
        page.side.show_step("privacy")
        qtbot.waitUntil(lambda: len(page.findings.findings) > 1000)
        column = next(g for g in page.findings.model.groups if len(g.findings) == 300)
        page.findings.set_current(column.findings[0])
        key(qtbot, page, Qt.Key.Key_3, Qt.KeyboardModifier.ShiftModifier)
        qtbot.waitUntil(lambda: len(page.view.facts.dispositions) == 1)
        assert len(page.view.facts.dispositions[0].numbers) == 300


def test_a_part_is_ticked_only_after_it_was_opened(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "household")
        qtbot.mouseClick(page.head.claim, Qt.MouseButton.LeftButton)
        settled(qtbot, page, State.IN_REVIEW)
        page.side.show_step("secrecy")
        ticks = list(page.side.secrecy.ticks.values())
        assert [tick.isEnabled() for tick in ticks] == [True, False]
        assert not any(tick.isChecked() for tick in ticks)
        page.pane.tabs.setCurrentIndex(1)
        qtbot.waitUntil(ticks[1].isEnabled)
        for tick in ticks:
            tick.setChecked(True)
        page.side.secrecy.source.choose(Source.OWN)
        page.side.secrecy.conclusion.choose(SecrecyConclusion.NOT_SECRET)
        qtbot.mouseClick(page.side.secrecy.record, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.view.facts.secrecy is not None)
        assert set(page.view.facts.secrecy.opened_parts) == {part.part.id for part in page.view.parts}


def test_the_bar_says_what_is_missing_and_jumps_there(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "in_review")
        assert not page.bar.pass_on.isEnabled()
        words = {button.property("step"): button for button in page.bar.missing}
        assert {"secrecy", "privacy", "attribute", "manner"} <= set(words)
        qtbot.mouseClick(words["attribute"], Qt.MouseButton.LeftButton)
        assert page.side.steps.button("attribute").isChecked()


def test_ctrl_enter_passes_an_item_that_lacks_nothing(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "ready")
        qtbot.waitUntil(page.bar.pass_on.isEnabled)
        qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: office.item("ready").state is State.AWAITING_SIGNATURE)
        qtbot.waitUntil(lambda: "已审查通过" in window.main.messages.text)


def test_a_written_authorisation_offers_to_pass_and_sign(office, qtbot, monkeypatch):
    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "ready")
        qtbot.waitUntil(page.bar.sign.isVisible)
        shown = []
        monkeypatch.setattr(SignCardDialog, "exec", lambda dialog: shown.append(dialog.card.text) or 1)
        qtbot.mouseClick(page.bar.sign, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: office.item("ready").state is State.QUEUED)
        assert "区分处理后公开" in shown[0]
        assert "政府网站" in shown[0]


def test_the_public_version_is_shown_beside_the_original(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "ready")
        qtbot.mouseClick(page.pane.modes.button(2), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(page.pane.public.isVisible)
        assert page.pane.original.isVisible()


def test_somebody_elses_item_is_read_only(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "in_review")
        window.main.show_item("review", window.office.items["awaiting"])
        qtbot.waitUntil(lambda: page.view is not None and page.view.item.id == window.office.items["awaiting"])
        assert page.head.read_only.isVisible()
        assert not page.bar.pass_on.isEnabled()
        before = office.item("awaiting").version
        key(qtbot, page, Qt.Key.Key_J)
        key(qtbot, page, Qt.Key.Key_1)
        settled(qtbot, page)
        assert office.item("awaiting").version == before


def test_the_steps_are_green_only_when_recorded(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "in_review")
        assert all("已完成" not in page.side.steps.button(step.value).text() for step in Step)
        page = opened(window, qtbot, "ready")
        qtbot.waitUntil(lambda: all("已完成" in page.side.steps.button(step.value).text() for step in Step))


def test_the_tree_keeps_qts_rules(office, qtbot, qtmodeltester):
    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "in_review")
        qtmodeltester.check(page.findings.model)
