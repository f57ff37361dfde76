"""Names that tell themselves by what they are made of: written with a point, or of Tibetan and Yi parts."""

import pytest

from documents import text_document
from reviewer_app.rules.columns import Columns
from reviewer_app.rules.detectors.transliterated import Sounds, Transliterated
from reviewer_app.rules.loader import load_rules
from reviewer_app.rules.scan import ScanText

RULES = load_rules()
RULE = next(one for one in RULES.rules if one.id == "privacy.name_by_cue")
SOUNDS = Sounds(**{key: RULE.parameters["sounds"][key] for key in ("characters", "parts")})
FOUND = Transliterated(SOUNDS, tuple(RULES.lexicons.followers))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("、热依汗古丽·玉素甫（身份证", ["热依汗古丽·玉素甫"]),
        ("下午县长古丽娜尔·买买提反映", ["古丽娜尔·买买提"]),
        ("阿不都热合曼·吐尔逊，阿卜杜拉·艾则孜", ["阿不都热合曼·吐尔逊", "阿卜杜拉·艾则孜"]),
        ("扎西次仁、才让多杰；", ["扎西次仁", "才让多杰"]),
        ("才让多杰申请领取", ["才让多杰"]),
        ("赣州·南康家具博览会", []),
        ("印象·客家", []),
        ("在扎西次仁", []),  # inside a run of characters only a cue or the model tells
        ("·" * 50, []),
    ],
)
def test_what_tells_itself(text: str, expected: list[str]) -> None:
    scan = ScanText(text_document(text), Columns(RULES.lexicons.headers))
    assert [text[slice(*span)] for span in FOUND.spans(scan)] == expected
