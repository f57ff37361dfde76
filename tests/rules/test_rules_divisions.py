"""The dictionary of divisions: what it knows, and where the parts of an address end."""

import pytest

from reviewer_app.rules.divisions import divisions


def test_the_country_is_there() -> None:
    known = divisions()
    assert {"江西省", "江西", "内蒙古", "北京市"} <= known.provinces
    assert len(known.counties) > 2500
    assert known.counties["章贡区"] == {"36"}
    assert known.counties["城关区"] == {"54", "62"}  # 拉萨, 兰州


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("江西省赣州市章贡区沙石镇新圩村", ("江西省赣州市章贡区", "赣州市", "章贡区", "沙石镇")),
        ("章贡区解放街道办事处", ("章贡区", "", "章贡区", "解放街道办事处")),
        ("兰州市城关区张掖路街道", ("兰州市城关区", "兰州市", "城关区", "张掖路街道")),
        ("章贡区无此镇", ("章贡区", "", "章贡区", "")),
        ("红旗大道50号", ("", "", "", "")),
    ],
)
def test_an_address_begins_with_them(address: str, parts: tuple[str, str, str, str]) -> None:
    end, city, county = divisions().prefix(address)
    town = divisions().town(address, end, city, county)
    assert (address[:end], city, county, address[end:town]) == parts
