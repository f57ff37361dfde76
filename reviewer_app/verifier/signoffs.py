"""Sign-offs against the log: signed by the person who acted, with the key the log says was his, over this item."""

from collections.abc import Mapping
from typing import Any

from . import dsse
from .errors import EnvelopeRefused
from .keyring import Keyring
from .log_check import Act, LogVerdict
from .report import Code, Problems


def check_person_keys(keyring: Keyring, verdict: LogVerdict, problems: Problems) -> None:
    """Every person's key in `keys.json` must have been entered in the log under this person."""
    logged = {(one.user, one.public) for one in verdict.person_keys}
    for person in keyring.persons:
        if (person.user, person.public.hex()) not in logged:
            problems.add(Code.PERSON_KEY_NOT_LOGGED, f"keys.json: {person.user}")


def check_signoffs(texts: Mapping[str, str], verdict: LogVerdict, problems: Problems) -> set[str]:
    """Check every envelope (place → text), and that none is missing; returns the hashes of signed public files."""
    public: set[str] = set()
    wanted = dict(verdict.acts)
    for where, text in texts.items():
        raw = text.encode()
        act = verdict.acts.get(dsse.digest(raw))
        if act is None:
            problems.add(Code.SIGNOFF_NOT_LOGGED, where)
            continue
        wanted.pop(dsse.digest(raw), None)
        payload = _opened(raw, where, act, verdict, problems)
        if payload is None:
            continue
        if payload.get("item") != act.item:
            problems.add(Code.SIGNOFF_OTHER_ITEM, where, f"#{act.seq}")
        public |= public_files(payload)
    for digest, act in wanted.items():
        problems.add(Code.SIGNOFF_MISSING, f"#{act.seq}", digest)
    return public


def key_at(verdict: LogVerdict, user: str, seq: int) -> str | None:
    """The person's key (64 hex digits) as the log has it when entry `seq` was made; None if there was none then."""
    keys = [one.public for one in verdict.person_keys if one.user == user and one.seq <= seq]
    return (keys[-1] or None) if keys else None


def public_files(payload: Mapping[str, Any]) -> set[str]:
    """Hashes of the public versions' files that a card names: `public[].parts`."""
    versions = payload.get("public")
    if not isinstance(versions, list):
        return set()
    parts = [one.get("parts") for one in versions if isinstance(one, dict)]
    return {part for several in parts if isinstance(several, list) for part in several if isinstance(part, str)}


def _opened(
    raw: bytes, where: str, act: Act, verdict: LogVerdict, problems: Problems
) -> dict[str, Any] | None:
    try:
        keyid = dsse.parse(raw).keyid
        if keyid != act.actor:
            problems.add(Code.SIGNOFF_NOT_THE_ACTOR, where, f"#{act.seq}")
            return None
        key = key_at(verdict, keyid, act.seq)
        if key is None:
            problems.add(Code.PERSON_KEY_NOT_LOGGED, where, keyid)
            return None
        return dsse.verify(raw, bytes.fromhex(key))
    except (EnvelopeRefused, ValueError) as refused:
        problems.add(Code.SIGNOFF_REFUSED, where, refused)
        return None
