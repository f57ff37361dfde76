"""Awkward spreadsheets: personal data in the places of a workbook that nobody looks at."""

import html
import io
import re
import zipfile
from collections.abc import Callable
from typing import Final

import openpyxl
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from awkward_pdfs import AFTER, BEFORE, LINE, MOBILE, NUMBER, PERSON
from hostile_files import repacked

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_INLINE: Final = re.compile(r't="inlineStr"><is><t[^>]*>(.*?)</t></is></c>')
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def members_of(data: bytes) -> dict[str, bytes]:
    """What a package holds, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def book(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "名单"
    for row in (("事项", "内容"), ("公告", BEFORE), ("联系", LINE), ("结尾", AFTER)):
        sheet.append(row)
    fill(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def hidden_sheets() -> bytes:
    def fill(made: openpyxl.Workbook) -> None:
        for state in ("hidden", "veryHidden"):
            made.create_sheet(state)["A1"] = LINE
            made[state].sheet_state = state
        made["名单"]["D9"], made["名单"]["F2"] = LINE, MOBILE
        made["名单"].row_dimensions[9].hidden = True
        made["名单"].column_dimensions["F"].hidden = True

    return book(fill)


def numeric_cells() -> bytes:
    """Numbers as numbers, in a formula, and as the value that a formula left."""
    def fill(made: openpyxl.Workbook) -> None:
        sheet = made["名单"]
        sheet["A6"], sheet["B6"] = "电话", int(MOBILE)
        sheet["A7"], sheet["B7"] = "算出", f'="{MOBILE}"'
        sheet["A8"], sheet["B8"] = "连接", "=A6&B6"

    return book(fill)


def comments_in_cells() -> bytes:
    def fill(made: openpyxl.Workbook) -> None:
        made["名单"]["B2"].comment = Comment(LINE, PERSON)

    return book(fill)


def names_and_lists() -> bytes:
    def fill(made: openpyxl.Workbook) -> None:
        from openpyxl.workbook.defined_name import DefinedName

        made.defined_names["电话"] = DefinedName("电话", attr_text=f'"{MOBILE}"')
        rule = DataValidation(type="list", formula1=f'"{PERSON},李四"', showInputMessage=True)
        rule.promptTitle, rule.prompt = PERSON, LINE
        rule.add("B9")
        made["名单"].add_data_validation(rule)
        made["名单"]["B10"].number_format = f'"{PERSON}"0'
        made["名单"].oddHeader.center.text = LINE

    return book(fill)


def sheet_links() -> bytes:
    def fill(made: openpyxl.Workbook) -> None:
        for row, target in enumerate((f"tel:{MOBILE}", f"mailto:{MOBILE}@126.com", f"C:\\{PERSON}\\a.xlsx"), start=6):
            made["名单"].cell(row, 2, "点此").hyperlink = Hyperlink(ref=f"B{row}", target=target, tooltip=PERSON)

    return book(fill)


def with_strings(data: bytes, more: str) -> bytes:
    """The same workbook with its texts in a table of shared strings, as Excel writes them, and `more` entries."""
    members = members_of(data)
    sheet = html.unescape(members["xl/worksheets/sheet1.xml"].decode())
    texts = [found[1] for found in _INLINE.finditer(sheet)]
    numbers = iter(range(len(texts)))
    sheet = _INLINE.sub(lambda _: f't="s"><v>{next(numbers)}</v></c>', sheet)
    entries = "".join(f"<si><t>{text}</t></si>" for text in texts) + more
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    listed = members["[Content_Types].xml"].decode()
    rels = members["xl/_rels/workbook.xml.rels"].decode()
    link = f'<Relationship Id="rS" Type="{_R}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    return repacked(data, {
        "xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{entries}</sst>',
        "xl/_rels/workbook.xml.rels": rels.replace("</Relationships>", link),
        "[Content_Types].xml": listed.replace(
            "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>')})


def caches() -> bytes:
    """A pivot cache, a link to another workbook with its values, printer settings, a macro, orphaned strings."""
    cache = (
        f'<pivotCacheDefinition xmlns="{_MAIN}" refreshedBy="{PERSON}"><cacheFields count="0"/>'
        "</pivotCacheDefinition>")
    records = (
        f'<pivotCacheRecords xmlns="{_MAIN}" count="1"><r><s v="{PERSON}"/><s v="{NUMBER}"/></r>'
        "</pivotCacheRecords>")
    other = (
        f'<externalLink xmlns="{_MAIN}"><externalBook><sheetNames><sheetName val="{PERSON}"/></sheetNames>'
        f'<sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>{MOBILE}</v></cell></row></sheetData>'
        "</sheetDataSet></externalBook></externalLink>")
    orphan = f"<si><r><t>{PERSON[:1]}</t></r><r><t>{PERSON[1:]}</t></r></si>"
    return repacked(with_strings(book(lambda _: None), orphan), {
        "xl/pivotCache/pivotCacheDefinition1.xml": cache, "xl/pivotCache/pivotCacheRecords1.xml": records,
        "xl/externalLinks/externalLink1.xml": other, "xl/vbaProject.bin": LINE.encode("utf-16-le"),
        "xl/printerSettings/printerSettings1.bin": LINE.encode("utf-16-le")})


def rich_strings() -> bytes:
    runs = "".join(f"<r><rPr><b/></rPr><t>{sign}</t></r>" for sign in LINE)
    phonetic = f'<rPh sb="0" eb="2"><t>{PERSON}</t></rPh>'
    data = with_strings(book(lambda _: None), "")
    strings = members_of(data)["xl/sharedStrings.xml"].decode()
    return repacked(data, {"xl/sharedStrings.xml": strings.replace(f"<t>{LINE}</t>", runs + phonetic)})


def named_sheet() -> bytes:
    def fill(made: openpyxl.Workbook) -> None:
        made["名单"].title = PERSON
        made.create_sheet("合计")["A1"] = f"='{PERSON}'!B2"

    return book(fill)
