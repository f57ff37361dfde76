"""What the back-scan makes of one file and of the names in its paths; nothing leaves it unmasked."""

from datetime import date

from documents import text_document
from reviewer_app.domain.back_scan import FileState
from reviewer_app.domain.document import FILE_NAME_PART
from reviewer_app.domain.errors import FileDamaged
from reviewer_app.rules.assess import load_toolbox
from reviewer_app.rules.context import Context
from reviewer_app.services.examine import examine, examine_unreadable, of_names, with_names

LABELS = ("救助/钟建国360702195904140205.txt",)
CONTEXT = Context(today=date(2018, 6, 21))


def test_every_folder_and_name_of_a_path_is_looked_at_and_moves_no_offset() -> None:
    document = text_document("一件公文")
    named = with_names(document, LABELS)
    assert [block.text for block in named.outside()] == ["救助", "钟建国360702195904140205"]
    assert {block.place.part for block in named.outside()} == {FILE_NAME_PART}
    assert named.text == document.text
    assert not of_names(LABELS).text


def test_a_number_in_a_name_is_a_problem_of_that_file_and_masked() -> None:
    examined = examine(with_names(text_document("一件公文"), LABELS), LABELS, load_toolbox(), CONTEXT)
    assert examined.state is FileState.READ
    assert "360702195904140205" not in repr(examined)
    assert {one.label for one in examined.problems if one.place.part == FILE_NAME_PART} == {0}


def test_a_file_that_cannot_be_read_says_why_and_what_its_name_says() -> None:
    error = FileDamaged(name=LABELS[0])
    examined = examine_unreadable(of_names(LABELS), LABELS, error, load_toolbox(), CONTEXT)
    assert (examined.state, examined.error) == (FileState.UNREADABLE, error.code)
    assert examined.problems
    assert "360702195904140205" not in repr(examined)
