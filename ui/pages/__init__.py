"""One folder or file a screen; a page builds, connects and forwards. `PAGES` is the rail, top down."""

from reviewer_app.domain.actors import Permission
from ui.actions.page import PageSpec
from ui.pages.inbox.page import InboxPage
from ui.pages.ledger.page import LedgerPage
from ui.pages.review.page import ReviewPage
from ui.pages.settings.page import SettingsPage

PAGES = (
    PageSpec("inbox", "page.inbox", "mdi6.inbox-outline",
             frozenset({
                 Permission.ITEM_SUBMIT, Permission.ITEM_CLAIM, Permission.ITEM_SIGN, Permission.QUEUE_RECORD_ONLINE,
                 Permission.LOG_READ,
             }), InboxPage, "Alt+1"),
    PageSpec("review", "page.review", "mdi6.file-document-check-outline", frozenset({Permission.ITEM_REVIEW}),
             ReviewPage, "Alt+3"),
    PageSpec("ledger", "page.ledger", "mdi6.book-clock-outline", frozenset({Permission.LOG_READ}), LedgerPage, "Alt+6"),
    PageSpec("settings", "page.settings", "mdi6.cog-outline", frozenset(Permission), SettingsPage, "Alt+8"),
)
