"""The report of a `redact` run as a sheet: a row a file, with what was done and what the proof showed."""

from typing import Any

from reviewer_app.services.redact_sheet import COLUMNS, sheet

WRITTEN: dict[str, Any] = {
    "path": "a.pdf", "out": "out/a.pdf", "edited": 3, "columns": 0, "tables": 1, "kept": 2, "unread": 0,
    "sha256": "0" * 64, "error": None,
    "proof": {
        "readers": ["bytes", "pypdf"], "readings": 9, "searched": 3, "leftovers": 0, "pages": 2, "outside_ppm": 450},
}
REFUSED: dict[str, Any] = {
    "path": "b.gif", "out": None, "edited": 0, "columns": 0, "tables": 0, "kept": 0, "unread": 0, "sha256": None,
    "proof": None, "error": {"code": "no_writer", "message": "此格式暂不能生成公开稿"},
}


def test_every_file_has_a_row_as_wide_as_the_titles() -> None:
    made = sheet([WRITTEN, REFUSED])
    assert "2 份文件，写出公开稿 1 份" in made.head[1]
    assert {len(row) for row in made.rows} == {len(made.columns)} == {len(COLUMNS)}
    titles = [title for title, _ in made.columns]
    first, second = (dict(zip(titles, row, strict=True)) for row in made.rows)
    assert (first["结果"], first["处理处以外变动"], first["读取方式"]) == ("已写出", "0.0450%", "bytes、pypdf")
    pieces = {"pages": 0, "outside_ppm": 0, "units": 40, "changed": 0, "restyled": 2}
    for proof, words in ((pieces, "格式变动 2 处"), (pieces | {"units": 0}, "未比对画面")):
        told = dict(zip(titles, sheet([WRITTEN | {"proof": WRITTEN["proof"] | proof}]).rows[0], strict=True))
        assert words in told["处理处以外变动"]
    assert (second["结果"], second["说明"], second["残留"]) == ("没有写出", "此格式暂不能生成公开稿", None)
