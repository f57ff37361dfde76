"""Reads the privacy rules, the decision table and the lexicons into one frozen `RuleSet`.

Strict: unknown and duplicate keys, unknown enum words and ids that stand twice are faults. Nothing is compiled
here; detectors compile their patterns when they first run, so that loading stays far below 40 ms.
"""

import hashlib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final, TypeVar

import msgspec

from reviewer_app.rules import strict_yaml
from reviewer_app.rules.schema import CueFile, DecisionFile, DutyFile, HeaderFile, Lexicons, NumberLabels, Rule, RuleSet
from reviewer_app.rules.strict_yaml import RuleDataFault
from reviewer_app.shipped import parsed

RULE_FOLDER: Final = ("rules", "privacy")
DECISION_FILE: Final = ("rules", "privacy_decisions.yaml")
LEXICON_FOLDER: Final = "lexicons"
_SOUGHT: Final = ("labels", "anchors", "cues")

T = TypeVar("T")


class _Reader:
    """Reads resources and keeps the running hash of everything read (name and bytes)."""

    def __init__(self, root: Traversable) -> None:
        self._root = root
        self._hash = hashlib.sha256()

    def data(self, *path: str) -> bytes:
        """The bytes of the file at `path` below the resources."""
        data = self._root.joinpath(*path).read_bytes()
        self._hash.update("/".join(path).encode() + b"\0" + hashlib.sha256(data).digest())
        return data

    def typed(self, shape: type[T], *path: str, where: str = "") -> T:
        """The YAML file at `path`, converted to `shape`; faults name it, or `where`."""
        raw = parsed(self._root.joinpath(*path), self.data(*path), strict_yaml.parse)
        return convert(raw, shape, where or "/".join(path))

    def words(self, name: str) -> frozenset[str]:
        """The words of a lexicon: separated by blanks or lines, `#` begins a comment line."""
        return frozenset(word for line in self._lines(name) for word in line.split())

    def characters(self, name: str) -> frozenset[str]:
        """The single characters of a lexicon."""
        return frozenset(char for line in self._lines(name) for char in line if not char.isspace())

    def names(self, *folder: str) -> list[str]:
        """The YAML files in a folder, sorted."""
        return sorted(entry.name for entry in self._root.joinpath(*folder).iterdir() if entry.name.endswith(".yaml"))

    def sha256(self) -> str:
        """The hash over everything read so far."""
        return self._hash.hexdigest()

    def _lines(self, name: str) -> list[str]:
        text = self.data(LEXICON_FOLDER, name).decode("utf-8")
        return [line for line in text.splitlines() if not line.startswith("#")]


def convert(raw: Any, shape: type[T], where: str) -> T:  # noqa: ANN401  # parsed YAML has no narrower type
    """Convert parsed YAML (strings only) to `shape`; raises `RuleDataFault` naming the file and the field."""
    try:
        return msgspec.convert(raw, shape, strict=False)
    except msgspec.ValidationError as wrong:
        message = f"{where}: {wrong}"
        raise RuleDataFault(message) from wrong


@cache
def load_rules() -> RuleSet:
    """The shipped rules. Cached: the value is frozen and the files do not change while the program runs."""
    return read_rules(files("resources"))


def read_rules(root: Traversable) -> RuleSet:
    """Read a rule set from a resources folder."""
    reader = _Reader(root)
    table = reader.typed(DecisionFile, *DECISION_FILE)
    rules = tuple(reader.typed(Rule, *RULE_FOLDER, name, where=name) for name in reader.names(*RULE_FOLDER))
    if len({rule.id for rule in rules}) != len(rules):
        message = "a rule id stands twice"
        raise RuleDataFault(message)
    lexicons = replace(_lexicons(reader), vocabulary=_vocabulary(rules))
    _check_regulations(table, rules)
    return RuleSet(
        table.version, reader.sha256(), table.regulations, rules, lexicons, table.decisions, table.document_roles
    )


def _check_regulations(table: DecisionFile, rules: tuple[Rule, ...]) -> None:
    """Every basis must name a regulation whose days in force are known."""
    known = {(one.regulation, one.version) for one in table.regulations}
    cited = [spec for rule in rules for spec in rule.basis] + [spec for row in table.decisions for spec in row.basis]
    missing = {(spec.regulation, spec.version) for spec in cited} - known
    if missing:
        message = f"regulations without dates in force: {sorted(missing)}"
        raise RuleDataFault(message)


def _vocabulary(rules: tuple[Rule, ...]) -> tuple[str, ...]:
    """Every word that a rule names under `labels`, `anchors` or cues of any kind (`cues`, `office_cues`), sorted."""
    lists = [words for rule in rules for key, words in rule.parameters.items() if key.endswith(_SOUGHT)]
    return tuple(sorted({word for words in lists for word in words}))


def _lexicons(reader: _Reader) -> Lexicons:
    cues = reader.typed(CueFile, LEXICON_FOLDER, "cues.yaml")
    duties = reader.typed(DutyFile, LEXICON_FOLDER, "duties.yaml")
    endings = reader.words("organisation_endings.txt")
    return Lexicons(
        surnames=reader.characters("surnames.txt"),
        compound_surnames=reader.words("compound_surnames.txt"),
        given_characters=reader.characters("given_characters.txt"),
        not_names=reader.words("not_names.txt"),
        everyday=reader.words("everyday_words.txt"),
        followers=reader.words("followers.txt"),
        organisation_endings=tuple(sorted(endings, key=lambda word: (-len(word), word))),
        headers=reader.typed(HeaderFile, LEXICON_FOLDER, "headers.yaml").columns,
        cues=cues.roles,
        after=cues.after,
        duties=duties.duties,
        private_signs=duties.private_signs,
        number_labels=reader.typed(NumberLabels, LEXICON_FOLDER, "number_labels.yaml"),
    )
