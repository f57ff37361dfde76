"""From drafting to a reviewer's desk: attribute, submission, recall, route, claim, begin."""

import pytest

from review_office import BASIS, COLUMN, FILES, ReviewOffice, assert_nothing_leaks, fresh_office, lacking
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import (
    AlreadyClaimed,
    AuthorMayNot,
    CannotHandIn,
    DecisionIncomplete,
    IllegalTransition,
    NotPermitted,
    RouteUnfinished,
    StaleDecision,
)
from reviewer_app.domain.items import Item, PartRole, RouteStep
from reviewer_app.domain.legal import DisclosureAttribute, LegalBasis
from reviewer_app.domain.review import Stage
from reviewer_app.domain.states import State
from reviewer_app.services.begin_review import BeginReview, begin_review
from reviewer_app.services.claim import Claim, claim
from reviewer_app.services.endorse import Endorse, endorse
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.recall import Recall, recall
from reviewer_app.services.return_item import ReturnItem, return_item
from reviewer_app.services.routes import SaveRoute, save_route
from reviewer_app.services.submit import Submit, submit
from reviewer_app.services.unclaim import Unclaim, unclaim
from reviewer_app.text import catalogue


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def test_a_proposal_is_the_drafters_and_sets_the_attribute(office: ReviewOffice) -> None:
    item = office.proposed()
    assert item.attribute is DisclosureAttribute.PROACTIVE
    proposal = office.all("determinations", item=item.id)[-1]
    assert (proposal.stage, proposal.by, proposal.basis) == (Stage.DRAFTER, office.drafter.id, BASIS)
    assert office.entries()[-1].action is AuditAction.ITEM_PROPOSE


@pytest.mark.parametrize("attribute", [DisclosureAttribute.ON_REQUEST, DisclosureAttribute.WITHHELD])
@pytest.mark.parametrize(
    ("basis", "reason", "missing"),
    [((), "理由", {"basis"}), (BASIS, " ", {"reason"}), ((), "", {"basis", "reason"})],
)
def test_not_public_wants_basis_and_reason(
    office: ReviewOffice, attribute: DisclosureAttribute, basis: tuple[LegalBasis, ...], reason: str, missing: set[str]
) -> None:
    with pytest.raises(DecisionIncomplete) as refused:
        office.proposed(attribute=attribute, basis=basis, reason=reason)
    assert lacking(refused.value) == missing


def test_undetermined_is_no_proposal(office: ReviewOffice) -> None:
    with pytest.raises(DecisionIncomplete):
        office.proposed(attribute=DisclosureAttribute.UNDETERMINED)


def test_only_the_drafter_proposes_for_his_item(office: ReviewOffice) -> None:
    item = office.enter()
    with pytest.raises(NotPermitted):
        office.proposed(item.with_(author=office.other_drafter.id))


def test_a_complete_package_is_handed_in(office: ReviewOffice) -> None:
    item = office.submitted()
    assert (item.state, item.step, item.claimed_by) == (State.SUBMITTED, 0, None)
    assert item.submitted_at is not None
    entry = office.entries()[-1]
    assert (entry.action, entry.item) == (AuditAction.ITEM_SUBMIT, item.id)
    assert_nothing_leaks(office)


OTHER_ANNEX = IncomingFile("附件3 另一张表.csv", FILES[1].data)


@pytest.mark.parametrize(
    ("files", "missing"),
    [
        (FILES[:1], {"annex_missing"}),
        ((*FILES, OTHER_ANNEX), {"annex_unmentioned"}),
        ((FILES[0], IncomingFile("附件2 补偿登记表.csv", FILES[1].data)), {"annex_misnumbered"}),
        ((IncomingFile("附件1 补偿登记表.csv", FILES[1].data, PartRole.ANNEX, 1),), {"body"}),
    ],
)
def test_parts_must_be_what_the_body_says(
    office: ReviewOffice, files: tuple[IncomingFile, ...], missing: set[str]
) -> None:
    with pytest.raises(CannotHandIn) as refused:
        office.submitted(office.proposed(office.enter(files)))
    assert lacking(refused.value) == missing
    assert all(f"missing.{key}" in catalogue() for key in missing)


def test_without_an_attribute_nothing_is_handed_in(office: ReviewOffice) -> None:
    with pytest.raises(CannotHandIn) as refused:
        office.submitted(office.enter())
    assert lacking(refused.value) == {"attribute"}


def test_without_a_column_nothing_is_handed_in(office: ReviewOffice) -> None:
    plain = (IncomingFile("记录.txt", "今天天气很好。\n".encode()),)
    with pytest.raises(CannotHandIn) as refused:
        office.submitted(office.proposed(office.enter(plain, column=None)))
    assert lacking(refused.value) == {"column"}


def test_a_proposal_may_bring_the_column(office: ReviewOffice) -> None:
    plain = (IncomingFile("记录.txt", "今天天气很好。\n".encode()),)
    item = office.proposed(office.enter(plain, column=None), column=COLUMN)
    assert office.submitted(item).column == COLUMN


