"""What keeps an item from being passed, cause by cause."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from findings import (
    ANNEX,
    BODY,
    DAY,
    EVIDENCE,
    PAGE,
    amber,
    at,
    complete,
    determination,
    disposition,
    exemption,
    finding,
    judgement,
    part,
    public_version,
    report,
    revision,
    secrecy,
)
from reviewer_app.domain.document import UnreadReason
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.items import PartRole
from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.domain.readiness import (
    FITTING,
    NOT_CUTTABLE,
    SECRECY_TYPES,
    Facts,
    Missing,
    Shortfall,
    choices,
    is_stale,
    latest_dispositions,
    missing,
    suggested_conclusion,
)
from reviewer_app.domain.report import NamesMode
from reviewer_app.domain.review import Conclusion, DispositionKind, SecrecyConclusion, UnreadLook
from reviewer_app.text import catalogue

K = DispositionKind


def kinds(facts: Facts, conclusion: Conclusion | None = Conclusion.PUBLISH) -> list[Missing]:
    return [shortfall.what for shortfall in missing(facts, conclusion)]


def test_complete_facts_lack_nothing() -> None:
    assert missing(complete(), Conclusion.PUBLISH) == ()


@pytest.mark.parametrize("what", list(Missing))
def test_everything_missing_has_its_words(what: Missing) -> None:
    assert f"missing.{what.value}" in catalogue()


ANNEXED = {"revision": revision(part(), part(ANNEX, PartRole.ANNEX, 2)), "reports": {BODY: report(), ANNEX: report()}}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"secrecy": None}, [Missing.SECRECY]),
        ({"secrecy": secrecy(conclusion=SecrecyConclusion.REFER)}, [Missing.SECRECY]),
        (ANNEXED, [Missing.PARTS_UNOPENED]),
        ({"reports": {}}, [Missing.CHECKS]),
        ({"reports": {BODY: report(names=NamesMode.OFF)}}, [Missing.NAMES]),
        ({"reports": {BODY: report(unread=(UnreadReason.NAME_PASS_FAILED,))}}, [Missing.NAMES]),
        ({"reports": {BODY: report(unread=(UnreadReason.PICTURE,))}}, [Missing.UNREAD]),
        ({"reports": {BODY: report(finding())}}, [Missing.FINDINGS]),
        ({"reports": {BODY: report(amber())}}, [Missing.AMBER]),
        ({"determination": None}, [Missing.DETERMINATION]),
        ({"determination": determination(DisclosureAttribute.UNDETERMINED)}, [Missing.DETERMINATION]),
        ({"determination": determination(basis=())}, [Missing.BASIS]),
        ({"judgement": None}, [Missing.JUDGEMENT]),
        ({"judgement": judgement(channels=())}, [Missing.CHANNEL]),
        ({"judgement": judgement(Audience.ALL, Audience.GROUP)}, [Missing.PUBLIC_VERSION]),
        ({"judgement": judgement(Audience.UNDETERMINED)}, [Missing.AUDIENCE, Missing.PUBLIC_VERSION]),
        ({"public_versions": ()}, [Missing.PUBLIC_VERSION]),
        ({"public_versions": (public_version(uncovered=1),)}, [Missing.PUBLIC_VERSION_NOT_CLEAN]),
        ({"public_versions": (public_version(of="r0"),)}, [Missing.PUBLIC_VERSION_STALE]),
    ],
)
def test_each_cause_is_named(changes: dict[str, object], expected: list[Missing]) -> None:
    assert kinds(complete(**changes)) == expected


@pytest.mark.parametrize("kind", sorted(SECRECY_TYPES))
def test_hints_are_answered_in_the_secrecy_step_alone(kind: FindingType) -> None:
    facts = complete(reports={BODY: report(finding(3, kind))})
    assert missing(facts, Conclusion.PUBLISH) == (Shortfall(Missing.SECRECY_HINTS, 1),)
    assert kinds(complete(reports=facts.reports, dispositions=(disposition(K.NOT_A_FINDING, 3, reason="误"),))) == [
        Missing.SECRECY_HINTS
    ]
    assert kinds(complete(reports=facts.reports, secrecy=secrecy(hints=(3,)))) == []


def test_looking_at_a_page_answers_it_but_not_a_failed_name_pass() -> None:
    look = UnreadLook("l1", "i1", "r1", BODY, (PAGE,), "reviewer", at(1))
    page = {BODY: report(unread=(UnreadReason.NO_TEXT_LAYER,))}
    assert kinds(complete(reports=page, looks=(look,))) == []
    names = {BODY: report(unread=(UnreadReason.NAME_PASS_FAILED,))}
    assert kinds(complete(reports=names, looks=(look,))) == [Missing.NAMES]


VALID = exemption(FindingType.MOBILE)


@pytest.mark.parametrize(
    ("decided", "exempted", "enough"),
    [
        (disposition(K.MASK), None, True),
        (disposition(K.GENERALISE), None, True),
        (disposition(K.REMOVE), None, True),
        (disposition(K.REPLACE, replacement="0797-0000000"), None, True),
        (disposition(K.SEEN), None, False),
        (disposition(K.OPEN), None, False),
        (disposition(K.NOT_A_FINDING, reason="不是号码"), None, True),
        (disposition(K.NOT_A_FINDING, reason=" "), None, False),
        (disposition(K.KEEP), None, False),
        (disposition(K.KEEP, exemption="e1"), VALID, True),
        (disposition(K.KEEP, exemption="e2"), VALID, False),
        (disposition(K.KEEP, exemption="e1"), exemption(FindingType.ADDRESS), False),
        (disposition(K.KEEP, exemption="e1"), exemption(FindingType.MOBILE, until=date(2018, 6, 20)), False),
        (disposition(K.KEEP, exemption="e1"), exemption(FindingType.MOBILE, until=DAY), True),
    ],
)
def test_what_settles_a_blocking_finding(decided: object, exempted: object, enough: bool) -> None:
    facts = complete(
        reports={BODY: report(finding())}, dispositions=(decided,), exemptions=(exempted,) if exempted else ()
    )
    assert kinds(facts) == ([] if enough else [Missing.FINDINGS])


@pytest.mark.parametrize("kind", sorted(NOT_CUTTABLE - {FindingType.ATTRIBUTE}))
def test_what_stands_nowhere_cannot_be_cut(kind: FindingType) -> None:
    reports = {BODY: report(finding(1, kind))}
    assert kinds(complete(reports=reports, dispositions=(disposition(K.REMOVE),))) == [Missing.FINDINGS]
    assert kinds(complete(reports=reports, dispositions=(disposition(K.NOT_A_FINDING, reason="已补"),))) == []


def test_the_determination_answers_attribute_findings() -> None:
    reports = {BODY: report(finding(1, FindingType.ATTRIBUTE))}
    assert kinds(complete(reports=reports)) == []


def test_a_part_that_is_never_released_needs_no_dispositions() -> None:
    parts = revision(part(), part(EVIDENCE, PartRole.EVIDENCE, 2))
    facts = complete(
        revision=parts, reports={BODY: report(), EVIDENCE: report(finding(), amber(2))}, secrecy=secrecy(BODY, EVIDENCE)
    )
    assert kinds(facts) == []


def test_the_latest_disposition_counts_and_open_takes_it_back() -> None:
    reports = {BODY: report(finding())}
    undone = (disposition(K.MASK, minutes=1), disposition(K.OPEN, minutes=2))
    assert kinds(complete(reports=reports, dispositions=undone)) == [Missing.FINDINGS]
    again = (*undone, disposition(K.REMOVE, minutes=3))
    assert latest_dispositions(again)[BODY, 1].kind is K.REMOVE
    assert kinds(complete(reports=reports, dispositions=again)) == []


def test_a_version_is_stale_once_it_would_be_made_differently() -> None:
    before = (disposition(K.MASK, minutes=1),)
    version = public_version(minutes=5)
    assert not is_stale(version, complete(dispositions=before))
    assert is_stale(version, complete(dispositions=(*before, disposition(K.REMOVE, minutes=6))))
    assert is_stale(version, complete(dispositions=(*before, disposition(K.OPEN, minutes=6))))
    assert not is_stale(version, complete(dispositions=(*before, disposition(K.SEEN, 2, minutes=6))))
    redone = (*before, disposition(K.OPEN, minutes=6), disposition(K.MASK, minutes=7))
    assert not is_stale(version, complete(dispositions=redone))


def test_the_newest_version_of_an_audience_counts() -> None:
    facts = complete(public_versions=(public_version(uncovered=1), public_version(minutes=11)))
    assert kinds(facts) == []


@pytest.mark.parametrize("conclusion", list(FITTING))
@pytest.mark.parametrize("attribute", list(DisclosureAttribute))
def test_the_conclusion_must_fit_the_attribute(conclusion: Conclusion, attribute: DisclosureAttribute) -> None:
    lacking = kinds(complete(determination=determination(attribute)), conclusion)
    if attribute is DisclosureAttribute.UNDETERMINED:
        assert lacking == [Missing.DETERMINATION]
    else:
        assert lacking == ([] if FITTING[conclusion] is attribute else [Missing.CONCLUSION])


@pytest.mark.parametrize("conclusion", [Conclusion.DEFER, Conclusion.REFER])
def test_deferring_and_referring_are_no_passes(conclusion: Conclusion) -> None:
    assert Missing.CONCLUSION in kinds(complete(), conclusion)


@pytest.mark.parametrize(
    ("conclusion", "attribute"),
    [
        (Conclusion.ON_REQUEST, DisclosureAttribute.ON_REQUEST),
        (Conclusion.WITHHOLD, DisclosureAttribute.WITHHELD),
    ],
)
def test_what_is_not_published_needs_grounds_and_no_version(
    conclusion: Conclusion, attribute: DisclosureAttribute
) -> None:
    bare = {"judgement": None, "public_versions": (), "reports": {BODY: report(finding(), amber(2))}}
    assert kinds(complete(determination=determination(attribute), **bare), conclusion) == []
    assert kinds(complete(determination=determination(attribute, reason=" "), **bare), conclusion) == [Missing.REASON]


def test_shortfalls_are_counted_part_by_part() -> None:
    reports = {BODY: report(finding(1), finding(2)), ANNEX: report(finding(1), amber(2))}
    facts = complete(revision=ANNEXED["revision"], reports=reports, secrecy=secrecy(BODY, ANNEX))
    assert missing(facts, Conclusion.PUBLISH) == (
        Shortfall(Missing.FINDINGS, 2, BODY), Shortfall(Missing.FINDINGS, 1, ANNEX), Shortfall(Missing.AMBER, 1, ANNEX)
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Conclusion.PUBLISH),
        ({"revision": revision(ordinal=2)}, Conclusion.PUBLISH_AMENDED),
        ({"dispositions": (disposition(K.MASK),)}, Conclusion.PUBLISH_SEPARATED),
        ({"determination": determination(DisclosureAttribute.WITHHELD)}, Conclusion.WITHHOLD),
        ({"determination": determination(DisclosureAttribute.ON_REQUEST)}, Conclusion.ON_REQUEST),
        ({"determination": None}, None),
    ],
)
def test_the_suggested_conclusion(changes: dict[str, object], expected: Conclusion | None) -> None:
    assert suggested_conclusion(complete(**changes)) is expected


DECIDED = st.lists(
    st.tuples(st.sampled_from(list(K)), st.integers(1, 3)), max_size=8
).map(lambda drawn: tuple(disposition(kind, number, minutes=n) for n, (kind, number) in enumerate(drawn)))


@given(DECIDED)
def test_a_version_made_last_is_never_stale(decided: tuple[object, ...]) -> None:
    facts = complete(dispositions=decided)
    assert not is_stale(public_version(minutes=100), facts)


@given(DECIDED, st.integers(-1, 8))
def test_staleness_is_a_difference_of_choices(decided: tuple[object, ...], minutes: int) -> None:
    facts = complete(dispositions=decided)
    made = public_version(minutes=minutes)
    before = tuple(one for one in decided if one.at < made.made_at)
    assert is_stale(made, facts) is (choices(before) != choices(facts.dispositions))
