"""`keys.json` of an export: the log's origin, its station keys, known witnesses, and persons' public keys.

It travels with the export and so proves nothing by itself: persons' keys are held against the log, which names each
of them (`refs.user`, `refs.person_key`), and the station key is held against what the verifying person kept.
"""

from dataclasses import dataclass
from typing import Any

from . import jcs
from .errors import KeyRefused
from .keys import KEY_BYTES, Algorithm, VerifierKey


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A person's public key (32 bytes) under his user id."""

    user: str
    public: bytes


@dataclass(frozen=True, slots=True)
class Keyring:
    """Who may have signed what."""

    origin: str
    log: tuple[VerifierKey, ...]
    witnesses: tuple[VerifierKey, ...] = ()
    persons: tuple[PersonKey, ...] = ()

    def encode(self) -> bytes:
        """The file's bytes (RFC 8785)."""
        return jcs.dumps({
            "v": 1,
            "origin": self.origin,
            "log": [str(key) for key in self.log],
            "witnesses": [str(key) for key in self.witnesses],
            "persons": [{"user": one.user, "key": one.public.hex()} for one in self.persons],
        })  # fmt: skip

    @classmethod
    def parse(cls, raw: bytes) -> "Keyring":
        """Read the file; raises `KeyRefused` for anything `encode` would not write."""
        try:
            ring = cls._read(jcs.loads(raw))
        except (ValueError, KeyError, TypeError, AttributeError):
            message = "not a key file"
            raise KeyRefused(message) from None
        if ring.encode() != raw:
            message = "the key file is not in its permitted form"
            raise KeyRefused(message)
        return ring

    @classmethod
    def _read(cls, read: Any) -> "Keyring":  # noqa: ANN401 - decoded JSON; whatever does not fit raises
        persons = tuple(PersonKey(one["user"], bytes.fromhex(one["key"])) for one in read["persons"])
        log = tuple(map(VerifierKey.parse, read["log"]))
        witnesses = tuple(map(VerifierKey.parse, read["witnesses"]))
        fits = (
            isinstance(read["origin"], str)
            and all(key.algorithm is Algorithm.ED25519 for key in log)
            and all(key.algorithm is Algorithm.COSIGNATURE_V1 for key in witnesses)
            and all(len(one.public) == KEY_BYTES for one in persons)
        )
        if not fits:
            message = "a key of another kind"
            raise KeyRefused(message)
        return cls(read["origin"], log, witnesses, persons)
