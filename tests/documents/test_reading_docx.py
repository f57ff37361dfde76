"""Reading docx: order, tables, everything that is not on the page, and the walk that writers share."""

from hypothesis import given
from hypothesis import strategies as st

import hostile_files as make
from reviewer_app.documents import docx_names as w
from reviewer_app.documents import docx_plain_table, docx_reading, docx_styles, xml_parts
from reviewer_app.documents.docx_inline import InlineWalker
from reviewer_app.documents.docx_package import DocxPackage
from reviewer_app.documents.docx_walk import StoryWalker, Walked
from reviewer_app.domain.document import Block, BlockKind, Document, UnreadReason

VANISH = "<w:vanish/>"


def read(body: str, **more: object) -> Document:
    return docx_reading.read(make.docx(body, **more), "试.docx")  # type: ignore[arg-type]


def texts(document: Document, kind: BlockKind) -> list[str]:
    return [block.text for block in document.blocks if block.kind is kind]


def shape(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for _, block in document.content()]


def parts_of(document: Document) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for block in document.outside():
        found.setdefault(block.place.part, []).append(block.text)
    return found


def test_body_order_is_kept() -> None:
    body = make.paragraph("前") + make.table([["甲", "乙"]]) + make.paragraph("后")
    assert shape(read(body)) == [("paragraph", "前"), ("cell", "甲"), ("cell", "乙"), ("paragraph", "后")]


def test_headings_by_outline_and_by_inherited_style() -> None:
    styles = make.part(
        "styles",
        '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="mine"><w:name w:val="标注"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="body"><w:name w:val="正文"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>',
    )
    body = (
        make.paragraph("一", properties='<w:pStyle w:val="mine"/>')
        + make.paragraph("二", properties='<w:outlineLvl w:val="0"/>')
        + make.paragraph("三", properties='<w:pStyle w:val="body"/>')
    )
    document = read(body, links=[("styles", "styles.xml", "Internal")], parts={"word/styles.xml": styles})
    assert [kind for kind, _ in shape(document)] == ["heading", "heading", "paragraph"]


def test_style_that_is_based_on_itself_ends() -> None:
    root = xml_parts.parse(
        make.part("styles", '<w:style w:styleId="a"><w:name w:val="x"/><w:basedOn w:val="a"/></w:style>').encode(), "x"
    )
    assert docx_styles.read(root) == docx_styles.Styles()


def test_table_cells_know_place_and_header() -> None:
    document = read(make.table([["姓名", "身份证号"], ["王小明", "110101199003071234"]]))
    last = document.blocks[3]
    assert (last.place.table, last.place.row, last.place.column, last.header) == (1, 2, 2, "身份证号")
    assert document.blocks[0].header is None


def test_two_line_header_is_joined_and_merged_cells_come_once() -> None:
    down = '<w:vMerge w:val="restart"/>'
    rows = [
        [make.cell("户主姓名", down), make.cell("土地补偿", '<w:gridSpan w:val="2"/>')],
        [make.cell("", "<w:vMerge/>"), make.cell("面积"), make.cell("金额")],
        ["李大山", "3.5", "96000"],
    ]
    document = read(make.table(rows))
    cells = {(b.place.row, b.place.column): b for b in document.blocks}
    found = [cells[3, column].header for column in (1, 2, 3)]
    assert found == ["户主姓名", "土地补偿 面积", "土地补偿 金额"]
    assert [b.text for b in document.blocks].count("户主姓名") == 1


def test_text_in_a_covered_cell_is_hidden() -> None:
    rows = [[make.cell("村名", '<w:vMerge w:val="restart"/>'), "甲"], [make.cell("藏着", "<w:vMerge/>"), "乙"]]
    hidden = [block for block in read(make.table(rows)).blocks if block.hidden]
    assert [block.text for block in hidden] == ["藏着"]


def test_form_takes_the_label_on_the_left() -> None:
    rows = [["姓名", "王小明", "性别", "男"], ["身份证号", "110101199003071234", "联系电话", "13800000000"]]
    document = read(make.table(rows))
    assert [block.header for block in document.blocks if block.header] == ["姓名", "性别", "身份证号", "联系电话"]


def test_nested_table_follows_its_cell() -> None:
    inner = make.cell(make.paragraph("外") + make.table([["内"]]) + make.paragraph("尾"))
    assert shape(read(make.table([[inner, "邻"]]))) == [("cell", "外\n尾"), ("cell", "内"), ("cell", "邻")]


def test_inserted_text_stays_and_deleted_text_follows() -> None:
    body = (
        '<w:p><w:r><w:t>请联系</w:t></w:r><w:ins w:author="赵一"><w:r><w:t>办公室</w:t></w:r></w:ins>'
        '<w:del w:author="钱二"><w:r><w:delText>13800000000</w:delText></w:r></w:del><w:r><w:t>。</w:t></w:r></w:p>'
    )
    document = read(body)
    assert shape(document) == [("paragraph", "请联系办公室。"), ("deletion", "13800000000")]
    assert parts_of(document)["word/document.xml#author"] == ["赵一", "钱二"]
    assert document.properties == {"tracked_insertions": "1", "tracked_deletions": "1"}


