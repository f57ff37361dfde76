from hypothesis import given
from hypothesis import strategies as st

from documents import blocks_document, cell, table_document, text_document
from reviewer_app.domain.document import Block, BlockKind, Document, NameSpot
from reviewer_app.rules.loader import load_rules
from reviewer_app.rules.name_pieces import NamePieces

LEXICONS = load_rules().lexicons


def texts(document: Document) -> tuple[str, ...]:
    return NamePieces(document, LEXICONS).texts


def test_sentences_that_could_hold_a_name_are_asked_each_once() -> None:
    document = text_document("昨日刘志强来访。收费 80 元，3 份。\n昨日刘志强来访。")
    assert texts(document) == ("昨日刘志强来访。",)


def test_cells_under_a_known_header_are_decided_and_others_asked() -> None:
    document = table_document(["姓名", "手机号", "备注"], [["刘志强", "13807971234", "由陈桂花代领"]])
    assert texts(document) == ("由陈桂花代领",)


def test_file_names_are_asked_without_their_extension() -> None:
    assert texts(blocks_document(Block("刘志强补偿协议.docx", BlockKind.FILE_NAME))) == ("刘志强补偿协议",)


def test_a_name_broken_over_a_wrapped_line_is_asked_whole_and_placed_with_its_break() -> None:
    document = text_document("经现场核实，本次征收范围内的房屋由村民刘志\n强使用至今，无争议。")
    pieces = NamePieces(document, LEXICONS)
    (asked,) = pieces.texts
    start = asked.index("刘志强")
    (spot,) = pieces.spots([[(start, start + 3)]])
    assert document.blocks[0].text[spot.start : spot.end] == "刘志\n强"


def test_short_lines_are_a_list_and_stay_apart() -> None:
    assert texts(text_document("刘志强\n陈桂花\n王建国")) == ("刘志强", "陈桂花", "王建国")


def test_every_place_of_a_text_is_answered() -> None:
    document = blocks_document(cell("由陈桂花代领", None, 1, 1), cell("由陈桂花代领", None, 2, 1))
    assert NamePieces(document, LEXICONS).spots([[(1, 4)]]) == (NameSpot(0, 1, 4), NameSpot(1, 1, 4))


@given(st.text(alphabet="刘志强王，。\nA1 ", max_size=80))
def test_every_character_asked_stands_where_its_spot_says(text: str) -> None:
    document = blocks_document(Block(text, BlockKind.PARAGRAPH))
    pieces = NamePieces(document, LEXICONS)
    for number, asked in enumerate(pieces.texts):
        for at, char in enumerate(asked):
            spans = [[(at, at + 1)] if one == number else [] for one in range(len(pieces.texts))]
            assert all(text[spot.start : spot.end] == char for spot in pieces.spots(spans))