def test_what_was_handed_in_can_be_recalled_until_it_is_claimed(office: ReviewOffice) -> None:
    item = office.submitted()
    item = recall(office.desk, Recall(office.drafter.id, item.id, item.version))
    assert (item.state, item.submitted_at) == (State.DRAFTING, None)
    assert office.entries()[-1].action is AuditAction.ITEM_RECALL
    item = office.claimed(office.submitted(item))
    with pytest.raises(AlreadyClaimed) as refused:
        recall(office.desk, Recall(office.drafter.id, item.id, item.version))
    assert refused.value.values["who"] == "钟审查"
    assert str(refused.value.values["when"]).startswith("2018-06-21 09:")


def test_only_ones_own_is_recalled(office: ReviewOffice) -> None:
    item = office.submitted()
    with pytest.raises(NotPermitted):
        recall(office.desk, Recall(office.other_drafter.id, item.id, item.version))


def test_nothing_to_recall_before_it_was_handed_in(office: ReviewOffice) -> None:
    item = office.enter()
    with pytest.raises(IllegalTransition):
        recall(office.desk, Recall(office.drafter.id, item.id, item.version))


def test_a_claim_says_who_and_when(office: ReviewOffice) -> None:
    item = office.claimed()
    assert item.claimed_by == office.reviewer.id
    with pytest.raises(AlreadyClaimed) as refused:
        claim(office.desk, Claim(office.second.id, item.id, item.version))
    assert refused.value.values["who"] == "钟审查"


def test_an_author_cannot_even_claim(office: ReviewOffice) -> None:
    item = office.submitted(office.proposed(office.enter(by="drafting_reviewer")))
    with pytest.raises(AuthorMayNot):
        office.claimed(item, by="drafting_reviewer")


def test_a_claim_can_be_given_back_and_taken_by_another(office: ReviewOffice) -> None:
    item = office.claimed()
    with pytest.raises(AlreadyClaimed):
        unclaim(office.desk, Unclaim(office.second.id, item.id, item.version))
    item = unclaim(office.desk, Unclaim(office.reviewer.id, item.id, item.version))
    assert item.claimed_by is None
    assert office.claimed(item, by="second").claimed_by == office.second.id


def test_a_review_given_back_is_taken_up_by_another_with_what_was_decided(office: ReviewOffice) -> None:
    item = office.determined(office.reviewed())
    item = unclaim(office.desk, Unclaim(office.reviewer.id, item.id, item.version))
    assert [one.closed_at is None for one in office.all("reviews", item=item.id)] == [False]
    item = office.reviewed(item, by="second")
    assert [one.reviewer for one in office.all("reviews", item=item.id)] == [office.reviewer.id, office.second.id]
    assert office.view(item).facts.determination is not None


def test_only_a_claimed_item_is_reviewed(office: ReviewOffice) -> None:
    item = office.submitted()
    with pytest.raises(NotPermitted):
        begin_review(office.desk, BeginReview(office.reviewer.id, item.id, item.version))
    item = office.claimed(item)
    with pytest.raises(AlreadyClaimed):
        begin_review(office.desk, BeginReview(office.second.id, item.id, item.version))


def test_a_second_open_review_is_refused(office: ReviewOffice) -> None:
    item = office.reviewed()
    with pytest.raises(StaleDecision):
        begin_review(office.desk, BeginReview(office.reviewer.id, item.id, item.version))


@pytest.mark.parametrize("act", [Submit, Recall, Claim])
def test_the_version_seen_must_be_the_one_that_stands(office: ReviewOffice, act: type) -> None:
    item = office.submitted()
    handlers = {Submit: submit, Recall: recall, Claim: claim}
    actor = office.reviewer.id if act is Claim else office.drafter.id
    with pytest.raises(StaleDecision) as refused:
        handlers[act](office.desk, act(actor, item.id, item.version - 1))
    assert refused.value.values["who"] == "李起草"


def routed(office: ReviewOffice) -> Item:
    steps = (RouteStep("待核稿", "endorser"), RouteStep("待复核", "endorser"))
    route = save_route(office.desk, SaveRoute(office.administrator.id, "一般流程", steps))
    return office.submitted(office.proposed(office.enter(route=route.id)))


def test_a_route_is_walked_before_anybody_claims(office: ReviewOffice) -> None:
    item = routed(office)
    for step in ("待核稿", "待复核"):
        with pytest.raises(RouteUnfinished) as refused:
            claim(office.desk, Claim(office.reviewer.id, item.id, item.version))
        assert refused.value.values["step"] == step
        item = endorse(office.desk, Endorse(office.endorser.id, item.id, item.version, "无意见"))
    assert item.step == 2
    assert office.entries()[-1].action is AuditAction.ITEM_ENDORSE
    with pytest.raises(IllegalTransition):
        endorse(office.desk, Endorse(office.endorser.id, item.id, item.version))
    assert office.claimed(item).claimed_by == office.reviewer.id


def test_an_endorser_may_return_and_the_route_begins_again(office: ReviewOffice) -> None:
    item = routed(office)
    item = endorse(office.desk, Endorse(office.endorser.id, item.id, item.version))
    with pytest.raises(NotPermitted):
        return_item(office.desk, ReturnItem(office.reviewer.id, item.id, item.version, "请补充"))
    item = return_item(office.desk, ReturnItem(office.endorser.id, item.id, item.version, "请补充"))
    assert item.state is State.RETURNED
    assert office.submitted(item).step == 0


def test_an_item_without_a_route_has_nothing_to_endorse(office: ReviewOffice) -> None:
    item = office.submitted()
    with pytest.raises(IllegalTransition):
        endorse(office.desk, Endorse(office.endorser.id, item.id, item.version))
