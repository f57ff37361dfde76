"""The header parser: what a document shows, and None for what it does not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafts import blocks, draft, pages, plan
from reviewer_app.domain.document import BlockKind
from reviewer_app.domain.report import DocumentHeader
from reviewer_app.rules.dates import DATE_PATTERN, from_match, small_number
from reviewer_app.rules.header import parse_header

LETTER = """000012
特急
赣州市国土资源局文件
赣市国资字〔2018〕40号　　　　签发人：邓海鹰
赣州市国土资源局关于进一步做好全市
征地信息公开工作的通知
各县（市）国土资源局，市局机关各科室
及局属各单位：
现将有关事项通知如下：
一、时间
2018年7月3日召开。
附件：1. 参会回执
2. 征地信息公开情况表。
赣州市国土资源局
2018年6月19日
（此件公开发布）
附件1
参会回执
2017年1月1日
抄送：省国土资源厅，市政府办公室。
赣州市国土资源局办公室　　　　　2018年6月20日印发"""


def test_every_element_of_a_full_document() -> None:
    assert parse_header(draft(LETTER)) == DocumentHeader(
        organ="赣州市国土资源局",
        number="赣市国资字〔2018〕40号",
        title="赣州市国土资源局关于进一步做好全市征地信息公开工作的通知",
        addressee="各县（市）国土资源局，市局机关各科室及局属各单位",
        date=date(2018, 6, 19),
        mark="此件公开发布",
        urgency="特急",
        annexes=("参会回执", "征地信息公开情况表"),
        imprint="抄送：省国土资源厅，市政府办公室。\n赣州市国土资源局办公室　　　　　2018年6月20日印发",
    )


def test_the_pages_of_a_pdf_read_the_same() -> None:
    top, _, rest = LETTER.partition("现将有关")
    assert parse_header(pages(top, "- 2 -", "现将有关" + rest)) == parse_header(draft(LETTER))


def test_the_plan_of_2018() -> None:
    found = parse_header(plan())
    assert found.organ == "赣州市国土资源局"
    assert found.number == "赣市国资字〔2018〕38号"
    assert found.title == "关于印发《赣州市国土资源系统 2018年政务公开工作实施方案》的通知"
    assert found.addressee is not None
    assert found.addressee.startswith("各县（市）国土资源局，章贡")
    assert found.annexes == ("赣州市国土资源系统政务信息网上公开工作责任表",)
    assert (found.date, found.mark, found.urgency, found.imprint) == (None, None, None, None)


def test_nothing_is_guessed_from_plain_text() -> None:
    text = "今天上午召开了会议，根据赣市国资字〔2018〕38号文件要求进行了部署。\n会议由张局长主持：\n会后进行了讨论。"
    assert parse_header(draft(text)) == DocumentHeader()


@given(st.lists(st.sampled_from(["正文一行。", "一、工作要求", "（一）认真落实。", "如下：", "2018年"]), max_size=9))
def test_texts_without_elements_have_none(lines: list[str]) -> None:
    found = parse_header(draft("\n".join(lines)))
    assert (found.number, found.title, found.date, found.mark) == (None, None, None, None)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("赣市国资字[2018]38号", "赣市国资字[2018]38号"),
        ("赣市国资字（2018）38号", "赣市国资字（2018）38号"),
        ("赣市国资字【2018】38 号", "赣市国资字【2018】38号"),
        ("赣市国资字〔２０１８〕３８号", "赣市国资字〔2018〕38号"),
        ("文号：赣市国资字〔2018〕38号", "赣市国资字〔2018〕38号"),
        ("赣市国资字〔2018〕第38号", "赣市国资字〔2018〕第38号"),
    ],
)
def test_numbers_with_wrong_brackets_are_read(written: str, read: str) -> None:
    assert parse_header(draft(f"赣州市国土资源局\n{written}\n关于演示的通知\n各科室：\n正文。")).number == read


def test_a_number_cited_in_the_body_is_not_the_documents() -> None:
    assert parse_header(draft("关于演示的通知\n各科室：\n根据规定执行。\n赣市国资字〔2018〕38号")).number is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2018年6月21日", date(2018, 6, 21)),
        ("　　　　2018 年 6 月 21 日", date(2018, 6, 21)),
        ("二〇一八年六月二十一日", date(2018, 6, 21)),
        ("二○一八年十二月三十一日", date(2018, 12, 31)),
        ("二零二〇年十月十日", date(2020, 10, 10)),
        ("赣州市国土资源局 2018年6月21日", date(2018, 6, 21)),
        ("2018年2月30日", None),
        ("2018年6月", None),
        ("会议定于2018年6月21日召开", None),
        ("截至2018年6月21日", None),
        ("赣州市国土资源局办公室 2018年6月21日印发", None),
    ],
)
def test_dates(line: str, day: date | None) -> None:
    assert parse_header(draft(f"关于演示的通知\n各科室：\n正文。\n{line}")).date == day


def test_a_date_in_brackets_under_the_title_is_the_date_of_passing() -> None:
    text = "关于加强耕地保护的决定\n（2018年6月21日局务会议通过）\n为了保护耕地，决定如下。"
    assert parse_header(draft(text)).date == date(2018, 6, 21)


def test_the_date_of_the_annexed_original_is_not_taken() -> None:
    text = "转发省厅通知的通知\n各科室：\n正文。\n附件\n关于汛期防灾的通知\n江西省国土资源厅\n2018年5月1日"
    assert parse_header(draft(text)).date is None


def test_a_file_that_is_itself_the_annex_is_read() -> None:
    found = parse_header(draft("附件1\n征地补偿登记表\n赣州市国土资源局\n2018年5月1日"))
    assert (found.title, found.date) == ("征地补偿登记表", date(2018, 5, 1))


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("（此件公开发布）", "此件公开发布"),
        ("（此件依申请公开）", "此件依申请公开"),
        ("(此件主动公开)", "此件主动公开"),
        ("此件不予公开", "此件不予公开"),
        ("（此件删减后公开）", "此件删减后公开"),
        ("信息公开选项：主动公开", "信息公开选项：主动公开"),
        ("公开方式：依申请公开", "公开方式：依申请公开"),
        ("（主动公开）", "主动公开"),
        ("（联系人：办公室）", None),
        ("要做到主动公开", None),
    ],
)
def test_marks(line: str, mark: str | None) -> None:
    assert parse_header(draft(f"关于演示的通知\n各科室：\n正文。\n2018年6月21日\n{line}")).mark == mark


def test_joint_issue_has_several_organs() -> None:
    text = "赣州市国土资源局\n赣州市财政局文件\n赣市国资字〔2018〕3号\n关于演示的通知\n各科室：\n正文。"
    assert parse_header(draft(text)).organ == "赣州市国土资源局、赣州市财政局"


def test_a_penalty_decision_has_its_number_under_the_title() -> None:
    found = parse_header(draft("赣州市国土资源局\n行政处罚决定书\n赣市国资罚〔2018〕15号\n被处罚人：张某\n属实。"))
    assert (found.organ, found.title, found.number) == ("赣州市国土资源局", "行政处罚决定书", "赣市国资罚〔2018〕15号")
    assert found.addressee is None


@pytest.mark.parametrize(
    ("line", "addressee"),
    [
        ("各科室：", "各科室"),
        ("青溪镇松岗村全体被征地农户：", "青溪镇松岗村全体被征地农户"),
        ("市政府：现将有关情况报告如下。", "市政府"),
        ("张某某委员:", "张某某委员"),
        ("一、会议时间：", None),
        ("联系人：张某", None),
        ("根据规定，现将结果公告如下：", None),
        ("为加强管理，各单位要做到以下几点：", None),
    ],
)
def test_addressees(line: str, addressee: str | None) -> None:
    assert parse_header(draft(f"关于演示的通知\n{line}\n正文。")).addressee == addressee


def test_the_organs_sign_in_a_page_header_counts() -> None:
    document = blocks(
        ("赣州市国土资源局文件", BlockKind.HEADER),
        ("关于演示的通知", BlockKind.HEADING),
        ("各科室：", BlockKind.PARAGRAPH),
    )
    assert parse_header(document).organ == "赣州市国土资源局"


def test_a_sign_and_number_set_in_a_small_table_are_read() -> None:
    document = blocks(
        ("赣州市国土资源局文件", BlockKind.CELL),
        ("赣市国资字〔2018〕3号", BlockKind.CELL),
        ("签发人：邓海鹰", BlockKind.CELL),
        ("关于演示的请示", BlockKind.HEADING),
        ("赣州市人民政府：", BlockKind.PARAGRAPH),
        ("妥否，请批示。", BlockKind.PARAGRAPH),
    )
    found = parse_header(document)
    assert (found.organ, found.number) == ("赣州市国土资源局", "赣市国资字〔2018〕3号")
    assert (found.title, found.addressee) == ("关于演示的请示", "赣州市人民政府")


def test_the_cells_of_a_real_table_are_no_header() -> None:
    rows = [("赣市国资字〔2018〕3号", BlockKind.CELL)] * 20
    assert parse_header(blocks(*rows, ("说明一行。", BlockKind.PARAGRAPH))).number is None


@pytest.mark.parametrize("kind", [BlockKind.COMMENT, BlockKind.DELETION, BlockKind.HIDDEN, BlockKind.CELL])
def test_hidden_text_and_cells_are_no_elements(kind: BlockKind) -> None:
    document = blocks(("正文。", BlockKind.PARAGRAPH), ("2018年6月21日", kind), ("（此件公开发布）", kind))
    assert parse_header(document) == DocumentHeader()


def test_a_title_broken_before_its_last_words() -> None:
    text = "关于转发《江西省国土资源厅关于做好防灾工作的通知》\n的通知\n各科室：\n正文。"
    assert parse_header(draft(text)).title == "关于转发《江西省国土资源厅关于做好防灾工作的通知》的通知"


@given(st.integers(1, 99))
def test_chinese_numerals(number: int) -> None:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    text = ("" if tens <= 1 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")
    assert small_number(text) == number
    assert small_number(str(number)) == number


def test_days_that_do_not_exist_are_none() -> None:
    match = DATE_PATTERN.search("二〇一八年二月三十日")
    assert match is not None
    assert from_match(match) is None
