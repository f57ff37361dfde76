"""Each step of a review: what it records, what it refuses, and that only the reviewer who has the item takes it."""

from datetime import timedelta
from typing import Any

import pytest

from review_office import BASIS, BODY, FILES, PHONE, ReviewOffice, assert_nothing_leaks, day, fresh_office, lacking
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.document import Place
from reviewer_app.domain.errors import (
    AlreadyClaimed,
    DecisionIncomplete,
    NotFound,
    ReasonRequired,
    StaleDecision,
)
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.items import Item
from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.domain.readiness import Missing
from reviewer_app.domain.report import JudgementProposal, TimingProposal
from reviewer_app.domain.review import (
    Conclusion,
    DecisionKind,
    DispositionKind,
    ExemptionKind,
    SecrecyConclusion,
    Source,
    Stage,
)
from reviewer_app.domain.states import State
from reviewer_app.services.determine import Determine, determine
from reviewer_app.services.dispose import Dispose, dispose
from reviewer_app.services.exempt import Exempt, exempt
from reviewer_app.services.judge import Judge, Window, default_window, judge
from reviewer_app.services.look_at_unread import LookAtUnread, look_at_unread
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.phone_book import SavePhone, save_phone
from reviewer_app.services.review_secrecy import ReviewSecrecy, review_secrecy

K = DispositionKind
HINTED = f"内部资料 注意保存\n{BODY}"


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


@pytest.fixture
def item(office: ReviewOffice) -> Item:
    return office.reviewed()


# --- 保密审查 ---


def secrecy(office: ReviewOffice, item: Item, **fields: Any) -> ReviewSecrecy:
    parts = tuple(part.part.id for part in office.view(item).parts)
    wanted = {"source": Source.OWN, "opened_parts": parts, "conclusion": SecrecyConclusion.NOT_SECRET} | fields
    return ReviewSecrecy(office.reviewer.id, item.id, item.version, **wanted)


def test_not_secret_is_recorded_by_name(office: ReviewOffice, item: Item) -> None:
    assert Missing.SECRECY in {one.what for one in office.view(item).missing}
    item = review_secrecy(office.desk, secrecy(office, item))
    (review,) = office.all("secrecy_reviews", item=item.id)
    assert (review.by, review.source, len(review.opened_parts)) == (office.reviewer.id, Source.OWN, 2)
    assert Missing.SECRECY not in {one.what for one in office.view(item).missing}
    assert office.entries()[-1].action is AuditAction.ITEM_SECRECY


def test_every_part_is_opened_first(office: ReviewOffice, item: Item) -> None:
    opened = (office.view(item).parts[0].part.id,)
    with pytest.raises(DecisionIncomplete) as refused:
        review_secrecy(office.desk, secrecy(office, item, opened_parts=opened))
    assert lacking(refused.value) == {"parts_unopened"}
    with pytest.raises(NotFound):
        review_secrecy(office.desk, secrecy(office, item, opened_parts=(*opened, "none of these")))


def test_hints_are_answered_one_by_one_and_in_words(office: ReviewOffice) -> None:
    item = office.reviewed(office.submitted(office.proposed(
        office.enter((IncomingFile("公示.txt", HINTED.encode()), FILES[1]))
    )))
    hints = tuple(
        finding.number for finding in office.view(item).parts[0].report.findings
        if finding.type is FindingType.INTERNAL_MARK and finding.blocks
    )
    assert hints
    with pytest.raises(DecisionIncomplete) as refused:
        review_secrecy(office.desk, secrecy(office, item))
    assert lacking(refused.value) == {"secrecy_hints", "reason"}
    item = review_secrecy(office.desk, secrecy(office, item, answered_hints=hints, note="非内部资料，已核"))
    assert not {Missing.SECRECY, Missing.SECRECY_HINTS} & {one.what for one in office.view(item).missing}


def test_secret_stops_the_item(office: ReviewOffice, item: Item) -> None:
    item = review_secrecy(office.desk, secrecy(office, item, conclusion=SecrecyConclusion.SECRET, opened_parts=()))
    assert (item.state, item.claimed_by) == (State.VOID, None)
    assert [one.kind for one in office.all("decisions", item=item.id)] == [DecisionKind.VOID]
    assert not [one for one in office.all("reviews", item=item.id) if one.closed_at is None]


def test_doubt_is_referred_to_a_named_authority(office: ReviewOffice, item: Item) -> None:
    with pytest.raises(DecisionIncomplete):
        review_secrecy(office.desk, secrecy(office, item, conclusion=SecrecyConclusion.REFER))
    command = secrecy(office, item, conclusion=SecrecyConclusion.REFER, authority="市国家保密局", note="密点不明")
    item = review_secrecy(office.desk, command)
    assert item.state is State.REFERRED
    (decision,) = office.all("decisions", item=item.id)
    assert (decision.kind, decision.conclusion, decision.authority) == (
        DecisionKind.REFER, Conclusion.REFER, "市国家保密局"
    )


