"""Every rule file: shape, source, certainty, examples that hit and miss; the worked example of docs/rules.md runs."""

import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest

from drafts import draft, plan
from findings import finding
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.legal import Certainty
from reviewer_app.domain.report import DocumentType, Proposal
from reviewer_app.rules.audience import load_audience_rules, propose_audience
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.completeness import ElementRule
from reviewer_app.rules.context import Context
from reviewer_app.rules.doctype import document_type
from reviewer_app.rules.draft import Draft, read_draft
from reviewer_app.rules.header import parse_header
from reviewer_app.rules.secrecy import load_hints
from reviewer_app.rules.strict_yaml import RuleDataFault, parse, read_mapping
from reviewer_app.rules.timing_rules import load_timing_rules
from reviewer_app.rules.wording import WordingRule, load_wording_rules, read_wording_rules, wording_findings

ROOT = Path(__file__).parents[2]
EXAMPLES: dict[str, Any] = parse((ROOT / "tests" / "data" / "law" / "rule_examples.yaml").read_text("utf-8"))
RULES = load_wording_rules()

OWN_EXAMPLES = {"secrecy.yaml", "wording.yaml", "wording_checks.yaml"}
OF_WORDS = {"header.yaml", "parts.yaml", "deidentify.yaml", "privacy_decisions.yaml", "addressees.yaml",
            "type_questions.yaml", "seen_marks.yaml"}
"""Word lists and decision tables: no single rule of theirs could hit; their sources stand in their heads and rows."""
BY_CASES = {"attribute.yaml", "attribute_examples.yaml", "attribute_words.yaml", "completeness.yaml", "citations.yaml",
            "processing.yaml", "reassess.yaml"}
"""Their examples are the passages of tests/data, run by the tests of their checks."""


def test_every_rule_file_is_accounted_for() -> None:
    folder = files("resources") / "rules"
    shipped = {entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml")}
    assert shipped <= OWN_EXAMPLES | OF_WORDS | BY_CASES | set(EXAMPLES)
    for name in shipped:
        head = folder.joinpath(name).read_text("utf-8").split("\n", 1)[0]
        assert head.startswith("#") or name == "privacy_decisions.yaml", name


# --- wording: by pattern and by check ---


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_wording_rule_is_complete(rule: WordingRule) -> None:
    assert re.fullmatch(r"wording\.[a-z_0-9]+", rule.id)
    assert rule.title
    assert rule.todo
    assert rule.source
    assert rule.miss
    assert not rule.told.endswith("。")
    assert not rule.todo.endswith("。")
    assert rule.certainty in Certainty
    for text in rule.hit:
        if rule.pattern:
            assert any(word in text for word in rule.needs), text
    # What needs an office's own data or several parts has no text of one document that could hit.
    assert rule.hit or rule.check in {"earlier_promises", "across_parts", "lexicon_leader"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("level: amber", "level: yellow"), ("certainty: P", "certainty: X"), ("told:", "tell:"),
        ("source: house", "source: house\n  extra: 1"), ("words: 特此公告(。/！)?_特此公告", "pattern: 特此公告"),
    ],
)
def test_a_wrong_wording_rule_is_refused(old: str, new: str) -> None:
    text = worked_example()
    assert old in text
    with pytest.raises(RuleDataFault):
        read_wording_rules(parse(text.replace(old, new)))


def test_a_check_that_is_not_there_is_refused() -> None:
    raw = read_mapping("rules/wording_checks.yaml")["rules"][0] | {"check": "no_such_check"}
    with pytest.raises(RuleDataFault):
        read_wording_rules([raw])


# --- the page that shows how ---


def worked_example(kind: str = "example") -> str:
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    block = re.search(rf"<!-- worked {kind} -->\n( *)```yaml\n(.*?)```", page, re.DOTALL)
    assert block is not None
    return "\n".join(line.removeprefix(block[1]) for line in block[2].split("\n"))


def found(rule: WordingRule, text: str) -> list[str]:
    read = read_draft(draft(text), load_catalogue(), Context(today=date(2026, 11, 23)))
    return [one.value for one in wording_findings(read, (rule,))]


