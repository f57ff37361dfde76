"""The tray: files dropped together, their order and roles, and what is asked before they are entered."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.actors import Permission, User
from reviewer_app.domain.errors import ReviewerError, UnreadableFile
from reviewer_app.domain.items import Carrier, Item, PartRole, Urgency
from reviewer_app.services.drafters import drafters
from reviewer_app.services.enter import EnterPackage, enter_package
from reviewer_app.services.intake_form import IntakeForm
from reviewer_app.services.part_files import part_files
from reviewer_app.services.preview_file import FilePreview
from reviewer_app.services.revise import Revise, revise
from ui.actions.front import Front
from ui.jobs import JobControl, Lane
from ui.models.package_rows import annex_lines
from ui.models.package_rows_tray import TrayModel, TrayRow, TrayState
from ui.models.rows import STATE_ROLE
from ui.pages.drafting.intake import Intake
from ui.pages.drafting.tray_strip import TrayStrip
from ui.widgets.choice import ChoiceBox
from ui.widgets.drop_area import DropArea
from ui.widgets.row_table import dress_rows
from ui.widgets.state_delegate import StateDelegate


class TrayPanel(QWidget):
    """One package on its way in: new, or the corrected files of an item."""

    entered = Signal(object, object)
    """The item, and the fields of the 送审单 that came with it (or None)."""

    cancelled = Signal()
    paste_asked = Signal()
    form_asked = Signal()

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = front.words
        self._front = front
        self._item: Item | None = None
        self._form: IntakeForm | None = None
        self._job: int | None = None
        self._name = ""
        self.model = TrayModel(words, self)
        self.intake = Intake(front, self.model, self)
        self.heading = QLabel(self)
        self.heading.setObjectName("title")
        self.heading.setWordWrap(True)
        self.drop = DropArea(words, self)
        self.table = self._table()
        self.strip = TrayStrip(words, self)
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.carrier: ChoiceBox[Carrier] = ChoiceBox(self)
        self.urgency: ChoiceBox[Urgency] = ChoiceBox(self, empty=words("tray.urgency.read"))
        self.author: ChoiceBox[str] = ChoiceBox(self)
        self.enter = QPushButton(self)
        self.enter.setProperty("kind", "primary")
        self.back = QPushButton(words("dialog.cancel"), self)
        self._fill()
        self._lay_out()
        self._connect()
        self.show_new()

    # --- what is shown ----------------------------------------------------------------------------

    def show_new(self) -> None:
        """An empty tray for a new package."""
        self._begin(None)
        self.heading.setText(self._front.words("tray.new"))
        self.refresh()

    def show_revision(self, item: Item, paths: tuple[str, ...] = ()) -> None:
        """The files of an item as they are, to be corrected; `paths` are dropped on them."""
        self._begin(item)
        self.heading.setText(
            self._front.words("tray.revise", title=item.title, ordinal=item.revision_ordinal + 1)
        )
        self.carrier.choose(item.carrier)
        self.urgency.choose(item.urgency)
        self.refresh()
        read = partial(part_files, self._front.desk, self._front.actor, item.id)
        self._front.ask(self, read, partial(self.on_files, paths))

    @Slot(object, object)
    def on_files(self, paths: tuple[str, ...], files: tuple[FilePreview, ...]) -> None:
        """The files of the current revision."""
        self.model.fill(files)
        if paths:
            self.intake.take_paths(paths)

    @Slot(list)
    def take_paths(self, paths: list[str]) -> None:
        """Files dropped on the window."""
        self.intake.take_paths(paths)

    @property
    def busy(self) -> bool:
        """Whether anything is in the tray or being entered."""
        return self._job is not None or bool(self.model.rows)

    @property
    def revising(self) -> Item | None:
        """The item whose files are being corrected."""
        return self._item

    @Slot()
    def refresh(self, *_args: object) -> None:
        """What can be pressed, and what does not fit yet."""
        words = self._front.words
        rows = self.model.rows
        self.drop.set_compact(bool(rows))
        self.table.setVisible(bool(rows))
        self.strip.setVisible(bool(rows))
        self.strip.show_row(self.selected())
        lines = self._annexes()
        failed = [row for row in rows if row.state is TrayState.FAILED]
        if failed:
            lines = (words("tray.failed", count=len(failed)), *lines)
        self.note.setText("\n".join(lines))
        self.note.setProperty("level", "red" if failed else "amber")
        self.note.style().polish(self.note)
        self.note.setVisible(bool(lines))
        ready = bool(rows) and all(row.state is TrayState.READ for row in rows) and self._job is None
        self.enter.setEnabled(ready)
        key = "tray.enter" if self._item is None else "tray.enter.revision"
        self.enter.setText(words("tray.entering") if self._job is not None else words(key))

    def selected(self) -> TrayRow | None:
        """The selected file."""
        return self.model.row(self.table.currentIndex())

    # --- what is done -----------------------------------------------------------------------------

    @Slot()
    def on_enter(self) -> None:
        """Read, check and keep all files in one job that can be cancelled in the status line."""
        if not self.enter.isEnabled():
            return
        front, desk = self._front, self._front.desk
        make = self._entering() if self._item is None else self._revising(self._item)

        def work(control: JobControl) -> Item:
            return make(desk, control)

        self._job = front.jobs.run(
            self, work, self.on_entered, self.on_refused, lane=Lane.DOCUMENTS, title=front.words("tray.entering")
        )
        self.refresh()

    def _entering(self) -> Callable[[Any, JobControl], Item]:
        form = self._form or IntakeForm()
        command = EnterPackage(
            self._front.actor, self.author.value or self._front.actor, self.model.files(),
            self.carrier.value or Carrier.DRAFT_DOCUMENT, urgency=self.urgency.value, column=form.column,
            title=form.title, number=form.number,
        )
        return lambda desk, control: enter_package(desk, command, control)

    def _revising(self, item: Item) -> Callable[[Any, JobControl], Item]:
        command = Revise(
            self._front.actor, item.id, item.version, item.author, self.model.files(), self.carrier.value,
            self.urgency.value,
        )
        return lambda desk, control: revise(desk, command, control)

    @Slot(object)
    def on_entered(self, item: Item) -> None:
        """It is an item now; the tray is empty again."""
        form, self._job = self._form, None
        self.model.clear()
        self._front.changed.emit(item.id)
        self.entered.emit(item, form)

    @Slot(object)
    def on_refused(self, error: ReviewerError) -> None:
        """Nothing was kept; a file that could not be read keeps its sentence."""
        self._job = None
        if isinstance(error, UnreadableFile):
            self.model.change(str(error.values.get("name")), state=TrayState.FAILED,
                              problem=self._front.words.error(error))
        self._front.complain(error)
        self.refresh()

    @Slot(int)
    def on_job_finished(self, number: int) -> None:
        """A job that ended without a result was cancelled in the status line: its result is told just after this."""
        QTimer.singleShot(0, self, partial(self.on_job_over, number))

    @Slot(int)
    def on_job_over(self, number: int) -> None:
        """Cancelled: everything is still in the tray; a file that was being read says so."""
        if number == self._job:
            self._job = None
            self.refresh()
        row = next((one for one in self.model.rows if one.job == number), None)
        if row is not None:
            self.model.change(row.name, job=None, state=TrayState.FAILED, problem=self._front.words("tray.stopped"))

    @Slot(object, str)
    def on_form(self, form: IntakeForm, name: str) -> None:
        """A filled 送审单 came along."""
        self._form = form
        if form.carrier is not None:
            self.carrier.choose(form.carrier)
        if form.urgency is not None:
            self.urgency.choose(form.urgency)
        self._front.say("green", "tray.form", name=name)

    @Slot(str, str)
    def on_replaced(self, new: str, old: str) -> None:
        """Say it: the person sees at once if the wrong file was meant."""
        self._front.say("green", "tray.replaced", new=new, old=old)

    @Slot()
    def on_remove(self) -> None:
        """Take the selected file out; one that is being read is stopped."""
        row = self.selected()
        if row is not None:
            self.intake.cancel(row.name)

    @Slot()
    def on_cancel(self) -> None:
        """Leave everything as it was."""
        for row in self.model.rows:
            self.intake.cancel(row.name)
        if self._job is not None:
            self._front.jobs.cancel(self._job)
        self.show_new()
        self.cancelled.emit()

    @Slot(object)
    def on_role(self, role: PartRole) -> None:
        """The person says what the file is; there is one body."""
        row = self.selected()
        if row is None:
            return
        body = self.model.body
        if role is PartRole.BODY and body is not None and body.name != row.name:
            self.model.change(body.name, said_role=PartRole.ANNEX, said_number=None)
        self.model.change(row.name, said_role=role)

    @Slot(int)
    def on_number(self, value: int) -> None:
        """The person says which annex it is."""
        row = self.selected()
        if row is not None:
            self.model.change(row.name, said_number=value or None)

    @Slot(int)
    def on_move(self, by: int) -> None:
        """Up or down among files of the same role."""
        row = self.selected()
        if row is not None:
            self.model.move(row.name, by)

    @Slot()
    def on_carrier(self, *_args: object) -> None:
        """What is dropped from now on is read as this."""
        self.intake.carrier = self.carrier.value or Carrier.DRAFT_DOCUMENT

    @Slot()
    def note_selected(self) -> None:
        """Before the order changes."""
        row = self.selected()
        self._name = row.name if row is not None else ""

    @Slot()
    def select_again(self) -> None:
        """After the order changed, the same file is selected; else the first."""
        at = self.model.at(self._name)
        if self.model.rows:
            self.table.selectRow(at if at is not None else 0)
        self.refresh()

    @Slot(object)
    def on_drafters(self, people: tuple[User, ...]) -> None:
        """Whom a file may be entered for."""
        self.author.fill((f"{user.name}（{user.unit}）", user.id) for user in people)

    # --- inside -----------------------------------------------------------------------------------

    def _begin(self, item: Item | None) -> None:
        self._item, self._form = item, None
        self.intake.revising = item is not None
        self.author.setEnabled(item is None)
        self.carrier.setCurrentIndex(0)
        self.urgency.setCurrentIndex(0)
        self.model.clear()

    def _annexes(self) -> tuple[str, ...]:
        body = self.model.body
        if body is None or body.report is None:
            return ()
        annexes = [(row.number, row.name) for row in self.model.rows
                   if row.role is PartRole.ANNEX and row.state is not TrayState.FAILED]
        return annex_lines(self._front.words, body.report.header, annexes)

    def _fill(self) -> None:
        words = self._front.words
        self.carrier.fill((words(f"carrier.{one.value}"), one) for one in Carrier)
        self.urgency.fill((words(f"urgency.{one.value}"), one) for one in Urgency)
        for widget, key in ((self.carrier, "tray.carrier"), (self.urgency, "tray.urgency"),
                            (self.author, "tray.author"), (self.table, "tray.list")):
            widget.setAccessibleName(words(key))
        if self._front.may(Permission.ITEM_REVIEW):
            self._front.ask(self, partial(drafters, self._front.desk, self._front.actor), self.on_drafters)

    def _connect(self) -> None:
        self.drop.chosen.connect(self.take_paths)
        self.drop.paste_asked.connect(self.paste_asked)
        self.drop.form_asked.connect(self.form_asked)
        self.intake.form_found.connect(self.on_form)
        self.intake.replaced.connect(self.on_replaced)
        self.intake.settled.connect(self.refresh)
        self.model.modelAboutToBeReset.connect(self.note_selected)
        self.model.modelReset.connect(self.select_again)
        self.model.dataChanged.connect(self.refresh)
        self.table.selectionModel().selectionChanged.connect(self.refresh)
        self.strip.role_said.connect(self.on_role)
        self.strip.number_said.connect(self.on_number)
        self.strip.moved.connect(self.on_move)
        self.strip.removed.connect(self.on_remove)
        self.carrier.currentIndexChanged.connect(self.on_carrier)
        self.back.clicked.connect(self.on_cancel)
        self.enter.clicked.connect(self.on_enter)
        self._front.jobs.finished.connect(self.on_job_finished)
        for keys, act in (("Alt+Up", self.strip.on_up), ("Alt+Down", self.strip.on_down), ("Delete", self.on_remove)):
            QShortcut(QKeySequence(keys), self.table, act, context=Qt.ShortcutContext.WidgetShortcut)

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setItemDelegate(StateDelegate(STATE_ROLE, table))
        dress_rows(table, (56, 104, 320), 40)
        return table

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(self.drop, 1)
        column.addWidget(self.table, 4)
        column.addWidget(self.strip)
        column.addWidget(self.note)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        words = self._front.words
        form.addRow(words("tray.carrier"), self.carrier)
        form.addRow(words("tray.urgency"), self.urgency)
        if self._front.may(Permission.ITEM_REVIEW):
            form.addRow(words("tray.author"), self.author)
        else:
            self.author.hide()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        column.addLayout(form)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.back)
        below.addWidget(self.enter)
        column.addLayout(below)
        order: list[QWidget] = [self.drop, self.table, self.strip, self.carrier, self.urgency, self.author, self.back,
                                self.enter]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
