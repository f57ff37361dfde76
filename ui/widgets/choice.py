"""A combo box that keeps its values: Qt variants turn a StrEnum into a plain string (seen), which no use case takes."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QComboBox, QWidget

T = TypeVar("T")


class ChoiceBox(QComboBox, Generic[T]):
    """Offers (text, value) pairs; `value` is the very object that was put in, None for the line without one."""

    def __init__(self, parent: QWidget | None = None, *, empty: str | None = None) -> None:
        super().__init__(parent)
        self._values: list[T | None] = []
        if empty is not None:
            self._values.append(None)
            self.addItem(empty)

    def fill(self, choices: Iterable[tuple[str, T]]) -> None:
        """Append choices."""
        for text, value in choices:
            self._values.append(value)
            self.addItem(text)

    def replace(self, choices: Iterable[tuple[str, T]]) -> None:
        """Offer other choices; the chosen value stays chosen if it is among them."""
        chosen = self.value
        self._values.clear()
        self.clear()
        self.fill(choices)
        self.choose(chosen)

    @property
    def value(self) -> T | None:
        """The chosen value."""
        at = self.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def choose(self, value: T | None) -> None:
        """Choose a value; one that is not offered leaves the choice as it is."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))
