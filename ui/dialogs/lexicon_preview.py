"""导入表述词表: what an import would add, take away and leave out, before anything is kept."""

from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QLabel, QWidget

from reviewer_app.domain.lexicon import LexiconEntry
from reviewer_app.ports.read_models import Rows
from reviewer_app.services.lexicon import LexiconPreview
from ui.dialogs.frame import answers, column_of
from ui.dialogs.rows_table import table_of
from ui.models.rows import Column, RowsModel
from ui.text import Words

WIDTH, HEIGHT = 760, 480
LEVELS = {"bad": "red", "added": "green", "removed": "amber"}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line: what happens, to which word, and why not where it is left out."""

    change: str
    group: str
    wrong: str
    right: str
    note: str


def change_rows(words: Words, preview: LexiconPreview) -> tuple[ChangeRow, ...]:
    """Mistakes first: they are what a person has to do something about."""
    bad = [
        ChangeRow("bad", one.sheet, words("lexicon.row", row=one.row), "", words(f"lexicon.bad.{one.why}"))
        for one in preview.bad
    ]
    added = [_row(words, "added", one) for one in preview.added]
    removed = [_row(words, "removed", one) for one in preview.removed]
    return (*bad, *added, *removed)


def change_columns(words: Words) -> tuple[Column[ChangeRow], ...]:
    """How a change is shown."""
    return (
        Column(words("lexicon.change"), lambda row: words(f"lexicon.change.{row.change}"),
               lambda row: LEVELS[row.change], width=90),
        Column(words("lexicon.group"), lambda row: row.group, width=150),
        Column(words("lexicon.wrong"), lambda row: row.wrong, tip=lambda row: row.wrong, width=150),
        Column(words("lexicon.right"), lambda row: row.right, tip=lambda row: row.right, width=170),
        Column(words("lexicon.note"), lambda row: row.note, tip=lambda row: row.note),
    )


def _row(words: Words, change: str, entry: LexiconEntry) -> ChangeRow:
    right = f"{entry.right}（{entry.post}）" if entry.post else entry.right
    return ChangeRow(change, words(f"lexicon.group.{entry.group.value}"), entry.wrong, right, entry.note)


class LexiconPreviewDialog(QDialog):
    """Accepted: import it."""

    def __init__(self, words: Words, preview: LexiconPreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = preview
        self.setWindowTitle(words("lexicon.preview", name=preview.name))
        self.model: RowsModel[ChangeRow] = RowsModel(change_columns(words), self)
        self.model.restart(Rows(change_rows(words, preview), None))
        self.counts = QLabel(words(
            "lexicon.preview.counts", added=len(preview.added), removed=len(preview.removed), kept=preview.kept,
            bad=len(preview.bad),
        ), self)
        self.counts.setWordWrap(True)
        changes = bool(preview.added or preview.removed)
        note = QLabel(words("lexicon.preview.note" if changes else "lexicon.preview.same"), self)
        note.setWordWrap(True)
        note.setProperty("hint", "true")
        self.table = table_of(self.model, words("lexicon.change"), self)
        buttons, self.ok = answers(self, words("lexicon.preview.accept"), words("dialog.cancel"))
        self.ok.setEnabled(changes)
        column = column_of(self)
        for widget in (self.counts, note):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        self.resize(WIDTH, HEIGHT)
