"""What moves an item on: return, pass, defer, refer, resume, void, and amendments beside them."""

from typing import Any

import pytest

from review_office import (
    BODY,
    FILES,
    NAME,
    PHONE,
    ReviewOffice,
    assert_nothing_leaks,
    day,
    fresh_office,
    lacking,
)
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import (
    AlreadyClaimed,
    AmendmentMismatch,
    AuthorMayNot,
    CannotPass,
    DecisionIncomplete,
    IllegalTransition,
    IssuedWording,
    NotFound,
    NotPermitted,
    ReasonRequired,
    StaleDecision,
)
from reviewer_app.domain.items import AmendmentState, Carrier, Change, Item
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.return_points import Answer
from reviewer_app.domain.review import Conclusion, DecisionKind
from reviewer_app.domain.states import State
from reviewer_app.services.amend import Amend, amend
from reviewer_app.services.answer_amendment import AnswerAmendment, answer_amendment
from reviewer_app.services.defer import Defer, defer
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.passing import Pass, pass_item, pass_within
from reviewer_app.services.refer import Refer, refer
from reviewer_app.services.resume import Resume, resume
from reviewer_app.services.return_item import Point, ReturnItem, return_item
from reviewer_app.services.revise import Revise, revise
from reviewer_app.services.void import Void, void


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def passing(item: Item, conclusion: Conclusion = Conclusion.PUBLISH_SEPARATED) -> Pass:
    return Pass(item.claimed_by or "", item.id, item.version, conclusion)


# --- 审查通过 ---


def test_what_lacks_nothing_is_passed(office: ReviewOffice) -> None:
    item = office.passed()
    assert (item.state, item.attribute) == (State.AWAITING_SIGNATURE, DisclosureAttribute.PROACTIVE)
    decision = office.all("decisions", item=item.id)[-1]
    assert (decision.kind, decision.by, decision.conclusion, decision.revision) == (
        DecisionKind.PASS, office.reviewer.id, Conclusion.PUBLISH_SEPARATED, item.revision
    )
    assert all(one.closed_at is not None for one in office.all("reviews", item=item.id))
    entry = office.entries()[-1]
    assert (entry.action, entry.item, entry.actor) == (AuditAction.ITEM_PASS, item.id, office.reviewer.id)
    assert_nothing_leaks(office)


def test_everything_missing_is_said_at_once_and_nothing_is_changed(office: ReviewOffice) -> None:
    item = office.reviewed()
    entries = office.entries()
    with pytest.raises(CannotPass) as refused:
        pass_item(office.desk, passing(item))
    assert {"secrecy", "findings", "determination", "judgement"} <= lacking(refused.value)
    assert office.entries() == entries
    assert office.item(item) == item


@pytest.mark.parametrize("conclusion", [Conclusion.ON_REQUEST, Conclusion.WITHHOLD, Conclusion.DEFER, Conclusion.REFER])
def test_the_conclusion_fits_the_attribute(office: ReviewOffice, conclusion: Conclusion) -> None:
    with pytest.raises(CannotPass) as refused:
        pass_item(office.desk, passing(office.ready(), conclusion))
    assert lacking(refused.value) == {"conclusion"}


def test_what_is_withheld_passes_without_a_public_version(office: ReviewOffice) -> None:
    item = office.determined(office.secrecy(office.reviewed()), DisclosureAttribute.WITHHELD)
    item = pass_item(office.desk, passing(item, Conclusion.WITHHOLD))
    assert (item.state, item.attribute) == (State.AWAITING_SIGNATURE, DisclosureAttribute.WITHHELD)


def test_no_author_passes_even_when_he_has_the_item(office: ReviewOffice) -> None:
    """The claim is refused too; here the item is put into his hands past every use case."""
    item = office.ready(office.submitted(office.proposed(office.enter(by="drafting_reviewer"))))
    author = office.drafting_reviewer
    with office.desk.uow(author.id) as uow:
        item = uow.items.replace(item.with_(claimed_by=author.id))
        uow.record(AuditAction.ITEM_CLAIM, item=item.id)
        uow.commit()
    with pytest.raises(AuthorMayNot):
        pass_item(office.desk, passing(item))


