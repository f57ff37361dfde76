"""Redaction as a whole, on the shipped samples and on files made up by the dozen: read, plan, write, scan again."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from importlib.resources import files

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from near_desk import NearDesk
from reviewer_app.domain.errors import PublicVersionDiffers, PublicVersionNotClean, SecrecyMarked, UsageFault
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.public_version import ResultProof
from reviewer_app.domain.report import DocumentType
from reviewer_app.domain.review import DispositionKind
from reviewer_app.ports.documents import DocumentDesk
from reviewer_app.rules.assess import load_toolbox
from reviewer_app.rules.context import Context
from reviewer_app.rules.deidentify import Choice
from reviewer_app.services.redact import Redaction, RedactResult, enrol, examine, require_proven, rewrite

SAMPLES = files("resources") / "samples"
DESK: DocumentDesk = NearDesk()
TOOLS = load_toolbox()
CONTEXT = Context(today=date(2018, 6, 21), act_date=date(2018, 6, 20), office_phones=("0797-8123456",))
WEBSITE = Redaction(Audience.ALL, CONTEXT)
BOARD = Redaction(Audience.GROUP, CONTEXT)


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def redact(data: bytes, name: str, redaction: Redaction) -> RedactResult:
    return rewrite(DESK, TOOLS, examine(DESK, TOOLS, data, name, redaction), redaction)


def made(name: str, redaction: Redaction = WEBSITE) -> RedactResult:
    return redact(sample(name), name, redaction)


@pytest.mark.parametrize("redaction", [WEBSITE, BOARD], ids=["website", "board"])
@pytest.mark.parametrize("name", [
    "plan.docx", "plan.txt", "notice.docx", "notice_v2.docx", "annex.docx", "annex.xlsx", "annex_v2.xlsx",
    "penalty.docx", "service_guide.docx", "personnel.docx",
    "contact.docx", "proposal_reply.docx", "forward.docx", "on_request.docx",
])
def test_every_sample_comes_out_clean(name: str, redaction: Redaction) -> None:
    result = made(name, redaction)
    result.require_clean()
    assert result.uncovered == ()
    assert result.evidence.holds
    assert result.evidence.searched == 0 or result.evidence.readings > 1
    assert result.unread == ()
    assert not [block for block in result.after.blocks if block.hidden]


def test_the_plan_needs_no_change_and_the_same_input_gives_the_same_bytes() -> None:
    assert made("plan.docx").data == made("plan.docx").data
    result = made("plan.txt")
    assert result.data == sample("plan.txt")
    assert result.edited == 0


def test_the_website_has_no_household_table_and_the_board_has_names_and_amounts() -> None:
    website, board = made("annex.xlsx"), made("annex.xlsx", BOARD)
    assert website.tables == 1
    assert website.after.text == "（依法不予公开的名单已略去）"
    sheet = openpyxl.load_workbook(io.BytesIO(board.data)).active
    headers = [cell.value for cell in sheet[3]]
    assert headers == ["序号", "户主姓名", "村组", "地块编号", "征收面积（亩）", "补偿金额（元）"]
    assert sheet["F304"].value == 30421818
    assert board.kept == 300


def test_traces_of_the_notice_are_gone() -> None:
    raw = made("notice.docx").data
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist()).decode()
    for trace in ("13926833946", "廖秀", "赖晓春", "15091962029", "360702195304197224"):
        assert trace not in content


def test_a_contact_persons_mobile_goes_and_the_office_phone_stays() -> None:
    text = made("contact.docx").after.text
    assert "办公电话：0797-8123456" in text
    assert "159" not in text


def test_a_secrecy_mark_is_refused_with_nothing_but_its_word() -> None:
    with pytest.raises(SecrecyMarked) as caught:
        made("secret.docx")
    assert caught.value.values == {"level": "机密"}


def test_a_pdf_needs_no_change_and_is_clean() -> None:
    result = made("plan.pdf")
    assert result.edited == 0
    assert result.clean


def test_an_unknown_policy_is_wrong_usage() -> None:
    with pytest.raises(UsageFault):
        made("plan.txt", replace(WEBSITE, policy="none-such"))


def test_an_internal_mark_keeps_the_result_from_being_clean_until_it_is_answered() -> None:
    result = made("request.docx")
    assert {finding.type for finding in result.uncovered} == {FindingType.INTERNAL_MARK}
    with pytest.raises(PublicVersionNotClean) as caught:
        result.require_clean()
    assert caught.value.values == {"count": len(result.uncovered)}
    report = examine(DESK, TOOLS, sample("request.docx"), "request.docx", WEBSITE).report
    answered = {f.number: Choice(DispositionKind.KEEP) for f in report.findings if f.type is FindingType.INTERNAL_MARK}
    assert made("request.docx", replace(WEBSITE, choices=answered)).clean


def test_what_a_person_kept_stays_and_is_covered() -> None:
    part = examine(DESK, TOOLS, sample("penalty.docx"), "penalty.docx", WEBSITE)
    number = next(f.number for f in part.report.findings if f.type is FindingType.ID_NUMBER)
    kept = replace(WEBSITE, choices={number: Choice(DispositionKind.KEEP)})
    result = rewrite(DESK, TOOLS, part, kept)
    assert "360702195904140205" in result.after.text
    assert result.clean


def test_the_proof_holds_counts_only() -> None:
    result = made("annex.xlsx", BOARD)
    proof = result.proof(TOOLS)
    assert proof.clean
    assert proof.findings == result.findings == proof.covered
    assert proof.rule_set_hash == TOOLS.rules.sha256


def test_a_page_that_changed_elsewhere_is_said_to_have_changed_and_nothing_left_to_be_left() -> None:
    require_proven(0, ResultProof(outside_ppm=1000))
    with pytest.raises(PublicVersionDiffers) as caught:
        require_proven(0, ResultProof(outside_ppm=12_300))
    assert caught.value.values == {"percent": "1.23"}
    with pytest.raises(PublicVersionNotClean):
        require_proven(2, ResultProof(leftovers=2))


def test_parts_of_a_package_share_their_persons() -> None:
    bodies = ("申请人：钟建国。", "申请人：钟小平。\n申请人：钟建国。")
    parts = [examine(DESK, TOOLS, text.encode(), f"{n}.txt", WEBSITE) for n, text in enumerate(bodies)]
    persons = enrol((part, WEBSITE) for part in parts)
    first, second = (rewrite(DESK, TOOLS, part, WEBSITE, persons).after.text for part in parts)
    assert first == "申请人：钟某某1。"
    assert second == "申请人：钟某某2。\n申请人：钟某某1。"


def test_the_name_of_the_file_gives_nobody_away() -> None:
    result = redact("申请人：曾强雪，手机：15905814813".encode(), "曾强雪15905814813.txt", WEBSITE)
    assert result.name == "曾某某1594813.txt"


PEOPLE = st.tuples(
    st.sampled_from(("曾强雪", "钟建国", "刘秀英", "欧阳海波")),
    st.sampled_from(("360702195904140205", "360702195304197224", "360702195504113566")),
    st.sampled_from(("15905814813", "13926833946", "18700018626")),
    st.sampled_from(("6212266222660872718", "6212263752980719895")))


def as_lines(people: list[tuple[str, str, str, str]]) -> list[str]:
    return [f"申请人：{name}，身份证号：{number}，手机：{phone}，银行账号：{account}。"
            for name, number, phone, account in people]


def as_text(people: list[tuple[str, str, str, str]]) -> bytes:
    return "\n\n".join(as_lines(people)).encode()


def as_html(people: list[tuple[str, str, str, str]]) -> bytes:
    return ("<html><body>" + "".join(f"<p>{line[:9]}<b>{line[9:]}</b></p>" for line in as_lines(people))).encode()


def as_docx(people: list[tuple[str, str, str, str]]) -> bytes:
    document = docx.Document()
    for line in as_lines(people):
        paragraph = document.add_paragraph()
        for start in range(0, len(line), 7):
            paragraph.add_run(line[start:start + 7])
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_csv(people: list[tuple[str, str, str, str]]) -> bytes:
    return "\n".join(",".join(row) for row in [("姓名", "身份证号", "联系电话", "银行账号"), *people]).encode()


def as_xlsx(people: list[tuple[str, str, str, str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in [("姓名", "身份证号", "联系电话", "银行账号"), *people]:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(("name", "make"), [
    ("a.txt", as_text), ("a.md", as_text), ("a.html", as_html), ("a.docx", as_docx), ("a.csv", as_csv),
    ("a.xlsx", as_xlsx),
])
@settings(max_examples=4, deadline=None)
@given(people=st.lists(PEOPLE, min_size=1, max_size=6))
def test_no_value_survives_in_any_kind_and_a_second_pass_finds_nothing_to_do(
    name: str, make: object, people: list[tuple[str, str, str, str]],
) -> None:
    data = make(people)  # type: ignore[operator]
    redaction = replace(WEBSITE, context=replace(CONTEXT, document_type=DocumentType.OTHER))
    result = redact(data, name, redaction)
    result.require_clean()
    for person in people:
        for value in person:
            assert value not in result.after.text
    again = redact(result.data, name, redaction)
    assert again.edited == 0
    assert again.after.text == result.after.text
