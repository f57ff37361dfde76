"""What people say where the law's data cannot: answers, opinions, impact assessments, confirmed facts."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AttributeAnswer:
    """One question of the exemption tree answered for a revision; `key` is a branch or exception. The latest counts."""

    id: str
    item: str
    revision: str
    key: str
    yes: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OfficeOpinion:
    """政务公开工作机构的意见 on a policy document proposed as not public (国办发〔2016〕80号; rulebook §0.6)."""

    id: str
    item: str
    revision: str
    agrees: bool
    opinion: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ImpactAssessment:
    """个人信息保护影响评估 of one kind of processing (PIPL 55, 56), kept for at least three years and reused.

    `number` counts the versions of a kind from 1. `fields` are finding types, `audiences` and `channels` as in a
    judgement: whatever goes beyond them wants a new version. The three answers are those of Art 56.
    """

    id: str
    kind: str
    number: int
    fields: tuple[str, ...]
    audiences: tuple[str, ...]
    channels: tuple[str, ...]
    lawful: str
    risk: str
    measures: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FactConfirmation:
    """A fact of the rule data known from memory only, which a person has read in the text itself.

    `fact` names it (`政府信息公开条例/2007/31`), `sha256` is of what it said then: a changed fact is unconfirmed again.
    `source` says where it was read.
    """

    id: str
    fact: str
    sha256: str
    source: str
    by: str
    at: datetime
