"""Elements by type: in headings, tables and running text, hit and miss."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drafts import draft, table
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Place
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.completeness import check_completeness, element_set, load_element_sets
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import Draft, read_draft
from reviewer_app.rules.strict_yaml import parse

THIRTEEN = ("事项名称", "办理依据", "服务对象", "办理条件", "申办材料", "办理程序", "办理时限", "收费标准",
            "办理机构", "办理时间", "办理地址", "联系方式", "监督投诉")
GUIDE = "赣州市国土资源局\n不动产首次登记办事指南\n"


def read(document: Document, day: date = date(2018, 6, 21)) -> Draft:
    return read_draft(document, load_catalogue(), Context(today=date(2026, 11, 23), act_date=day))


def missing(text: str, day: date = date(2018, 6, 21)) -> list[str]:
    return [one.element for one in check_completeness(read(draft(text), day)) if not one.present]


def test_the_thirteen_elements_of_row_18() -> None:
    text = GUIDE + "\n".join(f"{number}. {name}\n内容" for number, name in enumerate(THIRTEEN, 1))
    elements = check_completeness(read(draft(text)))
    assert tuple(one.element for one in elements) == THIRTEEN
    assert all(one.present and one.place is not None for one in elements)


@pytest.mark.parametrize("left_out", THIRTEEN)
def test_each_missing_element_is_named(left_out: str) -> None:
    text = GUIDE + "\n".join(f"（{number}）{name}：内容" for number, name in enumerate(THIRTEEN, 1) if name != left_out)
    assert missing(text) == [left_out]


@pytest.mark.parametrize(
    ("element", "synonym"),
    [
        ("办理依据", "设定依据"),
        ("办理依据", "法律依据"),
        ("服务对象", "申请对象"),
        ("办理条件", "受理条件"),
        ("申办材料", "申请材料"),
        ("申办材料", "所需材料"),
        ("办理程序", "办理流程"),
        ("办理时限", "承诺时限"),
        ("办理时限", "法定期限"),
        ("收费标准", "收费依据及标准"),
        ("收费标准", "是否收费"),
        ("办理机构", "实施机关"),
        ("办理机构", "受理部门"),
        ("办理时间", "办公时间"),
        ("办理地址", "办理地点"),
        ("联系方式", "咨询电话"),
        ("监督投诉", "监督电话"),
        ("监督投诉", "投诉渠道"),
        ("办理程序", "办理基本流程（含办理方式及办结时限）"),
        ("办理时间", "办公时间、地点、电话"),
    ],
)
def test_synonyms_count(element: str, synonym: str) -> None:
    names = [synonym if name == element else name for name in THIRTEEN]
    assert missing(GUIDE + "\n".join(f"一、{name}：内容" for name in names)) == []


def test_elements_in_a_table_count() -> None:
    blocks = (
        Block("赣州市国土资源局", BlockKind.PARAGRAPH),
        Block("不动产首次登记办事指南", BlockKind.HEADING),
        *table(("要素", "内容"), *((name, "内容") for name in THIRTEEN)),
    )
    assert all(one.present for one in check_completeness(read(Document.of(FileKind.DOCX, blocks))))


def test_a_word_in_a_sentence_is_no_element() -> None:
    assert set(missing(GUIDE + "请按照收费标准和办理时限，携带申办材料到窗口办理。")) == set(THIRTEEN)


DATA = Path(__file__).parents[1] / "data"
CASES = parse((DATA / "completeness_cases.yaml").read_text("utf-8"))
MADE = parse((DATA / "law" / "completeness.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['set']}-{len(case['lacking'])}")
def test_other_types(case: dict[str, Any]) -> None:
    made = read(draft(f"赣州市国土资源局\n{case['title']}\n{case['text']}"), date(int(case["year"]), 6, 21))
    applied = element_set(made)
    assert applied is not None
    assert applied.id == case["set"]
    assert [one.element for one in check_completeness(made) if not one.present] == case["lacking"]


def test_every_set_is_covered_by_the_cases() -> None:
    covered = {case["set"] for case in MADE}
    assert covered == {one.id for one in load_element_sets()}


def made_draft(case: dict[str, Any], without: int | None = None) -> Draft:
    """The case as a document, without one of its pieces if wanted."""
    kept = [piece for at, piece in enumerate(case["pieces"]) if at != without]
    signed = any(piece.get("signature") for piece in case["pieces"])
    top = case["title"] if signed else f"赣州市国土资源局\n{case['title']}"
    if "table" not in case:
        document = draft("\n".join([top, *(piece["text"] for piece in kept)]))
    else:
        grid = [piece["text"].split("|") for piece in kept]
        rows = grid if case["table"] == "kv" else [list(row) for row in zip(*grid, strict=True)]
        blocks = [Block(line, BlockKind.PARAGRAPH) for line in top.split("\n")]
        cells = form(rows) if case["table"] == "kv" else table(*map(tuple, rows))
        document = Document.of(FileKind.DOCX, (*blocks, *cells, Block(case.get("below", ""), BlockKind.PARAGRAPH)))
    return read(document, date.fromisoformat(case["day"]))


def form(rows: list[list[str]]) -> Iterator[Block]:
    """Cells of a form, as the readers give them: the value knows the label left of it."""
    for row, (label, value) in enumerate(rows, 1):
        yield Block(label, BlockKind.CELL, Place(table=1, row=row, column=1))
        yield Block(value, BlockKind.CELL, Place(table=1, row=row, column=2), header=label)


def lacking(case: dict[str, Any], without: int | None = None) -> set[str]:
    return {one.element for one in check_completeness(made_draft(case, without)) if not one.present}


@pytest.mark.parametrize("case", MADE, ids=lambda case: f"{case['set']}-{case['title']}")
def test_every_element_hit_and_miss(case: dict[str, Any]) -> None:
    applied = element_set(made_draft(case))
    assert applied is not None
    assert applied.id == case["set"]
    usual = set(case.get("lacking", ()))
    assert lacking(case) == usual
    for at, piece in enumerate(case["pieces"]):
        gone = set(piece.get("element", "").split())
        assert lacking(case, at) == usual | gone, piece


def test_the_set_of_examples_is_large() -> None:
    assert sum(len(case["pieces"]) + 1 for case in MADE) >= 200


def test_types_without_a_set_have_no_elements() -> None:
    assert check_completeness(read(draft("关于召开会议的通知\n各科室：\n正文。"))) == ()


def test_every_set_has_a_source() -> None:
    for one in load_element_sets():
        assert one.source
        assert one.elements
        assert len({element.name for element in one.elements}) == len(one.elements)
