"""台账与留痕: a table of everything, the way of one item in sentences, 验证, 导出, 拿文件查记录 (window.md)."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditEntry
from reviewer_app.domain.states import State
from reviewer_app.ports.read_models import ItemFilter, ItemRow, Key, Rows
from reviewer_app.services.cosign import Cosign, Cosigned, cosign
from reviewer_app.services.export_log import Exported, ExportLog, Prove, export_log, prove
from reviewer_app.services.find_by_file import FoundFile, Match, find_by_file
from reviewer_app.services.item_timeline import ItemWay, TimelineLine, item_way, log_page
from reviewer_app.services.reviewing import minute
from reviewer_app.services.verify_office import OfficeReport, verify_office
from ui.actions.front import Front
from ui.actions.page import Page
from ui.dialogs.cosigned import CosignedDialog
from ui.dialogs.rows_table import table_of
from ui.dialogs.unlock import KeyDoor
from ui.models.item_rows import columns, leaf_title
from ui.models.rows import Column, RowsModel
from ui.pages.ledger.proof import ProofStrip
from ui.pages.ledger.reassess_tab import ReassessTab
from ui.text import Words
from ui.widgets.choice import ChoiceBox

LOG_PAGE = 200
TYPING_PAUSE = 250
"""Milliseconds after the last key before a filter is read; each key would read otherwise."""


class LedgerPage(Page):
    """Reads only; verifying and exporting run beside the window."""

    def __init__(self, front: Front) -> None:
        super().__init__(front, "page.ledger")
        words = front.words
        self.setAcceptDrops(True)
        catalogue = front.desk.toolbox.catalogue
        self.items: RowsModel[ItemRow] = RowsModel(
            columns(words, front.days, lambda leaf: leaf_title(catalogue, leaf)), self
        )
        self.lines: RowsModel[TimelineLine] = RowsModel(line_columns(words), self)
        self.entries: RowsModel[TimelineLine] = RowsModel(line_columns(words), self)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(words("ledger.filter"))
        self.filter.setAccessibleName(words("ledger.filter"))
        self.filter.setClearButtonEnabled(True)
        self.state: ChoiceBox[State] = ChoiceBox(self, empty=words("ledger.state.any"))
        self.state.setAccessibleName(words("ledger.state"))
        self.state.fill((words(f"state.{state.value}"), state) for state in State)
        self.table = table_of(self.items, words("ledger.tab.items"), self, 44, empty=words("empty.ledger"))
        self.timeline = table_of(self.lines, words("ledger.timeline"), self, 30)
        self.log = table_of(self.entries, words("ledger.tab.log"), self, 30)
        self.title = QLabel(words("ledger.timeline.empty"), self)
        self.title.setWordWrap(True)
        self.proof = ProofStrip(words, self)
        self._door = KeyDoor(front, self)
        self._busy: int | None = None
        self.buttons = {key: QPushButton(words(f"ledger.{key}"), self) for key in
                        ("verify", "cosign", "export", "receipt", "lookup")}
        self.buttons["verify"].setProperty("kind", "primary")
        self.reassess = ReassessTab(front, self)
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(TYPING_PAUSE)
        self._lay_out()
        self._connect()

    # --- reading ----------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read both tables from their beginnings."""
        self.read_items(None)
        self.read_log(None)
        for key, permission in (("verify", Permission.LOG_VERIFY), ("cosign", Permission.LOG_COSIGN),
                                ("export", Permission.LOG_EXPORT), ("receipt", Permission.LOG_VERIFY)):
            self.buttons[key].setVisible(self.front.may(permission))

    def show_item(self, item: str) -> None:
        """Show the way of an item."""
        self.tabs.setCurrentIndex(0)
        self.front.ask(self, partial(item_way, self.front.desk, self.front.actor, item, self.front.words), self.on_way)

    @Slot(object)
    def read_items(self, after: Key | None) -> None:
        """A page of items."""
        chosen = self.state.value
        where = ItemFilter(states=frozenset({chosen} if chosen else ()), text=self.filter.text().strip())
        show = self.on_items if after is None else self.items.extend
        self.front.ask(self, partial(self.front.reads.items, where, after), show)

    @Slot(object)
    def on_items(self, page: Rows[ItemRow]) -> None:
        """A first page of items."""
        self.items.restart(page)

    @Slot(object)
    def read_log(self, after: Key | None) -> None:
        """A page of the whole log."""
        start = int(after[0]) if after is not None else 0
        show = self.on_log if after is None else self.on_more_log
        front = self.front
        front.ask(self, partial(log_page, front.desk, front.actor, start, LOG_PAGE, front.words), show)

    @Slot(object)
    def on_log(self, lines: tuple[TimelineLine, ...]) -> None:
        """A first page of the log."""
        self.entries.restart(_rows(lines))

    @Slot(object)
    def on_more_log(self, lines: tuple[TimelineLine, ...]) -> None:
        """A further page of the log."""
        self.entries.extend(_rows(lines))

    @Slot()
    def on_filter(self) -> None:
        """Another filter."""
        self.read_items(None)

    @Slot(QModelIndex, QModelIndex)
    def on_item(self, index: QModelIndex, _before: QModelIndex) -> None:
        """Another item was chosen."""
        row = self.items.row(index)
        if row is not None:
            self.show_item(row.id)

    @Slot(object)
    def on_way(self, way: ItemWay) -> None:
        """The way of the chosen item, under its own title however it was chosen."""
        self.title.setText(way.title)
        self.lines.restart(Rows(way.lines, None))

    # --- proving ----------------------------------------------------------------------------------

    @Slot()
    def verify(self) -> None:
        """验证: reads everything on one snapshot; nobody has to wait for it."""
        front = self.front
        self.proof.begin()
        self._busy = front.ask(self, partial(verify_office, front.desk, front.actor), self.on_verified,
                               title=front.words("ledger.verifying"))
        self._refresh()

    @Slot(object)
    def on_verified(self, report: OfficeReport) -> None:
        """The strip says all of it, the message its first sentence."""
        self.proof.show_report(report)
        self.front.verified.emit(report)
        self.front.said.emit("green" if report.ok else "red", self.proof.verdict.text())

    @Slot()
    def cosign(self) -> None:
        """联署: the auditor's own key under the log as it stands; the use case verifies all of it first."""
        self._door.let(self._cosign)

    @Slot(object)
    def on_cosigned(self, made: Cosigned) -> None:
        """Give the key to keep, then show the new state."""
        dialog = CosignedDialog(self.front.words, made, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self.verify)
        dialog.open()

    @Slot(int)
    def on_finished(self, job: int) -> None:
        """Verifying or cosigning is over, well or not."""
        if job == self._busy:
            self._busy = None
            self._refresh()

    @Slot()
    def export(self) -> None:
        """导出留痕 into a new folder."""
        chosen = QFileDialog.getSaveFileName(self, self.front.words("ledger.export"), "audit-export")[0]
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, folder: Path) -> None:
        """Export in the write lane: it leaves an entry and a checkpoint."""
        command = ExportLog(self.front.actor, folder)
        self.front.do(self, export_log, command, partial(self.on_exported, folder),
                      title=self.front.words("ledger.exporting"))

    def on_exported(self, folder: Path, made: Exported) -> None:
        """Say where it lies."""
        self.front.say("green", "ledger.exported", entries=made.entries, folder=folder)

    @Slot()
    def receipt(self) -> None:
        """开具凭条 for the chosen item."""
        row = self.items.row(self.table.currentIndex())
        chosen = QFileDialog.getSaveFileName(self, self.front.words("ledger.receipt"), "receipt.tlog-proof")[0]
        if row is not None and chosen:
            self.receipt_to(row.id, Path(chosen))

    def receipt_to(self, item: str, file: Path) -> None:
        """Write the receipt; a checkpoint may be made for it."""
        self.front.do(self, prove, Prove(self.front.actor, item, file), partial(self.on_receipt, file))

    def on_receipt(self, file: Path, entry: AuditEntry) -> None:
        """Say which entry it proves."""
        self.front.say("green", "ledger.receipted", seq=entry.seq, file=file)

    @Slot()
    def lookup(self) -> None:
        """拿文件查记录."""
        chosen = QFileDialog.getOpenFileName(self, self.front.words("ledger.lookup"))[0]
        if chosen:
            self.lookup_file(Path(chosen))

    def lookup_file(self, path: Path) -> None:
        """Look a file up by its bytes, then by title and number."""

        def read() -> FoundFile:
            return find_by_file(self.front.desk, self.front.actor, path.read_bytes(), path.name)

        self.front.ask(self, read, self.on_found)

    @Slot(object)
    def on_found(self, found: FoundFile) -> None:
        """Say what is known, and show the item."""
        if found.match is Match.UNKNOWN or found.item is None:
            self.front.say("amber", "ledger.lookup.unknown")
            return
        if found.match is Match.SIGNED and found.signoff is not None:
            self.front.say("green", "ledger.lookup.signed", title=found.item.title, signer=found.signer,
                           at=minute(found.signoff.at))
        else:
            self.front.say("red", "ledger.lookup.different", title=found.item.title, count=len(found.differences))
        self.show_item(found.item.id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A file found on the net may be dropped here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Look the first dropped file up."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.lookup_file(paths[0])

    # --- inside -----------------------------------------------------------------------------------

    def _cosign(self) -> None:
        session = self.front.session
        if session is not None and self._busy is None:
            command, title = Cosign(self.front.actor, session.signer), self.front.words("ledger.cosigning")
            self._busy = self.front.do(self, cosign, command, self.on_cosigned, title=title)
            self._refresh()

    def _refresh(self) -> None:
        for key in ("verify", "cosign"):
            self.buttons[key].setEnabled(self._busy is None)
        if self._busy is None and not self.proof.verdict.property("level"):
            self.proof.hide()

    def _connect(self) -> None:
        self.items.wanted.connect(self.read_items)
        self.entries.wanted.connect(self.read_log)
        self.pause.timeout.connect(self.on_filter)
        self.reassess.item_chosen.connect(self.show_item)
        self.filter.textChanged.connect(self.pause.start)
        self.state.currentIndexChanged.connect(self.on_filter)
        self.table.selectionModel().currentChanged.connect(self.on_item)
        self.front.jobs.finished.connect(self.on_finished)
        for key, slot in (("verify", self.verify), ("cosign", self.cosign), ("export", self.export),
                          ("receipt", self.receipt), ("lookup", self.lookup)):
            self.buttons[key].clicked.connect(slot)

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.addWidget(self.filter, 1)
        across.addWidget(self.state)
        across.addStretch(1)
        for button in self.buttons.values():
            across.addWidget(button)
        self.body.addLayout(across)
        self.body.addWidget(self.proof)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(16, 8, 0, 0)  # the tabs' line is above
        column.addWidget(self.title)
        column.addWidget(self.timeline, 1)
        both = QSplitter(Qt.Orientation.Horizontal, self)
        both.addWidget(self.table)
        both.addWidget(right)
        both.setSizes([760, 560])
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName(self.front.words("page.ledger"))
        self.tabs.addTab(both, self.front.words("ledger.tab.items"))
        self.tabs.addTab(self.log, self.front.words("ledger.tab.log"))
        self.tabs.addTab(self.reassess, self.front.words("ledger.tab.reassess"))
        self.body.addWidget(self.tabs, 1)


def line_columns(words: Words) -> tuple[Column[TimelineLine], ...]:
    """Number and sentence; the sentence says who, when and what."""
    return (
        Column("#", lambda line: str(line.seq + 1), right=True, width=56),
        Column(words("ledger.what"), lambda line: line.sentence, tip=lambda line: line.sentence, width=480),
    )


def _rows(lines: tuple[TimelineLine, ...]) -> Rows[TimelineLine]:
    return Rows(lines, (lines[-1].seq + 1,) if len(lines) == LOG_PAGE else None)
