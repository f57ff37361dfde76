"""送审稿, 版本, 件: what is handed in. Everything here is frozen; a change is a new value (design §2)."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.report import DocumentType
from reviewer_app.domain.states import State, move


class Carrier(StrEnum):
    """载体: an issued document's wording can't be changed; 非公文 is not asked for 文号 or 版记."""

    DRAFT_DOCUMENT = "draft_document"  # 公文未印发
    ISSUED_DOCUMENT = "issued_document"  # 公文已印发
    NOT_OFFICIAL = "not_official"  # 非公文


class PartRole(StrEnum):
    """What a part of a package is."""

    BODY = "body"  # 正文
    ANNEX = "annex"  # 附件n
    INTERPRETATION_PLAN = "interpretation_plan"  # 解读方案
    INTERPRETATION = "interpretation"  # 解读材料
    EVIDENCE = "evidence"  # 佐证-不公开: never released


RELEASED_ROLES = frozenset({PartRole.BODY, PartRole.ANNEX, PartRole.INTERPRETATION})
"""Parts that may be released. The plan of interpretation is reviewed and signed but stays inside."""


class Urgency(StrEnum):
    """紧急程度."""

    NORMAL = "normal"
    URGENT = "urgent"  # 加急
    EXTRA_URGENT = "extra_urgent"  # 特急


@dataclass(frozen=True, slots=True)
class Part:
    """件: one file of a revision. `blob` is the id of its bytes, `sha256` (hex) their hash.

    `converted` is the blob id of what LibreOffice made of a doc, wps or et; the original is always kept.
    """

    id: str
    ordinal: int
    role: PartRole
    name: str
    kind: str
    blob: str
    sha256: str
    size: int
    annex_number: int | None = None
    converted: str | None = None
    converted_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """版本: an immutable ordered list of parts; `manifest_sha256` is SHA-256 of their JCS manifest."""

    id: str
    item: str
    ordinal: int
    author: str  # 拟稿人: authorship alone bars passing and signing
    entered_by: str  # 录入人
    created_at: datetime
    parts: tuple[Part, ...]
    manifest_sha256: str

    def manifest(self) -> list[dict[str, str | int | None]]:
        """What the manifest hash covers, one object a part, in order."""
        return manifest_of(self.parts)

    def part(self, part_id: str) -> Part | None:
        """The part with that id, or None."""
        return next((part for part in self.parts if part.id == part_id), None)

    @property
    def released_parts(self) -> tuple[Part, ...]:
        """Parts that a public version is made of."""
        return tuple(part for part in self.parts if part.role in RELEASED_ROLES)


def manifest_of(parts: tuple[Part, ...]) -> list[dict[str, str | int | None]]:
    """The JCS-able manifest of parts: order, role, annex number, name, content hash."""
    return [
        {
            "n": part.ordinal,
            "role": part.role.value,
            "annex": part.annex_number,
            "name": part.name,
            "sha256": part.sha256,
        }
        for part in parts
    ]


@dataclass(frozen=True, slots=True)
class Item:
    """送审稿. `claimed_by` (签收) is a field, not a state; `step` counts finished steps of the route."""

    id: str
    title: str
    carrier: Carrier
    unit: str
    author: str
    entered_by: str
    created_at: datetime
    state: State = State.DRAFTING
    number: str | None = None  # 发文字号
    column: str | None = None  # catalogue leaf
    document_type: DocumentType | None = None
    urgency: Urgency = Urgency.NORMAL
    attribute: DisclosureAttribute = DisclosureAttribute.UNDETERMINED  # as last decided or proposed by a person
    revision: str | None = None  # the current revision's id
    revision_ordinal: int = 0
    route: str | None = None
    step: int = 0
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    submitted_at: datetime | None = None
    due: str | None = None  # last lawful day, ISO date
    version: int = 1

    def to(self, state: State, **changes: object) -> "Item":
        """The item moved to `state`; raises `IllegalTransition`."""
        return replace(self, state=move(self.state, state), **changes)  # type: ignore[arg-type]  # replace() is typed by field

    def with_(self, **changes: object) -> "Item":
        """The item with fields changed, in the same state."""
        return replace(self, **changes)  # type: ignore[arg-type]  # replace() is typed by field


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One step before the review (待核稿 …), done by a person with the role."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Route:
    """路线: the steps an item passes before it waits for review."""

    id: str
    name: str
    steps: tuple[RouteStep, ...]
    version: int = 1


class AmendmentState(StrEnum):
    """What became of a proposed amendment."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Change:
    """One listed change: in part number `ordinal`, replace `before` by `after` (both verbatim, once)."""

    ordinal: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """修改建议: proposed by a reviewer (or a signatory with the signature), accepted by the drafter.

    Proposing one makes nobody an author.
    """

    id: str
    item: str
    revision: str
    proposed_by: str
    proposed_at: datetime
    changes: tuple[Change, ...]
    reason: str
    state: AmendmentState = AmendmentState.PROPOSED
    answered_by: str | None = None
    answered_at: datetime | None = None
    version: int = 1
