"""One folder or file a screen; a page builds, connects and forwards. `PAGES` is the rail, top down."""

from reviewer_app.domain.actors import Permission
from ui.actions.page import PageSpec
from ui.pages.back_scan.page import BackScanPage
from ui.pages.catalogue.page import CataloguePage
from ui.pages.drafting.page import DraftingPage
from ui.pages.inbox.page import InboxPage
from ui.pages.ledger.page import LedgerPage
from ui.pages.queue.page import QueuePage
from ui.pages.review.page import ReviewPage
from ui.pages.settings.page import SettingsPage
from ui.pages.signing.page import SigningPage

PAGES = (
    PageSpec("inbox", "page.inbox", "mdi6.inbox-outline",
             frozenset({
                 Permission.ITEM_SUBMIT, Permission.ITEM_CLAIM, Permission.ITEM_SIGN, Permission.QUEUE_RECORD_ONLINE,
                 Permission.LOG_READ,
             }), InboxPage, "Alt+1"),
    PageSpec("drafting", "page.drafting", "mdi6.tray-arrow-up", frozenset({Permission.ITEM_DRAFT}), DraftingPage,
             "Alt+2"),
    PageSpec("review", "page.review", "mdi6.file-document-check-outline", frozenset({Permission.ITEM_REVIEW}),
             ReviewPage, "Alt+3"),
    PageSpec("signing", "page.signing", "mdi6.file-sign", frozenset({Permission.ITEM_SIGN, Permission.ITEM_SIGN_PAPER}),
             SigningPage, "Alt+4"),
    PageSpec("queue", "page.queue", "mdi6.calendar-clock-outline",
             frozenset({Permission.QUEUE_SCHEDULE, Permission.QUEUE_TAKE_DOWN}), QueuePage, "Alt+5"),
    PageSpec("ledger", "page.ledger", "mdi6.book-clock-outline", frozenset({Permission.LOG_READ}), LedgerPage, "Alt+6"),
    PageSpec("catalogue", "page.catalogue", "mdi6.table-large",
             frozenset({Permission.TEXT_READ, Permission.OFFICE_MANAGE}), CataloguePage,
             "Alt+7"),
    PageSpec("back_scan", "page.back_scan", "mdi6.folder-search-outline", frozenset({Permission.SCAN_RUN}),
             BackScanPage, "Alt+8"),
    PageSpec("settings", "page.settings", "mdi6.cog-outline", frozenset(Permission), SettingsPage, "Alt+9"),
)
