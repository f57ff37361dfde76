"""Who acts in office, told by the words around names that neither cue nor header explains (design §4).

Names in a row (甲、乙和丙) are one chain: what stands before its first or behind its last holds for all of them, what
stands in brackets behind one (县财政局副局长) for that one alone. Words are `resources/lexicons/duties.yaml`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules.detectors.candidate import Candidate, Evidence, is_named, word_in
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import DutyTerms, Lexicons

_ASIDE: Final = r"[ ]?\([^()\n]{0,40}\)"
_JOINT: Final = pattern(rf"(?:{_ASIDE})?[ ]?(?:[、,/]|以及|和|与|及|[ ]{{1,2}})[ ]?")
_OWN: Final = pattern(r"(?:[ ]?\(|[ ]?[,\t|][ ]?|[ ]{1,6})([^(),.。;:\n\0\t| ]{2,30})(?=[),。;\n\0\t| ]|$)")
_BEHIND: Final = pattern(rf"(?:{_ASIDE})?[ ]?:?")
OVERRULED: Final = frozenset({PersonRole.APPLICANT, PersonRole.CONTACT, PersonRole.PRIVATE})
"""An agent is first taken for an applicant, one of a list for anybody; the office behind his name tells more."""
_PUBLIC: Final = frozenset(
    {None, PersonRole.OFFICIAL, PersonRole.EXPERT, PersonRole.DEPUTY, PersonRole.CONTACT, PersonRole.CANDIDATE}
)
_WORD: Final = pattern(r"[\u4e00-\u9fff]{2,8}", backwards=True)
_CLAUSE: Final = frozenset(',;:。、 \n("“…')
_FORMER: Final = frozenset("原前时现任")
"""Before a post no surname: 原局长."""
LONGEST_PARAGRAPH: Final = 400
LONGEST_GAP: Final = 48
WIDTH: Final = 12
LONGEST_LINE: Final = 90
TITLED: Final = 4
SHORTEST_UNIT: Final = len("综合科")


class Duties:
    """Fills in roles of one document's names outside tables."""

    def __init__(self, scan: ScanText, lexicons: Lexicons) -> None:
        self._scan = scan
        self._terms = lexicons.duties
        self._surnames = lexicons.surnames
        self._signs = lexicons.private_signs

    def filled(self, candidates: list[Candidate]) -> list[Candidate]:
        """The candidates in the same order; names without a role have the one that the words around them tell."""
        filled = list(candidates)
        for chain in self._chains(candidates):
            last = candidates[chain[-1]]
            told = self._around(candidates[chain[0]], last) or self._credentials(last)
            for at in chain:
                name = candidates[at]
                role = self._beside(name) if name.role is None or name.role in OVERRULED else None
                role = role or (told if name.role is None else None)
                if role:
                    filled[at] = name._replace(role=role[0], evidence=(*name.evidence, role[1]))
        return self._among_officials(filled)

    def _among_officials(self, candidates: list[Candidate]) -> list[Candidate]:
        """Where all others of a paragraph act in office, one who begins a clause of it does too.

        Not where the paragraph speaks of private affairs, nor behind a verb: 看望了某人 says nothing of the person.
        """
        paragraphs: dict[int, list[int]] = defaultdict(list)
        for at, name in enumerate(candidates):
            if is_named(name) and not self._under_header(name):
                paragraphs[self._scan.at(name.start)].append(at)
        for block, names in paragraphs.items():
            roles = {candidates[at].role for at in names}
            if None in roles and PersonRole.OFFICIAL in roles and roles <= _PUBLIC and self._formal(block):
                for at in names:
                    if candidates[at].role is None and self._begins_clause(candidates[at].start):
                        why = (*candidates[at].evidence, Evidence("evidence.among_officials"))
                        candidates[at] = candidates[at]._replace(role=PersonRole.OFFICIAL, evidence=why)
        return candidates

    def _formal(self, block: int) -> bool:
        """Whether a paragraph is short enough to speak of one thing, and not of private affairs."""
        start, text = self._scan.starts[block], self._scan.blocks[block].text
        piece = self._scan.text[start : start + len(text)]
        return len(piece) <= LONGEST_PARAGRAPH and word_in(piece, self._signs) is None

    def _begins_clause(self, start: int) -> bool:
        before = self._scan.before(start, 1)
        return not before or before in _CLAUSE

    def _chains(self, candidates: Sequence[Candidate]) -> Iterator[list[int]]:
        """The numbers of names that stand in a row, for every row with a name that may need a role."""
        chain: list[int] = []
        for at, name in enumerate(candidates):
            if not is_named(name) or (name.role is not None and not chain and name.role not in OVERRULED):
                continue
            if chain and not joined(self._scan, candidates[chain[-1]], name):
                yield chain
                chain = []
            if name.role is None or name.role in OVERRULED or chain:
                chain.append(at)
        if chain:
            yield chain

    def _around(self, first: Candidate, last: Candidate) -> tuple[PersonRole, Evidence] | None:
        """What stands before the first of a chain or behind its last."""
        scan = self._scan
        if self._under_header(first):
            return None
        before = scan.before(first.start, WIDTH).rstrip(" (\t|")
        gap = _BEHIND.match(scan.text, last.end)
        after = scan.after(gap.end() if gap else last.end, WIDTH)
        for terms in self._terms:
            if after.startswith(terms.never_after):
                continue
            word = _starting(after, terms.after) or _ending(before, terms) or _ending(before.rstrip(": \t|"), terms)
            word = word or _post(before, terms) or self._proposed(last, terms)
            if word:
                return terms.role, Evidence("evidence.post_beside", word)
        return None

    def _proposed(self, name: Candidate, terms: DutyTerms) -> str | None:
        """A word such as 拟任 in what the line says of a name that begins it or its clause."""
        if not terms.line_says or not self._begins_clause(name.start):
            return None
        line = self._scan.after(name.end, LONGEST_LINE).partition("\n")[0].partition("。")[0]
        return word_in(line, terms.line_says)

    def _beside(self, name: Candidate) -> tuple[PersonRole, Evidence] | None:
        """A unit or post in brackets, behind a comma or in the next field of the line."""
        scan = self._scan
        found = _OWN.match(scan.text, name.end)
        if found is None or self._under_header(name):
            return None
        phrase = found.group(1)
        for terms in self._terms:
            if phrase.endswith(terms.aside_never) or self._titled(phrase, terms):
                continue
            word = next((word for word in terms.aside if phrase.endswith(word)), None)
            word = word or _starting(phrase, terms.aside_begins)
            if word:
                return terms.role, Evidence("evidence.post_beside", word)
        return None

    def _credentials(self, last: Candidate) -> tuple[PersonRole, Evidence] | None:
        """What officers show in brackets holds for all before them: 赵平、邓秀(执法证号…、…)."""
        beside = self._beside(last)
        shown = beside and any(beside[1].value in terms.aside_begins for terms in self._terms)
        return beside if shown else None

    def _under_header(self, name: Candidate) -> bool:
        """Whether a column's header has had its say."""
        cell = self._scan.cell(name.start)
        return cell is not None and cell.header is not None

    def _titled(self, phrase: str, terms: DutyTerms) -> bool:
        """Whether it is rather the next person: 李局长."""
        surname = phrase[0] in self._surnames and phrase[0] not in _FORMER
        return len(phrase) <= TITLED and surname and phrase not in terms.aside


