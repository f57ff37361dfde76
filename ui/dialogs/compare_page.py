"""上网核对: drop the saved page and see 一致, or the differences one by one."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.comparison import Difference
from reviewer_app.ports.read_models import Rows
from ui.dialogs.online_file import FilePick
from ui.models.queue_rows_tasks import difference_columns
from ui.models.rows import STATE_ROLE, RowsModel
from ui.text import Words
from ui.widgets.icons import Sign, state_icon
from ui.widgets.state_delegate import StateDelegate

ICON = 20
SIZE = QSize(720, 480)


class CompareDialog(QDialog):
    """Stays open until closed, so that a corrected page can be dropped again."""

    page_chosen = Signal(str)

    def __init__(self, words: Words, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(words("queue.act.compare"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        head = QLabel(title, self)
        head.setWordWrap(True)
        self.file = FilePick(words, words("queue.compare.drop"), words("queue.file.pages"), self)
        self.file.setMinimumHeight(72)
        across = QHBoxLayout()
        self._icon = Sign(ICON, self)
        self.verdict = QLabel(words("queue.compare.how"), self)
        self.verdict.setWordWrap(True)
        self.verdict.setAccessibleName(words("queue.compare.result"))
        across.addWidget(self._icon)
        across.addWidget(self.verdict, 1)
        self.model: RowsModel[Difference] = RowsModel(difference_columns(words), self)
        self.table = self._table()
        buttons = QDialogButtonBox(self)
        buttons.addButton(words("queue.close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column.addWidget(head)
        column.addWidget(self.file)
        column.addLayout(across)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        self.file.chosen.connect(self.on_chosen)
        self.resize(SIZE)

    @Slot(str)
    def on_chosen(self, path: str) -> None:
        """Say that it is being compared; the answer comes by `show_differences`."""
        self._say("half", self._words("queue.compare.running"))
        self.page_chosen.emit(path)

    def show_differences(self, found: tuple[Difference, ...]) -> None:
        """一致, or 有 3 处不同."""
        self.model.restart(Rows(found, None))
        self.table.setVisible(bool(found))
        self.table.resizeRowsToContents()
        if found:
            self._say("red", self._words("queue.compare.differs", count=len(found)))
        else:
            self._say("green", self._words("queue.compare.same"))

    @Slot(str, str)
    def show_message(self, level: str, sentence: str) -> None:
        """An error while comparing is said here too, where the person looks."""
        if level == "red":
            self._say(level, sentence)

    def _say(self, level: str, sentence: str) -> None:
        self._icon.show_icon(state_icon(level))
        self.verdict.setProperty("level", level)
        self.verdict.setText(sentence)
        self.verdict.style().polish(self.verdict)

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setItemDelegate(StateDelegate(STATE_ROLE, table))
        table.setAccessibleName(self._words("queue.compare.list"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.verticalHeader().hide()
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, one in enumerate(self.model.columns):
            table.setColumnWidth(at, one.width)
        table.horizontalHeader().setStretchLastSection(True)
        table.hide()
        return table
