"""存量排查: examines a folder of files that were already published. Makes no items, changes nothing in the folder.

Files are told apart by content: the same bytes under ten paths are read once. What a run did is kept in a ledger, so
that an interrupted one goes on where it stopped; a file that cannot be read costs nothing but itself.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from reviewer_app.domain.back_scan import Examined, FileState, ScannedFile, ScanReport
from reviewer_app.domain.errors import FileMissing, FileTooLarge, NothingToScan, ReadingCancelled
from reviewer_app.ports.scanning import Examiner, Progress, ScanLedger, Watch
from reviewer_app.services.scan_folder import digest, list_folder, shown

MAX_BYTES = 200 * 1024 * 1024
"""The readers' own limit, asked before the bytes are taken into memory."""

FINGERPRINT = 12
"""Characters of the SHA-256 shown: enough to tell a million files apart."""


@dataclass(frozen=True, slots=True)
class BackScan:
    """Examine `folder` with `jobs` files at once. `own` are files that are no part of it: the report, its ledger."""

    folder: Path
    jobs: int
    today: date
    own: frozenset[Path] = frozenset()


@dataclass(slots=True)
class _Content:
    """The paths, as they can be opened, of one content; no hash where it was not to be read."""

    sha256: str
    size: int
    paths: list[str] = field(default_factory=list)

    @property
    def labels(self) -> list[str]:
        return [shown(path) for path in self.paths]


class _Outcome(NamedTuple):
    content: _Content
    examined: Examined
    known: bool = False


def back_scan(command: BackScan, examiner: Examiner, ledger: ScanLedger, watch: Watch) -> ScanReport:
    """Scan; raises `NothingToScan` for a folder without a file. Once cancelled the report tells what was done."""
    own = {path.resolve() for path in command.own}
    listing = list_folder(command.folder, lambda path: path.resolve() in own)
    total = len(listing.files)
    if not total and not listing.not_entered:
        raise NothingToScan
    contents = _contents(command.folder, listing.files, watch)
    files: dict[str, ScannedFile] = {}
    resumed = blocking = unreadable = 0
    for content, examined, known in _examined(command, contents, examiner, ledger, watch):
        for path, file in _files_of(content, examined, watch):
            files[path] = file
            blocking += file.blocks
            unreadable += file.state is FileState.UNREADABLE
        resumed += len(content.paths) if known else 0
        watch.progress(Progress(len(files), total, blocking, unreadable))
    return ScanReport(
        folder=shown(str(command.folder)),
        files=tuple(files[path] for path in listing.files if path in files),
        total=total,
        not_entered=tuple((shown(path), why) for path, why in listing.not_entered),
        hidden=listing.hidden,
        complete=len(files) == total,
        resumed=resumed,
    )


def _contents(folder: Path, paths: Sequence[str], watch: Watch) -> list[_Content]:
    """The paths by content. A name's extension tells how the bytes are read, so it counts as a part of them."""
    found: dict[tuple[str, str], _Content] = {}
    for path in paths:
        if watch.cancelled():
            break
        try:
            size = (folder / path).stat().st_size
        except OSError:
            size = 0
        sha256 = digest(folder / path, watch.cancelled) if size <= MAX_BYTES else ""
        key = (sha256, PurePosixPath(path).suffix.lower()) if sha256 else ("", path)
        found.setdefault(key, _Content(sha256, size)).paths.append(path)
    return list(found.values())


def _examined(
    command: BackScan, contents: Sequence[_Content], examiner: Examiner, ledger: ScanLedger, watch: Watch
) -> Iterator[_Outcome]:
    """What each content comes to, as it comes: from the ledger first, then from the workers."""
    left = []
    for content in contents:
        known = ledger.find(content.sha256, content.labels) if content.sha256 else None
        if known is None:
            left.append(content)
        else:
            yield _Outcome(content, known, known=True)

    def examine(content: _Content) -> list[_Outcome]:
        return list(_examine(command, content, examiner, watch.cancelled))

    for outcome in _side_by_side(left, examine, command.jobs, watch.cancelled):
        if outcome.content.sha256:
            ledger.keep(outcome.content.sha256, outcome.content.labels, outcome.examined)
        yield outcome


def _side_by_side(
    contents: Sequence[_Content],
    examine: Callable[[_Content], list[_Outcome]],
    jobs: int,
    cancelled: Callable[[], bool],
) -> Iterator[_Outcome]:
    """Run `jobs` at once; only a few more wait with their bytes unread, however many there are."""
    left = iter(contents)
    with ThreadPoolExecutor(jobs, "back-scan") as threads:
        waiting: set[Future[list[_Outcome]]] = {threads.submit(examine, one) for one in islice(left, 2 * jobs)}
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            if not cancelled():
                waiting |= {threads.submit(examine, one) for one in islice(left, len(done))}
            for future in done:
                yield from future.result()


def _examine(
    command: BackScan, content: _Content, examiner: Examiner, cancelled: Callable[[], bool]
) -> Iterator[_Outcome]:
    """One content; where the file was changed since it was listed, each of its paths by itself."""
    try:
        path = command.folder / content.paths[0]
        if content.size > MAX_BYTES:
            error = FileTooLarge(name=path.name, limit=MAX_BYTES // (1024 * 1024))
            yield _Outcome(content, examiner.examine_names(content.labels, command.today, error, cancelled=cancelled))
            return
        data = _bytes(path) if content.sha256 else None
        if data is None:
            missing = FileMissing(name=path.name)
            yield _Outcome(content, examiner.examine_names(content.labels, command.today, missing, cancelled=cancelled))
            return
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 != content.sha256:
            for changed in content.paths[1:]:
                alone = _contents(command.folder, [changed], Watch(cancelled))
                yield from _examine(command, alone[0], examiner, cancelled) if alone else ()
            content = _Content(sha256, len(data), content.paths[:1])
        yield _Outcome(content, examiner.examine(data, content.labels, command.today, cancelled=cancelled))
    except ReadingCancelled:
        return


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _files_of(content: _Content, examined: Examined, watch: Watch) -> Iterator[tuple[str, ScannedFile]]:
    """The report's line of each path. Of a file with a secrecy mark neither name nor hash is kept (design §9)."""
    for number, (path, label) in enumerate(zip(content.paths, examined.labels, strict=True)):
        if examined.state is FileState.MARKED:
            watch.marked(shown(path), examined.level)
            yield path, ScannedFile("", 0, "", FileState.MARKED, level=examined.level)
            continue
        yield path, ScannedFile(
            path=label,
            size=content.size,
            fingerprint=content.sha256[:FINGERPRINT],
            state=examined.state,
            problems=tuple(one for one in examined.problems if one.label in {None, number}),
            error=examined.error,
            detail=examined.detail,
            same_as=examined.labels[0] if number else "",
        )
