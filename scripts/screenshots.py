"""Draws every page and dialog into out/screenshots, filled with the samples: light and dark, two sizes, 200 %.

Uses the prepared office of the window's tests; run it by `make screenshots` (offscreen, no display needed).
`--once` draws each page only in light and at the first size: what the everyday suite runs.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "helpers"), str(ROOT / "scripts")]

from PySide6.QtWidgets import QApplication  # noqa: E402 - as above
from screenshot_dialogs import draw_dialogs  # noqa: E402 - as above
from screenshot_steps import draw_steps  # noqa: E402 - as above

from pdf_item import add_pdf  # noqa: E402 - the path comes first
from reviewer_app.domain.legal import Audience  # noqa: E402 - as above
from reviewer_app.text import LANGUAGES  # noqa: E402 - as above
from ui.app import make_application  # noqa: E402 - as above
from ui.pages import PAGES  # noqa: E402 - as above
from ui.widgets import theme  # noqa: E402 - as above
from window_office import OpenWindow, WindowOffice, open_window, window_office  # noqa: E402 - as above

OUT = ROOT / "out" / "screenshots"
SIZES = ((1440, 900), (1366, 768))
PATIENCE = 15.0
QUIET = 0.15
"""Seconds without a job under way that count as finished."""

def claim(page: Any) -> None:  # noqa: ANN401 - the review page
    """Claim and begin, where the copy of the office has not been claimed at another size already."""
    if page.head.claim.isVisible():
        page.head.claim.click()


def reassessed(page: Any) -> None:  # noqa: ANN401 - the ledger page
    """The worklist of decisions under the older regulation, as the office's clock finds it."""
    page.tabs.setCurrentWidget(page.reassess)
    page.reassess.begin.click()


def scanned(page: Any) -> None:  # noqa: ANN401 - the back-scan page
    """Scan the samples; the list goes to a folder that is gone at the end."""
    with TemporaryDirectory() as folder:
        page.scan(ROOT / "resources" / "samples", Path(folder) / "list.xlsx")
        settle_scan(page)


def settle_scan(page: Any) -> None:  # noqa: ANN401 - as above
    """Wait for the scan, which takes longer than any other job."""
    end = time.monotonic() + 10 * PATIENCE
    while page.front.jobs.busy and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def searched(page: Any) -> None:  # noqa: ANN401 - any page
    """Ctrl+K with some words."""
    main = page.window().window_
    main.on_find()
    main.top.search.setText("公示")


def printed(page: Any) -> None:  # noqa: ANN401 - the review page
    """The original as it is printed, its findings drawn over it."""
    page.pane.modes.button(0).click()
    page.show_finding(page.findings.findings[0])


def pages_beside(page: Any) -> None:  # noqa: ANN401 - the review page, seen as a page only
    """Make the public version of the list for the village board, and show both page by page."""
    if not page.view.facts.public_versions:
        page.side.show_step("public")
        page.side.public.parts[Audience.GROUP].button.click()
        end = time.monotonic() + PATIENCE
        while not page.view.facts.public_versions and time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.01)
    page.pane.modes.button(2).click()
    page.show_finding(page.findings.findings[0])


# (name, role, page, item shown on it, what to press first)
Press = Callable[[Any], None]
Shot = tuple[str, str | None, str, str | None, Press | None]
SHOTS: tuple[Shot, ...] = (
    ("login", None, "", None, None),
    ("inbox", "reviewer", "inbox", None, None),
    ("review-notice", "reviewer", "review", "household", claim),
    ("review-list", "reviewer", "review", "household", lambda page: page.pane.tabs.setCurrentIndex(1)),
    ("review-public", "reviewer", "review", "ready", lambda page: page.pane.modes.button(2).click()),
    ("review-printed", "reviewer", "review", "pdf", printed),
    ("review-pages", "reviewer", "review", "pdf", pages_beside),
    ("review-attribute", "reviewer", "review", "ready", lambda page: page.side.show_step("attribute")),
    ("review-timing", "reviewer", "review", "ready", lambda page: page.side.show_step("timing")),
    ("review-manner", "reviewer", "review", "ready", lambda page: page.side.show_step("manner")),
    ("review-secrecy", "reviewer", "review", "in_review", lambda page: page.side.show_step("secrecy")),
    ("drafting", "drafter", "drafting", "returned", None),
    ("signing", "signatory", "signing", "awaiting", None),
    ("queue", "publisher", "queue", None, None),
    ("ledger", "auditor", "ledger", "online", lambda page: page.verify()),
    ("catalogue", "auditor", "catalogue", None, None),
    ("back-scan", "auditor", "back_scan", None, scanned),
    ("settings", "administrator", "settings", None, None),
    ("settings-facts", "administrator", "settings", None, lambda page: page.tab("facts")),
    ("ledger-reassess", "reviewer", "ledger", None, reassessed),
    ("settings-keeps", "reviewer", "settings", None, lambda page: page.tab("keeps")),
    ("settings-lexicon", "administrator", "settings", None, lambda page: page.tab("lexicon")),
    ("settings-levels", "administrator", "settings", None, lambda page: page.tab("levels")),
    ("review-wording", "reviewer", "review", "household", lambda page: page.side.show_step("wording")),
    ("inbox-done", "reviewer", "inbox", None, lambda page: page.tabs.setCurrentIndex(2)),
    ("palette", "reviewer", "inbox", None, searched),
    ("signing-ledger", "signatory", "signing", None, lambda page: page.tabs.setCurrentWidget(page.ledger)),
    ("signing-authorisations", "signatory", "signing", None,
     lambda page: page.tabs.setCurrentWidget(page.authorisations)),
    ("queue-registers", "publisher", "queue", None, lambda page: page.tabs.setCurrentIndex(1)),
    ("queue-online", "publisher", "queue", "online", None),
    ("ledger-log", "auditor", "ledger", None, lambda page: page.tabs.setCurrentWidget(page.log)),
    ("settings-routes", "administrator", "settings", None, lambda page: page.tab("routes")),
    ("settings-rules", "administrator", "settings", None, lambda page: page.tab("rules")),
    ("settings-backup", "administrator", "settings", None, lambda page: page.tab("backup")),
    ("settings-keys", "administrator", "settings", None, lambda page: page.tab("keys")),
    ("settings-look", "administrator", "settings", None, lambda page: page.tab("look")),
    ("review-manner-list", "reviewer", "review", "household", lambda page: page.side.show_step("manner")),
)
ZOOMED = {"review-notice": 2.0, "review-pages": 2.0}


