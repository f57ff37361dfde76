"""Everything on one queue entry for a screen, and its text ready to be pasted into a site's editor."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.items import Item
from reviewer_app.domain.release import Clearing, Comparison, OnlineRecord, Posting, QueueEntry, Withdrawal
from reviewer_app.domain.urgent import TelephoneApproval
from reviewer_app.services.clearing import places_of
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.make_good import owed_for
from reviewer_app.services.release_package import paste_html, paste_text


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as it stands. `earliest` is the first lawful day, the entry's `not_after` the last one.

    `siblings` are the other entries of the same item: what must come down in one place usually must in all.
    """

    entry: QueueEntry
    item: Item
    earliest: date | None
    online: tuple[OnlineRecord, ...]
    postings: tuple[Posting, ...]
    comparisons: tuple[Comparison, ...]
    withdrawals: tuple[Withdrawal, ...]
    clearings: tuple[Clearing, ...]
    siblings: tuple[QueueEntry, ...]
    files: tuple[str, ...]
    names: dict[str, str]  # user id to name
    owed: TelephoneApproval | None = None  # 待补签: it went out by telephone

    @property
    def withdrawal(self) -> Withdrawal | None:
        """The take-down or correction under way, or None."""
        last = self.withdrawals[-1] if self.withdrawals else None
        return last if last is not None and last.done_at is None else None

    @property
    def places(self) -> tuple[str, ...]:
        """Every address or board it has to be taken from, each once, in order."""
        return places_of(self.entry, self.online)


class PasteReady(NamedTuple):
    """The public version of an entry as plain text and as plain HTML."""

    text: str
    html: str


def open_entry(desk: Desk, actor: str, entry_id: str) -> EntryView:
    """Read the entry; raises `NotPermitted`, `NotFound`."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.LOG_READ)
        entry = uow.queue.get(entry_id)
        judged = uow.judgements.find(item=entry.item)
        return EntryView(
            entry=entry,
            item=uow.items.get(entry.item),
            earliest=judged[-1].earliest if judged else None,
            online=uow.online.find(entry=entry_id),
            postings=uow.postings.find(entry=entry_id),
            comparisons=uow.comparisons.find(entry=entry_id),
            withdrawals=uow.withdrawals.find(entry=entry_id),
            clearings=uow.clearings.find(entry=entry_id),
            siblings=tuple(one for one in uow.queue.find(item=entry.item) if one.id != entry_id),
            files=tuple(part.name for part in uow.public_versions.get(entry.public_version).parts),
            names={user.id: user.name for user in uow.users.find()},
            owed=owed_for(uow, entry.item),
        )


def paste_ready(desk: Desk, actor: str, entry_id: str) -> PasteReady:
    """Text and HTML from the signed bytes, not from the folder, where somebody may have changed them.

    Reads the parts in the worker, outside the transaction; raises `NotPermitted`, `DatabaseDamaged`.
    """
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.TEXT_READ)
        version = uow.public_versions.get(uow.queue.get(entry_id).public_version)
        stored = tuple((part, uow.blobs.get(part.blob)) for part in version.parts)
    parts = tuple((part, data, desk.documents.read(data, part.name).document) for part, data in stored)
    return PasteReady(paste_text(parts), paste_html(parts))
