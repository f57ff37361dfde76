"""What the parts of a package give away together: originals of masks, and one number masked in two ways."""

from datetime import date

import pytest

from documents import text_document
from reviewer_app.domain.findings import FindingType, Level
from reviewer_app.rules.assess import assess, load_toolbox
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import read_draft
from reviewer_app.rules.masked_numbers import masked_numbers, with_original
from reviewer_app.rules.package_privacy import MOST_MASKS, across_masks

CONTEXT = Context(today=date(2026, 11, 23))
ID = "360702198001011238"


def told(*texts: str) -> list[tuple[int, str, Level]]:
    toolbox = load_toolbox()
    documents = [text_document(text) for text in texts]
    drafts = [read_draft(one, toolbox.catalogue, CONTEXT) for one in documents]
    reports = [assess(one, toolbox, CONTEXT) for one in documents]
    found = across_masks(drafts, reports, toolbox.rules)
    assert all(one.type is FindingType.COMBINATION and one.basis for part in found for one in part)
    return [(at, one.value, one.level) for at, part in enumerate(found) for one in part]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("公示：360702********1238", f"身份证号：{ID}"), [(0, "360702********1238", Level.RED)]),
        (("电话138****1234", "联系人手机13800001234"), [(0, "138****1234", Level.RED)]),
        (("电话１３８＊＊＊＊１２３４", "手机138 0000 1234"), [(0, "１３８＊＊＊＊１２３４", Level.RED)]),
        (("电话138****1234", "手机13900001234"), []),
        (("电话138****1234，手机13800001234", "附表"), []),  # in one document: found there
        (("户主张*明", "户主：张小明"), [(0, "张*明", Level.AMBER)]),
        (("户主张*明", "户主：张小明、张大明"), []),  # which of them is not told
        (("张*明局长", "局长张小明到会"), []),  # an official's name hides nothing
    ],
)
def test_a_mask_whose_original_stands_in_another_part(
    parts: tuple[str, ...], expected: list[tuple[int, str, Level]]
) -> None:
    assert told(*parts) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("电话138****1234", "电话1380000****"), {"138****1234", "1380000****"}),
        (("电话138****1234，又写1380000****",), {"138****1234", "1380000****"}),
        (("电话138****1234", "电话139****1234"), set()),
        (("电话138****1234", "电话138****1234"), set()),
        (("电话138****1234、138****5678", "电话1380000****"), set()),  # it may be either
        (("360702********1238", "3607**********1238"), set()),  # still hidden
    ],
)
def test_one_number_masked_in_two_ways(parts: tuple[str, ...], expected: set[str]) -> None:
    found = told(*parts)
    assert {value for _, value, _ in found} == expected
    assert all(level is Level.AMBER for *_, level in found)


def test_a_long_list_of_masks_is_not_compared_pair_by_pair() -> None:
    many = "".join(f"电话138****{number:04}，" for number in range(MOST_MASKS))
    assert told(many, "电话1380000****") == []


def test_a_short_name_of_a_mask_does_not_reach_past_its_number() -> None:
    masks = list(masked_numbers("13800****、360702********123X、无"))
    assert [one.signs for one in masks] == ["13800****", "360702********123X"]
    assert list(with_original(masks, ["36070219800101123x"])) == [masks[1]]
    assert list(with_original(masks, ["1380000", "1390012345"])) == []
