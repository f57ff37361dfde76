import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import blocks_document, cell, table_document, text_document
from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules.detectors.bank_account import BankAccount
from reviewer_app.rules.detectors.birth_date import BirthDate
from reviewer_app.rules.detectors.credit_code import CreditCode
from reviewer_app.rules.detectors.disability import DisabilityCertificate
from reviewer_app.rules.detectors.email import Email
from reviewer_app.rules.detectors.id_number import IdNumber
from reviewer_app.rules.detectors.labelled import Labelled
from reviewer_app.rules.detectors.landline import Landline
from reviewer_app.rules.detectors.mobile import Mobile
from reviewer_app.rules.detectors.network import Network
from reviewer_app.rules.detectors.plate import Plate
from reviewer_app.rules.detectors.weak_mask import WeakMask
from reviewer_app.rules.identifiers import birth_date, id_check_digit
from scanning import candidates, values

ID = "360702198001011238"
FIRST_17 = st.builds(
    "{}{}{:02}{:02}{:03}".format,
    st.integers(110000, 659999),
    st.integers(1900, 2025),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(0, 999),
)
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def ids(text: str) -> list[str]:
    return values(IdNumber, "privacy.id_number", text_document(text))


@given(FIRST_17, st.sampled_from([(), (6, 14), (6, 10, 14), (3, 6, 10, 14), (9,)]), st.sampled_from(" -\n"))
def test_every_valid_number_is_found_however_it_is_written(first: str, cuts: tuple[int, ...], gap: str) -> None:
    number = first + id_check_digit(first)
    assert birth_date(number) is not None
    pieces = [number[a:b] for a, b in zip((0, *cuts), (*cuts, len(number)), strict=True)]
    written = gap.join(pieces)
    assert ids(f"其号码{written}，特此") == [written]
    assert ids(f"其号码{written.translate(WIDE)}，特此") == [written.translate(WIDE)]


@given(FIRST_17, st.integers(1, 10))
def test_a_wrong_check_digit_is_reported_less_surely(first: str, shift: int) -> None:
    right = id_check_digit(first)
    wrong = "0123456789X"[("0123456789X".index(right) + shift) % 11]
    for last, sure in ((right, 0.99), (wrong, 0.9)):
        document = text_document(f"身份证号{first}{last}")
        (found,) = [one for value, one in candidates(IdNumber, "privacy.id_number", document) if len(value) == 18]
        assert found.confidence == sure


@pytest.mark.parametrize("last", ["x", "X", "Ｘ", "×"])
def test_every_way_to_write_the_last_x(last: str) -> None:
    assert ids(f"号码11010519491231002{last}。") == [f"11010519491231002{last}"]


def test_an_impossible_date_counts_in_its_column_only() -> None:
    assert ids("编号360702198013011238") == []
    told = candidates(IdNumber, "privacy.id_number", blocks_document(cell("360702198013011238", "身份证号", 2, 1)))
    assert [(value, one.confidence) for value, one in told] == [("360702198013011238", 0.75)]


@given(MOBILES, st.sampled_from(["{}", "+86{}", "0086-{}", "(+86) {}", "（+86）{}"]))
def test_mobiles_with_every_prefix(number: str, form: str) -> None:
    found = values(Mobile, "privacy.mobile", text_document(f"请拨{form.format(number)}。"))
    assert len(found) == 1
    assert found[0].endswith(number)


@pytest.mark.parametrize(
    "written", ["138-0000-1234", "138 0000 1234", "1380 000 1234", "1 3 8 0 0 0 0 1 2 3 4", "138-00001234"]
)
def test_mobiles_in_groups(written: str) -> None:
    assert values(Mobile, "privacy.mobile", text_document(f"电话{written}，")) == [written]


@pytest.mark.parametrize("written", ["12800001234", "1380000123", "138000012345", "13 800 001 234", "013800001234"])
def test_what_is_no_mobile(written: str) -> None:
    assert values(Mobile, "privacy.mobile", text_document(f"编号{written}，")) == []


