"""撤下 from the first button to the last tick: one dialog that follows the entry as it moves."""

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.release import Clearing, QueueEntry, Withdrawal
from reviewer_app.domain.states import TRANSITIONS, State
from reviewer_app.services.clearing import ClearPlace, clear_place
from reviewer_app.services.open_entry import EntryView, open_entry
from reviewer_app.services.withdrawing import FinishTakeDown, TakeDown, finish_take_down, take_down
from ui.actions.front import Front
from ui.actions.kept_text import KeptText
from ui.dialogs.take_down import TakeDownDialog
from ui.models.queue_rows import channel_title
from ui.models.queue_rows_tasks import tasks_of
from ui.pages.queue.files import WithFile, reading


class TakingDown(QObject):
    """Opens the dialog and runs its commands."""

    def __init__(self, front: Front, page: QWidget) -> None:
        super().__init__(page)
        self._front = front
        self._page = page
        self._view: EntryView | None = None
        self.dialog: TakeDownDialog | None = None

    def begin(self, view: EntryView) -> None:
        """Ask once, then take down."""
        self._open(view)

    def go_on(self, view: EntryView) -> None:
        """Show the task list of a take-down under way."""
        self._open(view)
        self._refresh()

    def show_entry(self, view: EntryView | None) -> None:
        """The entry of the dialog moved: show its tasks again."""
        if view is not None and self._view is not None and view.entry.id == self._view.entry.id:
            self._view = view
            self._refresh()

    @Slot()
    def on_take_down(self) -> None:
        """The button: at once, reasons follow."""
        view = self._view
        if view is not None:
            command = TakeDown(self._front.actor, view.entry.id, view.entry.version)
            self._front.do(self._page, take_down, command, self.on_taken_down, item=view.item.id)

    @Slot(object)
    def on_taken_down(self, _opened: Withdrawal) -> None:
        """Go on to the task list."""
        self._front.say("amber", "queue.take_down.done")
        self._read()

    @Slot(str)
    def on_tick(self, place: str) -> None:
        """One place is cleared."""
        opened = self._view.withdrawal if self._view is not None else None
        if opened is None or self.dialog is None or self._view is None:
            return
        command = ClearPlace(self._front.actor, opened.id, place, self.dialog.cleared_at)
        self._front.do(self._page, reading(clear_place), WithFile(command, "evidence", self.dialog.evidence),
                       self.on_ticked, item=self._view.item.id)

    @Slot(object)
    def on_ticked(self, _tick: Clearing) -> None:
        """Show what is left."""
        self._read()

    @Slot()
    def on_siblings(self) -> None:
        """Take down the item's other channels too."""
        view = self._view
        if view is not None:
            for one in _public(view.siblings):
                command = TakeDown(self._front.actor, one.id, one.version)
                self._front.do(self._page, take_down, command, self.on_taken_down, item=view.item.id)

    @Slot(str)
    def on_finish(self, reason: str) -> None:
        """Close the take-down."""
        opened = self._view.withdrawal if self._view is not None else None
        if opened is not None and self._view is not None:
            command = FinishTakeDown(self._front.actor, opened.id, opened.version, reason)
            self._front.do(self._page, finish_take_down, command, self.on_finished, item=self._view.item.id)

    @Slot(object)
    def on_finished(self, _done: Withdrawal) -> None:
        """All is said and done."""
        self._front.say("green", "queue.take_down.closed")
        if self.dialog is not None:
            self.dialog.accept()

    def _open(self, view: EntryView) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self._view = view
        title = f"《{view.item.title}》 {channel_title(view.entry.channel)}"
        dialog = TakeDownDialog(self._front.words, title, self._front.desk.clock.now(), self._page)
        dialog.take_down_asked.connect(self.on_take_down)
        dialog.tick_asked.connect(self.on_tick)
        dialog.siblings_asked.connect(self.on_siblings)
        dialog.finish_asked.connect(self.on_finish)
        KeptText.of_dialog(self._front, f"take-down-{view.entry.id}", dialog)
        self.dialog = dialog
        dialog.open()

    def _read(self) -> None:
        if self._view is not None:
            read = partial(open_entry, self._front.desk, self._front.actor, self._view.entry.id)
            self._front.ask(self._page, read, self.show_entry)

    def _refresh(self) -> None:
        view = self._view
        opened = view.withdrawal if view is not None else None
        if view is None or opened is None or self.dialog is None or not self.dialog.isVisible():
            return
        if view.entry.state is State.TAKING_DOWN:
            now = self._front.desk.clock.now()
            self.dialog.show_tasks(tasks_of(view), opened.reason, len(_public(view.siblings)), now)


def _public(entries: tuple[QueueEntry, ...]) -> tuple[QueueEntry, ...]:
    """Entries that are still public, so that they can be taken down."""
    return tuple(one for one in entries if State.TAKING_DOWN in TRANSITIONS[one.state])
