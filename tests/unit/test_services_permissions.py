"""The full grid: every use case refuses every role that was not granted it, changes nothing and logs nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from review_office import BASIS, FILES, PASSWORD, PEOPLE, ReviewOffice, day, fresh_office
from reviewer_app.domain.actors import GRANTS, Permission, Role
from reviewer_app.domain.errors import NotPermitted
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.items import Change, Item
from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.domain.review import Conclusion, DispositionKind, ExemptionKind, SecrecyConclusion, Source
from reviewer_app.services.amend import Amend, amend
from reviewer_app.services.answer_amendment import AnswerAmendment, answer_amendment
from reviewer_app.services.answer_questions import AnswerQuestions, answer_questions
from reviewer_app.services.assess_impact import AssessImpact, assess_impact
from reviewer_app.services.authorise import Authorise, Revoke, authorise, revoke
from reviewer_app.services.begin_review import BeginReview, begin_review
from reviewer_app.services.claim import Claim, claim
from reviewer_app.services.compare_revisions import CompareRevisions, compare_revisions
from reviewer_app.services.confirm_fact import ConfirmFact, confirm_fact
from reviewer_app.services.defer import Defer, defer
from reviewer_app.services.desk import Desk
from reviewer_app.services.determine import Determine, determine
from reviewer_app.services.dispose import Dispose, dispose
from reviewer_app.services.endorse import Endorse, endorse
from reviewer_app.services.enter import EnterPackage, enter_package
from reviewer_app.services.exempt import Exempt, exempt
from reviewer_app.services.judge import Judge, judge
from reviewer_app.services.look_at_unread import LookAtUnread, look_at_unread
from reviewer_app.services.make_public_version import MakePublicVersion, make_public_version
from reviewer_app.services.office_opinion import RecordOpinion, record_opinion
from reviewer_app.services.open_item import open_item
from reviewer_app.services.passing import Pass, pass_item
from reviewer_app.services.people import AddPerson, ChangePerson, add_person, change_person
from reviewer_app.services.person_keys import RetireKey, retire_key
from reviewer_app.services.phone_book import SavePhone, save_phone
from reviewer_app.services.propose import ProposeAttribute, propose_attribute
from reviewer_app.services.recall import Recall, recall
from reviewer_app.services.refer import Refer, refer
from reviewer_app.services.resume import Resume, resume
from reviewer_app.services.return_item import ReturnItem, return_item
from reviewer_app.services.review_secrecy import ReviewSecrecy, review_secrecy
from reviewer_app.services.revise import Revise, revise
from reviewer_app.services.routes import SaveRoute, save_route
from reviewer_app.services.submit import Submit, submit
from reviewer_app.services.unclaim import Unclaim, unclaim
from reviewer_app.services.void import Void, void

P = Permission


@dataclass(frozen=True)
class Scene:
    """What the use cases are tried on."""

    office: ReviewOffice
    item: Item
    part: str
    amendment: str
    authorisation: str


@dataclass(frozen=True)
class Attempt:
    """One person trying one use case on the scene; `at` is the item with the version seen."""

    desk: Desk
    actor: str
    at: tuple[str, int]
    scene: Scene


@cache
def scene() -> Scene:
    """An item under review with an open amendment, and an authorisation; nothing here is ever changed by a refusal."""
    office = fresh_office()
    granted = authorise(
        office.desk,
        Authorise(
            office.signatory.id, office.reviewer.id, frozenset({"A30"}), day("2018-06-21"), day("2018-06-30"), "1号"
        ),
    )
    item = office.reviewed()
    item = amend(office.desk, Amend(office.reviewer.id, item.id, item.version, (Change(1, "予以公示", "公示"),), "r"))
    (amendment,) = office.all("amendments")
    return Scene(office, item, office.view(item).parts[0].part.id, amendment.id, granted.id)


USE_CASES: dict[str, tuple[Permission, Callable[[Attempt], Any]]] = {
    "enter": (P.ITEM_DRAFT, lambda t: enter_package(t.desk, EnterPackage(t.actor, t.actor, FILES))),
    "revise": (P.ITEM_DRAFT, lambda t: revise(t.desk, Revise(t.actor, *t.at, t.actor, FILES))),
    "propose": (P.ITEM_SUBMIT, lambda t: propose_attribute(
        t.desk, ProposeAttribute(t.actor, *t.at, DisclosureAttribute.PROACTIVE))),
    "submit": (P.ITEM_SUBMIT, lambda t: submit(t.desk, Submit(t.actor, *t.at))),
    "recall": (P.ITEM_RECALL, lambda t: recall(t.desk, Recall(t.actor, *t.at))),
    "endorse": (P.ITEM_ENDORSE, lambda t: endorse(t.desk, Endorse(t.actor, *t.at))),
    "claim": (P.ITEM_CLAIM, lambda t: claim(t.desk, Claim(t.actor, *t.at))),
    "unclaim": (P.ITEM_CLAIM, lambda t: unclaim(t.desk, Unclaim(t.actor, *t.at))),
    "begin": (P.ITEM_REVIEW, lambda t: begin_review(t.desk, BeginReview(t.actor, *t.at))),
    "secrecy": (P.ITEM_REVIEW, lambda t: review_secrecy(
        t.desk, ReviewSecrecy(t.actor, *t.at, Source.OWN, (), SecrecyConclusion.SECRET))),
    "determine": (P.ITEM_REVIEW, lambda t: determine(
        t.desk, Determine(t.actor, *t.at, DisclosureAttribute.PROACTIVE, BASIS))),
    "answer questions": (P.ITEM_REVIEW, lambda t: answer_questions(
        t.desk, AnswerQuestions(t.actor, *t.at, (("safety", True),)))),
    "opinion": (P.ITEM_REVIEW, lambda t: record_opinion(
        t.desk, RecordOpinion(t.actor, *t.at, agrees=True, opinion="同意"))),
    "impact": (P.ITEM_REVIEW, lambda t: assess_impact(
        t.desk, AssessImpact(t.actor, "penalty", (), (), (), "合法", "低", "隐去"))),
    "confirm fact": (P.OFFICE_MANAGE, lambda t: confirm_fact(
        t.desk, ConfirmFact(t.actor, "政府信息公开条例/2007/31", "汇编"))),
    "judge": (P.ITEM_REVIEW, lambda t: judge(t.desk, Judge(t.actor, *t.at))),
    "dispose": (P.ITEM_REVIEW, lambda t: dispose(
        t.desk, Dispose(t.actor, *t.at, t.scene.part, (1,), DispositionKind.MASK))),
    "exempt": (P.ITEM_REVIEW, lambda t: exempt(
        t.desk, Exempt(t.actor, *t.at, ExemptionKind.CONSENT, BASIS, (FindingType.MOBILE,), "r"))),
    "look": (P.ITEM_REVIEW, lambda t: look_at_unread(t.desk, LookAtUnread(t.actor, *t.at, t.scene.part, ()))),
    "public": (P.ITEM_REVIEW, lambda t: make_public_version(
        t.desk, MakePublicVersion(t.actor, *t.at, Audience.ALL))),
    "return": (P.ITEM_RETURN, lambda t: return_item(t.desk, ReturnItem(t.actor, *t.at, "r"))),
    "pass": (P.ITEM_PASS, lambda t: pass_item(t.desk, Pass(t.actor, *t.at, Conclusion.PUBLISH))),
    "defer": (P.ITEM_REVIEW, lambda t: defer(t.desk, Defer(t.actor, *t.at, "r", day("2019-01-01")))),
    "refer": (P.ITEM_REVIEW, lambda t: refer(t.desk, Refer(t.actor, *t.at, "a", "r"))),
    "resume": (P.ITEM_REVIEW, lambda t: resume(t.desk, Resume(t.actor, *t.at, "r"))),
    "void": (P.ITEM_VOID, lambda t: void(t.desk, Void(t.actor, *t.at, "r"))),
    "amend": (P.ITEM_AMEND, lambda t: amend(t.desk, Amend(t.actor, *t.at, (Change(1, "a", "b"),), "r"))),
    "answer": (P.ITEM_ACCEPT_AMENDMENT, lambda t: answer_amendment(
        t.desk, AnswerAmendment(t.actor, t.scene.amendment, 1, accept=True))),
    "open": (P.TEXT_READ, lambda t: open_item(t.desk, t.actor, t.at[0])),
    "compare": (P.TEXT_READ, lambda t: compare_revisions(t.desk, CompareRevisions(t.actor, t.at[0], 1, 1))),
    "add person": (P.PEOPLE_MANAGE, lambda t: add_person(
        t.desk, AddPerson(t.actor, "某", "科", frozenset({Role.DRAFTER})))),
    "change person": (P.PEOPLE_MANAGE, lambda t: change_person(
        t.desk, ChangePerson(t.actor, t.actor, 1, "某", "科", frozenset({Role.DRAFTER})))),
    "retire key": (P.PEOPLE_MANAGE, lambda t: retire_key(t.desk, RetireKey(t.actor, t.actor))),
    "authorise": (P.PEOPLE_AUTHORISE, lambda t: authorise(
        t.desk, Authorise(t.actor, t.actor, frozenset({"A30"}), day("2018-06-21"), day("2018-06-30"), PASSWORD))),
    "revoke": (P.PEOPLE_AUTHORISE, lambda t: revoke(t.desk, Revoke(t.actor, t.scene.authorisation, 9))),
    "route": (P.OFFICE_MANAGE, lambda t: save_route(t.desk, SaveRoute(t.actor, "流程", (), "none"))),
    "phone": (P.OFFICE_MANAGE, lambda t: save_phone(t.desk, SavePhone(t.actor, "科", "1", id_="none"))),
}
ROLES = {word: roles for word, (_, roles) in PEOPLE.items()} | {"administrator": frozenset({Role.ADMINISTRATOR})}


def granted(word: str, permission: Permission) -> bool:
    return any(permission in GRANTS[role] for role in ROLES[word])


DENIED = [
    (use_case, word)
    for use_case, (permission, _) in sorted(USE_CASES.items())
    for word in sorted(ROLES)
    if not granted(word, permission)
]


@pytest.mark.parametrize(("use_case", "word"), DENIED)
def test_who_was_not_granted_it_is_refused_and_leaves_no_trace(use_case: str, word: str) -> None:
    permission, attempt = USE_CASES[use_case]
    s = scene()
    entries = s.office.entries()
    with pytest.raises(NotPermitted) as refused:
        attempt(Attempt(s.office.desk, s.office.people[word].id, (s.item.id, s.item.version), s))
    assert refused.value.values == {"permission": permission.value}
    assert s.office.entries() == entries
    assert s.office.item(s.item) == s.item


@pytest.mark.parametrize("use_case", sorted(USE_CASES))
def test_every_use_case_is_somebodys_and_never_everybodys(use_case: str) -> None:
    permission, _ = USE_CASES[use_case]
    able = {word for word in ROLES if granted(word, permission)}
    assert able
    assert able != set(ROLES)


def test_the_administrator_does_nothing_about_items() -> None:
    about_items = {use_case for use_case, (permission, _) in USE_CASES.items() if permission.startswith("item:")}
    assert about_items | {"open", "compare"} <= {use_case for use_case, word in DENIED if word == "administrator"}


def test_the_auditor_only_reads() -> None:
    allowed = set(USE_CASES) - {use_case for use_case, word in DENIED if word == "auditor"}
    assert allowed == {"open", "compare"}
