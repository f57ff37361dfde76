"""送审: left my packages by state, right the tray or the package with its document (window.md, 送审)."""

from functools import partial
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.errors import StorageFailed
from reviewer_app.domain.items import Item
from reviewer_app.domain.states import State
from reviewer_app.ports.read_models import ItemFilter, ItemRow, Key, Rows
from reviewer_app.services.answer_amendment import AnswerAmendment, answer_amendment
from reviewer_app.services.hand_in import HandIn, hand_in
from reviewer_app.services.intake_form import IntakeForm
from reviewer_app.services.open_package import PackageView, open_package
from reviewer_app.services.propose import ProposeAttribute
from reviewer_app.services.recall import Recall, recall
from reviewer_app.services.submit import Submit
from reviewer_app.services.void import Void, void
from ui.actions.front import Front
from ui.actions.kept_text import KeptText
from ui.actions.page import Page
from ui.dialogs.compare import CompareDialog
from ui.dialogs.paste_text import PasteTextDialog
from ui.dialogs.reason import ReasonDialog
from ui.models.package_rows import TABS, AmendmentRow, Proposed, list_columns
from ui.models.rows import ROW_ROLE, RowsModel
from ui.pages.drafting.document_side import DocumentSide
from ui.pages.drafting.package import PackagePanel
from ui.pages.drafting.tables import package_list
from ui.pages.drafting.tray import TrayPanel
from ui.widgets.empty_hint import EmptyHint

KEYS = tuple(TABS)
TRAY, PACKAGE = 0, 1


