"""Labels in tables: keys of forms and heads of columns, filled or not."""

from drafts import draft, table
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Place
from reviewer_app.rules.lines import Lines
from reviewer_app.rules.table_labels import table_labels


def empties(document: Document) -> dict[str, bool]:
    return {one.text: one.empty for one in table_labels(Lines(document))}


def test_heads_of_columns() -> None:
    found = empties(Document.of(FileKind.DOCX, table(("索引号", "名称", "摘要"), ("1", "通知", ""), ("2", "公告", ""))))
    assert (found["索引号"], found["名称"], found["摘要"]) == (False, False, True)


def test_keys_of_a_form() -> None:
    def cell(row: int, column: int, text: str, header: str | None = None) -> Block:
        return Block(text, BlockKind.CELL, Place(table=1, row=row, column=column), header=header)

    cells = (
        cell(1, 1, "1.办理依据"), cell(1, 2, "《条例》", "办理依据"), cell(1, 3, "传真"), cell(1, 4, "", "传真"),
        cell(2, 1, "联系电话"), cell(2, 2, "0797-8123456", "联系电话"),
    )  # fmt: skip
    found = empties(Document.of(FileKind.DOCX, cells))
    assert (found["办理依据"], found["传真"], found["联系电话"]) == (False, True, False)


def test_tables_drawn_with_tabs_or_bars() -> None:
    kv = empties(draft("办理依据\t《条例》\n监督电话\t＿＿＿"))
    assert (kv["办理依据"], kv["监督电话"]) == (False, True)
    bars = empties(draft("| 索引号 | 名称 | 摘要 |\n|---|---|---|\n| 1 | 通知 | 略 |"))
    assert (bars["索引号"], bars["名称"], bars["摘要"]) == (False, False, False)
