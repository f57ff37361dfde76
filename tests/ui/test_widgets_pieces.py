"""Pieces: every block in exactly one, never more than 40 rows, found again by offset."""

from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Place
from ui.widgets.pieces import ROWS_A_PIECE, PieceKind, cut, piece_at


def paragraph(text):
    return Block(text, BlockKind.PARAGRAPH)


def table(number, rows, columns=3):
    return [
        Block(f"{row}-{column}", BlockKind.CELL, Place(table=number, row=row, column=column))
        for row in range(1, rows + 1)
        for column in range(1, columns + 1)
    ]


DOCUMENTS = st.lists(
    st.one_of(
        st.text("国土资源局公示名单1234567890", max_size=400).map(lambda text: [paragraph(text)]),
        st.integers(1, 130).map(lambda rows: table(1, rows)),
        st.just([Block("作者", BlockKind.PROPERTY)]),
    ),
    max_size=12,
).map(lambda runs: Document.of(FileKind.DOCX, tuple(block for run in runs for block in run)))


@given(DOCUMENTS)
def test_every_content_block_is_in_exactly_one_piece(document):
    lines = [line for piece in cut(document) for line in (piece.lines or [c for row in piece.rows for c in row])]
    assert [(line.start, line.block) for line in lines] == list(document.content())


@given(DOCUMENTS)
def test_no_table_piece_is_longer_than_a_screenful(document):
    assert all(len(piece.rows) <= ROWS_A_PIECE for piece in cut(document))


@given(DOCUMENTS)
def test_a_piece_is_found_by_any_offset_in_it(document):
    pieces = cut(document)
    for index, piece in enumerate(pieces):
        if piece.end > piece.start:
            assert piece_at(pieces, piece.start) >= index
            assert pieces[piece_at(pieces, piece.end - 1)].start <= piece.end - 1


def test_two_tables_one_after_the_other_stay_apart():
    document = Document.of(FileKind.DOCX, (*table(1, 2), *table(2, 2)))
    assert [piece.kind for piece in cut(document)] == [PieceKind.TABLE, PieceKind.TABLE]
