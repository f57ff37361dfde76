"""The card that a signatory signs by, as lines of words: everything the signature covers and what he should know."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reviewer_app.domain.items import Part
from reviewer_app.domain.readiness import is_stale
from reviewer_app.domain.review import PUBLISHING, Conclusion
from reviewer_app.services import decision_words as told
from reviewer_app.services.open_item import ItemView
from reviewer_app.services.public_words import all_spared, proof_text, withheld
from ui.text import Words


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line: its label's text key, its words, and a state (red, amber, green) where it wants a look."""

    label: str
    text: str
    state: str | None = None


def card_lines(
    words: Words, view: ItemView, column_title: Callable[[str], str], passing: Conclusion | None = None
) -> tuple[CardLine, ...]:
    """All lines in order; lines without words are left out. `passing`: what it is passed with in the same act."""
    before = told.last_pass(view)
    conclusion = passing or (before.conclusion if before is not None else None)
    item = view.item
    drafted = words("signing.drafted", name=view.names.get(item.author, ""), unit=item.unit,
                    day=told.day(item.submitted_at))
    passed, *decided = _decided(words, view, passing)
    lines = (
        CardLine("signing.label.number", item.number or ""),
        CardLine("signing.label.column", column_title(item.column) if item.column else ""),
        CardLine("signing.label.drafter", drafted),
        passed,
        *_points(words, view),
        *decided,
        *(_published(words, view) if conclusion in PUBLISHING else ()),
        *_kept_and_withheld(words, view),
        *(CardLine("signing.label.exemption", _exemption(words, view, at)) for at in range(len(view.facts.exemptions))),
        *(_part(words, view, part.part) for part in view.parts),
        *_versions(words, view),
        *(CardLine("signing.label.signed", told.signed_text(words, one, view.names.get(one.signer, "")), "green")
          for one in view.signoffs if one.revision == view.facts.revision.id),
    )
    return tuple(line for line in lines if line.text)


def _decided(words: Words, view: ItemView, now: Conclusion | None) -> tuple[CardLine, ...]:
    """The reviewer's pass (`now`: by the act that also signs), the attribute with its articles, and secrecy."""
    passed, determination, secrecy = told.last_pass(view), view.facts.determination, view.facts.secrecy
    passing = attribute = basis = reason = secret = ""
    if now is not None:
        passing = words("signing.passing", conclusion=words(f"conclusion.{now.value}"))
    elif passed is not None and passed.conclusion is not None:
        conclusion = words(f"conclusion.{passed.conclusion.value}")
        passing = words("signing.passed", conclusion=conclusion, name=view.names.get(passed.by, ""),
                        at=told.moment(passed.at))
    if determination is not None:
        attribute = words(f"attribute.{determination.attribute.value}")
        basis = "\n".join(told.basis_text(words, one) for one in determination.basis)
        reason = determination.reason
    if secrecy is not None:
        secret = words("signing.secrecy", conclusion=words(f"secrecy.{secrecy.conclusion.value}"),
                       name=view.names.get(secrecy.by, ""), source=words(f"source.{secrecy.source.value}"))
    unverified = determination is not None and not all(one.verified for one in determination.basis)
    return (
        CardLine("signing.label.conclusion", passing or words("signing.not_passed"), None if passing else "red"),
        CardLine("signing.label.attribute", attribute),
        CardLine("signing.label.basis", basis, "amber" if unverified else None),
        CardLine("signing.label.reason", reason),
        CardLine("signing.label.disagreement", told.disagreement(words, view), "amber"),
        CardLine("signing.label.opinion", told.opinion_text(words, view)),
        CardLine("signing.label.secrecy", secret),
    )


def _published(words: Words, view: ItemView) -> tuple[CardLine, ...]:
    """To whom, where and when it is published."""
    judgement = view.facts.judgement
    if judgement is None:
        return ()
    late = judgement.latest is not None and judgement.latest < view.facts.day
    return (
        CardLine("signing.label.audience", told.audiences_text(words, judgement)),
        CardLine("signing.label.channels", told.channels_text(words, judgement)),
        CardLine("signing.label.window", told.window_text(words, judgement), "red" if late else None),
        CardLine("signing.label.until", told.day(judgement.display_until)),
        CardLine("signing.label.personal", told.handled_text(words, view)),
    )


def _kept_and_withheld(words: Words, view: ItemView) -> Iterator[CardLine]:
    """What stays although it was decided to go, and what is withheld, piece by piece with its reason (2019 Art 37)."""
    for text in all_spared(words, view):
        yield CardLine("signing.label.spared", text, "amber")
    for one in withheld(words, view):
        text = words("signing.withheld", place=one.place, how=one.how, reason=one.reason)
        yield CardLine("signing.label.withheld", text)


def _exemption(words: Words, view: ItemView, at: int) -> str:
    one = view.facts.exemptions[at]
    return words(
        "signing.exemption", kind=words(f"exempt.{one.kind.value}"),
        fields=words("missing.join").join(words(f"type.{kind}") for kind in one.fields),
        basis=words("missing.join").join(told.basis_text(words, basis) for basis in one.basis),
        until=words("form.until", day=told.day(one.until)) if one.until else words("form.long_term"),
    )


def _part(words: Words, view: ItemView, part: Part) -> CardLine:
    opened = view.facts.secrecy is not None and part.id in view.facts.secrecy.opened_parts
    role = words(f"part_role.{part.role.value}")
    text = words(
        "signing.part", role=f"{role}{part.annex_number}" if part.annex_number else role, name=part.name,
        fingerprint=told.short(part.sha256), opened=words("signing.opened" if opened else "signing.not_opened"),
    )
    return CardLine("signing.label.part", text, None if opened else "amber")


def _versions(words: Words, view: ItemView) -> tuple[CardLine, ...]:
    lines = []
    for version in told.newest_versions(view):
        stale = is_stale(version, view.facts) or not version.proof.clean
        text = words(
            "signing.version.stale" if stale else "signing.version",
            audience=words(f"audience.{version.audience.value}"), fingerprint=told.short(version.manifest_sha256),
            findings=version.proof.findings, proof=proof_text(words, version.proof.result),
        )
        lines.append(CardLine("signing.label.version", text, "red" if stale else "green"))
    return tuple(lines)


def _points(words: Words, view: ItemView) -> tuple[CardLine, ...]:
    points = told.open_points(words, view)
    if not points:
        return (CardLine("signing.label.points", words("signing.no_points"), "green"),)
    return tuple(CardLine("signing.label.points", point, "amber") for point in points)
