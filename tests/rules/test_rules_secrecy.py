"""密级 marks and hints: what blocks, and what merely talks about secrets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafts import blocks, draft, pages, plan, table
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Place
from reviewer_app.domain.findings import FindingType, Level
from reviewer_app.rules.secrecy import Hint, load_hints, secrecy_findings, secrecy_level

BODY = "\n赣州市某局文件\n赣市某字〔2018〕3号\n关于演示的通知\n各科室：\n现将有关事项通知如下。"


@pytest.mark.parametrize(
    ("mark", "level"),
    [
        ("绝密", "绝密"),
        ("机密", "机密"),
        ("秘密", "秘密"),
        ("机密★1年", "机密"),
        ("绝 密 ★ 30 年", "绝密"),
        ("秘　密★６个月", "秘密"),
        ("机密☆５年", "机密"),
        ("机密*10年", "机密"),
        ("机密＊十年", "机密"),
        ("秘密★长期", "秘密"),
        ("机密★", "机密"),
        ("000012 机密★1年", "机密"),
        ("机密★1年 特急", "机密"),
        ("密级：秘密", "秘密"),
        ("【机密】", "机密"),
        ("秘密★启用前", "秘密"),
        ("机\u200b密★1年", "机密"),
        ("　　机密★1年", "机密"),
        ("密级：机密　保密期限：1年", "机密"),
        ("密级和保密期限：秘密★6个月", "秘密"),
        ("秘密 3年", "秘密"),
        ("★机密★", "机密"),
        ("机密★1年\t第000012号", "机密"),
        ("赣州市某局　　　　　　机密★1年", "机密"),
        ("机密★2025年12月31日", "机密"),
        ("**机密★1年**", "机密"),
        ("# 绝密", "绝密"),
        ("> __秘密★长期__", "秘密"),
        ("機密★1年", "机密"),
        ("机密 · 特急", "机密"),
        ("机密（1年）", "机密"),
    ],
)
def test_marks_in_the_header_zone_block(mark: str, level: str) -> None:
    assert secrecy_level(draft(mark + BODY)) == level
    assert secrecy_level(draft("000001\n" + mark + BODY)) == level


@pytest.mark.parametrize(
    "line",
    [
        "本文件涉及国家秘密，不得公开。",
        "关于加强机密文件管理的通知",
        "要严守党和国家的秘密",
        "保密法规定的绝密级事项",
        "一、机密级计算机的管理",
        "商业秘密",
        "秘密警察",
        "机密处理中心",
        "# 机密文件的管理",
        "机密（以下简称密件）",
    ],
)
def test_the_words_in_a_text_are_no_mark(line: str) -> None:
    assert secrecy_level(draft(line + BODY)) is None
    assert secrecy_level(draft(BODY + "\n" + line)) is None


def test_a_bare_word_far_down_is_no_mark() -> None:
    assert secrecy_level(draft(BODY + "\n正文一行。" * 20 + "\n机密")) is None


def test_a_mark_before_a_late_document_number_blocks() -> None:
    cover = "\n".join(f"封面第{n}行" for n in range(18))
    assert secrecy_level(draft(f"{cover}\n机密\n赣市某字〔2018〕3号\n关于演示的通知")) == "机密"


@pytest.mark.parametrize("kind", [BlockKind.HEADER, BlockKind.TEXT_BOX, BlockKind.FOOTER])
def test_page_headers_and_text_boxes_count_wherever_they_stand(kind: BlockKind) -> None:
    body = [("正文一行。", BlockKind.PARAGRAPH)] * 40
    assert secrecy_level(blocks(*body, ("机密★1年", kind))) == "机密"
    assert secrecy_level(blocks(*body, ("机\n密", kind))) == "机密"


@pytest.mark.parametrize("kind", [BlockKind.DELETION, BlockKind.INSERTION, BlockKind.HIDDEN, BlockKind.HEADING])
def test_a_mark_that_was_hidden_or_deleted_still_blocks(kind: BlockKind) -> None:
    assert secrecy_level(blocks(("机密★1年", kind), ("关于演示的通知", BlockKind.HEADING))) == "机密"


def test_a_comment_about_secrecy_is_no_mark() -> None:
    assert secrecy_level(blocks(("机密", BlockKind.COMMENT), ("关于演示的通知", BlockKind.HEADING))) is None


def test_marks_in_a_form_count_and_columns_of_other_things_do_not() -> None:
    form = Document.of(FileKind.DOCX, (Block("机密", BlockKind.CELL, header="密级"),))
    assert secrecy_level(form) == "机密"
    listed = Document.of(FileKind.DOCX, table(("级别", "数量"), ("机密", "3"), ("秘密", "2")))
    assert secrecy_level(listed) is None


def test_a_bare_word_in_a_row_of_a_text_table_is_no_mark() -> None:
    assert secrecy_level(draft("序号\t级别\t数量\n1\t机密\t3\n2\t秘密\t5")) is None


def test_marks_on_the_page_of_a_pdf() -> None:
    assert secrecy_level(pages("000001\n机密★1年\n特急\n赣州市某局文件", "第二页")) == "机密"


def test_the_plan_is_not_marked() -> None:
    assert secrecy_level(plan()) is None
    assert list(secrecy_findings(plan())) == []


@given(st.text(alphabet="关于做好机密秘绝资料管理的通知，。一二三", min_size=3, max_size=40))
def test_a_line_with_more_than_the_mark_is_none(text: str) -> None:
    assert secrecy_level(draft("通知" + text + "如下")) is None


@pytest.mark.parametrize("hint", load_hints(), ids=lambda hint: hint.id)
def test_every_hint_hits_and_misses_its_examples(hint: Hint) -> None:
    for line in hint.hit:
        found = [finding.rule for finding in secrecy_findings(draft(line + BODY))]
        assert hint.id in found, line
    for line in hint.miss:
        assert [finding.rule for finding in secrecy_findings(draft(line + BODY))] == [], line


def test_hints_are_red_and_block_and_say_why() -> None:
    (found,) = secrecy_findings(draft(BODY + "\n2018年6月1日\n（此件不予公开）"))
    assert (found.type, found.level, found.blocks) == (FindingType.INTERNAL_MARK, Level.RED, True)
    document = draft(BODY + "\n2018年6月1日\n（此件不予公开）")
    assert found.start is not None
    assert document.text[found.start : found.end] == "（此件不予公开）"
    assert found.evidence


def test_a_starred_mark_of_an_annexed_original_blocks() -> None:
    (found,) = secrecy_findings(draft(BODY + "\n正文一行。" * 20 + "\n附件\n秘密★3年"))
    assert found.type is FindingType.SECRECY_MARK
    assert found.blocks


def test_a_mark_in_the_properties_blocks_without_offsets() -> None:
    document = Document.of(FileKind.DOCX, (Block("关于演示的通知", BlockKind.HEADING),
                                           Block("机密★3年", BlockKind.PROPERTY)))
    (found,) = secrecy_findings(document)
    assert (found.type, found.start, found.end) == (FindingType.SECRECY_MARK, None, None)


@pytest.mark.parametrize("name", ["机密★1年 征地.txt", "（秘密）征地.txt", "【绝密级】征地.docx", "征地（机密）.docx"])
def test_a_mark_in_the_name_of_a_file_or_a_sheet_blocks(name: str) -> None:
    body = Block("关于演示的通知", BlockKind.HEADING)
    named = Document.of(FileKind.TEXT, (body, Block(name, BlockKind.FILE_NAME)))
    sheet = Document.of(FileKind.XLSX, (Block("张", BlockKind.CELL, Place(sheet=name, row=1, column=1)), body))
    for document in (named, sheet):
        (found,) = secrecy_findings(document)
        assert (found.type, found.start, found.blocks) == (FindingType.SECRECY_MARK, None, True)


def test_names_that_talk_of_secrets_and_the_word_internal_in_a_table_are_no_marks() -> None:
    told = (Block("关于机密（秘密）文件管理的通知.txt", BlockKind.FILE_NAME), *table(("范围", "数量"), ("内部", "3")))
    assert list(secrecy_findings(Document.of(FileKind.DOCX, told))) == []
