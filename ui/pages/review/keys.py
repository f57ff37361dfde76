"""Keys of the document view (window.md): input methods are off there, so the letters arrive."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from reviewer_app.domain.review import DispositionKind

_KEY = Qt.Key
_MOVES = {_KEY.Key_J: 1, _KEY.Key_Down: 1, _KEY.Key_K: -1, _KEY.Key_Up: -1}
_DECISIONS = {
    _KEY.Key_1: DispositionKind.MASK, _KEY.Key_M: DispositionKind.MASK,
    _KEY.Key_2: DispositionKind.GENERALISE, _KEY.Key_G: DispositionKind.GENERALISE,
    _KEY.Key_3: DispositionKind.REMOVE, _KEY.Key_D: DispositionKind.REMOVE,
    _KEY.Key_4: DispositionKind.REPLACE, _KEY.Key_R: DispositionKind.REPLACE,
    _KEY.Key_5: DispositionKind.KEEP,
    _KEY.Key_6: DispositionKind.NOT_A_FINDING, _KEY.Key_N: DispositionKind.NOT_A_FINDING,
    _KEY.Key_Space: DispositionKind.SEEN,
    # Shift turns the digits of a Chinese or American keyboard into these; the group is meant.
    _KEY.Key_Exclam: DispositionKind.MASK, _KEY.Key_At: DispositionKind.GENERALISE,
    _KEY.Key_NumberSign: DispositionKind.REMOVE, _KEY.Key_Dollar: DispositionKind.REPLACE,
    _KEY.Key_Percent: DispositionKind.KEEP, _KEY.Key_AsciiCircum: DispositionKind.NOT_A_FINDING,
}
_BLOCKING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def step_of_key(event: QKeyEvent) -> int:
    """1 for the next finding, −1 for the previous, 0 for any other key."""
    if event.modifiers() & (_BLOCKING | Qt.KeyboardModifier.ShiftModifier):
        return 0
    return _MOVES.get(_KEY(event.key()), 0)


def decision_of(event: QKeyEvent) -> DispositionKind | None:
    """The decision a key stands for; 依法保留's letter is K with Shift, for K alone moves."""
    if event.modifiers() & _BLOCKING:
        return None
    if event.key() == _KEY.Key_K and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return DispositionKind.KEEP
    return _DECISIONS.get(_KEY(event.key()))
