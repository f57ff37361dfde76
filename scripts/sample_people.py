"""Makes persons who do not exist, with numbers whose check digits are right, for the shipped samples.

Everything follows from one seed, so the same samples come out every time.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

SURNAMES: Final = "钟刘李谢赖曾黄张陈王温邱廖郭肖罗何叶徐朱欧阳"
GIVEN: Final = "建国秀英明华志强丽芳小平玉兰文军桂香海涛春梅伟东金凤卫民雪琴家宝子轩晓红福生"
REGION: Final = "360702"
BANKS: Final = (("农商银行", "622681"), ("工商银行", "621226"), ("邮储银行", "621799"))
TWIN_ROW: Final = 8
WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class Household:
    """One row of the compensation register; money in yuan, area in mu."""

    name: str
    id_number: str
    group: str
    plot: str
    area: float
    amount: float
    bank: str
    account: str
    mobile: str
    note: str


def id_number(born: date, serial: int) -> str:
    """An 18-digit identity number with a right check character (GB 11643-1999)."""
    body = f"{REGION}{born:%Y%m%d}{serial:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def bank_account(prefix: str, rng: Random) -> str:
    """A 19-digit account number that passes the Luhn test."""
    body = prefix + "".join(str(rng.randrange(10)) for _ in range(12))
    total = 0
    for place, digit in enumerate(reversed(body)):
        total += sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10))
    return body + str(-total % 10)


def mobile(rng: Random) -> str:
    """An 11-digit mobile number."""
    return rng.choice(("138", "139", "150", "159", "186", "187")) + f"{rng.randrange(10**8):08d}"


def full_name(rng: Random) -> str:
    """A surname (one of them of two characters) and one or two characters of given name."""
    surname = rng.choice((*SURNAMES[:-2], SURNAMES[-2:]))
    return surname + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2, 2))))


def birthday(rng: Random) -> date:
    """A day between 1945 and 1995."""
    return date(1945, 1, 1) + timedelta(days=rng.randrange(50 * 365))


def households(count: int, seed: int = 20180620) -> tuple[Household, ...]:
    """`count` rows, among them two namesakes (rows 7 and 8)."""
    rng = Random(seed)  # noqa: S311 - repeatable samples, no secrets
    rows: list[Household] = []
    for number in range(1, count + 1):
        bank, prefix = rng.choice(BANKS)
        area = round(rng.uniform(0.3, 4.8), 2)
        name = full_name(rng)
        rows.append(Household(
            name=rows[6].name if number == TWIN_ROW else name,
            id_number=id_number(birthday(rng), rng.randrange(1, 999)),
            group=f"松岗村{rng.randrange(1, 13)}组",
            plot=f"QX-{number:03d}",
            area=area,
            amount=round(area * 38600, 2),
            bank=bank,
            account=bank_account(prefix, rng),
            mobile=mobile(rng),
            note=rng.choice(("", "", "", "", "低保户", "残疾")),
        ))
    return tuple(rows)
