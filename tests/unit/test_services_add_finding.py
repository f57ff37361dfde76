"""A passage marked by hand: it joins the findings, wants a decision, and goes from every public version."""

from typing import Any

import pytest

from review_office import BODY, FILES, ReviewOffice, assert_nothing_leaks, fresh_office
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import AlreadyClaimed, DecisionIncomplete, NotFound, StaleDecision
from reviewer_app.domain.findings import FindingType, Level
from reviewer_app.domain.items import Item
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.readiness import Missing
from reviewer_app.domain.review import DispositionKind
from reviewer_app.services.add_finding import MANUAL_RULE, MARKABLE, AddFinding, add_finding
from reviewer_app.services.dispose import Dispose, dispose
from reviewer_app.services.make_public_version import MakePublicVersion, make_public_version

PASSAGE = "各有关单位"


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def reviewed(office: ReviewOffice) -> Item:
    item = office.reviewed(office.submitted(office.proposed(office.enter(FILES))))
    return office.judged(office.determined(office.disposed(office.secrecy(item))))


def mark(office: ReviewOffice, item: Item, **fields: Any) -> AddFinding:
    body = office.view(item).parts[0]
    start = body.document.text.index(PASSAGE)
    wanted = {
        "actor": office.reviewer.id, "item": item.id, "version": office.item(item).version, "part": body.part.id,
        "start": start, "end": start + len(PASSAGE), "kind": FindingType.PERSON_NAME, "note": "信访人小名",
    } | fields
    return AddFinding(**wanted)


def test_it_joins_the_findings_as_a_red_with_its_place(office: ReviewOffice) -> None:
    item = reviewed(office)
    before = office.view(item).parts[0].report.findings
    added = add_finding(office.desk, mark(office, item))
    after = office.view(item).parts[0].report.findings
    assert after[:-1] == before
    made = after[-1]
    assert (made.number, made.rule, made.value) == (added.number, MANUAL_RULE, PASSAGE)
    assert (made.level, made.blocks, made.evidence) == (Level.RED, True, ("信访人小名",))
    assert added.number not in {one.number for one in before}
    assert Missing.FINDINGS in {one.what for one in office.view(item).missing}


def test_the_log_says_so_and_holds_no_text(office: ReviewOffice) -> None:
    item = reviewed(office)
    add_finding(office.desk, mark(office, item))
    entry = office.entries()[-1]
    assert (entry.action, entry.item) == (AuditAction.ITEM_MARK, item.id)
    assert_nothing_leaks(office)


def test_two_marks_have_two_numbers(office: ReviewOffice) -> None:
    item = reviewed(office)
    one = add_finding(office.desk, mark(office, item))
    other = add_finding(office.desk, mark(office, item, kind=FindingType.HEALTH))
    assert other.number == one.number + 1
    assert len(office.view(item).parts[0].report.findings) == other.number


@pytest.mark.parametrize("audience", [Audience.ALL, Audience.GROUP])
@pytest.mark.parametrize(("kind", "written"), [(DispositionKind.REMOVE, None), (DispositionKind.REPLACE, "某某")])
@pytest.mark.parametrize("type_", [FindingType.PERSON_NAME, FindingType.HEALTH, FindingType.ADDRESS])
def test_what_was_decided_about_it_is_done_for_every_audience(
    office: ReviewOffice, audience: Audience, kind: DispositionKind, written: str | None, type_: FindingType
) -> None:
    item = reviewed(office)
    added = add_finding(office.desk, mark(office, item, kind=type_))
    part = office.view(item).parts[0].part.id
    decided = dispose(
        office.desk, Dispose(office.reviewer.id, item.id, added.item.version, part, (added.number,), kind, written)
    )
    made = make_public_version(
        office.desk, MakePublicVersion(office.reviewer.id, item.id, decided.version, audience)
    ).public_version
    with office.desk.uow(office.reviewer.id, writing=False) as uow:
        text = uow.blobs.get(made.parts[0].blob).decode("utf-8-sig")
    assert PASSAGE in BODY
    assert PASSAGE not in text
    assert (written or "：") in text
    assert made.proof.clean


@pytest.mark.parametrize("kind", [one for one in FindingType if one not in MARKABLE])
def test_kinds_that_are_no_passage_are_refused(office: ReviewOffice, kind: FindingType) -> None:
    item = reviewed(office)
    with pytest.raises(DecisionIncomplete):
        add_finding(office.desk, mark(office, item, kind=kind))


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (0, 10_000), (-4, 2)])
def test_a_span_lies_in_one_paragraph(office: ReviewOffice, span: tuple[int, int]) -> None:
    item = reviewed(office)
    with pytest.raises(DecisionIncomplete):
        add_finding(office.desk, mark(office, item, start=span[0], end=span[1]))


def test_a_span_over_a_line_break_between_paragraphs_is_refused(office: ReviewOffice) -> None:
    item = reviewed(office)
    text = office.view(item).parts[0].document
    first = text.blocks[0]
    with pytest.raises(DecisionIncomplete):
        add_finding(office.desk, mark(office, item, start=0, end=len(first.text) + 2))


def test_only_the_reviewer_who_has_it_marks_and_only_what_he_saw(office: ReviewOffice) -> None:
    item = reviewed(office)
    with pytest.raises(StaleDecision):
        add_finding(office.desk, mark(office, item, version=office.item(item).version - 1))
    with pytest.raises(NotFound):
        add_finding(office.desk, mark(office, item, part="none"))
    with pytest.raises(AlreadyClaimed):
        add_finding(office.desk, mark(office, item, actor=office.second.id))


def test_what_is_withheld_goes_with_a_notice_or_silently(office: ReviewOffice) -> None:
    """区分处理: the words of the notice are the program's where the reviewer gives none."""
    item = reviewed(office)
    added = add_finding(office.desk, mark(office, item, kind=FindingType.WITHHELD, note="内部管理信息"))
    part = office.view(item).parts[0].part.id
    texts = []
    for kind in (DispositionKind.REPLACE, DispositionKind.REMOVE):
        version = office.item(item).version
        dispose(office.desk, Dispose(office.reviewer.id, item.id, version, part, (added.number,), kind))
        made = make_public_version(
            office.desk, MakePublicVersion(office.reviewer.id, item.id, office.item(item).version, Audience.ALL))
        with office.desk.uow(office.reviewer.id, writing=False) as uow:
            data = uow.blobs.get(made.public_version.parts[0].blob)
        texts.append(office.desk.documents.read(data, made.public_version.parts[0].name).document.text)
    assert "（此处依法不予公开）" in texts[0]
    assert "不予公开" not in texts[1]
    assert not any(PASSAGE in text for text in texts)
