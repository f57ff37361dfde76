"""Large synthetic files for the benchmarks: a tenth of the text holds made-up personal data."""

import io
import zipfile
from collections.abc import Iterator
from random import Random
from typing import Final

import openpyxl
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

HEADER: Final = ("序号", "姓名", "身份证号码", "联系电话", "开户行账号", "家庭住址", "面积（亩）", "补偿金额（元）")
FONT: Final = "STSong-Light"
_SURNAMES: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_GIVEN: Final = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰"
_PLAIN: Final = (
    "各乡镇人民政府要严格落实责任，按照统一部署做好重大建设项目批准和实施领域政府信息公开工作，",
    "进一步规范征收土地程序，及时公布征地批后实施中征地公告、补偿安置方案公告和补偿登记等信息，",
    "建立健全工作台账，定期开展督促检查，对落实不力的单位予以通报，并纳入年度绩效考核内容，",
    "加强业务培训和政策解读，主动回应社会关切，不断提高政务公开工作的质量和水平，",
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(random: Random) -> str:
    """A made-up identity number with a valid check digit, of an area code that was never given out."""
    body = f"999999{random.randint(1950, 2005)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
    body += f"{random.randint(0, 999):03}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]


def rows(count: int, seed: int = 1) -> Iterator[tuple[str, ...]]:
    """Rows of a compensation table under `HEADER`."""
    random = Random(seed)  # noqa: S311 - made-up data wants to be the same each time
    for number in range(1, count + 1):
        name = random.choice(_SURNAMES) + "".join(random.choices(_GIVEN, k=2))
        yield (
            str(number),
            name,
            id_number(random),
            f"1{random.choice('3578')}{random.randint(0, 999_999_999):09}",
            f"6222{random.randint(0, 999_999_999_999_999):015}",
            f"龙泉镇白沙村{random.randint(1, 9)}组{random.randint(1, 300)}号",
            f"{random.randint(1, 60) / 10}",
            f"{random.randint(1000, 90000)}",
        )


def prose(characters: int, seed: int = 1) -> str:
    """Plain text of about `characters`, one line in ten dense with personal data."""
    random = Random(seed)  # noqa: S311 - made-up data wants to be the same each time
    lines: list[str] = []
    size = 0
    people = rows(characters // 200 + 1, seed)
    while size < characters:
        if len(lines) % 10 == 9:
            person = next(people)
            line = f"申请人{person[1]}，身份证号码{person[2]}，联系电话{person[3]}，住{person[5]}。"
        else:
            line = random.choice(_PLAIN)
        lines.append(line)
        size += len(line) + 1
    return "\n".join(lines)


def pdf(pages: int) -> bytes:
    """A PDF with a text layer, 30 lines a page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    lines = iter(prose(pages * 30 * 50).split("\n"))
    for _ in range(pages):
        canvas.setFont(FONT, 11)
        for line in range(30):
            canvas.drawString(60, 790 - line * 24, next(lines)[:42])
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def docx(count: int) -> bytes:
    """A Word document with one table of `count` rows."""
    table = "".join(_docx_row(row) for row in (HEADER, *rows(count)))
    name_space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return _zip({
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELATIONSHIPS,
        "word/document.xml": f'<w:document xmlns:w="{name_space}"><w:body><w:p><w:r><w:t>补偿登记表</w:t></w:r></w:p>'
        f"<w:tbl>{table}</w:tbl><w:sectPr/></w:body></w:document>",
    })


def xlsx(count: int) -> bytes:
    """A workbook with one sheet of `count` rows; all cells are text, as offices type them."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("登记表")
    for row in (HEADER, *rows(count)):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _docx_row(cells: tuple[str, ...]) -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in cells) + "</w:tr>"


def _zip(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
    return file.getvalue()


_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CONTENT_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
_RELATIONSHIPS: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
