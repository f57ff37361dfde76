"""Policies of the public version: what is done with which kind of personal data, for whom (design §5).

The data is `resources/rules/deidentify.yaml`; an office's own file of the same shape is read by `parse_book`. The
schema is strict: an unknown key, type, role or word is our fault or the office's, never silently passed over.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

import msgspec

from reviewer_app.domain.errors import UsageFault
from reviewer_app.domain.findings import FindingType, PersonRole
from reviewer_app.domain.legal import Audience, Certainty
from reviewer_app.domain.report import DocumentType
from reviewer_app.rules.bands import Scale
from reviewer_app.rules.strict_yaml import RuleDataFault, parse

BOOK: Final = "deidentify.yaml"
PLUS: Final = "+"


class Verb(StrEnum):
    """What happens to a value; `cut_column` only where a whole column holds such values."""

    MASK = "mask"
    GENERALISE = "generalise"
    REMOVE = "remove"
    REPLACE = "replace"
    KEEP = "keep"
    CUT_COLUMN = "cut_column"


class Form(StrEnum):
    """How a masked or generalised value is written."""

    SURNAME = "surname"  # 张某某, whatever the length of the name; namesakes get numbers
    SURNAME_EACH = "surname_each"  # one 某 a character of the given name
    EDGES = "edges"  # `head` and `tail` characters stay, `stars` between (0: as many as were there)
    LANDLINE = "landline"  # the area code and the last `tail` digits stay
    TOWN = "town"  # an address as far as its town or street office
    YEAR = "year"  # a date's year
    LAST_DIGITS = "last_digits"  # the last run of digits becomes `stars` stars
    PSEUDONYM = "pseudonym"  # `called` and a number: 当事人1, the same for the same person in a whole package
    BAND = "band"  # the band of a number, by the book's scales


class Does(StrEnum):
    """What an extra does."""

    BANDS = "bands"  # columns of ages, amounts and areas become bands
    COUNTS = "counts"  # lists of persons become a sentence of counts
    IMPRINT = "imprint"  # 版记 goes
    TREATMENTS = "treatments"  # some kinds are treated otherwise
    DECISIONS = "decisions"  # what a person agreed to cut goes, whatever the policy keeps


class Treatment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one policy does with one kind of finding."""

    prose: Verb
    source: str
    list: Verb = Verb.CUT_COLUMN
    form: Form = Form.EDGES
    head: int = 0
    tail: int = 0
    stars: int = 0
    called: str = ""
    roles: dict[PersonRole, Verb] = msgspec.field(default_factory=dict)

    def verb(self, role: PersonRole | None) -> Verb:
        """What happens to a single value of a person in `role`."""
        return self.roles.get(role, self.prose) if role else self.prose


