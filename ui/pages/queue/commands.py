"""What each act of the queue does: asks for what it needs in a dialog, then hands a frozen command to the front."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from reviewer_app.domain.comparison import Difference
from reviewer_app.domain.release import Comparison
from reviewer_app.domain.states import State
from reviewer_app.ports.read_models import ItemFilter, ItemRow, Key, Rows
from reviewer_app.services.online import Compare, RecordOnline, compare_online, record_online
from reviewer_app.services.open_entry import EntryView, PasteReady, paste_ready
from reviewer_app.services.open_evidence import evidence_of
from reviewer_app.services.queueing import Retry, Withdraw, retry, withdraw
from reviewer_app.services.withdrawing import (
    Correct,
    Expire,
    FinishCorrection,
    correct,
    expire,
    finish_correction,
)
from ui.actions.front import Front
from ui.actions.kept_text import KeptText
from ui.dialogs.compare_page import CompareDialog
from ui.dialogs.correct import CorrectionDialog
from ui.dialogs.evidence import EvidenceDialog
from ui.dialogs.online import OnlineDialog
from ui.dialogs.reason import ReasonDialog
from ui.models.queue_rows import channel_title
from ui.pages.queue.acts import Act
from ui.pages.queue.board import BoardActs
from ui.pages.queue.files import WithFile, reading
from ui.pages.queue.taking_down import TakingDown

ONLINE = frozenset({State.ONLINE, State.COMPARED})


class EntryCommands(QObject):
    """Runs acts on the entry that is shown."""

    def __init__(self, front: Front, page: QWidget) -> None:
        super().__init__(page)
        self._front = front
        self._page = page
        self.view: EntryView | None = None
        self.dialog: QDialog | None = None
        self.taking_down = TakingDown(front, page)
        self.board = BoardActs(front, page, self._open)
        self._does: dict[Act, Callable[[EntryView], None]] = {
            Act.RETRY: self._retry,
            Act.RECORD_ONLINE: self._record_online,
            Act.PRINT_BOARD: self.board.begin,
            Act.RECORD_POSTING: self.board.record,
            Act.COMPARE: self._compare,
            Act.OPEN_FOLDER: self._open_folder,
            Act.LOOK: self._look,
            Act.COPY_TEXT: partial(self._copy, html=False),
            Act.COPY_HTML: partial(self._copy, html=True),
            Act.CORRECT: self._correct,
            Act.FINISH_CORRECTION: self._finish_correction,
            Act.EXPIRE: self._expire,
            Act.WITHDRAW: self._withdraw,
            Act.TAKE_DOWN: self.taking_down.begin,
            Act.FINISH_TAKE_DOWN: self.taking_down.go_on,
        }

    def show_entry(self, view: EntryView | None) -> None:
        """The entry the acts are for, as it stands now."""
        self.view = view
        self.taking_down.show_entry(view)

    @Slot(str)
    def run(self, act: str) -> None:
        """Do one act."""
        if self.view is not None:
            self._does[Act(act)](self.view)

    @Slot(str)
    def drop_page(self, path: str) -> None:
        """A saved page dropped on the entry: compare it."""
        if self.view is not None and self.view.entry.state is State.ONLINE:
            self._compare(self.view)
            if isinstance(self.dialog, CompareDialog):
                self.dialog.file.take(path)

    # --- one act each -----------------------------------------------------------------------------

    def _retry(self, view: EntryView) -> None:
        self._do(retry, Retry(self._front.actor, view.entry.id, view.entry.version), view, "queue.retried")

    def _record_online(self, view: EntryView) -> None:
        dialog = OnlineDialog(self._front.words, _title(view), self._front.desk.clock.now(), self._page)
        KeptText.of_dialog(self._front, f"online-{view.entry.id}", dialog)
        self._open(dialog, partial(self._on_online, view, dialog))

    def _on_online(self, view: EntryView, dialog: OnlineDialog) -> None:
        command = RecordOnline(
            self._front.actor, view.entry.id, view.entry.version, dialog.address, dialog.seen_at
        )
        self._do(reading(record_online), WithFile(command, "evidence", dialog.evidence), view, "queue.online.done")

    def _compare(self, view: EntryView) -> None:
        dialog = CompareDialog(self._front.words, _title(view), self._page)
        dialog.page_chosen.connect(self.on_page)
        self._front.said.connect(dialog.show_message)
        self._open(dialog, None)

    @Slot(str)
    def on_page(self, path: str) -> None:
        """A page was chosen in the dialog."""
        if self.view is None:
            return
        entry = self.view.entry
        command = Compare(self._front.actor, entry.id, entry.version, b"", Path(path).name)
        self._front.do(
            self._page, reading(compare_online), WithFile(command, "page", Path(path)), self.on_compared,
            item=entry.item, title=self._front.words("queue.compare.running"),
        )

    @Slot(object)
    def on_compared(self, result: tuple[Comparison, tuple[Difference, ...]]) -> None:
        """Show the differences where they were asked for."""
        if isinstance(self.dialog, CompareDialog):
            self.dialog.show_differences(result[1])

    def _look(self, view: EntryView) -> None:
        self._open(EvidenceDialog(self._front, view.entry.id, evidence_of(view), view.names, self._page), None)

    def _open_folder(self, view: EntryView) -> None:
        folder = view.entry.delivery or ""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            self._front.say("amber", "queue.folder_closed", folder=folder)

    def _copy(self, view: EntryView, *, html: bool) -> None:
        read = partial(paste_ready, self._front.desk, self._front.actor, view.entry.id)
        self._front.ask(self._page, read, self.on_html if html else self.on_text,
                        title=self._front.words("queue.copying"))

    @Slot(object)
    def on_text(self, ready: PasteReady) -> None:
        """Put the plain text on the clipboard."""
        QGuiApplication.clipboard().setText(ready.text)
        self._front.say("green", "queue.copied", count=len(ready.text))

    @Slot(object)
    def on_html(self, ready: PasteReady) -> None:
        """Put the HTML on the clipboard, as source for a site's editor."""
        QGuiApplication.clipboard().setText(ready.html)
        self._front.say("green", "queue.copied_html", count=len(ready.html))

    def _correct(self, view: EntryView) -> None:
        dialog = ReasonDialog(self._front.words, self._page, self._front.words("queue.correct.hint"))
        KeptText.of_dialog(self._front, f"correct-{view.entry.id}", dialog)
        self._open(dialog, partial(self._on_correct, view, dialog))

    def _on_correct(self, view: EntryView, dialog: ReasonDialog) -> None:
        command = Correct(self._front.actor, view.entry.id, view.entry.version, dialog.reason)
        self._do(correct, command, view, "queue.correct.done")

    def _finish_correction(self, view: EntryView) -> None:
        dialog = CorrectionDialog(self._front.words, view.item.title, self._page)
        dialog.wanted.connect(self.on_candidates_wanted)
        self._open(dialog, partial(self._on_finish_correction, view, dialog))
        self.on_candidates_wanted("", None)

    @Slot(str, object)
    def on_candidates_wanted(self, text: str, after: Key | None) -> None:
        """Read items that are online."""
        read = partial(self._front.reads.items, ItemFilter(states=ONLINE, text=text), after)
        self._front.ask(self._page, read, partial(self._show_candidates, first=after is None))

    def _show_candidates(self, page: Rows[ItemRow], *, first: bool) -> None:
        if isinstance(self.dialog, CorrectionDialog):
            self.dialog.show_page(page, first=first)

    def _on_finish_correction(self, view: EntryView, dialog: CorrectionDialog) -> None:
        chosen, opened = dialog.chosen, view.withdrawal
        if chosen is not None and opened is not None:
            command = FinishCorrection(self._front.actor, opened.id, opened.version, chosen.id)
            self._do(finish_correction, command, view, "queue.correction.done")

    def _expire(self, view: EntryView) -> None:
        self._do(expire, Expire(self._front.actor, view.entry.id, view.entry.version), view, "queue.expired")

    def _withdraw(self, view: EntryView) -> None:
        dialog = ReasonDialog(self._front.words, self._page, self._front.words("queue.withdraw.hint"))
        KeptText.of_dialog(self._front, f"withdraw-{view.entry.id}", dialog)
        self._open(dialog, partial(self._on_withdraw, view, dialog))

    def _on_withdraw(self, view: EntryView, dialog: ReasonDialog) -> None:
        command = Withdraw(self._front.actor, view.item.id, view.item.version, dialog.reason)
        self._do(withdraw, command, view, "queue.withdrawn")

    # --- shared -----------------------------------------------------------------------------------

    def _open(self, dialog: QDialog, on_accepted: Callable[[], None] | None) -> None:
        """Show a dialog over the window; it never blocks the program."""
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = dialog
        if on_accepted is not None:
            dialog.accepted.connect(on_accepted)
        dialog.open()

    def _do(self, handler: Callable[..., Any], command: object, view: EntryView, said: str) -> None:
        """Run a use case and say what it came to."""
        done = partial(self._say, said, view.item.title)
        self._front.do(self._page, handler, command, done, item=view.item.id)

    def _say(self, said: str, title: str, _result: object) -> None:
        self._front.say("green", said, title=title)


def _title(view: EntryView) -> str:
    return f"《{view.item.title}》 {channel_title(view.entry.channel)}"
