"""Frame only: rail, search, page stack, status line, messages, dropping files anywhere (window.md, Shell)."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from reviewer_app.domain.items import Item
from reviewer_app.services.verify_office import OfficeReport
from ui.actions.front import Front
from ui.actions.office_facts import OfficeFacts, ShellFacts
from ui.actions.page import Page, PageSpec
from ui.actions.preferences import Scheme
from ui.actions.registry import ActionRegistry
from ui.actions.routing import page_for
from ui.actions.search_catch_up import SearchCatchUp
from ui.actions.table import ActionId
from ui.dialogs.desk_dialogs import DeskDialogs
from ui.dialogs.palette import Palette
from ui.dialogs.shortcuts import ShortcutRow, native, shortcut_rows
from ui.models.palette_rows import Choice, ChoiceKind
from ui.widgets.message_bar import MessageBar
from ui.widgets.rail import Rail
from ui.widgets.status_line import StatusLine
from ui.widgets.top_bar import TopBar

KEY_LOOK_MILLISECONDS = 5_000
"""How often the top line looks whether the key locked itself: it does so without telling anybody."""
TAKES_FILES = "drafting"
"""The page that takes files dropped anywhere: its slot `take_files(list of paths)`."""


class MainWindow(QMainWindow):
    """The one window. Pages are made when first shown; what a role may not do it does not see."""

    files_dropped = Signal(list)
    log_out_asked = Signal()
    lock_asked = Signal()
    quit_asked = Signal()

    def __init__(self, front: Front, specs: Sequence[PageSpec]) -> None:
        super().__init__()
        self._front = front
        self._specs = tuple(specs)
        self._granted: tuple[PageSpec, ...] = ()
        self._pages: dict[str, Page] = {}
        self.setWindowTitle(front.words("app.title"))
        self.setAcceptDrops(True)
        self.rail = Rail(self)
        self.top = TopBar(front, self)
        self.messages = MessageBar(front, self)
        self.stack = QStackedWidget(self)
        self.status = StatusLine(front, self)
        self.facts = OfficeFacts(front, self)
        self.dialogs = DeskDialogs(front, self._shortcut_rows, self)
        self.catch_up = SearchCatchUp(front, self)
        self.registry = ActionRegistry(front, self, self._handlers())
        self.registry.fill(self.top.menu)
        self.palette_ = Palette(front, self.top.search, self._choices, self)
        self._key_timer = QTimer(self)
        self._key_timer.setInterval(KEY_LOOK_MILLISECONDS)
        self._lay_out()
        self._connect()
        self.on_session_changed()

    @property
    def page(self) -> Page | None:
        """The page in front, or None."""
        current = self.stack.currentWidget()
        return current if isinstance(current, Page) else None

    @property
    def granted(self) -> tuple[PageSpec, ...]:
        """The pages of the person at the desk."""
        return self._granted

    @Slot(str)
    def show_page(self, page_id: str) -> None:
        """Bring a page to the front and let it read again; a page that the person does not have is not shown."""
        page = self._page(page_id)
        if page is None:
            return
        before = self.page
        if before is not None and before is not page:
            before.leave()
            self.messages.page_left()
        self.stack.setCurrentWidget(page)
        self.rail.select(page_id)
        page.reload()
        page.take_focus()

    def show_item(self, page_id: str, item: str) -> None:
        """Show an item on a page."""
        self.show_page(page_id)
        if self.page is not None and self.page is self._pages.get(page_id):
            self.page.show_item(item)

    @Slot(str)
    def on_open_item(self, item: str) -> None:
        """Show an item on the page that fits its state and the person's role."""
        self._front.ask(self, partial(self._read_item, item), self.on_item_read)

    @Slot(object)
    def on_item_read(self, item: Item) -> None:
        """The state is known."""
        page_id = page_for(item.state, {spec.id for spec in self._granted})
        if page_id in self._pages:
            self.show_item(page_id, item.id)
        elif page_id is not None:
            # Making a page takes a while, and so does showing it: keys and paints get their turn between the two.
            self._page(page_id)
            QTimer.singleShot(0, self, partial(self.show_item, page_id, item.id))

    @Slot(list)
    def hand_on(self, paths: list[str]) -> None:
        """Files to hand in: 送审 comes to the front and takes them."""
        self.show_page(TAKES_FILES)
        self.files_dropped.emit(paths)

    @Slot()
    def reload(self) -> None:
        """F5."""
        if self.page is not None:
            self.page.reload()
        self.facts.read()

    def leave(self) -> None:
        """The window closes: remember the layout, drop what is under way."""
        for page_id, page in self._pages.items():
            self._front.preferences.remember_layout(page_id, page)
            page.leave()
        self._front.jobs.cancel_owned(self)
        self.facts.leave()
        self.catch_up.leave()
        self._key_timer.stop()

    # --- what moved -------------------------------------------------------------------------------

    @Slot()
    def on_session_changed(self) -> None:
        """Another person, other pages: nothing of the last one's screens stays."""
        for page_id, page in self._pages.items():
            self._front.preferences.remember_layout(page_id, page)
            page.leave()
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._granted = tuple(spec for spec in self._specs if any(map(self._front.may, spec.permissions)))
        self.rail.fill(self._granted, self._front.words)
        self.messages.hide()
        self.registry.refresh()
        self.on_key_changed()
        if self._granted:
            self.show_page(self._granted[0].id)
        self.facts.read()
        self.catch_up.start()

    @Slot(object)
    def on_chosen(self, choice: Choice) -> None:
        """A line of Ctrl+K."""
        match choice.kind:
            case ChoiceKind.ACTION:
                self.registry.run(choice.key)
            case ChoiceKind.PAGE:
                self.show_page(choice.key)
            case ChoiceKind.ITEM:
                self.on_open_item(choice.key)
            case ChoiceKind.TEXTS:
                self.on_searched(choice.key)

    @Slot()
    def on_find(self) -> None:
        """Ctrl+K."""
        self.top.focus_search()
        self.palette_.open()

    @Slot(str)
    def on_searched(self, query: str) -> None:
        """Return in the top line."""
        self.dialogs.search(query, self.catch_up.left)

    @Slot()
    def on_key_changed(self) -> None:
        """The key was locked or unlocked, or its time is over."""
        session = self._front.session
        locked = session is None or session.signer.locked
        self.top.show_person(session.user.name if session is not None else "", locked=locked)
        self.registry.action(ActionId.UNLOCK).setEnabled(session is not None and locked)
        if locked:
            self._key_timer.stop()
        else:
            self._key_timer.start()

    @Slot(object)
    def on_facts(self, facts: ShellFacts) -> None:
        """Show the numbers."""
        for page_id, number in facts.counts.items():
            self.rail.count(page_id, number)
        self.status.set_facts(self._front.words("status.facts", law=facts.law, entries=facts.entries))

    @Slot(object)
    def on_verified(self, report: OfficeReport) -> None:
        """The top line says what the last verification showed."""
        level, word = ("green", "whole") if report.ok else ("red", "broken")
        detail = self._front.words(f"log.{word}_detail", signed=report.log.signed_size, rest=report.loose)
        self.top.show_log(level, self._front.words(f"log.{word}"), detail)

    @Slot(str, str)
    def on_page_action(self, page_id: str, method: str) -> None:
        """Do an action of a page by name; the table's test sees to it that the page has it."""
        self.show_page(page_id)
        if self.page is not None and self.page is self._pages.get(page_id):
            getattr(self.page, method)()

    # --- Qt ---------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files dropped anywhere, from who may hand in."""
        if event.mimeData().hasUrls() and any(spec.id == TAKES_FILES for spec in self._granted):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Hand local files on; the page for handing in takes them."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            # Return from the drop first: the file manager waits until this handler is done.
            QTimer.singleShot(0, self, partial(self.hand_on, paths))

    # --- inside -----------------------------------------------------------------------------------

    def _read_item(self, item: str) -> Item:
        with self._front.desk.uow(self._front.actor, writing=False) as uow:
            return uow.items.get(item)

    def _shortcut_rows(self) -> tuple[ShortcutRow, ...]:
        return shortcut_rows(self._front.words, self._granted, self.registry.granted())

    def _choices(self) -> tuple[Choice, ...]:
        """What Ctrl+K offers: the person's pages, and his actions that make sense here."""
        words = self._front.words
        here = next((page_id for page_id, page in self._pages.items() if page is self.page), "")
        titles = {spec: words("shortcuts.go_to", page=words(spec.title_key)) for spec in self._granted}
        pages = [Choice(ChoiceKind.PAGE, spec.id, title, native(spec.shortcut)) for spec, title in titles.items()]
        actions = [
            Choice(ChoiceKind.ACTION, spec.id.value, words(spec.text_key),
                   words("missing.join").join(map(native, spec.keys)), weighty=spec.weighty)
            for spec in self.registry.granted()
            if spec.runnable and spec.id is not ActionId.SEARCH and spec.page in {"", here}
            and self.registry.action(spec.id).isEnabled()
        ]
        return (*actions, *pages)

    def _page(self, page_id: str) -> Page | None:
        """A page of the person, made when it is wanted first; None where he has no such page."""
        spec = next((spec for spec in self._granted if spec.id == page_id), None)
        if spec is not None and page_id not in self._pages:
            self._pages[page_id] = self._made(spec)
        return self._pages.get(page_id)

    def _made(self, spec: PageSpec) -> Page:
        page = spec.make(self._front)
        self.stack.addWidget(page)
        self._front.preferences.restore_layout(spec.id, page)
        if spec.id == TAKES_FILES:
            self.files_dropped.connect(getattr(page, "take_files"))  # noqa: B009 - only this page has the slot
        return page

    def _handlers(self) -> dict[ActionId, Callable[[], None]]:
        choose = self._front.preferences.choose_scheme
        dialogs = self.dialogs
        return {
            ActionId.SEARCH: self.on_find,
            ActionId.RELOAD: self.reload,
            ActionId.OPEN_FILES: dialogs.open_files,
            ActionId.VERIFY: self.facts.verify,
            ActionId.SHORTCUTS: dialogs.show_shortcuts,
            ActionId.CLOSE_MESSAGE: self.messages.hide,
            ActionId.UNLOCK: dialogs.unlock,
            ActionId.CHANGE_PASSWORD: dialogs.change_password,
            ActionId.SCHEME_SYSTEM: partial(choose, Scheme.SYSTEM),
            ActionId.SCHEME_LIGHT: partial(choose, Scheme.LIGHT),
            ActionId.SCHEME_DARK: partial(choose, Scheme.DARK),
            ActionId.LOCK: self.lock_asked.emit,
            ActionId.LOG_OUT: self.log_out_asked.emit,
            ActionId.QUIT: self.quit_asked.emit,
        }

    def _connect(self) -> None:
        front = self._front
        self.rail.chosen.connect(self.show_page)
        self.top.verify_asked.connect(self.facts.verify)
        self.palette_.chosen.connect(self.on_chosen)
        self.top.searched.connect(self.on_searched)
        self.facts.known.connect(self.on_facts)
        self.dialogs.files_chosen.connect(self.hand_on)
        self.registry.page_action.connect(self.on_page_action)
        self._key_timer.timeout.connect(self.on_key_changed)
        front.said.connect(self.messages.show_message)
        front.session_changed.connect(self.on_session_changed)
        front.key_changed.connect(self.on_key_changed)
        front.open_item.connect(self.on_open_item)
        front.verified.connect(self.on_verified)

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
