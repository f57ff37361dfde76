"""Persons who do not exist, with numbers in every form that office texts show: right and wrong check digits, gaps.

The name pools are written for this corpus and share nothing with resources/lexicons, so that a gap there shows.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

import corpus_places as places
from sample_people import WEIGHTS

_LINES: Final = (Path(__file__).parent / "privacy_templates" / "pools.txt").read_text("utf-8").splitlines()
POOLS: Final = {line.split()[0]: tuple(line.split()[1:]) for line in _LINES}
SURNAMES: Final = POOLS["surnames"]
GIVEN: Final = POOLS["given"]
MINORITY: Final = POOLS["minority"]
AREAS: Final = POOLS["areas"]
LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS: Final = "0123456789"
WIDE: Final = str.maketrans("0123456789X-", "０１２３４５６７８９Ｘ－")
MAILBOXES: Final = ("lucky", "zhang.w", "h_", "sky", "wx")
BINS: Final = ("621226", "621799", "622681", "621700", "622848", "621661")


def checked(body: str) -> str:
    """The identity number of 17 digits with its check character."""
    return body + "10X98765432"[sum(int(one) * weight for one, weight in zip(body, WEIGHTS, strict=True)) % 11]


def luhn(body: str) -> str:
    """A card number with its check digit."""
    total = sum(sum(divmod(int(one) * (2 - at % 2), 10)) for at, one in enumerate(reversed(body)))
    return body + str(-total % 10)


class Person:
    """Answers for every attribute a template may ask; the same attribute always gives the same value."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._known: dict[str, str] = {}
        self.surname: Final = random.choice(SURNAMES)
        self.name: Final = self.surname + random.choice(GIVEN)
        self._born: Final = date(1946, 1, 1) + timedelta(random.randrange(365 * 57))

    def value(self, attribute: str) -> str:
        """The person's value; raises KeyError for an attribute that no table here knows."""
        if attribute not in self._known:
            self._known[attribute] = VALUES[attribute](self)
        return self._known[attribute]

    def digits(self, count: int) -> str:
        """So many random digits."""
        return "".join(self._random.choices(DIGITS, k=count))

    def letters(self, pool: str, count: int = 1) -> str:
        """So many of the characters in `pool`."""
        return "".join(self._random.choices(pool, k=count))

    def id_number(self, area: str | None = None, born: date | None = None) -> str:
        """An identity number with the right check character."""
        return checked(f"{area or self._random.choice(AREAS)}{born or self._born:%Y%m%d}{self.digits(3)}")

    def wrong(self) -> str:
        """An identity number with a wrong last digit."""
        number = self.value("id")
        last = self._random.choice([one for one in DIGITS if one != number[-1]])
        return number[:-1] + last

    def old(self) -> str:
        """A number of the first generation."""
        return f"{self._random.choice(AREAS[:12])}{self._born:%y%m%d}{self.digits(3)}"

    def mobile(self) -> str:
        """A mobile number of any segment."""
        return "1" + self.letters("35789") + self.digits(9)

    def card(self) -> str:
        """A bank card of 19 digits that passes Luhn."""
        return luhn(self._random.choice(BINS) + self.digits(12))

    def account(self) -> str:
        """An account that is no card: 11–22 digits, no check digit."""
        return self.letters("123678") + self.digits(self._random.choice((10, 14, 16, 18, 21)))

    def born(self, form: str) -> str:
        """The birth date in a form of strftime, without leading zeros where it says 年."""
        month, day = self._born.month, self._born.day
        return form.format(y=self._born.year, m=month, d=day)

    def plate(self, *, green: bool) -> str:
        """A plate of five characters, or six for new energy."""
        head = self.letters("赣粤湘闽皖豫川鲁京沪") + self.letters("ABCDEFGH")
        tail = self.letters("DFABC") + self.digits(5) if green else self.letters(DIGITS + "KLM") + self.digits(4)
        return head + tail

    def pick(self, *forms: str) -> str:
        """One of the forms."""
        return self._random.choice(forms)

    @property
    def random(self) -> Random:
        """The passage's random numbers."""
        return self._random

    @property
    def birthday(self) -> date:
        """When the person was born."""
        return self._born


def _grouped(text: str, sign: str, *sizes: int) -> str:
    pieces, at = [], 0
    for size in sizes:
        pieces.append(text[at : at + size])
        at += size
    return sign.join([*pieces, text[at:]])


def _spaced_name(p: Person) -> str:
    return p.name if len(p.name) > 2 else f"{p.name[0]}\u3000{p.name[1]}"  # noqa: PLR2004  # offices space two characters


