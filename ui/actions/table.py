"""Every action of the window as data (house style 21): menus, the shortcuts page and Ctrl+K list from here.

Three sorts: actions of the window itself (`page` empty), actions of one page (its `method` is called), and keys that a
page reads while somebody decides (no `method`: they are listed, and work where the page says).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reviewer_app.domain.actors import Permission

ANYBODY: Final[frozenset[Permission]] = frozenset()


class ActionId(StrEnum):
    """Every action once."""

    SEARCH = "search"
    RELOAD = "reload"
    OPEN_FILES = "open_files"
    VERIFY = "verify"
    SHORTCUTS = "shortcuts"
    CLOSE_MESSAGE = "close_message"
    UNLOCK = "unlock"
    CHANGE_PASSWORD = "change_password"
    SCHEME_SYSTEM = "scheme_system"
    SCHEME_LIGHT = "scheme_light"
    SCHEME_DARK = "scheme_dark"
    LOCK = "lock"
    LOG_OUT = "log_out"
    QUIT = "quit"
    INBOX_CLAIM = "inbox_claim"
    INBOX_OPEN = "inbox_open"
    REVIEW_PASS = "review_pass"
    REVIEW_UNDO = "review_undo"
    REVIEW_DEFAULTS = "review_defaults"
    REVIEW_NEXT = "review_next"
    REVIEW_PREVIOUS = "review_previous"
    REVIEW_MASK = "review_mask"
    REVIEW_GENERALISE = "review_generalise"
    REVIEW_REMOVE = "review_remove"
    REVIEW_REPLACE = "review_replace"
    REVIEW_KEEP = "review_keep"
    REVIEW_NOT_A_FINDING = "review_not_a_finding"
    REVIEW_SEEN = "review_seen"
    REVIEW_GROUP = "review_group"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `permissions`: any of them is enough, none means everybody who is logged in.

    `shortcut` is a key sequence as Qt writes it; several that do the same are divided by a space.
    """

    id: ActionId
    icon: str
    shortcut: str = ""
    permissions: frozenset[Permission] = ANYBODY
    page: str = ""
    method: str = ""
    weighty: bool = False
    """Ends a step: never done by a first Enter in Ctrl+K."""

    @property
    def text_key(self) -> str:
        """The key of its name."""
        return f"action.{self.id.value}"

    @property
    def keys(self) -> tuple[str, ...]:
        """Each key sequence."""
        return tuple(self.shortcut.split())

    @property
    def runnable(self) -> bool:
        """Whether it can be asked for by name, and not only by its key."""
        return not self.page or bool(self.method)


_I = ActionId
_REVIEWS = frozenset({Permission.ITEM_REVIEW})


def _on_review(
    action: ActionId, icon: str, shortcut: str, method: str = "", *, weighty: bool = False
) -> ActionSpec:
    return ActionSpec(action, icon, shortcut, _REVIEWS, "review", method, weighty)


ACTIONS: Final = (
    ActionSpec(_I.SEARCH, "mdi6.magnify", "Ctrl+K"),
    ActionSpec(_I.RELOAD, "mdi6.refresh", "F5"),
    ActionSpec(_I.OPEN_FILES, "mdi6.file-plus-outline", "Ctrl+O", frozenset({Permission.ITEM_DRAFT})),
    ActionSpec(_I.VERIFY, "mdi6.shield-check-outline", "", frozenset({Permission.LOG_VERIFY})),
    ActionSpec(_I.SHORTCUTS, "mdi6.keyboard-outline", "F1"),
    ActionSpec(_I.CLOSE_MESSAGE, "mdi6.message-check-outline", "Ctrl+M"),
    ActionSpec(_I.UNLOCK, "mdi6.lock-open-variant-outline", "Ctrl+Shift+U"),
    ActionSpec(_I.CHANGE_PASSWORD, "mdi6.form-textbox-password"),
    ActionSpec(_I.SCHEME_SYSTEM, "mdi6.theme-light-dark"),
    ActionSpec(_I.SCHEME_LIGHT, "mdi6.weather-sunny"),
    ActionSpec(_I.SCHEME_DARK, "mdi6.weather-night"),
    ActionSpec(_I.LOCK, "mdi6.lock-outline", "Ctrl+L"),
    ActionSpec(_I.LOG_OUT, "mdi6.logout", weighty=True),
    ActionSpec(_I.QUIT, "mdi6.exit-to-app", "Ctrl+Q", weighty=True),
    ActionSpec(_I.INBOX_CLAIM, "mdi6.hand-back-right-outline", "C", frozenset({Permission.ITEM_CLAIM}), "inbox",
               "claim_selected"),
    ActionSpec(_I.INBOX_OPEN, "mdi6.open-in-app", "Return", ANYBODY, "inbox", "open_selected"),
    _on_review(_I.REVIEW_PASS, "mdi6.check-decagram-outline", "Ctrl+Return", "on_forward", weighty=True),
    _on_review(_I.REVIEW_UNDO, "mdi6.undo", "Ctrl+Z", "undo"),
    _on_review(_I.REVIEW_DEFAULTS, "mdi6.clipboard-check-outline", "Ctrl+D"),
    _on_review(_I.REVIEW_NEXT, "mdi6.arrow-down", "J Down"),
    _on_review(_I.REVIEW_PREVIOUS, "mdi6.arrow-up", "K Up"),
    _on_review(_I.REVIEW_MASK, "mdi6.eye-off-outline", "1 M"),
    _on_review(_I.REVIEW_GENERALISE, "mdi6.blur", "2 G"),
    _on_review(_I.REVIEW_REMOVE, "mdi6.delete-outline", "3 D"),
    _on_review(_I.REVIEW_REPLACE, "mdi6.swap-horizontal", "4 R"),
    _on_review(_I.REVIEW_KEEP, "mdi6.scale-balance", "5 Shift+K"),
    _on_review(_I.REVIEW_NOT_A_FINDING, "mdi6.close-circle-outline", "6 N"),
    _on_review(_I.REVIEW_SEEN, "mdi6.eye-check-outline", "Space"),
    _on_review(_I.REVIEW_GROUP, "mdi6.select-group", "Shift"),
)

MENU: Final = (
    (_I.UNLOCK, _I.CHANGE_PASSWORD),
    (_I.SCHEME_SYSTEM, _I.SCHEME_LIGHT, _I.SCHEME_DARK),
    (_I.SHORTCUTS, _I.RELOAD, _I.VERIFY),
    (_I.LOCK, _I.LOG_OUT, _I.QUIT),
)
"""The menu under the person's name, in groups."""


def spec_of(action: ActionId) -> ActionSpec:
    """The row of an action."""
    return next(spec for spec in ACTIONS if spec.id is action)
