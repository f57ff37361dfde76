"""Moves the mouse as a hand does, and answers the dialog that a mark opens."""

from PySide6.QtCore import Qt

from ui.dialogs.mark import MarkDialog

LEFT = Qt.MouseButton.LeftButton


def drag(qtbot, view, first, last):
    """Press on one point of what a view shows, move, and let go on another."""
    qtbot.mousePress(view.viewport(), LEFT, pos=first)
    qtbot.mouseMove(view.viewport(), last)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=last)


def mark_as(monkeypatch, kind):
    """Whoever is asked what was marked says `kind`."""
    def answer(dialog):
        dialog.kind.choose(kind)
        return 1

    monkeypatch.setattr(MarkDialog, "exec", answer)
