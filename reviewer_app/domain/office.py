"""The office itself, its phone book and its keys."""

from dataclasses import dataclass
from datetime import datetime


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
