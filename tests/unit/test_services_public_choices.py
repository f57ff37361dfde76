"""Which decisions hold for every audience, and which leave it to the policy."""

from dataclasses import replace
from typing import Any

import pytest

from findings import amber, disposition, finding
from reviewer_app.domain.document import Place
from reviewer_app.domain.findings import Action, FindingType, PersonRole
from reviewer_app.domain.review import DispositionKind
from reviewer_app.rules.deidentify import Choice
from reviewer_app.rules.policy import load_book
from reviewer_app.services.public_choices import choices_for, spared, would_stay

K = DispositionKind
STANDARD = load_book().named("standard")
ONE, OTHER = finding(1), finding(7)  # the same finding, numbered differently by another check


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        (disposition(K.MASK), {}),  # agrees with what was proposed: the audience's policy says how
        (disposition(K.SEEN), {}),
        (disposition(K.REMOVE), {7: Choice(K.REMOVE)}),
        (disposition(K.NOT_A_FINDING, reason="误"), {7: Choice(K.NOT_A_FINDING)}),
        (disposition(K.MASK, replacement="某"), {7: Choice(K.MASK, "某")}),
        (disposition(K.KEEP, exemption="e1"), {7: Choice(K.KEEP)}),
    ],
)
def test_a_decision_against_the_proposal_holds_for_every_audience(decided: Any, expected: dict[int, Choice]) -> None:
    assert choices_for([ONE], [OTHER], {1: decided}, STANDARD) == expected


@pytest.mark.parametrize("kind", [FindingType.LIST, FindingType.COMBINATION])
def test_a_decision_about_a_whole_list_cuts_nothing_where_the_list_begins(kind: FindingType) -> None:
    found, same = finding(1, kind), finding(7, kind)
    assert choices_for([found], [same], {1: disposition(K.REMOVE)}, STANDARD) == {}
    misread = {1: disposition(K.NOT_A_FINDING, reason="误")}
    assert choices_for([found], [same], misread, STANDARD) == {7: Choice(K.NOT_A_FINDING)}


def test_no_policy_keeps_what_a_person_agreed_to_cut() -> None:
    """The policy keeps a contact person's landline; a reviewer who cuts it as proposed must find it cut."""
    contact = replace(amber(1), role=PersonRole.CONTACT, value="0797-8222222")
    kept = replace(contact, action=Action.KEEP)
    assert choices_for([contact], [contact], {1: disposition(K.MASK)}, STANDARD)[1].replacement
    assert choices_for([contact], [contact], {1: disposition(K.SEEN)}, STANDARD) == {}
    assert choices_for([contact], [kept], {1: disposition(K.MASK)}, STANDARD) == {}


def test_a_finding_that_the_other_check_does_not_have_asks_nothing() -> None:
    assert choices_for([ONE], [amber(1, FindingType.EMAIL)], {1: disposition(K.REMOVE)}, STANDARD) == {}
    assert choices_for([ONE], [OTHER], {}, STANDARD) == {}


def test_what_stays_against_a_decision_is_told_and_can_be_cut_all_the_same() -> None:
    name = replace(finding(1, FindingType.PERSON_NAME), place=Place(row=2, column=2, table=1), value="张建国")
    there = replace(name, number=7)
    agreed, exempt = disposition(K.MASK), disposition(K.MASK, exemption="e1")
    village, strict = load_book().named("village"), load_book().named("village+decisions")
    assert spared([name], [there], {1: agreed}, {7}) == (1,)
    assert spared([name], [there], {1: agreed}, {8}) == spared([name], [there], {}, {7}) == ()
    assert spared([name], [there], {1: disposition(K.KEEP)}, {7}) == ()
    assert choices_for([name], [there], {1: agreed}, village) == {}
    assert choices_for([name], [there], {1: agreed}, strict)[7].replacement == "张某某"
    assert would_stay(name, agreed, village)
    assert not any(would_stay(name, one, village) for one in (exempt, None, disposition(K.KEEP)))
    assert not would_stay(name, disposition(K.REMOVE), village)  # decided otherwise than proposed: it goes everywhere
    assert not would_stay(name, agreed, strict)
    assert not would_stay(replace(name, place=Place()), agreed, village)
