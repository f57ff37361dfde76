"""Frame only: rail, search, page stack, status line, messages, dropping files anywhere (window.md, Shell)."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.actions.front import Front
from ui.actions.page import Page, PageSpec
from ui.widgets.message_bar import MessageBar
from ui.widgets.rail import Rail
from ui.widgets.status_line import StatusLine
from ui.widgets.top_bar import TopBar

GEOMETRY = "window/geometry"


class MainWindow(QMainWindow):
    """The one window. Pages are made when first shown; what a role may not do it does not see."""

    files_dropped = Signal(list)
    log_out_asked = Signal()

    def __init__(self, front: Front, specs: Sequence[PageSpec], settings: QSettings) -> None:
        super().__init__()
        self._front = front
        self._specs = {spec.id: spec for spec in specs}
        self._pages: dict[str, Page] = {}
        self._granted: frozenset[str] = frozenset()
        self._settings = settings
        self.setWindowTitle(front.words("app.title"))
        self.setAcceptDrops(True)
        self.rail = Rail(self)
        self.top = TopBar(front, self)
        self.messages = MessageBar(front, self)
        self.stack = QStackedWidget(self)
        self.status = StatusLine(front, self)
        self._lay_out()
        self.rail.chosen.connect(self.show_page)
        self.top.log_out.connect(self.log_out_asked)
        front.said.connect(self.messages.show_message)
        front.session_changed.connect(self.on_session_changed)
        front.open_item.connect(self.on_open_item)
        QShortcut(QKeySequence("Ctrl+K"), self, self.top.focus_search)
        geometry = settings.value(GEOMETRY)
        if geometry is None:
            self.resize(1440, 900)
        else:
            self.restoreGeometry(geometry)
        self.on_session_changed()

    @property
    def page(self) -> Page | None:
        """The page in front, or None."""
        current = self.stack.currentWidget()
        return current if isinstance(current, Page) else None

    @Slot(str)
    def show_page(self, page_id: str) -> None:
        """Bring a page to the front and let it read again."""
        spec = self._specs.get(page_id)
        if spec is None:
            return
        if self.page is not None:
            self.page.leave()
        if page_id not in self._pages:
            self._pages[page_id] = spec.make(self._front)
            self.stack.addWidget(self._pages[page_id])
        page = self._pages[page_id]
        self.stack.setCurrentWidget(page)
        self.rail.select(page_id)
        page.reload()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_item(self, page_id: str, item: str) -> None:
        """Show an item on a page."""
        self.show_page(page_id)
        if self.page is not None:
            self.page.show_item(item)

    @Slot(str)
    def on_open_item(self, item: str) -> None:
        """Show an item on the first page of this person that shows one item in full."""
        for page_id in ("review", "signing", "drafting", "ledger"):
            if page_id in self._granted:
                self.show_item(page_id, item)
                return

    @Slot()
    def on_session_changed(self) -> None:
        """Another person, other pages: nothing of the last one's screens stays."""
        for page in self._pages.values():
            page.leave()
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        granted = [spec for spec in self._specs.values() if any(map(self._front.may, spec.permissions))]
        self._granted = frozenset(spec.id for spec in granted)
        self.rail.fill(granted, self._front.words)
        self.top.refresh()
        if granted:
            self.show_page(granted[0].id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Hand local files on; the page for handing in takes them."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            # Return from the drop first: the file manager waits until this handler is done.
            QTimer.singleShot(0, self, lambda: self.files_dropped.emit(paths))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember the layout; drop what is under way."""
        self._settings.setValue(GEOMETRY, self.saveGeometry())
        for page in self._pages.values():
            page.leave()
        super().closeEvent(event)
        QApplication.quit()

    def _lay_out(self) -> None:
        centre = QWidget(self)
        across = QHBoxLayout(centre)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        down = QVBoxLayout()
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        for widget in (self.top, self.messages):
            down.addWidget(widget)
        down.addWidget(self.stack, 1)
        down.addWidget(self.status)
        across.addLayout(down, 1)
        self.setCentralWidget(centre)
