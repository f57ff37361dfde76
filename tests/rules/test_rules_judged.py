"""From candidates to findings: shared words and bases, and findings that are as frozen as any."""

from dataclasses import FrozenInstanceError, fields, replace
from datetime import date

import pytest

from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Place
from reviewer_app.domain.findings import Action, Finding, FindingType, Level
from reviewer_app.rules.context import Context
from reviewer_app.rules.engine import find
from reviewer_app.rules.loader import load_rules

PHONES = ("13800001234", "13900005678")


def findings(kept: frozenset[str] = frozenset(), *, hidden: bool = False) -> list[Finding]:
    blocks = tuple(
        Block(phone, BlockKind.CELL, Place(row=row, column=1, table=1), "手机号码", hidden)
        for row, phone in enumerate(PHONES, 2)
    )
    document = Document.of(FileKind.DOCX, blocks)
    keeps = dict.fromkeys(kept, frozenset({FindingType.MOBILE}))
    found = find(document, load_rules(), Context(today=date(2018, 6, 21), keeps=keeps))
    return [one for one in found if one.type is FindingType.MOBILE]


def test_what_does_not_depend_on_a_value_is_shared() -> None:
    first, second = findings()
    assert (first.value, second.value) == PHONES
    assert first.evidence is second.evidence
    assert first.basis is second.basis
    assert first.evidence


def test_a_kept_value_stays_and_says_why() -> None:
    first, second = findings(frozenset({PHONES[0]}))
    assert (first.action, first.level, first.blocks) == (Action.KEEP, Level.GREY, False)
    assert len(first.evidence) == len(second.evidence) + 1
    assert second.blocks


def test_a_hidden_value_is_removed() -> None:
    assert {(one.action, one.level, one.replacement) for one in findings(hidden=True)} == {
        (Action.REMOVE, Level.RED, "")
    }


def test_a_finding_made_quickly_is_a_finding_like_any_other() -> None:
    found = findings()[0]
    assert type(found) is Finding
    assert found == Finding(*(getattr(found, field.name) for field in fields(Finding)))
    assert replace(found, number=7).number == 7
    with pytest.raises(FrozenInstanceError):
        found.value = ""  # type: ignore[misc]  # that is what is tried
