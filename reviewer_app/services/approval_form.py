"""审批表: everything decided on an item, filled into the office's own form, with blank lines to sign on (design §6).

The checkpoint's short code is printed on it, so that the paper archive anchors the log; a basis that nobody verified
is never printed.
"""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import Checkpoint
from reviewer_app.domain.items import Part
from reviewer_app.domain.review import PUBLISHING, Exemption
from reviewer_app.ports.forms import Entry, FilledForm, Form, FormValues
from reviewer_app.services import decision_words as told
from reviewer_app.services.checkpoint import checkpoint, short_code
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.open_item import ItemView, open_item
from reviewer_app.services.public_words import all_spared, withheld
from reviewer_app.text import say


@dataclass(frozen=True, slots=True)
class MakeApprovalForm:
    """Fill the 审批表 of `item` as it stands."""

    actor: str
    item: str


def approval_form(desk: Desk, command: MakeApprovalForm) -> FilledForm:
    """The filled form; raises `TemplateUnusable`, `NotPermitted`. Fixes the log first, to print its code."""
    with desk.uow(command.actor, writing=False) as uow:
        permitted(uow, command.actor, Permission.TEXT_READ)
        office = uow.offices.find()[0].name
    view = open_item(desk, command.actor, command.item)
    fixed = checkpoint(desk)
    fields = {
        "office": office, **identity(desk, view), **_decided(desk, view), **_judged(view), **anchored(desk, fixed),
    }
    lists = {
        "part": tuple(_part(view, part.part) for part in view.parts),
        "exemption": tuple(_exemption(one) for one in view.facts.exemptions),
        "withheld": tuple(one._asdict() for one in withheld(say, view)),
        "public": tuple(
            {
                "audience": say(f"audience.{one.audience.value}"),
                "names": say("missing.join").join(part.name for part in one.parts),
                "fingerprint": told.short(one.manifest_sha256),
            }
            for one in told.newest_versions(view)
        ),
    }
    name = say("form.approval.name", title=view.item.title)
    return desk.forms.fill(Form.APPROVAL, name, FormValues(fields, lists, say("form.nothing")))


def identity(desk: Desk, view: ItemView) -> Entry:
    """What both forms say of the item itself."""
    item = view.item
    column = desk.toolbox.catalogue.column(item.column) if item.column else None
    return {
        "title": item.title,
        "number": item.number or say("form.nothing"),
        "item": item.id,
        "column": column.title if column else item.column or say("form.nothing"),
        "carrier": say(f"carrier.{item.carrier.value}"),
        "document_type": say(f"doctype.{item.document_type.value}") if item.document_type else "",
        "drafter": view.names.get(item.author, ""),
        "unit": item.unit,
        "submitted": told.day(item.submitted_at),
        "revision": say("form.revision", ordinal=item.revision_ordinal),
        "package": told.short(view.facts.revision.manifest_sha256),
    }


def anchored(desk: Desk, fixed: Checkpoint) -> Entry:
    """The code of the log as it was fixed, and when this was printed."""
    return {"code": short_code(fixed), "entries": f"{fixed.size:,}", "printed": told.moment(desk.clock.now())}


def _part(view: ItemView, part: Part) -> Entry:
    opened = view.facts.secrecy is not None and part.id in view.facts.secrecy.opened_parts
    role = say(f"part_role.{part.role.value}")
    return {
        "n": str(part.ordinal),
        "role": f"{role}{part.annex_number}" if part.annex_number else role,
        "name": part.name,
        "fingerprint": told.short(part.sha256),
        "opened": say("signing.opened" if opened else "signing.not_opened"),
    }


def _exemption(one: Exemption) -> Entry:
    return {
        "kind": say(f"exempt.{one.kind.value}"),
        "fields": say("missing.join").join(say(f"type.{kind}") for kind in one.fields),
        "basis": told.printable(say, one.basis),
        "until": say("form.until", day=told.day(one.until)) if one.until else say("form.long_term"),
    }


def _decided(desk: Desk, view: ItemView) -> Entry:
    """Secrecy, attribute, pass and signature."""
    facts, passed, secrecy = view.facts, told.last_pass(view), view.facts.secrecy
    conclusion = passed.conclusion if passed else None
    determination = facts.determination
    signed = [one for one in view.signoffs if one.revision == facts.revision.id]
    phrases = desk.forms.phrases("opinion")
    return {
        "secrecy": "" if secrecy is None else say(
            "form.secrecy", source=say(f"source.{secrecy.source.value}"), opened=len(secrecy.opened_parts),
            conclusion=say(f"secrecy.{secrecy.conclusion.value}"), by=view.names.get(secrecy.by, ""),
            day=told.day(secrecy.at),
        ),
        "attribute": say(f"attribute.{determination.attribute.value}") if determination else "",
        "basis": told.printable(say, determination.basis) if determination else "",
        "reason": determination.reason if determination else "",
        "conclusion": say(f"conclusion.{conclusion.value}") if conclusion else "",
        "personal": "\n".join((told.handled_text(say, view) or say("form.nothing"), *all_spared(say, view))),
        "opinion": phrases.get(conclusion.value, "") if conclusion else "",
        "points": say("form.points").join(told.open_points(say, view)),
        "reviewer": view.names.get(passed.by, "") if passed else "",
        "passed": told.day(passed.at) if passed else "",
        "signing": told.signed_text(say, signed[-1], view.names.get(signed[-1].signer, "")) if signed else "",
    }


def _judged(view: ItemView) -> Entry:
    """Manner, audience and time; nothing of them where it is not published."""
    passed = told.last_pass(view)
    judgement = view.facts.judgement if passed is None or passed.conclusion in PUBLISHING else None
    nothing = say("form.nothing")
    return {
        "channels": told.channels_text(say, judgement) or nothing,
        "audience": told.audiences_text(say, judgement) or nothing,
        "window": told.window_text(say, judgement) or nothing,
        "until": told.day(judgement.display_until) if judgement and judgement.display_until else nothing,
    }