VALUES: Final[dict[str, Callable[[Person], str]]] = {
    "name": lambda p: p.name,
    "surname": lambda p: p.surname,
    "namesp": _spaced_name,
    "namebr": lambda p: p.name[:-1] + "\n" + p.name[-1],
    "minority": lambda p: p.pick(*MINORITY),
    "sex": lambda p: p.pick("男", "女"),
    "age": lambda p: str(2023 - p.birthday.year),
    "id": lambda p: p.id_number(),
    "idbad": lambda p: p.wrong(),
    "idold": lambda p: p.id_number("362101"),
    "id15": lambda p: p.old(),
    "idfull": lambda p: p.value("id").translate(WIDE),
    "idspaced": lambda p: _grouped(p.value("id"), " ", 6, 8),
    "idspaced2": lambda p: _grouped(p.value("id"), " ", 3, 3, 4, 4),
    "idhyphen": lambda p: _grouped(p.value("id"), "-", 6, 8),
    "idbroken": lambda p: _grouped(p.value("id"), "\n", 10),
    "idmacau": lambda p: p.id_number("820000"),
    "idminor": lambda p: p.id_number(born=date(2013, 1, 1) + timedelta(p.random.randrange(2500))),
    "idmask": lambda p: p.value("id")[:6] + "********" + p.value("id")[-4:],
    "mobile": lambda p: p.mobile(),
    "mobilesp": lambda p: _grouped(p.value("mobile"), " ", 3, 4),
    "mobilehy": lambda p: _grouped(p.value("mobile"), "-", 3, 4),
    "mobile86": lambda p: "+86 " + p.value("mobile"),
    "mobilefull": lambda p: p.value("mobile").translate(WIDE),
    "mobilemask": lambda p: p.value("mobile")[:3] + "****" + p.value("mobile")[-4:],
    "tel": lambda p: places.line(p.random, p.pick("-", "-", "")),
    "telfull": lambda p: places.line(p.random).translate(WIDE),
    "officetel": lambda p: places.line(p.random),
    "card": lambda p: p.card(),
    "cardsp": lambda p: _grouped(p.value("card"), " ", 4, 4, 4, 4),
    "acct": lambda p: p.account(),
    "home": lambda p: places.home(p.random),
    "homenosp": lambda p: places.home(p.random, gaps=False),
    "homegroup": lambda p: places.home_group(p.random),
    "email": lambda p: p.pick(*MAILBOXES) + p.digits(4) + p.pick("@qq.com", "@163.com", "@126.com", "@sina.cn"),
    "plate": lambda p: p.plate(green=False),
    "plategreen": lambda p: p.plate(green=True),
    "passport": lambda p: p.pick("E", "G") + p.digits(8),
    "pass2": lambda p: "E" + p.letters(LETTERS) + p.digits(7),
    "permit": lambda p: p.pick("H", "M") + p.digits(p.random.choice((8, 10))),
    "taiwan": lambda p: p.digits(8),
    "soldier": lambda p: p.pick("军", "士", "参") + "字第" + p.digits(p.random.choice((7, 8))) + "号",
    "veteran": lambda p: p.pick("赣", "湘") + p.digits(12),
    "social": lambda p: "36" + p.digits(8),
    "medical": lambda p: "ZY" + p.digits(8),
    "medical2": lambda p: p.digits(12),
    "student": lambda p: "20" + p.digits(8),
    "studentg": lambda p: "G" + p.value("idminor"),
    "exam": lambda p: p.digits(p.random.choice((10, 11, 12, 14))),
    "disability": lambda p: p.value("id") + p.letters("1234567") + p.letters("1234"),
    "property": lambda p: f"赣（2018）于都县不动产权第{p.digits(7)}号",
    "propertyold": lambda p: p.pick("赣房权证字第", "于集用（2009）第", "于国用（2011）第") + p.digits(6) + "号",
    "wechat": lambda p: p.pick("wx_", "abc", "Lily-", "sunny") + p.digits(5),
    "qq": lambda p: p.letters("123456789") + p.digits(8),
    "birth": lambda p: p.born("{y}年{m}月{d}日"),
    "birthym": lambda p: p.born("{y}年{m}月"),
    "birthdot": lambda p: p.born("{y}.{m:02}"),
    "birthdash": lambda p: p.born("{y}-{m:02}-{d:02}"),
    "ip": lambda p: ".".join(str(p.random.randint(11, 254)) for _ in range(4)),
    "mac": lambda p: ":".join(p.letters("0123456789ABCDEF", 2) for _ in range(6)),
    "imei": lambda p: luhn("86" + p.digits(12)),
    "device": lambda p: "1581F" + p.letters(LETTERS + DIGITS, 12),
}
"""Attribute of a slot → its value."""

KINDS: Final = {
    "name": "person_name", "namesp": "person_name", "namebr": "person_name", "minority": "person_name",
    "surname": "", "sex": "", "age": "", "idmask": "weak_mask", "mobilemask": "",
    "tel": "landline", "telfull": "landline", "officetel": "landline",
    "card": "bank_account", "cardsp": "bank_account", "acct": "bank_account",
    "home": "address", "homenosp": "address", "homegroup": "address",
    "email": "email", "plate": "plate", "plategreen": "plate", "passport": "passport", "pass2": "passport",
    "permit": "travel_permit", "taiwan": "travel_permit", "soldier": "military_id", "veteran": "military_id",
    "social": "social_security", "medical": "medical_id", "medical2": "medical_id",
    "student": "student_id", "studentg": "student_id", "exam": "student_id", "disability": "disability_certificate",
    "property": "property_certificate", "propertyold": "property_certificate", "wechat": "wechat", "qq": "qq",
    "ip": "ip", "mac": "mac", "imei": "device", "device": "device",
}
"""Attribute → the finding type its text is labelled with; empty for none. Others go by their beginning."""


def kind_of(attribute: str) -> str:
    """The label of an attribute's value."""
    if attribute in KINDS:
        return KINDS[attribute]
    return {"id": "id_number", "mo": "mobile", "bi": "birth_date"}[attribute[:2]]
