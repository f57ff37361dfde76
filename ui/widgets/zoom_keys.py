"""Ctrl++ and Ctrl+- over a picture that is looked at closely."""

from functools import partial
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.widgets.page_view import PageView

STEP: Final = 1.25
KEYS: Final = {"Ctrl++": STEP, "Ctrl+=": STEP, "Ctrl+-": 1 / STEP}


def zoom_by_keys(window: QWidget, view: PageView, most: float) -> None:
    """Let `window` magnify `view` from its width up to `most` times that."""
    for keys, by in KEYS.items():
        QShortcut(QKeySequence(keys), window, partial(_zoom, view, by, most))


def _zoom(view: PageView, by: float, most: float) -> None:
    view.set_scale(min(max(view.scale * by, 1.0), most))
