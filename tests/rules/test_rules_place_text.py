"""A place in words."""

from reviewer_app.domain.document import Place
from reviewer_app.rules.place_text import place_text


def test_what_is_known_is_told() -> None:
    assert place_text(Place(page=2, table=1, row=3, column=4)) == "第 2 页 表 1 第 3 行 第 4 列"
    assert place_text(Place()) == "正文"
