"""可以作为拟稿人的人员: whom a reviewer may enter a file for (design §2: only authorship bars approval)."""

from reviewer_app.domain.actors import Permission, User, may
from reviewer_app.services.desk import Desk, permitted


def drafters(desk: Desk, actor: str) -> tuple[User, ...]:
    """People who can hand in, the actor first where he is one."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.ITEM_DRAFT)
        found = [user for user in uow.users.find() if may(user, Permission.ITEM_SUBMIT)]
    return tuple(sorted(found, key=lambda user: (user.id != actor, user.name)))
