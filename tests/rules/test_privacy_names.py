import pytest

from documents import blocks_document, cell, table_document, text_document
from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules.columns import Columns
from reviewer_app.rules.detectors.name_grammar import NameGrammar
from reviewer_app.rules.detectors.names_by_cue import NamesByCue
from reviewer_app.rules.detectors.names_by_header import NamesByHeader
from reviewer_app.rules.detectors.repeats import repeats
from reviewer_app.rules.loader import load_rules
from reviewer_app.rules.names import compound_surnames
from reviewer_app.rules.patterns import any_of, pattern
from reviewer_app.rules.scan import ScanText
from scanning import candidates, values

RULES = load_rules()
GRAMMAR = NameGrammar(RULES.lexicons)


def by_cue(text: str) -> list[str]:
    return list(dict.fromkeys(values(NamesByCue, "privacy.name_by_cue", text_document(text))))


def by_header(header: str, *texts: str) -> list[str]:
    return values(NamesByHeader, "privacy.name_by_header", table_document([header], [[text] for text in texts]))


@pytest.mark.parametrize(
    "token", ["张伟", "李小明", "欧阳建国", "司马光", "阿依古丽·买买提", "张 伟", "欧阳 锋", "李子文", "林金和"]
)
def test_tokens_that_are_names(token: str) -> None:
    assert GRAMMAR.whole(token) > 0.9


@pytest.mark.parametrize(
    "token",
    [
        "张某",
        "张*",
        "王××",
        "合计",
        "姓名",
        "赣州市",
        "沙石镇",
        "宏远公司",
        "新圩村",
        "一二三四五",
        "",
        "王",
        "2018",
        "abc",
    ],
)
def test_tokens_that_are_none(token: str) -> None:
    assert GRAMMAR.whole(token) == 0


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("张伟，男", 2),
        ("王小明电话", 3),
        ("李明与王华签订", 2),
        ("刘德发未经批准", 3),
        ("欧阳建国住", 4),
        ("陈志强", 3),
        ("公司", None),
        ("单位", None),
        ("应当提交", None),
        ("张某某", None),
        ("钟科长", None),
        ("李主任", None),
        ("高度重视", None),
    ],
)
def test_where_a_name_ends(text: str, end: int | None) -> None:
    assert GRAMMAR.end_of(text, 0, sure=True) == end


@pytest.mark.parametrize(
    ("text", "start"),
    [("以邓海鹰", 1), ("，罗峰", 1), ("现将张小明", 2), ("欧阳建国", 0), ("不动产", None), ("人民", None)],
)
def test_where_a_name_begins(text: str, start: int | None) -> None:
    assert GRAMMAR.start_before(text, len(text)) == start


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("申请人：张伟、李小明、王芳", ["张伟", "李小明", "王芳"]),
        ("申请人（签字）：张伟", ["张伟"]),
        ("户主张三丰领取", ["张三丰"]),
        ("户主：张三  配偶：李四", ["张三", "李四"]),
        ("张伟13800001234", ["张伟"]),
        ("刘志强 360702198001011238", ["刘志强"]),
        ("郑培敏：男，清华大学毕业", ["郑培敏"]),
        ("贾一览出生年月：1973年11月", ["贾一览"]),
        ("谢卫东先生", ["谢卫东"]),
        ("刘志强：\n本机关收到你的申请", ["刘志强"]),
        ("收到您（刘志强）提出的申请", ["刘志强"]),
        ("车主陈桂花驾驶", ["陈桂花"]),
        ("账户名称：张伟\n开户银行：农业银行", ["张伟"]),
        ("法定代表人\n陈志华", ["陈志华"]),
    ],
)
def test_names_in_running_text(text: str, names: list[str]) -> None:
    assert by_cue(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "申请人应当如实提供材料",
        "申请人和利害关系人",
        "竞得人：赣州市宏远房地产开发有限公司",
        "联系人：钟科长",
        "联系人：办公室",
        "局长信箱：管理邮箱",
        "当事人陈述申辩权利",
        "委员会成员单位",
        "村民高度关注",
        "代表建议和政协委员提案办理",
        "1984年出生，中国国籍",
        "全市男女比例",
        "（联系人 张先生 13800001234）",
        "群众王大妈举报",
        "各有关单位：\n现将有关事项通知如下",
        "时间：\n地点：\n要求：",
    ],
)
def test_running_text_without_names(text: str) -> None:
    assert by_cue(text) == []


def test_cues_give_roles() -> None:
    found = candidates(NamesByCue, "privacy.name_by_cue", text_document("患者张伟，证人：王福，局长李红"))
    assert {value: one.role for value, one in found} == {
        "张伟": PersonRole.PATIENT,
        "王福": PersonRole.WITNESS,
        "李红": PersonRole.OFFICIAL,
    }


def test_a_cell_is_a_name_or_a_list_of_names() -> None:
    assert by_header("权利人", "张伟、李小明", "王芳（已故）", "刘志强/陈桂花") == [
        "张伟",
        "李小明",
        "王芳",
        "刘志强",
        "陈桂花",
    ]
    assert by_header("姓名", "张伟 李小明") == ["张伟", "李小明"]


def test_a_rare_surname_counts_where_the_column_agrees() -> None:
    assert by_header("姓名", "张伟", "李小明", "王芳", "〇吉") == ["张伟", "李小明", "王芳"]
    assert by_header("姓名", "张伟", "李小明", "王芳", "甪里") == ["张伟", "李小明", "王芳", "甪里"]
    assert by_header("姓名", "甪里", "说明", "用途") == []


def test_foreign_names_count_under_a_name_header() -> None:
    assert by_header("姓名", "John Smith") == ["John Smith"]


def test_other_columns_hold_no_names() -> None:
    assert by_header("项目名称", "张伟") == []


def test_the_header_cell_itself_is_no_name() -> None:
    document = blocks_document(cell("户主", "户主", 1, 1), cell("张伟", "户主", 2, 1))
    assert values(NamesByHeader, "privacy.name_by_header", document) == ["张伟"]


def test_repeats_need_clear_edges_for_two_characters() -> None:
    text = "申请人：张伟\n\n张伟称，文明张伟大，张伟。"
    scan = ScanText(text_document(text), Columns(RULES.lexicons.headers))
    detector = NamesByCue(RULES.rule("privacy.name_by_cue"), RULES.lexicons)
    again = repeats(scan, list(detector.scan(scan)), tuple(RULES.lexicons.followers))
    assert [text[one.start - 1] for one in again] == ["\n", "，"]


def test_compound_surnames_are_read_once() -> None:
    assert "欧阳" in compound_surnames()
    assert compound_surnames() == RULES.lexicons.compound_surnames


def test_patterns_compile_late_and_match_both_ways() -> None:
    forward, backward = pattern("[0-9]+"), pattern(any_of(("账号", "号")), backwards=True)
    found = forward.search("a12b345")
    last = backward.search("账号一 账号")
    assert found is not None
    assert last is not None
    assert (found.group(), last.span()) == ("12", (4, 6))
    with pytest.raises(AttributeError):
        forward._nothing  # noqa: B018  # asking is the test
