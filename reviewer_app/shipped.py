"""What the program's own data files hold, read quickly: YAML is parsed once a machine, as Python compiles once.

What a parser made of a file lies as msgpack in the `__pycache__` beside it, under the SHA-256 of the bytes it was made
of: a changed file is parsed again. It deserves the trust that byte code gets: who can write there can write programs.
Nothing is kept where Python itself may keep nothing, and files that are not the program's own never come here.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

import msgspec

FOLDER: Final = "__pycache__"
_DIGEST: Final = 32


def parsed(file: Traversable, data: bytes, parse: Callable[[str], Any]) -> Any:  # noqa: ANN401 - what `parse` makes
    """What `parse` makes of `data`, the bytes of a shipped `file`: strings, lists and mappings only.

    Raises what `parse` raises; nothing is kept then.
    """
    if not isinstance(file, Path):  # a program in a zip has no place beside its files
        return parse(data.decode("utf-8"))
    kept = file.parent / FOLDER / f"{file.name}.{parse.__name__}.msgpack"
    digest = sha256(data).digest()
    with suppress(OSError, msgspec.MsgspecError):
        found = kept.read_bytes()
        if found[:_DIGEST] == digest:
            return msgspec.msgpack.decode(memoryview(found)[_DIGEST:])
    made = parse(data.decode("utf-8"))
    if not sys.dont_write_bytecode:
        with suppress(OSError):  # a program installed for everybody is written by nobody
            _keep(kept, digest + msgspec.msgpack.encode(made))
    return made


def _keep(file: Path, data: bytes) -> None:
    """Whole or not at all: other processes read and write it too."""
    if not file.parent.exists():
        file.parent.mkdir(exist_ok=True)
        file.parent.chmod(0o755)  # as byte code: for all users of the machine, whatever our umask is
    with NamedTemporaryFile(dir=file.parent, prefix=file.name, delete=False) as scratch:
        scratch.write(data)
    try:
        Path(scratch.name).chmod(0o644)
        Path(scratch.name).replace(file)
    except OSError:
        os.unlink(scratch.name)  # noqa: PTH108 - as above, by the same name
        raise
