"""Moves the mouse as a hand does."""

from PySide6.QtCore import Qt

LEFT = Qt.MouseButton.LeftButton


def drag(qtbot, view, first, last):
    """Press on one point of what a view shows, move, and let go on another."""
    qtbot.mousePress(view.viewport(), LEFT, pos=first)
    qtbot.mouseMove(view.viewport(), last)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=last)
