"""`check` as other programs meet it: one JSON object a file, exit statuses, masking."""

import hashlib
import os
from pathlib import Path

import pytest

import program
import source_tree
from check_schema import lines
from inside import run
from reviewer_app.adapters.plain_words import FileWords
from reviewer_app.domain.lexicon import LexiconEntry, LexiconGroup

pytestmark = pytest.mark.usefixtures("lasting_desks")
SAMPLES = source_tree.ROOT / "resources" / "samples"
PLAIN = "关于召开座谈会的通知\n请各单位准时参加。\n"
MOBILE = "13812345678"


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_nothing_blocks(tmp_path: Path) -> None:
    done = program.run("check", "--json", _file(tmp_path, "通知.txt", PLAIN))
    (value,) = lines(done.out)
    assert (done.status, done.err) == (0, "")
    assert (value["kind"], value["chars"]) == ("text", len(PLAIN))
    assert value["sha256"] == hashlib.sha256(PLAIN.encode()).hexdigest()


def test_the_offices_own_words_come_from_its_list(tmp_path: Path) -> None:
    paper = _file(tmp_path, "通知.txt", "关于召开座谈会的通知\n请到示范所报到，时间另告。\n")
    words = _file(tmp_path, "词表.csv", "类别,错误写法,规范写法\n机构规范名称,示范所,示范管理所\n机构规范名称,x,y\n")
    without, with_list = run("check", "--json", paper), run("check", "--json", "--lexicon", words, paper)
    found = [[one["rule"] for one in value["findings"]] for done in (without, with_list) for value in lines(done.out)]
    assert found == [[], ["wording.lexicon_organ"]]
    assert "第3行" in with_list.err
    empty = _file(tmp_path, "空.csv", "甲,乙\n1,2\n")
    refused = run("check", "--lexicon", empty, paper)
    assert refused.status == 2
    assert "词表" in refused.err


def test_the_offices_own_words_come_from_its_home(tmp_path: Path) -> None:
    paper = _file(tmp_path, "通知.txt", "关于召开座谈会的通知\n请到示范所报到，时间另告。\n")
    words = [LexiconEntry(LexiconGroup.ORGAN, "示范所", "示范管理所", "house")]
    FileWords(tmp_path / "home").save(words)
    other = _file(tmp_path, "词表.csv", "类别,错误写法,规范写法\n易错词,时间另告,时间另行通知\n")
    at_home = run("check", "--json", "--home", tmp_path / "home", paper)
    with_list = run("check", "--json", "--home", tmp_path / "home", "--lexicon", other, paper)
    found = [[one["rule"] for one in value["findings"]] for done in (at_home, with_list) for value in lines(done.out)]
    assert found == [["wording.lexicon_organ"], ["wording.lexicon_word"]]


def test_a_private_mobile_blocks_and_is_masked(tmp_path: Path) -> None:
    done = run("check", "--json", _file(tmp_path, "便函.txt", f"申请人联系电话：{MOBILE}。\n"))
    (value,) = lines(done.out)
    (finding,) = [finding for finding in value["findings"] if finding["type"] == "mobile"]
    assert done.status == 1
    assert finding["blocks"]
    assert MOBILE not in done.out


def test_offsets_point_into_what_text_prints(tmp_path: Path) -> None:
    path = _file(tmp_path, "便函.txt", f"𠮷第一行\r\n申请人联系电话：{MOBILE}。")
    text = run("text", path).out
    (value,) = lines(run("check", "--json", "--reveal", path).out)
    placed = [finding for finding in value["findings"] if finding["start"] is not None]
    assert placed
    for finding in placed:
        assert text[finding["start"] : finding["end"]] == finding["value"]


def test_every_sample_fits_the_schema() -> None:
    samples = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".docx", ".xlsx", ".pdf", ".txt"})
    done = run("check", "--json", *samples)
    values = lines(done.out)
    assert [Path(value["path"]).name for value in values] == [path.name for path in samples]
    assert [value["path"] for value in values if value["error"]] == []
    assert done.status == 1


def test_an_unreadable_file_costs_only_itself_and_wins(tmp_path: Path) -> None:
    good = _file(tmp_path, "a.txt", PLAIN)
    bad = tmp_path / "b.docx"
    bad.write_bytes(b"PK\x03\x04 cut off")
    worse = _file(tmp_path, "c.txt", f"申请人联系电话：{MOBILE}。\n")
    empty = tmp_path / "空"
    empty.mkdir()
    done = run("check", "--json", good, bad, tmp_path / "gone.pdf", worse, empty)
    values = lines(done.out)
    assert [value["error"] is None for value in values] == [True, False, False, True, False]
    assert values[2]["error"]["code"] == "file_missing"
    assert "gone.pdf" in values[2]["error"]["message"]
    assert done.status == 3


