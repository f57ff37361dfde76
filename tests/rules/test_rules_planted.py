"""Clean office papers of many kinds, and the same with one fault planted: what is found, and what is told wrongly."""

from datetime import date
from pathlib import Path
from statistics import mean, median
from typing import Any

import pytest

import law_figures
from drafts import draft
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Place
from reviewer_app.domain.findings import Level
from reviewer_app.domain.report import CheckReport, NamesMode
from reviewer_app.rules.assess import assess, load_toolbox
from reviewer_app.rules.context import Context
from reviewer_app.rules.strict_yaml import parse

DATA = Path(__file__).parents[1] / "data" / "law"
PAPERS: list[dict[str, Any]] = [
    one for name in ("checks.yaml", "checks-blind.yaml") for one in parse((DATA / name).read_text("utf-8"))
]
FAULTS = [(paper, fault) for paper in PAPERS for fault in paper.get("faults", ())]
PERSONAL = "privacy."


def as_written(text: str) -> str:
    """Lines without the indent of the data file, tabs for the cells of a table."""
    return "\n".join(line.strip(" ") for line in text.split("\n")).replace("\\t", "\t")


def read(text: str) -> Document:
    """A paper whose lines with tabs are the rows of a table under its first row."""
    made: list[Block] = []
    header: list[str] = []
    row = 0
    for line in text.strip().split("\n"):
        cells = line.split("\t")
        row = row + 1 if len(cells) > 1 else 0
        header = cells if row == 1 else header
        if not row:
            made.append(Block(line, BlockKind.PARAGRAPH))
            continue
        for at, cell in enumerate(cells, 1):
            above = header[at - 1] if row > 1 and at <= len(header) else None
            made.append(Block(cell, BlockKind.CELL, Place(table=1, row=row, column=at), above))
    return Document.of(FileKind.DOCX, tuple(made))


def report(document: Document, day: date) -> CheckReport:
    return assess(document, load_toolbox(), Context(today=law_figures.TODAY, act_date=day, names=NamesMode.OFF))


def told(text: str, day: str) -> dict[str, Level]:
    made = report(read(text), date.fromisoformat(day))
    missing = {f"缺:{one.element}": Level.AMBER for one in made.completeness if not one.present}
    return missing | {one.rule: one.level for one in made.findings if not one.rule.startswith(PERSONAL)}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper["id"])
def test_a_clean_paper_is_told_nothing(paper: dict[str, Any]) -> None:
    found = told(as_written(paper["text"]), paper["day"])
    assert [rule for rule, level in found.items() if level is not Level.GREY] == []


@pytest.mark.parametrize(("paper", "fault"), FAULTS, ids=[f"{one['id']}-{fault['expect']}" for one, fault in FAULTS])
def test_a_planted_fault_is_told(paper: dict[str, Any], fault: dict[str, str]) -> None:
    text, old, new = (as_written(one) for one in (paper["text"], fault["from"], fault["to"]))
    assert old in text
    found = fault["expect"] in told(text.replace(old, new, 1), paper["day"])
    assert found is (fault.get("missed") != "true")


def test_hundreds_of_drafts_have_few_false_alarms() -> None:
    texts = {case.id: case for case in law_figures.cases()}
    assert len(texts) >= 400
    levels = [
        [one.level for one in report(draft(case.text), case.day).findings if not one.rule.startswith(PERSONAL)]
        for case in texts.values()
    ]
    assert median(one.count(Level.AMBER) for one in levels) <= 1
    assert mean(one.count(Level.RED) for one in levels) <= 0.05
