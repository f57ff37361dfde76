"""What a path says of persons: folders and file names are masked as the text is, also where the file cannot be read."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from reviewer_app.cli.output import printable
from reviewer_app.cli.sources import Source, Unreadable
from reviewer_app.domain.document import Document, FileKind, file_name_block
from reviewer_app.domain.errors import ReviewerError, UnreadableFile
from reviewer_app.domain.findings import Finding
from reviewer_app.domain.report import CheckReport
from reviewer_app.rules.masks import Masks

Failed = TypeVar("Failed", bound=ReviewerError)


class PathMasks:
    """Looks at paths with the check of documents, at each folder and name once."""

    def __init__(self, assess: Callable[[Document], CheckReport]) -> None:
        self._assess = assess
        self._known: dict[str, tuple[Finding, ...]] = {}

    def findings(self, path: Path) -> tuple[Finding, ...]:
        """What stands in the folders and the name of a path."""
        return tuple(finding for part in (*path.parts[:-1], path.stem) for finding in self._of(printable(part)))

    def _of(self, name: str) -> tuple[Finding, ...]:
        if name not in self._known:
            self._known[name] = self._assess(Document.of(FileKind.TEXT, (file_name_block(name),))).findings
        return self._known[name]


def masked_error(error: Failed, masks: Masks) -> Failed:
    """The error with what it tells of the file masked."""
    return type(error)(**{
        name: masks.text(value) if isinstance(value, str) else value for name, value in error.values.items()
    })


def shown_path(source: Source | Unreadable, findings: Iterable[Finding] = (), *, reveal: bool) -> str:
    """A file's path as it may be shown; `findings` are those of its text."""
    return Masks((*findings, *source.named), reveal=reveal).text(printable(source.path))


def shown_error(unreadable: Unreadable, *, reveal: bool) -> UnreadableFile:
    """Why a file could not be read, as it may be told."""
    return masked_error(unreadable.error, Masks(unreadable.named, reveal=reveal))
