"""Tables as rows of placed cells: of real cells, of tabs and of bars; offsets are those of the text."""

from drafts import draft, table
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind
from reviewer_app.rules.grids import Row, grids
from reviewer_app.rules.lines import Lines


def rows(document: Document) -> list[list[dict[int, str]]]:
    found = [list(grid) for grid in grids(Lines(document))]
    for grid in found:
        for row in grid:
            _in_place(document, row)
    return [[{column: cell.text for column, cell in row.items()} for row in grid] for grid in found]


def _in_place(document: Document, row: Row) -> None:
    for cell in row.values():
        assert document.text[cell.start : cell.start + len(cell.text)] == cell.text


WANTED = [{1: "甲", 2: "乙"}, {1: "1", 2: "2"}, {2: "乙丙"}]


def test_cells_tabs_and_bars_are_one() -> None:
    cells = table(("甲", "乙"), ("1", " 2 "), ("", "乙丙"))
    assert rows(Document.of(FileKind.DOCX, (Block("题", BlockKind.HEADING), *cells))) == [WANTED]
    assert rows(draft("题\n甲\t乙\n1\t 2\n\t乙丙")) == [WANTED]
    assert rows(draft("题\n|甲|乙|\n|---|---|\n|1|2|\n| |乙丙|")) == [
        [{2: "甲", 3: "乙"}, {2: "1", 3: "2"}, {3: "乙丙"}],
    ]


def test_what_is_too_short_is_no_table() -> None:
    assert rows(draft("甲\t乙\n1\t2")) == []
    assert rows(draft("一段话。\n又一段话。")) == []
