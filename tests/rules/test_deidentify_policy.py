"""The shipped policies and the strictness of the file they stand in."""

from importlib.resources import files

import pytest

from reviewer_app.domain.errors import UsageFault
from reviewer_app.domain.findings import FindingType, PersonRole
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.report import DocumentType
from reviewer_app.rules.policy import Verb, load_book, parse_book
from reviewer_app.rules.strict_yaml import RuleDataFault

TEXT = (files("resources") / "rules" / "deidentify.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(load_book().policies))
def test_every_policy_treats_what_the_standard_treats_and_names_its_sources(name: str) -> None:
    book = load_book()
    policy = book.policies[name]
    assert set(policy.treatments) == set(book.policies["standard"].treatments)
    assert {treatment.source for treatment in policy.treatments.values()} <= set(book.sources)
    assert policy.version == book.version
    assert len(policy.sha256) == 64


@pytest.mark.parametrize("name", sorted(load_book().policies))
def test_no_policy_lets_numbers_of_villagers_stay(name: str) -> None:
    policy = load_book().policies[name]
    for kind in (FindingType.ID_NUMBER, FindingType.MOBILE, FindingType.BANK_ACCOUNT, FindingType.HEALTH):
        for role in PersonRole:
            assert policy.treatments[kind].verb(role) is not Verb.KEEP
        assert policy.treatments[kind].list is not Verb.KEEP


@pytest.mark.parametrize("name", sorted(load_book().policies))
def test_names_of_minors_and_complainants_never_stay(name: str) -> None:
    names = load_book().policies[name].treatments[FindingType.PERSON_NAME]
    for role in (PersonRole.MINOR, PersonRole.COMPLAINANT, PersonRole.WITNESS):
        assert names.verb(role) is Verb.REMOVE


@pytest.mark.parametrize(("kind", "audience", "expected"), [
    (DocumentType.EXPROPRIATION, Audience.ALL, "standard"),
    (DocumentType.EXPROPRIATION, Audience.GROUP, "village"),
    (DocumentType.PROPOSAL_REPLY, Audience.ALL, "proposal_reply"),
    (DocumentType.PROPOSAL_REPLY, Audience.GROUP, "proposal_reply"),
    (DocumentType.SERVICE_GUIDE, Audience.ALL, "guide"),
    (DocumentType.CASE_FILE, Audience.APPLICANT, "full_removal"),
    (DocumentType.NOTICE, Audience.APPLICANT, "standard"),
    (DocumentType.NOTICE, Audience.UNDETERMINED, "standard"),
])
def test_defaults(kind: DocumentType, audience: Audience, expected: str) -> None:
    assert load_book().choose(kind, audience).name == expected


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("kind", DocumentType)
def test_every_type_and_audience_has_a_policy(kind: DocumentType, audience: Audience) -> None:
    assert load_book().choose(kind, audience).treatments


def test_a_named_policy_beats_the_default_and_an_unknown_one_is_wrong_usage() -> None:
    book = load_book()
    assert book.choose(DocumentType.EXPROPRIATION, Audience.ALL, "village").name == "village"
    with pytest.raises(UsageFault) as caught:
        book.choose(DocumentType.OTHER, Audience.ALL, "none-such")
    assert "none-such" in str(caught.value.values["detail"])


@pytest.mark.parametrize(("old", "new"), [
    ("prose: mask, list: mask, form: surname, source: M1,", "prose: maks, list: mask, form: surname, source: M1,"),
    ("form: edges, head: 2, tail: 3, source: M2,", "form: edges, haed: 2, tail: 3, source: M2,"),
    ("source: M6}", "source: M66}"),
    ("bank_account: {prose: remove", "bank_acount: {prose: remove"),
    ("bank_account: {prose: remove", "bank_account: {prose: cut_column"),
    ("extends: standard", "extends: standrad"),
    ("extends: standard", "extends: masked_lists"),
    ("{audience: group, policy: village}", "{audience: group, policy: vilage}"),
    ("  - {audience: undetermined, policy: standard}\n", ""),
    ('version: "1"', 'version: "1"\nversion: "2"'),
    ('version: "1"', 'version: "1"\nversoin: "2"'),
    ("certainty: R2}", "certainty: X}"),
    ("roles: {minor: remove}", "roles: {miner: remove}"),
    ("persons_at_least: 3", "persons_at_least: three"),
])
def test_a_slip_of_the_pen_is_refused(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(RuleDataFault):
        parse_book(TEXT.replace(old, new, 1))


def test_the_hash_is_that_of_the_file() -> None:
    assert parse_book(TEXT + "\n# local\n").sha256 != load_book().sha256
