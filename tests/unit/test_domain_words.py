from reviewer_app.domain.document import BlockKind
from reviewer_app.domain.findings import FindingType


def test_a_word_is_found_by_its_text_as_by_itself() -> None:
    assert {FindingType.ID_NUMBER: 1}["id_number"] == 1
    assert {"cell": 1}[BlockKind.CELL] == 1
    assert hash(FindingType.ID_NUMBER) == hash("id_number")
