"""Icons follow the theme by themselves: what was drawn under the light one is seen on the dark one."""

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QPushButton

from ui.widgets import theme
from ui.widgets.icons import Sign, icon, state_colour, state_icon
from ui.widgets.theme import DARK, LIGHT, STATE_ICONS

SIZE = 32


def strongest(picture):
    """The colour of the most opaque point, as #rrggbb."""
    image = picture.toImage()
    points = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(points, key=QColor.alpha).name().upper()


@pytest.fixture
def dressed(qapp):
    def dress(tokens):
        theme.apply(qapp, dark=tokens is DARK)

    dress(LIGHT)
    yield dress
    dress(LIGHT)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_an_icon_made_before_wears_the_theme_in_force(dressed, tokens):
    made = icon("mdi6.square", "ink")
    dressed(tokens)
    assert strongest(made.pixmap(SIZE, SIZE)) == tokens.ink.upper()
    assert strongest(made.pixmap(SIZE, SIZE, QIcon.Mode.Disabled)) == tokens.faint.upper()


def test_an_icon_is_made_once_for_all_who_show_it():
    """An engine that ended while Python collected a closed window's garbage crashed the program."""
    made = icon("mdi6.square", "ink")
    assert icon("mdi6.square", "ink") is made
    assert state_icon("red") is state_icon("red")
    assert icon("mdi6.square", "red") is not made


def test_a_button_that_stands_already_changes_its_arrow(dressed, qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    button.setIcon(icon("mdi6.square", "ink"))
    button.show()
    dressed(DARK)
    seen = {button.grab().toImage().pixelColor(x, button.height() // 2).name().upper() for x in range(button.width())}
    assert DARK.ink.upper() in seen
    assert LIGHT.ink.upper() not in seen


def test_a_sign_changes_its_picture(dressed, qtbot):
    sign = Sign(SIZE)
    qtbot.addWidget(sign)
    sign.show()
    sign.show_icon(icon("mdi6.square", "red"))
    dressed(DARK)
    assert strongest(sign.pixmap()) == DARK.red.upper()


def test_quiet_states_are_muted():
    assert [state_colour(one) for one in ("red", "amber", "green", "grey", "open", "half")] == [
        "red", "amber", "green", "muted", "muted", "muted",
    ]
    assert all(not state_icon(state).isNull() for state in STATE_ICONS)
