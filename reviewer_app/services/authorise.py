"""书面授权: the signatory lets a reviewer pass and sign in one act, for named columns and a limited time (§2)."""

from dataclasses import dataclass, replace
from datetime import date

from reviewer_app.domain.actors import Authorisation, Permission, may
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete, IllegalTransition, NotPermitted
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.known_columns import require_columns


@dataclass(frozen=True, slots=True)
class Authorise:
    """Authorise `grantee` for `columns` from day to day; `document` says where the signed paper lies."""

    actor: str
    grantee: str
    columns: frozenset[str]
    valid_from: date
    valid_until: date
    document: str


@dataclass(frozen=True, slots=True)
class Revoke:
    """End an authorisation, seen at `version`, at once; what was signed under it stays signed."""

    actor: str
    authorisation: str
    version: int


def authorise(desk: Desk, command: Authorise) -> Authorisation:
    """Grant; raises `DecisionIncomplete` without columns, paper or a sensible period, `NotPermitted` for whom it is.

    An authorisation is never for oneself, and only for somebody who may pass items.
    """
    given = (
        ("columns", bool(command.columns)),
        ("document", bool(command.document.strip())),
        ("dates", command.valid_from <= command.valid_until and command.valid_until >= desk.today()),
    )
    lacking = [name for name, present in given if not present]
    if lacking:
        raise DecisionIncomplete(missing=",".join(lacking))
    require_columns(desk, sorted(command.columns))
    with desk.uow(command.actor) as uow:
        grantor = permitted(uow, command.actor, Permission.PEOPLE_AUTHORISE)
        grantee = uow.users.get(command.grantee)
        if grantee.id == grantor.id or not may(grantee, Permission.ITEM_PASS):
            raise NotPermitted(permission=Permission.ITEM_PASS.value)
        authorisation = Authorisation(
            id=desk.ids(), grantor=grantor.id, grantee=grantee.id, columns=command.columns,
            valid_from=command.valid_from, valid_until=command.valid_until, document=command.document.strip(),
        )
        uow.authorisations.add(authorisation)
        uow.record(
            AuditAction.AUTHORISE, authorisation=authorisation.id, grantee=grantee.id,
            until=command.valid_until.isoformat(), columns=len(command.columns),
        )
        uow.commit()
        return authorisation


def revoke(desk: Desk, command: Revoke) -> Authorisation:
    """Revoke; any signatory may, for the one who granted it may have left."""
    with desk.uow(command.actor) as uow:
        permitted(uow, command.actor, Permission.PEOPLE_AUTHORISE)
        before = uow.authorisations.get(command.authorisation)
        stored = uow.authorisations.replace(
            replace(before, revoked_at=desk.clock.now(), version=command.version)
        )
        if before.revoked_at is not None:
            raise IllegalTransition(state="revoked", wanted="revoked")
        uow.record(AuditAction.AUTHORISATION_REVOKE, authorisation=stored.id, grantee=stored.grantee)
        uow.commit()
        return stored
