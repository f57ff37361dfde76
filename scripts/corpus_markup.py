"""Turns a template of the labelled corpus into a text with its spans.

`{A.name}` asks person A (R and H are new in every repeated line), `{A.name!}` marks what must stay, `{O.tel!}` asks the
office, `{n:6}` gives digits, `{pick:甲|乙}` one of the words, `<health:肺癌>` labels a literal piece, `<p:王五>` a
name and `<a:贡江镇|红旗路3号>` an address, of which what follows the bar must go.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

import corpus_places as places
import regex
from corpus_odd_forms import CUT, USCC, OddPerson, coded, odd_kind

_TOKEN: Final = regex.compile(r"\{([^{}]+)\}|<([a-z_]+!?):((?:[^<>{}]|\{[^{}]*\})*)>")
_SHORT: Final = {"p": "person_name", "a": "address"}
_REPEAT: Final = regex.compile(r"\*(\d+) ")


@dataclass
class Passage:
    """A text in the making."""

    random: Random
    text: str = ""
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    stay: list[tuple[int, int]] = field(default_factory=list)
    go: list[tuple[int, int]] = field(default_factory=list)
    people: dict[str, OddPerson] = field(default_factory=dict)
    plain: dict[str, str] = field(default_factory=dict)
    row: int = 0

    def value(self, columns: dict[str, Any]) -> dict[str, Any]:
        """The line of the corpus."""
        told = {**columns, "text": self.text, "spans": self.spans, "stay": self.stay}
        return {**told, "go": self.go} if self.go else told

    def write(self, piece: str, label: str = "", *, stay: bool = False) -> None:
        """Append `piece`, labelled where a label is given."""
        start = len(self.text)
        self.text += piece
        if label:
            self.spans.append((start, len(self.text), label))
            if stay:
                self.stay.append((start, len(self.text)))


def filled(template: str, seed: str) -> Passage:
    """The template with persons and numbers of its own; the same seed gives the same text."""
    random = Random(seed)  # noqa: S311  # a corpus that comes out the same every time, not a secret
    passage = Passage(random)
    passage.plain = dict(places.Places(random).names)
    for number, line in enumerate(template.split("\n")):
        if number:
            passage.write("\n")
        repeat = _REPEAT.match(line)
        for row in range(int(repeat.group(1)) if repeat else 1):
            if row:
                passage.write("\n")
            passage.row = row + 1
            passage.people.pop("R", None)
            passage.people.pop("H", None)
            _line(passage, line[repeat.end() :] if repeat else line)
    return passage


def _line(passage: Passage, line: str) -> None:
    at = 0
    for token in _TOKEN.finditer(line):
        passage.write(line[at : token.start()])
        if token.group(1):
            _slot(passage, token.group(1))
        else:
            _literal(passage, token.group(2), token.group(3))
        at = token.end()
    passage.write(line[at:])


def _literal(passage: Passage, label: str, text: str) -> None:
    name = label.rstrip("!")
    piece = _TOKEN.sub(lambda slot: _plain(passage, slot.group(1)), text)
    _write_cut(passage, piece, _SHORT.get(name, name), stay=label.endswith("!"))


def _write_cut(passage: Passage, piece: str, label: str, *, stay: bool) -> None:
    """Write a labelled piece; what follows its bar is noted as what must go."""
    kept, cut, rest = piece.partition(CUT)
    if cut:
        start = len(passage.text) + len(kept)
        passage.go.append((start, start + len(rest)))
    passage.write(kept + rest, label, stay=stay)


def _slot(passage: Passage, slot: str) -> None:
    who, dot, attribute = slot.partition(".")
    stay, attribute = attribute.endswith("!"), attribute.rstrip("!")
    if dot and who == "O":
        value, label = _office(passage, attribute)
        passage.write(value, label, stay=stay)
    elif dot and len(who) == 1:
        person = passage.people.setdefault(who, OddPerson(passage.random))
        _write_cut(passage, person.value(attribute), odd_kind(attribute), stay=stay)
    else:
        passage.write(_plain(passage, slot))


def _office(passage: Passage, attribute: str) -> tuple[str, str]:
    """What an office has, once for a passage: (text, label)."""
    random = passage.random
    digits = "".join(random.choices("0123456789", k=21))
    made = {
        "org": (passage.plain["city"][:2] + random.choice(places.ORGS), ""),
        "organ": (passage.plain["county"] + "自然资源局", ""),
        "bank": (random.choice(places.BANKS), ""),
        "tel": (places.line(random), "landline"),
        "tel2": (places.line(random), "landline"),
        "email": (random.choice(("zrzyj@jx.gov.cn", f"zrzyj{digits[:4]}@163.com", "bgs_yd@163.com")), "email"),
        "acct": ("1" + digits[:17], "bank_account"),
        "uscc": (_credit_code(random, digits), "credit_code"),
    }[attribute]
    return passage.plain.setdefault(f"O.{attribute}", made[0]), made[1]


def _credit_code(random: Random, digits: str) -> str:
    return coded(f"91360702MA{digits[:2]}{random.choice(USCC[10:])}{digits[2:6]}")


def _plain(passage: Passage, slot: str) -> str:
    """A slot that is never labelled."""
    random = passage.random
    name, _, argument = slot.partition(":")
    made: dict[str, Callable[[], str]] = {
        "n": lambda: random.choice("123456789") + "".join(random.choices("0123456789", k=int(argument) - 1)),
        "pick": lambda: random.choice(argument.split("|")),
        "i": lambda: str(passage.row),
        "money": lambda: f"{random.randint(800, 399999)}{random.choice(('', '.00', '.50'))}",
        "date": lambda: f"{random.randint(2018, 2024)}年{random.randint(1, 12)}月{random.randint(1, 28)}日",
        "estate": lambda: random.choice(places.ESTATES),
        "unit": lambda: f"360702001001GB{random.randint(10000, 99999)}F0001{random.randint(1000, 9999)}",
    }
    return made[name]() if name in made else passage.plain[slot.removeprefix("place.")]