def settle(window: OpenWindow) -> None:
    """Let jobs finish and the screen be drawn."""
    end = time.monotonic() + PATIENCE
    quiet_since = time.monotonic()
    while time.monotonic() < end:
        QApplication.processEvents()
        if window.front.jobs.busy:
            quiet_since = time.monotonic()
        elif time.monotonic() - quiet_since > QUIET:
            return
        time.sleep(0.01)


def shoot(office: WindowOffice, shot: Shot, out: Path, language: str, *, once: bool) -> list[Path]:
    """Draw one page at every size, light and dark."""
    name, role, page_id, item, press = shot
    made = []
    for size in SIZES[:1] if once else SIZES:
        with open_window(office, role, size, language) as window:
            settle(window)
            if role is not None and not open_page(window, page_id, item, press):
                return []
            made.extend(
                save(window, out / f"{name}-{'dark' if dark else 'light'}-{size[0]}x{size[1]}.png", dark=dark)
                for dark in ((False,) if once else (False, True))
            )
            if name in ZOOMED and size == SIZES[0] and window.main.page is not None:
                window.main.page.pane.zoom(ZOOMED[name])  # type: ignore[attr-defined]  # the review page
                settle(window)
                made.append(save(window, out / f"{name}-200-light-{size[0]}x{size[1]}.png", dark=False))
    return made


def open_page(window: OpenWindow, page_id: str, item: str | None, press: Press | None) -> bool:
    """Bring a page to the front; false where this build has none."""
    if item is not None:
        window.main.show_item(page_id, window.office.items[item])
    else:
        window.main.show_page(page_id)
    settle(window)
    made = next((spec.make for spec in PAGES if spec.id == page_id), None)
    if made is None or type(window.main.page) is not made:
        return False
    if press is not None:
        press(window.main.page)
        settle(window)
    return True


def save(window: OpenWindow, path: Path, *, dark: bool) -> Path:
    """Grab the window as it is."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        theme.apply(application, dark=dark)
    settle(window)
    window.gate.grab().save(str(path))
    return path


def main() -> int:
    """Draw them all; returns 1 if a page could not be opened."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--once", action="store_true")
    arguments.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    arguments.add_argument("--dialogs", action="store_true", help="only the dialogs")
    arguments.add_argument("--steps", action="store_true", help="only step ③ on several kinds of drafts")
    arguments.add_argument("--only", nargs="+", default=[], metavar="NAME", help="only these pages (or dialogs)")
    arguments.add_argument("--scale", metavar="1.5", help="as on a screen that is scaled so")
    arguments.add_argument("--out", type=Path, default=OUT)
    asked = arguments.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.scale:
        os.environ["QT_SCALE_FACTOR"] = asked.scale
    make_application(["screenshots"])
    if asked.steps:
        print(*draw_steps(asked.out, settle, asked.language), sep="\n")
        return 0
    missing = []
    for shot in () if asked.dialogs else [one for one in SHOTS if not asked.only or one[0] in asked.only]:
        with TemporaryDirectory() as folder, window_office(Path(folder)) as office:
            if shot[3] == "pdf":
                add_pdf(office)
            made = shoot(office, shot, asked.out, asked.language, once=asked.once)
        if not made:
            missing.append(shot[0])
        for path in made:
            print(path)
    if asked.dialogs or not (asked.once or asked.only):
        made, closed = draw_dialogs(asked.out, settle, asked.language, asked.only)
        missing += closed
        print(*made, sep="\n")
    if missing:
        print("not drawn:", ", ".join(missing))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