def test_moved_text_stands_where_it_was_moved_to() -> None:
    body = (
        "<w:p><w:moveFrom><w:r><w:t>段</w:t></w:r></w:moveFrom><w:r><w:t>一</w:t></w:r></w:p>"
        "<w:p><w:moveTo><w:r><w:t>段</w:t></w:r></w:moveTo></w:p>"
    )
    assert shape(read(body)) == [("paragraph", "一"), ("deletion", "段"), ("paragraph", "段")]


def test_hidden_and_white_runs() -> None:
    body = (
        make.paragraph("藏", VANISH)
        + make.paragraph("白", '<w:color w:val="FFFFFF"/>')
        + make.paragraph("现", '<w:vanish w:val="0"/>')
        + make.paragraph("底纹", '<w:color w:val="FFFFFF"/><w:shd w:fill="C00000"/>')
    )
    document = read(body)
    assert shape(document) == [("hidden", "藏"), ("hidden", "白"), ("paragraph", "现"), ("paragraph", "底纹")]
    assert [block.hidden for block in document.blocks] == [True, True, False, False]


def test_style_can_hide() -> None:
    styles = make.part(
        "styles", '<w:style w:styleId="h"><w:name w:val="x"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = make.paragraph("藏", '<w:rStyle w:val="h"/>') + make.paragraph("段", properties='<w:pStyle w:val="h"/>')
    document = read(body, links=[("styles", "styles.xml", "Internal")], parts={"word/styles.xml": styles})
    assert texts(document, BlockKind.HIDDEN) == ["藏", "段"]


def test_hidden_row() -> None:
    body = "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr>" + make.cell("藏") + "</w:tr></w:tbl>" + make.paragraph("x")
    assert read(body).blocks[0].hidden


def test_text_box_once_though_stored_twice() -> None:
    box = f"<w:txbxContent>{make.paragraph('框内')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><wps:txbx>"
        f"{box}</wps:txbx></mc:Choice><mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert shape(read(body)) == [("paragraph", "正文"), ("text_box", "框内")]


def test_headers_footers_notes_and_comments_follow_the_body() -> None:
    links = [(kind, f"{kind}.xml", "Internal") for kind in ("comments", "footnotes", "footer", "header")]
    parts = {
        "word/header.xml": make.part("hdr", make.paragraph("眉")),
        "word/footer.xml": make.part("ftr", make.paragraph("脚")),
        "word/footnotes.xml": make.part("footnotes", f"<w:footnote>{make.paragraph('注')}</w:footnote>"),
        "word/comments.xml": make.part("comments", f'<w:comment w:author="孙三">{make.paragraph("批")}</w:comment>'),
    }
    document = read(make.paragraph("身"), links=links, parts=parts)
    assert shape(document) == [
        ("paragraph", "身"), ("header", "眉"), ("footer", "脚"), ("footnote", "注"), ("comment", "批"),
    ]  # fmt: skip
    assert document.blocks[1].place.part == "word/header.xml"
    assert parts_of(document)["word/comments.xml#author"] == ["孙三"]


def test_fields_show_their_result_and_tell_their_target() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:li</w:instrText></w:r>'
        '<w:r><w:instrText>si@example.com" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>信箱</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    document = read(body)
    assert document.text == "信箱"
    assert parts_of(document)["word/document.xml#field"] == ['HYPERLINK "mailto:lisi@example.com"']


def test_links_alternative_texts_and_variables_are_properties() -> None:
    body = make.paragraph("x") + '<w:p><w:r><wp:docPr descr="C:/张三/照片.jpg"/></w:r></w:p>'
    document = read(
        body,
        links=[("hyperlink", "mailto:a%40b.cn", "External"), ("settings", "settings.xml", "Internal")],
        parts={"word/settings.xml": make.part("settings", '<w:docVar w:name="n" w:val="李四"/>')},
    )
    found = parts_of(document)
    assert found["word/document.xml#alt"] == ["C:/张三/照片.jpg"]
    assert found["word/_rels/document.xml.rels"] == ["mailto:a@b.cn"]
    assert found["word/settings.xml#variable"] == ["李四"]


def test_core_properties_without_counts_and_dates() -> None:
    core = '<c xmlns:d="d"><d:creator>赖春</d:creator><d:revision>3</d:revision></c>'
    document = read(
        make.paragraph("x"),
        package_links=[("metadata/core-properties", "core.xml", "Internal")],
        parts={"core.xml": core},
    )
    assert parts_of(document) == {"core.creator": ["赖春"]}
    assert document.properties == {"core.creator": "赖春", "core.revision": "3"}


def test_pictures_and_objects_are_unread() -> None:
    document = read(
        make.paragraph("x"),
        links=[("image", "http://example.com/a.png", "External")],
        parts={"word/media/image1.png": "p", "word/embeddings/o.bin": "o", "word/charts/chart1.xml": "<c/>"},
    )
    assert [(unread.place.part, unread.reason) for unread in document.unread] == [
        ("word/media/image1.png", UnreadReason.PICTURE),
        ("word/embeddings/o.bin", UnreadReason.EMBEDDED),
        ("word/charts/chart1.xml", UnreadReason.UNSUPPORTED),
        ("http://example.com/a.png", UnreadReason.PICTURE),
    ]


def test_tabs_of_a_style_are_no_text_and_breaks_are() -> None:
    runs = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>"
    body = f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{runs}</w:p>"
    assert read(body).text == "甲\t乙\n丙"


def test_content_controls_are_looked_through() -> None:
    body = f"<w:sdt><w:sdtContent>{make.paragraph('控件')}{make.table([['格']])}</w:sdtContent></w:sdt>"
    assert read(body).text == "控件\n格"


def test_strict_variant_reads_the_same() -> None:
    data = make.docx(make.paragraph("严格"))
    strict = make.docx(make.paragraph("严格"))
    usual, purl = b"http://schemas.openxmlformats.org/wordprocessingml", b"http://purl.oclc.org/ooxml/wordprocessingml"
    package = DocxPackage(data, "x")
    xml = package.archive.read("word/document.xml").replace(usual + b"/2006", purl)
    assert docx_reading.read(make.repacked(strict, {"word/document.xml": xml}), "x").text == "严格"


def test_building_blocks_are_hidden_text() -> None:
    inner = f"<w:docPart><w:docPartBody>{make.paragraph('构件')}</w:docPartBody></w:docPart>"
    glossary = make.part("glossaryDocument", f"<w:docParts>{inner}</w:docParts>")
    document = read(
        make.paragraph("x"),
        links=[("glossaryDocument", "glossary/document.xml", "Internal")],
        parts={"word/glossary/document.xml": glossary},
    )
    assert texts(document, BlockKind.HIDDEN) == ["构件"]


CELL_TEXT = st.sampled_from(["姓名", "电话", "王小明", "12", "", " ", "村　组", "a&amp;b"])
CELL = st.builds(
    lambda texts, span, merge: make.cell("".join(make.paragraph(text) for text in texts) or "<w:p/>", span + merge),
    st.lists(CELL_TEXT, min_size=1, max_size=3),
    st.sampled_from(["", '<w:gridSpan w:val="2"/>']),
    st.sampled_from(["", "", '<w:vMerge w:val="restart"/>', "<w:vMerge/>"]),
)
TABLE = st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=5).map(make.table)