def test_after_an_identity_number_a_mobile_is_still_found() -> None:
    assert values(Mobile, "privacy.mobile", text_document(f"张伟（{ID}，13800001234）")) == ["13800001234"]


@pytest.mark.parametrize(
    ("text", "value", "role"),
    [
        ("咨询电话：0797-8391234", "0797-8391234", PersonRole.OFFICE),
        ("家庭电话：0797-8391234", "0797-8391234", PersonRole.PRIVATE),
        ("电话：（0835）-69077569", "（0835）-69077569", None),
        ("电话：010-12345678", None, None),
        ("电话：010-62345678", "010-62345678", None),
        ("传真：8391234", "8391234", PersonRole.OFFICE),
        ("面积8391234", None, None),
    ],
)
def test_landlines_and_whose_they_are(text: str, value: str | None, role: PersonRole | None) -> None:
    found = candidates(Landline, "privacy.landline", text_document(text))
    assert [one for one, _ in found] == ([value] if value else [])
    if value and role:
        assert [one.role for _, one in found] == [role]


def test_accounts_need_words_a_header_or_luhn() -> None:
    def accounts(text: str) -> list[str]:
        return values(BankAccount, "privacy.bank_account", text_document(text))

    assert accounts("账号：103456789012") == ["103456789012"]
    assert accounts("编号：103456789012") == []
    assert accounts("号码6217001234567890122") == ["6217001234567890122"]
    assert accounts("号码7217001234567890122") == []
    column = table_document(["一卡通账号"], [["103456789012"]])
    assert values(BankAccount, "privacy.bank_account", column) == ["103456789012"]


def test_accounts_end_where_the_gaps_change() -> None:
    line = "一卡通：李东升\u30006212 2660 4469 2551 148\u3000172299元，账号622266044692551148\n2"
    found = values(BankAccount, "privacy.bank_account", text_document(line))
    assert found == ["6212 2660 4469 2551 148", "622266044692551148"]


def test_a_column_of_cards_that_nothing_heads_tells_the_others_too() -> None:
    cards = [["6217001234567890122"]] * 6 + [["8439016382357797"], ["3771551638"]]
    found = values(BankAccount, "privacy.bank_account", table_document(["甲"], cards, with_header=False))
    assert found == ["6217001234567890122"] * 6 + ["8439016382357797"]
    few = [["6217001234567890122"]] * 2 + [["8439016382357797"]] * 2
    assert len(values(BankAccount, "privacy.bank_account", table_document(["甲"], few, with_header=False))) == 2


def test_a_school_number_is_no_identity_number() -> None:
    pupils = table_document(["学籍号", "身份证号"], [[f"G{ID}", ID]])
    assert values(IdNumber, "privacy.id_number", pupils) == [ID]


def test_addresses_of_machines_behind_their_labels() -> None:
    text = text_document("IP：77.11.164.41，MAC：AA:BB:CC:DD:EE:0F，IPv6：2001:db8::1，版本：3.2.1.1")
    assert values(Network, "privacy.ip", text) == ["77.11.164.41", "2001:db8::1"]
    assert values(Network, "privacy.mac", text) == ["AA:BB:CC:DD:EE:0F"]


def test_an_offices_account_is_an_offices() -> None:
    ((_, found),) = candidates(
        BankAccount, "privacy.bank_account", text_document("竞买保证金账户：赣州市财政局，账号：1510200109024500123")
    )
    assert found.role is PersonRole.OFFICE


def test_credit_codes_are_the_organisations_but_for_sole_traders() -> None:
    ((_, office),) = candidates(CreditCode, "privacy.credit_code", text_document("91110000600037341L"))
    assert office.role is PersonRole.OFFICE
    ((_, trader),) = candidates(CreditCode, "privacy.credit_code", text_document("信用代码92360702MA35ABC16Q"))
    assert trader.role is None


