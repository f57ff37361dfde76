"""The selected entry beside the time line: what it is, what comes next, what else can be done, what happened."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.states import State
from reviewer_app.rules.workdays import tell
from reviewer_app.services.open_entry import EntryView
from reviewer_app.services.reviewing import minute
from ui.actions.front import Front
from ui.dialogs.online import from_wall, moment_edit, to_wall
from ui.models.queue_rows import LEVELS, MOVABLE, channel_title, moment_text
from ui.pages.queue.acts import ACTIONS, Act, offered
from ui.pages.queue.history import history_of
from ui.widgets.icons import Sign, icon, state_icon

WIDTH = 328
ICON = 16
FACTS = ("where", "time", "window", "display", "files", "address", "folder", "owed", "failure")


class EntryPanel(QFrame):
    """Shows one `EntryView`; says which act was pressed and to which time the entry shall move."""

    acted = Signal(str)
    time_asked = Signal(object)
    page_dropped = Signal(str)
    """A file dropped on the entry: a saved page to be compared."""

    def __init__(self, front: Front, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFixedWidth(WIDTH)
        self.setAcceptDrops(True)
        self._front = front
        self._view: EntryView | None = None
        self.title = _wrapping("title", self)
        self.state = QLabel(self)
        self._state_icon = Sign(ICON, self)
        self.facts = {fact: _wrapping("", self) for fact in FACTS}
        self.facts["owed"].setProperty("level", "red")
        self._fact_names = {fact: QLabel(front.words(f"queue.fact.{fact}"), self) for fact in FACTS}
        self.time_edit = moment_edit(front.words, "queue.fact.time", front.desk.clock.now(), self)
        self.time_button = QPushButton(front.words("queue.move"), self)
        self.time_button.clicked.connect(self.on_time)
        self.buttons = {one.act: self._button(one.act) for one in ACTIONS}
        self.history = _wrapping("hint", self)
        self.history.setAccessibleName(front.words("queue.history"))
        self._lay_out()
        self.clear()

    def clear(self) -> None:
        """Nothing is selected."""
        self._view = None
        self.body.hide()

    def show_entry(self, view: EntryView) -> None:
        """Show an entry as it stands."""
        self._view = view
        words, entry = self._front.words, view.entry
        self.title.setText(view.item.title)
        self.state.setText(words(f"state.{entry.state}"))
        self._show_level(entry.state)
        movable = entry.state in MOVABLE and Act.WITHDRAW in self._offered(view)
        for fact, text in self._facts(view).items():
            self.facts[fact].setText(text)
            shown = bool(text) and not (movable and fact == "time")
            self.facts[fact].setVisible(shown)
            self._fact_names[fact].setVisible(shown)
        self.moving.setVisible(movable)
        self.time_edit.setDateTime(to_wall(entry.not_before))
        self._show_buttons(self._offered(view))
        self.history.setText("\n".join(history_of(words, view)))
        self.body.show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """One local file, while a page can be compared."""
        urls = event.mimeData().urls()
        comparable = self._view is not None and Act.COMPARE in self._offered(self._view)
        if comparable and len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Hand it on."""
        event.acceptProposedAction()
        self.page_dropped.emit(event.mimeData().urls()[0].toLocalFile())

    @Slot()
    def on_time(self) -> None:
        """Ask for the time in the field."""
        moment: datetime = from_wall(self.time_edit.dateTime())
        self.time_asked.emit(moment)

    @Slot()
    def on_button(self) -> None:
        """Say which act was pressed."""
        sender = self.sender()
        if sender is not None:
            self.acted.emit(sender.property("act"))

    def _offered(self, view: EntryView) -> frozenset[Act]:
        return offered(view, self._front.may, self._front.desk.today())

    def _facts(self, view: EntryView) -> dict[str, str]:
        words, entry = self._front.words, view.entry
        any_day = words("queue.any_day")
        window = words(
            "queue.fact.between", first=tell(view.earliest) if view.earliest else any_day,
            last=tell(entry.not_after) if entry.not_after else any_day,
        )
        return {
            "where": f"{channel_title(entry.channel)} · {words(f'audience.{entry.audience}')}",
            "time": moment_text(entry.delivered_at or entry.not_before),
            "window": window if entry.delivered_at is None else "",
            "display": tell(entry.display_until) if entry.display_until else "",
            "files": "\n".join(view.files),
            "address": "\n".join(one.address for one in view.online),
            "folder": (entry.delivery or "") if entry.state is State.DELIVERED else "",
            "owed": self._owed(view),
            "failure": words(f"release.{entry.failure}") if entry.failure else "",
        }

    def _owed(self, view: EntryView) -> str:
        owed = view.owed
        if owed is None:
            return ""
        return self._front.words(
            "urgent.owed", name=view.names.get(owed.approver, owed.approver), at=minute(owed.approved_at)
        )

    def _show_level(self, state: State) -> None:
        level = LEVELS.get(state, "grey")
        self._state_icon.show_icon(state_icon(level))
        self.state.setProperty("level", level)
        self.state.style().polish(self.state)

    def _show_buttons(self, shown: frozenset[Act]) -> None:
        colours = {"primary": "on_accent", "danger": "red", "link": "accent"}
        for one in ACTIONS:
            button = self.buttons[one.act]
            button.setIcon(icon(one.icon, colours.get(one.kind, "ink")))
            button.setVisible(one.act in shown)

    def _button(self, act: Act) -> QPushButton:
        action = next(one for one in ACTIONS if one.act is act)
        words = self._front.words
        made = QPushButton(words(f"queue.act.{act}"), self)
        made.setProperty("act", act.value)
        if action.kind:
            made.setProperty("kind", action.kind)
        made.setToolTip(words(f"queue.tip.{act}"))
        made.clicked.connect(self.on_button)
        return made

    def _lay_out(self) -> None:
        self.body = QWidget(self)
        column = QVBoxLayout(self.body)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._state_icon)
        head.addWidget(self.state, 1)
        column.addWidget(self.title)
        column.addLayout(head)
        form = QFormLayout()
        form.setVerticalSpacing(4)
        self.moving = QWidget(self.body)
        across = QHBoxLayout(self.moving)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.time_edit, 1)
        across.addWidget(self.time_button)
        for fact in FACTS:
            self._fact_names[fact].setProperty("hint", "true")
            form.addRow(self._fact_names[fact], self.facts[fact])
        self.facts["failure"].setProperty("level", "red")
        column.addLayout(form)
        column.addWidget(self.moving)
        for one in ACTIONS:
            column.addWidget(self.buttons[one.act])
        line = QFrame(self.body)
        line.setObjectName("hairline")
        column.addWidget(line)
        column.addWidget(self.history)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.body)
        for ground in (area.viewport(), self.body):
            ground.setAutoFillBackground(False)  # the card's own ground shows
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)


def _wrapping(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label
