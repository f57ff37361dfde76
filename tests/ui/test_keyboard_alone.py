"""A reviewer's whole way by keyboard alone: every key goes to what has the focus, as on a real desk."""

from functools import partial

from PySide6.QtWidgets import QApplication

from keyboard import CTRL, KEY, Keyboard
from reviewer_app.bootstrap.demo_steps import Walk
from reviewer_app.domain.findings import Action
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.readiness import NOT_CUTTABLE
from reviewer_app.domain.review import SecrecyConclusion, Source
from reviewer_app.domain.states import State
from ui.dialogs.look import LookDialog
from ui.dialogs.reason import ReasonDialog
from ui.models.review_state import undecided
from window_office import open_window

LETTERS = {Action.MASK: KEY.Key_M, Action.GENERALISE: KEY.Key_G, Action.REMOVE: KEY.Key_D}


def idle(qtbot, window):
    qtbot.waitUntil(lambda: not window.front.jobs.busy)


def with_a_scan(office):
    """The item that is walked: a text with a scanned annex, which no program here reads."""
    walk = Walk(office.desk, office.people, lambda _line: None)
    entered = walk.enter("notice.docx", "scan.pdf", column="A30")
    office.items["personnel"] = walk.submit(walk.propose(entered, DisclosureAttribute.PROACTIVE)).id


def claimed_and_opened(window, qtbot, keys, office):
    """待办: C claims, Enter opens."""
    item = office.items["personnel"]
    inbox = window.main.page
    qtbot.waitUntil(lambda: inbox.model.rowCount() > 0)
    idle(qtbot, window)
    keys.tab_to(inbox.table)
    keys.row(inbox.table, item)
    keys.press(KEY.Key_C)
    qtbot.waitUntil(lambda: office.item("personnel").claimed_by == office.people.reviewer.id)
    idle(qtbot, window)
    keys.row(inbox.table, item)
    keys.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: getattr(window.main.page, "view", None) is not None)
    page = window.main.page
    idle(qtbot, window)
    assert page.head.claim.isVisible() is (page.view.item.state is State.SUBMITTED)
    if page.head.claim.isVisible():
        keys.tab_to(page.head.claim)
        keys.press(KEY.Key_Space)
    idle(qtbot, window)
    assert page.view.item.state is State.IN_REVIEW, window.main.messages.text
    idle(qtbot, window)
    return page


def part_in_front(page, keys, wanted):
    """A part's tab by the arrow keys."""
    keys.tab_to(page.pane.tabs)
    for _ in range(page.pane.tabs.count()):
        if page.pane.part.part.id == wanted:
            break
        keys.press(KEY.Key_Right)
    assert page.pane.part.part.id == wanted
    keys.idle()


def secrecy(page, qtbot, keys):
    """①; a part is opened before it can be ticked."""
    keys.choose(page.side.secrecy.source, Source.OWN)
    for part, tick in page.side.secrecy.ticks.items():
        part_in_front(page, keys, part)
        keys.tab_to(tick)
        keys.press(KEY.Key_Space)
        assert tick.isChecked()
    keys.choose(page.side.secrecy.conclusion, SecrecyConclusion.NOT_SECRET)
    keys.tab_to(page.side.secrecy.record)
    keys.press(KEY.Key_Space)
    qtbot.waitUntil(lambda: page.view.facts.secrecy is not None)


def decide(keys, one):
    """The letter that the program proposes; a finding that cannot be cut is called harmless with a reason."""
    if not one.finding.blocks:
        keys.press(KEY.Key_Space)
    elif one.finding.type in NOT_CUTTABLE:
        reasoned(keys)
    else:
        keys.press(LETTERS.get(one.finding.action, KEY.Key_M))


def reasoned(keys):
    """N, the reason, Enter; the dialog's own loop runs inside the key press, so its keys wait in a timer."""
    from PySide6.QtCore import QTimer

    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        keys.qtbot.keyClicks(QApplication.focusWidget(), "checked")
        keys.tab_to(dialog.ok)
        keys.press(KEY.Key_Return)

    QTimer.singleShot(50, answer)
    keys.press(KEY.Key_N)


def fewer(page, count):
    return len(undecided(page.findings.findings)) < count


def findings(page, qtbot, window, keys):
    """② to ⑤: letters in the document; Ctrl+Z takes the first decision back."""
    view = page.pane.original
    keys.press(KEY.Key_Escape)
    assert QApplication.focusWidget() is view
    first = len(undecided(page.findings.findings))
    assert first > 1
    undone = False
    for _ in range(40):
        count = len(undecided(page.findings.findings))
        if not count:
            break
        keys.press(KEY.Key_J)
        current = page.findings.current
        decide(keys, current)
        qtbot.waitUntil(partial(fewer, page, count))
        idle(qtbot, window)
        if not undone:
            undone = True
            keys.press(KEY.Key_Z, CTRL)
            qtbot.waitUntil(lambda: len(undecided(page.findings.findings)) == first)
            idle(qtbot, window)
        assert QApplication.focusWidget() is view, "deciding must not take the focus away"
    assert not undecided(page.findings.findings)


def looks(page, qtbot, keys):
    """The scanned annex, in front since ①: each unread page shown as a picture and ticked."""
    qtbot.waitUntil(lambda: bool(page.side.unread.waiting))
    wanted = [one.place for one in page.side.unread.waiting]

    def one_by_one(dialog):
        for _ in wanted:
            assert not dialog.done_.isEnabled(), "nobody ticks what was not there to be seen"
            qtbot.waitUntil(dialog.done_.isEnabled)
            assert dialog.picture._pages[1][1].width() > 0
            keys.push(dialog.done_)
        assert not dialog.isVisible()

    with keys.answering(LookDialog, one_by_one):
        keys.push(page.side.unread.look)
    qtbot.waitUntil(lambda: not page.side.unread.waiting)
    keys.idle()
    looked = [place for look in page.view.facts.looks for place in look.places]
    assert sorted(map(str, looked)) == sorted(map(str, wanted))


def test_a_reviewer_needs_no_mouse(office, qtbot):
    with_a_scan(office)
    with open_window(office, "reviewer") as window:
        keys = Keyboard(qtbot, window)
        page = claimed_and_opened(window, qtbot, keys, office)
        secrecy(page, qtbot, keys)
        idle(qtbot, window)
        looks(page, qtbot, keys)
        keys.tab_to(page.pane.tabs)
        keys.press(KEY.Key_Left)
        findings(page, qtbot, window, keys)
        keys.tab_to(page.side.attribute.record)
        keys.press(KEY.Key_Space)
        qtbot.waitUntil(lambda: any(one.by == office.people.reviewer.id for one in page.view.determinations))
        idle(qtbot, window)
        keys.press(KEY.Key_D, CTRL)
        qtbot.waitUntil(lambda: page.view.facts.judgement is not None)
        idle(qtbot, window)
        for audience in page.view.facts.judgement.audiences:
            keys.tab_to(page.side.public.parts[audience].button)
            keys.press(KEY.Key_Space)
            qtbot.waitUntil(lambda: not page.decider.commands.busy)
            idle(qtbot, window)
        assert page.bar.missing == [], [button.text() for button in page.bar.missing]
        keys.choose(page.bar.conclusion, page.view.suggested)
        keys.press(KEY.Key_Return, CTRL)
        qtbot.waitUntil(lambda: office.item("personnel").state is State.AWAITING_SIGNATURE)
        idle(qtbot, window)
