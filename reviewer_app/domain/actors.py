"""Who may do what: roles, permissions, the one table of grants and the single `require()` policy.

Permissions are apart from roles (house style 7) so that a test can walk the full grid. Everything that changes
or shows something asks here, in the use case and nowhere else.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from reviewer_app.domain.errors import AuthorMayNot, NotAuthorised, NotPermitted


class Role(StrEnum):
    """Roles of people; one person may hold several."""

    DRAFTER = "drafter"  # 拟稿人
    ENDORSER = "endorser"  # 核稿人: an earlier step of a route
    REVIEWER = "reviewer"  # 审查员
    SIGNATORY = "signatory"  # 签批人（分管领导）
    PUBLISHER = "publisher"  # 发布员
    AUDITOR = "auditor"  # 监督检查员: reads only
    ADMINISTRATOR = "administrator"  # 管理员: sees no text, decides nothing


class Permission(StrEnum):
    """One right each, named `resource:action`."""

    ITEM_DRAFT = "item:draft"
    ITEM_SUBMIT = "item:submit"
    ITEM_RECALL = "item:recall"
    ITEM_VOID = "item:void"
    ITEM_ENDORSE = "item:endorse"
    ITEM_CLAIM = "item:claim"
    ITEM_REVIEW = "item:review"
    ITEM_RETURN = "item:return"
    ITEM_PASS = "item:pass"
    ITEM_AMEND = "item:amend"
    ITEM_ACCEPT_AMENDMENT = "item:accept_amendment"
    ITEM_SIGN = "item:sign"
    ITEM_SIGN_PAPER = "item:sign_paper"
    QUEUE_SCHEDULE = "queue:schedule"
    QUEUE_RELEASE = "queue:release"
    QUEUE_RECORD_ONLINE = "queue:record_online"
    QUEUE_COMPARE = "queue:compare"
    QUEUE_TAKE_DOWN = "queue:take_down"
    QUEUE_CORRECT = "queue:correct"
    TEXT_READ = "text:read"
    SCAN_RUN = "scan:run"
    LOG_READ = "log:read"
    LOG_VERIFY = "log:verify"
    LOG_EXPORT = "log:export"
    LOG_COSIGN = "log:cosign"
    LOG_TIMESTAMP = "log:timestamp"
    PEOPLE_MANAGE = "people:manage"
    PEOPLE_AUTHORISE = "people:authorise"
    OFFICE_MANAGE = "office:manage"
    BACKUP_MAKE = "backup:make"
    CONTENT_ERASE = "content:erase"


_P = Permission
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.DRAFTER: frozenset({_P.ITEM_DRAFT, _P.ITEM_SUBMIT, _P.ITEM_RECALL, _P.ITEM_VOID, _P.ITEM_ACCEPT_AMENDMENT,
                             _P.TEXT_READ}),
    Role.ENDORSER: frozenset({_P.ITEM_ENDORSE, _P.ITEM_RETURN, _P.TEXT_READ}),
    Role.REVIEWER: frozenset({_P.ITEM_DRAFT, _P.ITEM_CLAIM, _P.ITEM_REVIEW, _P.ITEM_RETURN, _P.ITEM_PASS,
                              _P.ITEM_AMEND, _P.ITEM_VOID, _P.ITEM_SIGN_PAPER, _P.QUEUE_SCHEDULE, _P.QUEUE_TAKE_DOWN,
                              _P.QUEUE_COMPARE, _P.SCAN_RUN, _P.TEXT_READ, _P.LOG_READ, _P.LOG_VERIFY}),
    Role.SIGNATORY: frozenset({_P.ITEM_SIGN, _P.ITEM_RETURN, _P.PEOPLE_AUTHORISE, _P.QUEUE_TAKE_DOWN, _P.TEXT_READ,
                               _P.LOG_READ, _P.LOG_VERIFY}),
    Role.PUBLISHER: frozenset({_P.QUEUE_SCHEDULE, _P.QUEUE_RELEASE, _P.QUEUE_RECORD_ONLINE, _P.QUEUE_COMPARE,
                               _P.QUEUE_TAKE_DOWN, _P.QUEUE_CORRECT, _P.TEXT_READ, _P.LOG_READ}),
    Role.AUDITOR: frozenset({_P.SCAN_RUN, _P.TEXT_READ, _P.LOG_READ, _P.LOG_VERIFY, _P.LOG_EXPORT,
                             _P.LOG_COSIGN, _P.LOG_TIMESTAMP}),
    Role.ADMINISTRATOR: frozenset({_P.PEOPLE_MANAGE, _P.OFFICE_MANAGE, _P.BACKUP_MAKE, _P.CONTENT_ERASE,
                                   _P.LOG_VERIFY}),
}
"""The one table of grants. Written authorisation does not widen it: see `require_signature`."""

SYSTEM_ACTOR = "system"
"""The actor of release, backup and checkpoint; it decides nothing."""

SYSTEM_MAY = frozenset({_P.QUEUE_RELEASE, _P.BACKUP_MAKE, _P.LOG_VERIFY, _P.LOG_EXPORT, _P.LOG_TIMESTAMP})
"""What the machine itself may do, without a login: whoever can run a command on the home can read its files anyway."""


@dataclass(frozen=True, slots=True)
class User:
    """A person of the office. `public_key` is the raw Ed25519 key in hex, None until a key was made."""

    id: str
    name: str
    unit: str
    roles: frozenset[Role]
    active: bool = True
    public_key: str | None = None
    version: int = 1

    def grants(self) -> frozenset[Permission]:
        """Everything this person's roles grant; nothing once inactive."""
        if not self.active:
            return frozenset()
        return frozenset().union(*(GRANTS[role] for role in self.roles)) if self.roles else frozenset()


@dataclass(frozen=True, slots=True)
class Authorisation:
    """书面授权: the signatory lets a reviewer pass and sign in one act, for columns, until a day."""

    id: str
    grantor: str
    grantee: str
    columns: frozenset[str]
    valid_from: date
    valid_until: date
    document: str  # 授权书文号 or where the paper lies
    revoked_at: datetime | None = None
    version: int = 1

    def covers(self, grantee: str, column: str, day: date) -> bool:
        """Whether it lets `grantee` sign items of `column` on `day`."""
        return (
            self.grantee == grantee
            and column in self.columns
            and self.valid_from <= day <= self.valid_until
            and self.revoked_at is None
        )


def may(user: User, permission: Permission) -> bool:
    """Whether the roles of `user` grant `permission`."""
    return permission in user.grants()


def require(user: User, permission: Permission) -> None:
    """Raise `NotPermitted` unless `may`."""
    if not may(user, permission):
        raise NotPermitted(permission=permission.value)


def require_not_author(user: User, authors: frozenset[str]) -> None:
    """Raise `AuthorMayNot` where `user` authored any revision: no exception, no admin, no override (§2)."""
    if user.id in authors:
        raise AuthorMayNot


def require_signature(
    user: User, authors: frozenset[str], column: str, day: date, authorisations: tuple[Authorisation, ...]
) -> Authorisation | None:
    """Who may sign an item: a signatory, or a reviewer under a written authorisation that covers it.

    Returns the authorisation used (shown on the form) or None for the signatory's own right.
    """
    require_not_author(user, authors)
    if may(user, Permission.ITEM_SIGN):
        return None
    require(user, Permission.ITEM_PASS)
    for authorisation in authorisations:
        if authorisation.covers(user.id, column, day):
            return authorisation
    raise NotAuthorised(column=column, date=day.isoformat())
