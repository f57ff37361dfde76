"""④ 表述 ⑤ 时机 ⑥ 方式范围: filled from the column's defaults, confirmed with one key (window.md, 审查)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.legal import Audience
from reviewer_app.domain.report import CheckReport
from reviewer_app.rules.channels import channels
from reviewer_app.services.decision_words import basis_text
from reviewer_app.services.judge import default_window
from reviewer_app.services.open_item import ItemView
from ui.models.review_state import Step
from ui.pages.review.policy_panel import PolicyPanel
from ui.text import Words

AUDIENCES = (Audience.ALL, Audience.GROUP, Audience.APPLICANT)


@dataclass(frozen=True, slots=True)
class JudgedFields:
    """What the person set; None keeps the default (沿用默认)."""

    wording: str | None
    channels: tuple[str, ...] | None
    audiences: tuple[Audience, ...] | None
    display_until: date | None
    note: str = ""


class JudgementPanel(QWidget):
    """Emits `judged` with `JudgedFields`."""

    judged = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._item = ""
        self.done = self._told(level="green")
        self.wording = QPlainTextEdit(self)
        self.wording.setAccessibleName(words("judge.wording"))
        self.wording.setPlaceholderText(words("judge.wording.none"))
        self.wording.setFixedHeight(72)
        self.wording.setTabChangesFocus(True)
        self.timing = self._told()
        self.explanation = self._told(hint="true")
        self.ends = QCheckBox(words("judge.display_until"), self)
        self.until = QDateEdit(self)
        self.until.setAccessibleName(words("judge.display_until"))
        self.until.setCalendarPopup(True)
        self.until.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.until.setDisplayFormat("yyyy-MM-dd")
        self.channels = {one.id: QCheckBox(one.title, self) for one in channels().values()}
        self.audiences = {one: QCheckBox(words(f"audience.{one.value}"), self) for one in AUDIENCES}
        self.issues = self._told(level="amber")
        self.lacking = self._told(level="amber")
        self.elements = self._told()
        self.policy = PolicyPanel(words, self)
        self.note = QLineEdit(self)
        self.note.setAccessibleName(words("judge.note"))
        self.note.setPlaceholderText(words("judge.note.hint"))
        self.together = self._told(hint="true")
        self.together.setText(words("judge.together"))
        self.defaults = QPushButton(words("judge.defaults"), self)
        self.record = QPushButton(words("judge.record"), self)
        self.record.setProperty("kind", "primary")
        self._lay_out()
        self.ends.toggled.connect(self.until.setEnabled)
        self.defaults.clicked.connect(self.on_defaults)
        self.record.clicked.connect(self.on_record)

    def show_item(self, view: ItemView) -> None:
        """Show an item: what was recorded, else the defaults."""
        words = self._words
        judgement, default = view.facts.judgement, view.parts[0].report.judgement
        timing = default.timing
        self.timing.setText(words("judge.timing", earliest=timing.earliest or "—", latest=timing.latest or "—"))
        basis = words("missing.join").join(basis_text(words, one) for one in timing.basis)
        self.explanation.setText("\n".join(
            text for text in (timing.explanation, basis, "" if timing.certain else words("judge.uncertain")) if text
        ))
        issues = tuple(_issues(view))
        self.issues.setText("\n".join(issues))
        self.issues.setVisible(bool(issues))
        self._show_elements(view.parts[0].report)
        self.policy.show_item(view)
        self.done.setVisible(judgement is not None)
        if judgement is not None:
            kept = words("missing.join").join(words(f"judge.default.{one}") for one in judgement.defaults)
            self.done.setText(words("judge.recorded", defaults=kept or words("judge.default.none")))
        if view.item.id == self._item:
            return
        self._item = view.item.id
        self.note.setText(judgement.note if judgement else "")
        self.wording.setPlainText(judgement.wording if judgement else "\n".join(default.wording))
        chosen = judgement.channels if judgement else default.channels
        for id_, box in self.channels.items():
            box.setChecked(id_ in chosen)
        audiences = judgement.audiences if judgement else (default.audience,)
        for audience, tick in self.audiences.items():
            tick.setChecked(audience in audiences)
        until = judgement.display_until if judgement else default_window(default).display_until
        self.ends.setChecked(until is not None)
        self.until.setEnabled(until is not None)
        day = until or timing.latest or view.facts.day
        self.until.setDate(QDate(day.year, day.month, day.day))

    @Slot()
    def on_defaults(self) -> None:
        """Keep everything as the column says."""
        self.judged.emit(JudgedFields(None, None, None, None, self.note.text().strip()))

    @Slot()
    def on_record(self) -> None:
        """Record what is set here."""
        day = self.until.date()
        until = date(day.year(), day.month(), day.day()) if self.ends.isChecked() else None
        self.judged.emit(
            JudgedFields(
                self.wording.toPlainText().strip(),
                tuple(id_ for id_, box in self.channels.items() if box.isChecked()),
                tuple(audience for audience, box in self.audiences.items() if box.isChecked()),
                until,
                self.note.text().strip(),
            )
        )

    def show_step(self, step: Step) -> None:
        """Show what is judged in one step; all three are recorded together."""
        for each, section in self._sections.items():
            section.setVisible(each is step)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.done)
        self._sections = {
            Step.WORDING: self._section([self._heading("judge.wording"), self.wording]),
            Step.TIMING: self._section([self.timing, self.explanation, self._until_row(), self.policy]),
            Step.MANNER: self._manner(),
        }
        for section in self._sections.values():
            column.addWidget(section)
        across = QHBoxLayout()
        across.addWidget(self.defaults)
        across.addWidget(self.record)
        across.addStretch(1)
        column.addLayout(across)
        column.addWidget(self.together)
        column.addStretch(1)

    def _show_elements(self, report: CheckReport) -> None:
        """要素 of the document's type: which are lacking, which are there, and whose list it is."""
        words = self._words
        lacking = [one.element for one in report.completeness if not one.present]
        there = [one.element for one in report.completeness if one.present]
        self.lacking.setText(words("judge.elements.lacking", elements=words("missing.join").join(lacking)))
        self.lacking.setVisible(bool(lacking))
        told = words("missing.join").join(there) or "—"
        self.elements.setText(
            words("judge.elements", source=report.completeness_source, count=len(there), elements=told)
        )
        self.elements.setVisible(bool(report.completeness))

    def _manner(self) -> QWidget:
        audiences, channels_ = QWidget(self), QWidget(self)
        across = QHBoxLayout(audiences)
        across.setContentsMargins(0, 0, 0, 0)
        for tick in self.audiences.values():
            across.addWidget(tick)
        across.addStretch(1)
        grid = QGridLayout(channels_)
        grid.setContentsMargins(0, 0, 0, 0)
        for number, tick in enumerate(self.channels.values()):
            grid.addWidget(tick, number // 2, number % 2)
        return self._section([
            self.lacking, self.elements, self.issues, self._heading("judge.audiences"), audiences,
            self._heading("judge.channels"), channels_,
            self._heading("judge.note"), self.note,
        ])

    def _told(self, **properties: str) -> QLabel:
        """An empty line of text that wraps, looking as the properties say."""
        label = QLabel(self)
        label.setWordWrap(True)
        for name, value in properties.items():
            label.setProperty(name, value)
        return label

    def _heading(self, key: str) -> QLabel:
        label = QLabel(self._words(key), self)
        label.setProperty("hint", "true")
        return label

    def _section(self, widgets: list[QWidget]) -> QWidget:
        section = QWidget(self)
        inside = QVBoxLayout(section)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        for widget in widgets:
            inside.addWidget(widget)
        return section

    def _until_row(self) -> QWidget:
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.ends)
        across.addWidget(self.until)
        across.addStretch(1)
        across.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return row


def _issues(view: ItemView) -> Iterator[str]:
    """What speaks about the way of publishing, of every part; an annex's with its name."""
    for number, one in enumerate(view.parts):
        for issue in one.report.judgement.manner_issues:
            yield issue if number == 0 else f"{one.part.name}：{issue}"
