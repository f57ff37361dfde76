"""Where commands write files: whole or not at all, never over an input."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from reviewer_app.domain.errors import UsageFault
from reviewer_app.services.overwriting import require_replaceable
from reviewer_app.text import say


class Outputs:
    """Where public versions go: one file, or a folder in which no two get the same name; never over an input."""

    def __init__(self, out: Path, inputs: Sequence[Path]) -> None:
        self._inputs = [path for path in inputs if path.exists()]
        self._taken: set[Path] = set()
        self._folder = out if out.is_dir() or len(inputs) > 1 else None
        self._single = out
        if self._folder is not None and out.exists() and not out.is_dir():
            raise UsageFault(detail=say("cli.usage.one_out"))
        for target in [out] if self._folder is None else [out / path.name for path in inputs]:
            self._refuse_input(target)
            require_replaceable(target)

    def write(self, name: str, data: bytes) -> Path:
        """Write whole or not at all; `name` counts only in a folder. Returns where."""
        target = self._single if self._folder is None else self._free(self._folder, name)
        self._refuse_input(target)
        write_whole(target, data)
        return target

    def reserve(self, target: Path) -> None:
        """Keep a place for a report beside the public versions; never over an input or the only output."""
        self._refuse_input(target)
        if target.is_dir() or (self._folder is None and target.absolute() == self._single.absolute()):
            raise UsageFault(detail=say("cli.usage.redact_report"))
        if self._folder is not None and target.parent.absolute() == self._folder.absolute():
            self._taken.add(self._folder / target.name)

    def _free(self, folder: Path, name: str) -> Path:
        """A name that no other file of this run has."""
        path, number = folder / name, 1
        while path in self._taken:
            number += 1
            path = folder / f"{Path(name).stem}({number}){Path(name).suffix}"
        self._taken.add(path)
        return path

    def _refuse_input(self, target: Path) -> None:
        if target.exists() and any(target.samefile(path) for path in self._inputs):
            raise UsageFault(detail=say("cli.usage.over_input"))


def write_whole(target: Path, data: bytes) -> None:
    """Write a file whole or not at all, with the folders it stands in; raises `NotOverwritten`."""
    require_replaceable(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as file:
            try:
                file.write(data)
                file.close()
                Path(file.name).replace(target)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
    except OSError:
        raise UsageFault(detail=say("cli.usage.out_folder")) from None
