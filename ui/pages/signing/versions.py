"""Beside the card: what will be seen by whom, part by part, and the original it was made from."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from reviewer_app.domain.document import Document
from reviewer_app.services import decision_words as told
from reviewer_app.services.open_item import ItemView, PartView
from ui.text import Words
from ui.widgets.choice import ChoiceBox
from ui.widgets.document_view import DocumentView


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown: part `part` of public version `version`, or the original where that is None."""

    version: str | None
    part: str


class VersionsPane(QWidget):
    """Emits `wanted` for a public part, whose text the page reads off the GUI thread."""

    wanted = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._view: ItemView | None = None
        self._asked: Wanted | None = None
        self.which: ChoiceBox[str] = ChoiceBox(self)
        self.which.setAccessibleName(words("signing.which"))
        self.tabs = QTabBar(self)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(words("review.parts"))
        self.document = DocumentView(self)
        self.document.setAccessibleName(words("signing.document"))
        self.empty = QLabel(self)
        self.empty.setProperty("hint", "true")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.document)
        self.stack.addWidget(self.empty)
        across = QHBoxLayout()
        across.addWidget(self.which)
        across.addWidget(self.tabs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(across)
        column.addWidget(self.stack, 1)
        self.which.currentIndexChanged.connect(self.on_version)
        self.tabs.currentChanged.connect(self.show_part)

    @property
    def selected(self) -> tuple[int, str] | None:
        """(ordinal of the part, text) that was selected in the original."""
        part, span = self._original(), self.document.selection
        if part is None or span is None or self._version() is not None:
            return None
        return part.part.ordinal, part.document.text[span[0]:span[1]]

    def show_item(self, view: ItemView | None) -> None:
        """Show another item, the first public version first; what is not published shows its original."""
        self._view, self._asked = view, None
        words = self._words
        versions = told.newest_versions(view) if view is not None else ()
        self.which.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.which.replace([
            *((words("signing.public", audience=words(f"audience.{one.audience.value}")), one.id) for one in versions),
            (words("review.view.original"), ""),
        ])
        self.which.setCurrentIndex(0)
        self.which.blockSignals(False)  # noqa: FBT003 - as above
        self.on_version()

    def show_public(self, wanted: Wanted, document: Document) -> None:
        """The text of a public part arrived; it is shown if it is still the one that is wanted."""
        if wanted == self._asked:
            self.document.set_document(document)
            self.stack.setCurrentWidget(self.document)

    @Slot()
    def on_version(self, *_args: object) -> None:
        """Another version: its parts as tabs."""
        self.tabs.blockSignals(True)  # noqa: FBT003 - as above
        while self.tabs.count():
            self.tabs.removeTab(0)
        for name in self._names():
            self.tabs.addTab(name)
        self.tabs.blockSignals(False)  # noqa: FBT003 - as above
        self.show_part()

    @Slot()
    def show_part(self, *_args: object) -> None:
        """Show the part in front."""
        version, part = self._version(), self._original()
        if part is None:
            self._say("signing.nothing")
        elif version is None:
            self._asked = None
            self.document.set_document(part.document)
            self.stack.setCurrentWidget(self.document)
        else:
            self._say("signing.reading")
            self._asked = Wanted(version, part.part.id)
            self.wanted.emit(self._asked)

    def _say(self, key: str) -> None:
        self.document.set_document(None)
        self.empty.setText(self._words(key))
        self.stack.setCurrentWidget(self.empty)

    def _version(self) -> str | None:
        return self.which.value or None

    def _parts(self) -> tuple[PartView, ...]:
        """The original parts behind the tabs, in order."""
        if self._view is None:
            return ()
        version = next((one for one in self._view.facts.public_versions if one.id == self._version()), None)
        if version is None:
            return self._view.parts
        by_id = {part.part.id: part for part in self._view.parts}
        return tuple(by_id[one.part] for one in version.parts if one.part in by_id)

    def _names(self) -> list[str]:
        return [part.part.name for part in self._parts()]

    def _original(self) -> PartView | None:
        parts, at = self._parts(), self.tabs.currentIndex()
        return parts[at] if 0 <= at < len(parts) else None
