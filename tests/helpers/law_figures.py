"""How right the attribute proposals are on our own drafts (tests/data/law/attribute*.yaml).

`python tests/helpers/law_figures.py` prints accuracy, article rightness and every miss that was tuned on; drafts held
back stand apart. The text of a draft that is tuned on stands in the shipped examples, that of one held back here.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from drafts import draft
from reviewer_app.domain.report import AttributeProposal, NamesMode
from reviewer_app.rules.assess import assess, load_toolbox
from reviewer_app.rules.context import Context
from reviewer_app.rules.examples import load_examples
from reviewer_app.rules.strict_yaml import parse

DATA = Path(__file__).parents[1] / "data" / "law"
FILES = ("attribute.yaml", "attribute-fresh.yaml", "attribute-blind.yaml", "attribute-last.yaml")
TODAY = date(2026, 11, 23)
REGULATION = "政府信息公开条例"
"""The day of the check in these cases; the day of the act comes from the case."""


@dataclass(frozen=True)
class Case:
    """One draft judged on one day; `articles` are numbers of which one must be cited, none where none may be.

    `wants` and `branches` are those that are right: several where offices differ.
    """

    id: str
    text: str
    day: date
    column: str | None
    wants: frozenset[str]
    branches: frozenset[str]
    articles: frozenset[int]
    regulation: str
    held: bool


@cache
def cases() -> tuple[Case, ...]:
    """Every draft on every day it is judged on."""
    texts = {one.id: one.text for one in load_examples()}
    drafts = [one for file in FILES for one in parse((DATA / file).read_text("utf-8"))]
    return tuple(case_of(one, day, texts) for one in drafts for day in one["as"])


def case_of(one: dict[str, Any], seen: dict[str, str], texts: Mapping[str, str]) -> Case:
    """One draft as it is judged on one day; `texts` are those of the drafts that are not held back."""
    return Case(
        id=one["id"], text=one.get("text", texts.get(one["id"], "")).strip(),
        day=date.fromisoformat(seen["day"]),
        column=one.get("column"),
        wants=frozenset(seen["want"].split(",")), branches=frozenset(seen["branch"].split(",")),
        articles=frozenset(int(number) for number in seen["article"].split(",") if number),
        regulation=seen.get("regulation", REGULATION), held="text" in one,
    )


@cache
def proposed(case: Case, *, with_column: bool = False) -> AttributeProposal:
    """What the whole check proposes for the case, without names found by the model."""
    context = Context(today=TODAY, act_date=case.day, names=NamesMode.OFF)
    if with_column:
        context = replace(context, column=case.column)
    return assess(draft(case.text), load_toolbox(), context).attribute


def right_attribute(case: Case, found: AttributeProposal) -> bool:
    """Whether the proposal is the expected one."""
    return found.proposal.value in case.wants


def right_article(case: Case, found: AttributeProposal) -> bool:
    """Whether one of the expected articles of the version of that day is cited; where none may be, whether none is."""
    cited = {one.article for one in found.basis if one.regulation == case.regulation}
    if not case.articles:
        return not cited & {15, 16, 19, 20, 21}
    return bool(cited & case.articles)


def figures(chosen: list[Case]) -> tuple[float, float]:
    """(share of right attributes, share of right articles)."""
    found = [(case, proposed(case)) for case in chosen]
    return (
        sum(right_attribute(*one) for one in found) / len(found),
        sum(right_article(*one) for one in found) / len(found),
    )


def main() -> None:
    """Print the figures and the misses."""
    everything = cases()
    for name, held in (("tuned", False), ("held back", True)):
        chosen = [one for one in everything if one.held is held]
        attribute, article = figures(chosen)
        sys.stdout.write(f"{name}: {len(chosen)} cases, attribute {attribute:.3f}, article {article:.3f}\n")
    for case in (one for one in everything if not one.held):
        found = proposed(case)
        if not (right_attribute(case, found) and right_article(case, found)):
            cited = [one.article for one in found.basis]
            sys.stdout.write(
                f"{case.id} {case.day}: wanted {sorted(case.wants)} {sorted(case.articles)},"
                f" found {found.proposal} {cited} by {found.path[-1]}\n"
            )


if __name__ == "__main__":
    main()
