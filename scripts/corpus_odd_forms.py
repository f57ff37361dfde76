"""The third batch's persons: rarer names, documents of every letter, numbers as a scan or a chat leaves them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

import corpus_places as places
from corpus_people import LETTERS, POOLS, WIDE, Person, checked, kind_of

CUT: Final = "|"
"""Parts what may stay of an address from what must go."""
USCC: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CONFUSED: Final = str.maketrans("01", "Ol")


class OddPerson(Person):
    """Answers the attributes of this file as well."""

    def __init__(self, random: object) -> None:
        super().__init__(random)  # type: ignore[arg-type]
        self._odd: dict[str, str] = {}

    def value(self, attribute: str) -> str:
        """The person's value; raises KeyError for an attribute that no table knows."""
        if attribute not in FORMS:
            return super().value(attribute)
        if attribute not in self._odd:
            self._odd[attribute] = FORMS[attribute](self)
        return self._odd[attribute]


def _confused(text: str, first: int) -> str:
    """From `first` on, O for 0 and l for 1, as text recognition reads them."""
    return text[:first] + text[first:].translate(CONFUSED)


def _with_x(p: Person) -> str:
    """An identity number whose check character is x, ×  or a full-width X."""
    head = p.value("id")[:14]
    order = next(one for one in range(1000) if checked(f"{head}{one:03}")[-1] == "X")
    return f"{head}{order:03}" + p.pick("x", "×", "Ｘ")


def _permanent(p: Person) -> str:
    """The permanent residence number of 18 digits that begins with 9 (layout from memory, rulebook §4.1)."""
    return checked("9" + p.digits(5) + f"{p.birthday:%Y%m%d}" + p.digits(3))


def _credit_code(p: Person, kind: str) -> str:
    """A credit code: kind 92 is one person's business, 91 a company."""
    return coded(f"{kind}360702MA" + p.letters("0123456789") + p.letters("BCDEFGHJKL") + p.digits(5))


def coded(body: str) -> str:
    """The 17 characters of a 统一社会信用代码 with its check character (GB 32100-2015)."""
    total = sum(3**at % 31 * USCC.index(one) for at, one in enumerate(body))
    return body + USCC[-total % 31]


def _passport(p: Person) -> str:
    return p.pick(
        p.letters("EGDSPH") + p.digits(8), p.letters("egdsph") + p.digits(8), "E" + p.letters("ABCDEF") + p.digits(7),
        p.pick("DE", "SE", "PE", "KJ", "MA", "14", "15") + p.digits(7),
    )


def _home(p: Person) -> str:
    """An address in two parts: down to the township or street, and the rest."""
    province, city, county, _ = p.random.choice(places.CITIES)
    lead = p.pick(province + city + county, city + county, county, "")
    number, town, village = p.random.randint, p.pick(*places.TOWNS), p.pick(*places.VILLAGES)
    road, estate, group = p.pick(*places.ROADS), p.pick(*places.ESTATES), p.pick(*places.GROUPS)
    return p.pick(
        f"{lead}{town}{CUT}{village}{group}组{number(1, 89)}号",
        f"{lead}{town}{CUT}{village}{p.pick('上屋', '井头', '新屋下', '大塘')}{number(1, 300)}号",
        f"{lead}{town}{CUT}{village}委会{village[:1]}家坊{number(1, 99)}号",
        f"{lead}{town}{CUT}{p.pick('和谐', '文昌', '东园')}社区{estate}"
        f"{number(1, 30)}栋{number(1, 4)}单元{number(101, 2604)}",
        f"{lead}{town}{CUT}{road}{number(1, 299)}号{number(1, 9)}栋{number(101, 904)}室",
        f"{lead or city}{CUT}{road}{number(1, 299)}号{estate}{number(1, 30)}幢{number(1, 4)}-{number(101, 904)}",
        f"{lead or county}{CUT}{road}{number(1, 99)}弄{number(1, 9)}号{number(101, 904)}室",
        f"{lead or county}{CUT}{estate}{p.letters('ABC')}区{number(1, 9)}号楼{number(1, 4)}门{number(101, 904)}",
    )


