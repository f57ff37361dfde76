import dataclasses
from datetime import date
from importlib.resources import files
from pathlib import Path
from shutil import copytree

import msgspec
import pytest

from documents import blocks_document, cell, text_document
from naming import with_names
from reviewer_app.domain.document import Document
from reviewer_app.rules import engine
from reviewer_app.rules.context import Context
from reviewer_app.rules.detectors.registry import DETECTORS, detectors_of
from reviewer_app.rules.loader import convert, load_rules, read_rules
from reviewer_app.rules.schema import Example, Rule
from reviewer_app.rules.strict_yaml import RuleDataFault, parse

RULES = load_rules()
TODAY = Context(today=date(2026, 11, 23))


def document(example: Example) -> Document:
    if example.header is None:
        return text_document(example.text)
    return blocks_document(cell(example.text, example.header, 2, 1))


def values(rule: Rule, example: Example) -> list[str]:
    asked = document(example)
    if rule.detector == "names_by_model":
        asked = with_names(asked)
    return [found.value for found in engine.find(asked, RULES, TODAY) if found.rule == rule.id]


CASES_HIT = [pytest.param(r, e, id=f"{r.id}-{n}") for r in RULES.rules for n, e in enumerate(r.examples.hit)]
CASES_MISS = [pytest.param(r, e, id=f"{r.id}-{n}") for r in RULES.rules for n, e in enumerate(r.examples.miss)]


@pytest.mark.parametrize(("rule", "example"), CASES_HIT)
def test_example_hits(rule: Rule, example: Example) -> None:
    assert values(rule, example) == list(example.expect)


@pytest.mark.parametrize(("rule", "example"), CASES_MISS)
def test_example_misses(rule: Rule, example: Example) -> None:
    assert values(rule, example) == []


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_every_rule_is_complete(rule: Rule) -> None:
    assert rule.id.startswith("privacy.")
    assert rule.title
    assert rule.source
    assert rule.examples.miss
    assert all(0 < sure <= 1 for sure in rule.confidence.values())
    assert rule.detector in DETECTORS or rule.detector in engine.DERIVED


def test_every_detector_is_used_by_a_rule() -> None:
    assert {rule.detector for rule in RULES.rules} == set(DETECTORS) | set(engine.DERIVED)
    assert len(detectors_of(RULES)) == sum(rule.detector in DETECTORS for rule in RULES.rules)


def test_the_rule_set_is_frozen_and_found_by_id() -> None:
    rule = RULES.rule("privacy.mobile")
    with pytest.raises(dataclasses.FrozenInstanceError):
        RULES.version = "other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        rule.title = "other"  # type: ignore[misc]
    with pytest.raises(KeyError):
        RULES.rule("privacy.nothing")


def test_the_last_decision_matches_everything() -> None:
    last = RULES.decisions[-1]
    assert (last.types, last.roles, last.document_types, last.audiences, last.in_table) == ((), (), (), (), None)


def shipped(name: str) -> str:
    return files("resources").joinpath("rules", "privacy", name).read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("detector: mobile", "detector: mobile\nunknown: 1"),
        ("rank: 20", "rank: 20\nrank: 21"),
        ("rank: 20", "rank: twenty"),
        ("severity: high", "severity: huge"),
        ("type: mobile", "type: telephone"),
        ("rank: 20\n", ""),
    ],
)
def test_a_wrong_rule_file_is_refused(old: str, new: str) -> None:
    text = shipped("mobile.yaml")
    assert old in text
    with pytest.raises(RuleDataFault):
        convert(parse(text.replace(old, new)), Rule, "mobile.yaml")


def test_scalars_are_never_guessed() -> None:
    rule = convert(parse(shipped("id_number.yaml")), Rule, "id_number.yaml")
    assert all(isinstance(province, str) for province in rule.parameters["provinces"])


def test_dates_in_force_are_read_and_kept() -> None:
    days = "in_force_from: 2019-05-15\nin_force_to: 2020-01-01\n"
    rule = convert(parse(shipped("mobile.yaml") + days), Rule, "mobile.yaml")
    assert not rule.in_force(date(2019, 5, 14))
    assert rule.in_force(date(2019, 5, 15))
    assert not rule.in_force(date(2020, 1, 2))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    source = Path(str(files("resources")))
    for folder in ("rules", "lexicons"):
        copytree(source / folder, tmp_path / folder)
    return tmp_path


def test_the_hash_covers_every_file(tree: Path) -> None:
    before = read_rules(tree).sha256
    assert before == RULES.sha256
    for name in ("rules/privacy/mobile.yaml", "rules/privacy_decisions.yaml", "lexicons/surnames.txt"):
        path = tree / name
        path.write_text(path.read_text("utf-8") + "\n# changed\n", "utf-8")
        after = read_rules(tree).sha256
        assert after != before
        before = after


def test_an_id_that_stands_twice_is_refused(tree: Path) -> None:
    folder = tree / "rules" / "privacy"
    (folder / "again.yaml").write_text((folder / "mobile.yaml").read_text("utf-8"), "utf-8")
    with pytest.raises(RuleDataFault):
        read_rules(tree)


def test_wrong_parameters_are_refused_by_their_detector() -> None:
    rule = msgspec.structs.replace(RULES.rule("privacy.mobile"), parameters={"cue": []})
    with pytest.raises(RuleDataFault):
        DETECTORS["mobile"](rule, RULES.lexicons)