# --- 属性认定 ---


def test_the_reviewer_determines(office: ReviewOffice, item: Item) -> None:
    item = office.determined(item, DisclosureAttribute.WITHHELD)
    assert item.attribute is DisclosureAttribute.WITHHELD
    latest = office.all("determinations", item=item.id)[-1]
    assert (latest.stage, latest.by, latest.revision) == (Stage.REVIEWER, office.reviewer.id, item.revision)
    assert office.entries()[-1].action is AuditAction.ITEM_DETERMINE


@pytest.mark.parametrize(
    ("attribute", "basis", "reason", "missing"),
    [
        (DisclosureAttribute.PROACTIVE, (), "", {"basis"}),
        (DisclosureAttribute.WITHHELD, (), "", {"basis", "reason"}),
        (DisclosureAttribute.ON_REQUEST, BASIS, "  ", {"reason"}),
        (DisclosureAttribute.UNDETERMINED, BASIS, "不知", {"attribute"}),
    ],
)
def test_a_determination_wants_its_grounds(
    office: ReviewOffice, item: Item, attribute: DisclosureAttribute, basis: Any, reason: str, missing: set[str]
) -> None:
    with pytest.raises(DecisionIncomplete) as refused:
        determine(office.desk, Determine(office.reviewer.id, item.id, item.version, attribute, basis, reason))
    assert lacking(refused.value) == missing


# --- 研判 ---


def judging(office: ReviewOffice, item: Item, **fields: Any) -> Judge:
    return Judge(office.reviewer.id, item.id, item.version, **fields)


def test_what_is_left_is_the_default_and_says_so(office: ReviewOffice, item: Item) -> None:
    proposal = office.view(item).parts[0].report.judgement
    item = judge(office.desk, judging(office, item))
    (judgement,) = office.all("judgements", item=item.id)
    assert judgement.defaults == ("wording", "timing", "manner", "audience")
    assert (judgement.channels, judgement.latest) == (proposal.channels, proposal.timing.latest)
    assert judgement.audiences == (proposal.audience,)


def test_what_is_given_is_no_default(office: ReviewOffice, item: Item) -> None:
    window = Window(day("2018-06-25"), day("2018-07-02"), day("2018-12-31"))
    command = judging(
        office, item, wording="无问题", timing=window, channels=("government_site",), audiences=(Audience.ALL,)
    )
    item = judge(office.desk, command)
    (judgement,) = office.all("judgements", item=item.id)
    assert (judgement.defaults, judgement.wording, item.due) == ((), "无问题", "2018-07-02")
    assert (judgement.earliest, judgement.latest, judgement.display_until) == (
        window.earliest, window.latest, window.display_until
    )
    assert office.entries()[-1].refs == (("defaults", 0), ("judgement", judgement.id))


@pytest.mark.parametrize(
    ("channels", "audiences", "missing"),
    [
        (("government_site",), (), {"audience"}),
        (("government_site",), (Audience.UNDETERMINED,), {"audience"}),
        ((), (Audience.ALL,), {"channel"}),
        (("government_site",), (Audience.ALL, Audience.GROUP), {"channel"}),
        (("government_site", "village_board"), (Audience.GROUP,), {"channel_audience"}),
    ],
)
def test_channels_and_audiences_must_fit(
    office: ReviewOffice, item: Item, channels: Any, audiences: Any, missing: set[str]
) -> None:
    with pytest.raises(DecisionIncomplete) as refused:
        judge(office.desk, judging(office, item, channels=channels, audiences=audiences))
    assert lacking(refused.value) == missing
    with pytest.raises(NotFound):
        judge(office.desk, judging(office, item, channels=("no such",), audiences=(Audience.ALL,)))


LIST = "松岗村征地补偿分户明细表\n户主姓名\t补偿金额\n王小明\t120\n李大海\t130\n周文芳\t140\n"


def test_what_concerns_certain_people_goes_to_everybody_only_for_a_reason(office: ReviewOffice) -> None:
    files = (IncomingFile("通知.txt", "关于公布补偿情况的通知\n附件：补偿明细表\n".encode()),
             IncomingFile("附件1 补偿明细表.txt", LIST.encode()))
    item = office.reviewed(office.submitted(office.proposed(office.enter(files))))
    assert office.view(item).parts[1].report.judgement.audience is Audience.GROUP
    everybody = {"channels": ("government_site",), "audiences": (Audience.ALL,)}
    with pytest.raises(DecisionIncomplete) as refused:
        judge(office.desk, judging(office, item, **everybody))
    assert lacking(refused.value) == {"audience_reason"}
    item = judge(office.desk, judging(office, item, **everybody, note="只公布汇总数，分户表不上网"))
    village = {"channels": ("village_board",), "audiences": (Audience.GROUP,)}
    judge(office.desk, judging(office, item, **village))


