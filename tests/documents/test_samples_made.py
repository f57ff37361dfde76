"""The shipped samples are what `scripts/make_samples.py` makes, and hold what their names promise."""

import io
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import pypdfium2
import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = files("resources") / "samples"
NAMES = ("plan.docx", "plan.pdf", "plan.txt", "notice.docx", "annex.xlsx", "annex.docx", "penalty.docx",
         "service_guide.docx",
         "personnel.docx", "contact.docx", "proposal_reply.docx", "forward.docx", "scan.pdf", "secret.docx",
         "on_request.docx", "request.docx", "notice_v2.docx", "annex_v2.xlsx")
FONT = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pdf_texts(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


@pytest.mark.skipif(not FONT.exists(), reason="drawing the scanned page needs fonts-wqy-microhei")
def test_the_script_makes_the_shipped_samples_again(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "make_samples.py", tmp_path], check=True, cwd=tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(NAMES) - {"plan.txt"}
    for made in tmp_path.iterdir():
        shipped = (SAMPLES / made.name).read_bytes()
        if made.suffix == ".pdf":
            assert pdf_texts(made.read_bytes()) == pdf_texts(shipped), made.name
        else:
            # Members, not bytes: another zlib may compress the same content differently.
            assert members(made.read_bytes()) == members(shipped), made.name


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_is_shipped(name: str) -> None:
    assert (SAMPLES / name).read_bytes()


def test_the_notice_carries_its_traces_and_its_second_version_does_not() -> None:
    first = members((SAMPLES / "notice.docx").read_bytes())
    second = members((SAMPLES / "notice_v2.docx").read_bytes())
    assert b"<w:del " in first["word/document.xml"]
    assert b"<w:ins " in first["word/document.xml"]
    assert "word/comments.xml" in first
    assert b"<w:del " not in second["word/document.xml"]
    assert "word/comments.xml" not in second


def test_the_scan_has_no_text_layer() -> None:
    assert pdf_texts((SAMPLES / "scan.pdf").read_bytes()) == [""]