def test_the_author_of_any_earlier_revision_is_barred(office: ReviewOffice) -> None:
    item = office.enter()
    reviewer = office.drafting_reviewer
    item = revise(office.desk, Revise(reviewer.id, item.id, item.version, reviewer.id, FILES))
    item = revise(office.desk, Revise(office.drafter.id, item.id, item.version, office.drafter.id, FILES))
    with pytest.raises(AuthorMayNot):
        office.claimed(office.submitted(office.proposed(item)), by="drafting_reviewer")


def test_only_who_has_it_passes_it(office: ReviewOffice) -> None:
    item = office.ready()
    with pytest.raises(AlreadyClaimed):
        pass_item(office.desk, Pass(office.second.id, item.id, item.version, Conclusion.PUBLISH_SEPARATED))
    with pytest.raises(NotPermitted):
        pass_item(office.desk, Pass(office.signatory.id, item.id, item.version, Conclusion.PUBLISH_SEPARATED))


def test_of_two_passes_one_holds_and_the_other_hears_who_and_when(office: ReviewOffice) -> None:
    item = office.ready()
    pass_item(office.desk, passing(item))
    with pytest.raises(StaleDecision) as refused:
        pass_item(office.desk, passing(item))
    assert refused.value.values["who"] == "钟审查"
    assert [one.kind for one in office.all("decisions", item=item.id)] == [DecisionKind.PASS]


def test_passing_inside_anothers_unit_of_work_is_undone_with_it(office: ReviewOffice) -> None:
    item = office.ready()
    with office.desk.uow(office.reviewer.id) as uow:
        passed = pass_within(uow, office.desk, passing(item), uow.users.get(office.reviewer.id))
        assert passed.state is State.AWAITING_SIGNATURE
    assert office.item(item) == item
    assert not office.all("decisions", item=item.id)


# --- 退回修改 ---


def returned(office: ReviewOffice, item: Item | None = None, **fields: Any) -> Item:
    item = item or office.reviewed()
    wanted = {"reason": "请修改"} | fields
    return return_item(office.desk, ReturnItem(item.claimed_by or "", item.id, item.version, **wanted))


def test_points_are_pinned_and_their_values_masked(office: ReviewOffice) -> None:
    item = office.reviewed()
    part = office.view(item).parts[0]
    number = next(one.number for one in part.report.findings if one.value == PHONE)
    points = (
        Point(part.part.id, f"请删去{PHONE}", finding=number),
        Point(part.part.id, "表述不清", start=3, end=9),
    )
    item = returned(office, item, reason=f"{NAME}的信息不应公开", points=points)
    assert (item.state, item.claimed_by) == (State.RETURNED, None)
    decision = office.all("decisions", item=item.id)[-1]
    assert decision.kind is DecisionKind.RETURN
    assert NAME not in decision.reason
    pinned, selected = decision.points
    assert PHONE not in pinned.text
    assert BODY[pinned.start : pinned.end] == PHONE
    assert (selected.start, selected.end, selected.finding) == (3, 9, None)
    assert office.entries()[-1].action is AuditAction.ITEM_RETURN
    assert_nothing_leaks(office)


def test_a_return_says_something(office: ReviewOffice) -> None:
    with pytest.raises(ReasonRequired):
        returned(office, reason=" ")


@pytest.mark.parametrize("point", [Point("no part", "?"), Point("", "?", finding=99)])
def test_points_lie_where_something_is(office: ReviewOffice, point: Point) -> None:
    item = office.reviewed()
    part = point.part or office.view(item).parts[0].part.id
    with pytest.raises(NotFound):
        returned(office, item, points=(Point(part, point.text, finding=point.finding),))


def test_only_who_has_it_returns_it(office: ReviewOffice) -> None:
    item = office.reviewed()
    with pytest.raises(AlreadyClaimed):
        return_item(office.desk, ReturnItem(office.second.id, item.id, item.version, "请改"))


