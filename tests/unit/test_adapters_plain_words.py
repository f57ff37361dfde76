"""The office's words as a plain file: what is imported is what `check` reads, with no database between."""

import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from review_office import fresh_office
from reviewer_app.adapters.plain_words import FileWords
from reviewer_app.domain.errors import SettingsDamaged, StorageFailed
from reviewer_app.domain.lexicon import LexiconEntry, LexiconGroup
from reviewer_app.ports.plain_words import NoPlainWords
from reviewer_app.services.lexicon import ImportLexicon, import_lexicon, lay_out, preview_lexicon
from reviewer_app.settings import WORDS_NAME, load_words

WORDS = (
    LexiconEntry(
        LexiconGroup.ORGAN, "示范所", "示范管理所", "house", unless=("示范所长",), valid_from=date(2019, 1, 10)
    ),
    LexiconEntry(LexiconGroup.LEADER, "", "沈青禾", "任免通知", post="局长"),
)


def test_what_is_written_is_read_again_and_only_its_owner_may(tmp_path: Path) -> None:
    FileWords(tmp_path).save(WORDS)
    assert load_words(tmp_path) == WORDS
    assert stat.S_IMODE((tmp_path / WORDS_NAME).stat().st_mode) == 0o600
    FileWords(tmp_path).save(())
    assert load_words(tmp_path) == ()


def test_an_office_without_words_leaves_no_file_and_an_unchanged_list_is_not_written(tmp_path: Path) -> None:
    FileWords(tmp_path).save(())
    assert not (tmp_path / WORDS_NAME).exists()
    assert load_words(tmp_path) == ()
    FileWords(tmp_path).save(WORDS)
    inode = (tmp_path / WORDS_NAME).stat().st_ino
    FileWords(tmp_path).save(WORDS)
    assert (tmp_path / WORDS_NAME).stat().st_ino == inode


@pytest.mark.parametrize("text", ["", "{", '[{"wrong": 1}]', "\udce4"])
def test_a_damaged_file_is_told_by_its_name(tmp_path: Path, text: str) -> None:
    (tmp_path / WORDS_NAME).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsDamaged) as refused:
        load_words(tmp_path)
    assert refused.value.values["file"] == WORDS_NAME


def test_a_folder_that_is_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(StorageFailed):
        FileWords(tmp_path / "home").save(WORDS)


def test_a_desk_without_a_folder_keeps_no_file() -> None:
    desk = fresh_office().desk
    assert isinstance(desk.words, NoPlainWords)
    lay_out(desk)


def test_an_import_and_every_start_lay_the_words_out(tmp_path: Path) -> None:
    office = fresh_office()
    desk = replace(office.desk, words=FileWords(tmp_path))
    rows = "类别,错误写法,规范写法\n机构规范名称,示范所,示范管理所\n".encode()
    shown = preview_lexicon(desk, office.administrator.id, "词表.csv", rows)
    edition = import_lexicon(desk, ImportLexicon(office.administrator.id, shown))
    assert load_words(tmp_path) == edition.entries
    (tmp_path / WORDS_NAME).unlink()
    lay_out(desk)
    assert load_words(tmp_path) == edition.entries
