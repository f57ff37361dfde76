"""How masked and generalised values are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.findings import FindingType
from reviewer_app.rules.persons import NOBODY, Persons
from reviewer_app.rules.policy import load_book
from reviewer_app.rules.written_forms import edges, landline, town, write

STANDARD = load_book().policies["standard"]
NAMES = st.text("张王李欧阳建国秀英", min_size=2, max_size=4)


@pytest.mark.parametrize(("kind", "value", "expected"), [
    (FindingType.ID_NUMBER, "360702195904140205", "36*************205"),
    (FindingType.ID_NUMBER, "360702 19590414 0205", "36*************205"),
    (FindingType.ID_NUMBER, "３６０７０２１９５９０４１４０２０Ｘ", "36*************20X"),
    (FindingType.ID_NUMBER, "360702590414020", "36**********020"),
    (FindingType.MOBILE, "13812341234", "138****1234"),
    (FindingType.MOBILE, "138-1234-1234", "138****1234"),
    (FindingType.LANDLINE, "0797-8123456", "0797-****56"),
    (FindingType.LANDLINE, "（0797）8123456", "0797-****56"),
    (FindingType.LANDLINE, "8123456", "****56"),
    (FindingType.PLATE, "赣B12345", "赣B***45"),
    (FindingType.PASSPORT, "E12345678", "E******78"),
    (FindingType.BIRTH_DATE, "1976年8月", "1976年"),
    (FindingType.BIRTH_DATE, "1976-08-12", "1976年"),
    (FindingType.BIRTH_DATE, "八月十二日", ""),
    (FindingType.PROPERTY_CERTIFICATE, "赣（2018）赣州市不动产权第0012345号", "赣（2018）赣州市不动产权第****号"),
    (FindingType.WEAK_MASK, "360702********1234", "36*************234"),
    (FindingType.ADDRESS, "赣州市章贡区青溪镇松岗村8组26号", "赣州市章贡区青溪镇"),
    (FindingType.ADDRESS, "江西省赣州市章贡区解放街道建国路1号", "江西省赣州市章贡区解放街道"),
    (FindingType.ADDRESS, "景德镇市昌江区新枫街道梨园路3号", "景德镇市昌江区新枫街道"),
    (FindingType.ADDRESS, "宁乡市灰汤镇温泉村", "宁乡市灰汤镇"),
    (FindingType.ADDRESS, "赣州市章贡区红旗大道66号3栋502室", "赣州市章贡区"),
    (FindingType.ADDRESS, "红旗大道66号3栋502室", ""),
])
def test_forms(kind: FindingType, value: str, expected: str) -> None:
    assert write(value, STANDARD.treatments[kind], NOBODY) == expected


@given(st.text("0123456789X", min_size=0, max_size=24), st.integers(0, 6), st.integers(0, 6))
def test_edges_show_no_more_than_they_say_and_keep_the_length(value: str, head: int, tail: int) -> None:
    written = edges(value, head, tail, 0)
    assert len(written) == len(value)
    shown = sum(1 for sign in written if sign != "*")
    assert shown <= head + tail
    if len(value) <= head + tail:
        assert set(written) <= {"*"}
    assert edges(written, head, tail, 0) == written


@given(st.text("0123456789", min_size=7, max_size=8))
def test_a_landline_shows_two_digits(local: str) -> None:
    assert landline(f"0797-{local}", 2, 4) == f"0797-****{local[-2:]}"


@given(st.text(min_size=0, max_size=40))
def test_a_town_is_a_beginning_of_the_address(address: str) -> None:
    assert "".join(address.split()).startswith(town(address))


def test_names() -> None:
    persons = Persons(STANDARD.compound_surnames).enrol(["张建国", "李秀英", "欧阳强"])
    assert persons.written("张建国") == "张某某"
    assert persons.written("欧阳强") == "欧阳某某"
    assert persons.written("李秀英", each=True) == "李某某"
    assert persons.written("张英", each=True) == "张某"
    assert persons.written("阿卜杜拉·买买提") == "阿某某"


def test_namesakes_get_numbers_and_blanks_in_a_name_do_not_matter() -> None:
    persons = NOBODY.enrol(["张建国", "张 英", "张建国"])
    assert persons.written("张建国") == "张某某1"
    assert persons.written("张英") == "张某某2"
    assert persons.enrol(["张伟"]).written("张 英") == "张某某2"


@given(st.lists(NAMES, max_size=12), st.lists(NAMES, max_size=12))
def test_a_person_keeps_the_number_and_no_two_persons_share_a_form(first: list[str], second: list[str]) -> None:
    register = NOBODY.enrol([*first, *second])
    forms = {register.written(name) for name in {*first, *second}}
    assert len(forms) == len({*first, *second})
    assert NOBODY.enrol(first).enrol(second).numbers == register.numbers
    assert register.enrol(second) == register
