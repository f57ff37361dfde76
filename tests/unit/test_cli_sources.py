from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from reviewer_app.cli.sources import Source, Unreadable, expand, read_bytes, reading
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind
from reviewer_app.domain.errors import FileDamaged, FileMissing, UsageFault
from reviewer_app.domain.public_version import PublicPlan
from reviewer_app.ports.documents import ReadFile


class PlainDesk:
    """Reads UTF-8 text in this process; `!` at the beginning is a damaged file."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def read(self, untrusted_data: bytes, name: str, *, cancelled: Callable[[], bool] | None = None) -> ReadFile:
        del cancelled
        self.names.append(name)
        if untrusted_data.startswith(b"!"):
            raise FileDamaged(name=name)
        blocks = (Block(untrusted_data.decode("utf-8"), BlockKind.PARAGRAPH),)
        return ReadFile(Document.of(FileKind.TEXT, blocks))

    def write(self, untrusted_data: bytes, name: str, plan: PublicPlan) -> bytes:
        raise AssertionError((untrusted_data, name, plan))

    def close(self) -> None:
        """Nothing to stop."""


def _files(folder: Path, **contents: str) -> list[Path]:
    paths = []
    for stem, content in contents.items():
        paths.append(folder / f"{stem}.txt")
        paths[-1].write_text(content, "utf-8")
    return paths


def test_files_come_in_the_order_they_were_named(tmp_path: Path) -> None:
    paths = _files(tmp_path, b="乙", a="甲", c="丙")
    with reading(paths, PlainDesk()) as outcomes:
        texts = [one.read.document.text for one in outcomes if isinstance(one, Source)]
    assert texts == ["乙", "甲", "丙"]


def test_a_file_that_cannot_be_read_costs_only_itself(tmp_path: Path) -> None:
    paths = _files(tmp_path, a="甲", b="!", c="丙")
    paths.insert(1, tmp_path / "gone.txt")
    with reading(paths, PlainDesk()) as outcomes:
        errors = [type(one.error) if isinstance(one, Unreadable) else None for one in outcomes]
    assert errors == [None, FileMissing, FileDamaged, None]


def test_nothing_to_read_is_nothing(tmp_path: Path) -> None:
    del tmp_path
    with reading([], PlainDesk()) as outcomes:
        assert list(outcomes) == []


def test_leaving_early_stops_what_is_being_read(tmp_path: Path) -> None:
    begun = Event()

    class SlowDesk(PlainDesk):
        def read(self, untrusted_data: bytes, name: str, *, cancelled: Callable[[], bool] | None = None) -> ReadFile:
            assert cancelled is not None
            begun.set()
            while not cancelled():
                pass
            return super().read(untrusted_data, name)

    with reading(_files(tmp_path, a="甲"), SlowDesk()):
        assert begun.wait(10)


def test_the_hash_is_of_the_files_bytes(tmp_path: Path) -> None:
    (path,) = _files(tmp_path, a="abc")
    with reading([path], PlainDesk()) as outcomes:
        (one,) = outcomes
    assert isinstance(one, Source)
    assert one.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_folder_is_opened_up_without_hidden_and_lock_files(tmp_path: Path) -> None:
    inner = tmp_path / "二"
    inner.mkdir()
    (tmp_path / ".git").mkdir()
    for path in (tmp_path / "b.txt", tmp_path / "a.txt", inner / "c.txt", tmp_path / "~$a.docx", tmp_path / ".git/x"):
        path.write_text("", "utf-8")
    assert expand([tmp_path]) == [tmp_path / "a.txt", tmp_path / "b.txt", inner / "c.txt"]


def test_a_file_stays_as_it_was_named_even_if_it_is_hidden_or_missing(tmp_path: Path) -> None:
    named = [tmp_path / ".hidden.txt", tmp_path / "gone.txt"]
    assert expand(named) == named


def test_an_empty_folder_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageFault):
        expand([tmp_path])


def test_what_is_no_regular_file_is_missing(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone", Path("/dev/zero")):
        with pytest.raises(FileMissing) as caught:
            read_bytes(path)
        assert caught.value.values == {"name": path.name}
