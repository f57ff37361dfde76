"""Words about a finding: its group, its line in the list, its place, and why the program points at it."""

from reviewer_app.domain.document import Place
from reviewer_app.domain.findings import Action, Finding, FindingType
from reviewer_app.domain.readiness import SECRECY_TYPES
from reviewer_app.rules.assess import Toolbox
from reviewer_app.rules.replacement import Replacer
from reviewer_app.rules.wording import load_wording_rules
from reviewer_app.services.add_finding import MANUAL_RULE
from reviewer_app.services.decision_words import basis_text, spot_text
from ui.models.finding_tree import FindingGroup
from ui.models.review_state import MarkedFinding
from ui.text import Words

VALUE_SHOWN = 24
PARTS = (
    ("comments", "comment"), ("footnotes", "footnote"), ("endnotes", "footnote"), ("header", "header"),
    ("footer", "footer"), ("info.", "property"), ("core", "property"), ("app", "property"), ("custom", "property"),
    ("xmp", "property"), ("definedName", "name"), ("link", "link"), ("bookmark", "bookmark"), ("media", "picture"),
    ("drawing", "picture"), ("embed", "embedded"), ("annotation", "comment"), ("file", "file_name"),
)
"""What a piece of a file is called by the name of its part; the first that occurs counts."""

FIELDS = (
    "creator", "author", "lastModifiedBy", "company", "manager", "title", "subject", "keywords", "description",
    "category", "lastPrinted", "template", "producer",
)


class FindingWords:
    """Makes finished sentences; holds the rules for their titles."""

    def __init__(self, words: Words, toolbox: Toolbox) -> None:
        self._words = words
        self._titles = {rule.id: rule.title for rule in toolbox.rules.rules}
        self._wording = {rule.id: rule.title for rule in load_wording_rules()}

    def group(self, one: MarkedFinding) -> str:
        """What a group of findings is called: the column's header, else the kind."""
        if one.finding.rule in self._wording:
            return self._wording[one.finding.rule]
        name = self._words(f"type.{one.finding.type.value}")
        in_table = one.finding.header is not None and one.finding.place.column is not None
        return f"{one.finding.header}（{name}）" if in_table else name

    def count(self, group: FindingGroup) -> str:
        """A group's line: how many are left, or that all is done."""
        size = len(group.findings)
        if group.state == "grey":
            return self._words("findings.group.grey", title=group.title, count=size)
        if not group.left:
            return self._words("findings.group.done", title=group.title, count=size)
        return self._words("findings.group.left", title=group.title, count=size, left=group.left)

    def line(self, one: MarkedFinding) -> str:
        """A finding's line: value and place."""
        value = self.value(one.finding)
        short = value if len(value) <= VALUE_SHOWN else f"{value[:VALUE_SHOWN]}…"
        decided = ""
        if one.disposition is not None:
            decided = f"　{self._words(f'disposition.{one.disposition.kind.value}')}"
        return f"{short or '—'}　{self.place(one.finding.place)}{decided}"

    def value(self, finding: Finding) -> str:
        """What was found, on one line; a region of a page has no words of its own."""
        return self._words("findings.region") if finding.region else " ".join(finding.value.split())

    def why(self, finding: Finding) -> tuple[str, ...]:
        """Why the program points at it: evidence, whose data, the rule's title, the articles."""
        words = self._words
        lines = [words("findings.why", evidence="；".join(finding.evidence))] if finding.evidence else []
        if finding.rule in self._wording and len(finding.evidence) > 1:
            told, *todo = finding.evidence
            lines = [words("findings.why", evidence=told), *(words("findings.todo", todo=one) for one in todo)]
        if finding.role is not None:
            lines.append(words("findings.role", role=words(f"person.{finding.role.value}")))
        title = words("rule.manual") if finding.rule == MANUAL_RULE else (
            self._titles | self._wording).get(finding.rule)
        if title is not None:
            lines.append(words("findings.rule", rule=title))
        if finding.basis:
            articles = words("missing.join").join(basis_text(words, basis) for basis in finding.basis)
            lines.append(words("findings.basis", articles=articles))
        return tuple(lines)

    def proposal(self, one: MarkedFinding) -> str:
        """What was decided, or what is proposed."""
        words, finding = self._words, one.finding
        if finding.type in SECRECY_TYPES:
            return words("findings.in_secrecy")
        if finding.type is FindingType.ATTRIBUTE:
            return words("findings.in_attribute")
        if one.disposition is not None:
            kind = words(f"disposition.{one.disposition.kind.value}")
            into = one.disposition.replacement
            if into:
                return words("findings.decided_into", kind=kind, text=into)
            return words("findings.decided", kind=kind)
        return words("findings.proposed", action=words(f"action.{finding.action.value}"))

    def preview(self, finding: Finding, action: Action) -> str:
        """What would stand in the public version, "" where it depends on the policy or is painted over."""
        if finding.region:
            return ""
        made = Replacer([finding.value], ()).replacement(finding.type, finding.value, action, finding.role)
        return made or ""

    def place(self, place: Place) -> str:
        """A place in words: page, cell, row and column, or part of the file."""
        spot = spot_text(self._words, place)
        if spot is not None:
            return spot
        if place.part:
            return self._part(place.part)
        return self._words("place.kind.picture" if place.boxes else "place.text")

    def _part(self, part: str) -> str:
        words = self._words
        field = next((one for one in FIELDS if part.lower().endswith(one.lower())), None)
        if field is not None:
            return words(f"property.{field}")
        found = next((kind for fragment, kind in PARTS if fragment in part), None)
        return words(f"place.kind.{found}") if found is not None else words("place.part", part=part)
