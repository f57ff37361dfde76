"""What dialogs with a form have in common: the column they stand in, what it is about on top, the two answers below."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout

MARGIN = 16
SPACING = 12


def column_of(dialog: QDialog, title: str = "") -> QVBoxLayout:
    """The dialog's column, with `title` (an item's, say) as its first line."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    column.setSpacing(SPACING)
    if title:
        head = QLabel(title, dialog)
        head.setWordWrap(True)
        column.addWidget(head)
    return column


def answers(dialog: QDialog, yes: str, no: str, kind: str | None = "primary") -> tuple[QDialogButtonBox, QPushButton]:
    """The buttons that accept and reject the dialog, and the accepting one; `kind` is its look in the style sheet."""
    buttons = QDialogButtonBox(dialog)
    ok = buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
    if kind is not None:
        ok.setProperty("kind", kind)
    buttons.addButton(no, QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons, ok