def test_what_was_passed_can_still_be_returned_by_its_reviewer(office: ReviewOffice) -> None:
    assert returned(office, office.passed()).state is State.RETURNED


def test_the_way_back_from_a_return(office: ReviewOffice) -> None:
    item = office.reviewed()
    part = office.view(item).parts[0]
    number = next(one.number for one in part.report.findings if one.value == PHONE)
    item = returned(office, item, points=(Point(part.part.id, "请删去手机号", finding=number),))
    assert [one.answer for one in office.view(item).points] == [Answer.OPEN]
    better = (IncomingFile("公示.txt", BODY.replace(PHONE, "0797-8100012").encode()), FILES[1])
    item = revise(office.desk, Revise(office.drafter.id, item.id, item.version, office.drafter.id, better))
    assert item.state is State.RETURNED
    assert [one.answer for one in office.view(item).points] == [Answer.RESOLVED]
    # The drafter's proposal still stands; nothing that the reviewer decided does.
    item = office.reviewed(office.submitted(item))
    assert office.view(item).facts.determination is None
    assert office.passed_from(item).state is State.AWAITING_SIGNATURE


# --- 暂缓、报请、恢复、作废 ---


def deferring(item: Item, **fields: Any) -> Defer:
    wanted = {"reason": "事项未定", "review_date": day("2018-07-01")} | fields
    return Defer(item.claimed_by or "", item.id, item.version, **wanted)


def referring(item: Item, **fields: Any) -> Refer:
    wanted = {"authority": "市政府办公室", "reason": "权属不明"} | fields
    return Refer(item.claimed_by or "", item.id, item.version, **wanted)


def test_deferred_with_reason_and_day_and_taken_up_again(office: ReviewOffice) -> None:
    item = defer(office.desk, deferring(office.determined(office.reviewed())))
    assert item.state is State.DEFERRED
    decision = office.all("decisions", item=item.id)[-1]
    assert (decision.conclusion, decision.review_date) == (Conclusion.DEFER, day("2018-07-01"))
    item = resume(office.desk, Resume(office.second.id, item.id, item.version, "已到复核日"))
    assert (item.state, item.claimed_by) == (State.IN_REVIEW, office.second.id)
    assert office.view(item).facts.determination is not None


def test_referred_to_an_authority_and_taken_up_again(office: ReviewOffice) -> None:
    item = refer(office.desk, referring(office.reviewed()))
    assert item.state is State.REFERRED
    assert office.all("decisions", item=item.id)[-1].authority == "市政府办公室"
    item = resume(office.desk, Resume(office.reviewer.id, item.id, item.version, "已批复可以公开"))
    assert item.state is State.IN_REVIEW


@pytest.mark.parametrize(
    ("handler", "command", "missing"),
    [
        (defer, lambda item: deferring(item, reason=""), {"reason"}),
        (defer, lambda item: deferring(item, review_date=day("2018-06-21")), {"dates"}),
        (refer, lambda item: referring(item, authority=" "), {"authority"}),
        (refer, lambda item: referring(item, reason=""), {"reason"}),
    ],
)
def test_deferring_and_referring_want_their_grounds(
    office: ReviewOffice, handler: Any, command: Any, missing: set[str]
) -> None:
    with pytest.raises(DecisionIncomplete) as refused:
        handler(office.desk, command(office.reviewed()))
    assert lacking(refused.value) == missing


def test_an_author_does_not_resume(office: ReviewOffice) -> None:
    item = office.reviewed(office.submitted(office.proposed(office.enter(by="drafting_reviewer"))))
    item = defer(office.desk, deferring(item))
    with pytest.raises(AuthorMayNot):
        resume(office.desk, Resume(office.drafting_reviewer.id, item.id, item.version, "到期"))
    with pytest.raises(ReasonRequired):
        resume(office.desk, Resume(office.reviewer.id, item.id, item.version, ""))


def voiding(office: ReviewOffice, item: Item, by: str = "drafter", reason: str = "不再公开") -> Void:
    return Void(office.people[by].id, item.id, item.version, reason)


