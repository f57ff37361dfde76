import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.findings import Action, FindingType, PersonRole
from reviewer_app.rules.addresses import to_town
from reviewer_app.rules.masking import mask_name, mask_value
from reviewer_app.rules.replacement import Replacer

T = FindingType


@pytest.mark.parametrize(
    ("kind", "value", "masked"),
    [
        (T.ID_NUMBER, "360702198001011238", "36*************238"),
        (T.ID_NUMBER, "３６０７０２ １９８００１０１ １２３８", "36*************238"),
        (T.ID_NUMBER, "360702800101123", "36**********123"),
        (T.ID_NUMBER, "11010519491231002×", "11*************02X"),
        (T.MOBILE, "13800001234", "138****1234"),
        (T.MOBILE, "（+86）138 0000 1234", "138****1234"),
        (T.LANDLINE, "0797-8391234", "0797-****34"),
        (T.LANDLINE, "8391234", "****34"),
        (T.BANK_ACCOUNT, "6217 0012 3456 7890 122", "***************0122"),
        (T.EMAIL, "zhangsan@163.com", "z***@163.com"),
        (T.ADDRESS, "赣州市章贡区沙石镇新圩村下坑组12号", "赣州市章贡区沙石镇***"),
        (T.PLATE, "赣B12345", "赣B***45"),
        (T.PASSPORT, "E12345678", "E******78"),
        (T.PERSON_NAME, "张小明", "张某某"),
        (T.BIRTH_DATE, "1980年1月1日", "1980****"),
        (T.HEALTH, "尿毒症", "***"),
        (T.HIDDEN_COMMENT, "村民张伟反映面积有误，请复核", "********"),
        (T.SECRECY_MARK, "机密", "机密"),
        (T.WORDING, "XXX", "XXX"),
    ],
)
def test_masks(kind: FindingType, value: str, masked: str) -> None:
    assert mask_value(kind, value) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张伟", "张某"),
        ("张 伟", "张某"),
        ("欧阳建国", "欧阳某某"),
        ("阿依古丽·买买提", "阿某某"),
        ("John Smith", "J***"),
    ],
)
def test_names_keep_the_surname(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@given(st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True))
def test_an_identity_number_never_shows_its_birth_date(number: str) -> None:
    masked = mask_value(T.ID_NUMBER, number)
    assert masked[2:15] == "*" * 13
    assert len(masked) == 18


@given(st.sampled_from([kind for kind in T if not kind.value.startswith("hidden")]), st.text(min_size=6, max_size=40))
def test_every_type_can_be_masked(kind: FindingType, value: str) -> None:
    assert isinstance(mask_value(kind, value), str)


@pytest.mark.parametrize(
    ("address", "stays"),
    [
        ("赣州市章贡区沙石镇新圩村12号", "赣州市章贡区沙石镇"),
        ("江西省赣州市赣县区王母渡镇枧田村坳下组36号", "江西省赣州市赣县区王母渡镇"),
        ("章贡区解放街道文清路1号", "章贡区解放街道"),
        ("赣州市章贡区红旗大道50号", "赣州市章贡区"),
        ("重庆市渝中区山坡东路250号", "重庆市渝中区"),
        ("红旗大道50号", ""),
        ("章贡区解放街道办事处文清路1号", "章贡区解放街道办事处"),
        ("新乡市卫滨区胜利路街道1号", "新乡市卫滨区胜利路街道"),
        ("景德镇市珠山区昌江街道3号", "景德镇市珠山区昌江街道"),
        ("内蒙古自治区呼和浩特市新城区海东路2号", "内蒙古自治区呼和浩特市新城区"),
        ("赣县梅林镇桃源村下屋组", "赣县梅林镇"),  # a county given up
        ("阳光小区3栋", ""),
        ("水岸新天B区6号楼", ""),
    ],
)
def test_addresses_stay_to_the_town(address: str, stays: str) -> None:
    assert to_town(address) == stays


def test_namesakes_get_numbers_and_the_same_person_one_form() -> None:
    replacer = Replacer(["张小明", "张大伟", "张小明", "李红"], ())
    names = ("张小明", "张大伟", "张 小明", "李红")
    said = [replacer.replacement(T.PERSON_NAME, name, Action.MASK, None) for name in names]
    assert said == ["张某某1", "张某某2", "张某某1", "李某"]


def test_replacements_follow_the_action() -> None:
    replacer = Replacer([], ("0797-8391234",))
    assert replacer.replacement(T.MOBILE, "13800001234", Action.REPLACE, None) == "0797-8391234"
    assert Replacer([], ()).replacement(T.MOBILE, "13800001234", Action.REPLACE, None) is None
    assert replacer.replacement(T.MOBILE, "13800001234", Action.REMOVE, None) == ""
    assert replacer.replacement(T.MOBILE, "13800001234", Action.KEEP, None) is None
    assert replacer.replacement(T.ADDRESS, "章贡区沙石镇新圩村1号", Action.GENERALISE, None) == "章贡区沙石镇"
    assert replacer.replacement(T.BIRTH_DATE, "1980年3月12日", Action.GENERALISE, None) == "1980年"
    assert replacer.replacement(T.BIRTH_DATE, "1980.03.12", Action.GENERALISE, PersonRole.CANDIDATE) == "1980年3月"
