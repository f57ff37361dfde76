"""政策解读三同步 (plan item 4, F29–F34): what an interpretation owes the policy it explains."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PolicyKind(StrEnum):
    """Whether an item is a policy that must be explained together with its release."""

    NONE = "none"
    NORMATIVE = "normative"  # 行政规范性文件
    MAJOR = "major"  # 重大政策: the head of the drafting unit explains it first


@dataclass(frozen=True, slots=True)
class PolicyMark:
    """The tick on an item; the latest counts.

    `unit` interprets and is the drafting unit (谁起草、谁解读). `linked` is the item that holds 解读方案 and 解读材料
    where they are not parts of the same package.
    """

    id: str
    item: str
    kind: PolicyKind
    unit: str
    first_interpreter: str
    linked: str | None
    by: str
    at: datetime
