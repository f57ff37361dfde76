"""An annex that begins with another name than the 附件说明 gives it."""

from datetime import date

import pytest

from drafts import draft
from reviewer_app.rules.annex_names import annex_names
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import read_draft

BODY = "关于开会的通知\n各县局：\n请参加。\n附件：1. 参会回执\n2. 会议议程\n某市水利局\n2023年5月13日\n"


@pytest.mark.parametrize(
    ("annexes", "found"),
    [
        ("附件1\n参会回执\n附件2\n会议议程", []),
        ("附件1\n某市夏粮收购\n工作会议参会回执\n附件2\n会议议程安排", []),
        ("附件1\n参会回执\n附件2\n住宿安排", ["住宿安排"]),
        ("附件2\n参会回执\n附件1\n会议议程", ["参会回执", "会议议程"]),
        ("附件\n住宿安排", []),
        ("附件3\n住宿安排", []),
    ],
)
def test_the_name_listed_and_the_name_written(annexes: str, found: list[str]) -> None:
    text = BODY + annexes
    read = read_draft(draft(text), load_catalogue(), Context(today=date(2026, 11, 23)))
    assert [text[one.start : one.end] for one in annex_names(read)] == found
