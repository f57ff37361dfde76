"""新旧条例衔接: decisions under an older text and what each needs now, as a worklist with days (F60, F61)."""

from functools import partial

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer_app.ports.read_models import Rows
from reviewer_app.rules.law import cite_text
from reviewer_app.services.reassess import Reassessed, reassess
from ui.actions.front import Front
from ui.dialogs.rows_table import table_of
from ui.dialogs.sign_saving import FormSaver
from ui.models.rows import Column, RowsModel
from ui.text import Words

ROW = 36


class ReassessTab(QWidget):
    """Read when asked for: every decision is tested again. Emits `item_chosen` with an item's id."""

    item_chosen = Signal(str)

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self._found: tuple[Reassessed, ...] = ()
        words = front.words
        self.model: RowsModel[Reassessed] = RowsModel(columns(words, front), self)
        self.state = QLabel(words("reassess.hint"), self)
        self.state.setWordWrap(True)
        self.begin = QPushButton(words("reassess.begin"), self)
        self.begin.setProperty("kind", "primary")
        self.export = QPushButton(words("reassess.export"), self)
        self.export.setEnabled(False)
        self.saver = FormSaver(front, self)
        self.table = table_of(self.model, words("ledger.tab.reassess"), self, ROW, empty=words("empty.reassess"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        across = QHBoxLayout()
        across.addWidget(self.state, 1)
        across.addWidget(self.export)
        across.addWidget(self.begin)
        column.addLayout(across)
        column.addWidget(self.table, 1)
        self.begin.clicked.connect(self.on_begin)
        self.export.clicked.connect(self.on_export)
        self.table.activated.connect(self.on_row)

    @Slot()
    def on_begin(self) -> None:
        """Test everything again, beside the window."""
        front = self.front
        front.ask(self, partial(reassess, front.desk, front.actor), self.on_found, title=front.words("reassess.begin"))

    @Slot(object)
    def on_found(self, lines: tuple[Reassessed, ...]) -> None:
        """Show the worklist."""
        self.model.restart(Rows(lines, None))
        self._found = lines
        self.export.setEnabled(bool(lines))
        late = sum(line.due < self.front.desk.today() for line in lines)
        self.state.setText(self.front.words("reassess.found", count=len(lines), late=late))

    @Slot()
    def on_export(self) -> None:
        """Save the worklist as a workbook."""
        self.saver.save_worklist(self._found)

    @Slot(QModelIndex)
    def on_row(self, index: QModelIndex) -> None:
        """Show the item's way."""
        line = self.model.row(index)
        if line is not None:
            self.item_chosen.emit(line.item)


def columns(words: Words, front: Front) -> tuple[Column[Reassessed], ...]:
    """Task, title, what was decided, what it would be, until when."""
    def decided(line: Reassessed) -> str:
        bases = words("missing.join").join(map(cite_text, line.decided_basis))
        return words("reassess.decided", at=line.decided_on, attribute=words(f"attribute.{line.decided.value}"),
                     basis=bases or words("attribute.no_article"))

    def now(line: Reassessed) -> str:
        bases = words("missing.join").join(map(cite_text, line.basis))
        return words("reassess.now", attribute=words(f"attribute.{line.attribute.value}"), basis=bases)

    def state(line: Reassessed) -> str:
        return "red" if line.due < front.desk.today() else "amber"

    return (
        Column(words("reassess.task"), lambda line: words(f"reassess.task.{line.task.value}"), state=state, width=130),
        Column(words("reassess.title"), lambda line: line.title, tip=lambda line: line.title, width=260),
        Column(words("reassess.was"), decided, tip=decided, width=330),
        Column(words("reassess.is"), now, tip=now, width=330),
        Column(words("reassess.due"), lambda line: line.due.isoformat(), width=110),
    )