def joined(scan: ScanText, one: Candidate, other: Candidate) -> bool:
    """Whether two names stand in a row: 甲、乙; 甲（证号…）和乙."""
    if not 0 < other.start - one.end <= LONGEST_GAP:
        return other.start == one.end  # 甲乙丙参加: nothing between
    joint = _JOINT.match(scan.text, one.end, other.start)
    return joint is not None and joint.end() == other.start


def _starting(text: str, words: tuple[str, ...]) -> str | None:
    return next((word for word in words if text.startswith(word)), None) if text.startswith(words) else None


def _post(before: str, terms: DutyTerms) -> str | None:
    """The label (会务组:) or post (团长) at the end of `before` whose last characters say that staff follow."""
    ends = terms.label_ends if before.endswith(":") else terms.staff_ends
    label = before.rstrip(": ")
    if not ends or not label.endswith(ends) or label.endswith(terms.staff_never):
        return None
    found = _WORD.match(label)
    return found.group()[-SHORTEST_UNIT:] if found else None


def _ending(text: str, terms: DutyTerms) -> str | None:
    """The word or unit that ends `text`; a unit needs something that names it: 综合科."""
    if text.endswith(terms.before):
        return next(word for word in terms.before if text.endswith(word))
    unit = text[-SHORTEST_UNIT:]
    named = len(unit) == SHORTEST_UNIT and unit.isalpha() and text.endswith(terms.unit_ends)
    return unit if named and not text.endswith(terms.unit_never) else None
