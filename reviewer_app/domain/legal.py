"""Words of the law: regulations, attributes, legal bases and how sure a fact is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class DisclosureAttribute(StrEnum):
    """公开属性."""

    PROACTIVE = "proactive"  # 主动公开
    ON_REQUEST = "on_request"  # 依申请公开
    WITHHELD = "withheld"  # 不予公开
    UNDETERMINED = "undetermined"  # 待确定


class Audience(StrEnum):
    """公开范围: who may see a public version."""

    ALL = "all"  # 全社会
    GROUP = "group"  # 特定群众
    APPLICANT = "applicant"  # 申请人
    UNDETERMINED = "undetermined"


class Certainty(StrEnum):
    """How a fact of the rule book was seen (facts/rulebook-facts.md, provenance tags)."""

    READ = "R"
    MIRROR = "R2"
    TESTED = "T"
    MEMORY = "M"
    PROPOSAL = "P"


@dataclass(frozen=True, slots=True, order=True)
class LegalBasis:
    """依据: one place in one version of one regulation.

    `verified` is false for facts from memory ([M]): they are shown as 待核实 and never printed on a form.
    """

    regulation: str
    version: str
    article: int | None = None
    paragraph: int | None = None
    item: int | None = None
    verified: bool = True


def basis_value(basis: LegalBasis) -> dict[str, Any]:
    """A legal basis as JSON, in the shape of `check --json`."""
    return {
        "regulation": basis.regulation,
        "version": basis.version,
        "article": basis.article,
        "paragraph": basis.paragraph,
        "item": basis.item,
    }
