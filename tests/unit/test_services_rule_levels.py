"""False alarms counted from what reviewers decided, a rule lowered with a reason, and taken back."""

from dataclasses import replace

import pytest

from findings import at
from review_office import ReviewOffice, fresh_office, lacking
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete, NotPermitted, ReasonRequired, StaleDecision
from reviewer_app.domain.findings import Level
from reviewer_app.domain.items import Item
from reviewer_app.domain.review import Disposition, DispositionKind
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.rule_levels import (
    LowerRule,
    RestoreRule,
    RuleShare,
    lower_level,
    lower_rule,
    restore_rule,
    rule_shares,
)

RULE = "wording.placeholder_word"
TEXT = "关于召开会议的通知\n会议地点待定，时间待补充，名单待确认。\n"


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def entered(office: ReviewOffice) -> str:
    return office.enter((IncomingFile("通知.txt", TEXT.encode()),)).id


def wording(office: ReviewOffice, item: str) -> list[tuple[int, Level]]:
    view = office.view(_item(office, item))
    return [(one.number, one.level) for one in view.parts[0].report.findings if one.rule == RULE]


def _item(office: ReviewOffice, item: str) -> Item:
    return next(one for one in office.all("items") if one.id == item)


def decide(office: ReviewOffice, item: str, *kinds: DispositionKind) -> None:
    """As reviewers did, one disposition a finding."""
    found = _item(office, item)
    (part,) = office.all("finding_sets", item=item)[-1:]
    numbers = [number for number, _ in wording(office, item)]
    with office.desk.uow(office.reviewer.id) as uow:
        for number, kind in zip(numbers, kinds, strict=True):
            uow.dispositions.add(Disposition(
                office.desk.ids(), item, found.revision or "", part.part, (number,), kind, office.reviewer.id, at(1),
                reason="测试",
            ))
        uow.record(AuditAction.ITEM_DISPOSE, item=item)
        uow.commit()


def share(office: ReviewOffice, rule: str = RULE) -> RuleShare:
    return next(one for one in rule_shares(office.desk, office.administrator.id) if one.rule == rule)


WRONG, SEEN = DispositionKind.NOT_A_FINDING, DispositionKind.SEEN


def test_shares_are_counted_from_the_latest_dispositions(office: ReviewOffice) -> None:
    assert (share(office).hits, share(office).share, share(office).asks) == (0, 0, False)
    item = entered(office)
    decide(office, item, WRONG, WRONG, SEEN)
    found = share(office)
    assert (found.hits, found.false_alarms, found.level) == (3, 2, Level.AMBER)
    decide(office, item, SEEN, WRONG, DispositionKind.OPEN)
    found = share(office)
    assert (found.hits, found.false_alarms) == (2, 1)


@pytest.mark.parametrize(("hits", "wrong", "asks"), [(50, 50, False), (51, 36, True), (51, 35, False), (80, 79, True)])
def test_who_is_asked(hits: int, wrong: int, *, asks: bool) -> None:
    assert RuleShare(RULE, "", Level.AMBER, hits, wrong, None).asks is asks


@pytest.mark.parametrize(
    ("rule", "level", "lower"),
    [
        (RULE, Level.AMBER, Level.GREY), ("wording.lexicon_country", Level.RED, Level.AMBER), (RULE, Level.GREY, None),
        ("privacy.mobile", Level.RED, None), ("privacy.combination", Level.AMBER, Level.GREY), (RULE, None, None),
    ],
)
def test_how_far_a_rule_may_be_lowered(rule: str, level: Level | None, lower: Level | None) -> None:
    assert lower_level(RuleShare(rule, "", level, 60, 60, None)) is lower


def test_a_lowered_rule_is_folded_in_what_comes_in_then_and_back_again(office: ReviewOffice) -> None:
    before = entered(office)
    admin = office.administrator.id
    lowered = lower_rule(office.desk, LowerRule(admin, RULE, "本单位的通知常写“待定”"))
    assert (lowered.level, lowered.hits) == (Level.GREY, 0)
    assert office.entries()[-1].action is AuditAction.RULE_LOWER
    assert "待定" not in str(office.entries()[-1])
    after = entered(office)
    assert {level for _, level in wording(office, before)} == {Level.AMBER}
    assert {level for _, level in wording(office, after)} == {Level.GREY}
    assert share(office).lowered == lowered
    with pytest.raises(DecisionIncomplete) as refused:
        lower_rule(office.desk, LowerRule(admin, RULE, "再低"))
    assert lacking(refused.value) == {"rule_level"}
    restored = restore_rule(office.desk, RestoreRule(admin, lowered.id, lowered.version))
    assert restored.revoked_at is not None
    assert office.entries()[-1].action is AuditAction.RULE_RESTORE
    assert share(office).lowered is None
    assert {level for _, level in wording(office, entered(office))} == {Level.AMBER}
    with pytest.raises(StaleDecision):
        restore_rule(office.desk, RestoreRule(admin, lowered.id, lowered.version))


def test_a_reason_and_the_right_are_asked(office: ReviewOffice) -> None:
    with pytest.raises(ReasonRequired):
        lower_rule(office.desk, LowerRule(office.administrator.id, RULE, " "))
    for actor in (office.reviewer.id, office.drafter.id):
        with pytest.raises(NotPermitted):
            rule_shares(office.desk, actor)
        with pytest.raises(NotPermitted):
            lower_rule(office.desk, LowerRule(actor, RULE, "不想看"))
    for rule in ("privacy.mobile", "nothing"):
        with pytest.raises(DecisionIncomplete):
            lower_rule(office.desk, LowerRule(office.administrator.id, rule, "不想看"))
    assert replace(share(office), hits=51, false_alarms=51).asks
