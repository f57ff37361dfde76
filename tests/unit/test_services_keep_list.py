"""保留名单: two persons, one list, and what checks make of it."""

from datetime import timedelta

import pytest

from review_office import ReviewOffice, fresh_office
from reviewer_app.domain.actors import User
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete, IllegalTransition, NotPermitted, SecondPersonNeeded
from reviewer_app.domain.findings import Action, Finding, FindingType
from reviewer_app.domain.items import Carrier
from reviewer_app.domain.keeps import Keep, KeepKind, kept_key
from reviewer_app.services.keep_list import AnswerKeep, ProposeKeep, confirm_keep, keep_lines, propose_keep, revoke_keep
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.preview_file import PreviewFile, preview_file

NAME, LINE = "王建军", "0797-8391234"


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def proposed(office: ReviewOffice, value: str = NAME, kind: KeepKind = KeepKind.OFFICIAL, days: int = 30) -> Keep:
    until = office.desk.today() + timedelta(days)
    return propose_keep(office.desk, ProposeKeep(office.reviewer.id, kind, value, "本局职工", until))


def confirmed(office: ReviewOffice, keep: Keep, who: User | None = None) -> Keep:
    return confirm_keep(office.desk, AnswerKeep((who or office.second).id, keep.id, keep.version))


def found(office: ReviewOffice, text: str, kind: FindingType = FindingType.PERSON_NAME) -> list[Finding]:
    file = IncomingFile("通知.txt", text.encode())
    report = preview_file(office.desk, PreviewFile(office.reviewer.id, file, Carrier.NOT_OFFICIAL)).report
    return [one for one in report.findings if one.type is kind]


def kept(office: ReviewOffice, text: str, kind: FindingType = FindingType.PERSON_NAME) -> bool:
    (one,) = found(office, text, kind)
    return one.action is Action.KEEP


def test_it_counts_from_the_second_persons_word_until_revoked(office: ReviewOffice) -> None:
    text = "王建军（男）谈了体会。"
    keep = proposed(office)
    assert not kept(office, text)
    keep = confirmed(office, keep)
    assert kept(office, text)
    revoke_keep(office.desk, AnswerKeep(office.reviewer.id, keep.id, keep.version))
    assert not kept(office, text)


def test_nobody_confirms_his_own(office: ReviewOffice) -> None:
    keep = proposed(office)
    with pytest.raises(SecondPersonNeeded):
        confirmed(office, keep, office.reviewer)
    with pytest.raises(NotPermitted):
        confirmed(office, keep, office.drafter)
    assert confirmed(office, keep, office.signatory).confirmed_by == office.signatory.id


def test_it_ends_with_its_last_day(office: ReviewOffice) -> None:
    confirmed(office, proposed(office, days=0))
    assert [line.in_force for line in keep_lines(office.desk, office.reviewer.id)] == [True]
    office.desk.clock.forward(timedelta(days=1))
    assert [line.in_force for line in keep_lines(office.desk, office.reviewer.id)] == [False]
    assert not kept(office, "王建军（男）谈了体会。")


@pytest.mark.parametrize(
    "text", ["村民王建军领取补偿。", "举报人：王建军", "患者王建军，男", "姓名\t电话\n王建军\t无\n李小娜\t无"]
)
def test_a_namesake_is_not_the_official(office: ReviewOffice, text: str) -> None:
    confirmed(office, proposed(office))
    assert [one.action for one in found(office, text) if one.value == NAME] != [Action.KEEP]


def test_an_office_line_is_kept_however_it_is_written(office: ReviewOffice) -> None:
    confirmed(office, proposed(office, LINE, KeepKind.PHONE))
    assert kept(office, "家庭电话（0797）8391234", FindingType.LANDLINE)
    assert kept_key("（0797）8391234") == kept_key(LINE)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (KeepKind.PHONE, "13800138000"), (KeepKind.PHONE, "王建军"), (KeepKind.OFFICIAL, "360702198001011238"),
        (KeepKind.PLACE, "红旗大道50号"), (KeepKind.OFFICIAL, " "),
    ],
)  # fmt: skip
def test_what_cannot_be_kept(office: ReviewOffice, kind: KeepKind, value: str) -> None:
    with pytest.raises(DecisionIncomplete):
        proposed(office, value, kind)
    assert keep_lines(office.desk, office.reviewer.id) == ()


def test_a_reason_and_a_day_ahead_are_needed(office: ReviewOffice) -> None:
    with pytest.raises(DecisionIncomplete) as told:
        propose_keep(
            office.desk,
            ProposeKeep(office.reviewer.id, KeepKind.OFFICIAL, NAME, " ", office.desk.today() - timedelta(1)),
        )
    assert told.value.values["missing"] == "keep_reason,keep_until"


def test_every_step_is_logged_without_the_value(office: ReviewOffice) -> None:
    keep = confirmed(office, proposed(office))
    keep = revoke_keep(office.desk, AnswerKeep(office.second.id, keep.id, keep.version))
    with pytest.raises(IllegalTransition):
        revoke_keep(office.desk, AnswerKeep(office.second.id, keep.id, keep.version))
    with pytest.raises(IllegalTransition):
        confirmed(office, keep)
    entries = [one for one in office.entries() if one.action.value.startswith("user:keep_list:")]
    assert [one.action for one in entries] == [
        AuditAction.KEEP_PROPOSE, AuditAction.KEEP_CONFIRM, AuditAction.KEEP_REVOKE
    ]  # fmt: skip
    assert all(NAME not in str(one.refs) for one in entries)
    assert all(one.changes == 1 for one in entries)


def test_only_reviewers_see_the_list(office: ReviewOffice) -> None:
    with pytest.raises(NotPermitted):
        keep_lines(office.desk, office.administrator.id)
    with pytest.raises(NotPermitted):
        propose_keep(
            office.desk, ProposeKeep(office.drafter.id, KeepKind.OFFICIAL, NAME, "本局职工", office.desk.today())
        )
