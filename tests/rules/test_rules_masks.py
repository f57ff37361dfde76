import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.document import Place
from reviewer_app.domain.findings import Action, Finding, FindingType, Level, Severity
from reviewer_app.rules.masks import Masks

MOBILE = Finding(
    number=1,
    rule="mobile",
    type=FindingType.MOBILE,
    severity=Severity.HIGH,
    level=Level.RED,
    blocks=True,
    confidence=1.0,
    start=0,
    end=11,
    value="13812345678",
    place=Place(),
    action=Action.MASK,
)


def _finding(kind: FindingType, value: str) -> Finding:
    return dataclasses.replace(MOBILE, type=kind, value=value)


def test_a_value_is_masked_wherever_it_stands() -> None:
    masks = Masks([MOBILE], reveal=False)
    assert "12345678" not in masks.value(MOBILE)
    assert "12345678" not in masks.text("电话13812345678，再拨13812345678")


def test_a_value_with_spaces_is_masked_without_them_too() -> None:
    spaced = _finding(FindingType.PERSON_NAME, "张 小 明")
    assert "小明" not in Masks([spaced], reveal=False).text("张小明的申请.docx")


def test_the_longer_value_wins() -> None:
    short, long = _finding(FindingType.PERSON_NAME, "欧阳"), _finding(FindingType.PERSON_NAME, "欧阳小明")
    assert "小明" not in Masks([short, long], reveal=False).text("欧阳小明来信")


def test_one_character_masks_nothing_else() -> None:
    assert Masks([_finding(FindingType.PERSON_NAME, "王")], reveal=False).text("国王王某") == "国王王某"


def test_the_offices_own_words_stay_readable() -> None:
    mark = _finding(FindingType.INTERNAL_MARK, "内部资料")
    masks = Masks([mark], reveal=False)
    assert masks.value(mark) == "内部资料"
    assert masks.text("内部资料 注意保存") == "内部资料 注意保存"


def test_a_name_inside_the_offices_own_words_is_masked() -> None:
    name = _finding(FindingType.PERSON_NAME, "张小明")
    wording = _finding(FindingType.WORDING, "张小明×××")
    assert "张小明" not in Masks([name, wording], reveal=False).value(wording)


def test_a_list_shows_no_name_even_where_names_are_off() -> None:
    households = _finding(FindingType.LIST, "张小明")
    assert "小明" not in Masks([households], reveal=False).value(households)


def test_a_word_that_is_about_nobody_stays_in_the_title() -> None:
    health = dataclasses.replace(_finding(FindingType.HEALTH, "残疾"), evidence=("所在列含“残疾”",))
    masks = Masks([health, _finding(FindingType.HIDDEN_PROPERTY, "残疾人证办理指南")], reveal=False)
    assert masks.text("残疾人证办理指南") == "残疾人证办理指南"
    assert "残疾" not in masks.value(health)
    assert masks.evidence(health) == ["所在列含“**”"]


@given(st.text(), st.text())
def test_reveal_and_nothing_found_change_nothing(text: str, value: str) -> None:
    assert Masks([_finding(FindingType.PERSON_NAME, value)], reveal=True).text(text) == text
    assert Masks([], reveal=False).text(text) == text