def test_days_follow_one_another() -> None:
    with pytest.raises(DecisionIncomplete):
        Window(day("2018-07-02"), day("2018-07-01"))


@pytest.mark.parametrize(
    ("until", "wanted"), [("2018-06-18", "2018-06-18"), ("2018-06-10", None), (None, None)]
)
def test_the_stated_end_of_display_is_the_default(until: str | None, wanted: str | None) -> None:
    """A notice of a week ends before the last lawful day of publishing; one that is over is left to the person."""
    timing = TimingProposal(day("2018-06-11"), day("2018-07-09"), display_until=day(until) if until else None)
    window = default_window(JudgementProposal(timing=timing))
    assert (window.latest, window.display_until) == (day("2018-07-09"), day(wanted) if wanted else None)


# --- 处理 ---


def mobile(office: ReviewOffice, item: Item) -> tuple[str, int]:
    part = office.view(item).parts[0]
    return part.part.id, next(one.number for one in part.report.findings if one.value == PHONE)


def disposing(office: ReviewOffice, item: Item, kind: DispositionKind, **fields: Any) -> Dispose:
    part, number = mobile(office, item)
    return Dispose(office.reviewer.id, item.id, item.version, part, (number,), kind, **fields)


@pytest.mark.parametrize("kind", [K.MASK, K.GENERALISE, K.REMOVE])
def test_cutting_needs_no_reason(office: ReviewOffice, item: Item, kind: DispositionKind) -> None:
    item = dispose(office.desk, disposing(office, item, kind))
    (decided,) = office.all("dispositions", item=item.id)
    assert (decided.kind, decided.by, decided.revision) == (kind, office.reviewer.id, item.revision)
    entry = office.entries()[-1]
    assert (entry.action, entry.changes) == (AuditAction.ITEM_DISPOSE, 2)
    assert_nothing_leaks(office)


def test_a_group_is_one_disposition(office: ReviewOffice, item: Item) -> None:
    part = office.view(item).parts[0]
    numbers = tuple(finding.number for finding in part.report.findings)
    item = dispose(office.desk, Dispose(office.reviewer.id, item.id, item.version, part.part.id, numbers, K.MASK))
    (decided,) = office.all("dispositions", item=item.id)
    assert decided.numbers == numbers
    assert Missing.FINDINGS not in {one.what for one in office.view(item).missing}


@pytest.mark.parametrize("numbers", [(), (99,), (1, 99)])
def test_only_findings_that_are_there(office: ReviewOffice, item: Item, numbers: tuple[int, ...]) -> None:
    part = office.view(item).parts[0].part.id
    with pytest.raises(NotFound):
        dispose(office.desk, Dispose(office.reviewer.id, item.id, item.version, part, numbers, K.MASK))
    with pytest.raises(NotFound):
        dispose(office.desk, Dispose(office.reviewer.id, item.id, item.version, "no part", (1,), K.MASK))


@pytest.mark.parametrize("kind", [K.SEEN, K.NOT_A_FINDING])
def test_a_red_is_never_just_clicked_away(office: ReviewOffice, item: Item, kind: DispositionKind) -> None:
    with pytest.raises(ReasonRequired):
        dispose(office.desk, disposing(office, item, kind))


def test_a_reasoned_false_alarm_holds(office: ReviewOffice, item: Item) -> None:
    item = dispose(office.desk, disposing(office, item, K.NOT_A_FINDING, reason="系办公号码"))
    assert office.all("dispositions", item=item.id)[0].reason == "系办公号码"


def exempting(office: ReviewOffice, item: Item, **fields: Any) -> Exempt:
    wanted = {
        "kind": ExemptionKind.MANDATORY, "basis": BASIS, "fields": (FindingType.MOBILE,), "reason": "依法须公开",
    } | fields
    return Exempt(office.reviewer.id, item.id, item.version, **wanted)


def test_keeping_a_red_stands_on_an_exemption_of_its_kind(office: ReviewOffice, item: Item) -> None:
    with pytest.raises(DecisionIncomplete):
        dispose(office.desk, disposing(office, item, K.KEEP, reason="要留"))
    made = exempt(office.desk, exempting(office, item, fields=(FindingType.ADDRESS,)))
    with pytest.raises(DecisionIncomplete):
        dispose(office.desk, disposing(office, made.item, K.KEEP, exemption=made.exemption.id))
    made = exempt(office.desk, exempting(office, made.item))
    item = dispose(office.desk, disposing(office, made.item, K.KEEP, exemption=made.exemption.id))
    (kept,) = office.all("dispositions", item=item.id)
    assert (kept.exemption, kept.reason) == (made.exemption.id, "依法须公开")