def _blocks(walked: list[Walked]) -> list[Block]:
    return [entry.block for entry in walked]


@given(TABLE)
def test_quick_walk_equals_the_general_walk(table: str) -> None:
    plain = make.docx(table)
    # A single tracked deletion without text makes the table exceptional without changing what it says.
    general = make.docx(table.replace("</w:p>", "<w:del/></w:p>", 1))
    one = [entry for _, entry in DocxPackage(plain, "x").walk()]
    other = [entry for _, entry in DocxPackage(general, "x").walk()]
    assert _blocks(one) == _blocks(other)


@given(TABLE)
def test_pieces_joined_are_the_block(table: str) -> None:
    for _, walked in DocxPackage(make.docx(table + make.paragraph("甲") + make.paragraph("乙", VANISH)), "x").walk():
        assert "".join(piece.text for piece in walked.pieces) == walked.block.text


def test_plainness_sees_what_only_the_general_walk_knows() -> None:
    hiding = frozenset({"h"})
    for content, plain in (
        (make.paragraph("x"), True),
        (make.paragraph("x", VANISH), False),
        (make.paragraph("x", '<w:color w:val="000000"/>'), True),
        (make.paragraph("x", '<w:color w:val="FFFFFF"/>'), False),
        (make.paragraph("x", '<w:rStyle w:val="h"/>'), False),
        (make.table([["x"]]), False),
    ):
        root = xml_parts.parse(make.part("body", make.table([[make.cell(content)]])).encode(), "x")
        assert docx_plain_table.is_plain(root.find(w.TBL), hiding) is plain


def test_walkers_are_usable_alone() -> None:
    root = xml_parts.parse(make.part("body", make.paragraph("一段")).encode(), "x")
    styles = docx_styles.Styles()
    inline = InlineWalker(styles, "x").walk(root[0])
    assert [piece.text for piece in inline.visible] == ["一段"]
    assert [entry.block.text for entry in StoryWalker(styles, "x").walk(root, BlockKind.PARAGRAPH)] == ["一段"]
