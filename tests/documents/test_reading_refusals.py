"""Every bad file is refused with the sentence the user reads: what happened, what was kept, what to do."""

import io
import zipfile

import pytest

import hostile_files as make
from reviewer_app.documents import archive, limits, reading, relationships, sniffing, xml_parts
from reviewer_app.domain.document import FileKind, UnreadReason
from reviewer_app.domain.errors import FileDamaged, FileHostile, FileTooDeep, UnreadableFile
from reviewer_app.text import explain

UNTOUCHED = "原文件未改动。"
XXE = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
W = make.W.encode()
FOUR = [["a", "b"], ["c", "d"]]
GOOD = make.docx(make.paragraph("正文"))


def bomb() -> bytes:
    """100 MB of zeros in 100 kB."""
    return make.repacked(GOOD, {"word/media/x.bin": bytes(100 * limits.MIB)})


def nested_tables(depth: int) -> bytes:
    body = make.paragraph("底")
    for _ in range(depth):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    return make.docx(body)


def nested_boxes(depth: int) -> bytes:
    body = make.paragraph("底")
    for _ in range(depth):
        body = f"<w:p><w:r><wps:txbx><w:txbxContent>{body}</w:txbxContent></wps:txbx></w:r></w:p>"
    return make.docx(body)


def twice_named() -> bytes:
    out = io.BytesIO(GOOD)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as again:
        again.writestr("word/document.xml", "<w/>")
    return out.getvalue()


