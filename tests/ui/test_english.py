"""The window in English: every page of every role shows English, and Chinese only where it is data."""

import re
from functools import cache
from importlib.resources import files

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from reviewer_app.services.open_item import open_item
from reviewer_app.text import catalogue, own_texts
from window_office import STAFF, open_window

pytestmark = pytest.mark.usefixtures("qapp")
RUN = re.compile("[\u3400-\u9fff]+")
CITED = re.compile("第[一二三四五六七八九十百0-9]+[条款项]")
"""Articles of the law are named as the law names them."""
SHOWS = {"review": "in_review", "signing": "awaiting", "drafting": "returned", "ledger": "online", "queue": "queued"}
DATA = ("law", "catalogue", "rules")
RECORDED = ("law.yaml", "privacy.yaml", "public.yaml", "forms.yaml")
"""Reasons of findings are kept as rules gave them; official papers are Chinese."""


@cache
def shipped():
    """What the program's own data says: titles of columns and channels, law, titles and reasons of rules."""
    root = files("resources")
    found = [path.read_text("utf-8") for folder in DATA for path in (root / folder).rglob("*.yaml")]
    found += [(root / "text" / "zh_CN" / name).read_text("utf-8") for name in RECORDED]
    found += [path.read_text("utf-8") for path in (root / "forms").rglob("*.yaml")]
    found.append((root / "lexicons" / "errors.yaml").read_text("utf-8"))
    return "\n".join(found)


def entered(office):
    """What people of the office entered: names, units, titles, texts."""
    with office.desk.uow(office.people.reviewer.id, writing=False) as uow:
        said = [repr(one) for table in ("offices", "users", "phones", "items", "revisions", "authorisations",
                                        "determinations", "secrecy_reviews", "exemptions", "decisions", "registers")
                for one in getattr(uow, table).find()]
        said += [text for one in uow.revisions.find() for part in one.parts
                 if (text := (uow.texts.get(part.id) or b"").decode("utf-8", "ignore"))]
    views = [open_item(office.desk, office.people.auditor.id, item) for item in office.items.values()]
    said += [repr((part.report, part.document)) for view in views for part in view.parts]
    return "\n".join([*said, *own_texts("en").values(), *(" ".join(map(str, one)) for one in STAFF.values())])


def cells(model: QAbstractItemModel):
    for row in range(min(model.rowCount(), 30)):
        for column in range(model.columnCount()):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(model.index(row, column).data(role) or "")
    for column in range(model.columnCount()):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def texts(widget: QWidget):
    """Everything a widget says, seen or read aloud."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.windowTitle())
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QGroupBox():
            yield widget.title()
        case QLineEdit():
            yield from (widget.text(), widget.placeholderText())
        case QPlainTextEdit():
            yield from (widget.toPlainText(), widget.placeholderText())
        case QComboBox():
            yield from (widget.itemText(at) for at in range(widget.count()))
        case QTabBar():
            yield from (widget.tabText(at) for at in range(widget.count()))
        case QAbstractItemView() if widget.model() is not None:
            yield from cells(widget.model())
    for action in widget.actions():
        yield from (action.text(), action.toolTip())


def cited(run, known):
    """Whether a run is made of article numbers and data."""
    return all(piece in known for piece in CITED.split(run))


def own_words():
    """Whole Chinese texts of the window that have an English one."""
    first = catalogue()
    return {first[key] for key in own_texts("en") if RUN.search(first[key]) and first[key] != own_texts("en")[key]}


@pytest.mark.parametrize("role", ["drafter", "reviewer", "signatory", "publisher", "auditor", "administrator"])
def test_a_page_shows_chinese_only_where_it_is_data(office, qtbot, role):
    known, own = shipped() + entered(office), own_words()
    found = set()
    with open_window(office, role, language="en") as window:
        for page in window.main.granted:
            window.main.show_page(page.id)
            if page.id in SHOWS:
                window.main.show_item(page.id, office.items[SHOWS[page.id]])
            qtbot.waitUntil(lambda: not window.front.jobs.busy)
            for text in {text for widget in window.gate.findChildren(QWidget) for text in texts(widget)}:
                strange = [run for run in RUN.findall(text) if run not in known and not cited(run, known)]
                if strange or (text in own and text not in known):
                    found.add((page.id, text, *strange))
    assert found == set()
