"""`redact`: what is written, what is refused, and that nothing is written when something is left."""

import io
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

import hostile_files
import program
import source_tree
from check_schema import lines
from inside import run
from reviewer_app.cli import main, redact
from reviewer_app.documents import proving, reading
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.public_version import PublicPlan, ResultProof
from reviewer_app.ports.documents import ReadFile

pytestmark = pytest.mark.usefixtures("lasting_desks")
SAMPLES = source_tree.ROOT / "resources" / "samples"
MOBILE = "13812345678"
LETTER = f"关于答复的函\n申请人张小明，联系电话：{MOBILE}。\n"


def _letter(folder: Path, name: str = "函.txt", text: str = LETTER) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def _blocking(path: Path) -> list[str]:
    (value,) = lines(run("check", "--json", path).out)
    return [finding["type"] for finding in value["findings"] if finding["blocks"]]


def test_a_public_version_is_written_and_clean(tmp_path: Path) -> None:
    letter, out = _letter(tmp_path), tmp_path / "out.txt"
    done = program.run("redact", letter, "-o", out)
    assert (done.status, done.err) == (0, "")
    assert str(out) in done.out
    written = out.read_text("utf-8")
    assert MOBILE not in written
    assert "张小明" not in written
    assert letter.read_text("utf-8") == LETTER
    assert _blocking(out) == []


def test_json_tells_what_was_done(tmp_path: Path) -> None:
    done = run("redact", _letter(tmp_path), "-o", tmp_path / "out.txt", "--json")
    (value,) = lines(done.out, "redact")
    assert done.status == 0
    assert value["out"] == str(tmp_path / "out.txt")
    assert (value["audience"], value["uncovered"], value["error"]) == ("all", 0, None)
    assert value["edited"] > 0


def test_names_stay_out_of_the_path_and_the_file_name(tmp_path: Path) -> None:
    letter = _letter(tmp_path, "张小明的函.txt")
    (tmp_path / "out").mkdir()
    done = run("redact", letter, "-o", tmp_path / "out", "--json")
    assert done.status == 0
    assert "张小明" not in done.out
    assert [path.name for path in (tmp_path / "out").iterdir() if "张小明" in path.name] == []


def test_a_package_goes_into_a_folder(tmp_path: Path) -> None:
    done = run("redact", SAMPLES / "notice.docx", SAMPLES / "annex.xlsx", "-o", tmp_path / "out", "--json")
    values = lines(done.out, "redact")
    assert done.status == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["annex.xlsx", "notice.docx"]
    assert [_blocking(Path(value["out"])) for value in values] == [[], []]


def test_the_village_board_keeps_what_the_website_does_not(tmp_path: Path) -> None:
    texts = {}
    for audience in ("all", "group"):
        out = tmp_path / f"{audience}.xlsx"
        assert run("redact", SAMPLES / "annex.xlsx", "-o", out, "--audience", audience).status == 0
        texts[audience] = run("text", out).out
    assert len(texts["group"]) > len(texts["all"])
    assert "身份证" not in texts["group"]


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    letter = _letter(tmp_path)
    for out in (letter, tmp_path):
        done = run("redact", letter, "-o", out)
        assert done.status == 2
        assert "不能覆盖原稿" in done.err
    assert letter.read_text("utf-8") == LETTER


