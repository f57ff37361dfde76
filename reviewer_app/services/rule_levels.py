"""误报: what reviewers said of each rule's hits, and rules that an administrator lowers, with a reason, revocably.

Counts only, no text: the administrator sees none. Red findings that the law wants (personal data, secrecy marks) are
never lowered; a red rule of the wording is lowered to amber, an amber one is folded.
"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete, ReasonRequired
from reviewer_app.domain.findings import Level
from reviewer_app.domain.lexicon import RuleLevel
from reviewer_app.domain.readiness import latest_dispositions
from reviewer_app.domain.review import DispositionKind
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.wording import load_wording_rules
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.finding_rules import rules_of_findings

MANY_HITS: Final = 50
MOSTLY_WRONG: Final = 0.7
ITEMS: Final = 3_000
"""Items that are counted, the newest (ids sort by time): what was said years ago was said of other rules."""

LOWER: Final = {Level.RED: Level.AMBER, Level.AMBER: Level.GREY}


@dataclass(frozen=True, slots=True)
class RuleShare:
    """One rule with what came of its hits: `hits` were decided on, `false_alarms` of them as 误报."""

    rule: str
    title: str
    level: Level | None
    hits: int
    false_alarms: int
    lowered: RuleLevel | None

    @property
    def share(self) -> float:
        """False alarms among the decided hits, 0 to 1."""
        return self.false_alarms / self.hits if self.hits else 0.0

    @property
    def asks(self) -> bool:
        """Whether so many hits were so often wrong that the administrator is asked to lower the rule."""
        return self.lowered is None and self.hits > MANY_HITS and self.share > MOSTLY_WRONG


@dataclass(frozen=True, slots=True)
class LowerRule:
    """Lower `rule` by one step, because `reason`."""

    actor: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class RestoreRule:
    """Take lowering `id_`, seen at `version`, back."""

    actor: str
    id_: str
    version: int


def rule_shares(desk: Desk, actor: str) -> tuple[RuleShare, ...]:
    """Every rule that had a hit decided on, and every wording rule; those that ask first, then the most wrong."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.OFFICE_MANAGE)
        shares = _shares(uow, desk)
    return tuple(sorted(shares, key=lambda one: (not one.asks, -one.false_alarms, -one.hits, one.rule)))


def lower_rule(desk: Desk, command: LowerRule) -> RuleLevel:
    """Lower it; raises `ReasonRequired`, `DecisionIncomplete` for a rule that has no lower level or is lowered."""
    if not command.reason.strip():
        raise ReasonRequired
    with desk.uow(command.actor) as uow:
        permitted(uow, command.actor, Permission.OFFICE_MANAGE)
        known = {one.rule: one for one in _shares(uow, desk)}
        share = known.get(command.rule)
        level = lower_level(share) if share else None
        if share is None or level is None:
            raise DecisionIncomplete(missing="rule_level")
        lowered = RuleLevel(
            desk.ids(), command.rule, level, share.hits, share.false_alarms, command.reason.strip(), command.actor,
            desk.clock.now(),
        )
        uow.rule_levels.add(lowered)
        uow.record(AuditAction.RULE_LOWER, rule=command.rule, to=level.value, lowered=lowered.id)
        uow.commit()
        return lowered


def restore_rule(desk: Desk, command: RestoreRule) -> RuleLevel:
    """Let the rule stand at its own level again."""
    with desk.uow(command.actor) as uow:
        permitted(uow, command.actor, Permission.OFFICE_MANAGE)
        lowered = uow.rule_levels.get(command.id_, command.version)
        if lowered.revoked_at is not None:
            raise DecisionIncomplete(missing="rule_level")
        restored = uow.rule_levels.replace(replace(lowered, revoked_at=desk.clock.now()))
        uow.record(AuditAction.RULE_RESTORE, rule=lowered.rule, lowered=lowered.id)
        uow.commit()
        return restored


def lower_level(share: RuleShare) -> Level | None:
    """The level a rule may be lowered to; None where it may not."""
    if share.lowered is not None or share.level is None:
        return None
    if share.level is Level.RED and not share.rule.startswith("wording."):
        return None
    return LOWER.get(share.level)


def levels_in_force(uow: UnitOfWork) -> dict[str, Level]:
    """Rule to its lowered level."""
    return {one.rule: one.level for one in uow.rule_levels.find(revoked_at=None)}


def _shares(uow: UnitOfWork, desk: Desk) -> list[RuleShare]:
    titles = {rule.id: rule.title for rule in desk.toolbox.rules.rules}
    titles |= {rule.id: rule.title for rule in load_wording_rules()}
    own = {rule.id: rule.level for rule in load_wording_rules()}
    lowered = {one.rule: one for one in uow.rule_levels.find(revoked_at=None)}
    hits: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    seen: dict[str, Level] = {}
    for rule, level, kind in _decided(uow):
        hits[rule] += 1
        wrong[rule] += kind is DispositionKind.NOT_A_FINDING
        seen[rule] = min(seen.get(rule, level), level, key=list(Level).index)
    return [
        RuleShare(rule, titles.get(rule, rule), own.get(rule, seen.get(rule)), hits[rule], wrong[rule],
                  lowered.get(rule))
        for rule in sorted({*own, *hits})
    ]


def _decided(uow: UnitOfWork) -> list[tuple[str, Level, DispositionKind]]:
    """(rule, level, disposition) of every finding that was decided on, in the newest items."""
    latest = latest_dispositions(uow.dispositions.find())
    decided: list[tuple[str, Level, DispositionKind]] = []
    for item in sorted({one.item for one in latest.values()})[-ITEMS:]:
        newest = {found.part: found.payload for found in uow.finding_sets.find(item=item)}
        for part, payload in newest.items():
            for number, (rule, level) in rules_of_findings(payload).items():
                disposition = latest.get((part, number))
                if disposition is not None:
                    decided.append((rule, level, disposition.kind))
    return decided