class DraftingPage(Page):
    """Where people hand in what they wrote in WPS, and see what comes back."""

    def __init__(self, front: Front) -> None:
        super().__init__(front, "page.drafting")
        words = front.words
        self._package: PackageView | None = None
        self._wanted: str | None = None
        self._form: IntakeForm | None = None
        self.new = QPushButton(words("drafting.new"), self)
        self.new.setProperty("kind", "primary")
        self.tabs = QTabBar(self)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(words("page.drafting"))
        for key in KEYS:
            self.tabs.addTab(words(f"drafting.tab.{key}"))
        self.model: RowsModel[ItemRow] = RowsModel(list_columns(words, front.days), self)
        self.list = package_list(self.model, words("drafting.list"), self)
        EmptyHint(self.list, words("empty.drafting"))
        self.tray = TrayPanel(front, self)
        self.package = PackagePanel(front, self)
        self.document = DocumentSide(words, self)
        self.stack = QStackedWidget(self)
        self._lay_out()
        self._connect()

    # --- reading ----------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the list again, and the package that is open or just being opened."""
        self.read(None)
        if self._wanted is not None:
            self.open(self._wanted)

    @Slot(object)
    def read(self, after: Key | None) -> None:
        """Read a page of the list; the first one replaces what is shown."""
        where = ItemFilter(states=TABS[KEYS[self.tabs.currentIndex()]], mine=self.front.actor)
        on_done = self.on_first if after is None else self.model.extend
        self.front.ask(self, partial(self.front.reads.items, where, after), on_done)

    @Slot(object)
    def on_first(self, page: Rows[ItemRow]) -> None:
        """Show the first page, with the open package selected."""
        shown = self._wanted or (self._package.view.item.id if self._package is not None else None)
        self.model.restart(page)
        for at, row in enumerate(page.rows):
            if row.id == shown:
                self.list.selectRow(at)

    def show_item(self, item: str) -> None:
        """Open one item."""
        self.open(item)

    def open(self, item: str) -> None:
        """Read an item and show it; the last one asked for wins."""
        self._wanted = item
        self.front.ask(self, partial(open_package, self.front.desk, self.front.actor, item), self.on_opened)

    @Slot(object)
    def on_opened(self, package: PackageView) -> None:
        """Show it, in the tab where its state belongs."""
        item = package.view.item
        if item.id != self._wanted:
            return
        self._package = package
        self.package.show_package(package)
        self.document.show_item(package.view)
        if self._form is not None:
            form, self._form = self._form, None
            self.package.put_form(form)
        if self.tray.revising is None and not self.tray.busy:
            self.stack.setCurrentIndex(PACKAGE)
        self._show_tab(item.state)
        if self.isActiveWindow() and QApplication.focusWidget() is None:
            self.take_focus()  # what had it can no longer be edited: keys would go nowhere

    def _show_tab(self, state: State) -> None:
        at = next(at for at, key in enumerate(KEYS) if state in TABS[key])
        if at != self.tabs.currentIndex():
            self.tabs.setCurrentIndex(at)

    # --- the tray ---------------------------------------------------------------------------------

    @Slot(list)
    def take_files(self, paths: list[str]) -> None:
        """Files dropped anywhere: corrected ones where a returned package is open, else a new package."""
        open_ = self._package
        if self.stack.currentIndex() == TRAY:
            self.tray.take_paths(paths)
        elif open_ is not None and open_.view.item.state is State.RETURNED and open_.editable:
            self.tray.show_revision(open_.view.item, tuple(paths))
        else:
            self.tray.show_new()
            self.tray.take_paths(paths)
        self.stack.setCurrentIndex(TRAY)

    @Slot()
    def on_new(self) -> None:
        """An empty tray."""
        if self.tray.revising is not None or not self.tray.busy:
            self.tray.show_new()
        self.list.clearSelection()
        self.stack.setCurrentIndex(TRAY)
        self.tray.drop.files.setFocus()

    @Slot()
    def on_revise(self) -> None:
        """The files of the open package into the tray."""
        if self._package is not None:
            self.tray.show_revision(self._package.view.item)
            self.stack.setCurrentIndex(TRAY)

    @Slot(object, object)
    def on_entered(self, item: Item, form: IntakeForm | None) -> None:
        """It is kept; show it with what the program read."""
        self.tray.show_new()
        self._form = form
        self.front.say("green", "drafting.entered", title=item.title, ordinal=item.revision_ordinal)
        self.open(item.id)

    @Slot()
    def on_tray_cancelled(self) -> None:
        """Back to the package that was open."""
        if self._package is not None:
            self.stack.setCurrentIndex(PACKAGE)

    @Slot()
    def on_paste(self) -> None:
        """Text becomes a part."""
        dialog = PasteTextDialog(self.front, self)
        dialog.accepted.connect(partial(self.on_pasted, dialog))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(object)
    def on_pasted(self, dialog: PasteTextDialog) -> None:
        """Take it into the tray."""
        self.tray.intake.take_file(dialog.file)

    @Slot()
    def on_form(self) -> None:
        """Save the blank 送审单 where the person wants it."""
        name = self.front.words("drafting.form.name")
        path, _ = QFileDialog.getSaveFileName(self, self.front.words("drop.form"), name)
        if path:
            self.front.ask(self, partial(_save_form, Path(path)), partial(self.on_form_saved, path))

    @Slot(str, object)
    def on_form_saved(self, path: str, _done: None) -> None:
        """Say where it is."""
        self.front.say("green", "drafting.form.saved", path=path)

    # --- acts -------------------------------------------------------------------------------------

    @Slot(object)
    def on_submit(self, proposed: Proposed | None) -> None:
        """Record the proposal if it changed, and hand in."""
        item = self._item()
        if item is None:
            return
        actor = self.front.actor
        propose = None
        if proposed is not None:
            propose = ProposeAttribute(actor, item.id, item.version, proposed.attribute, proposed.basis,
                                       proposed.reason, proposed.column)
        command = HandIn(Submit(actor, item.id, item.version), propose)
        self.front.do(self, hand_in, command, self.on_submitted, item=item.id)

    @Slot(object)
    def on_submitted(self, item: Item) -> None:
        """It waits for review."""
        self.package.handed_in()
        self.front.say("green", "drafting.submitted", title=item.title)

    @Slot()
    def on_recall(self) -> None:
        """Take it back while nobody has claimed it."""
        item = self._item()
        if item is not None:
            self.front.do(self, recall, Recall(self.front.actor, item.id, item.version), item=item.id)

    @Slot()
    def on_void(self) -> None:
        """End it, with the reason."""
        item = self._item()
        if item is None:
            return
        dialog = ReasonDialog(self.front.words, self, self.front.words("drafting.void.hint"))
        KeptText.of_dialog(self.front, f"drafter-void-{item.id}", dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self.on_void_reason, dialog))
        dialog.open()

    @Slot(object)
    def on_void_reason(self, dialog: ReasonDialog) -> None:
        """The reason was given."""
        item = self._item()
        if item is not None:
            self.front.do(self, void, Void(self.front.actor, item.id, item.version, dialog.reason), item=item.id)

    @Slot(object, bool)
    def on_answered(self, row: AmendmentRow, accept: bool) -> None:
        """Accept or decline an amendment."""
        item = self._item()
        if item is not None:
            command = AnswerAmendment(self.front.actor, row.amendment, row.version, accept)
            self.front.do(self, answer_amendment, command, item=item.id)

    @Slot()
    def on_compare(self) -> None:
        """与上一版比较."""
        item = self._item()
        if item is not None:
            dialog = CompareDialog(self.front, item.id, item.revision_ordinal - 1, item.revision_ordinal, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    @Slot(QModelIndex)
    def on_row(self, index: QModelIndex) -> None:
        """Open the chosen package."""
        row = index.data(ROW_ROLE)
        if row is not None:
            self.stack.setCurrentIndex(PACKAGE)
            self.open(row.id)

    @Slot(int)
    def on_tab(self, _at: int) -> None:
        """Another state."""
        self.read(None)

    def leave(self) -> None:
        """Write what was typed, then drop what is under way."""
        self.package.leave()
        super().leave()

    # --- inside -----------------------------------------------------------------------------------

    def _item(self) -> Item | None:
        return self._package.view.item if self._package is not None else None

    def _connect(self) -> None:
        self.new.clicked.connect(self.on_new)
        self.tabs.currentChanged.connect(self.on_tab)
        self.model.wanted.connect(self.read)
        self.list.clicked.connect(self.on_row)
        self.list.activated.connect(self.on_row)
        self.tray.entered.connect(self.on_entered)
        self.tray.cancelled.connect(self.on_tray_cancelled)
        self.tray.paste_asked.connect(self.on_paste)
        self.tray.form_asked.connect(self.on_form)
        self.package.submit_asked.connect(self.on_submit)
        self.package.recall_asked.connect(self.on_recall)
        self.package.void_asked.connect(self.on_void)
        self.package.revise_asked.connect(self.on_revise)
        self.package.compare_asked.connect(self.on_compare)
        self.package.answered.connect(self.on_answered)
        self.package.hint_chosen.connect(self.document.show_hint)
        self.package.place_chosen.connect(self.document.show_place)
        self.document.mark_clicked.connect(self.package.on_mark)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.package.on_submit)
        QShortcut(QKeySequence("Ctrl+N"), self, self.on_new)

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.new)
        column.addWidget(self.tabs)
        column.addWidget(self.list, 1)
        both = QSplitter(Qt.Orientation.Horizontal, self)
        both.addWidget(self.package)
        both.addWidget(self.document)
        both.setSizes([470, 610])
        both.setChildrenCollapsible(False)
        self.stack.addWidget(self.tray)
        self.stack.addWidget(both)
        whole = QSplitter(Qt.Orientation.Horizontal, self)
        whole.addWidget(left)
        whole.addWidget(self.stack)
        whole.setSizes([290, 1080])
        whole.setStretchFactor(1, 1)
        whole.setChildrenCollapsible(False)
        self.body.addWidget(whole, 1)


def _save_form(path: Path) -> None:
    """Write the blank form; runs in a job."""
    blank = files("resources") / "forms" / "intake_form.docx"
    try:
        path.write_bytes(blank.read_bytes())
    except OSError as error:
        raise StorageFailed(detail=error.strerror or "") from None