def test_the_worked_example_of_the_page_runs() -> None:
    (rule,) = read_wording_rules(parse(worked_example()))
    assert rule.id not in {one.id for one in RULES}
    for text in rule.hit:
        assert found(rule, text), text
    for text in rule.miss:
        assert not found(rule, text), text
    assert found(rule, plan().text) == []


def test_the_worked_element_of_the_page_runs() -> None:
    (element,) = msgspec.convert(parse(worked_example("element")), tuple[ElementRule, ...], strict=False)
    assert element.label is not None
    assert element.said is not None
    assert all(element.label.fullmatch(one) for one in ("机动车停车位数量", "车位", "停车泊位"))
    assert not element.label.fullmatch("车位数量和收费")
    assert element.said.search("新建停车位共320个。")
    assert not element.said.search("不设停车位。沿街有树32个。")


def test_the_page_names_every_field_and_every_file() -> None:
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    fields = {field.encode_name for field in msgspec.structs.fields(WordingRule)} - {"check"}
    assert {name for name in fields if f"`{name}`" not in page} == set()
    missing = {name for name in OWN_EXAMPLES | set(EXAMPLES) if f"`{name}`" not in page}
    assert missing == set()


# --- other files, whose examples stand beside them ---


def of(example: dict[str, str]) -> Draft:
    kind = DocumentType(example["type"]) if "type" in example else None
    day = date.fromisoformat(example.get("date", "2018-06-21"))
    text = f"赣州市国土资源局\n{example.get('title', '')}\n{example.get('text', '正文。')}".strip()
    context = Context(today=date(2026, 11, 23), act_date=day, document_type=kind)
    return read_draft(draft(text), load_catalogue(), context)


DOCTYPES = [rule["id"] for part in ("titles", "bodies") for rule in read_mapping("rules/doctype.yaml")[part]]
TERMS = {
    term.id: term
    for part in (load_timing_rules().deadlines, load_timing_rules().yearly, load_timing_rules().notices)
    for term in part
}


@pytest.mark.parametrize("name", DOCTYPES)
def test_a_rule_of_document_types(name: str) -> None:
    examples = EXAMPLES["doctype.yaml"][name]
    for kind, hits in (("hit", True), ("miss", False)):
        assert examples[kind]
        for text in examples[kind]:
            document = draft(text)
            decided = document_type(document, parse_header(document)).rule
            assert (decided == name) is hits, (text, decided)


@pytest.mark.parametrize("term", TERMS.values(), ids=lambda term: term.id)
def test_a_term(term: Any) -> None:
    examples = EXAMPLES["timing.yaml"][term.id]
    for kind, hits in (("hit", True), ("miss", False)):
        assert examples[kind]
        for example in examples[kind]:
            day = date.fromisoformat(example["date"])
            assert term.applies(DocumentType(example["type"]), example["title"], day) is hits, example
    assert term.basis.certainty in Certainty
    assert term.told


@pytest.mark.parametrize("rule", load_audience_rules().groups, ids=lambda rule: rule.id)
def test_a_rule_of_the_audience(rule: Any) -> None:
    examples = EXAMPLES["audience.yaml"][rule.id]
    for kind, hits in (("hit", True), ("miss", False)):
        assert examples[kind]
        for example in examples[kind]:
            count = int(example.get("persons", "0"))
            persons = tuple(finding(number + 1, FindingType.PERSON_NAME) for number in range(count))
            _, told = propose_audience(of(example), Proposal.PROACTIVE, persons)
            assert (told == rule.told) is hits, example


@pytest.mark.parametrize("hint", load_hints(), ids=lambda hint: hint.id)
def test_a_secrecy_hint_is_complete(hint: Any) -> None:
    assert hint.title
    assert hint.told
    assert hint.hit
    assert hint.miss
    assert hint.certainty in Certainty


@pytest.mark.parametrize("part", ["attribute.yaml", "completeness.yaml"])
def test_rules_that_decide_by_law_say_how_sure_they_are(part: str) -> None:
    text = (files("resources") / "rules" / part).read_text("utf-8")
    stated = set(re.findall(r"certainty: ([A-Z0-9]+)", text))
    assert stated <= {one.value for one in Certainty}
    assert "rulebook" in text
