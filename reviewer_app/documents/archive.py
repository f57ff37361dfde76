"""A zip archive of unknown origin (docx, xlsx, ofd), opened only if unpacking it is harmless."""

import zipfile
import zlib
from io import BytesIO
from typing import Final

from reviewer_app.documents import limits
from reviewer_app.domain.errors import FileBomb, FileDamaged, FileEncrypted, FileHostile, FileTooLarge

ENCRYPTED_FLAG: Final = 0x1
_UNREADABLE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


class Archive:
    """Members of a zip by name; every limit is checked before the first byte is unpacked."""

    def __init__(self, untrusted_data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(untrusted_data))
        except _UNREADABLE:
            raise FileDamaged(name=name) from None
        self._check(len(untrusted_data))

    def _check(self, packed: int) -> None:
        infos = self._zip.infolist()
        if any(info.flag_bits & ENCRYPTED_FLAG for info in infos):
            raise FileEncrypted(name=self.name)
        unpacked = sum(info.file_size for info in infos)
        swollen = unpacked > limits.RATIO_FREE_BYTES and unpacked > limits.MAX_RATIO * max(packed, 1)
        if len(infos) > limits.MAX_MEMBERS or unpacked > limits.MAX_UNPACKED_BYTES or swollen:
            raise FileBomb(name=self.name)
        names = [info.filename for info in infos]
        if len(set(names)) != len(names):
            # Two members of one name: readers disagree on which of them counts, so one could hide text from us.
            raise FileHostile(name=self.name)
        self._infos = {info.filename: info for info in infos}

    def names(self) -> tuple[str, ...]:
        """Names of all members, folders left out, in the order of the archive."""
        return tuple(name for name in self._infos if not name.endswith("/"))

    def has(self, member: str) -> bool:
        """Whether there is a member of exactly this name."""
        return member in self._infos

    def read(self, member: str) -> bytes:
        """Unpack one member; `FileDamaged` where it is missing or broken, `FileTooLarge` above the part limit."""
        info = self._infos.get(member)
        if info is None:
            raise FileDamaged(name=self.name)
        if info.file_size > limits.MAX_PART_BYTES:
            raise FileTooLarge(name=self.name, limit=limits.MAX_PART_BYTES // limits.MIB)
        try:
            return self._zip.read(info)
        except (*_UNREADABLE, RuntimeError):
            raise FileDamaged(name=self.name) from None
