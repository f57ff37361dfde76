"""⑦ 公开稿: which policies there are for an audience, and what may be added because the package has such things."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from reviewer_app.domain.findings import FindingType, Level
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.report import DocumentType
from reviewer_app.rules import imprint
from reviewer_app.rules.deidentify import SEEN
from reviewer_app.rules.policy import PLUS, Does, Extra, Policy, PolicyBook, Verb, load_book
from reviewer_app.services.open_item import PartView


class Choice(NamedTuple):
    """A policy or an extra: its name in `MakePublicVersion.policy`, and what people call it."""

    name: str
    title: str


class Offers(NamedTuple):
    """`policies` with the default first; `extras` that change something in this package."""

    policies: tuple[Choice, ...]
    extras: tuple[Choice, ...]


def parted(name: str) -> tuple[str, tuple[str, ...]]:
    """The policy and the extras of a name."""
    base, *extras = name.split(PLUS)
    return base, tuple(extras)


def offers(parts: Iterable[PartView], kind: DocumentType, audience: Audience) -> Offers:
    """What to choose from."""
    book = load_book()
    policy = book.choose(kind, audience)
    default = policy.name
    names = [default, *(name for name in book.policies if name != default)]
    return Offers(
        tuple(Choice(name, book.policies[name].title) for name in names),
        tuple(Choice(name, extra.title) for name, extra in _fitting(book, tuple(parts), policy)))


def joined(policy: str, extras: Iterable[str]) -> str:
    """The name of a policy with extras."""
    return PLUS.join((policy, *extras))


def _fitting(book: PolicyBook, parts: tuple[PartView, ...], policy: Policy) -> list[tuple[str, Extra]]:
    fits: dict[Does, Callable[[PartView], bool]] = {
        Does.BANDS: _has_list, Does.COUNTS: _has_list, Does.IMPRINT: _has_imprint,
        Does.DECISIONS: lambda part: _has_kept(part, policy)}

    def fit(part: PartView, extra: Extra) -> bool:
        return _has_treated(part, extra) if extra.does is Does.TREATMENTS else fits[extra.does](part)

    return [(name, extra) for name, extra in book.extras.items() if any(fit(part, extra) for part in parts)]


def _has_treated(part: PartView, extra: Extra) -> bool:
    """Whether the part has something that an extra treats otherwise; a seal is grey, and may go all the same."""
    return any(one.type in extra.treatments and (one.type in SEEN or one.level is not Level.GREY)
               for one in part.report.findings)


def _has_kept(part: PartView, policy: Policy) -> bool:
    """Whether the policy may keep something that this part has."""
    keeping = {kind for kind, one in policy.treatments.items() if Verb.KEEP in {one.prose, one.list}} - SEEN
    return any(one.type in keeping and one.level is not Level.GREY for one in part.report.findings)


def _has_list(part: PartView) -> bool:
    return any(
        one.type is FindingType.PERSON_NAME and one.level is not Level.GREY and one.place.row is not None
        for one in part.report.findings)


def _has_imprint(part: PartView) -> bool:
    return bool(imprint.edits(part.document))
