"""送审页 of one item: what stands in the store, with what the drafter may choose from. Read once, frozen."""

from dataclasses import dataclass

from reviewer_app.domain.items import Revision
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.review import Decision, DecisionKind, Determination, Stage
from reviewer_app.domain.states import State
from reviewer_app.rules.catalogue import Suggestion
from reviewer_app.services.compare_revisions import pair_parts
from reviewer_app.services.desk import Desk
from reviewer_app.services.grounds import Ground, grounds
from reviewer_app.services.open_item import ItemView, open_item

OFFERED = 3


@dataclass(frozen=True, slots=True)
class PackageView:
    """An item for its drafter.

    `successor` maps a part of the returned revision to the part that stands for it now. `returned` is the last
    return or refusal, `proposal` what the drafter last proposed.
    """

    view: ItemView
    suggestions: tuple[Suggestion, ...]
    grounds: dict[DisclosureAttribute, tuple[Ground, ...]]
    proposal: Determination | None
    returned: Decision | None
    successor: dict[str, str]
    editable: bool
    recallable: bool
    voidable: bool


def open_package(desk: Desk, actor: str, item: str) -> PackageView:
    """Read it; raises `NotPermitted` for those who see no text."""
    view = open_item(desk, actor, item)
    body = view.parts[0]
    own = actor in {view.item.author, view.item.entered_by}
    unclaimed = view.item.claimed_by is None
    state = view.item.state
    catalogue = desk.toolbox.catalogue
    suggested = catalogue.suggest(body.report.header.title, body.report.document_type, body.document.text)
    day = body.report.header.date or desk.today()
    proposals = [one for one in view.determinations if one.stage is Stage.DRAFTER]
    returns = [one for one in view.decisions if one.kind in {DecisionKind.RETURN, DecisionKind.REFUSE}]
    editable = own and state in {State.DRAFTING, State.RETURNED}
    returned = returns[-1] if returns and state in {State.RETURNED, State.SUBMITTED} else None
    return PackageView(
        view=view,
        suggestions=suggested[:OFFERED],
        grounds={attribute: grounds(attribute, day) for attribute in DisclosureAttribute},
        proposal=proposals[-1] if proposals else None,
        returned=returned,
        successor=_successor(view, returned),
        editable=editable,
        recallable=own and unclaimed and state is State.SUBMITTED,
        voidable=own and unclaimed and state in {State.DRAFTING, State.RETURNED, State.SUBMITTED},
    )


def _successor(view: ItemView, returned: Decision | None) -> dict[str, str]:
    before = _revision(view, returned.revision) if returned is not None else None
    if before is None:
        return {}
    return {old.id: new.id for old, new in pair_parts(before, view.facts.revision) if old and new}


def _revision(view: ItemView, revision: str) -> Revision | None:
    return next((one for one in view.revisions if one.id == revision), None)
