"""The law packs: chosen by the date of the act, never citing an article that did not exist yet."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.legal import Certainty, LegalBasis
from reviewer_app.domain.report import Proposal
from reviewer_app.rules.law import Branch, LawPack, cite_text, in_chinese, law_pack, load_packs
from reviewer_app.rules.strict_yaml import RuleDataFault

OLD, NEW = date(2018, 6, 21), date(2020, 6, 21)


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("2008-05-01", "2007"),
        ("2018-06-21", "2007"),
        ("2019-05-14", "2007"),
        ("2019-05-15", "2019"),
        ("2026-11-23", "2019"),
        ("2001-01-01", "2007"),
    ],
)
def test_the_pack_of_a_day(day: str, version: str) -> None:
    assert law_pack(date.fromisoformat(day)).version == version


@given(st.dates(date(2008, 5, 1), date(2100, 1, 1)))
def test_exactly_one_version_holds_on_any_day(day: date) -> None:
    assert [pack.holds_on(day) for pack in load_packs()].count(True) == 1


# Rulebook §1.1 and §1.3: which article a subject has in which version.
@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("norm", (10, None, 1), (20, None, 1)),
        ("organ", (9, None, 3), (20, None, 2)),
        ("plan", (10, None, 2), (20, None, 3)),
        ("statistics", (10, None, 3), (20, None, 4)),
        ("service", (10, None, 7), (20, None, 5)),
        ("budget", (10, None, 4), (20, None, 7)),
        ("fee", (10, None, 5), (20, None, 8)),
        ("procurement", (10, None, 6), (20, None, 9)),
        ("project", (10, None, 8), (20, None, 10)),
        ("penalty", (9, None, 4), (20, None, 6)),
        ("personnel", (9, None, 4), (20, None, 14)),
        ("land", (11, None, 3), (21, None, None)),
        ("guide", (19, None, None), (12, None, None)),
        ("annual_report", (31, None, None), (49, None, None)),
        ("interest", (9, None, None), (19, None, None)),
    ],
)
def test_the_article_map(key: str, old: tuple[int | None, ...], new: tuple[int | None, ...]) -> None:
    for day, place in ((OLD, old), (NEW, new)):
        basis = law_pack(day).on_list(key)
        assert (basis.article, basis.paragraph, basis.item) == place


@pytest.mark.parametrize(
    ("duty", "old", "new"),
    [("deadline", 18, 26), ("refer", 14, 17), ("sever", 22, 37), ("consult", 23, 32), ("lead_organ", 17, 10)],
)
def test_the_duties(duty: str, old: int, new: int) -> None:
    assert law_pack(OLD).on_duty(duty).article == old
    assert law_pack(NEW).on_duty(duty).article == new


BRANCHES = [branch.branch for branch in load_packs()[0].tree]


@pytest.mark.parametrize("name", BRANCHES)
def test_both_versions_know_the_same_questions_in_the_same_order(name: str) -> None:
    assert [branch.branch for branch in law_pack(NEW).tree] == BRANCHES
    assert law_pack(NEW).branch(name).question.endswith("？")
    assert law_pack(OLD).branch(name).told


@pytest.mark.parametrize("name", ["internal", "process", "case_file"])
def test_the_2007_text_has_no_internal_or_process_exemption(name: str) -> None:
    branch = law_pack(OLD).branch(name)
    assert law_pack(OLD).basis_of(branch, OLD) == ()
    assert branch.outcome in {Proposal.ON_REQUEST, Proposal.UNDETERMINED}
    assert law_pack(NEW).branch(name).article == 16


def test_no_article_of_a_pack_is_cited_that_it_does_not_have() -> None:
    for pack in load_packs():
        for place in (*pack.lists.values(), *pack.duties.values()):
            assert place.article in pack.articles
        for branch in pack.tree:
            assert branch.article is None or branch.article in pack.articles


def test_what_was_where_is_known() -> None:
    articles = law_pack(NEW).articles
    assert (articles[12].was, articles[33].was, articles[17].was) == (19, 24, 14)
    old = law_pack(OLD)
    assert all(article.was in old.articles for article in articles.values() if article.was is not None)


def test_facts_from_memory_are_not_verified() -> None:
    old = law_pack(OLD)
    assert old.articles[31].certainty is Certainty.MEMORY
    assert not old.cite(31).verified
    assert old.cite(18).verified
    assert not old.on_list("annual_report").verified


def test_the_registration_law_is_cited_only_once_it_is_in_force() -> None:
    old = law_pack(OLD)
    branch = old.branch("special_access")
    assert old.basis_of(branch, date(2014, 1, 1)) == ()
    assert {basis.regulation for basis in old.basis_of(branch, OLD)} == {"不动产登记暂行条例"}


def test_an_unknown_branch_is_our_fault() -> None:
    with pytest.raises(RuleDataFault):
        law_pack(OLD).branch("nothing")


@pytest.mark.parametrize(
    ("basis", "text"),
    [
        (LegalBasis("政府信息公开条例", "2019", 16, 2), "《政府信息公开条例》（2019年）第十六条第二款"),
        (LegalBasis("政府信息公开条例", "2019", 20, None, 14), "《政府信息公开条例》（2019年）第二十条第（十四）项"),
        (LegalBasis("条例", "2007", 31, verified=False), "《条例》（2007年）第三十一条〔待核实〕"),
        (LegalBasis("政府信息公开条例", "2007"), "《政府信息公开条例》（2007年）"),
    ],
)
def test_bases_are_told_in_chinese(basis: LegalBasis, text: str) -> None:
    assert cite_text(basis) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (9, "九"), (10, "十"), (14, "十四"), (20, "二十"), (56, "五十六"), (100, "一百"), (103, "一百零三"),
     (110, "一百一十"), (111, "一百一十一"), (1000, "一千"), (1010, "一千零一十"), (1032, "一千零三十二")],
)
def test_article_numbers(number: int, text: str) -> None:
    assert in_chinese(number) == text


def test_a_list_place_from_memory_is_marked_even_in_a_known_article() -> None:
    old = law_pack(OLD)
    assert isinstance(old, LawPack)
    assert all(isinstance(branch, Branch) for branch in old.tree)
    for key, place in old.lists.items():
        assert old.on_list(key).verified == (place.certainty is not Certainty.MEMORY)