def test_the_name_of_a_file_that_cannot_be_read_is_masked_too(tmp_path: Path) -> None:
    named = tmp_path / f"补偿{MOBILE}.docx"
    named.write_bytes(b"PK\x03\x04 cut off")
    for arguments in (["check", "--json"], ["check"], ["explain"], ["redact", "--json", "-o", tmp_path / "out.docx"]):
        done = run(*arguments, named)
        assert (done.status, MOBILE in done.out + done.err) == (3, False)
        assert "138****5678" in done.out + done.err
    assert MOBILE in run("check", "--json", "--reveal", named).out


def test_a_folder_is_opened_up(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        _file(tmp_path, name, PLAIN)
    values = lines(run("check", "--json", tmp_path).out)
    assert [Path(value["path"]).name for value in values] == ["a.txt", "b.txt"]


def test_a_marked_file_is_refused_and_nothing_of_it_told() -> None:
    done = run("check", "--json", "--reveal", SAMPLES / "secret.docx")
    (value,) = lines(done.out)
    assert done.status == 1
    assert value["attribute"]["proposal"] == "blocked"
    assert (value["sha256"], value["findings"]) == (None, [])


def test_the_plan_of_2018_passes(tmp_path: Path) -> None:
    del tmp_path
    (value,) = lines(run("check", "--json", "--date", "2018-06-20", SAMPLES / "plan.docx").out)
    assert value["attribute"]["proposal"] == "proactive"
    assert [finding for finding in value["findings"] if finding["blocks"]] == []


def test_people_read_groups_and_a_verdict(tmp_path: Path) -> None:
    path = _file(tmp_path, "便函.txt", f"申请人张小明，联系电话：{MOBILE}。\n")
    done = program.run("check", path)
    assert done.status == 1
    assert "【须处理】" in done.out
    assert "手机号" in done.out
    assert MOBILE not in done.out
    assert MOBILE in run("check", "--reveal", path).out


def test_people_read_why_a_file_could_not_be_read(tmp_path: Path) -> None:
    done = program.run("check", tmp_path / "gone.docx")
    assert (done.status, done.out) == (3, "")
    assert "找不到或无权打开《gone.docx》" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"], ["check", "x", "--date", "2018-13-01"], ["check", "x", "--date", "9999-12-31"],
        ["check", "x", "--nothing"], ["check", "x", "--column"],
    ],
    ids=["no path", "no date", "no year", "no option", "no value"],
)
def test_wrong_usage_is_told_as_json_too(arguments: list[str], tmp_path: Path) -> None:
    plain = run(*arguments, cwd=tmp_path)
    assert (plain.status, plain.out) == (2, "")
    assert plain.err.startswith("命令用法不对：")
    as_json = run(*arguments, "--json", cwd=tmp_path)
    if arguments[-1] == "--column":
        return  # --json is taken as the column's value: no path to --json is left
    (value,) = lines(as_json.out)
    assert (as_json.status, value["error"]["code"]) == (2, "usage")


def test_an_unknown_column_is_wrong_usage(tmp_path: Path) -> None:
    done = run("check", "--json", "--column", "A99", _file(tmp_path, "a.txt", PLAIN))
    assert (done.status, lines(done.out)[0]["error"]["code"]) == (2, "usage")


def test_names_can_be_left_out(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.txt", "申请人：张小明\n")
    (value,) = lines(run("check", "--json", "--no-names", path).out)
    assert value["names"] == "off"
    assert [finding["type"] for finding in value["findings"] if finding["type"] == "person_name"] == []


def test_the_offices_phone_book_comes_from_home(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(f'office_phones = ["{MOBILE}"]\n', "utf-8")
    letter = _file(tmp_path, "a.txt", f"联系电话：{MOBILE}。\n")
    assert run("check", "--json", letter).status == 1
    assert run("check", "--json", letter, "--home", tmp_path).status == 0


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    path = _file(tmp_path, "通知.txt", PLAIN)
    done = program.run("check", path, extra={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert done.status == 0
    assert "没有必须处理的问题" in done.out


def test_a_name_that_is_no_text_is_still_checked(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(path)).write_text(PLAIN, "utf-8")
    (value,) = lines(program.run("check", "--json", os.fsdecode(path)).out)
    assert value["path"].endswith("/\ufffd.txt")
    assert value["error"] is None
