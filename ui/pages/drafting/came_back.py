"""What came back: the reviewer's points with a tick each, and the amendments he proposes."""

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer_app.domain.items import AmendmentState
from reviewer_app.ports.read_models import Rows
from reviewer_app.services.open_package import PackageView
from ui.models.package_rows import AmendmentRow, amendment_columns, amendment_rows
from ui.models.package_rows_points import PointsModel
from ui.models.rows import ROW_ROLE, RowsModel
from ui.pages.drafting.tables import ShortTable
from ui.text import Words

POINT_WIDTH = 280
ROW = 48


class CameBack(QWidget):
    """Hidden while nothing came back."""

    place_chosen = Signal(str, object, object)
    """Part of the current revision, start and end (None: somewhere in it)."""

    answered = Signal(object, bool)
    """An amendment's row, and whether it is accepted."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._package: PackageView | None = None
        self.reason = QLabel(self)
        self.reason.setWordWrap(True)
        self.reason.setProperty("level", "red")
        self.points = PointsModel(words, self)
        self.point_table = ShortTable(self.points, words("drafting.points"), self, row_height=ROW)
        self.point_table.setColumnWidth(0, POINT_WIDTH)
        self.amendments: RowsModel[AmendmentRow] = RowsModel(amendment_columns(words), self)
        self.amendment_title = QLabel(words("drafting.amendments"), self)
        self.amendment_table = ShortTable(self.amendments, words("drafting.amendments"), self, row_height=ROW)
        self.accept = QPushButton(words("drafting.accept"), self)
        self.decline = QPushButton(words("drafting.decline"), self)
        self.unapplied = QLabel(self)
        self.unapplied.setWordWrap(True)
        self.unapplied.setProperty("level", "amber")
        self._lay_out()
        self.point_table.activated.connect(self.on_point)
        self.point_table.clicked.connect(self.on_point)
        self.amendment_table.selectionModel().selectionChanged.connect(self.refresh)
        self.accept.clicked.connect(self.on_accept)
        self.decline.clicked.connect(self.on_decline)

    def show_package(self, package: PackageView) -> None:
        """Show the last return with what the current revision made of it, and all amendments."""
        before, self._package = self._package, package
        view, words = package.view, self._words
        again = package.returned is not None
        # Ticks are about the points of one return.
        ticks = self.points.ticks if before is not None and before.returned == package.returned else ()
        self.points.show_points(view.points if again else (), ticks)
        if package.returned is not None:
            by = view.names.get(package.returned.by, package.returned.by)
            self.reason.setText(words("drafting.returned", by=by, reason=package.returned.reason or "—"))
        self.reason.setVisible(again)
        self.amendments.restart(Rows(amendment_rows(view), None))
        self.amendment_title.setVisible(bool(view.amendments))
        left = view.unapplied or 0
        self.unapplied.setText(words("drafting.unapplied", count=left))
        self.unapplied.setVisible(left > 0)
        self.setVisible(again or bool(view.amendments))
        waiting = next((at for at, row in enumerate(self.amendments.rows) if row.state is AmendmentState.PROPOSED), 0)
        if self.amendments.rows:
            self.amendment_table.selectRow(waiting)
        self.refresh()

    @Slot()
    def refresh(self, *_args: object) -> None:
        """An amendment is answered once, by its drafter."""
        row = self.amendments.row(self.amendment_table.currentIndex())
        waits = row is not None and row.state is AmendmentState.PROPOSED
        for button in (self.accept, self.decline):
            button.setVisible(bool(self.amendments.rows))
            button.setEnabled(waits)

    @Slot(QModelIndex)
    def on_point(self, index: QModelIndex) -> None:
        """Jump to where it stands; in a later revision to the part that took the place of the returned one."""
        answered = index.data(ROW_ROLE)
        if answered is None or self._package is None:
            return
        point = answered.point
        now = self._package.successor.get(point.part, point.part)
        same = now == point.part
        self.place_chosen.emit(now, point.start if same else None, point.end if same else None)

    @Slot()
    def on_accept(self) -> None:
        """采纳."""
        self._answer(accept=True)

    @Slot()
    def on_decline(self) -> None:
        """不采纳."""
        self._answer(accept=False)

    def _answer(self, *, accept: bool) -> None:
        row = self.amendments.row(self.amendment_table.currentIndex())
        if row is not None:
            self.answered.emit(row, accept)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.reason, self.point_table, self.amendment_title, self.amendment_table):
            column.addWidget(widget)
        across = QHBoxLayout()
        across.addWidget(self.accept)
        across.addWidget(self.decline)
        across.addStretch(1)
        column.addLayout(across)
        column.addWidget(self.unapplied)
