"""The elements of an official document that the text really shows; what is absent is None, never guessed.

Sources: 《党政机关公文处理工作条例》 Art 9, GB/T 9704-2012, and the parsing rules that worked on the 2018 plan
(rulebook §5). A title may be broken over lines and may stand again over the annexed plan; wrong brackets in a
document number are read all the same (the wording check reports them).
"""

import re
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from reviewer_app.domain.document import BlockKind, Document
from reviewer_app.domain.report import DocumentHeader
from reviewer_app.rules.dates import DATE, FULL_WIDTH, from_match
from reviewer_app.rules.lines import Line, Lines
from reviewer_app.rules.strict_yaml import read_mapping

TOP_LINES: Final = 40
TITLE_LINES: Final = 6
TITLE_LINE_LENGTH: Final = 90
ADDRESSEE_LINES: Final = 5
LEADING_CELLS: Final = 12

NUMBER: Final = (
    r"[一-龥]{1,16}\s{0,2}[〔\[［(（【〈﹝{]\s*(?:19|20)\d{2}\s*[〕\]］)）】〉﹞}]\s*第?\s*\d{1,5}\s*号"
)
_NUMBER_LINE: Final = re.compile(rf"(?:编号|文号|发文字号)?[:：]?\s*({NUMBER})(?:\s+签发人[:：].{{0,20}})?")
_SKIPPED: Final = re.compile(
    r"\d{6}|附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?|签发人[:：].*|(?:绝|机|秘)\s*密.{0,12}|[★☆].{0,6}"
)
_DATE_LINE: Final = re.compile(rf"^[ \t　]*(?P<organ>[^\n\d，。：:（(]{{0,40}}?)[ \t　]*{DATE}[ \t　]*$", re.MULTILINE)
_PASSED: Final = re.compile(rf"^[ \t　]*[（(][^\n]{{0,4}}{DATE}[^\n]{{0,40}}[）)][ \t　]*$", re.MULTILINE)
ANNEX_HEAD: Final = re.compile(r"^[ \t　]*附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?[ \t　]*$", re.MULTILINE)
_ANNEX_NOTE: Final = re.compile(r"^[ \t　]*附\s*件?\s*[:：][ \t　]*(?P<name>\S[^\n]*)$", re.MULTILINE)
_ANNEX_LINE: Final = re.compile(r"^[ \t　]*附\s*件\s*\d{1,2}\s*[:：.．、][ \t　]*(?P<name>\S[^\n]*)$", re.MULTILINE)
_ANNEX_ITEM: Final = re.compile(r"\s*\d{1,2}\s*[.．、]\s*(?P<name>\S.*)")
_MARK: Final = re.compile(
    r"^[ \t　]*[（(]?\s*(?P<mark>(?:此|本)(?:件|文)[^\n（()）。]{0,12}公开[^\n（()）。]{0,8}"
    r"|(?<=[（(])(?:主动公开|依申请公开|不予公开)(?=[）)])"
    r"|(?:信息)?公开(?:选项|方式|属性|类别|形式)\s*[:：]\s*(?:主动公开|依申请公开|不予公开|不公开))\s*[）)]?[ \t　]*$",
    re.MULTILINE,
)
_IMPRINT: Final = re.compile(
    rf"^[ \t　]*(?:抄\s*[送报]\s*[:：][^\n]*|[^\n]{{2,40}}?\s+{DATE}\s*印发)[ \t　。]*$", re.MULTILINE
)


class _Words(NamedTuple):
    """The word lists of resources/rules/header.yaml as patterns."""

    urgency: re.Pattern[str]
    title_end: re.Pattern[str]
    organ: re.Pattern[str]
    addressee: re.Pattern[str]
    not_addressee: re.Pattern[str]
    lead_in: re.Pattern[str]


@cache
def _words() -> _Words:
    data = read_mapping("rules/header.yaml")

    def either(key: str) -> str:
        words = sorted(data[key].split(), key=len, reverse=True)
        return "|".join(map(re.escape, words))

    spaced = "|".join(r"\s*".join(word) for word in data["urgencies"])
    return _Words(
        re.compile(spaced),
        re.compile(rf"(?:{either('title_endings')})[》”\"]?(?:[（(][^（()）]{{1,12}}[）)])*$"),
        re.compile(rf"(?=.{{3,40}}$)[一-龥（）()、\s]+(?:{either('organ_endings')})(?:\s*文\s*件)?"),
        re.compile(either("addressee_words")),
        re.compile(either("not_addressee")),
        re.compile(rf"(?:{either('lead_ins')})$"),
    )


