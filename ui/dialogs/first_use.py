"""首次使用: office, first administrator, who signs; or a sample office to try everything on (window.md, Pages)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.errors import ReviewerError
from reviewer_app.services.set_up_office import NewPerson, SetUpOffice, SigningWay
from ui.jobs import JobControl, JobRunner, Lane
from ui.text import Words

WIDTH: Final = 560
SIDE: Final = 32
"""Pixels free at either side."""

STEPS_OF_SAMPLE: Final = 9


@dataclass(frozen=True, slots=True)
class SampleOffice:
    """The sample office instead of one's own; everybody in it has this password."""

    password: str


class Founder(Protocol):
    """Makes the home; given by bootstrap."""

    @property
    def home(self) -> str:
        """Where the office will lie."""
        ...

    def found(self, command: SetUpOffice) -> None:
        """Make one's own office."""
        ...

    def found_sample(self, command: SampleOffice, progress: Callable[[int], None]) -> None:
        """Make the sample office, telling how many steps are done."""
        ...


class FirstUseDialog(QDialog):
    """Accepted once an office is there."""

    def __init__(self, words: Words, jobs: JobRunner, founder: Founder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._jobs = jobs
        self._founder = founder
        self.setWindowTitle(words("first.title"))
        self.setMinimumWidth(WIDTH)
        self.own = QRadioButton(words("first.own"), self)
        self.sample = QRadioButton(words("first.sample"), self)
        self.office = self._line("first.office")
        self.code = self._line("first.code")
        self.administrator = self._line("first.administrator")
        self.unit = self._line("first.unit")
        self.password = self._line("first.password", secret=True)
        self.repeat = self._line("login.repeat", secret=True)
        self.by_leader = QRadioButton(words("first.by_leader"), self)
        self.by_authorised = QRadioButton(words("first.by_authorised"), self)
        self.leader = self._line("first.leader")
        self.leader_unit = self._line("first.leader_unit")
        self.reviewer = self._line("first.reviewer")
        self.reviewer_unit = self._line("first.reviewer_unit")
        self.sample_password = self._line("first.password", secret=True)
        self.sample_repeat = self._line("login.repeat", secret=True)
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        self.hint.setProperty("level", "red")
        self.busy = QProgressBar(self)
        self.busy.setAccessibleName(words("status.progress"))
        self.busy.hide()
        self.start = QPushButton(words("first.start"), self)
        self.start.setProperty("kind", "primary")
        self.start.setDefault(True)
        self.forms = QStackedWidget(self)
        self._groups = (self._group(self.own, self.sample), self._group(self.by_leader, self.by_authorised))
        self.own.setChecked(True)  # only in their groups, for four loose buttons would exclude each other
        self.by_leader.setChecked(True)
        self._lay_out()
        self._connect()
        self.on_way()

    def _connect(self) -> None:
        self.own.toggled.connect(self.on_kind)
        self.by_leader.toggled.connect(self.on_way)
        self.start.clicked.connect(self.on_start)

    @Slot()
    def on_kind(self, *_args: object) -> None:
        """One's own office or the sample."""
        self.forms.setCurrentIndex(0 if self.own.isChecked() else 1)
        self.hint.clear()

    @Slot()
    def on_way(self, *_args: object) -> None:
        """An authorisation needs a reviewer; it is entered by the leader himself later."""
        authorised = self.by_authorised.isChecked()
        self.way_hint.setText(self._words("first.authorised_hint" if authorised else "first.leader_hint"))
        optional = "" if authorised else self._words("first.optional")
        self.reviewer.setPlaceholderText(optional)
        self.reviewer_unit.setPlaceholderText(optional)

    @property
    def command(self) -> SetUpOffice:
        """What was typed."""
        reviewer = NewPerson(self.reviewer.text(), self.reviewer_unit.text())
        return SetUpOffice(
            name=self.office.text(), code=self.code.text(),
            administrator=NewPerson(self.administrator.text(), self.unit.text()), password=self.password.text(),
            signing=SigningWay.AUTHORISED if self.by_authorised.isChecked() else SigningWay.LEADER,
            leader=NewPerson(self.leader.text(), self.leader_unit.text()), reviewer=reviewer,
        )  # fmt: skip

    @Slot()
    def on_start(self) -> None:
        """Found it in the write lane; nothing is made before everything asked for is there."""
        own = self.own.isChecked()
        first, again = (self.password, self.repeat) if own else (self.sample_password, self.sample_repeat)
        if first.text() != again.text():
            self.hint.setText(self._words("login.differ"))
            again.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._set_busy(busy=True)
        work = self._own_work(self.command) if own else self._sample_work(SampleOffice(first.text()))
        self._jobs.run(self, work, self.on_founded, self.on_error, self.on_progress, lane=Lane.WRITE)

    @Slot(object)
    def on_founded(self, _result: object) -> None:
        """The office is there; the login comes next."""
        self.accept()

    @Slot(object)
    def on_error(self, error: ReviewerError) -> None:
        """Say what is missing; everything typed stays."""
        self._set_busy(busy=False)
        self.hint.setText(self._words.error(error))

    @Slot(int, int)
    def on_progress(self, done: int, total: int) -> None:
        """The sample office takes a few seconds."""
        self.busy.setRange(0, total)
        self.busy.setValue(done)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """A stack of pages asks for no height that its wrapped lines need: the form does, dressed at last."""
        self.own_form.setMinimumHeight(self.own_form.heightForWidth(WIDTH - 2 * SIDE))
        self.resize(self.width(), max(self.height(), self.sizeHint().height()))
        super().showEvent(event)

    def reject(self) -> None:
        """Closing while an office is being made would leave half of one."""
        if self.start.isEnabled():
            super().reject()

    def _own_work(self, command: SetUpOffice) -> Callable[[JobControl], None]:
        return lambda _control: self._founder.found(command)

    def _sample_work(self, command: SampleOffice) -> Callable[[JobControl], None]:
        def work(control: JobControl) -> None:
            self._founder.found_sample(command, lambda done: control.progress(done, STEPS_OF_SAMPLE))

        return work

    def _set_busy(self, *, busy: bool) -> None:
        self.hint.setText("")
        self.start.setEnabled(not busy)
        self.forms.setEnabled(not busy)
        self.busy.setRange(0, 0)
        self.busy.setVisible(busy)

    def _line(self, key: str, *, secret: bool = False) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(self._words(key))
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        return line

    def _group(self, *buttons: QRadioButton) -> QButtonGroup:
        group = QButtonGroup(self)
        for button in buttons:
            group.addButton(button)
        return group

    def _hint(self, key: str) -> QLabel:
        label = QLabel(self._words(key, home=self._founder.home), self)
        label.setWordWrap(True)
        label.setProperty("hint", "true")
        return label

    def _lay_out(self) -> None:
        words = self._words
        title = QLabel(words("first.heading"), self)
        title.setObjectName("title")
        self.way_hint = self._hint("first.leader_hint")
        kinds = QHBoxLayout()
        kinds.addWidget(self.own)
        kinds.addWidget(self.sample)
        kinds.addStretch(1)
        self.own_form = self._own_form()
        self.forms.addWidget(self.own_form)
        self.forms.addWidget(self._sample_form())
        last = QHBoxLayout()
        last.addWidget(self.busy, 1)
        last.addStretch(1)
        last.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 16, SIDE, 16)
        column.setSpacing(8)  # all of it fits on a screen of 768 lines
        column.addWidget(title)
        column.addWidget(self._hint("first.where"))
        column.addLayout(kinds)
        column.addWidget(self.forms)
        column.addWidget(self.hint)
        column.addLayout(last)

    def _own_form(self) -> QWidget:
        words = self._words
        form = QWidget(self)
        rows = QFormLayout(form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setVerticalSpacing(8)
        for key, line in (
            ("first.office", self.office), ("first.code", self.code), ("first.administrator", self.administrator),
            ("first.unit", self.unit), ("first.password", self.password), ("login.repeat", self.repeat),
        ):
            rows.addRow(words(key), line)
        ways = QVBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.by_leader)
        ways.addWidget(self.by_authorised)
        rows.addRow(words("first.who_signs"), ways)
        rows.addRow(self.way_hint)
        for key, line in (
            ("first.leader", self.leader), ("first.leader_unit", self.leader_unit),
            ("first.reviewer", self.reviewer), ("first.reviewer_unit", self.reviewer_unit),
        ):
            rows.addRow(words(key), line)
        return form

    def _sample_form(self) -> QWidget:
        form = QWidget(self)
        rows = QFormLayout(form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addRow(self._hint("first.sample_hint"))
        rows.addRow(self._words("first.password"), self.sample_password)
        rows.addRow(self._words("login.repeat"), self.sample_repeat)
        return form
