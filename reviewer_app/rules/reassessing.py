"""新旧条例衔接: what a decision under an older text comes to under the one in force (rulebook §1.6, F60, F61)."""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import msgspec

from reviewer_app.domain.legal import DisclosureAttribute, LegalBasis
from reviewer_app.domain.report import AttributeProposal, Proposal
from reviewer_app.rules.law import LawPack
from reviewer_app.rules.strict_yaml import read_mapping
from reviewer_app.rules.workdays import WorkCalendar


class Task(StrEnum):
    """What is to be done; texts `reassess.task.<value>`."""

    PUBLISH = "publish"  # 应补公开
    ADJUST = "adjust"  # 属性需调整
    CITE = "cite"  # 引用需更新
    REVIEW = "review"  # 定期评估


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Working days from the new text's first day, by task; months between two reviews."""

    working_days: dict[Task, int]
    review_months: int


class Compared(NamedTuple):
    """The task, the attribute and articles as they would be now, and until when it is to be done."""

    task: Task
    attribute: DisclosureAttribute
    basis: tuple[LegalBasis, ...]
    due: date


@cache
def _file() -> _File:
    return msgspec.convert(read_mapping("rules/reassess.yaml"), _File, strict=False)


def compare(
    decided: DisclosureAttribute, now: AttributeProposal, pack: LawPack, calendar: WorkCalendar
) -> Compared:
    """What a decision made under another version than `pack` needs; `now` is the proposal under `pack`.

    What the program cannot judge leaves the decision as it is: only its articles are another version's.
    """
    attribute = now.proposal.attribute()
    if now.proposal is Proposal.PROACTIVE and decided is not DisclosureAttribute.PROACTIVE:
        task = Task.PUBLISH
    elif attribute not in {decided, DisclosureAttribute.UNDETERMINED}:
        task = Task.ADJUST
    else:
        task, attribute = Task.CITE, decided
    due = calendar.add_working_days(pack.in_force, _file().working_days[task])
    return Compared(task, attribute, now.basis, due.date)


def review_due(registered: date, fixed: date | None) -> date:
    """The day on which a decision not to publish is looked at again (2019 Art 18)."""
    if fixed is not None:
        return fixed
    months = registered.year * 12 + registered.month - 1 + _file().review_months
    return date(months // 12, months % 12 + 1, min(registered.day, 28))