class Households(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a whole table goes: a header has one of the words and enough private persons stand in it."""

    headers: tuple[str, ...]
    persons_at_least: int
    source: str


class Counts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a list becomes counts: by a column with one of the headers, no group smaller than `smallest`."""

    headers: tuple[str, ...]
    persons_at_least: int
    smallest: int
    groups_at_most: int
    source: str


class Extra(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that a person adds to a policy for one public version."""

    title: str
    does: Does
    source: str
    treatments: dict[FindingType, Treatment] = msgspec.field(default_factory=dict)


class _Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a treatment comes from, and how sure that is."""

    says: str
    certainty: Certainty


class _PolicyData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One policy as written."""

    title: str
    treatments: dict[FindingType, Treatment]
    extends: str = ""
    households: Households | None = None
    extras: tuple[str, ...] = ()


class _Default(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the table of defaults."""

    audience: Audience
    policy: str
    types: tuple[DocumentType, ...] = ()


class _BookData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    version: str
    sources: dict[str, _Source]
    compound_surnames: tuple[str, ...]
    labels: tuple[str, ...]
    account_columns: tuple[str, ...]
    bands: dict[str, Scale]
    counts: Counts
    extras: dict[str, Extra]
    policies: dict[str, _PolicyData]
    defaults: tuple[_Default, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy, complete: `treatments` holds every kind that it or the policy below it treats.

    `name` with extras is standard+bands+imprint. `does` is what its extras do; `scales` and `counts` say how.
    """

    name: str
    title: str
    version: str
    sha256: str
    treatments: dict[FindingType, Treatment]
    households: Households | None
    compound_surnames: frozenset[str]
    labels: tuple[str, ...]
    account_columns: frozenset[str]
    does: frozenset[Does] = frozenset()
    scales: tuple[Scale, ...] = ()
    counts: Counts | None = None


@dataclass(frozen=True, slots=True)
class PolicyBook:
    """All policies of one file with the table that says which is used when."""

    version: str
    sha256: str
    policies: dict[str, Policy]
    defaults: tuple[_Default, ...]
    sources: dict[str, _Source]
    extras: dict[str, Extra]

    def named(self, name: str) -> Policy:
        """The policy called `name`, with its extras: standard+bands. An unknown name is wrong usage."""
        base, *extras = name.split(PLUS)
        if base not in self.policies or not set(extras) <= set(self.extras):
            known = f"{', '.join(self.policies)}; {PLUS}{f' {PLUS}'.join(self.extras)}"
            raise UsageFault(detail=f"--policy {name} ({known})")
        return _with_extras(self.policies[base], [(one, self.extras[one]) for one in dict.fromkeys(extras)])

    def choose(self, document_type: DocumentType, audience: Audience, name: str | None = None) -> Policy:
        """The policy asked for, else the default of a document type and an audience; +bands is the default's name."""
        if name and not name.startswith(PLUS):
            return self.named(name)
        for line in self.defaults:
            if line.audience is audience and (not line.types or document_type in line.types):
                return self.named(line.policy + (name or ""))
        message = f"no default policy for {audience}"
        raise RuleDataFault(message)


def parse_book(text: str) -> PolicyBook:
    """Read one policy file; raises `RuleDataFault` that names the key at fault."""
    try:
        data = msgspec.convert(parse(text), _BookData, strict=False)
    except msgspec.ValidationError as wrong:
        message = f"deidentify: {wrong}"
        raise RuleDataFault(message) from wrong
    digest = sha256(text.encode()).hexdigest()
    policies = {name: _complete(name, data, digest) for name in data.policies}
    _check(data)
    return PolicyBook(data.version, digest, policies, data.defaults, data.sources, data.extras)


@cache
def load_book() -> PolicyBook:
    """The shipped policies."""
    return parse_book((files("resources") / "rules" / BOOK).read_text("utf-8"))


def _complete(name: str, data: _BookData, digest: str) -> Policy:
    """A policy with everything it takes over from those it extends."""
    chain: list[_PolicyData] = []
    following = name
    while following:
        if following not in data.policies or len(chain) > len(data.policies):
            message = f"deidentify: policy {name} extends {following!r}, which is missing or a circle"
            raise RuleDataFault(message)
        chain.append(data.policies[following])
        following = data.policies[following].extends
    treatments: dict[FindingType, Treatment] = {}
    for layer in reversed(chain):
        treatments.update(layer.treatments)
    households = next((layer.households for layer in chain if layer.households), None)
    longest_first = tuple(sorted(data.labels, key=len, reverse=True))
    whole = Policy(name, chain[0].title, data.version, digest, treatments, households,
                   frozenset(data.compound_surnames), longest_first, frozenset(data.account_columns),
                   scales=tuple(data.bands.values()), counts=data.counts)
    own = next((layer.extras for layer in chain if layer.extras), ())
    if not set(own) <= set(data.extras):
        message = f"deidentify: {name}.extras {own}"
        raise RuleDataFault(message)
    return replace(_with_extras(whole, [(one, data.extras[one]) for one in own]), name=name, title=whole.title)


def _with_extras(policy: Policy, extras: Iterable[tuple[str, Extra]]) -> Policy:
    """The policy with what a person adds; its name and title tell it."""
    for name, extra in extras:
        policy = replace(
            policy, name=f"{policy.name}{PLUS}{name}", title=f"{policy.title}；{extra.title}",
            treatments=policy.treatments | extra.treatments, does=policy.does | {extra.does})
    return policy


def _check(data: _BookData) -> None:
    """Refuse what the shapes alone cannot refuse: unknown sources and policies, misplaced words."""
    faults: list[Any] = [line.policy for line in data.defaults if line.policy not in data.policies]
    served = {line.audience for line in data.defaults if not line.types}
    faults += sorted(set(Audience) - served)
    for name, policy in data.policies.items():
        for kind, treatment in policy.treatments.items():
            if treatment.source not in data.sources:
                faults.append(f"{name}.{kind}.source")
            if Verb.CUT_COLUMN in {treatment.prose, *treatment.roles.values()}:
                faults.append(f"{name}.{kind}: cut_column outside list")
        if policy.households and policy.households.source not in data.sources:
            faults.append(f"{name}.households.source")
    named = [one.source for one in data.bands.values()] + [one.source for one in data.extras.values()]
    named += [one.source for extra in data.extras.values() for one in extra.treatments.values()]
    faults += [f"{one}.source" for one in (*named, data.counts.source) if one not in data.sources]
    faults += [name for name, one in data.bands.items() if not one.units or list(one.edges) != sorted({*one.edges})]
    if faults:
        message = f"deidentify: {faults}"
        raise RuleDataFault(message)
