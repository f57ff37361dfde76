"""Questions that one type of document raises (处罚: 社会影响? 自然人?): data in resources/rules/type_questions.yaml."""

from functools import cache

import msgspec

from reviewer_app.domain.report import DocumentType
from reviewer_app.rules.strict_yaml import read_mapping


class TypeQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question in plain words; `yes` and `no` are told after the answer, as sentences without a full stop.

    `no_rest`: answered with no, the document need not be published and is left to requests.
    """

    key: str
    question: str
    yes: str
    no: str
    no_rest: bool = False

    def told(self, *, yes: bool) -> str:
        """What the answer means."""
        return self.yes if yes else self.no


@cache
def load_type_questions() -> dict[DocumentType, tuple[TypeQuestion, ...]]:
    """The shipped questions by document type, in the order in which they are asked."""
    data = read_mapping("rules/type_questions.yaml")
    return msgspec.convert(data, dict[DocumentType, tuple[TypeQuestion, ...]], strict=False)


def type_question(key: str) -> TypeQuestion | None:
    """The question of that key; None for a question of the law itself."""
    return next((one for asked in load_type_questions().values() for one in asked if one.key == key), None)