def test_a_marked_file_is_refused(tmp_path: Path) -> None:
    done = run("redact", SAMPLES / "secret.docx", "-o", tmp_path / "out.docx")
    assert (done.status, done.out) == (1, "")
    assert "本程序不处理涉密文件" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_kind_without_a_writer_says_so(tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.new("L", (40, 40)).save(stream, "GIF")
    scan = tmp_path / "scan.gif"
    scan.write_bytes(stream.getvalue())
    done = run("redact", scan, "-o", tmp_path / "out.gif")
    assert done.status == 1
    assert "此格式暂不能生成公开稿" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["scan.gif"]


def test_a_pdf_is_written_without_what_goes_and_as_it_looked(tmp_path: Path) -> None:
    source = tmp_path / "函.pdf"
    source.write_bytes(hostile_files.pdf([["关于答复的函", f"申请人张小明，联系电话：{MOBILE}。", "特此函复。"]]))
    done = run("redact", source, "-o", tmp_path / "out.pdf")
    assert (done.status, done.err) == (0, "")
    text = run("text", tmp_path / "out.pdf").out
    assert text.split() == ["关于答复的函", "申请人张某某，联系电话：138****5678。", "特此函复。"]
    assert _blocking(tmp_path / "out.pdf") == []


def test_a_picture_is_written_without_its_notes_and_still_has_to_be_looked_at(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x013B] = MOBILE
    source = tmp_path / "照片.jpg"
    Image.new("RGB", (80, 60), "white").save(source, exif=exif)
    assert MOBILE.encode() in source.read_bytes()
    done = run("redact", source, "-o", tmp_path / "out.jpg")
    assert done.status == 1
    assert MOBILE.encode() not in (tmp_path / "out.jpg").read_bytes()


def test_an_unreadable_file_costs_only_itself(tmp_path: Path) -> None:
    done = run("redact", tmp_path / "gone.docx", _letter(tmp_path), "-o", tmp_path / "out", "--json")
    values = lines(done.out, "redact")
    assert done.status == 3
    assert [value["out"] is None for value in values] == [True, False]
    assert values[0]["error"]["code"] == "file_missing"


def test_a_folder_is_redacted_with_a_report_for_people_and_one_for_programs(tmp_path: Path) -> None:
    source = tmp_path / "in"
    (source / "sub").mkdir(parents=True)
    _letter(source)
    _letter(source / "sub")
    (source / "坏.docx").write_bytes(b"no archive")
    done = run("redact", source, "-o", tmp_path / "out", "--report", tmp_path / "out" / "report.json", "--json")
    printed = lines(done.out, "redact")
    assert done.status == 3
    written = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert written == {"schema": 1, "files": printed}
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["report.json", "函(2).txt", "函.txt"]
    good = [value for value in printed if value["out"]]
    hashes = [sha256(Path(value["out"]).read_bytes()).hexdigest() for value in good]
    assert [value["sha256"] for value in good] == hashes
    assert all(value["proof"]["leftovers"] == 0 < value["proof"]["searched"] for value in good)

    assert run("redact", source, "-o", tmp_path / "again", "--report", tmp_path / "report.xlsx").status == 3
    rows = list(openpyxl.load_workbook(tmp_path / "report.xlsx").active.iter_rows(values_only=True))
    assert sorted(row[3] for row in rows if isinstance(row[0], int)) == ["已写出", "已写出", "没有写出"]
    assert MOBILE not in str(rows)


@pytest.mark.parametrize("report", ["report.txt", "out.xlsx", "report.docx"])
def test_a_report_that_cannot_be_meant_is_refused_before_anything_is_written(tmp_path: Path, report: str) -> None:
    letter = _letter(tmp_path)
    done = run("redact", letter, "-o", tmp_path / "out.xlsx", "--report", tmp_path / report)
    assert (done.status, done.out) == (2, "")
    assert [path.name for path in tmp_path.iterdir()] == ["函.txt"]


def test_a_report_never_goes_over_an_input(tmp_path: Path) -> None:
    book = tmp_path / "名单.xlsx"
    book.write_bytes((SAMPLES / "annex.xlsx").read_bytes())
    done = run("redact", book, "-o", tmp_path / "out.xlsx", "--report", book)
    assert done.status == 2
    assert "不能覆盖原稿" in done.err
    assert book.read_bytes() == (SAMPLES / "annex.xlsx").read_bytes()


@pytest.mark.parametrize("extra", [["--policy", "nothing"], ["--audience", "nobody"], []])
def test_wrong_usage_writes_nothing(tmp_path: Path, extra: list[str]) -> None:
    letter = _letter(tmp_path)
    out = ["-o", str(tmp_path / "out.txt")] if extra else []
    done = program.run("redact", letter, *out, *extra)
    assert (done.status, done.out) == (2, "")
    assert [path.name for path in tmp_path.iterdir()] == ["函.txt"]


class CarelessDesk:
    """Reads as the real one does, but its writer changes nothing."""

    def read(self, untrusted_data: bytes, name: str, *, cancelled: Callable[[], bool] | None = None) -> ReadFile:
        del cancelled
        return reading.read(untrusted_data, name)

    def write(self, untrusted_data: bytes, name: str, plan: PublicPlan) -> bytes:
        del name, plan
        return untrusted_data

    def prove(
        self, original: bytes, result: bytes, name: str, plan: PublicPlan, gone: Iterable[tuple[FindingType, str]]
    ) -> ResultProof:
        return proving.prove(original, result, name, plan, gone)

    def close(self) -> None:
        """Nothing to stop."""


def test_nothing_is_written_where_the_second_scan_leaves_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    @contextmanager
    def open_desk() -> Iterator[CarelessDesk]:
        yield CarelessDesk()

    monkeypatch.setattr(redact, "open_desk", open_desk)
    letter, out = _letter(tmp_path), tmp_path / "out.txt"
    assert main.run(["redact", str(letter), "-o", str(out), "--json"]) == 1
    (value,) = lines(capfdbinary.readouterr().out.decode("utf-8"), "redact")
    assert value["error"]["code"] == "public_version_not_clean"
    assert value["uncovered"] > 0
    assert [path.name for path in tmp_path.iterdir()] == ["函.txt"]
