"""F1: every key of the person's pages, from the table of actions."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QDialog, QDialogButtonBox, QTableView, QVBoxLayout, QWidget

from reviewer_app.ports.read_models import Rows
from ui.actions.page import PageSpec
from ui.actions.table import ActionSpec
from ui.models.rows import Column, RowsModel
from ui.text import Words

SIZE = (640, 560)


@dataclass(frozen=True, slots=True)
class ShortcutRow:
    """One line: what, which keys, where."""

    text: str
    keys: str
    where: str


def shortcut_rows(words: Words, pages: Sequence[PageSpec], actions: Sequence[ActionSpec]) -> tuple[ShortcutRow, ...]:
    """All lines: pages, then what works everywhere, then what works on one page."""
    titles = {page.id: words(page.title_key) for page in pages}
    everywhere = words("shortcuts.everywhere")
    rows = [ShortcutRow(words("shortcuts.go_to", page=titles[page.id]), native(page.shortcut), everywhere)
            for page in pages]
    shown = [spec for spec in actions if spec.keys and (not spec.page or spec.page in titles)]
    rows += [
        ShortcutRow(words(spec.text_key), words("missing.join").join(map(native, spec.keys)),
                    titles[spec.page] if spec.page else everywhere)
        for spec in sorted(shown, key=lambda spec: bool(spec.page))
    ]
    return tuple(rows)


def native(keys: str) -> str:
    """A key sequence as this machine writes it; a bare modifier stays as it is."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys


class ShortcutsDialog(QDialog):
    """A list to read."""

    def __init__(self, words: Words, rows: tuple[ShortcutRow, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("action.shortcuts"))
        self.resize(*SIZE)
        self.model: RowsModel[ShortcutRow] = RowsModel((
            Column(words("shortcuts.what"), lambda row: row.text, width=280),
            Column(words("shortcuts.keys"), lambda row: row.keys, width=160),
            Column(words("shortcuts.where"), lambda row: row.where, width=120),
        ), self)
        self.model.restart(Rows(rows, None))
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(words("action.shortcuts"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setStretchLastSection(True)
        for at, column in enumerate(self.model.columns):
            self.table.setColumnWidth(at, column.width)
        self.buttons = QDialogButtonBox(self)
        self.buttons.addButton(words("dialog.close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.rejected.connect(self.reject)
        down = QVBoxLayout(self)
        down.setSpacing(16)
        down.addWidget(self.table, 1)
        down.addWidget(self.buttons)