def test_a_disability_certificate_is_valid_in_its_first_eighteen() -> None:
    assert values(DisabilityCertificate, "privacy.disability_certificate", text_document(f"证号{ID}43")) == [f"{ID}43"]
    assert values(DisabilityCertificate, "privacy.disability_certificate", text_document(f"证号{ID}93")) == []


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("passport", "持护照（E12345678）入境", ["E12345678"]),
        ("wechat", "微信号为lilei_2018，", ["lilei_2018"]),
        ("qq", "QQ号：123456", ["123456"]),
        ("qq", "邮箱123456@qq.com", []),
        ("student_id", "准考证号：20180612345", ["20180612345"]),
        ("property_certificate", "持有赣市集用（2009）第123456号", ["赣市集用（2009）第123456号"]),
        ("device", "车架号：LSVAA49J132047371", ["LSVAA49J132047371"]),
    ],
)
def test_labels_tell_identifiers(rule: str, text: str, expected: list[str]) -> None:
    assert list(dict.fromkeys(values(Labelled, f"privacy.{rule}", text_document(text)))) == expected


def test_emails_touching_chinese_text_and_the_offices_own() -> None:
    ((mine, one),) = candidates(Email, "privacy.email", text_document("请发zhang.san@163.com。"))
    assert (mine, one.role) == ("zhang.san@163.com", None)
    ((_, office),) = candidates(Email, "privacy.email", text_document("发至gtj@ganzhou.gov.cn收"))
    assert office.role is PersonRole.OFFICE
    ((_, told),) = candidates(Email, "privacy.email", text_document("监督邮箱：gtj@163.com"))
    assert told.role is PersonRole.OFFICE


@pytest.mark.parametrize("plate", ["赣B12345", "赣B·D12345", "粤BD1234F", "赣B1234学", "京A12345"])
def test_plates(plate: str) -> None:
    assert values(Plate, "privacy.plate", text_document(f"车辆{plate}停放")) == [plate]


@pytest.mark.parametrize("text", ["赣BI2345", "赣BABCDE类", "宁B类", "赣B123456789"])
def test_what_is_no_plate(text: str) -> None:
    assert values(Plate, "privacy.plate", text_document(text)) == []


def test_addresses_of_machines() -> None:
    text = text_document("地址203.19.58.183、2001:db8::1和CC:A4:D2:13:E1:E6，时间12:30:45，版本3.2.1.1")
    assert values(Network, "privacy.ip", text) == ["203.19.58.183", "2001:db8::1"]
    assert values(Network, "privacy.mac", text) == ["CC:A4:D2:13:E1:E6"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1980年1月1日出生", ["1980年1月1日"]),
        ("出生日期：1980-01-01", ["1980-01-01"]),
        ("生于1975年3月", ["1975年3月"]),
        ("2018年3月产生费用", []),
        ("2018年6月20日生效", []),
        ("1980年出生", []),
    ],
)
def test_birth_dates(text: str, expected: list[str]) -> None:
    assert values(BirthDate, "privacy.birth_date", text_document(text)) == expected


def test_weak_masks_once_a_column_and_each_in_prose() -> None:
    column = table_document(["身份证号"], [["360702********1238"], ["360702********1239"]])
    assert values(WeakMask, "privacy.weak_mask", column) == ["360702********1238"]
    prose = text_document("甲360702********1238，乙360702********1239，丙36*************239")
    assert len(values(WeakMask, "privacy.weak_mask", prose)) == 2


def test_codes_without_letters_count_in_a_column_that_nothing_heads() -> None:
    codes = ["363504925899139449", "361177151620466109", "364519592648475645"]  # right check digits, no known beginning
    column = table_document(["x"], [[code] for code in codes], with_header=False)
    assert values(CreditCode, "privacy.credit_code", column) == codes
    assert values(CreditCode, "privacy.credit_code", text_document(f"张伟{codes[0]}")) == []
