"""Vehicle plates, five characters and six for new energy (GA 36-2018, rulebook §4.5)."""

from collections.abc import Iterator
from typing import Final

from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.detectors.candidate import (
    Candidate,
    CueParameters,
    Evidence,
    cue_before,
    header_evidence,
    parameters,
)
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_PROVINCES: Final = frozenset("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使")
# A range is searched for far faster than a set: which letters may begin is looked at afterwards.
_PLATE: Final = pattern(
    r"[A-Z][·.\- ]?(?=[A-Z0-9]{0,5}[0-9])[A-HJ-NP-Z0-9]{4}"
    r"(?:[A-HJ-NP-Z0-9]{1,2}|[警学挂港澳使领试超])(?![A-Za-z0-9])"
)
_TRACTOR: Final = pattern(r"[\u4e00-\u9fff][0-9]{2}[·.\- ]?[0-9A-Z][0-9]{4}(?![0-9A-Za-z])")
NEAR: Final = 20


class Plate:
    """Looks for the letter first: capitals are rare in Chinese text, province characters are not."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        del lexicons
        self._rule = rule
        self._cues = parameters(rule, CueParameters).cues

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield each plate with its province character."""
        for match in _PLATE.finditer(scan.text):
            start = match.start() - 1
            if start < 0 or scan.text[start] not in _PROVINCES or match.group()[0] in "IO":
                continue
            cell = scan.cell(start)
            if cell and cell.column and cell.column.kind is ColumnKind.PLATE:
                evidence = header_evidence(cell)
            else:
                cue = cue_before(scan, start, self._cues)
                evidence = (Evidence("evidence.cue", cue),) if cue else (Evidence("evidence.plate_form"),)
            sure = self._rule.confidence["plain" if evidence[0].key == "evidence.plate_form" else "told"]
            yield Candidate(start, match.end(), self._rule, sure, evidence)
        yield from self._tractors(scan)

    def _tractors(self, scan: ScanText) -> Iterator[Candidate]:
        """Plates of farm machines, whose area is a number, behind a word for them: 号牌闽04-12345."""
        for cue in self._cues:
            for end in scan.words.ends(cue):
                found = _TRACTOR.search(scan.text, end, end + NEAR)
                if found and scan.text[found.start()] in _PROVINCES:
                    why = (Evidence("evidence.cue", cue),)
                    yield Candidate(*found.span(), self._rule, self._rule.confidence["told"], why)
