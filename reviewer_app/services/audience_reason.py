"""特定群众: what is meant for certain people goes to everybody, in whatever form, only for a reason (F71)."""

from reviewer_app.domain.errors import DecisionIncomplete
from reviewer_app.domain.items import Item
from reviewer_app.domain.legal import Audience
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.document_store import reports_of


def require_reason_for_all(uow: UnitOfWork, item: Item, audiences: tuple[Audience, ...], note: str) -> None:
    """Raise `DecisionIncomplete` where any part is for certain people, 全社会 is chosen, and no note says why."""
    if Audience.ALL not in audiences or note.strip():
        return
    reports = reports_of(uow, item.revision or "").values()
    if any(report.judgement.audience is Audience.GROUP for report in reports):
        raise DecisionIncomplete(missing="audience_reason")
