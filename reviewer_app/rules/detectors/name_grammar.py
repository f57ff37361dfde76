"""How a Chinese personal name looks and where it ends, without a segmenter.

Nothing here says that a text *is* a name: cue words, headers and neighbours do (the two name detectors).
"""

from functools import lru_cache
from typing import Final

from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.schema import Lexicons

HAN: Final = r"[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0002ebef]"
_HAN_RUN: Final = pattern(f"{HAN}+")
_SPACED: Final = pattern(rf"{HAN}{{1,2}} {{1,3}}{HAN}(?:{HAN}| {{1,3}}{HAN})?(?! {{0,3}}{HAN})")
_BROKEN: Final = pattern(rf"{HAN}{{1,3}}\n{HAN}{{1,2}}(?!{HAN})")
POINTS: Final = "·•．・"
"""What parts the pieces of a transliterated name, as different writers type it."""
DOTTED: Final = pattern(rf"{HAN}{{1,8}}(?:[{POINTS}]{HAN}{{1,8}}){{1,3}}")
_FOREIGN: Final = pattern(r"[A-Z][A-Za-z]{1,20}(?:[ .]{1,2}[A-Z][A-Za-z]{0,20}){1,3}")
_MASKED: Final = pattern(r"[某*×✕xX○〇]")
SHORTEST: Final = 2
LONGEST_GIVEN: Final = 2
THREE: Final = 3
WITH_SURNAME: Final = 0.97
TELLING: Final = 0.9
"""Above this a token has a known surname."""
LONGEST_TAIL: Final = 8
LONGEST_PLAIN: Final = 4
# Surnames that are function words or everyday words: they need more than a cue without a colon.
_EVERYDAY: Final = frozenset(
    "于和单应时方任向成全安经明有都相从连常项曾能包关温解计钱水平由以须利文国权门问展才代占付但原种海税商归令可在为将被对其楼圣芦"
)
_JOINING: Final = frozenset("和与及同并或暨")
_TOWNS: Final = frozenset("县市区镇乡村局厅")
_PLACE_ENDINGS: Final = frozenset("县市区镇乡村组局厅委办校所站科处室队社厂店户等们")


