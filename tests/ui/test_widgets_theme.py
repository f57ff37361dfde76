"""Contrast of every colour that carries words, in both themes (WCAG 2.2 §1.4.3: 4.5:1), and a token for each name."""

import re
from dataclasses import fields
from importlib.resources import files

import pytest
from PySide6.QtGui import QColor, QImageReader
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ui.widgets import theme
from ui.widgets.theme import DARK, LIGHT, STATE_ICONS, Tokens

GROUNDS = ("paper", "surface", "rail", "field", "stripe", "hover", "selection")
WORDS = ("ink", "muted", "accent", "red", "amber", "green")
NORMAL_TEXT = 4.5
PARTS_OF_CONTROLS = 3
"""WCAG 2.2 §1.4.11."""


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb."""
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    made = QColor(colour)
    return 0.2126 * linear(made.redF()) + 0.7152 * linear(made.greenF()) + 0.0722 * linear(made.blueF())


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_knows_black_on_white():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_can_be_read_on_every_ground(tokens, word, ground):
    assert contrast(getattr(tokens, word), getattr(tokens, ground)) >= NORMAL_TEXT


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("word", "ground"), [
    ("on_accent", "accent"), ("on_accent", "accent_strong"), ("ink", "red_ground"), ("ink", "amber_ground"),
    ("ink", "green_ground"), ("ink", "grey_ground"), ("paper", "ink"),
])
def test_words_can_be_read_on_coloured_grounds(tokens, word, ground):
    assert contrast(getattr(tokens, word), getattr(tokens, ground)) >= NORMAL_TEXT


def test_every_place_of_the_style_sheet_is_filled():
    template = (files("resources") / "qss" / "app.qss").read_text("utf-8").partition("*/")[2]
    wanted = set(re.findall(r"\{([a-z_]+)\}", template))
    assert wanted - {field.name for field in fields(Tokens)} == set(theme.PICTURES)
    for tokens in (LIGHT, DARK):
        assert not re.search(r"\{[a-z_]+\}", theme.style_sheet(tokens).partition("*/")[2])


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface", "field"])
def test_the_box_of_a_tick_can_be_seen_on_every_ground(tokens, ground):
    border = re.search(r"QCheckBox::indicator, .*?border: 1px solid (#\w{6})", theme.style_sheet(tokens))
    assert border is not None
    assert contrast(border[1], getattr(tokens, ground)) >= PARTS_OF_CONTROLS


def test_every_picture_of_the_style_sheet_is_there_in_both_themes():
    named = [path for tokens in (LIGHT, DARK) for path in re.findall(r'url\("(.*?)"\)', theme.style_sheet(tokens))]
    assert len(set(named)) == 2 * len(theme.PICTURES)
    assert all(QImageReader(path).read().width() for path in named)


def test_every_level_has_an_icon_of_its_own():
    assert len(set(STATE_ICONS.values())) == len(STATE_ICONS)


def test_the_application_wears_what_was_chosen(qapp):
    try:
        assert theme.apply(qapp, dark=True) is DARK
        assert theme.token("paper") == DARK.paper == qapp.palette().window().color().name().upper()
    finally:
        theme.apply(qapp, dark=False)
    assert theme.token("paper") == LIGHT.paper


def test_the_sheet_leaves_a_text_field_the_height_it_was_given(qtbot):
    theme.apply(theme.application(), dark=False)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    field = QPlainTextEdit(window)
    field.setFixedHeight(72)
    column.addWidget(field)
    window.resize(300, 0)
    window.show()
    assert field.height() == 72
