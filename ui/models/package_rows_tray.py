"""The tray: files dropped for one package, each being read, with the role it will have, in the package's order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer_app.domain.items import PartRole
from reviewer_app.domain.report import CheckReport
from reviewer_app.services.part_names import IncomingFile, arrange
from reviewer_app.services.preview_file import FilePreview
from ui.models.rows import ROW_ROLE, STATE_ROLE
from ui.text import Words

Index = QModelIndex | QPersistentModelIndex
LIKE = 0.6
"""How alike two names must be for one to stand for the other (notice.docx, notice_v2.docx)."""


class TrayState(StrEnum):
    """How far a file is."""

    READING = "reading"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TrayRow:
    """One file. `role` and `number` are what it will be; `said_*` only what the person said."""

    name: str
    state: TrayState = TrayState.READING
    job: int | None = None
    file: IncomingFile | None = None
    report: CheckReport | None = None
    problem: str = ""
    said_role: PartRole | None = None
    said_number: int | None = None
    role: PartRole = PartRole.ANNEX
    number: int | None = None


class TrayModel(QAbstractTableModel):
    """Frozen rows in the order of the package; every change arranges anew."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[TrayRow] = []
        self._titles = tuple(words(f"tray.column.{key}") for key in ("order", "role", "name", "state"))
        self._texts: tuple[Callable[[int, TrayRow], str], ...] = (
            lambda at, _row: str(at + 1),
            lambda _at, row: role_text(words, row.role, row.number),
            lambda _at, row: row.name,
            lambda _at, row: _state_text(words, row),
        )

    @property
    def rows(self) -> tuple[TrayRow, ...]:
        """All rows in order."""
        return tuple(self._rows)

    @property
    def body(self) -> TrayRow | None:
        """The row that will be the body."""
        return next((row for row in self._rows if row.role is PartRole.BODY), None)

    def row(self, index: Index) -> TrayRow | None:
        """The row behind an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def at(self, name: str) -> int | None:
        """Where a file stands."""
        return next((at for at, row in enumerate(self._rows) if row.name == name), None)

    def fill(self, files: Sequence[FilePreview]) -> None:
        """Begin with the files of a revision, already read."""
        self._set([
            TrayRow(one.file.name, TrayState.READ, None, one.file, one.report, said_role=one.file.role,
                    said_number=one.file.annex_number)
            for one in files
        ])

    def add(self, name: str, *, instead: bool) -> str | None:
        """Add a file that is being read; one of the same name is replaced.

        With `instead` also the one it plainly stands for is replaced, and its name returned.
        """
        like = self.at(name)
        if like is None and instead:
            like = self._like(name)
        rows = list(self._rows)
        if like is None:
            rows.append(TrayRow(name))
            self._set(rows)
            return None
        old = rows[like]
        rows[like] = TrayRow(name, said_role=old.said_role, said_number=old.said_number)
        self._set(rows)
        return old.name if old.name != name else None

    def change(self, name: str, **fields: Any) -> None:  # noqa: ANN401 - fields of a row
        """Change fields of a file that is still there."""
        at = self.at(name)
        if at is not None:
            rows = list(self._rows)
            rows[at] = replace(rows[at], **fields)
            self._set(rows)

    def remove(self, name: str) -> None:
        """Take a file out; its bytes go with it."""
        self._set([row for row in self._rows if row.name != name])

    def clear(self) -> None:
        """Empty the tray."""
        self._set([])

    def move(self, name: str, by: int) -> bool:
        """Swap with the neighbour of the same role; annexes swap their numbers too."""
        at = self.at(name)
        other = None if at is None else at + by
        if at is None or other is None or not 0 <= other < len(self._rows):
            return False
        rows = list(self._rows)
        one, two = rows[at], rows[other]
        if one.role is not two.role:
            return False
        rows[at] = replace(two, said_role=two.role, said_number=one.number)
        rows[other] = replace(one, said_role=one.role, said_number=two.number)
        self._set(rows)
        return True

    def files(self) -> tuple[IncomingFile, ...]:
        """What is entered: every file that was read, with its role said."""
        return tuple(
            replace(row.file, role=row.role, annex_number=row.number) for row in self._rows if row.file is not None
        )

    def _like(self, name: str) -> int | None:
        """The file that a corrected one plainly stands for: the most alike of the same kind of file."""
        new = PurePath(name)
        alike = [
            (SequenceMatcher(None, PurePath(row.name).stem, new.stem).ratio(), at)
            for at, row in enumerate(self._rows) if PurePath(row.name).suffix.lower() == new.suffix.lower()
        ]
        best = max(alike, default=(0.0, 0))
        return best[1] if best[0] >= LIKE else None

    def _set(self, rows: list[TrayRow]) -> None:
        asked = [IncomingFile(row.name, b"", row.said_role, row.said_number) for row in rows]
        by_name = {row.name: row for row in rows}
        arranged = [
            replace(by_name[file.name], role=file.role or PartRole.ANNEX, number=file.annex_number)
            for file in arrange(asked)
        ]
        if arranged and [row.name for row in arranged] == [row.name for row in self._rows]:
            self._rows = arranged
            self.dataChanged.emit(self.index(0, 0), self.index(len(arranged) - 1, len(self._titles) - 1))
            return
        self.beginResetModel()
        self._rows = arranged
        self.endResetModel()

    # --- Qt ---------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """Files."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """Order, role, name, state."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """What a cell shows."""
        row = self.row(index)
        if row is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._texts[index.column()](index.row(), row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.problem or row.name
        if role == ROW_ROLE:
            return row
        return _light(row) if role == STATE_ROLE and index.column() == len(self._titles) - 1 else None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Column titles."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        return None


_LIGHTS = {TrayState.READING: "half", TrayState.READ: "green", TrayState.FAILED: "red"}


def _light(row: TrayRow) -> str:
    """Green only where nothing in the file wants anybody."""
    return "amber" if row.state is TrayState.READ and _blocking(row) else _LIGHTS[row.state]


def _blocking(row: TrayRow) -> int:
    report = row.report
    return 0 if report is None else sum(one.blocks for one in report.findings) + len(report.unread)


def role_text(words: Words, role: PartRole, number: int | None) -> str:
    """正文, 附件2."""
    text = words(f"part_role.{role.value}")
    return f"{text}{number}" if role is PartRole.ANNEX and number is not None else text


def _state_text(words: Words, row: TrayRow) -> str:
    if row.problem:
        return row.problem
    blocking = _blocking(row)
    return words("tray.state.hints", count=blocking) if blocking else words(f"tray.state.{row.state.value}")
