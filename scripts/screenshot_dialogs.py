"""Draws every dialog with data, light and dark: each is opened as a person would, on its page, and called off."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from screenshot_offices import lexicon_file, look_at_pages, post_on_boards, post_with_pictures

from again_office import hand_in_again
from amended_office import signed_with_amendments
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.review import DispositionKind
from ui.dialogs.first_use import FirstUseDialog
from ui.jobs import JobRunner
from ui.pages.queue.acts import Act
from ui.text import Words
from ui.widgets import theme
from window_office import OpenWindow, WindowOffice, open_window, window_office

LOOK_MILLISECONDS = 50
TRIES = 60
SIZE = (1366, 768)

Open = Callable[[OpenWindow, Any], Any]
"""(window, page) opens the dialog; it may block until the dialog is closed."""


class DialogShot(NamedTuple):
    """One dialog: its name, on which page and item, and how it is opened."""

    name: str
    page: str
    item: str
    open: Open


def on_finding(kind: DispositionKind) -> Open:
    """A decision on an identity number that asks first."""

    def press(_window: OpenWindow, page: Any) -> None:  # noqa: ANN401 - the review page
        number = next(one for one in page.findings.findings if one.finding.type is FindingType.ID_NUMBER)
        page.show_finding(number)
        page.findings.decide(kind)

    return press


def on_selection(button: str) -> Open:
    """What can be done with selected text."""

    def press(_window: OpenWindow, page: Any) -> None:  # noqa: ANN401 - the review page
        start = page.pane.part.document.text.index("限期")
        page.pane.original.select(start, start + 6)
        page.pane.original.text_selected.emit(start, start + 6)
        getattr(page.pane.selection, button).click()

    return press


def on_entry(act: Act) -> Open:
    """An act on the release that is shown."""
    return lambda _window, page: page.panel.buttons[act].click()


def press(button: QPushButton) -> None:
    """A button is ready once what it needs was read, and a card once it stood for a moment."""
    for _ in range(TRIES):
        if button.isEnabled():
            break
        QTest.qWait(LOOK_MILLISECONDS)
    button.click()


def on_authorisations(_window: OpenWindow, page: Any) -> None:  # noqa: ANN401 - the signing page
    """A new written authorisation."""
    page.tabs.setCurrentWidget(page.authorisations)
    press(page.authorisations.grant)


def on_person(_window: OpenWindow, page: Any) -> None:  # noqa: ANN401 - the settings page
    """A question before something that cannot be taken back: a key is retired."""
    people = page.tabs.widget(0)
    people.table.selectRow(people.model.rowCount() - 1)
    people.retire_button.click()


def look_at_scan(_window: OpenWindow, page: Any) -> None:  # noqa: ANN401 - the review page
    """逐处查看 of the scanned part."""
    page.pane.tabs.setCurrentIndex(1)
    page.side.show_step("privacy")
    page.side.unread.look.click()


def on_lexicon(window: OpenWindow, page: Any) -> None:  # noqa: ANN401 - the settings page
    """What an import would change, shown before it does."""
    page.tab("lexicon").preview(lexicon_file(window.office.home))


REVIEW = (
    DialogShot("keep", "review", "in_review", on_finding(DispositionKind.KEEP)),
    DialogShot("reason", "review", "in_review", on_finding(DispositionKind.NOT_A_FINDING)),
    DialogShot("mark", "review", "in_review", on_selection("mark")),
    DialogShot("amend", "review", "in_review", on_selection("amend")),
    DialogShot("point", "review", "in_review", on_selection("point")),
    DialogShot("return", "review", "in_review", lambda _window, page: page.bar.give_back.click()),
    DialogShot("defer", "review", "in_review", lambda _window, page: page.bar.actions_["defer"].trigger()),
    DialogShot("refer", "review", "in_review", lambda _window, page: page.bar.actions_["refer"].trigger()),
    DialogShot("urgent", "review", "in_review", lambda _window, page: page.bar.actions_["urgent"].trigger()),
    DialogShot("alarm", "review", "in_review", lambda _window, page: page.bar.actions_["alarm"].trigger()),
    DialogShot("void", "review", "in_review", lambda _window, page: page.bar.actions_["void"].trigger()),
    DialogShot("pass-and-sign", "review", "ready", lambda _window, page: page.bar.sign.click()),
    DialogShot("paper-sign", "signing", "awaiting", lambda _window, page: press(page.waiting.paper)),
    DialogShot("unlock", "inbox", "", lambda window, _page: window.main.dialogs.unlock()),
    DialogShot("password", "inbox", "", lambda window, _page: window.main.dialogs.change_password()),
    DialogShot("shortcuts", "inbox", "", lambda window, _page: window.main.dialogs.show_shortcuts()),
    DialogShot("search", "inbox", "", lambda window, _page: window.main.on_searched("公示")),
)
AMENDED = (
    DialogShot("confirm-amended", "review", "awaiting", lambda _window, page: page.bar.confirm.click()),
    DialogShot("compare", "review", "awaiting", lambda _window, page: page.head.compare.click()),
)
DRAFTER = (
    DialogShot("paste", "drafting", "", lambda _window, page: page.on_paste()),
    DialogShot("drafter-void", "drafting", "returned", lambda _window, page: page.package.void.click()),
)
SIGNATORY = (
    DialogShot("amend-sign", "signing", "awaiting", lambda _window, page: press(page.waiting.amend)),
    DialogShot("refuse", "signing", "awaiting", lambda _window, page: page.waiting.refuse.click()),
    DialogShot("authorise", "signing", "", on_authorisations),
)
PUBLISHER = (
    DialogShot("take-down", "queue", "online", on_entry(Act.TAKE_DOWN)),
    DialogShot("online", "queue", "online", on_entry(Act.RECORD_ONLINE)),
    DialogShot("compare-page", "queue", "online", on_entry(Act.COMPARE)),
    DialogShot("correct", "queue", "online", on_entry(Act.CORRECT)),
    DialogShot("withdraw", "queue", "queued", on_entry(Act.WITHDRAW)),
)
BOARD = (
    DialogShot("board", "queue", "queued", on_entry(Act.PRINT_BOARD)),
    DialogShot("posting", "queue", "queued", on_entry(Act.RECORD_POSTING)),
    DialogShot("posting-online", "queue", "online", on_entry(Act.RECORD_POSTING)),
    DialogShot("take-down-board", "queue", "online", on_entry(Act.TAKE_DOWN)),
)
SCAN = (DialogShot("look", "review", "scan", look_at_scan),)
AGAIN = (DialogShot("points", "review", "again", lambda _window, page: page.head.points.click()),)
PICTURES = (DialogShot("evidence", "queue", "online", on_entry(Act.LOOK)),)
AUDITOR = (DialogShot("cosigned", "ledger", "", lambda _window, page: press(page.buttons["cosign"])),)
OFFICE = (
    DialogShot("person", "settings", "", lambda _window, page: page.tabs.widget(0).add_button.click()),
    DialogShot("route", "settings", "", lambda _window, page: page.tabs.widget(1).add_button.click()),
    DialogShot("leaf", "catalogue", "", lambda _window, page: page.own.change.click()),
    DialogShot("gap", "catalogue", "", lambda _window, page: page.own.compare.click()),
    DialogShot("confirm", "settings", "", on_person),
    DialogShot("lexicon-preview", "settings", "", on_lexicon),
    DialogShot("phone", "settings", "", lambda _window, page: page.tabs.widget(2).add_button.click()),
)
KEEPS = (DialogShot("keep-item", "settings", "", lambda _window, page: page.tab("keeps").add_button.click()),)
GROUPS = (("reviewer", REVIEW), ("reviewer", KEEPS), ("reviewer", AMENDED), ("drafter", DRAFTER),
          ("signatory", SIGNATORY),
          ("publisher", PUBLISHER), ("publisher", BOARD), ("publisher", PICTURES),
          ("reviewer", SCAN), ("reviewer", AGAIN),
          ("auditor", AUDITOR), ("administrator", OFFICE))


PREPARED = {
    AMENDED: signed_with_amendments, BOARD: post_on_boards, PICTURES: post_with_pictures, SCAN: look_at_pages,
    AGAIN: hand_in_again,
}
"""What the office needs beforehand for a group."""


def draw_dialogs(
    out: Path, settle: Callable[[OpenWindow], None], language: str, only: Sequence[str] = ()
) -> tuple[list[Path], list[str]]:
    """Draw them all, or those of some names; the paths written, and the names of those that did not open."""
    made, missing = [] if only else draw_first_use(out, language), []
    for role, group in GROUPS:
        shots = tuple(one for one in group if not only or one.name in only)
        if not shots:
            continue
        with TemporaryDirectory() as folder, window_office(Path(folder)) as office:
            PREPARED.get(group, lambda _office: None)(office)
            found = _group(office, role, shots, out, settle, language)
            made += found
            missing += [one.name for one in shots if not any(path.stem == f"dialog-{one.name}-light" for path in found)]
    return made, missing


def draw_first_use(out: Path, language: str) -> list[Path]:
    """首次使用 stands before any window."""
    jobs = JobRunner()
    dialog = FirstUseDialog(Words(language), jobs, _Nobody())  # type: ignore[arg-type]  # nothing is founded here
    dialog.show()
    made = _grab(dialog, out, "first-use")
    dialog.close()
    jobs.close()
    return made


class _Nobody:
    """Where 首次使用 would found the office."""

    home = Path("/home/zhong/.local/share/reviewer-app")
    empty = True


def _group(office: WindowOffice, role: str, shots: tuple[DialogShot, ...], out: Path,
           settle: Callable[[OpenWindow], None], language: str) -> list[Path]:
    made: list[Path] = []
    with open_window(office, role, SIZE, language) as window:
        for shot in shots:
            if shot.item:
                window.main.show_item(shot.page, office.items[shot.item])
            else:
                window.main.show_page(shot.page)
            settle(window)
            made += _draw(window, shot, out, settle)
    return made


def _draw(window: OpenWindow, shot: DialogShot, out: Path, settle: Callable[[OpenWindow], None]) -> list[Path]:
    """Open it; while it blocks, a timer draws it once nothing is being read, and calls it off."""
    made: list[Path] = []
    timer = QTimer()
    timer.setInterval(LOOK_MILLISECONDS)

    def look() -> None:
        dialog = next((one for one in QApplication.topLevelWidgets()
                       if isinstance(one, QDialog) and one.isVisible()), None)
        if dialog is not None and not window.front.jobs.busy:
            timer.stop()
            made.extend(_grab(dialog, out, shot.name))
            dialog.reject()

    timer.timeout.connect(look)
    timer.start()
    shot.open(window, window.main.page)
    for _ in range(TRIES):
        if not made:
            settle(window)
    timer.stop()
    return made


def _grab(dialog: QDialog, out: Path, name: str) -> list[Path]:
    application = QApplication.instance()
    made = []
    for dark in (False, True):
        if isinstance(application, QApplication):
            theme.apply(application, dark=dark)
        QApplication.processEvents()
        path = out / f"dialog-{name}-{'dark' if dark else 'light'}.png"
        dialog.grab().save(str(path))
        made.append(path)
    if isinstance(application, QApplication):
        theme.apply(application, dark=False)
    return made
