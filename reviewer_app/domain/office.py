"""The office itself, its phone book and its keys."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Office:
    """The one office of a home. `demo` homes may be reused by `demo`; `origin` names the log's checkpoints."""

    id: str
    name: str
    code: str
    origin: str
    created_at: datetime
    demo: bool = False
    station_key: str = ""  # C2SP verifier key of the station
    index_template: str | None = None  # 索引号 template; None: filled in after publication
    version: int = 1


@dataclass(frozen=True, slots=True)
class OfficePhone:
    """One line of the phone book: replaces a contact person's private mobile."""

    id: str
    unit: str
    number: str
    note: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A person's signing key, sealed under the password; `sealed` is its JSON with the KDF parameters."""

    id: str
    user: str
    public_key: str
    sealed: str
    created_at: datetime
    retired_at: datetime | None = None
    version: int = 1


class RuleKind(StrEnum):
    """What an office brings itself in place of, or beside, what is shipped."""

    CALENDAR = "calendar"  # 节假日安排: working days of whole years
    CATALOGUE = "catalogue"  # 责任表
    UPPER_CATALOGUE = "upper_catalogue"  # 上级目录


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """One version of rule data of the office's own: written once, the newest of its kind is in force.

    `content` is canonical JSON, `sha256` its hash: a decision names the rules it was made under by hash.
    """

    id: str
    kind: RuleKind
    title: str
    content: str
    sha256: str
    by: str
    at: datetime
