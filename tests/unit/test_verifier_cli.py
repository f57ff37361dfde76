"""`reviewer-audit` as the auditor meets it."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from made_export import ORIGIN, OTHER_SEED, STATION, WITNESS, MadeExport, made_export
from reviewer_app.verifier import keys, notes, texts
from reviewer_app.verifier.cli import main, problem_line, report_lines
from reviewer_app.verifier.export import verify_export
from reviewer_app.verifier.keys import VerifierKey
from reviewer_app.verifier.report import Code, Problem, VerifyReport


@pytest.fixture
def made(tmp_path: Path) -> MadeExport:
    return made_export(tmp_path / "export")


def test_every_code_has_its_words() -> None:
    assert texts.PROBLEMS.keys() == set(Code)
    assert len(set(texts.PROBLEMS.values())) == len(Code)


def test_a_good_export_exits_0_and_says_how_far(
    made: MadeExport, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    anchor = tmp_path / "usb.note"
    anchor.write_text(made.anchor, "utf-8")
    assert main(["verify", str(made.folder), "--anchor", str(anchor), "--log-key", str(STATION)]) == 0
    said = capsys.readouterr().out
    assert "日志 7 条；检查点 2 个，签批 1 份，回执 1 份，公开稿文件 1 个。" in said
    assert "第 1 至 5 条：与本机之外保存的存证一致" in said
    assert "第 6 至 6 条：只有本机密钥" in said
    assert "第 7 至 7 条：尚无检查点印证" in said
    assert said.endswith("核验通过。\n")


def test_without_anything_kept_elsewhere_it_says_so(made: MadeExport, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(made.folder)]) == 0
    assert "没有任何条目得到本机之外的存证印证" in capsys.readouterr().out


def test_a_tampered_export_exits_1_and_names_place_and_matter(
    made: MadeExport, capsys: pytest.CaptureFixture[str]
) -> None:
    made.write_entries([*made.log.leaves[:3], made.log.leaves[3].replace(b"u2", b"u3"), *made.log.leaves[4:]])
    code = notes.parse_checkpoint(notes.split(made.anchor)[0]).short_code
    assert main(["verify", str(made.folder), "--code", code, "--witness-key", str(WITNESS)]) == 1
    said = capsys.readouterr().out
    assert f"× 日志与外部存证不符（此前的条目被改动，或整本日志被换）：{code}" in said
    assert "× 日志与检查点不符（此前的条目被改动）：checkpoints/2.note" in said
    assert "日志最早的改动在第 1 至 5 条之间。" in said
    assert "核验没有通过：" in said


def test_a_change_after_a_good_checkpoint_is_narrowed_down(
    made: MadeExport, capsys: pytest.CaptureFixture[str]
) -> None:
    leaves = made.log.leaves
    made.write_entries([*leaves[:5], leaves[5].replace(b"system:queue", b"system:other"), *leaves[6:]])
    assert main(["verify", str(made.folder)]) == 1
    assert "日志最早的改动在第 6 至 6 条之间（其前的检查点仍相符）。" in capsys.readouterr().out


def test_json(made: MadeExport, capsys: pytest.CaptureFixture[str]) -> None:
    made.write_entries(made.log.leaves[:5])
    assert main(["verify", str(made.folder), "--json"]) == 1
    read = json.loads(capsys.readouterr().out)
    assert (read["ok"], read["entries"], read["anchored"], read["signed"], read["unanchored"]) == (False, 5, 0, 5, 5)
    assert {"code": "checkpoint_beyond", "where": "checkpoints/2.note", "detail": "6"} in read["problems"]


def test_files_to_be_compared_with_paper_are_listed(made: MadeExport, capsys: pytest.CaptureFixture[str]) -> None:
    made.log.act("user:item:sign_paper", item="i2", id="s2")
    made.write_entries()
    name = f"packages/{sha256(b'paper').hexdigest()}"
    made.write(name, b"paper")
    assert main(["verify", str(made.folder)]) == 0
    assert f"须凭纸质签批人工核对的公开稿文件：\n  · {name}（日志没有记载其指纹）\n" in capsys.readouterr().out
    made.log.act("user:item:sign_paper", item="i3", id="s3", public=(sha256(b"paper").hexdigest(),))
    made.write_entries()
    assert main(["verify", str(made.folder)]) == 0
    assert f"  · {name}（指纹与日志第 9 条纸质签批所载一致）\n" in capsys.readouterr().out


def test_a_receipt(made: MadeExport, capsys: pytest.CaptureFixture[str]) -> None:
    file = made.folder / "receipts/i1.tlog-proof"
    assert main(["receipt", str(file), "--log-key", str(STATION)]) == 0
    said = capsys.readouterr().out
    assert f"日志“{ORIGIN}”前 6 条之内的第 5 条" in said
    assert "user:item:sign" in said
    stranger = VerifierKey(ORIGIN, keys.public_of(OTHER_SEED))
    assert main(["receipt", str(file), "--log-key", str(stranger)]) == 1
    assert "回执无效" in capsys.readouterr().out
    file.write_bytes(b"\xff")
    assert main(["receipt", str(file), "--log-key", str(STATION)]) == 1


@pytest.mark.parametrize(
    "arguments", [[], ["verify"], ["verify", "x", "--log-key", "nonsense"], ["receipt", "x"], ["other"]]
)
def test_wrong_usage_exits_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: reviewer-audit" in capsys.readouterr().err


def test_a_file_that_is_not_there_exits_2(made: MadeExport, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(made.folder), "--anchor", "nowhere.note"]) == 2
    assert "无法读取 nowhere.note" in capsys.readouterr().err


def test_lines_for_a_log_that_is_wholly_bad(made: MadeExport) -> None:
    report = verify_export(made.folder)
    bad = VerifyReport(0, report.root, 0, 0, 0, 0, 0, 0, (Problem(Code.FILE_MISSING, "keys.json"),), further=3)
    assert report_lines(bad)[-3:] == ["  × 缺少文件：keys.json", "……另有 3 处未列出。", "核验没有通过：4 处问题。"]
    assert problem_line(Problem(Code.LOG_CUT_SHORT, "entries.jsonl", "7")).endswith("entries.jsonl（7）")
