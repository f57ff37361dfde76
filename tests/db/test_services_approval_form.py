"""审批表 and 退回意见单 of a real office: what they say, and what must never stand on them."""

import io
from dataclasses import replace

import pytest
from docx import Document

from reviewer_app.domain.errors import NotFound, NotPermitted
from reviewer_app.domain.legal import LegalBasis
from reviewer_app.rules.masking import mask_value
from reviewer_app.services import decision_words as told
from reviewer_app.services.approval_form import MakeApprovalForm, approval_form
from reviewer_app.services.checkpoint import checkpoint, short_code
from reviewer_app.services.open_item import open_item
from reviewer_app.services.refuse import Refuse, refuse
from reviewer_app.services.return_slip import MakeReturnSlip, return_slip
from reviewer_app.text import say
from window_office import window_office

UNVERIFIED = LegalBasis("征收土地公告办法", "2010", 4, None, None, verified=False)
VERIFIED = LegalBasis("政府信息公开条例", "2007", 9, None, 4)


@pytest.fixture
def office(tmp_path):
    with window_office(tmp_path) as made:
        yield made


def words_of(form):
    document = Document(io.BytesIO(form.docx))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def approval(office, word):
    return approval_form(office.desk, MakeApprovalForm(office.people.reviewer.id, office.items[word]))


def slip(office, word):
    return return_slip(office.desk, MakeReturnSlip(office.people.reviewer.id, office.items[word]))


def view_of(office, word):
    return open_item(office.desk, office.people.reviewer.id, office.items[word])


def test_the_form_says_what_was_decided_and_leaves_lines_to_sign_on(office):
    form = approval(office, "awaiting")
    text, view = words_of(form), view_of(office, "awaiting")
    for words in (view.item.title, "李拟稿员（规划耕保科）", "钟审查员", "主动公开", "政府网站", "全社会", "已打开核对",
                  told.short(view.parts[0].part.sha256),
                  told.short(view.facts.public_versions[-1].manifest_sha256)):
        assert words in text, words
    assert text.count("签名：＿＿＿＿＿＿＿＿") >= 3
    assert "电子签批" not in text
    assert "{{" not in text


def test_the_form_anchors_the_log(office):
    text = words_of(approval(office, "awaiting"))
    fixed = checkpoint(office.desk)
    assert short_code(fixed) in text
    assert office.desk.log.size() - 1 <= fixed.size


def test_the_signature_stands_on_the_form_once_it_is_given(office):
    assert "曾副局长" in words_of(approval(office, "queued"))
    assert "电子签批" in words_of(approval(office, "queued"))


def test_what_is_not_published_names_no_channel(office):
    text = words_of(approval(office, "registered"))
    assert "依申请公开" in text
    assert "内部管理事项" in text
    assert "政府网站" not in text


def test_an_unverified_basis_is_never_printed():
    assert told.printable(say, (VERIFIED, UNVERIFIED)) == told.basis_text(say, VERIFIED)
    by_hand = told.printable(say, (UNVERIFIED,))
    assert UNVERIFIED.regulation not in by_hand
    assert "手写" in by_hand
    assert told.printable(say, ()) == ""
    assert "待核实" in told.basis_text(say, UNVERIFIED)


def test_an_unverified_basis_of_an_item_is_not_on_its_form(office):
    view = view_of(office, "awaiting")
    determination = replace(view.facts.determination, id=office.desk.ids(), basis=(UNVERIFIED,))
    from reviewer_app.domain.audit import AuditAction

    with office.desk.uow(office.people.reviewer.id) as uow:
        uow.determinations.add(determination)
        uow.record(AuditAction.ITEM_DETERMINE, item=view.item.id)
        uow.commit()
    text = words_of(approval(office, "awaiting"))
    assert UNVERIFIED.regulation not in text
    assert "请核实后手写" in text


def test_who_sees_no_text_gets_no_form(office):
    with pytest.raises(NotPermitted):
        approval_form(office.desk, MakeApprovalForm(office.people.administrator.id, office.items["awaiting"]))
    with pytest.raises(NotPermitted):
        return_slip(office.desk, MakeReturnSlip(office.people.administrator.id, office.items["returned"]))


def test_the_slip_lists_every_point_with_its_place(office):
    text, view = words_of(slip(office, "returned")), view_of(office, "returned")
    assert len(view.points) > 1
    for answered in view.points:
        assert answered.point.text in text
    assert "附件含隐藏内容" in text
    assert "钟审查员" in text


def test_no_found_value_leaves_the_office_on_a_slip(office):
    view = view_of(office, "returned")
    text = words_of(slip(office, "returned"))
    values = {
        finding.value for part in view.parts for finding in part.report.findings
        if mask_value(finding.type, finding.value) != finding.value and len(finding.value) > 2
    }
    assert len(values) > 100
    assert [value for value in values if value in text] == []


def test_a_value_in_the_signatorys_reason_is_masked_on_the_slip(office):
    item = office.item("awaiting")
    view = view_of(office, "awaiting")
    finding = next(
        (one for part in view.parts for one in part.report.findings
         if mask_value(one.type, one.value) != one.value), None
    )
    assert finding is not None
    refuse(office.desk, Refuse(office.people.signatory.id, item.id, item.version, f"请核实{finding.value}"))
    text = words_of(slip(office, "awaiting"))
    assert "请核实" in text
    assert f"请核实{finding.value}" not in text


def test_an_item_that_was_never_returned_has_no_slip(office):
    with pytest.raises(NotFound):
        slip(office, "queued")
