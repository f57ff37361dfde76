"""Which decisions hold for every audience, and which leave it to the policy."""

from dataclasses import replace
from typing import Any

import pytest

from findings import amber, disposition, finding
from reviewer_app.domain.findings import Action, FindingType, PersonRole
from reviewer_app.domain.review import DispositionKind
from reviewer_app.rules.deidentify import Choice
from reviewer_app.rules.policy import load_book
from reviewer_app.services.public_choices import choices_for

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
