"""① 保密审查: source, a tick for each part that was opened, conclusion; a named person, never pre-ticked."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reviewer_app.domain.review import SecrecyConclusion, Source
from reviewer_app.services.open_item import ItemView
from ui.text import Words
from ui.widgets.choice import ChoiceBox


@dataclass(frozen=True, slots=True)
class SecrecyVerdict:
    """What the person recorded."""

    source: Source
    opened: tuple[str, ...]
    conclusion: SecrecyConclusion
    hints: tuple[int, ...]
    note: str
    authority: str | None


class SecrecyPanel(QWidget):
    """Emits `recorded` with a `SecrecyVerdict`; a part can be ticked only after it was shown."""

    recorded = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._shown: set[str] = set()
        self._hints: tuple[int, ...] = ()
        self._revision = ""
        self.done = QLabel(self)
        self.done.setWordWrap(True)
        self.done.setProperty("level", "green")
        self.source: ChoiceBox[Source] = ChoiceBox(self, empty="—")
        self.source.setAccessibleName(words("secrecy.source"))
        self.source.fill((words(f"source.{source.value}"), source) for source in Source)
        self.ticks: dict[str, QCheckBox] = {}
        self._ticks = QVBoxLayout()
        self.hints = QLabel(self)
        self.hints.setWordWrap(True)
        self.hints.setProperty("level", "red")
        self.note = QLineEdit(self)
        self.note.setAccessibleName(words("secrecy.note"))
        self.conclusion: ChoiceBox[SecrecyConclusion] = ChoiceBox(self, empty="—")
        self.conclusion.setAccessibleName(words("secrecy.conclusion"))
        self.conclusion.fill((words(f"secrecy.{one.value}"), one) for one in SecrecyConclusion)
        self.authority = QLineEdit(self)
        self.authority.setAccessibleName(words("secrecy.authority"))
        self.record = QPushButton(words("secrecy.record"), self)
        self.record.setProperty("kind", "primary")
        self._lay_out()
        self.record.clicked.connect(self.on_record)
        for combo in (self.source, self.conclusion):
            combo.currentIndexChanged.connect(self.refresh)

    def show_item(self, view: ItemView, hints: tuple[int, ...]) -> None:
        """Show an item with the numbers of the findings to answer; another revision starts with nothing ticked."""
        if view.facts.revision.id != self._revision:
            self._start(view)
        self._hints = hints
        self.hints.setText(self._words("secrecy.hints", count=len(self._hints)))
        self.hints.setVisible(bool(self._hints))
        review = view.facts.secrecy
        self.done.setVisible(review is not None)
        if review is not None:
            self.done.setText(
                self._words("secrecy.recorded", by=view.names.get(review.by, review.by),
                            at=f"{review.at.astimezone():%m-%d %H:%M}",
                            conclusion=self._words(f"secrecy.{review.conclusion.value}"))
            )
        self.refresh()

    def part_shown(self, part: str) -> None:
        """A part was opened in the document view: now it may be ticked."""
        self._shown.add(part)
        if part in self.ticks:
            self.ticks[part].setEnabled(True)
            self.ticks[part].setToolTip("")

    @Slot()
    def on_record(self) -> None:
        """Emit the verdict; the use case says what is lacking."""
        opened = tuple(part for part, tick in self.ticks.items() if tick.isChecked())
        source, conclusion = self.source.value, self.conclusion.value
        if source is not None and conclusion is not None:
            note, authority = self.note.text().strip(), self.authority.text().strip() or None
            self.recorded.emit(SecrecyVerdict(source, opened, conclusion, self._hints, note, authority))

    @Slot()
    def refresh(self, *_args: object) -> None:
        """A verdict needs a source and a conclusion; only a doubtful one an authority."""
        refers = self.conclusion.value is SecrecyConclusion.REFER
        self.authority.setVisible(refers)
        self._form.labelForField(self.authority).setVisible(refers)
        self.note.setVisible(bool(self._hints))
        self._form.labelForField(self.note).setVisible(bool(self._hints))
        self.record.setEnabled(self.source.value is not None and self.conclusion.value is not None)

    def _start(self, view: ItemView) -> None:
        self._revision = view.facts.revision.id
        self._shown.clear()
        for tick in self.ticks.values():
            self._ticks.removeWidget(tick)
            tick.deleteLater()
        self.ticks = {}
        for part in view.parts:
            tick = QCheckBox(self._words("secrecy.opened", name=part.part.name), self)
            tick.setEnabled(False)
            tick.setToolTip(self._words("secrecy.open_first"))
            self.ticks[part.part.id] = tick
            self._ticks.addWidget(tick)
        self.source.setCurrentIndex(0)
        self.conclusion.setCurrentIndex(0)
        self.note.clear()
        self.authority.clear()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.done)
        self._form = QFormLayout()
        self._form.setVerticalSpacing(10)
        self._form.addRow(self._words("secrecy.source"), self.source)
        column.addLayout(self._form)
        column.addLayout(self._ticks)
        column.addWidget(self.hints)
        self._form.addRow(self._words("secrecy.conclusion"), self.conclusion)
        self._form.addRow(self._words("secrecy.note"), self.note)
        self._form.addRow(self._words("secrecy.authority"), self.authority)
        column.addWidget(self.record)
        column.addStretch(1)
