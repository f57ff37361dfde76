"""What was decided on an item, in words: the same for the signatory's card, the printed form and the ledger.

`words` is `say` or the window's own catalogue, so that nothing is worded twice.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Final

from reviewer_app.domain.document import Place
from reviewer_app.domain.findings import Level
from reviewer_app.domain.items import RELEASED_ROLES
from reviewer_app.domain.legal import LegalBasis
from reviewer_app.domain.public_version import PublicVersion
from reviewer_app.domain.readiness import latest_dispositions
from reviewer_app.domain.release import SignOff, SignOffKind
from reviewer_app.domain.return_points import Answer
from reviewer_app.domain.review import Decision, DecisionKind, DispositionKind, Judgement, Stage
from reviewer_app.ports.clock import SHANGHAI
from reviewer_app.rules.channels import channel
from reviewer_app.services.assess_impact import processing_of
from reviewer_app.services.open_item import ItemView

Say = Callable[..., str]
SHORT: Final = 12
"""Hex digits of a short fingerprint: enough to compare by eye, never used to decide anything."""


def short(sha256: str) -> str:
    """A short fingerprint, in groups of four: 3F2A 9C01 77BE."""
    digits = sha256[:SHORT].upper()
    return " ".join(digits[at:at + 4] for at in range(0, len(digits), 4))


def moment(at: datetime) -> str:
    """An instant as the office's clock shows it."""
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def day(at: date | datetime | None) -> str:
    """A day; empty for none."""
    if at is None:
        return ""
    return (at.astimezone(SHANGHAI).date() if isinstance(at, datetime) else at).isoformat()


def basis_text(words: Say, basis: LegalBasis) -> str:
    """An article as an office writes it; what is not verified says so."""
    text = words("basis.article", regulation=basis.regulation, version=basis.version, article=basis.article or "—")
    if basis.paragraph is not None:
        text += words("basis.paragraph", paragraph=basis.paragraph)
    if basis.item is not None:
        text += words("basis.item", item=basis.item)
    return text if basis.verified else text + words("attribute.unverified")


def printable(words: Say, bases: Iterable[LegalBasis]) -> str:
    """What a form may print: verified articles only; where there are none but unverified ones, to be filled by hand."""
    found = tuple(bases)
    verified = [basis_text(words, one) for one in found if one.verified]
    if not verified and found:
        return words("form.basis.by_hand")
    return words("missing.join").join(verified)


def last_pass(view: ItemView) -> Decision | None:
    """The reviewer's pass of the current revision."""
    passes = [
        one for one in view.decisions
        if one.kind is DecisionKind.PASS and one.revision == view.facts.revision.id
    ]
    return passes[-1] if passes else None


def newest_versions(view: ItemView) -> tuple[PublicVersion, ...]:
    """The newest public version for each audience, the website's first."""
    newest = {version.audience: version for version in view.facts.public_versions}
    return tuple(sorted(newest.values(), key=lambda one: one.audience.value))


def channels_text(words: Say, judgement: Judgement | None) -> str:
    """The judged channels by title."""
    return words("missing.join").join(channel(one).title for one in (judgement.channels if judgement else ()))


def audiences_text(words: Say, judgement: Judgement | None) -> str:
    """The judged audiences."""
    audiences = judgement.audiences if judgement else ()
    return words("missing.join").join(words(f"audience.{one.value}") for one in audiences)


def window_text(words: Say, judgement: Judgement | None) -> str:
    """From when to when it may go out."""
    if judgement is None:
        return ""
    earliest, latest = day(judgement.earliest), day(judgement.latest)
    begins = words("signing.window.from", earliest=earliest) if earliest else words("signing.window.now")
    ends = words("signing.window.until", latest=latest) if latest else words("signing.window.open")
    return begins + ends


def handled_text(words: Say, view: ItemView) -> str:
    """部分隐去 12 处、删除 300 处…, by the last disposition of each finding."""
    kinds = Counter(one.kind for one in latest_dispositions(view.facts.dispositions).values())
    lines = [
        words("signing.handled", kind=words(f"disposition.{kind.value}"), count=kinds[kind])
        for kind in DispositionKind if kinds[kind] and kind not in {DispositionKind.SEEN, DispositionKind.OPEN}
    ]
    return words("missing.join").join(lines)


def disagreement(words: Say, view: ItemView) -> str:
    """What the drafter proposed and why, where the reviewer decided otherwise: the signatory sees both reasons."""
    decided = view.facts.determination
    drafted = [one for one in view.determinations if one.stage is Stage.DRAFTER]
    if decided is None or not drafted or drafted[-1].attribute is decided.attribute:
        return ""
    return words(
        "signing.disagreement", drafter=words(f"attribute.{drafted[-1].attribute.value}"),
        reason=drafted[-1].reason or words("signing.no_reason"),
        reviewer=words(f"attribute.{decided.attribute.value}"),
        why=decided.reason or words("signing.no_reason"),
    )


def opinion_text(words: Say, view: ItemView) -> str:
    """What the disclosure office said, where it was asked."""
    opinion = view.facts.opinion
    if opinion is None:
        return ""
    return f"{words('attribute.opinion.agrees' if opinion.agrees else 'attribute.opinion.objects')}：{opinion.opinion}"


def open_points(words: Say, view: ItemView) -> tuple[str, ...]:
    """What the signatory should know before he signs: kept, overruled, unread, unverified, still to look at."""
    latest = latest_dispositions(view.facts.dispositions)
    kinds = Counter(one.kind for one in latest.values())
    released = {part.part.id for part in view.parts if part.part.role in RELEASED_ROLES}
    unseen = sum(
        1 for part in view.parts if part.part.id in released for finding in part.report.findings
        if finding.level is Level.AMBER and not finding.blocks and (part.part.id, finding.number) not in latest
    )
    determination = view.facts.determination
    counted = (
        ("signing.point.kept", kinds[DispositionKind.KEEP]),
        ("signing.point.overruled", kinds[DispositionKind.NOT_A_FINDING]),
        ("signing.point.by_eye", sum(len(look.places) for look in view.facts.looks)),
        ("signing.point.unseen", unseen),
        ("signing.point.hints", len(view.facts.secrecy.answered_hints) if view.facts.secrecy else 0),
        ("signing.point.unverified", sum(not one.verified for one in determination.basis) if determination else 0),
        ("signing.point.disagreement", int(bool(disagreement(words, view)))),
        ("signing.point.impact", len(processing_of(view.facts, view.item).gaps)),
        ("signing.point.returned", sum(one.answer is Answer.OPEN for one in view.points)),
    )
    return tuple(words(key, count=count) for key, count in counted if count)


def signed_text(words: Say, signed: SignOff, name: str) -> str:
    """How it was signed, in one line; paper is never called electronic."""
    if signed.kind is SignOffKind.PAPER:
        return words("signing.by.paper", name=signed.signer_name or name, day=day(signed.signed_on))
    return words(f"signing.by.{signed.kind.value}", name=name, at=moment(signed.at), card=short(signed.card_sha256))


def spot_text(words: Say, place: Place) -> str | None:
    """The cell, row or page of a place; None for running text, properties and what has no page."""
    if place.cell is not None:
        return words("place.cell", sheet=place.sheet or "", cell=place.cell)
    if place.row is not None:
        return words("place.row", row=place.row, column=place.column or 1)
    return words("place.page", page=place.page) if place.page is not None else None
