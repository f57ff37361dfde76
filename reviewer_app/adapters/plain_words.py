"""The office's own words as `lexicon.json` in its home, readable by its owner alone, replaced whole."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from reviewer_app.adapters.drafts import write_whole
from reviewer_app.domain.lexicon import LexiconEntry
from reviewer_app.settings import WORDS_NAME


class FileWords:
    """Fulfils `ports.plain_words.PlainWords` below a home folder."""

    def __init__(self, home: Path) -> None:
        self._path = home / WORDS_NAME

    def save(self, entries: Sequence[LexiconEntry]) -> None:
        """Write it where it is not what stands there; raises `StorageFailed`. No words: no file is made."""
        text = msgspec.json.format(msgspec.json.encode(entries), indent=1).decode()
        before = None
        with suppress(OSError, UnicodeDecodeError):
            before = self._path.read_text("utf-8")
        if text != before and (entries or before is not None):
            write_whole(self._path, text)
