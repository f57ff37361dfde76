"""What an administrator does with the 责任表: change a leaf, bring the upper catalogue, compare the two."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QWidget

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.office import RuleVersion
from reviewer_app.rules.catalogue import Column
from reviewer_app.services.desk import Desk
from reviewer_app.services.save_column import SaveColumn, save_column
from reviewer_app.services.upper_catalogue import (
    GapTable,
    ImportUpperCatalogue,
    gap_table,
    import_upper_catalogue,
)
from ui.actions.front import Front
from ui.actions.small_file import read_small
from ui.dialogs.catalogue_forms import GapDialog, LeafForm


class OwnTable(QWidget):
    """A row of buttons; `chosen` gives the leaf that is selected on the page."""

    changed = Signal()

    def __init__(self, front: Front, chosen: Callable[[], Column | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = front.words
        self._front = front
        self._chosen = chosen
        self.change = QPushButton(words("catalogue.change"), self)
        self.bring = QPushButton(words("catalogue.import_upper"), self)
        self.compare = QPushButton(words("catalogue.gap"), self)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        manages = front.may(Permission.OFFICE_MANAGE)
        for button in (self.change, self.bring, self.compare):
            across.addWidget(button)
            button.setVisible(manages or button is self.compare)
        self.change.clicked.connect(self.on_change)
        self.bring.clicked.connect(self.on_bring)
        self.compare.clicked.connect(self.on_compare)

    @Slot()
    def on_change(self) -> None:
        """The selected leaf."""
        leaf = self._chosen()
        if leaf is None:
            return
        form = LeafForm(self._front.words, leaf, self)
        seen = self._front.desk.toolbox.sha256
        form.given.connect(partial(self._save, form, seen))
        self._show(form)

    @Slot()
    def on_bring(self) -> None:
        """Ask for the table of the upper catalogue."""
        words = self._front.words
        dialog = QFileDialog(self, words("catalogue.import_upper"), "", words("catalogue.upper_files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.bring_from)
        self._show(dialog)

    @Slot(str)
    def bring_from(self, name: str) -> None:
        """Take it, called as its file is."""
        self._front.do(self, partial(_bring, self._front.actor), Path(name), self.on_brought)

    @Slot(object)
    def on_brought(self, version: RuleVersion) -> None:
        """Say so, and show how the two compare."""
        self._front.say("green", "catalogue.imported", items=version.content.count("],[") + 1)
        self.on_compare()

    @Slot()
    def on_compare(self) -> None:
        """Read the comparison."""
        front = self._front
        front.ask(self, partial(gap_table, front.desk, front.actor, front.reads), self.on_gap)

    @Slot(object)
    def on_gap(self, table: GapTable) -> None:
        """Show it."""
        self._show(GapDialog(self._front.words, table, self))

    def _save(self, form: LeafForm, seen: str, leaf: Column) -> None:
        self._front.do(form, save_column, SaveColumn(self._front.actor, leaf, seen), partial(self._saved, form, leaf))

    def _saved(self, form: LeafForm, leaf: Column, kept: object) -> None:
        form.done_with(kept)
        self._front.say("green", "catalogue.changed", leaf=f"{leaf.id} {leaf.title}")
        self.changed.emit()

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()


def _bring(actor: str, desk: Desk, path: Path) -> RuleVersion:
    return import_upper_catalogue(desk, ImportUpperCatalogue(actor, read_small(path), path.name, path.stem))
