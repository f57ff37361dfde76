"""Numbers of papers, bills and projects, told by the label right before them: 发票号码, 通知书号, 项目代码.

Such a number may look like a telephone, an account or an identity number; its own label tells more than a cue word
further off.
"""

from typing import Final

from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import NumberLabels

WIDTH: Final = 14
LABEL: Final = 8
_JOINTS: Final = ' :\n"“(为是'


class OtherLabels:
    """Asks whether a number has a label that makes it no person's."""

    def __init__(self, words: NumberLabels) -> None:
        self._words = words

    def tell(self, scan: ScanText, start: int) -> bool:
        """Whether the label right before `start`, or the header above it, is one of a paper or a thing."""
        cell = scan.cell(start)
        if cell and cell.header:
            return cell.column is None and self._other(cell.header.strip(_JOINTS))
        return self._other(scan.text[max(0, start - WIDTH) : start].rstrip(_JOINTS))

    def _other(self, text: str) -> bool:
        words = self._words
        if not text.endswith(words.ends):
            return False
        label = text[-LABEL:]
        named = label not in words.bare and label[-2:-1].isalpha() and label[-2:-1] not in words.numerals
        return named and not any(word in label for word in words.personal)
