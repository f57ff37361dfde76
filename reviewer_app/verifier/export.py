"""Verifying an export folder: entries, checkpoints, sign-offs, receipts, and the published files.

    entries.jsonl            line i is leaf i, exactly as hashed
    checkpoints/*.note       signed notes of the station, possibly cosigned by the auditor
    keys.json                origin, station keys, witnesses, persons' keys
    signoffs/*.dsse          envelopes; SHA-256 of the file is `refs.signoff` of its entry
    receipts/*.tlog-proof    inclusion proofs that were handed out
    timestamps/*.tsr         answers of timestamp services; SHA-256 of the file is `refs.timestamp` of its entry
    packages/…               published files, each named by the SHA-256 of its bytes (an extension may follow)

Everything in the folder is untrusted: it is read within limits, never executed, and only files right there are read.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from .claims import Anchors
from .errors import KeyRefused
from .keyring import Keyring
from .keys import VerifierKey
from .log_check import LogVerdict, verify_log
from .receipts import check_receipts, read_receipts
from .report import Code, PaperFile, Problems, VerifyReport
from .signoffs import check_person_keys, check_signoffs
from .witnessing import check_cosignatures, check_timestamps

MAX_LINE: Final = 4 * 1024 * 1024
MAX_FILE: Final = 4 * 1024 * 1024
"""No entry, note, envelope or receipt comes near these; a longer one is refused, not read into memory."""


def verify_export(
    folder: Path, anchors: Anchors | None = None, log_key: VerifierKey | None = None
) -> VerifyReport:
    """Verify everything an export holds.

    `anchors` is what the verifying person kept elsewhere; `log_key` the station key as he knows it: then nothing
    signed by another key of `keys.json` counts. Nothing is raised for a bad export; it is in the report.
    """
    problems = Problems()
    anchors = anchors or Anchors()
    keyring = _keyring(folder, log_key, problems)
    receipts = read_receipts(_texts(folder, "receipts", ".tlog-proof", problems), keyring, problems)
    checkpoints = _texts(folder, "checkpoints", ".note", problems)
    verdict = verify_log(_lines(folder, problems), checkpoints, keyring, anchors, (one.size for one in receipts))
    problems.found += verdict.problems
    problems.further += verdict.further
    check_person_keys(keyring, verdict, problems)
    signoffs = _texts(folder, "signoffs", ".dsse", problems)
    public = check_signoffs(signoffs, verdict, problems)
    check_receipts(receipts, verdict, problems)
    packages, unsigned = _check_packages(folder, public, problems)
    papers = _on_paper(unsigned, verdict, problems)
    stamps = check_timestamps(_hashes(folder, "timestamps", ".tsr", problems), keyring.origin, verdict, problems)
    cosigned = check_cosignatures(checkpoints, keyring, anchors.witnesses, verdict, problems)
    return VerifyReport(
        entries=verdict.history.size,
        root=verdict.root,
        anchored_size=verdict.anchored_size,
        signed_size=verdict.signed_size,
        checkpoints=len(checkpoints),
        signoffs=len(signoffs),
        receipts=len(receipts),
        packages=packages,
        cosigned=cosigned,
        timestamps=stamps,
        problems=tuple(problems.found),
        further=problems.further,
        on_paper=papers,
        changed_within=verdict.changed_within,
    )


def _on_paper(
    unsigned: Mapping[str, str], verdict: LogVerdict, problems: Problems
) -> tuple[PaperFile, ...]:
    """Which of the files (place → hash) without electronic sign-off a paper one covers; the others are noted."""
    found: list[PaperFile] = []
    for where, digest in unsigned.items():
        seq = verdict.paper_files.get(digest)
        if seq is None and not verdict.bare_papers:
            problems.add(Code.PACKAGE_UNSIGNED, where)
        else:
            found.append(PaperFile(where, seq))
    return tuple(found)


def _keyring(folder: Path, log_key: VerifierKey | None, problems: Problems) -> Keyring:
    try:
        keyring = Keyring.parse(_read(folder / "keys.json"))
    except OSError:
        problems.add(Code.FILE_MISSING, "keys.json")
        keyring = Keyring("", ())
    except KeyRefused as refused:
        problems.add(Code.KEYS_REFUSED, "keys.json", refused)
        keyring = Keyring("", ())
    if log_key is None:
        return keyring
    if log_key not in keyring.log:
        problems.add(Code.KEYS_REFUSED, "keys.json", "the given station key is not in it")
    return Keyring(keyring.origin, (log_key,), keyring.witnesses, keyring.persons)


def _lines(folder: Path, problems: Problems) -> Iterator[bytes]:
    """The entries; a last line without newline was cut off."""
    try:
        with (folder / "entries.jsonl").open("rb", buffering=1024 * 1024) as file:
            for line in iter(partial(file.readline, MAX_LINE), b""):
                if not line.endswith(b"\n"):
                    problems.add(Code.LOG_CUT_SHORT, "entries.jsonl")
                    return
                yield line[:-1]
    except OSError:
        problems.add(Code.FILE_MISSING, "entries.jsonl")


def _texts(folder: Path, name: str, suffix: str, problems: Problems) -> dict[str, str]:
    """The text files of one sub-folder by their place, in order of their names; a folder may be absent."""
    texts: dict[str, str] = {}
    for path in _files(folder / name):
        if path.suffix != suffix:
            continue
        where = f"{name}/{path.name}"
        try:
            texts[where] = _read(path).decode("utf-8")
        except (OSError, ValueError):
            problems.add(Code.FILE_UNREADABLE, where)
    return texts


def _hashes(folder: Path, name: str, suffix: str, problems: Problems) -> dict[str, str]:
    """SHA-256 (hex) of the files of one sub-folder by their place."""
    hashes: dict[str, str] = {}
    for path in _files(folder / name):
        if path.suffix == suffix:
            try:
                hashes[f"{name}/{path.name}"] = sha256(_read(path)).hexdigest()
            except OSError:
                problems.add(Code.FILE_UNREADABLE, f"{name}/{path.name}")
    return hashes


def _files(folder: Path) -> list[Path]:
    """Plain files right in the folder. Links are not followed: an export must stand for itself."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.is_symlink())


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        message = "file too large"
        raise OSError(message)
    return data


def _check_packages(folder: Path, public: set[str], problems: Problems) -> tuple[int, dict[str, str]]:
    """Each published file is what its name says; returns their number, and those that no valid sign-off names.

    The latter by place, with their hash.
    """
    files, unsigned = _files(folder / "packages"), dict[str, str]()
    for path in files:
        where, named = f"packages/{path.name}", path.name.partition(".")[0]
        digest = sha256()
        with path.open("rb") as file:
            for block in iter(partial(file.read, 1024 * 1024), b""):
                digest.update(block)
        if digest.hexdigest() != named:
            problems.add(Code.PACKAGE_CHANGED, where)
        elif named not in public:
            unsigned[where] = named
    return len(files), unsigned
