"""三同步: a policy is passed, signed and released together with what explains it, and never before."""

from typing import Any

import pytest

from release_office import release_office
from review_office import BODY, ReviewOffice, fresh_office, lacking
from reviewer_app.domain.errors import CannotPass, DecisionIncomplete, IllegalTransition, NotPermitted
from reviewer_app.domain.items import Item, PartRole
from reviewer_app.domain.policy import PolicyKind
from reviewer_app.domain.readiness import is_policy
from reviewer_app.domain.review import Conclusion
from reviewer_app.domain.states import State
from reviewer_app.services.mark_policy import MarkPolicy, linkable, mark_policy
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.passing import Pass, pass_item

POLICY = IncomingFile("办法.txt", BODY.replace("    附件：补偿登记表\n", "").encode())
PLAN = IncomingFile("解读方案.txt", "解读方案\n由起草科室解读。".encode(), role=PartRole.INTERPRETATION_PLAN)
WORDS = "政策解读\n一、出台背景\n二、主要内容\n三、下一步工作".encode()
TEXT = IncomingFile("政策解读.txt", WORDS, role=PartRole.INTERPRETATION)


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def entered(office: Any, *files: IncomingFile) -> Item:
    return office.enter((POLICY, *files))  # type: ignore[no-any-return]


def marked(office: Any, item: Item, kind: PolicyKind = PolicyKind.NORMATIVE, **fields: Any) -> Item:
    return mark_policy(office.desk, MarkPolicy(item.author, item.id, item.version, kind, **fields))


def ready(office: Any, item: Item) -> Item:
    return office.ready(office.submitted(office.proposed(item)))  # type: ignore[no-any-return]


def passing(office: Any, item: Item) -> Item:
    return pass_item(office.desk, Pass(office.reviewer.id, item.id, item.version, Conclusion.PUBLISH_SEPARATED))


@pytest.mark.parametrize(
    ("files", "missing"),
    [
        ((), {"interpretation_plan", "interpretation"}),
        ((PLAN,), {"interpretation"}),
        ((TEXT,), {"interpretation_plan"}),
        ((PLAN, TEXT), set()),
    ],
)
def test_the_parts_of_one_package(office: ReviewOffice, files: tuple[IncomingFile, ...], missing: set[str]) -> None:
    item = ready(office, marked(office, entered(office, *files)))
    if not missing:
        assert passing(office, item).state is State.AWAITING_SIGNATURE
        return
    with pytest.raises(CannotPass) as refused:
        passing(office, item)
    assert lacking(refused.value) == missing


def test_the_tick_makes_a_policy_of_whatever_type(office: ReviewOffice) -> None:
    notice = IncomingFile("公告.txt", "关于地质灾害隐患点的公告\n现予公告。".encode())
    item = office.enter((notice,))
    assert not is_policy(office.view(item).facts)
    assert is_policy(office.view(marked(office, item)).facts)
    assert not is_policy(office.view(marked(office, office.all("items")[0], PolicyKind.NONE)).facts)


def test_what_explains_a_policy_tells_the_three_elements(office: ReviewOffice) -> None:
    short = IncomingFile("图解.txt", "政策解读\n一、出台背景\n二、主要内容".encode(), role=PartRole.INTERPRETATION)
    item = ready(office, marked(office, entered(office, PLAN, short)))
    with pytest.raises(CannotPass) as refused:
        passing(office, item)
    assert lacking(refused.value) == {"interpretation_elements"}


def test_the_three_elements_may_stand_in_two_texts(office: ReviewOffice) -> None:
    more = IncomingFile("问答.txt", "关于办法的说明\n下一步工作：加强宣传。".encode(), role=PartRole.INTERPRETATION)
    short = IncomingFile("图解.txt", "政策解读\n一、出台背景\n二、主要内容".encode(), role=PartRole.INTERPRETATION)
    item = ready(office, marked(office, entered(office, PLAN, short, more)))
    assert passing(office, item).state is State.AWAITING_SIGNATURE


def test_an_item_that_is_no_policy_owes_nothing(office: ReviewOffice) -> None:
    item = marked(office, marked(office, entered(office)), PolicyKind.NONE)
    assert passing(office, ready(office, item)).state is State.AWAITING_SIGNATURE


def test_a_major_policy_names_its_first_interpreter(office: ReviewOffice) -> None:
    item = ready(office, marked(office, entered(office, PLAN, TEXT), PolicyKind.MAJOR))
    with pytest.raises(CannotPass) as refused:
        passing(office, item)
    assert lacking(refused.value) == {"first_interpreter"}
    command = MarkPolicy(office.reviewer.id, item.id, item.version, PolicyKind.MAJOR, "局长")
    item = mark_policy(office.desk, command)
    (_, mark) = office.all("policies", item=item.id)
    assert (mark.first_interpreter, mark.unit) == ("局长", item.unit)  # 谁起草、谁解读
    assert passing(office, item).state is State.AWAITING_SIGNATURE


@pytest.mark.parametrize("interpretation_first", [False, True])
def test_a_linked_interpretation_is_passed_first_and_released_with_it(
    tmp_path: Any, interpretation_first: bool
) -> None:
    with release_office(tmp_path) as office:
        explains = office.enter((IncomingFile("政策解读.txt", WORDS, role=PartRole.BODY), PLAN), column="A08")
        policy = ready(office, marked(office, entered(office), linked=explains.id))
        with pytest.raises(CannotPass) as refused:
            passing(office, policy)
        assert lacking(refused.value) == {"interpretation_waits"}
        explains = office.passed(office.submitted(office.proposed(explains)))
        policy = passing(office, policy)
        first, second = (explains, policy) if interpretation_first else (policy, explains)
        office.signed(first)
        assert [one.failure for one in office.release()] == ["interpretation"]
        assert office.release() == ()  # it waits, and says so once
        office.signed(second)
        assert [one.failure for one in office.release()] == [None, None]


def test_who_may_tick_and_when(office: ReviewOffice) -> None:
    item = entered(office)
    with pytest.raises(NotPermitted):
        mark_policy(office.desk, MarkPolicy(office.other_drafter.id, item.id, item.version, PolicyKind.MAJOR))
    with pytest.raises(DecisionIncomplete):
        marked(office, item, linked=item.id)
    submitted = office.submitted(office.proposed(item))
    with pytest.raises(IllegalTransition):
        marked(office, submitted)


def test_what_can_be_linked(office: ReviewOffice) -> None:
    explains = office.enter((IncomingFile("政策解读.txt", WORDS, role=PartRole.BODY),), column="A08")
    policy = entered(office)
    assert [one.id for one in linkable(office.desk, office.reviewer.id, policy.id)] == [explains.id]
