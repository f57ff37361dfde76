"""⑦ 公开稿: one for each audience, made by policy and decisions, scanned again (design §5)."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer_app.domain.legal import Audience
from reviewer_app.domain.readiness import is_stale
from reviewer_app.services.open_item import ItemView
from ui.text import Words

AUDIENCES = (Audience.ALL, Audience.GROUP, Audience.APPLICANT)


class PublicPanel(QWidget):
    """Emits `wanted` with the audience."""

    wanted = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.hint = QLabel(words("public.need_judgement"), self)
        self.hint.setWordWrap(True)
        self.lines = {audience: QLabel(self) for audience in AUDIENCES}
        self.buttons = {
            audience: QPushButton(words("public.make", audience=words(f"audience.{audience.value}")), self)
            for audience in AUDIENCES
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.hint)
        for audience in AUDIENCES:
            self.lines[audience].setWordWrap(True)
            column.addWidget(self.lines[audience])
            column.addWidget(self.buttons[audience])
            self.buttons[audience].clicked.connect(self.on_button)
        column.addStretch(1)

    def show_item(self, view: ItemView) -> None:
        """Show what there is for each audience of the judgement."""
        wanted = view.facts.judgement.audiences if view.facts.judgement else ()
        self.hint.setVisible(not wanted)
        newest = {version.audience: version for version in view.facts.public_versions}
        for audience in AUDIENCES:
            line, button = self.lines[audience], self.buttons[audience]
            line.setVisible(audience in wanted)
            button.setVisible(audience in wanted)
            version = newest.get(audience)
            name = self._words(f"audience.{audience.value}")
            if version is None:
                text, level = self._words("public.missing", audience=name), "red"
            elif is_stale(version, view.facts):
                text, level = self._words("public.stale", audience=name), "amber"
            else:
                at = f"{version.made_at.astimezone():%m-%d %H:%M}"
                text = self._words("public.made", audience=name, at=at, findings=version.proof.findings)
                level = "green"
            line.setText(text)
            line.setProperty("level", level)
            line.style().polish(line)

    @Slot()
    def on_button(self) -> None:
        """Make one."""
        sender = self.sender()
        self.wanted.emit(next(audience for audience, button in self.buttons.items() if button is sender))
