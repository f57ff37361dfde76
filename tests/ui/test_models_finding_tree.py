"""The list of findings with 20,000 of them: grouped, narrowed, decided on, never all of it touched at once."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex

from findings import finding
from reviewer_app.domain.document import Place
from reviewer_app.domain.findings import FindingType
from ui.models.finding_tree import OPENED, FindingFilter, FindingTree, grouped, places_of
from ui.models.review_state import MarkedFinding

MANY = 20_000
COLUMNS = {1: ("身份证号码", FindingType.ID_NUMBER), 2: ("联系电话", FindingType.MOBILE)}


def marked(number, state="red"):
    header, kind = COLUMNS[number % 2 + 1]
    place = Place(table=1, row=number // 2, column=number % 2 + 1)
    made = replace(finding(number, kind, value=f"值{number}"), header=header, place=place)
    return MarkedFinding("part", made, None, state)


@pytest.fixture(scope="module")
def many():
    return tuple(marked(number) for number in range(1, MANY + 1))


def title(one):
    return one.finding.header


def tree(groups):
    made = FindingTree(lambda one: one.finding.value, lambda group: f"{group.title} {group.left}")
    made.set_groups(groups, places_of(groups))
    return made


class Signals:
    """Counts what a view is told."""

    def __init__(self, model):
        self.resets, self.changed = 0, 0
        model.modelReset.connect(self.reset)
        model.dataChanged.connect(self.change)

    def reset(self):
        self.resets += 1

    def change(self, first, last, _roles=()):
        self.changed += last.row() - first.row() + 1


def test_wording_is_one_line_a_rule():
    kinds = (("wording.weekday", "甲"), ("wording.table_total", "乙"), ("wording.weekday", "丙"))
    found = [
        MarkedFinding("part", replace(finding(number, FindingType.WORDING, value=value), rule=rule), None, "amber")
        for number, (rule, value) in enumerate(kinds, 1)
    ]
    groups = grouped(found, lambda one: one.finding.rule)
    assert [(group.title, len(group.findings)) for group in groups] == [
        ("wording.weekday", 2), ("wording.table_total", 1),
    ]
    assert not any(group.of_column for group in groups)


def test_each_column_is_one_line_and_each_finding_is_below_its_own(many):
    model = tree(grouped(many, title))
    assert [group.title for group in model.groups] == ["联系电话", "身份证号码"]
    assert model.rowCount() == 2
    for number in (1, 2, 9_999, MANY):
        index = model.index_of(number)
        assert index.data() == f"值{number}"
        assert model.group_with(number).title == COLUMNS[number % 2 + 1][0]
    assert not model.index_of(MANY + 1).isValid()


def test_deciding_on_a_whole_column_tells_the_view_two_lines_and_not_twenty_thousand(many):
    model = tree(grouped(many, title))
    told = Signals(model)
    after = tuple(replace(one, state="green") if one.finding.header == "联系电话" else one for one in many)
    groups = grouped(after, title)
    assert [group.title for group in groups] == ["身份证号码", "联系电话"]
    model.set_groups(groups, places_of(groups))
    assert [(group.title, group.left) for group in model.groups] == [("联系电话", 0), ("身份证号码", MANY // 2)]
    assert (told.resets, told.changed) == (0, 2)
    assert [model.index_of(number).data() for number in (1, 2, MANY)] == ["值1", "值2", f"值{MANY}"]


def test_a_short_group_tells_its_own_lines(many):
    few = many[:OPENED]
    model = tree(grouped(few, title))
    told = Signals(model)
    model.set_groups(grouped(few, title))
    assert told.resets == 0
    assert told.changed == OPENED + 2


@pytest.mark.parametrize(("wanted", "left"), [
    (FindingFilter(), MANY),
    (FindingFilter("值1999"), 11),
    (FindingFilter("联系"), MANY // 2),
    (FindingFilter("查无"), 0),
    (FindingFilter(open_only=True), MANY - 1),
    (FindingFilter("值2000", open_only=True), 1),
])
def test_narrowing_keeps_what_is_wanted_in_its_groups(many, wanted, left):
    done = tuple(replace(one, state="green") if one.finding.number == 2000 else one for one in many)
    groups = grouped(done, title)
    found = wanted.narrow(groups)
    kept = [one for group in found for one in group.findings]
    assert len(kept) == left
    assert all(wanted.text in one.finding.value or wanted.text in one.finding.header for one in kept)
    assert {group.key for group in found} <= {group.key for group in groups}
    assert all(group.left <= len(group.findings) for group in found)


def test_nothing_lies_below_a_finding(many):
    model = tree(grouped(many[:10], title))
    leaf = model.index_of(3)
    assert model.rowCount(leaf) == 0
    assert not model.index(0, 0, leaf).isValid()
    assert model.parent(leaf).data().startswith("联系电话" if 3 % 2 else "身份证号码")
    assert model.parent(model.index(0, 0)) == QModelIndex()
