"""退回意见单: the last return of an item as a Word file for drafters without an account, every found value masked."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.errors import NotFound
from reviewer_app.domain.findings import Finding
from reviewer_app.domain.items import Revision
from reviewer_app.domain.report import CheckReport
from reviewer_app.domain.review import Decision, DecisionKind, ReturnPoint
from reviewer_app.ports.forms import Entry, FilledForm, Form, FormValues
from reviewer_app.rules.masking import mask_value
from reviewer_app.rules.place_text import place_text
from reviewer_app.services import decision_words as told
from reviewer_app.services.approval_form import anchored, identity
from reviewer_app.services.checkpoint import checkpoint
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.document_store import reports_of
from reviewer_app.services.open_item import open_item
from reviewer_app.services.return_item import masked
from reviewer_app.text import say

RETURNS = frozenset({DecisionKind.RETURN, DecisionKind.REFUSE})


@dataclass(frozen=True, slots=True)
class MakeReturnSlip:
    """Fill the slip of the last return of `item`."""

    actor: str
    item: str


@dataclass(frozen=True, slots=True)
class _Returned:
    """The returned revision with what was found in it: its values must not leave the office."""

    revision: Revision
    reports: dict[str, CheckReport]
    findings: list[Finding]

    def masked(self, text: str) -> str:
        return masked(text, self.findings)


def return_slip(desk: Desk, command: MakeReturnSlip) -> FilledForm:
    """The filled slip; raises `NotFound` for an item that was never returned, `TemplateUnusable`."""
    with desk.uow(command.actor, writing=False) as uow:
        permitted(uow, command.actor, Permission.TEXT_READ)
        office = uow.offices.find()[0].name
        decision = _last_return(uow.decisions.find(item=command.item), command.item)
        revision = uow.revisions.get(decision.revision)
        reports = reports_of(uow, revision.id)
    returned = _Returned(revision, reports, [one for report in reports.values() for one in report.findings])
    view = open_item(desk, command.actor, command.item)
    known = identity(desk, view)
    title = returned.masked(view.item.title)
    fields = {
        **known, **anchored(desk, checkpoint(desk)),
        "office": office, "title": title, "number": returned.masked(known["number"]),
        "revision": say("form.revision", ordinal=revision.ordinal),
        "package": told.short(revision.manifest_sha256),
        "reason": returned.masked(decision.reason) or say("form.nothing"),
        "returner": view.names.get(decision.by, ""), "returned": told.moment(decision.at),
    }
    points = tuple(_point(returned, number, one) for number, one in enumerate(decision.points, 1))
    name = say("form.slip.name", title=title)
    return desk.forms.fill(Form.RETURN_SLIP, name, FormValues(fields, {"point": points}, say("form.nothing")))


def _last_return(decisions: tuple[Decision, ...], item: str) -> Decision:
    returns = [one for one in decisions if one.kind in RETURNS]
    if not returns:
        raise NotFound(what="form.slip.of", id=item)
    return returns[-1]


def _point(returned: _Returned, number: int, point: ReturnPoint) -> Entry:
    part = returned.revision.part(point.part)
    report = returned.reports.get(point.part)
    finding = next((one for one in report.findings if one.number == point.finding), None) if report else None
    value = f"{say(f'type.{finding.type.value}')} {mask_value(finding.type, finding.value)}" if finding else ""
    return {
        "n": str(number),
        "part": returned.masked(part.name) if part else "",
        "place": place_text(point.place),
        "value": value.strip() if finding else "",
        "text": returned.masked(point.text),
    }
