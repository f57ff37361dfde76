"""⑦: the impact assessment of publishing personal data, once for a kind of processing (PIPL 55, 56)."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reviewer_app.services.assess_impact import AssessImpact, Processing
from ui.text import Words

ANSWERS = ("lawful", "risk", "measures")


class ImpactBox(QWidget):
    """Emits `assessed` with an `AssessImpact` of no actor yet; hidden where no personal data is published."""

    assessed = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._processing: Processing | None = None
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.answers = {name: QPlainTextEdit(self) for name in ANSWERS}
        self.record = QPushButton(words("impact.record"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.state)
        for name, field in self.answers.items():
            field.setAccessibleName(words(f"impact.{name}"))
            field.setPlaceholderText(words(f"impact.{name}"))
            field.setMaximumHeight(56)
            field.setTabChangesFocus(True)
            column.addWidget(field)
        column.addWidget(self.record)
        self.record.clicked.connect(self.on_record)

    def show_processing(self, found: Processing) -> None:
        """Show how what is kept stands to the assessment of its kind."""
        known = found.assessment
        words = self._words
        self.setVisible(bool(found.gaps) or (known is not None and bool(found.fields)))
        lines = [words("impact.kind", kind=words(f"impact.kind.{found.kind}"))]
        if known is not None:
            lines.append(words("impact.known", number=known.number, at=f"{known.at.astimezone():%Y-%m-%d}"))
        lines += [words(f"impact.gap.{gap.value}") for gap in found.gaps]
        self.state.setText("\n".join(lines))
        self.state.setProperty("level", "amber" if found.gaps else "green")
        self.state.style().polish(self.state)
        for field in (*self.answers.values(), self.record):
            field.setVisible(bool(found.gaps))
        if known is not None and (self._processing is None or self._processing.kind != found.kind):
            self.answers["lawful"].setPlainText(known.lawful)
            self.answers["risk"].setPlainText(known.risk)
            self.answers["measures"].setPlainText(known.measures)
        self._processing = found

    @Slot()
    def on_record(self) -> None:
        """Emit a new version that covers the old one and what goes beyond it."""
        found = self._processing
        if found is None:
            return
        known = found.assessment
        texts = {name: field.toPlainText() for name, field in self.answers.items()}
        fields, audiences, channels = (
            tuple(sorted({*wanted, *covered})) for wanted, covered in (
                (found.fields, known.fields if known else ()),
                (found.audiences, known.audiences if known else ()),
                (found.channels, known.channels if known else ()),
            )
        )
        self.assessed.emit(AssessImpact("", found.kind, fields, audiences, channels, **texts))