def parse_header(document: Document, lines: Lines | None = None) -> DocumentHeader:
    """All elements found; a plain file without any of them gives an empty header."""
    lines = lines or Lines(document)
    top = [line for line in _top(lines) if not _SKIPPED.fullmatch(line.text)]
    urgency = _take_urgency(top)
    at = _number_index(top)
    organ_end = _organ_end(top, at)
    title, after = _title(top, at, organ_end)
    body_end = _body_end(lines)
    signed = _signed(lines, body_end)
    organ = _organ(top[:organ_end]) or _in_page_header(lines) or signed[0]
    return DocumentHeader(
        organ=organ,
        number=_number_in(top[at].text) if at is not None else None,
        title=title,
        addressee=_addressee(top, after) if title else None,
        date=signed[1],
        mark=next(iter(marks_in(lines)), None),
        urgency=urgency,
        annexes=_annexes(lines, body_end),
        imprint="\n".join(match[0].strip() for match in lines.whole(_IMPRINT)) or None,
    )


def marks_in(lines: Lines) -> tuple[str, ...]:
    """Every disclosure mark as written; a forwarded original has its own behind the cover's."""
    return tuple(match["mark"].strip() for match in lines.whole(_MARK))


def number_line(lines: Lines) -> Line | None:
    """The line of the document number in the header, if there is one."""
    top = _top(lines)
    at = _number_index(top)
    return None if at is None else top[at]


def _top(lines: Lines) -> list[Line]:
    """The first lines of the body, with a small table before it where that holds the number or the sign."""
    cells = lines.leading_cells(LEADING_CELLS)
    signs = any(_number_in(cell.text) or re.fullmatch(r".{2,40}文\s*件", cell.text) for cell in cells)
    return [*(cells if signs else ()), *lines.top(TOP_LINES)]


def _body_end(lines: Lines) -> int:
    """Where the first annex begins; a file that begins with 「附件」 is itself the annex and is read whole."""
    text = lines.document.text
    for match in lines.whole(ANNEX_HEAD):
        if text[: match.start()].strip():
            return match.start()
    return len(text)


def _take_urgency(top: list[Line]) -> str | None:
    for index, line in enumerate(top):
        if _words().urgency.fullmatch(line.text):
            del top[index]
            return re.sub(r"\s", "", line.text)
    return None


def _number_index(top: list[Line]) -> int | None:
    for index, line in enumerate(top):
        if _number_in(line.text):
            return index
        if "。" in line.text:  # the body has begun; a number further down is a citation
            return None
    return None


def _number_in(line: str) -> str | None:
    """The document number of a line that holds nothing else but perhaps the 签发人."""
    match = _NUMBER_LINE.fullmatch(line.translate(FULL_WIDTH))
    return re.sub(r"\s", "", match[1]) if match else None


def _is_organ(line: Line) -> bool:
    return bool(_words().organ.fullmatch(line.text)) and not _completes(line.text)


def _completes(text: str) -> bool:
    return bool(_words().title_end.search(text.rstrip()))


def _organ_end(top: list[Line], number: int | None) -> int:
    """How many leading lines are the organ's sign (joint issue has several)."""
    limit = len(top) if number is None else number
    count = 0
    while count < min(limit, TITLE_LINES) and _is_organ(top[count]):
        count += 1
    return count


def _organ(lines: list[Line]) -> str | None:
    names = [re.sub(r"\s", "", line.text).removesuffix("文件") for line in lines]
    return "、".join(names) or None


def _in_page_header(lines: Lines) -> str | None:
    """A sign that the layout put into the page header counts, but only in the form 「…文件」."""
    for _, block in lines.beside_cells:
        if block.kind is BlockKind.HEADER:
            name = re.sub(r"\s", "", block.text)
            if name.endswith("文件") and _words().organ.fullmatch(name):
                return name.removesuffix("文件")
    return None