def test_an_exemption_of_another_item_does_not_count(office: ReviewOffice, item: Item) -> None:
    other = office.reviewed()
    made = exempt(office.desk, exempting(office, other))
    with pytest.raises(NotFound):
        dispose(office.desk, disposing(office, item, K.KEEP, exemption=made.exemption.id))


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"basis": ()}, {"basis"}),
        ({"fields": ()}, {"fields"}),
        ({"reason": " "}, {"reason"}),
        ({"until": day("2018-06-20")}, {"dates"}),
    ],
)
def test_an_exemption_wants_article_fields_reason(
    office: ReviewOffice, item: Item, fields: dict[str, Any], missing: set[str]
) -> None:
    with pytest.raises(DecisionIncomplete) as refused:
        exempt(office.desk, exempting(office, item, **fields))
    assert lacking(refused.value) == missing


def test_replacing_wants_words_or_an_office_phone(office: ReviewOffice, item: Item) -> None:
    with pytest.raises(DecisionIncomplete) as refused:
        dispose(office.desk, disposing(office, item, K.REPLACE))
    assert lacking(refused.value) == {"replacement"}
    save_phone(office.desk, SavePhone(office.administrator.id, "办公室", "0797-8100012"))
    item = dispose(office.desk, disposing(office, item, K.REPLACE))
    item = dispose(office.desk, disposing(office, item, K.REPLACE, replacement="0797-8100013"))
    assert [one.replacement for one in office.all("dispositions", item=item.id)] == [None, "0797-8100013"]


def test_a_disposition_can_be_taken_back(office: ReviewOffice, item: Item) -> None:
    undecided = {one.what: one.count for one in office.view(item).missing}[Missing.FINDINGS]
    item = dispose(office.desk, disposing(office, item, K.MASK))
    item = dispose(office.desk, disposing(office, item, K.OPEN))
    assert {one.what: one.count for one in office.view(item).missing}[Missing.FINDINGS] == undecided
    assert [one.kind for one in office.all("dispositions", item=item.id)] == [K.MASK, K.OPEN]


def test_hints_of_secrecy_are_not_disposed_of(office: ReviewOffice) -> None:
    files = (IncomingFile("公示.txt", HINTED.encode()), FILES[1])
    item = office.reviewed(office.submitted(office.proposed(office.enter(files))))
    part = office.view(item).parts[0]
    number = next(one.number for one in part.report.findings if one.type is FindingType.INTERNAL_MARK)
    with pytest.raises(DecisionIncomplete):
        dispose(
            office.desk,
            Dispose(office.reviewer.id, item.id, item.version, part.part.id, (number,), K.NOT_A_FINDING, reason="误报"),
        )


def test_a_clock_set_back_does_not_turn_the_order(office: ReviewOffice, item: Item) -> None:
    item = dispose(office.desk, disposing(office, item, K.MASK))
    office.desk.clock.forward(timedelta(hours=-5))
    item = dispose(office.desk, disposing(office, item, K.REMOVE))
    first, second = office.all("dispositions", item=item.id)
    assert first.at < second.at


# --- 人工查看 ---


def test_only_what_was_not_read_is_looked_at(office: ReviewOffice, item: Item) -> None:
    part = office.view(item).parts[0].part.id
    with pytest.raises(NotFound):
        look_at_unread(office.desk, LookAtUnread(office.reviewer.id, item.id, item.version, part, (Place(page=1),)))
    with pytest.raises(NotFound):
        look_at_unread(office.desk, LookAtUnread(office.reviewer.id, item.id, item.version, part, ()))


# --- whose turn it is ---


@pytest.mark.parametrize(
    "act",
    [
        lambda office, item, actor: review_secrecy(
            office.desk,
            ReviewSecrecy(actor, item.id, item.version, Source.OWN, (), SecrecyConclusion.SECRET),
        ),
        lambda office, item, actor: determine(
            office.desk, Determine(actor, item.id, item.version, DisclosureAttribute.PROACTIVE, BASIS)
        ),
        lambda office, item, actor: judge(office.desk, Judge(actor, item.id, item.version)),
        lambda office, item, actor: dispose(
            office.desk, Dispose(actor, item.id, item.version, *mobile(office, item)[:1], (1,), K.MASK)
        ),
    ],
    ids=["secrecy", "determine", "judge", "dispose"],
)
def test_only_who_has_the_item_decides_and_only_on_what_he_saw(office: ReviewOffice, item: Item, act: Any) -> None:
    with pytest.raises(AlreadyClaimed):
        act(office, item, office.second.id)
    with pytest.raises(StaleDecision):
        act(office, item.with_(version=item.version - 1), office.reviewer.id)
