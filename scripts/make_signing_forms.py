"""Makes the shipped forms in resources/forms: 审批表 (one page A4) and 退回意见单, with the places an office may use.

Run by hand after a change; the files are committed. An office puts its own beside its data (forms/ in the home).
"""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from docx import Document
from docx.document import Document as WordFile
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from sample_docx import STAMP, repack

FORMS: Final = Path(__file__).resolve().parent.parent / "resources" / "forms"
FONT: Final = "宋体"
WIDTHS: Final = (Cm(2.6), Cm(6.2), Cm(2.4), Cm(6.2))
SIGN: Final = "签名：＿＿＿＿＿＿＿＿　　　　　　年　　月　　日"
Row = Sequence[tuple[str, int]]
"""Texts with the columns each spans; odd cells are labels."""

APPROVAL: Final[tuple[Row, ...]] = (
    (("信息名称", 1), ("{{标题}}", 3)),
    (("文号", 1), ("{{文号}}", 1), ("责任表栏目", 1), ("{{栏目}}", 1)),
    (("拟稿人", 1), ("{{拟稿人}}（{{拟稿科室}}）", 1), ("送审", 1), ("{{送审日期}}　{{版本}}", 1)),
    (("载体形式", 1), ("{{载体}}", 1), ("文种", 1), ("{{文种}}", 1)),
    (("送审文件", 1), ("{{文件.类别}}《{{文件.名称}}》指纹 {{文件.指纹}} {{文件.核对}}", 3)),
    (("保密审查", 1), ("{{保密审查}}", 3)),
    (("公开属性", 1), ("{{公开属性}}", 1), ("审查结论", 1), ("{{审查结论}}", 1)),
    (("依据和理由", 1), ("{{理由}}\n{{依据}}", 3)),
    (("个人信息处理", 1), ("{{个人信息处理}}", 3)),
    (("依法保留", 1), ("{{保留.类别}}：{{保留.字段}}　{{保留.依据}}　{{保留.期限}}", 3)),
    (("区分处理", 1), ("{{不公开.位置}}：{{不公开.处理}}　理由：{{不公开.理由}}", 3)),
    (("发布渠道", 1), ("{{发布渠道}}", 1), ("公开范围", 1), ("{{公开范围}}", 1)),
    (("公开时间", 1), ("{{公开时间}}", 1), ("到期撤下", 1), ("{{撤下日期}}", 1)),
    (("公开稿", 1), ("面向{{公开稿.范围}}：{{公开稿.名称}}　指纹 {{公开稿.指纹}}", 3)),
    (("审查意见", 1), ("{{审查意见}}\n{{待说明事项}}\n审查员：{{审查员}}　{{审查日期}}\n\n\n" + SIGN, 3)),
    (("科室负责人\n意见", 1), ("\n\n\n" + SIGN, 3)),
    (("分管领导\n签批", 1), ("{{签批意见}}\n\n\n\n" + SIGN, 3)),
)
SLIP: Final[tuple[Row, ...]] = (
    (("信息名称", 1), ("{{标题}}", 3)),
    (("文号", 1), ("{{文号}}", 1), ("拟稿人", 1), ("{{拟稿人}}（{{拟稿科室}}）", 1)),
    (("退回人", 1), ("{{退回人}}", 1), ("退回日期", 1), ("{{退回日期}}　{{版本}}", 1)),
    (("总的意见", 1), ("{{理由}}", 3)),
)
POINTS: Final[tuple[Row, ...]] = (
    (("序号", 1), ("文件和位置", 1), ("内容（已遮盖）", 1), ("意见", 1)),
    (("{{意见.序号}}", 1), ("{{意见.文件}}\n{{意见.位置}}", 1), ("{{意见.内容}}", 1), ("{{意见.意见}}", 1)),
)
POINT_WIDTHS: Final = (Cm(1.4), Cm(5.2), Cm(4.6), Cm(6.2))


def approval() -> bytes:
    """审批表, one page."""
    document = _page(Pt(10.5))
    _line(document, "政府信息公开审查审批表", Pt(18), WD_ALIGN_PARAGRAPH.CENTER, bold=True)
    _line(document, "单位：{{单位}}　　　　编号：{{编号}}", Pt(9), WD_ALIGN_PARAGRAPH.LEFT)
    _table(document, APPROVAL, WIDTHS)
    _foot(document)
    return _saved(document)


def return_slip() -> bytes:
    """退回意见单, for drafters without an account."""
    document = _page(Pt(11))
    _line(document, "政府信息公开退回意见单", Pt(18), WD_ALIGN_PARAGRAPH.CENTER, bold=True)
    _line(document, "单位：{{单位}}　　　　编号：{{编号}}", Pt(9), WD_ALIGN_PARAGRAPH.LEFT)
    _table(document, SLIP, WIDTHS)
    _line(document, "", Pt(6), WD_ALIGN_PARAGRAPH.LEFT)
    _table(document, POINTS, POINT_WIDTHS, labelled=False)
    _line(document, "请按以上意见修改后重新送审。姓名、号码等已遮盖，原值请对照送审稿的所在位置。", Pt(9),
          WD_ALIGN_PARAGRAPH.LEFT)
    _foot(document)
    return _saved(document)


def _page(size: Pt) -> WordFile:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(1.6)
    section.left_margin = section.right_margin = Cm(1.8)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, size
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    core = document.core_properties
    core.author = core.title = core.comments = core.last_modified_by = ""
    core.created = core.modified = STAMP
    core.revision = 1
    return document


def _line(document: WordFile, text: str, size: Pt, align: WD_ALIGN_PARAGRAPH, *, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(3)
    run = paragraph.add_run(text)
    run.font.size, run.bold = size, bold


def _foot(document: WordFile) -> None:
    text = "留痕校验码：{{校验码}}（前 {{留痕条数}} 条）　打印时间：{{打印时间}}　未经核实的依据不印。"
    _line(document, text, Pt(8), WD_ALIGN_PARAGRAPH.LEFT)


def _table(document: WordFile, rows: Sequence[Row], widths: Sequence[Cm], *, labelled: bool = True) -> None:
    table = document.add_table(len(rows), len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, row in enumerate(rows):
        at = 0
        for place, (text, span) in enumerate(row):
            cell = table.cell(number, at)
            if span > 1:
                cell = cell.merge(table.cell(number, at + span - 1))
            cell.width = sum(widths[at:at + span], Cm(0))
            label = place % 2 == 0 if labelled else number == 0
            _write(cell, text, label=label)
            at += span


def _write(cell: _Cell, text: str, *, label: bool) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph: Paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if label else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
        paragraph.add_run(line).bold = label


def _saved(document: WordFile) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return repack(stream.getvalue())


def main() -> None:
    """Write both."""
    FORMS.mkdir(exist_ok=True)
    for name, make in (("approval_form", approval), ("return_slip", return_slip)):
        (FORMS / f"{name}.docx").write_bytes(make())
        print(f"resources/forms/{name}.docx")


if __name__ == "__main__":
    main()
