"""Reading html: what a browser shows, and what it does not."""

import pytest

from reviewer_app.documents import html_parsing, html_reading, html_walk
from reviewer_app.domain.document import BlockKind, Document, UnreadReason


def read(body: str, head: str = "") -> Document:
    page = f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    return html_reading.read(page.encode(), "a.html")


def shape(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for _, block in document.content()]


def test_order_headings_and_collapsed_blanks() -> None:
    document = read("<h1> 关于\n  通知 </h1><p>第一<b>段</b>&nbsp;尾</p>散文<br>换行")
    assert shape(document) == [
        ("heading", "关于 通知"), ("paragraph", "第一段 尾"), ("paragraph", "散文"), ("paragraph", "换行"),
    ]  # fmt: skip


def test_tables_with_spans_and_headers() -> None:
    document = read(
        "<table><tr><th rowspan=2>姓名</th><th colspan=2>土地</th></tr><tr><th>面积</th><th>用途</th></tr>"
        "<tr><td>王五</td><td>3</td><td>耕地</td></tr></table>"
    )
    cells = {(block.place.row, block.place.column): block for block in document.blocks if block.kind is BlockKind.CELL}
    assert (cells[2, 2].text, cells[3, 1].header, cells[3, 3].header) == ("面积", "姓名", "土地 用途")


@pytest.mark.parametrize("page", [
    "<table><td>姓名</td><td>电话</td></table>",
    "<table><tbody><td>姓名</td> <td>电话</td></tbody></table>",
    "<table><td>姓名<td>电话",
])  # fmt: skip
def test_cells_outside_a_row_stand_in_one(page: str) -> None:
    """Found by changing bytes: such a page kept the reader going round for ever."""
    places = [(block.place.row, block.place.column, block.text) for block in read(page).blocks]
    assert places == [(1, 1, "姓名"), (1, 2, "电话")]


def test_nested_table_and_paragraphs_in_a_cell() -> None:
    document = read("<table><tr><td><p>一</p><p>二</p><table><tr><td>内</td></tr></table></td><td>邻</td></tr></table>")
    assert shape(document) == [("cell", "一\n二"), ("cell", "内"), ("cell", "邻")]


@pytest.mark.parametrize(
    "hiding", ['style="display: none"', "hidden", 'class="x no"', 'id="gone"', 'style="font-size:0"']
)
def test_hidden_elements(hiding: str) -> None:
    document = read(f"<p>见</p><div {hiding}>藏<p>深</p></div><p>又见</p>", "<style>.no, #gone {display:none}</style>")
    assert shape(document) == [("paragraph", "见"), ("hidden", "藏"), ("hidden", "深"), ("paragraph", "又见")]


def test_hidden_row_of_a_table() -> None:
    document = read('<table><tr><td>姓名</td></tr><tr style="display:none"><td>藏</td></tr></table>')
    assert [(block.text, block.hidden) for _, block in document.content()] == [("姓名", False), ("藏", True)]


def test_small_letters_are_not_hidden() -> None:
    assert shape(read('<p style="font-size: 0.8em">小</p>')) == [("paragraph", "小")]


def test_comments_scripts_and_meta_are_told_apart() -> None:
    document = read(
        "<p>文</p><!-- 经办 张三 --><!--[if mso]>x<![endif]--><script>var a='13800000000'</script>"
        '<a href="mailto:a@b.cn">信</a><input type="hidden" value="暗"><input value="明">',
        '<title>题</title><meta name="author" content="李四">',
    )
    assert shape(document) == [("paragraph", "文"), ("comment", "经办 张三"), ("paragraph", "信明")]
    outside = {block.place.part: block.text for block in document.outside()}
    assert outside["meta.author"] == "李四"
    assert outside["hidden_input"] == "暗"
    assert outside["link"] == "mailto:a@b.cn"
    assert outside["script"] == "var a='13800000000'"
    assert document.properties["title"] == "题"


def test_pictures_and_frames_are_unread() -> None:
    document = read('<p>x</p><img src="data:image/png;base64,AA"><img src="a.png"><iframe src="b.html"></iframe>')
    assert [(unread.place.part, unread.reason) for unread in document.unread] == [
        ("data:", UnreadReason.PICTURE), ("a.png", UnreadReason.PICTURE), ("b.html", UnreadReason.EMBEDDED),
    ]  # fmt: skip


@pytest.mark.parametrize("declared", ["gb2312", "iso-8859-1", "utf-8", "unknown-one"])
@pytest.mark.parametrize("written", ["utf-8", "gb18030"])
def test_misleading_charset(declared: str, written: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>申请人姓名</body></html>'
    assert html_reading.read(page.encode(written), "a.html").text == "申请人姓名"


def test_a_believable_charset_is_believed() -> None:
    page = '<html><head><meta charset="big5"></head><body>國土資源</body></html>'
    assert html_reading.read(page.encode("big5"), "a.html").text == "國土資源"


def test_own_hiding_rules_of_a_page() -> None:
    root = html_parsing.parse("<style>.a{display:none} div.b{color:red} p #c{display:none}</style>x", "x")
    assert html_parsing.hiding_selectors(root) == {".a"}
    media = html_parsing.parse("<style>@media print { .m {display:none} } .n{} }</style>x", "x")
    assert html_parsing.hiding_selectors(media) == {".m"}


def test_pieces_joined_are_the_block() -> None:
    root = html_parsing.parse("<p>一<b> 二 </b>三</p><table><tr><td> 四 <p>五</p></td></tr></table>", "x")
    for walked in html_walk.HtmlWalker(root, "x").walk():
        assert "".join(piece.text for piece in walked.pieces) == walked.block.text
