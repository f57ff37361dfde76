"""《信息公开送审单》: what a drafter filled in with his word processor, as the fields of the hand-in form.

The labels are data shared with the script that makes the blank form. Nothing is guessed: a value that fits no
choice is left out, and the drafter sees the field empty.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby
from typing import Any, Final, TypeVar

from reviewer_app.domain.document import BlockKind, Document
from reviewer_app.domain.items import Carrier, Urgency
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.rules.catalogue import Catalogue
from reviewer_app.rules.strict_yaml import read_mapping
from reviewer_app.text import say

E = TypeVar("E", bound=StrEnum)
FORM: Final = "forms/intake_form.yaml"
LOOKED_AT: Final = 5
"""The title stands among the first blocks."""

_LEAF: Final = re.compile(r"A\d{2}[a-z]?")
_SPACE: Final = re.compile(r"[\s:：]+")


@dataclass(frozen=True, slots=True)
class IntakeForm:
    """What the form says; None (or "") where it was left blank or fits no choice. `column` is a leaf's id."""

    title: str | None = None
    number: str | None = None
    carrier: Carrier | None = None
    urgency: Urgency | None = None
    column: str | None = None
    attribute: DisclosureAttribute | None = None
    ground: str = ""
    reason: str = ""


def read_intake_form(document: Document, catalogue: Catalogue) -> IntakeForm | None:
    """The fields of a filled form, None where the document is no form."""
    first = [_SPACE.sub("", block.text) for _, block in document.content()][:LOOKED_AT]
    if _form()["title"] not in first:
        return None
    values = dict(_pairs(document))
    return IntakeForm(
        title=values.get("title"),
        number=values.get("number"),
        carrier=_choice(Carrier, lambda one: say(f"carrier.{one.value}"), values.get("carrier", "")),
        urgency=_choice(Urgency, lambda one: say(f"urgency.{one.value}"), values.get("urgency", "")),
        column=_column(catalogue, values.get("column", "")),
        attribute=_choice(
            DisclosureAttribute, lambda one: say(f"attribute.{one.value}"), values.get("attribute", "")
        ),
        ground=values.get("ground", ""),
        reason=values.get("reason", ""),
    )


def _pairs(document: Document) -> Iterator[tuple[str, str]]:
    """(field, value) for each row that begins with a label of the form and has something filled in."""
    fields = {_SPACE.sub("", label): field for field, label in _form()["labels"].items()}
    cells = [block for _, block in document.content() if block.kind is BlockKind.CELL]
    for _, row in groupby(cells, key=lambda block: (block.place.table, block.place.row)):
        label, *rest = row
        field = fields.get(_SPACE.sub("", label.text))
        value = "\n".join(block.text for block in rest).strip()
        if field is not None and value and not value.startswith(tuple(_form()["placeholders"])):
            yield field, value


def _choice(kind: type[E], word: Callable[[E], str], written: str) -> E | None:
    """The member whose word was written."""
    value = _SPACE.sub("", written)
    return next((member for member in kind if _SPACE.sub("", word(member)) == value), None)


def _column(catalogue: Catalogue, value: str) -> str | None:
    """The leaf that the value names, by id or by its whole title."""
    leaf = _LEAF.match(value)
    if leaf is not None and catalogue.column(leaf[0]) is not None:
        return leaf[0]
    wanted = _SPACE.sub("", value)
    return next((one.id for one in catalogue.columns if wanted in {one.title, one.column}), None)


@cache
def _form() -> dict[str, Any]:
    return read_mapping(FORM)
