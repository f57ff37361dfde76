"""The look (window.md, Look): two palettes, one style sheet template, fonts and icons.

Contrast of every text colour on its grounds is ≥ 4.5:1; a test computes it. A state never shows by colour alone:
`STATE_ICONS` gives each level its own icon, and callers put its word beside it.
"""

from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

FAMILIES = ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours of one theme, as #rrggbb."""

    paper: str
    surface: str
    rail: str
    field: str
    stripe: str
    hover: str
    selection: str
    line: str
    line_strong: str
    ink: str
    muted: str
    faint: str
    accent: str
    accent_strong: str
    on_accent: str
    red: str
    amber: str
    green: str
    red_ground: str
    amber_ground: str
    green_ground: str
    grey_ground: str


LIGHT = Tokens(
    paper="#FAFAF8", surface="#FFFFFF", rail="#F3F2EE", field="#FFFFFF", stripe="#FAFAF8", hover="#ECEBE6",
    selection="#DCE8F5", line="#DEDCD5", line_strong="#B9B6AC", ink="#1D1D1B", muted="#5C5A53", faint="#8A877E",
    accent="#1F5FA8", accent_strong="#174A85", on_accent="#FFFFFF", red="#B3261E", amber="#8F5600", green="#27702B",
    red_ground="#FBE3E1", amber_ground="#FCEBCF", green_ground="#DFF0E0", grey_ground="#ECEBE6",
)
DARK = Tokens(
    paper="#1B1C1E", surface="#232427", rail="#17181A", field="#1F2023", stripe="#26272A", hover="#2E3034",
    selection="#283B50", line="#3A3C41", line_strong="#5A5D64", ink="#ECECEA", muted="#B3B3AE", faint="#85858A",
    accent="#6EA8E6", accent_strong="#8DBBEC", on_accent="#10202F", red="#FF8A80", amber="#FFB74D", green="#81C784",
    red_ground="#4A2220", amber_ground="#46341A", green_ground="#21392A", grey_ground="#34363A",
)

STATE_ICONS = {
    "red": "mdi6.alert-octagon",
    "amber": "mdi6.eye-outline",
    "green": "mdi6.check-circle",
    "grey": "mdi6.minus-circle-outline",
    "open": "mdi6.circle-outline",
    "half": "mdi6.circle-half-full",
}


PICTURES = {"chevron": "chevron", "chevron_up": "chevron-up", "tick": "tick", "dot": "dot"}
"""Places of the style sheet and the drawings that go there."""


def style_sheet(tokens: Tokens) -> str:
    """The style sheet with its tokens filled in."""
    dark = tokens is DARK
    text = _template()
    for place, name in PICTURES.items():
        text = text.replace("{" + place + "}", _picture(name, dark=dark))
    for name, colour in asdict(tokens).items():
        text = text.replace("{" + name + "}", colour)
    return text


def palette(tokens: Tokens) -> QPalette:
    """A Fusion palette, for what style sheets do not reach."""
    made = QPalette()
    role = QPalette.ColorRole
    for target, colour in (
        (role.Window, tokens.paper), (role.Base, tokens.surface), (role.AlternateBase, tokens.stripe),
        (role.Text, tokens.ink), (role.WindowText, tokens.ink), (role.Button, tokens.surface),
        (role.ButtonText, tokens.ink), (role.Highlight, tokens.selection), (role.HighlightedText, tokens.ink),
        (role.ToolTipBase, tokens.ink), (role.ToolTipText, tokens.paper), (role.PlaceholderText, tokens.faint),
        (role.Link, tokens.accent), (role.Accent, tokens.accent),
    ):
        made.setColor(target, QColor(colour))
    return made


def system_is_dark(application: QApplication) -> bool:
    """Whether the desktop asks for dark."""
    return application.styleHints().colorScheme() is Qt.ColorScheme.Dark


def apply(application: QApplication, *, dark: bool) -> Tokens:
    """Dress the application; returns the tokens for what draws itself."""
    tokens = DARK if dark else LIGHT
    application.setProperty("dark", dark)  # first: a changed palette makes widgets draw anew
    application.setStyle("Fusion")
    application.setPalette(palette(tokens))
    font = QFont(application.font())
    font.setFamilies([*FAMILIES, *font.families()])
    application.setFont(font)
    application.setStyleSheet(style_sheet(tokens))
    return tokens


def tokens_of(application: QApplication) -> Tokens:
    """The tokens in force."""
    return DARK if application.property("dark") else LIGHT


def application() -> QApplication:
    """The one application; a `TypeError` before it was made."""
    found = QApplication.instance()
    if not isinstance(found, QApplication):
        message = "a widget without an application"
        raise TypeError(message)
    return found


def tokens_now() -> Tokens:
    """The tokens in force, for a widget that draws itself."""
    return tokens_of(application())


def token(name: str) -> str:
    """One colour of the theme in force, as #rrggbb."""
    application = QApplication.instance()
    dark = isinstance(application, QApplication) and application.property("dark")
    return str(getattr(DARK if dark else LIGHT, name))


def _picture(name: str, *, dark: bool) -> str:
    """Path of an arrow or a tick; style sheets take pictures from files only."""
    return str(files("resources") / "icons" / f"{name}-{'dark' if dark else 'light'}.svg").replace("\\", "/")


@cache
def _template() -> str:
    return (files("resources") / "qss" / "app.qss").read_text("utf-8")