def _title(top: list[Line], number: int | None, organ_end: int) -> tuple[str | None, int]:
    """The first title and the index behind it: over the number (penalty decisions) or below it."""
    starts = [organ_end] if number is None else [organ_end, number + 1]
    for start in starts:
        limit = number if number is not None and start <= number else None
        found = _take_title(top[:limit], start)
        if found[0]:
            return found
    return None, organ_end


def _take_title(top: list[Line], start: int) -> tuple[str | None, int]:
    joined = ""
    for index in range(start, min(start + TITLE_LINES, len(top))):
        text = top[index].text
        if not _may_be_title(text):
            break
        joined = _join(joined, text)
        follows = top[index + 1].text if index + 1 < len(top) else ""
        if _completes(joined) and not follows.startswith("的"):
            return joined, index + 1
    heading = start < len(top) and top[start].block.kind is BlockKind.HEADING
    if heading and _may_be_title(top[start].text):
        return top[start].text, start + 1
    return None, start


def _may_be_title(text: str) -> bool:
    if len(text) > TITLE_LINE_LENGTH or re.search(r"[。；;]", text) or text.endswith(("：", ":", "，", "、")):
        return False
    return bool(re.search(r"[一-龥]", text)) and not re.match(r"[一二三四五六七八九十\d]+[、.．]|附\s*件", text)


def _join(before: str, text: str) -> str:
    between_words = before[-1:].isascii() and before[-1:].isalnum() and text[:1].isascii()
    return f"{before} {text}" if before and between_words else before + text


def _addressee(top: list[Line], after: int) -> str | None:
    start = after
    while start < len(top) and (_number_in(top[start].text) or re.match(r"[（(].*[）)]$", top[start].text)):
        start += 1
    joined = ""
    for line in top[start : start + ADDRESSEE_LINES]:
        joined += line.text
        head, colon, rest = joined.replace(":", "：").partition("：")
        if colon:
            return head if _is_addressee(head, rest) else None
        if re.search(r"[。；;！？]", joined):
            return None
    return None


def _is_addressee(head: str, rest: str) -> bool:
    words = _words()
    if words.not_addressee.match(head) or words.lead_in.search(head) or re.search(r"[。；;！？]", head):
        return False
    opens = not rest or re.match(r"\s*(?:现|为|根据|按照|依据|经|你|您|近|请|关于)", rest)
    return bool(opens and words.addressee.search(head))


def _signed(lines: Lines, body_end: int) -> tuple[str | None, date | None]:
    """(署名, 成文日期): a line that holds nothing but the date, best with the organ above or before it.

    Dates behind the first annex heading belong to the annex. A day that does not exist is no date.
    """
    fallback: tuple[str | None, date | None] = (None, None)
    text = lines.document.text
    for match in lines.whole(_DATE_LINE):
        if match.start() >= body_end:
            break
        found = from_match(match)
        if found is None:
            continue
        before = match["organ"].strip() or _line_before(text, match.start())
        if _words().organ.fullmatch(before):
            return re.sub(r"\s", "", before), found
        if not match["organ"].strip():
            fallback = (None, found)
    if fallback[1] is None:
        passed = next(lines.whole(_PASSED), None)
        fallback = (None, from_match(passed) if passed else None)
    return fallback


def _line_before(text: str, offset: int) -> str:
    above = text[max(0, offset - 200) : offset].rstrip()
    return above.rpartition("\n")[2].strip()


def _annexes(lines: Lines, body_end: int) -> tuple[str, ...]:
    note = next((match for match in lines.whole(_ANNEX_NOTE) if match.start() < body_end), None)
    if note is None:
        listed = [match["name"] for match in lines.whole(_ANNEX_LINE) if match.start() < body_end]
        return tuple(map(_annex_name, listed))
    first = _ANNEX_ITEM.fullmatch(note["name"])
    names = [first["name"] if first else note["name"]]
    following = lines.document.text[note.end() : body_end].split("\n")[1:]
    for raw in following if first else ():
        item = _ANNEX_ITEM.fullmatch(raw)
        if item:
            names.append(item["name"])
        elif raw.strip():
            break
    return tuple(map(_annex_name, names))


def _annex_name(text: str) -> str:
    return text.strip().rstrip("。；;，,")
