"""Our own drafts (tests/data/law): how often attribute and article are right; every branch is met."""

import pytest

import law_figures
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.law import law_pack, load_packs


@pytest.mark.parametrize(("held", "wanted"), [(False, 0.98), (True, 0.93)], ids=["tuned", "held back"])
def test_attribute_and_article_are_right(held: bool, wanted: float) -> None:
    chosen = [one for one in law_figures.cases() if one.held is held]
    attribute, article = law_figures.figures(chosen)
    assert attribute >= wanted
    assert article >= wanted


def test_every_branch_of_both_versions_is_met() -> None:
    for pack in load_packs():
        met = {one for case in law_figures.cases() if law_pack(case.day) is pack for one in case.branches}
        assert met == {branch.branch for branch in pack.tree}


def test_it_stops_at_the_expected_branch() -> None:
    chosen = law_figures.cases()
    right = sum(law_figures.proposed(case).path[-1] in case.branches for case in chosen)
    assert right / len(chosen) >= 0.95


def test_the_columns_own_drafts_are_public_in_their_column() -> None:
    columns = {case.column for case in law_figures.cases() if case.column}
    assert len(columns) >= 30
    assert columns <= {leaf.id for leaf in load_catalogue().columns}
    for case in law_figures.cases():
        if case.column:
            found = law_figures.proposed(case, with_column=True)
            assert law_figures.right_attribute(case, found), case.id
            assert law_figures.right_article(case, found), case.id


def test_every_proposal_shows_its_sentence_and_none_cites_the_other_version() -> None:
    for case in law_figures.cases():
        found = law_figures.proposed(case)
        for one in found.evidence:
            assert case.text[one.start : one.end].strip()
        versions = {one.version for one in found.basis if one.regulation == law_figures.REGULATION}
        assert versions <= {law_pack(case.day).version}
    shown = sum(bool(law_figures.proposed(case).evidence) for case in law_figures.cases())
    assert shown / len(law_figures.cases()) >= 0.95
