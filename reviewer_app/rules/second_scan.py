"""The proof that a public version holds only what was decided to stay (design §5).

Two looks: every finding in the result must be covered by a recorded keep of the same kind, value and part; and no value
that had to go may occur anywhere in the result's bytes, in any member of its archive, in any spelling that an office
format knows.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import unquote

from reviewer_app.domain.errors import Fault
from reviewer_app.domain.findings import Action, Finding, FindingType, Level
from reviewer_app.rules.traces import Searcher

_TAGS: Final = re.compile(r"<[^>]*>")
_BLANKS: Final = re.compile(r"\s+")
_MAX_MEMBER: Final = 512 * 1024 * 1024
_ARCHIVE: Final = b"PK"

_NOT_PERSONAL: Final = frozenset({
    FindingType.WORDING, FindingType.COMPLETENESS, FindingType.TIMING, FindingType.ATTRIBUTE, FindingType.ANNEX,
})
"""Checks of the content: the reviewer answers them on the original, no de-identification can."""

_ABOUT_MANY: Final = frozenset({FindingType.LIST, FindingType.COMBINATION, FindingType.WEAK_MASK})
"""Findings about a whole list or row. Their value describes it and changes with it, so the kind alone is compared;
where they do not block they are a hint to look, which was given on the original."""


def uncovered(after: Iterable[Finding], kept: Iterable[tuple[FindingType, str]]) -> tuple[Finding, ...]:
    """Findings in the result of one part that no keep and no not-a-finding of that part covers."""
    values = {(kind, _plain(value)) for kind, value in kept}
    kinds = {kind for kind, _ in values}
    return tuple(finding for finding in after if not _is_covered(finding, values, kinds))


def _is_covered(finding: Finding, values: set[tuple[FindingType, str]], kinds: set[FindingType]) -> bool:
    if finding.type in _NOT_PERSONAL or finding.level is Level.GREY or finding.action is Action.KEEP:
        return True
    if finding.type in _ABOUT_MANY:
        return not finding.blocks or finding.type in kinds
    return (finding.type, _plain(finding.value)) in values


def _plain(value: str) -> str:
    """A value without the blanks and line breaks that a new line-up may move."""
    return _BLANKS.sub("", value)


def leftovers(data: bytes, gone: Iterable[tuple[FindingType, str]]) -> int:
    """How many values that had to go still occur in the bytes of a result, raw or decoded. 0 is clean."""
    searcher = Searcher((kind, _plain(value)) for kind, value in gone)
    found: set[tuple[FindingType, str]] = set()
    for text in _texts(data):
        found.update((kind, text[start:end]) for kind, start, end in searcher.occurrences(text))
    return len(found)


def _texts(data: bytes) -> Iterator[str]:
    """Every reading of every member: as written, with entities decoded, without tags and blanks, addresses unquoted."""
    for content in _members(data):
        raw = _decoded(content)
        yield raw
        if "<" in raw or "&" in raw:
            # Tags first: a value may be split over runs, and an entity may stand for a bracket.
            yield _BLANKS.sub("", html.unescape(_TAGS.sub("", raw)))
            yield html.unescape(raw)
        if "%" in raw:
            yield unquote(raw)


def _members(data: bytes) -> Iterator[bytes]:
    """The members of an archive, their names included, else the data itself."""
    if not data.startswith(_ARCHIVE):
        yield data
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield "\n".join(archive.namelist()).encode()
        for info in archive.infolist():
            if info.file_size > _MAX_MEMBER:
                message = "a member of a result of ours is larger than any original may be"
                raise Fault(message)
            yield archive.read(info)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")
