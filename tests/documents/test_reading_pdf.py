"""Reading pdf: paragraphs, what has no text, annotations, properties, boxes on demand."""

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Link, Text
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import hostile_files as make
from pdf_making import content
from printed_pages import printed
from reviewer_app.documents import pdf_annotations, pdf_pictures, pdf_reading, pdf_text
from reviewer_app.domain.document import BlockKind, Document, Place, Unread, UnreadReason

LONG = "为进一步提升全市国土资源系统政务公开工作水平根据有关要求"


def read(data: bytes) -> Document:
    return pdf_reading.read(data, "a.pdf")


def with_picture(part: float, lines: list[str]) -> bytes:
    """One page with a picture over `part` of its width and height."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "grey").save(picture, "PNG")
    picture.seek(0)
    canvas.drawImage(ImageReader(picture), 0, 0, A4[0] * part, A4[1] * part)
    for number, line in enumerate(lines):
        canvas.drawString(72, 700 - 20 * number, line)
    canvas.save()
    return out.getvalue()


def changed(data: bytes, change: object) -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(data)))
    change(writer)  # type: ignore[operator]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_lines_of_a_paragraph_are_joined_and_pages_counted() -> None:
    document = read(make.pdf([[LONG, "接下一行。", "一、标题", LONG], ["第二页"]]))
    content = [(block.place.page, block.text) for _, block in document.content()]
    assert content == [(1, f"{LONG}\n接下一行。"), (1, "一、标题"), (1, LONG), (2, "第二页")]


def test_blank_page_is_nothing_and_picture_page_is_unread() -> None:
    assert read(make.pdf([["字"], []])).unread == ()
    document = read(with_picture(1.0, []))
    assert [(unread.place.page, unread.reason) for unread in document.unread] == [(1, UnreadReason.NO_TEXT_LAYER)]


def test_picture_beside_text_is_unread_unless_small() -> None:
    assert [unread.reason for unread in read(with_picture(0.5, ["text"])).unread] == [UnreadReason.PICTURE]
    assert read(with_picture(0.1, ["text"])).unread == ()


def test_comments_authors_links_and_attachments() -> None:
    def change(writer: PdfWriter) -> None:
        note = Text(rect=(50, 550, 200, 650), text="请核对李四的电话", open=False, title_bar="张三")
        writer.add_annotation(0, note)
        writer.add_annotation(0, FreeText(text="批在旁边", rect=(50, 50, 200, 90)))
        writer.add_annotation(0, Link(rect=(1, 1, 9, 9), url="mailto:a@b.cn"))
        writer.add_attachment("名单.xlsx", b"x")
        writer.add_outline_item(title="王五的申请", page_number=0)

    document = read(changed(make.pdf([["正文"]]), change))
    comments = [block.text for block in document.blocks if block.kind is BlockKind.COMMENT]
    assert comments == ["请核对李四的电话", "批在旁边"]
    outside = [(block.place.part, block.text) for block in document.outside()]
    assert ("annotation#author", "张三") in outside
    assert ("link", "mailto:a@b.cn") in outside
    assert ("bookmark", "王五的申请") in outside
    assert [(unread.place.part, unread.reason) for unread in document.unread] == [
        ("名单.xlsx", UnreadReason.EMBEDDED)
    ]


def test_form_fields_show_their_value() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.drawString(72, 700, "form")
    canvas.acroForm.textfield(name="n", value="13800000000", x=72, y=600)
    canvas.save()
    boxes = [block.text for block in read(out.getvalue()).blocks if block.kind is BlockKind.TEXT_BOX]
    assert boxes == ["13800000000"]


def test_information_and_xmp() -> None:
    packet = (
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><creator><li>\xe9\x92\xb1\xe4\xb8\x83</li></creator>"
        b"<d>2018-06-21T09:00:00</d></x:xmpmeta>"
    )
    document = read(make.pdf([["字"]], author="赖晓春") + b"\n%" + packet)
    outside = [(block.place.part, block.text) for block in document.outside()]
    assert ("info.Author", "赖晓春") in outside
    assert ("xmp", "钱七") in outside
    assert document.properties["info.Author"] == "赖晓春"


def test_boxes_stand_where_the_letters_are() -> None:
    data = make.pdf([["甲" * 26, "乙乙丙丙", "", "一、丁"]], size=16)
    text = read(data).text
    start = text.index("丙丙")
    (box,) = printed(data, "a.pdf").boxes(start, start + 2)
    assert 72 + 2 * 16 - 1 < box.left < box.right < 72 + 4 * 16 + 1
    height = A4[1] - 760
    assert height < box.top < box.bottom < height + 2 * 16 * 1.6
    across = printed(data, "a.pdf").boxes(text.index("甲乙") if "甲乙" in text else 25, start + 1)
    assert len(across) == 2
    assert printed(data, "a.pdf").boxes(start, start) == ()


def test_cleaning_keeps_track_of_where_letters_were() -> None:
    raw = "co\ufffe\r\noperate 2014\ufffe2020 \r\n⽂件\xad尾  \r\n"
    cleaned = pdf_text.clean(raw)
    assert cleaned == "co\noperate 2014-2020\n文件尾\n"
    origins = pdf_text.origins(raw)
    assert len(origins) == len(cleaned)
    assert [raw[index] for index in origins if raw[index] not in "\ufffe⽂"] == [c for c in cleaned if c not in "-文"]


def test_paragraph_ranges_are_slices_of_the_page() -> None:
    text = f"{LONG}\n尾巴\n\n  （一）分项\n— 3 —\n"
    found = pdf_text.paragraphs(text)
    assert [part.text for part in found] == [f"{LONG}\n尾巴", "（一）分项", "— 3 —"]
    assert all(text[part.start : part.end] == part.text for part in found)
    assert pdf_text.is_page_number(found[-1].text)


@pytest.mark.parametrize(
    ("text", "garbage"),
    [
        ("\ue001\ue002\ue003字", True),
        ("(cid:12)(cid:345)(cid:6)字", True),
        ("关于拟征收土地的公告".encode("gbk").decode("latin-1"), True),
        ("关于拟征收土地的公告".encode().decode("latin-1"), True),
        ("\"#$%&'*+,-./!" * 6, True),  # glyph numbers taken for letters
        ("字", False),
        ("", False),
        ("Total 1,234.00 / 2,345.00 - 3,456.00 " * 4, False),
        ("http://www.example.gov.cn/list?id=42&x=1#top " * 4, False),
        ("*" * 80 + "_" * 80, False),
    ],
)
def test_letters_without_meaning_are_no_text_layer(text: str, garbage: bool) -> None:
    assert pdf_text.is_unmapped(text) is garbage


def test_a_page_of_glyph_numbers_is_unread() -> None:
    signs = "!\"#$%&'*+,-./" * 6
    document = read(content(f"BT /F1 12 Tf 60 700 Td ({signs}) Tj ET"))
    assert document.unread == (Unread(Place(page=1), UnreadReason.NO_TEXT_LAYER),)


def test_helpers_work_on_an_open_page() -> None:
    with pdf_reading.open_pdf(with_picture(0.5, ["x"]), "a.pdf") as document:
        page = document[0]
        assert pdf_pictures.has_objects(page)
        assert pdf_pictures.has_large_picture(page)
        assert list(pdf_annotations.of_page(page, 1)) == []
        page.close()


def test_shipped_plan_names_its_pages() -> None:
    plan = Path("resources/samples/plan.pdf").read_bytes()
    pages = {block.place.page for _, block in read(plan).content()}
    assert pages == set(range(1, max(page or 0 for page in pages) + 1))