class NameGrammar:
    """Answers where names begin and end. Stateless but for caches."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._surnames = lexicons.surnames
        self._compound = lexicons.compound_surnames
        self._given = lexicons.given_characters
        endings = lexicons.organisation_endings
        self._strict_endings = tuple(word for word in endings if len(word) > 1 or word in _PLACE_ENDINGS)
        titles = {word for words in lexicons.after.values() for word in words}
        titles |= {word for group in lexicons.cues if group.role is PersonRole.OFFICIAL for word in group.bare}
        self._titles = tuple(titles)
        self._followers = tuple(lexicons.followers)
        self._not_names = lexicons.not_names
        self._everyday_words = lexicons.everyday
        self.whole = lru_cache(maxsize=8192)(self._whole)

    def surname(self, text: str, at: int) -> int:
        """The length of the surname at `at`: 2, 1, or 0 for none."""
        if text[at : at + 2] in self._compound:
            return 2
        return 1 if text[at : at + 1] in self._surnames else 0

    def _whole(self, token: str) -> float:
        """How surely a whole cell or list item is a name (0–1) where its header says names stand here."""
        if _MASKED.search(token) or token in self._not_names:
            return 0.0
        if DOTTED.fullmatch(token):
            return 0.95
        if _SPACED.fullmatch(token) and self.surname(token, 0) == token.find(" "):
            token = token.replace(" ", "")
        if not _HAN_RUN.fullmatch(token):
            return 0.8 if _FOREIGN.fullmatch(token) else 0.0
        return self._plain(token, self.surname(token, 0))

    def _plain(self, token: str, family: int) -> float:
        """The same for a token of Chinese characters only; `family` is the length of its surname, 0 for none."""
        length = len(token)
        if length == LONGEST_PLAIN and family == 1 and token[1] in self._surnames and not self._organisation(token):
            return 0.6  # both parents' surnames, or a minority name
        if length == LONGEST_PLAIN and family == 1 and self._common(token, 1, length) and not self._organisation(token):
            return 0.55  # 李观音秀: counts where the whole column is names
        if not SHORTEST <= length <= LONGEST_PLAIN - (family != len("欧阳")) or self._organisation(token):
            return 0.0
        return WITH_SURNAME if family else 0.75

    def telling(self, token: str) -> bool:
        """Whether a token is a name by its own form: a known surname, and no everyday word at its beginning."""
        titled = token.startswith(self._titles, self.surname(token, 0))  # 张先生 names nobody
        known = self.whole(token) > TELLING and not titled and token not in self._compound
        return (known and token[:2] not in self._not_names) or bool(_FOREIGN.fullmatch(token))

    def usual(self, token: str) -> bool:
        """Whether a token is a name with a known surname and one or two characters usual in names."""
        family = self.surname(token, 0)
        fits = family > 0 and 1 <= len(token) - family <= LONGEST_GIVEN
        return fits and self._common(token, family, len(token)) and self.telling(token)

    def ordinary(self, token: str) -> bool:
        """Whether a token is, or begins with, an everyday word that only a cue makes a name: 云海, 农行|卡."""
        if token[:SHORTEST] not in self._everyday_words:
            return False
        return len(token) == SHORTEST or not self._common(token, SHORTEST, len(token))

    def _organisation(self, token: str) -> bool:
        """Whether a cell of three or more characters ends like an organisation or a place."""
        return len(token) > SHORTEST and token.endswith(self._strict_endings)

    def end_of(self, text: str, start: int, *, sure: bool) -> int | None:
        """Where the name that begins at `start` ends, None if none does.

        `sure`: a colon or gap stood before, so an everyday surname character counts as one.
        """
        dotted = DOTTED.match(text, start)
        if dotted and len(dotted.group()) > LONGEST_PLAIN:
            return self._dotted_end(text, start, dotted.end())
        spaced = _SPACED.match(text, start)
        if spaced and sure and 0 < self.surname(text, start) == text.find(" ", start) - start:
            return spaced.end()
        if text.find("\n", start, start + LONGEST_PLAIN) > 0:
            broken = self._broken(text, start, sure=sure)
            if broken is not None:
                return broken
        run = _HAN_RUN.match(text, start, min(len(text), start + 24))
        family = self.surname(text, start) if run else 0
        if run is None or not family or (family == 1 and self._word(text, start, run.end(), sure=sure)):
            return None
        if family == 1 and not sure and self._everyday(text, start, run.end()):
            return None
        return self._cut(text, start, family, run.end())

    def _wrapped(self, text: str, start: int, end: int, *, sure: bool) -> bool:
        """Whether what goes on behind a line break is the rest of a name: its surname before it, usual characters."""
        family, wrap = self.surname(text, start), text.find("\n", start, end)
        rest = text[start + family : end].replace("\n", "")
        usual = all(char in self._given for char in rest)
        return 0 < family <= wrap - start and len(rest) <= LONGEST_GIVEN and (sure or usual)

    def _broken(self, text: str, start: int, *, sure: bool) -> int | None:
        """Where a name ends that goes on behind a line break."""
        broken = _BROKEN.match(text, start)
        if broken is None and text[start + 1] == "\n":
            return self._behind_break(text, start)
        return broken.end() if broken and self._wrapped(text, start, broken.end(), sure=sure) else None

    def _behind_break(self, text: str, start: int) -> int | None:
        """Where a name ends whose surname stands alone at the end of a line: 刘|志强于2018年3月."""
        line = text[start] + text[start + 2 : start + 24]
        run = _HAN_RUN.match(line)
        if run is None or self.surname(line, 0) != 1:
            return None
        end = self._cut(line, 0, 1, run.end())
        return None if end is None else start + end + 1

    def _dotted_end(self, text: str, start: int, end: int) -> int:
        """Where a name with points ends: its last part before a word that follows names."""
        last = max(text.rfind(point, start, end) for point in POINTS) + 1
        for at in range(last + SHORTEST, end):
            if text.startswith(self._followers, at):
                return at
        return end

    def _everyday(self, text: str, start: int, run_end: int) -> bool:
        """Whether the character is rather a word (志愿者和群众, 负责人应到场) than a surname."""
        if text[start] in _JOINING:
            return True
        return text[start] in _EVERYDAY and not self._plain_name(text, start, run_end)

    def _plain_name(self, text: str, start: int, run_end: int) -> bool:
        """Whether common given characters follow: two, or one that ends the run (主任曾涛，)."""
        return self._common(text, start + 1, start + 3) or (
            run_end == start + SHORTEST and self._common(text, start + 1, run_end)
        )

    def _word(self, text: str, start: int, run_end: int, *, sure: bool) -> bool:
        """Whether an everyday word stands at `start` (李子), unless it is plainly a name's beginning (：李子文，)."""
        if text[start : start + 2] not in self._not_names:
            return False
        return not (sure and run_end == start + len("李子文") and self._common(text, run_end - 1, run_end))

    def _cut(self, text: str, start: int, family: int, run_end: int) -> int | None:
        """Where the name ends in the run up to `run_end`: at its end, or before a word that follows names."""
        if text[start + family : start + family + 1] == "某" or text.startswith(self._titles, start + family):
            return None  # masked; or a surname with a title (钟科长), which names nobody
        two, one = start + family + 2, start + family + 1
        if run_end in {two, one} or self._four(text, start, family, run_end):
            return None if self._organisation(text[start:run_end]) else run_end
        if text[two - 1 : two] in _TOWNS:
            return None  # 凤翔区|自然资源局
        return self._inside(text, start, family, run_end)

    def _four(self, text: str, start: int, family: int, run_end: int) -> bool:
        """Whether a run of four is one name: 李观音秀, or both parents' surnames."""
        whole = run_end == start + LONGEST_PLAIN and family == 1 and text[run_end - 1] not in self._followers
        return whole and self._common(text, start + 1, run_end)

    def _inside(self, text: str, start: int, family: int, run_end: int) -> int | None:
        """Where the name ends before the end of the run."""
        two, one = start + family + 2, start + family + 1
        if one < run_end and text.startswith(self._followers, one):
            longer = two < run_end and self._common(text, one, two) and text.startswith(self._followers, two)
            return two if longer else one
        if two < run_end and text.startswith(self._followers, two):
            return two
        if run_end - start > family + LONGEST_TAIL or text[start:run_end].endswith(self._strict_endings):
            return None
        return two if self._common(text, start + family, two) else None

    def _common(self, text: str, start: int, end: int) -> bool:
        """Whether all characters in the piece are common in given names (and the piece is whole)."""
        piece = text[start:end]
        return len(piece) == end - start and all(char in self._given for char in piece)

    def start_before(self, text: str, end: int) -> int | None:
        """Where the name that ends at `end` begins, None if none does. Prefers a clean left edge."""
        floor = max(0, end - LONGEST_PLAIN)
        candidates = []
        for start in range(floor, end - 1):
            family = self.surname(text, start)
            piece = text[start:end]
            if piece[-1] in _TOWNS:
                continue  # 水东镇|副镇长
            if family and 1 <= end - start - family <= LONGEST_GIVEN and self.telling(piece):
                clean = start == 0 or not _HAN_RUN.match(text, start - 1)
                if text[start] in _EVERYDAY and not clean:
                    continue
                candidates.append((clean, self._common(text, start + family, end), end - start == THREE, start))
        if not candidates:
            return None
        best = max(candidates)
        return best[3] if best[0] or best[1] else None
