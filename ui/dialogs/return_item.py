"""退回修改: choose the places, say what is wanted; every point stays pinned to its place."""

import json
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.readiness import NOT_CUTTABLE
from reviewer_app.services.return_item import Point
from ui.models.review_state import MarkedFinding
from ui.text import Words

ABOUT_TEXT = NOT_CUTTABLE | {FindingType.WORDING}
"""Findings whose evidence is a sentence about the text, good to send back as it is."""


class ReturnDialog(QDialog):
    """Offers the undecided findings, one line each, with editable words."""

    edited = Signal()

    def __init__(
        self, words: Words, findings: Sequence[tuple[str, MarkedFinding]], pinned: Sequence[tuple[str, Point]],
        parent: QWidget | None = None,
    ) -> None:
        """`findings` are (name of the part, finding), one for each group that may be returned.

        `pinned` are (name of the part, point) that the person pinned to passages while reading.
        """
        super().__init__(parent)
        self._words = words
        self._lines = [(name, self._point(one), one.state == "red") for name, one in findings]
        self._lines += [(name, (words("return.passage"), point), True) for name, point in pinned]
        self.setWindowTitle(words("return.title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        hint = QLabel(words("return.hint"), self)
        hint.setWordWrap(True)
        self.table = self._table()
        self.reason = QPlainTextEdit(self)
        self.reason.setAccessibleName(words("return.reason"))
        self.reason.setPlaceholderText(words("return.reason"))
        self.reason.setTabChangesFocus(True)
        self.reason.setMaximumHeight(72)
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(words("return.send", count=0), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        for widget in (hint, self.table, self.reason, self.buttons):
            column.addWidget(widget)
        self.table.itemChanged.connect(self.on_changed)
        self.reason.textChanged.connect(self.on_changed)
        self.table.itemChanged.connect(self.edited)
        self.reason.textChanged.connect(self.edited)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.resize(640, 460)
        self.on_changed()

    @property
    def points(self) -> tuple[Point, ...]:
        """The chosen points, with the words as they were left."""
        made = []
        for row, (_, (_, point), _) in enumerate(self._lines):
            tick, words = self.table.item(row, 0), self.table.item(row, 1)
            if tick is not None and words is not None and tick.checkState() == Qt.CheckState.Checked:
                made.append(replace(point, text=words.text().strip()))
        return tuple(made)

    def typed(self) -> str:
        """Everything that was written, to be kept aside: the reason, and of each line its tick and words."""
        return json.dumps([self.reason.toPlainText(), self._line_words()], ensure_ascii=False)

    def bring_back(self, kept: str) -> None:
        """Put back what `typed` gave; lines that are others by now keep their own words."""
        try:
            reason, lines = json.loads(kept)
        except ValueError:
            return
        self.reason.setPlainText(str(reason))
        if len(lines) != len(self._lines):
            return
        for row, (ticked, text) in enumerate(lines):
            tick, words = self.table.item(row, 0), self.table.item(row, 1)
            if tick is not None and words is not None:
                tick.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
                words.setText(str(text))

    def _line_words(self) -> list[tuple[bool, str]]:
        found = []
        for row in range(len(self._lines)):
            tick, words = self.table.item(row, 0), self.table.item(row, 1)
            if tick is not None and words is not None:
                found.append((tick.checkState() == Qt.CheckState.Checked, words.text()))
        return found

    @Slot()
    def on_changed(self, *_args: object) -> None:
        """A return wants a point or a reason."""
        count = len(self.points)
        self.ok.setText(self._words("return.send", count=count))
        self.ok.setEnabled(count > 0 or bool(self.reason.toPlainText().strip()))

    def _point(self, one: MarkedFinding) -> tuple[str, Point]:
        kind, finding = self._words(f"type.{one.finding.type.value}"), one.finding
        told = finding.evidence[0] if finding.type in ABOUT_TEXT and finding.evidence else ""
        text = told or self._words("return.point", kind=kind)
        return kind, Point(one.part, text, finding.number, finding.start, finding.end, finding.place)

    def _table(self) -> QTableWidget:
        table = QTableWidget(len(self._lines), 2, self)
        table.setAccessibleName(self._words("return.title"))
        table.horizontalHeader().hide()
        table.horizontalHeader().setStretchLastSection(True)
        table.verticalHeader().hide()
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        for row, (name, (kind, point), chosen) in enumerate(self._lines):
            tick = QTableWidgetItem(f"{name}　{kind}")
            tick.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            tick.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
            table.setItem(row, 0, tick)
            table.setItem(row, 1, QTableWidgetItem(point.text))
        table.setColumnWidth(0, 260)
        return table