def _joined(text: str, sign: str, *sizes: int) -> str:
    pieces, at = [], 0
    for size in sizes:
        pieces.append(text[at : at + size])
        at += size
    return sign.join(one for one in (*pieces, text[at:]) if one)


FORMS: Final[dict[str, Callable[[Person], str]]] = {
    "compound": lambda p: p.pick(*POOLS["compound"]) + p.pick(*POOLS["given"]),
    "rare": lambda p: p.pick(*POOLS["rare"]) + p.pick(*POOLS["given"]),
    "kid": lambda p: p.surname + p.pick(*POOLS["kids"]),
    "dotted": lambda p: p.pick(*POOLS["dotted"]),
    "foreign": lambda p: p.pick(*POOLS["foreign"]),
    "idocr": lambda p: _confused(p.value("id"), 6),
    "idx": _with_x,
    "idlowx": lambda p: _with_x(p)[:-1] + "x",
    "idhy4": lambda p: _joined(p.value("id"), "-", 6, 4, 4),
    "iddot": lambda p: _joined(p.value("id"), "·", 6, 8),
    "idwidegap": lambda p: _joined(p.value("id").translate(WIDE), "\u3000", 6, 8),
    "id15gap": lambda p: _joined(p.value("id15"), " ", 6, 6),
    "mobileparen": lambda p: _joined(p.value("mobile"), "—", 3, 4),
    "idtight": lambda p: " ".join(p.value("id")),
    "idtaiwan": lambda p: p.id_number("830000"),
    "idhk": lambda p: p.id_number("810000"),
    "permanent": lambda p: p.pick("USA", "GBR", "DEU", "JPN", "AUS") + p.digits(12),
    "permanentnew": _permanent,
    "birthkid": lambda p: f"{date(2014, 1, 1) + timedelta(p.random.randrange(3000)):%Y-%m-%d}",
    "birthkidym": lambda p: f"{date(2014, 1, 1) + timedelta(p.random.randrange(3000)):%Y.%m}",
    "birthdotym": lambda p: p.value("birthdot"),
    "mobileocr": lambda p: _confused(p.value("mobile"), 3),
    "mobiledot": lambda p: _joined(p.value("mobile"), ".", 3, 4),
    "mobilebr": lambda p: _joined(p.value("mobile"), "\n", 7),
    "mobile0086": lambda p: p.pick("0086", "(+86)", "86-") + p.value("mobile"),
    "acctgap": lambda p: _joined(p.letters("123678") + p.digits(16), " ", 4, 4, 4, 4),
    "cardtight": lambda p: " ".join(p.value("card")),
    "uscc92": lambda p: _credit_code(p, "92"),
    "usccorg": lambda p: _credit_code(p, "91"),
    "passany": _passport,
    "passforeign": lambda p: p.pick(p.letters(LETTERS, 2) + p.digits(7), p.digits(9), "N" + p.digits(7)),
    "permithk": lambda p: p.pick("C", "W") + p.digits(8),
    "permittw": lambda p: p.pick("T", "L") + p.digits(8),
    "homego": _home,
    "home2go": _home,
}
"""Attribute → its value."""

_KINDS: Final = {
    **dict.fromkeys(("compound", "rare", "kid", "dotted", "foreign"), "person_name"),
    **dict.fromkeys(("permanent", "permanentnew"), "id_number"),
    **dict.fromkeys(("acctgap", "cardtight"), "bank_account"),
    **dict.fromkeys(("passany", "passforeign"), "passport"),
    **dict.fromkeys(("permithk", "permittw"), "travel_permit"),
    **dict.fromkeys(("homego", "home2go"), "address"),
    **dict.fromkeys(("uscc92", "usccorg"), "credit_code"),
}


def odd_kind(attribute: str) -> str:
    """The label of an attribute's value, of this file's and of the others."""
    return _KINDS[attribute] if attribute in _KINDS else kind_of(attribute)
