"""The sheets for the board: every word of the notice, rows whole, heads again, foot on each, on both papers."""

from datetime import date

import pytest

from reviewer_app.documents import reading
from reviewer_app.documents.pdf_reading import open_pdf
from reviewer_app.services.board_notice import BoardNotice
from ui.pages.queue import board_sheet
from ui.text import Words

ROWS = 60
CELL = "".join(f"第{n}句说明补偿标准的来历和依据。" for n in range(150))


def notice(*parts):
    documents = tuple((name, reading.read(text.encode(), name).document) for name, text in parts)
    return BoardNotice("示范市国土资源局", "补偿费分配方案公示", date(2018, 6, 20), date(2018, 7, 20), (), documents)


def pages(found, paper):
    data, count = board_sheet.pdf(found, "0797-8100012", paper, Words())
    with open_pdf(data, "sheet.pdf") as document:
        texts = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    assert len(texts) == count
    return texts


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_rows_stay_whole_below_the_head_of_their_table_on_every_sheet(qapp, paper):  # noqa: ARG001 - fonts
    what = "松岗村上屋组的水稻种植面积核定补贴资金发放到户第一批"
    rows = "".join(f"甲{n}户,{what},{n}.25,乙{n}止\n" for n in range(ROWS))
    texts = pages(notice(("名单.csv", f"户主,项目,面积,备注\n{rows}")), paper)
    assert len(texts) > 1
    for number, text in enumerate(texts, 1):
        for said in ("户主", "示范市国土资源局", "监督电话：0797-8100012", "2018-06-20至2018-07-20",
                     f"第{number}张，共{len(texts)}张"):
            assert said in text
    for n in range(ROWS):
        assert [f"甲{n}户" in text for text in texts] == [f"乙{n}止" in text for text in texts]
        assert sum(f"甲{n}户" in text for text in texts) == 1


def test_what_is_longer_than_a_sheet_goes_on_over_the_next_and_loses_nothing(qapp):  # noqa: ARG001 - fonts
    texts = pages(notice(("说明.txt", CELL), ("名单.csv", f"事项,说明\n标准,{CELL}\n")), "A4")
    whole = "".join(texts)
    for n in range(150):
        assert whole.count(f"第{n}句说明") == 2  # in the paragraph and in the cell
