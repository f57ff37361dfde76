"""Document types from titles and, where none says anything, from the text."""

import pytest

from drafts import draft, plan, table
from reviewer_app.domain.document import Document, FileKind
from reviewer_app.domain.report import DocumentType
from reviewer_app.rules.doctype import document_type, load_type_rules
from reviewer_app.rules.header import parse_header

TITLES = [
    ("关于召开全市征地信息公开工作推进会的通知", "notice"),
    ("关于做好2018年防汛工作的通知", "notice"),
    ("关于2018年上半年政务公开工作情况的通报", "notice"),
    ("转发江西省国土资源厅关于做好2018年汛期地质灾害防治工作的通知", "forward"),
    ("关于转发《关于加强耕地保护的意见》的通知", "forward"),
    ("关于印发《江西省国土资源厅信息公开办法》的通知", "forward"),
    ("关于青溪镇松岗村征地补偿登记结果的公告", "expropriation"),
    ("松岗村拟征收土地现状调查结果公示", "expropriation"),
    ("征收土地预公告", "expropriation"),
    ("青溪镇松岗村征地补偿安置方案", "expropriation"),
    ("关于领取征地补偿款的通知", "expropriation"),
    ("国有建设用地使用权挂牌出让公告", "transfer"),
    ("中心城区土地交易结果公示", "transfer"),
    ("2018年第三季度划拨供地结果公示", "transfer"),
    ("不动产首次登记公告", "registration"),
    ("不动产权证书遗失声明", "registration"),
    ("行政处罚决定书", "penalty"),
    ("关于张某非法占地行政处罚信息公示", "penalty"),
    ("国有建设用地使用权首次登记办事指南", "service_guide"),
    ("赣州市国土资源局政府信息公开指南", "disclosure_guide"),
    ("赣州市国土资源局2018年政府信息公开工作年度报告", "annual_report"),
    ("干部任前公示", "personnel"),
    ("关于某同志任职的通知", "personnel"),
    ("2018年公开招聘工作人员面试成绩公告", "personnel"),
    ("关于市政协五届二次会议第126号提案的答复", "proposal_reply"),
    ("对市五届人大三次会议第45号建议的答复", "proposal_reply"),
    ("关于调整局机关内部办公用房的请示", "request"),
    ("关于2018年上半年工作情况的报告", "report"),
    ("关于征求《赣州市土地储备办法（征求意见稿）》意见的函", "consultation"),
    ("关于《赣州市土地储备办法》修改意见的复函", "consultation"),
    ("关于公开征求《赣州市土地储备办法》意见的公告", "publicity"),
    ("局长办公会会议纪要", "minutes"),
    ("询问笔录", "case_file"),
    ("行政处罚听证告知书", "case_file"),
    ("关于某项目用地的批复", "reply_letter"),
    ("关于青溪镇东山片区权属调查情况的函", "reply_letter"),
    ("2018年国有建设用地供应计划", "plan"),
    ("赣州市土地利用总体规划", "plan"),
    ("关于印发《赣州市土地储备管理办法》的通知", "normative"),
    ("《赣州市土地储备管理办法》政策解读", "interpretation"),
    ("关于公布土地出让领域失信黑名单的公告", "publicity"),
    ("闲置土地情况公示", "publicity"),
    ("松岗村农户名单", "list"),
]


@pytest.mark.parametrize(("title", "wanted"), TITLES)
def test_titles(title: str, wanted: str) -> None:
    document = draft(f"赣州市国土资源局\n{title}\n正文一行。")
    assert document_type(document, parse_header(document)).type == wanted


BODIES = [
    ("因机构调整，拟对办公用房进行调整。\n妥否，请批示。", "request"),
    ("现将有关情况报告如下。\n特此报告。", "report"),
    ("现就该办法征求你单位意见，请于6月30日前反馈。", "consultation"),
    ("问：你叫什么名字？\n答：我叫张某。\n被询问人签名。", "case_file"),
    ("经查属实，决定处罚如下：责令退还土地。", "penalty"),
    ("会议议定：由利用科牵头落实。", "minutes"),
    ("申办材料：申请书。\n办理时限：10个工作日。", "service_guide"),
    ("因保管不善，不动产权证书遗失，声明作废。", "registration"),
    ("该宗地以挂牌方式出让，竞得人已确定。", "transfer"),
    ("征收松岗村集体土地，现将补偿情况公布。", "expropriation"),
    ("公示期为7天，如有异议请反映。", "publicity"),
    ("免去张某利用科科长职务。", "personnel"),
    ("来函收悉，经研究，原则同意。", "reply_letter"),
    ("请认真贯彻执行，特此通知。", "notice"),
    ("6月21日，市国土资源局召开政务公开工作会议。", "news"),
    ("根据要求，结合实际，制定本方案。", "plan"),
    ("第一条 为规范管理，制定本办法。", "normative"),
    ("这是一段没有特征的话。", "other"),
]


@pytest.mark.parametrize(("text", "wanted"), BODIES)
def test_texts_without_a_title(text: str, wanted: str) -> None:
    document = draft(text)
    guess = document_type(document, parse_header(document))
    assert guess.type == wanted
    assert guess.reason


def test_every_type_is_covered_by_the_table_above() -> None:
    seen = {wanted for _, wanted in (*TITLES, *BODIES)}
    assert seen == {kind.value for kind in DocumentType}


def test_numbers_decide_where_a_title_is_silent() -> None:
    for letter, wanted in (("请", DocumentType.REQUEST), ("罚", DocumentType.PENALTY), ("报", DocumentType.REPORT)):
        document = draft(f"赣州市国土资源局\n赣市国资{letter}〔2018〕9号\n正文一行。")
        assert document_type(document, parse_header(document)).type is wanted


def test_tables_are_lists() -> None:
    cells = Document.of(FileKind.DOCX, table(("姓名", "面积"), ("张某", "1")))
    assert document_type(cells, parse_header(cells)).type is DocumentType.LIST
    sheet = Document.of(FileKind.XLSX, ())
    assert document_type(sheet, parse_header(sheet)).type is DocumentType.LIST


def test_the_plan_is_a_plan() -> None:
    assert document_type(plan(), parse_header(plan())).type is DocumentType.PLAN


def test_rule_ids_are_unique() -> None:
    rules = load_type_rules()
    ids = [rule.id for rule in (*rules.titles, *rules.bodies)]
    assert len(ids) == len(set(ids))


def test_a_long_text_is_judged_by_its_ends() -> None:
    text = "普通一行。\n" * 2000 + "妥否，请批示。"
    document = draft(text)
    assert document_type(document, parse_header(document)).type is DocumentType.REQUEST
