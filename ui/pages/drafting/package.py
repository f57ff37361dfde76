"""The package as it stands: what came back, parts, what was read, the proposal, hints; below what is still missing."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reviewer_app.ports.read_models import Rows
from reviewer_app.services.intake_form import IntakeForm
from reviewer_app.services.open_package import PackageView
from ui.actions.autosaver import Autosaver
from ui.actions.front import Front
from ui.models.package_rows import HintRow, Proposed, hint_columns, hint_rows, lacking_now, recorded
from ui.models.rows import ROW_ROLE, RowsModel
from ui.pages.drafting.attribute_form import AttributeForm, parsed
from ui.pages.drafting.came_back import CameBack
from ui.pages.drafting.materials import Materials
from ui.pages.drafting.tables import ShortTable

HINTS = 12


class PackagePanel(QWidget):
    """Says what the drafter wants done; the page does it."""

    hint_chosen = Signal(object)
    place_chosen = Signal(str, object, object)
    submit_asked = Signal(object)
    recall_asked = Signal()
    void_asked = Signal()
    revise_asked = Signal()
    compare_asked = Signal()
    answered = Signal(object, bool)

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = front.words
        self._front = front
        self._package: PackageView | None = None
        self._saver: Autosaver | None = None
        self.title = QLabel(self)
        self.title.setObjectName("title")
        self.title.setWordWrap(True)
        self.meta = QLabel(self)
        self.meta.setProperty("hint", "true")
        self.meta.setWordWrap(True)
        self.revise = QPushButton(words("drafting.revise"), self)
        self.compare = QPushButton(words("review.compare"), self)
        self.void = QPushButton(words("drafting.void"), self)
        self.void.setProperty("kind", "danger")
        self.came_back = CameBack(words, self)
        self.materials = Materials(words, self)
        self.form = AttributeForm(words, front.desk.toolbox.catalogue, self)
        self.hints: RowsModel[HintRow] = RowsModel(hint_columns(words), self)
        self.hint_table = ShortTable(self.hints, words("drafting.hints"), self, most=HINTS)
        self.clean = QLabel(words("drafting.hints.none"), self)
        self.clean.setProperty("level", "green")
        self.missing = QLabel(self)
        self.missing.setWordWrap(True)
        self.recall = QPushButton(words("drafting.recall"), self)
        self.submit = QPushButton(words("drafting.submit"), self)
        self.submit.setProperty("kind", "primary")
        self._lay_out()
        self._connect()

    def show_package(self, package: PackageView) -> None:
        """Show an item as it stands; another item brings back what was kept aside of it."""
        other = self._package is None or self._package.view.item.id != package.view.item.id
        if other and self._saver is not None:
            self._saver.flush()
        moved = other or self._package is None or self._package.proposal != package.proposal
        self._package = package
        view, words = package.view, self._front.words
        item = view.item
        self.title.setText(item.title)
        self.meta.setText(words(
            "drafting.meta", state=words(f"state.{item.state.value}"), ordinal=item.revision_ordinal,
            carrier=words(f"carrier.{item.carrier.value}"), urgency=words(f"urgency.{item.urgency.value}"),
            author=view.names.get(item.author, item.author),
        ))
        self.came_back.show_package(package)
        self.materials.show_item(view)
        if moved or not package.editable:
            self.form.show_package(package)
        rows = hint_rows(words, view)
        self.hints.restart(Rows(rows, None))
        self.clean.setVisible(not rows)
        self.revise.setVisible(package.editable)
        self.compare.setVisible(item.revision_ordinal > 1)
        self.void.setVisible(package.voidable)
        self.recall.setVisible(package.recallable)
        self.submit.setVisible(package.editable)
        if other:
            self._saver = Autosaver(self._front, f"item-{item.id}", self)
            if package.editable:
                self._saver.load(self.on_kept)
        self.refresh()

    def put_form(self, form: IntakeForm) -> None:
        """What the 送审单 says, into the form; the person still hands in himself."""
        self.form.put_form(form)
        self.on_edited()

    def leave(self) -> None:
        """The page goes to the back: write what is not written yet."""
        if self._saver is not None:
            self._saver.flush()

    def handed_in(self) -> None:
        """It stands in the store now."""
        if self._saver is not None:
            self._saver.forget()

    @property
    def proposed(self) -> Proposed | None:
        """What is to be recorded before handing in, None where it is recorded already."""
        value = self.form.value
        return None if self._package is not None and recorded(self._package) == value else value

    @Slot()
    def refresh(self) -> None:
        """Say what is missing, always."""
        package, words = self._package, self._front.words
        if package is None:
            return
        if not package.editable:
            state = words(f"state.{package.view.item.state.value}")
            self.missing.setText(words("drafting.read_only", state=state))
            self._level("")
            return
        lacking = lacking_now(package.view, self.form.value)
        self._say_missing(lacking)
        self.submit.setEnabled(not lacking)

    def _say_missing(self, lacking: Sequence[str]) -> None:
        words, unanswered = self._front.words, self.came_back.points.unanswered
        if lacking:
            listed = words("missing.join").join(words(f"missing.{key}") for key in lacking)
            self.missing.setText(words("drafting.missing", missing=listed))
        elif unanswered:
            self.missing.setText(words("drafting.unanswered", count=unanswered))
        else:
            self.missing.setText(words("drafting.complete"))
        self._level("red" if lacking else "amber" if unanswered else "green")

    @Slot()
    def on_edited(self) -> None:
        """Keep it aside."""
        if self._saver is not None and self._package is not None and self._package.editable:
            ticks = {"return": self._package.returned.id if self._package.returned else "",
                     "ticks": self.came_back.points.ticks}
            self._saver.note(json.dumps({"form": self.form.kept(), **ticks}, ensure_ascii=False))
        self.refresh()

    @Slot(object)
    def on_kept(self, text: str | None) -> None:
        """Bring back what was not handed in yet."""
        kept = parsed(text)
        form = kept.get("form")
        if isinstance(form, dict):
            self.form.put_kept(form)
        package = self._package
        ticks = kept.get("ticks")
        if package is not None and package.returned is not None and kept.get("return") == package.returned.id:
            self.came_back.points.show_points(package.view.points, ticks if isinstance(ticks, list) else ())

    @Slot(QModelIndex)
    def on_hint(self, index: QModelIndex) -> None:
        """Show where it stands."""
        hint = index.data(ROW_ROLE)
        if hint is not None:
            self.hint_chosen.emit(hint)

    @Slot(str)
    def on_part(self, part: str) -> None:
        """Show a part."""
        self.place_chosen.emit(part, None, None)

    @Slot()
    def on_submit(self) -> None:
        """Hand in, with the proposal where it changed."""
        if self.submit.isEnabled() and self.submit.isVisible():
            self.submit_asked.emit(self.proposed)

    @Slot(str, int)
    def on_mark(self, part: str, number: int) -> None:
        """A mark was clicked in the document: select its hint."""
        for at, row in enumerate(self.hints.rows):
            if row.part == part and any(one.finding.number == number for one in row.findings):
                self.hint_table.selectRow(at)

    def _level(self, level: str) -> None:
        self.missing.setProperty("level", level)
        self.missing.style().polish(self.missing)

    def _connect(self) -> None:
        self.revise.clicked.connect(self.revise_asked)
        self.compare.clicked.connect(self.compare_asked)
        self.void.clicked.connect(self.void_asked)
        self.recall.clicked.connect(self.recall_asked)
        self.submit.clicked.connect(self.on_submit)
        self.came_back.place_chosen.connect(self.place_chosen)
        self.came_back.answered.connect(self.answered)
        self.came_back.points.ticked.connect(self.on_edited)
        self.materials.part_chosen.connect(self.on_part)
        self.form.edited.connect(self.on_edited)
        self.hint_table.clicked.connect(self.on_hint)
        self.hint_table.activated.connect(self.on_hint)

    def _lay_out(self) -> None:
        words = self._front.words
        inside = QWidget(self)
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.meta)
        acts = QHBoxLayout()
        for button in (self.revise, self.compare):
            acts.addWidget(button)
        acts.addStretch(1)
        acts.addWidget(self.void)
        column.addLayout(acts)
        column.addWidget(self.came_back)
        for key, widget in (("drafting.parts", self.materials), ("drafting.form", self.form)):
            column.addWidget(_section(words(key), inside))
            column.addWidget(widget)
        column.addWidget(_section(words("drafting.hints"), inside))
        column.addWidget(self.clean)
        column.addWidget(self.hint_table)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 0, 12, 0)
        whole.setSpacing(8)
        whole.addWidget(area, 1)
        whole.addWidget(self.missing)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.recall)
        below.addWidget(self.submit)
        whole.addLayout(below)


def _section(title: str, parent: QWidget) -> QFrame:
    """A heading with a hairline above it."""
    frame = QFrame(parent)
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 8, 0, 0)
    column.setSpacing(8)
    line = QFrame(frame)
    line.setObjectName("hairline")
    label = QLabel(title, frame)
    label.setObjectName("section")
    column.addWidget(line)
    column.addWidget(label)
    return frame