def test_a_drafter_ends_his_own_while_nobody_has_it(office: ReviewOffice) -> None:
    item = office.enter()
    with pytest.raises(NotPermitted):
        void(office.desk, voiding(office, item, "other_drafter"))
    with pytest.raises(ReasonRequired):
        void(office.desk, voiding(office, item, reason=""))
    item = void(office.desk, voiding(office, item))
    assert item.state is State.VOID
    with pytest.raises(IllegalTransition):
        void(office.desk, voiding(office, item))


def test_under_review_only_its_reviewer_ends_it(office: ReviewOffice) -> None:
    item = office.reviewed()
    for by in ("drafter", "second"):
        with pytest.raises(AlreadyClaimed):
            void(office.desk, voiding(office, item, by))
    assert void(office.desk, voiding(office, item, "reviewer")).state is State.VOID
    assert all(one.closed_at is not None for one in office.all("reviews", item=item.id))


# --- 修改建议 ---

CHANGE = Change(1, "予以公示", "进行公示")


def amending(item: Item, *changes: Change, reason: str = "更准确") -> Amend:
    return Amend(item.claimed_by or "", item.id, item.version, changes, reason)


def test_an_amendment_is_proposed_accepted_and_worked_in_by_the_drafter(office: ReviewOffice) -> None:
    item = amend(office.desk, amending(office.reviewed(), CHANGE))
    (proposed,) = office.all("amendments", item=item.id)
    assert (proposed.state, proposed.proposed_by) == (AmendmentState.PROPOSED, office.reviewer.id)
    item = returned(office, item)
    answered = answer_amendment(office.desk, AnswerAmendment(office.drafter.id, proposed.id, 1, accept=True))
    assert (answered.state, answered.answered_by) == (AmendmentState.ACCEPTED, office.drafter.id)
    assert office.view(item).unapplied is None
    for body, unapplied in ((BODY, 1), (BODY.replace("予以公示", "进行公示"), 0)):
        files = (IncomingFile("公示.txt", body.encode()), FILES[1])
        item = revise(office.desk, Revise(office.drafter.id, item.id, item.version, office.drafter.id, files))
        assert office.view(item).unapplied == unapplied
    # Proposing it made the reviewer no author.
    assert office.claimed(office.submitted(item)).claimed_by == office.reviewer.id
    assert_nothing_leaks(office)


def test_an_amendment_is_answered_once_and_by_the_drafter(office: ReviewOffice) -> None:
    item = amend(office.desk, amending(office.reviewed(), CHANGE))
    (proposed,) = office.all("amendments", item=item.id)
    with pytest.raises(NotPermitted):
        answer_amendment(office.desk, AnswerAmendment(office.other_drafter.id, proposed.id, 1, accept=True))
    declined = answer_amendment(office.desk, AnswerAmendment(office.drafter.id, proposed.id, 1, accept=False))
    assert declined.state is AmendmentState.DECLINED
    with pytest.raises(StaleDecision):
        answer_amendment(office.desk, AnswerAmendment(office.drafter.id, proposed.id, 1, accept=True))
    with pytest.raises(IllegalTransition):
        answer_amendment(office.desk, AnswerAmendment(office.drafter.id, proposed.id, 2, accept=True))


@pytest.mark.parametrize("change", [Change(1, "公示", "公告"), Change(1, "没有的话", ""), Change(9, "予以公示", "")])
def test_an_amendment_names_a_place(office: ReviewOffice, change: Change) -> None:
    with pytest.raises(AmendmentMismatch):
        amend(office.desk, amending(office.reviewed(), change))


def test_an_amendment_has_changes_and_a_reason(office: ReviewOffice) -> None:
    item = office.reviewed()
    for command in (amending(item), amending(item, CHANGE, reason=" ")):
        with pytest.raises(ReasonRequired):
            amend(office.desk, command)


def test_the_wording_of_an_issued_document_stays(office: ReviewOffice) -> None:
    item = office.enter(carrier=Carrier.ISSUED_DOCUMENT)
    with pytest.raises(IssuedWording):
        amend(office.desk, amending(office.reviewed(office.submitted(office.proposed(item))), CHANGE))
