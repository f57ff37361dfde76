"""研判: wording, timing, manner, audience; what the reviewer leaves is the column's default, recorded as 沿用默认."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete
from reviewer_app.domain.items import Item
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.report import JudgementProposal
from reviewer_app.domain.review import Judgement
from reviewer_app.rules.channels import channel
from reviewer_app.services.audience_reason import require_reason_for_all
from reviewer_app.services.desk import Desk
from reviewer_app.services.document_store import body_report
from reviewer_app.services.reviewing import in_review

NEW_MEDIA: Final = "new_media"


class Dimension(StrEnum):
    """The four things that are judged (F66)."""

    WORDING = "wording"
    TIMING = "timing"
    MANNER = "manner"
    AUDIENCE = "audience"


@dataclass(frozen=True, slots=True)
class Window:
    """时机: earliest and latest day of publishing, last day of display; each may be open."""

    earliest: date | None = None
    latest: date | None = None
    display_until: date | None = None

    def __post_init__(self) -> None:
        # A short notice may have ended before the last lawful day of publishing: each only follows the first day.
        first = self.earliest or date.min
        if any(day is not None and day < first for day in (self.latest, self.display_until)):
            raise DecisionIncomplete(missing="dates")


@dataclass(frozen=True, slots=True)
class Judge:
    """Judge `item`, seen at `version`; None keeps the default of that dimension."""

    actor: str
    item: str
    version: int
    wording: str | None = None
    timing: Window | None = None
    channels: tuple[str, ...] | None = None
    audiences: tuple[Audience, ...] | None = None
    note: str = ""


def judge(desk: Desk, command: Judge) -> Item:
    """Record the judgement; raises `DecisionIncomplete` where nothing says the audience or the channels."""
    with desk.uow(command.actor) as uow:
        user, item = in_review(uow, command.actor, command.item, command.version)
        default = body_report(uow, item).judgement
        chosen = command.audiences if command.audiences is not None else default_audiences(default)
        require_reason_for_all(uow, item, chosen, command.note)
        timing = command.timing or default_window(default)
        judgement = Judgement(
            id=desk.ids(), item=item.id, revision=item.revision or "",
            wording=command.wording if command.wording is not None else "\n".join(default.wording),
            earliest=timing.earliest, latest=timing.latest, display_until=timing.display_until,
            channels=command.channels if command.channels is not None else default.channels,
            audiences=chosen,
            defaults=_defaults(command), by=user.id, at=desk.clock.now(), note=command.note,
        )
        _require_fitting(judgement)
        require_column(judgement.channels, item.column)
        uow.judgements.add(judgement)
        stored = uow.items.replace(item.with_(due=timing.latest.isoformat() if timing.latest else item.due))
        uow.record(AuditAction.ITEM_JUDGE, item=item.id, judgement=judgement.id, defaults=len(judgement.defaults))
        uow.commit()
        return stored


def require_column(chosen: tuple[str, ...], column: str | None) -> None:
    """New media carry nothing that serves no column of the table (F39): no column, no post."""
    if NEW_MEDIA in chosen and column is None:
        raise DecisionIncomplete(missing="column")


def default_window(proposal: JudgementProposal) -> Window:
    """The default days; a stated period that is over before publishing can begin is left to the person."""
    timing = proposal.timing
    until = timing.display_until
    if until is not None and timing.earliest is not None and until < timing.earliest:
        until = None
    return Window(timing.earliest, timing.latest, until)


def default_audiences(proposal: JudgementProposal) -> tuple[Audience, ...]:
    """The default audience; none where the column leaves it open."""
    return () if proposal.audience is Audience.UNDETERMINED else (proposal.audience,)


def _defaults(command: Judge) -> tuple[str, ...]:
    given = {
        Dimension.WORDING: command.wording,
        Dimension.TIMING: command.timing,
        Dimension.MANNER: command.channels,
        Dimension.AUDIENCE: command.audiences,
    }
    return tuple(dimension.value for dimension, value in given.items() if value is None)


def _require_fitting(judgement: Judgement) -> None:
    """Every audience has a channel that may carry it, every channel an audience (F71)."""
    audiences = set(judgement.audiences)
    if not audiences or Audience.UNDETERMINED in audiences:
        raise DecisionIncomplete(missing="audience")
    served = [channel(one).audiences for one in judgement.channels]
    if not all(any(audience in one for one in served) for audience in audiences):
        raise DecisionIncomplete(missing="channel")
    if not all(one & audiences for one in served):
        raise DecisionIncomplete(missing="channel_audience")
