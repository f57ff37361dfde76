"""Every class of item model keeps Qt's rules, empty and filled: a new one fails here until it is made below."""

import importlib
import pkgutil
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt

import ui
from findings import finding
from reviewer_app.domain.document import Place
from reviewer_app.domain.return_points import Answer, AnsweredPoint
from reviewer_app.domain.review import ReturnPoint
from reviewer_app.domain.shown_diff import ShownLine
from reviewer_app.domain.text_diff import ChangeKind, Piece
from reviewer_app.ports.read_models import Rows
from ui.models.compare_rows import CompareModel
from ui.models.finding_tree import FindingTree, grouped
from ui.models.package_rows_points import PointsModel
from ui.models.package_rows_tray import TrayModel
from ui.models.review_state import MarkedFinding
from ui.models.rows import Column, RowsModel
from ui.text import Words

pytestmark = pytest.mark.usefixtures("qapp")


@dataclass(frozen=True)
class Line:
    """A row of a plain list."""

    text: str


def rows_model(*, filled):
    model = RowsModel((Column("甲", lambda row: row.text), Column("乙", lambda row: row.text[::-1], right=True)))
    if filled:
        model.restart(Rows((Line("一"), Line("二")), (2,)))
        model.extend(Rows((Line("三"),), None))
    return model


def finding_tree(*, filled):
    model = FindingTree(lambda one: one.finding.value, lambda group: group.title)
    if filled:
        found = [MarkedFinding("part", finding(number, value=f"值{number}"), None, "red") for number in range(1, 6)]
        model.set_groups(grouped(found, lambda _one: "手机号"))
    return model


def compare_model(*, filled):
    model = CompareModel(Words())
    if filled:
        model.show_lines(tuple(ShownLine(kind, cells=((Piece(ChangeKind.SAME, "甲"),),)) for kind in ChangeKind))
    return model


def points_model(*, filled):
    model = PointsModel(Words())
    if filled:
        point = ReturnPoint("part", None, None, None, Place(page=1), "身份证号码请删去")
        model.show_points(tuple(AnsweredPoint(point, answer) for answer in Answer), ticks=(0,))
    return model


def tray_model(*, filled):
    model = TrayModel(Words())
    if filled:
        for name in ("公示.docx", "附件1.xlsx"):
            model.add(name, instead=False)
    return model


MAKERS = {
    RowsModel: rows_model, FindingTree: finding_tree, CompareModel: compare_model, PointsModel: points_model,
    TrayModel: tray_model,
}


def model_classes():
    """Every class of the window that is an item model."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    found, waiting = set(), [QAbstractItemModel]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("ui."):
                found.add(kind)
    return found


def test_every_model_class_is_here():
    assert model_classes() == set(MAKERS)


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize("kind", MAKERS, ids=lambda kind: kind.__name__)
def test_a_model_keeps_qts_rules(kind, filled, qtmodeltester):
    model = MAKERS[kind](filled=filled)
    assert (model.rowCount() > 0) is filled
    qtmodeltester.check(model)
    model.deleteLater()


@pytest.mark.parametrize("kind", MAKERS, ids=lambda kind: kind.__name__)
def test_a_model_says_something_in_each_cell(kind):
    model = MAKERS[kind](filled=True)
    across = range(4)  # no model has more; an index beyond the last column is invalid and says nothing
    for row in range(model.rowCount()):
        assert any(model.index(row, column).data(Qt.ItemDataRole.DisplayRole) for column in across)
    model.deleteLater()
