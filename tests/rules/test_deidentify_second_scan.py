"""The second scan: what covers a finding, and where a removed value may hide."""

from dataclasses import replace

from documents import text_document
from public_findings import finding_at
from reviewer_app.domain.findings import Action, FindingType, Level
from reviewer_app.rules.second_scan import leftovers, uncovered

PHONE = "15905814813"
GONE = {(FindingType.MOBILE, PHONE), (FindingType.PERSON_NAME, "曾强雪")}
FOUND = finding_at(text_document(f"电话{PHONE}"), FindingType.MOBILE, PHONE)


def test_a_finding_is_covered_by_a_keep_of_the_same_kind_and_value_only() -> None:
    assert uncovered([FOUND], []) == (FOUND,)
    assert uncovered([FOUND], [(FindingType.MOBILE, PHONE)]) == ()
    assert uncovered([FOUND], [(FindingType.LANDLINE, PHONE)]) == (FOUND,)
    assert uncovered([FOUND], [(FindingType.MOBILE, "15905814814")]) == (FOUND,)
    assert uncovered([replace(FOUND, value="159 0581\n4813")], [(FindingType.MOBILE, PHONE)]) == ()


def test_what_stays_by_itself_needs_no_keep() -> None:
    assert uncovered([replace(FOUND, level=Level.GREY)], []) == ()
    assert uncovered([replace(FOUND, action=Action.KEEP)], []) == ()
    assert uncovered([replace(FOUND, type=FindingType.WORDING)], []) == ()


def test_an_internal_mark_is_never_covered_by_itself() -> None:
    mark = replace(FOUND, type=FindingType.INTERNAL_MARK, value="内部资料")
    assert uncovered([mark], []) == (mark,)


def test_a_list_is_a_hint_unless_it_blocks() -> None:
    listed = replace(FOUND, type=FindingType.LIST, value="300")
    assert uncovered([replace(listed, blocks=False, level=Level.AMBER)], []) == ()
    assert uncovered([listed], []) == (listed,)
    assert uncovered([listed], [(FindingType.LIST, "280")]) == ()


def test_what_is_left_is_counted_once_and_numbers_only_where_they_stand_alone() -> None:
    assert leftovers([f"电话{PHONE}。", PHONE, "曾强雪"], GONE) == 2
    assert leftovers(["曾某某 159****4813", f"{PHONE}0"], GONE) == 0
    assert leftovers(["anything"], set()) == 0
