"""表述词表: the office's own words, exported and imported as a workbook; an import shows first what it changes."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from reviewer_app.domain.lexicon import LexiconEntry
from reviewer_app.rules.lexicon import load_lexicon
from reviewer_app.services.lexicon import (
    ImportLexicon,
    LexiconPreview,
    LexiconView,
    import_lexicon,
    office_lexicon,
    preview_lexicon,
)
from reviewer_app.services.reviewing import minute
from ui.actions.front import Front
from ui.dialogs.lexicon_preview import LexiconPreviewDialog
from ui.dialogs.sign_saving import FormSaver
from ui.models.rows import Column
from ui.pages.settings.tab import ListTab
from ui.text import Words

KINDS: Final = "*.xlsx *.csv *.xls"


def lexicon_columns(words: Words) -> tuple[Column[LexiconEntry], ...]:
    """One word a line."""
    return (
        Column(words("lexicon.group"), lambda one: words(f"lexicon.group.{one.group.value}"),
               lambda one: one.group.level.value, width=200),
        Column(words("lexicon.wrong"), lambda one: one.wrong or "—", width=170),
        Column(words("lexicon.right"), lambda one: one.right or "—", width=170),
        Column(words("lexicon.post"), lambda one: one.post, tip=lambda one: one.post, width=140),
        Column(words("lexicon.days"), _days, width=190),
        Column(words("lexicon.note"), lambda one: one.note, tip=lambda one: one.note, width=200),
        Column(words("lexicon.source"), partial(_source, words), tip=lambda one: one.source),
    )


def _days(entry: LexiconEntry) -> str:
    if entry.valid_from is None and entry.valid_until is None:
        return "—"
    return f"{entry.valid_from or ''} ~ {entry.valid_until or ''}"


def _source(words: Words, entry: LexiconEntry) -> str:
    return words("lexicon.shipped") if entry in load_lexicon() else entry.source


class LexiconTab(ListTab[LexiconEntry]):
    """The list in force with 导出 and 导入."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        words = front.words
        super().__init__(front, "lexicon.hint", "lexicon.list", lexicon_columns(words), parent)
        self.edition = QLabel(self)
        self.edition.setWordWrap(True)
        self.body.insertWidget(1, self.edition)
        self.saver = FormSaver(front, self)
        self.export_button = self.button("lexicon.export")
        self.import_button = self.button("lexicon.import", "primary")
        self.add_buttons(self.export_button, self.import_button)
        self.export_button.clicked.connect(self.saver.save_lexicon)
        self.import_button.clicked.connect(self.choose)

    def reload(self) -> None:
        """Read the edition in force."""
        self.front.ask(self, partial(office_lexicon, self.front.desk, self.front.actor), self.on_view)

    @Slot(object)
    def on_view(self, view: LexiconView) -> None:
        """Show it."""
        words, current = self.front.words, view.current
        # The shipped words count too: who manages the list sees all that is judged by.
        self.show_rows((*(current.entries if current else ()), *load_lexicon()))
        self.edition.setText(words("lexicon.none") if current is None else words(
            "lexicon.edition", number=len(view.editions), count=len(current.entries),
            who=view.names.get(current.by, current.by), when=minute(current.at), source=current.source,
        ))

    @Slot()
    def choose(self) -> None:
        """Ask for the file."""
        title = self.front.words("lexicon.import.title")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()), KINDS)
        if chosen:
            self.preview(Path(chosen))

    def preview(self, path: Path) -> None:
        """Read a file off the GUI thread and show what it would change."""

        def read() -> LexiconPreview:
            return preview_lexicon(self.front.desk, self.front.actor, path.name, path.read_bytes())

        self.front.ask(self, read, self.on_preview, title=self.front.words("lexicon.import"))

    @Slot(object)
    def on_preview(self, preview: LexiconPreview) -> None:
        """Show the changes; nothing is kept before the person says so."""
        self.dialog = LexiconPreviewDialog(self.front.words, preview, self)
        self.dialog.accepted.connect(self.on_accepted)
        self.ask(self.dialog)

    @Slot()
    def on_accepted(self) -> None:
        """Import it."""
        command = ImportLexicon(self.front.actor, self.dialog.preview)
        self.front.do(self, import_lexicon, command, self.on_imported)

    @Slot(object)
    def on_imported(self, _edition: object) -> None:
        """Say so, and show the new edition."""
        self.front.say("green", "lexicon.imported")
        self.reload()