def encrypted_zip() -> bytes:
    data = bytearray(GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = data.find(signature)
        while position >= 0:
            data[position + offset] |= 1
            position = data.find(signature, position + 4)
    return bytes(data)


CASES = {
    "空.docx": (b"", "《空.docx》是空文件"),
    "空.txt": (b"\xef\xbb\xbf \r\n", "《空.txt》是空文件"),
    "无字.docx": (make.docx("<w:p/>"), "《无字.docx》是空文件"),
    "无字.csv": (b",,\n,,\n", "《无字.csv》是空文件"),
    "无格.xlsx": (make.saved(make.xlsx([])), "《无格.xlsx》是空文件"),
    "截断.docx": (GOOD[: len(GOOD) // 2], "《截断.docx》不完整或已损坏"),
    "截断.xlsx": (make.saved(make.xlsx([["a"]]))[:2000], "《截断.xlsx》不完整或已损坏"),
    "截断.pdf": (make.pdf([["字"]])[:60], "《截断.pdf》不完整或已损坏"),
    "截断.xls": (make.xls([["a"]])[:600], "《截断.xls》不完整或已损坏"),
    "无正文.docx": (make.zipped({"[Content_Types].xml": "<T/>"}), "《无正文.docx》不完整或已损坏"),
    "断尾.docx": (make.repacked(GOOD, {"word/document.xml": "<w:document"}), "《断尾.docx》不完整或已损坏"),
    "乱码.txt": (bytes(range(256)), "《乱码.txt》不完整或已损坏"),
    "乱码.docx": (b"\x00\x01\x02\x03" * 99, "《乱码.docx》不完整或已损坏"),
    "其实是.pdf": (GOOD, "《其实是.pdf》的扩展名是 pdf，内容却是 docx"),
    "其实是.docx": (make.pdf([["字"]]), "《其实是.docx》的扩展名是 docx，内容却是 pdf"),
    "其实是.xls": (b"<html><table><tr><td>x</td></tr></table></html>", "《其实是.xls》的扩展名是 xls，内容却是 html"),
    "其实是.doc": ("纯文本".encode("gb18030"), "《其实是.doc》的扩展名是 doc，内容却是 text"),
    "其实是.txt": (b"\x89PNG\r\n\x1a\n....", "《其实是.txt》的扩展名是 txt，内容却是 image"),
    "加密.docx": (make.ole({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "无法打开《加密.docx》：文件已加密"),
    "加密.xlsx": (make.ole({"EncryptedPackage": b"x"}), "无法打开《加密.xlsx》：文件已加密"),
    "加密.xls": (make.xls([["a"]], encrypted=True), "无法打开《加密.xls》：文件已加密"),
    "加密.pdf": (make.locked_pdf(make.pdf([["字"]])), "无法打开《加密.pdf》：文件已加密"),
    "加密包.docx": (encrypted_zip(), "无法打开《加密包.docx》：文件已加密"),
    "炸弹.docx": (bomb(), "《炸弹.docx》解压后异常庞大"),
    "外部.docx": (
        make.repacked(GOOD, {"word/document.xml": XXE + b"<w:document " + W + b">&x;</w:document>"}),
        "《外部.docx》含有外部引用等不安全结构",
    ),
    "样式.docx": (
        make.docx(
            make.paragraph("x"),
            [("styles", "styles.xml", "Internal")],
            {"word/styles.xml": LAUGHS + b"<w:styles " + W + b"/>"},
        ),
        "《样式.docx》含有外部引用等不安全结构",
    ),
    "外部.xlsx": (
        make.repacked(make.saved(make.xlsx([["a"]])), {"xl/worksheets/sheet1.xml": XXE + b"<worksheet/>"}),
        "《外部.xlsx》含有外部引用等不安全结构",
    ),
    "同名.docx": (twice_named(), "《同名.docx》含有外部引用等不安全结构"),
    "深.docx": (nested_tables(60), "《深.docx》的结构嵌套过深"),
    "更深.docx": (nested_tables(200), "《更深.docx》的结构嵌套过深"),
    "框.docx": (nested_boxes(40), "《框.docx》的结构嵌套过深"),
    "深.html": (b"<table><tr><td>" * 60 + b"x", "《深.html》的结构嵌套过深"),
    "更深.html": (b"<div>" * 5000 + b"x", "《更深.html》的结构嵌套过深"),
    "版式.ofd": (make.zipped({"OFD.xml": "<o/>"}), "《版式.ofd》是 OFD 版式文件"),
    "旧.doc": (make.ole({"WordDocument": b"x"}), "请用 WPS 打开，另存为 .docx 后再导入"),
    "旧.wps": (make.ole({"WordDocument": b"x"}), "请用 WPS 打开，另存为 .docx 后再导入"),
    "旧.et": (make.xls([["a"]]), "请用 WPS 打开，另存为 .xlsx 后再导入"),
    "富.doc": (b"{\\rtf1 x}", "请用 WPS 打开，另存为 .docx 后再导入"),
    "幻灯.ppt": (make.ole({"PowerPoint Document": b"x"}), "《幻灯.ppt》的格式（ppt）不支持"),
    "压缩.zip": (make.zipped({"a.txt": "x"}), "《压缩.zip》的格式（zip）不支持"),
    "压缩.rar": (b"Rar!\x1a\x07\x00", "《压缩.rar》的格式（rar）不支持"),
    "二进制.xlsb": (make.zipped({"xl/workbook.bin": "x"}), "《二进制.xlsb》的格式（xlsb）不支持"),
    "程序.exe": (b"MZ\x90\x00", "《程序.exe》的格式（exe）不支持"),
}


@pytest.mark.parametrize(("name", "data", "sentence"), [(name, *case) for name, case in CASES.items()], ids=list(CASES))
def test_refused_with_its_sentence(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        reading.read(data, name)
    said = explain(refusal.value)
    assert sentence in said
    assert said.endswith(UNTOUCHED) or UNTOUCHED[:-1] in said


@pytest.mark.parametrize(
    ("name", "limit", "value", "data", "sentence"),
    [
        ("大.txt", "MAX_FILE_BYTES", 3, b"four", "超过 0 MB 的上限"),
        ("多页.pdf", "MAX_PAGES", 1, make.pdf([["a"], ["b"]]), "《多页.pdf》超过 1 页的上限"),
        ("多格.csv", "MAX_CELLS", 3, b"a,b\nc,d\n", "《多格.csv》的表格超过 3 个单元格"),
        ("多格.xlsx", "MAX_CELLS", 3, make.saved(make.xlsx(FOUR)), "《多格.xlsx》的表格超过 3 个单元格"),
        ("多格.docx", "MAX_CELLS", 3, make.docx(make.table(FOUR)), "《多格.docx》的表格超过 3 个单元格"),
        ("多表.xlsx", "MAX_SHEETS", 0, make.saved(make.xlsx([["a"]])), "《多表.xlsx》超过 0 张工作表"),
        ("多件.docx", "MAX_MEMBERS", 3, GOOD, "《多件.docx》解压后异常庞大"),
        ("大件.docx", "MAX_PART_BYTES", 10, GOOD, "《大件.docx》超过"),
        ("总量.docx", "MAX_UNPACKED_BYTES", 10, GOOD, "《总量.docx》解压后异常庞大"),
    ],
)
def test_limits(
    name: str, limit: str, value: int, data: bytes, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading.read(data, name)
    monkeypatch.setattr(limits, limit, value)
    with pytest.raises(UnreadableFile) as refusal:
        reading.read(data, name)
    assert sentence in explain(refusal.value)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.docx", GOOD, FileKind.DOCX),
        ("A.DOCM", GOOD, FileKind.DOCX),
        ("noname", GOOD, FileKind.DOCX),
        ("a.pdf", make.pdf([["x"]]), FileKind.PDF),
        ("a.xlsx", make.saved(make.xlsx([["x"]])), FileKind.XLSX),
        ("a.xls", make.xls([["x"]]), FileKind.XLS),
        ("a.txt", b"<html>", FileKind.TEXT),
        ("a.md", b"# x", FileKind.MARKDOWN),
        ("a.csv", b"a,b", FileKind.CSV),
        ("a.htm", b"<p>x", FileKind.HTML),
        ("a.jsp", b"<!DOCTYPE html><p>x", FileKind.HTML),
        ("a.log", b"x", FileKind.TEXT),
        ("a.jpg", b"\xff\xd8\xff\xe0", FileKind.IMAGE),
        ("a.bmp", b"BM\x10\0\0\0\0\0\0\0", FileKind.IMAGE),
        ("a.webp", b"RIFF\0\0\0\0WEBP", FileKind.IMAGE),
        ("a.wps", make.ole({"WordDocument": b"x"}), FileKind.WPS),
        ("a.et", make.xls([["x"]]), FileKind.ET),
    ],
)
def test_kinds_by_their_bytes(name: str, data: bytes, kind: FileKind) -> None:
    assert sniffing.sniff(data, name) is kind


def test_picture_is_one_unread_piece() -> None:
    document = reading.read(b"\x89PNG\r\n\x1a\n", "扫描件.png").document
    assert (document.kind, document.text) == (FileKind.IMAGE, "")
    assert [unread.reason for unread in document.unread] == [UnreadReason.PICTURE]


def test_no_entity_is_ever_resolved() -> None:
    for xml in (XXE + b"<d>&x;</d>", LAUGHS + b"<d>&b;</d>", "<!DOCTYPE d><d/>".encode("utf-16")):
        with pytest.raises(FileHostile):
            xml_parts.parse(xml, "x")
        with pytest.raises(FileHostile):
            list(xml_parts.stream(xml, "x", ("d",)))


def test_stream_empties_what_it_gave() -> None:
    given = [element.text for element in xml_parts.stream(b"<d><e>1</e><e>2</e></d>", "x", ("e",))]
    assert given == ["1", "2"]
    with pytest.raises(FileTooDeep):
        list(xml_parts.stream(b"<e>" * 300, "x", ("e",)))


@pytest.mark.parametrize("wide", ["9" * 30, "9" * 5000, "-3", "x", "²"])
def test_numbers_in_attributes_are_bounded(wide: str) -> None:
    cells = make.cell("a", f'<w:gridSpan w:val="{wide}"/>') + make.cell("b")
    for extra in ("", "<w:del/>"):
        body = f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="{wide}"/></w:trPr>{cells}</w:tr></w:tbl><w:p>{extra}</w:p>'
        columns = [block.place.column for block in reading.read(make.docx(body), "a.docx").document.blocks[:2]]
        assert all(column is not None and column <= 1 + 2 * limits.MAX_SPAN for column in columns)
    page = f'<table><tr><td colspan="{wide}" rowspan="{wide}">a</td><td>b</td></tr></table>'
    assert reading.read(page.encode(), "a.html").document.text == "a\nb"


def test_archive_reads_only_what_is_there() -> None:
    box = archive.Archive(make.zipped({"a/b.txt": "x", "c/": ""}), "x.docx")
    assert box.names() == ("a/b.txt",)
    assert box.has("a/b.txt")
    assert box.read("a/b.txt") == b"x"
    with pytest.raises(FileDamaged):
        box.read("missing")


def test_relationships_stay_inside_the_package() -> None:
    data = make.docx("", [("header", "../../../etc/passwd", "Internal"), ("image", "http://a/%41", "External")])
    box = archive.Archive(data, "x")
    links = relationships.of_part(box, "word/document.xml")
    assert [link.target for link in links] == ["etc/passwd", "http://a/%41"]
    assert [link.target for link in relationships.external(box)] == ["http://a/A"]
    assert relationships.of_part(box, "word/none.xml") == ()
