"""待签批: the list of what waits, the card, the public version beside it, and what can be done with it."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.document import Document
from reviewer_app.domain.states import State
from reviewer_app.ports.read_models import ItemFilter, ItemRow, Key, Rows
from reviewer_app.services.open_item import ItemView, open_item
from reviewer_app.services.public_text import public_document
from ui.actions.front import Front
from ui.dialogs.sign_card import SigningCard
from ui.models.item_rows import leaf_title
from ui.models.rows import STATE_ROLE, RowsModel
from ui.models.signing_card import card_lines
from ui.models.signing_rows import waiting_columns
from ui.pages.signing.signer import CardSigner
from ui.pages.signing.versions import VersionsPane, Wanted
from ui.widgets.row_table import dress_rows
from ui.widgets.state_delegate import StateDelegate

WAITING = frozenset({State.AWAITING_SIGNATURE})
SIZES = (264, 420, 560)


class WaitingPanel(QWidget):
    """One card an item; when one is done the next comes by itself."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = front.words
        self.front = front
        self._view: ItemView | None = None
        self._item = ""
        self._pinned = ""
        self._at = 0
        # A double click, or a key held down, must not sign the card that comes next: nobody has read it yet.
        self._fresh = QTimer(self)
        self._fresh.setSingleShot(True)
        self._fresh.setInterval(QApplication.doubleClickInterval())
        self.model: RowsModel[ItemRow] = RowsModel(waiting_columns(words, front.days), self)
        self.table = self._table()
        self.card = SigningCard(words, self)
        self.versions = VersionsPane(words, self)
        self.signer = CardSigner(front, self)
        self.empty = QLabel(words("signing.empty"), self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("hint", "true")
        self.state = QLabel(self)
        self.form = QPushButton(words("signing.form"), self)
        self.paper = QPushButton(words("signing.paper"), self)
        self.refuse = QPushButton(words("signing.refuse"), self)
        self.amend = QPushButton(words("signing.amend"), self)
        self.agree = QPushButton(words("signing.agree"), self)
        self.agree.setProperty("kind", "primary")
        self._make_menu()
        self._lay_out()
        self._connect()
        self.refresh()

    # --- showing ----------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read what waits, and the open card again."""
        self.read(None)

    def show_item(self, item: str) -> None:
        """Show the card of an item, whether or not it waits; it stays until another is chosen or something is done."""
        self._pinned = item
        self._open(item)

    @Slot(object)
    def read(self, after: Key | None) -> None:
        """Read a page of the list; the first one replaces what is shown."""
        read = partial(self.front.reads.items, ItemFilter(states=WAITING), after)
        self.front.ask(self, read, self.on_first if after is None else self.on_more)

    @Slot(object)
    def on_first(self, page: Rows[ItemRow]) -> None:
        """Keep the open card while it waits; else go on with the one that came into its place."""
        rows = page.rows
        at = next((n for n, row in enumerate(rows) if row.id == self._item), None)
        pinned = at is None and self._item != "" and self._item == self._pinned
        if at is None and rows and not pinned:
            at = min(self._at, len(rows) - 1)
        self.table.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.model.restart(page)
        if at is not None:
            self._at = at
            self.table.selectRow(at)
        self.table.selectionModel().blockSignals(False)  # noqa: FBT003 - as above
        if at is not None:
            self._open(rows[at].id)
        elif pinned:
            self._open(self._item)
        else:
            self._show(None)

    @Slot(object)
    def on_more(self, page: Rows[ItemRow]) -> None:
        """Append a further page."""
        self.model.extend(page)

    @Slot()
    def on_selected(self, *_args: object) -> None:
        """Another line of the list."""
        row = self.model.row(self.table.currentIndex())
        if row is not None and row.id != self._item:
            self._at = self.table.currentIndex().row()
            self._pinned = ""
            self._open(row.id)

    @Slot(object)
    def on_view(self, view: ItemView) -> None:
        """The card was read; an older one that arrives late is dropped."""
        if view.item.id == self._item:
            self._show(view)

    @Slot(object)
    def on_wanted(self, wanted: Wanted) -> None:
        """Read the text of a public part."""
        read = partial(_public, self.front, wanted)
        self.front.ask(self, read, self.on_public)

    @Slot(object)
    def on_public(self, found: tuple[Wanted, Document]) -> None:
        """Show it if it is still wanted."""
        self.versions.show_public(*found)

    @Slot()
    def refresh(self) -> None:
        """Offer what can be done with this card; who may not does not see it."""
        words, view = self.front.words, self._view
        waits = view is not None and view.item.state is State.AWAITING_SIGNATURE
        free = waits and not self.signer.busy and not self._fresh.isActive()
        if self.signer.busy:
            self._pinned = ""
        signs = self.front.may(Permission.ITEM_SIGN)
        for button, shown in ((self.agree, signs), (self.amend, signs), (self.refuse, signs),
                              (self.paper, self.front.may(Permission.ITEM_SIGN_PAPER))):
            button.setVisible(shown)
            button.setEnabled(free)
        self.form.setEnabled(view is not None)
        if view is not None and waits:
            more = "+" if self.model.canFetchMore(self.table.rootIndex()) else ""
            self.state.setText(words("signing.waiting", count=f"{self.model.rowCount()}{more}"))
        else:
            self.state.setText(words("review.read_only", state=words(f"state.{view.item.state.value}")) if view else "")
        self.stack.setCurrentIndex(1 if view is None and not self._item else 0)

    # --- acting -----------------------------------------------------------------------------------

    @Slot()
    def on_agree(self) -> None:
        """同意 (Ctrl+Enter)."""
        if self.agree.isVisible() and self.agree.isEnabled():
            self.signer.agree()

    @Slot()
    def on_amend(self) -> None:
        """修改后同意; what is selected in the original begins the list."""
        self.signer.agree_amended(self.versions.selected)

    @Slot()
    def on_pdf(self) -> None:
        """审批表 as PDF."""
        self._save("pdf")

    @Slot()
    def on_docx(self) -> None:
        """审批表 as Word file."""
        self._save("docx")

    @Slot()
    def on_print(self) -> None:
        """审批表 on paper."""
        if self._view is not None:
            self.signer.forms.print_approval(self._view.item.id)

    # --- inside -----------------------------------------------------------------------------------

    def _save(self, ending: str) -> None:
        if self._view is not None:
            self.signer.forms.save_approval(self._view.item.id, self._view.item.title, ending)

    def _open(self, item: str) -> None:
        self._item = item
        self.front.ask(self, partial(open_item, self.front.desk, self.front.actor, item), self.on_view)

    def _show(self, view: ItemView | None) -> None:
        same = self._view is not None and view is not None and (
            (view.item.id, view.item.version) == (self._view.item.id, self._view.item.version)
        )
        self._view = view
        self.signer.set_view(view)
        if view is None:
            self._item = ""
        elif not same:
            catalogue = self.front.desk.toolbox.catalogue
            lines = card_lines(self.front.words, view, partial(leaf_title, catalogue))
            self.card.show_lines(view.item.title, lines)
        if not same:
            self.versions.show_item(view)
            self._fresh.start()
        self.refresh()

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setItemDelegate(StateDelegate(STATE_ROLE, table))
        table.setAccessibleName(self.front.words("signing.list"))
        dress_rows(table, self.model.widths, 64)
        return table

    def _make_menu(self) -> None:
        menu = QMenu(self.form)
        for key, slot in (("signing.form.print", self.on_print), ("signing.form.pdf", self.on_pdf),
                          ("signing.form.docx", self.on_docx)):
            menu.addAction(self.front.words(key), slot)
        self.form.setMenu(menu)

    def _connect(self) -> None:
        self.model.wanted.connect(self.read)
        self.table.selectionModel().selectionChanged.connect(self.on_selected)
        self.versions.wanted.connect(self.on_wanted)
        self.signer.busy_changed.connect(self.refresh)
        self.agree.clicked.connect(self.on_agree)
        self.amend.clicked.connect(self.on_amend)
        self.refuse.clicked.connect(self.signer.refuse)
        self.paper.clicked.connect(self.signer.paper)
        self._fresh.timeout.connect(self.refresh)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self, self.on_agree)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)

    def _lay_out(self) -> None:
        across = QSplitter(Qt.Orientation.Horizontal, self)
        for widget in (self.table, self.card, self.versions):
            across.addWidget(widget)
        across.setChildrenCollapsible(False)
        across.setSizes(SIZES)
        across.setStretchFactor(2, 1)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(across)
        self.stack.addWidget(self.empty)
        below = QHBoxLayout()
        below.addWidget(self.state)
        below.addStretch(1)
        buttons = (self.form, self.paper, self.refuse, self.amend, self.agree)
        for button in buttons:
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.stack, 1)
        column.addLayout(below)
        order = (self.table, self.card, self.versions.which, self.versions.tabs, self.versions.document, *buttons)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)


def _public(front: Front, wanted: Wanted) -> tuple[Wanted, Document]:
    return wanted, public_document(front.desk, front.actor, wanted.version or "", wanted.part)
