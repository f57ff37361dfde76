"""村公示栏 on the queue page: the sheet to print, and the record of where it hangs."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from reviewer_app.domain.errors import FileNotWritten
from reviewer_app.domain.release import Posting
from reviewer_app.services.board_notice import BoardNotice, board_notice
from reviewer_app.services.desk import Desk
from reviewer_app.services.open_entry import EntryView
from reviewer_app.services.overwriting import write_chosen
from reviewer_app.services.post_notice import RecordPosting, record_posting
from ui.actions.front import Front
from ui.dialogs.posting import BoardDialog, PostingDialog
from ui.pages.queue import board_sheet
from ui.pages.queue.files import read_limited
from ui.text import Words

Open = Callable[[QDialog, Callable[[], None] | None], None]


class BoardActs(QObject):
    """Opens the dialogs by `open_dialog`; `page` owns the jobs."""

    def __init__(self, front: Front, page: QWidget, open_dialog: Open) -> None:
        super().__init__(page)
        self._front = front
        self._page = page
        self._open = open_dialog
        self._dialog: BoardDialog | None = None
        self.notice: BoardNotice | None = None

    def record(self, view: EntryView) -> None:
        """张贴登记."""
        now = self._front.desk.clock.now()
        dialog = PostingDialog(self._front.words, view.item.title, now, view.entry.display_until, self._page)
        self._open(dialog, partial(self._on_posting, view, dialog))

    def _on_posting(self, view: EntryView, dialog: PostingDialog) -> None:
        command = RecordPosting(
            self._front.actor, view.entry.id, view.entry.version, dialog.place.text(), dialog.poster.text(),
            dialog.posted_at, dialog.until)
        self._front.do(
            self._page, partial(_with_photos, dialog.files), command, partial(self._say, view.item.title),
            item=view.item.id)

    def _say(self, title: str, _posting: Posting) -> None:
        self._front.say("green", "posting.done", title=title)

    def begin(self, view: EntryView) -> None:
        """打印张贴件: the signed text is read first."""
        read = partial(board_notice, self._front.desk, self._front.actor, view.entry.id)
        self._front.ask(self._page, read, self.on_notice, title=self._front.words("board.preparing"))

    @Slot(object)
    def on_notice(self, notice: BoardNotice) -> None:
        """Ask for paper and telephone."""
        self.notice = notice
        dialog = BoardDialog(self._front.words, notice.title, tuple(board_sheet.SIZES), notice.phones, self._page)
        dialog.wanted.connect(self.on_wanted)
        self._dialog = dialog
        self._open(dialog, None)

    @Slot(bool)
    def on_wanted(self, to_printer: bool) -> None:
        """Print, or ask for a file."""
        if self._dialog is None or self.notice is None:
            return
        if to_printer:
            self._print(self._dialog, self.notice)
            return
        name, _ = QFileDialog.getSaveFileName(
            self._page, self._front.words("board.save"), f"{self.notice.title}.pdf", "PDF (*.pdf)")
        if name:
            self.save_to(Path(name))

    def _print(self, dialog: BoardDialog, notice: BoardNotice) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        board_sheet.lay_out(printer, dialog.paper)
        if not QPrintDialog(printer, self._page).exec():
            return
        words = self._front.words
        draw = partial(_printed, printer, notice, dialog.phone, dialog.paper, words)
        told = partial(self._on_written, "board.printed", printer.printerName())
        self._front.ask(self._page, draw, told, title=words("board.preparing"))

    def save_to(self, path: Path) -> None:
        """Write the sheets to a path that the person chose; drawn in a job, for lists are long."""
        if self._dialog is None or self.notice is None:
            return
        dialog, words = self._dialog, self._front.words
        draw = partial(_written, path, self.notice, dialog.phone, dialog.paper, words)
        told = partial(self._on_written, "board.saved", path.name)
        self._front.ask(self._page, draw, told, title=words("board.preparing"))

    def _on_written(self, key: str, name: str, count: int) -> None:
        self._front.say("green", key, name=name, count=count)
        if self._dialog is not None:
            self._dialog.accept()


def _printed(printer: QPrinter, notice: BoardNotice, phone: str, size: str, words: Words) -> int:
    """Draw on the printer, which Qt allows outside the window's thread; how many sheets went there."""
    board_sheet.lay_out(printer, size)  # the printer that was chosen has a paper of its own
    count = board_sheet.draw(printer, notice, phone, size, words)
    if not count:
        raise FileNotWritten(name=printer.printerName(), detail="")
    return count


def _written(path: Path, notice: BoardNotice, phone: str, size: str, words: Words) -> int:
    data, count = board_sheet.pdf(notice, phone, size, words)
    write_chosen(path, data)
    return count


def _with_photos(paths: tuple[Path, ...], desk: Desk, command: RecordPosting) -> Any:  # noqa: ANN401 - the use case's
    return record_posting(desk, replace(command, photos=tuple(read_limited(path) for path in paths)))
