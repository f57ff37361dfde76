"""What the public versions do with the decisions, in words, so that nothing stays or goes without being said.

The same for the card of a finding, step ⑦, the signatory's card and the printed form (design §5, 2019 Art 37).
`words` is `say` or the window's own catalogue.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from reviewer_app.domain.document import Document
from reviewer_app.domain.findings import Finding, FindingType
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.public_version import PublicVersion, ResultProof
from reviewer_app.domain.readiness import CUTTING, is_stale, latest_dispositions
from reviewer_app.domain.report import DocumentType
from reviewer_app.domain.review import Disposition, DispositionKind
from reviewer_app.rules.evidence import paragraph_number
from reviewer_app.rules.policy import Does, Policy, load_book
from reviewer_app.services.decision_words import Say, newest_versions, spot_text
from reviewer_app.services.open_item import ItemView
from reviewer_app.services.public_choices import would_stay

_SILENT: Final = frozenset({DispositionKind.REMOVE})
"""Withheld without a trace; everything else leaves a notice."""


class Withheld(NamedTuple):
    """One withheld piece: its part and place, how it is taken out, and why."""

    place: str
    how: str
    reason: str


def spared_text(words: Say, view: ItemView, version: PublicVersion) -> str:
    """姓名 12 处…: what was decided to be cut and stays in this version, by its policy; empty for nothing."""
    found: Counter[FindingType] = Counter()
    for spared in version.proof.spared:
        report = view.facts.reports.get(spared.part)
        numbers = frozenset(spared.numbers)
        found.update(one.type for one in (report.findings if report else ()) if one.number in numbers)
    if not found:
        return ""
    kinds = words("missing.join").join(
        words("public.spared.kind", kind=words(f"type.{kind.value}"), count=count) for kind, count in found.items())
    return words("public.spared", audience=words(f"audience.{version.audience.value}"), kinds=kinds,
                 policy=load_book().named(version.policy).title, extra=_extra())


def proof_text(words: Say, proof: ResultProof) -> str:
    """How the result was compared with its original: by pictures of its pages, piece by piece, or not at all."""
    told = []
    if proof.pages:
        told.append(words("proof.pages", pages=proof.pages))
    if proof.pictures:
        told.append(words("proof.pictures", count=proof.pictures))
    if proof.units:
        told.append(words("proof.units", units=f"{proof.units:,}"))
    if proof.restyled:
        told.append(words("proof.restyled", count=proof.restyled))
    if proof.unseen:
        told.append(words("proof.unseen", files=proof.unseen))
    return words("proof.join").join(told) or words("proof.nothing")


def all_spared(words: Say, view: ItemView) -> tuple[str, ...]:
    """One sentence for each newest version that keeps something against a decision."""
    return tuple(text for one in newest_versions(view) if (text := spared_text(words, view, one)))


def stays_text(words: Say, view: ItemView, part: str, finding: Finding, disposition: Disposition | None) -> str:
    """Where what is cut by `disposition` stays all the same, one line an audience; empty for nowhere."""
    if disposition is None or view.facts.judgement is None:
        return ""
    newest = {version.audience: version for version in view.facts.public_versions}
    lines = []
    for audience in view.facts.judgement.audiences:
        version = newest.get(audience)
        if version is not None and not is_stale(version, view.facts):
            stays = any(one.part == part and finding.number in one.numbers for one in version.proof.spared)
            key, policy = "public.stays", load_book().named(version.policy)
        else:
            key, policy = "public.would_stay", _policy(view, audience, version)
            stays = would_stay(finding, disposition, policy)
        if stays:
            lines.append(words(key, audience=words(f"audience.{audience.value}"), policy=policy.title, extra=_extra()))
    return "\n".join(lines)


def withheld(words: Say, view: ItemView) -> Iterator[Withheld]:
    """The pieces taken out as 依法不予公开 (区分处理), each with its reason."""
    latest = latest_dispositions(view.facts.dispositions)
    for part in view.parts:
        for one in part.report.findings:
            decided = latest.get((part.part.id, one.number))
            if one.type is not FindingType.WITHHELD or decided is None or decided.kind not in CUTTING:
                continue
            reason = decided.reason or words("missing.join").join(one.evidence)
            how = "public.withheld.silent" if decided.kind in _SILENT else "public.withheld.notice"
            place = words("public.withheld.place", name=part.part.name, place=_place(words, one, part.document))
            yield Withheld(place, words(how), reason or words("signing.no_reason"))


def _place(words: Say, one: Finding, document: Document) -> str:
    """The page or cell; in running text the paragraph, counted as the reader counts."""
    spot = spot_text(words, one.place)
    if spot is not None:
        return spot
    if one.start is None:
        return words("place.text")
    return words("public.withheld.paragraph", number=paragraph_number(document.text, one.start))


def _policy(view: ItemView, audience: Audience, before: PublicVersion | None) -> Policy:
    """The policy of the version made last, else the default for this type."""
    if before is not None:
        return load_book().named(before.policy)
    kind = view.item.document_type or (view.parts[0].report.document_type if view.parts else DocumentType.OTHER)
    return load_book().choose(kind, audience)


def _extra() -> str:
    """What to choose so that decisions hold against the policy."""
    return next(one.title for one in load_book().extras.values() if one.does is Does.DECISIONS)
