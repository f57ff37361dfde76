"""Makes the files of resources/samples; the same files every time.

    python scripts/make_samples.py [FOLDER]

All persons are made up from one seed, but for the two officials the plan itself names. `plan.txt` is the public plan
(赣市国资字〔2018〕38号) and the only file not made here.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Final

from sample_docx import Traces, make_docx, table_xml
from sample_pages import make_pdf, make_scan
from sample_people import birthday, full_name, households, id_number, mobile
from sample_sheets import make_register, register_rows

SAMPLES: Final = Path(__file__).resolve().parent.parent / "resources" / "samples"
TEXTS: Final = Path(__file__).resolve().parent / "sample_texts"
ROWS: Final = 300
LONG_LINE: Final = 60
SIMPLE: Final = ("penalty", "service_guide", "personnel", "contact", "proposal_reply", "forward", "secret",
                 "on_request", "request")
PLAN_MARKS: Final = {0: "# ", 1: "= ", 2: "## ", 3: "! ", 5: "## "}


def fill(text: str, seed: str) -> list[str]:
    """Put made-up persons into the places `{name1}`, `{id1}`, `{mobile1}` … of a text."""
    rng = Random(seed)  # noqa: S311 - repeatable samples, no secrets
    values: dict[str, str] = {}
    for number in range(1, 5):
        values[f"name{number}"] = full_name(rng)
        values[f"id{number}"] = id_number(birthday(rng), rng.randrange(1, 999))
        values[f"mobile{number}"] = mobile(rng)
    return text.format_map(values).splitlines()


def plan_lines(text: str) -> tuple[list[str], list[list[str]]]:
    """The plan's paragraphs (page breaks inside sentences healed) and the rows of its annex table."""
    lines: list[str] = []
    rows: list[list[str]] = []
    for raw in text.splitlines():
        line = raw.strip("\n ")
        if "\t" in line:
            rows.append([cell.strip() for cell in line.split("\t")])
        elif line.strip():
            if lines and _continues(lines[-1]):
                lines[-1] += line
            else:
                lines.append(line)
    header = rows[0]
    marked = [_marked(line, number) for number, line in enumerate(lines)]
    return marked, [header, *(row for row in rows if row != header)]


def _continues(line: str) -> bool:
    """Whether a page break cut this line in the middle of a sentence."""
    return line.endswith(("蓉", "不公开")) or (len(line) > LONG_LINE and not line.endswith(("。", "）", ")")))


def _marked(line: str, number: int) -> str:
    """The plan's line with the mark `sample_docx` knows."""
    is_annex_title = line.endswith("责任表") and "附件" not in line
    return PLAN_MARKS.get(number, "## " if is_annex_title else "") + line


def make_all(folder: Path) -> None:
    """Write every sample into `folder`."""
    lines, rows = plan_lines((SAMPLES / "plan.txt").read_text("utf-8"))
    people = households(ROWS)
    register = [table_xml(register_rows(people))]
    notice = _text("notice")
    files: dict[str, bytes] = {
        "plan.docx": make_docx(lines, tables=[table_xml(rows)]),
        "plan.pdf": make_pdf(lines, rows),
        "notice.docx": make_docx(notice, _traces()),
        "notice_v2.docx": make_docx(_text("notice_v2")),
        "annex.docx": make_docx(_text("annex"), tables=register),
        "annex.xlsx": make_register(people, traces=True),
        "annex_v2.xlsx": make_register(people, traces=False),
        "scan.pdf": make_scan(_text("scan")),
    }
    for name in SIMPLE:
        files[f"{name}.docx"] = make_docx(_text(name))
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _text(name: str) -> Sequence[str]:
    """The filled lines of one text."""
    return fill((TEXTS / f"{name}.txt").read_text("utf-8"), name)


def _traces() -> Traces:
    """What the drafter left in the notice: a deleted mobile number, an inserted office phone, a comment."""
    rng = Random("traces")  # noqa: S311 - repeatable samples, no secrets
    return Traces(author="赖晓春", deleted=f"或者联系经办人手机{mobile(rng)}。", inserted="咨询电话：0797-8123456。",
                  comment=f"松岗村村民{full_name(rng)}反映面积有误，请复核后再报。")


if __name__ == "__main__":
    make_all(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
