"""Persons' keys: sealed under the password, unlocked for a while, bound to their person."""

import copy
import json
import pickle
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reviewer_app.adapters.signing import (
    MAX_UNLOCKED_SECONDS,
    PRODUCTION_COST,
    KdfCost,
    PersonKeys,
    UnlockedKey,
    awake_and_asleep,
)
from reviewer_app.domain.errors import DatabaseDamaged, KeyLocked, WrongPassword
from reviewer_app.domain.office import PersonKey
from reviewer_app.ports.signing import PersonKeySafe, SealedKey, Signer
from reviewer_app.verifier import jcs, keys

CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)


class Elapsed:
    """A stop-watch that the test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


SAFE: PersonKeySafe = PersonKeys(CHEAP)
SEALED = SAFE.generate("u1", "correct horse")


def test_production_cost_is_pinned() -> None:
    assert KdfCost() == PRODUCTION_COST == KdfCost(memory_kib=65536, passes=3, lanes=4)
    assert MAX_UNLOCKED_SECONDS == 900
    head = json.loads(PersonKeys().generate("u1", "pw").sealed)
    assert (head["kdf"], head["m"], head["t"], head["p"]) == ("argon2id", 65536, 3, 4)


def test_unlocks_with_the_password_and_signs() -> None:
    key: Signer = SAFE.unlock(SEALED, "correct horse")
    assert (key.user, key.public_key.hex()) == ("u1", SEALED.public_key)
    assert keys.holds(key.public_key, b"card", key.sign(b"card"))


def test_the_kept_key_of_the_domain_unlocks() -> None:
    kept = PersonKey("k1", "u1", SEALED.public_key, SEALED.sealed, datetime(2018, 6, 21, tzinfo=UTC))
    assert SAFE.unlock(kept, "correct horse").user == "u1"


@pytest.mark.parametrize("password", ["", "correct horse ", "Correct horse", "密码"])
def test_another_password_does_not(password: str) -> None:
    with pytest.raises(WrongPassword):
        SAFE.unlock(SEALED, password)


def test_one_password_spelt_by_two_input_methods() -> None:
    assert SAFE.unlock(SAFE.generate("u1", "e\u0301"), "\u00e9").user == "u1"


def test_every_seal_has_its_own_key_salt_and_nonce() -> None:
    seals = [json.loads(SAFE.generate("u1", "pw").sealed) for _ in range(4)]
    for name in ("salt", "nonce", "box"):
        assert len({seal[name] for seal in seals}) == 4


def test_the_sealed_form_is_canonical_json_without_the_private_key() -> None:
    assert jcs.dumps(json.loads(SEALED.sealed)).decode() == SEALED.sealed
    assert json.loads(SEALED.sealed).keys() == {"v", "kdf", "cipher", "m", "t", "p", "salt", "nonce", "box"}
    assert UnlockedKey.__slots__ == ("_elapsed", "_seed", "_until", "public_key", "user")


def test_a_seal_opens_for_nobody_else() -> None:
    other = SAFE.generate("u2", "correct horse")
    for wrong in (
        SealedKey("u2", SEALED.public_key, SEALED.sealed),
        SealedKey("u1", other.public_key, SEALED.sealed),
        SealedKey("u1", SEALED.public_key, other.sealed),
    ):
        with pytest.raises(WrongPassword):
            SAFE.unlock(wrong, "correct horse")


@pytest.mark.parametrize("change", [{"m": 65}, {"t": 2}, {"box": "AAAA"}, {"salt": "A" * 22 + "=="}])
def test_a_changed_seal_does_not_open(change: dict[str, object]) -> None:
    with pytest.raises(WrongPassword):
        SAFE.unlock(replace_json(change), "correct horse")


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2}, {"kdf": "pbkdf2"}, {"cipher": "none"}, {"m": 0}, {"m": 2**40}, {"m": "64"}, {"m": 64.0}, {"t": 17},
        {"p": 17}, {"p": 9}, {"m": True}, {"salt": "AAAA"}, {"salt": 1}, {"nonce": "AAAA"}, {"nonce": None},
        {"more": 1.5}, {"box": "!"},
    ],
)  # fmt: skip
def test_a_broken_seal_is_told_apart_from_a_wrong_password(change: dict[str, object]) -> None:
    with pytest.raises(DatabaseDamaged):
        SAFE.unlock(replace_json(change), "correct horse")


@pytest.mark.parametrize("sealed", ["", "[]", "{}", "null"])
def test_a_missing_seal_is_damage(sealed: str) -> None:
    with pytest.raises(DatabaseDamaged):
        SAFE.unlock(replace(SEALED, sealed=sealed), "correct horse")


def replace_json(change: dict[str, object]) -> SealedKey:
    return replace(SEALED, sealed=json.dumps(json.loads(SEALED.sealed) | change))


def test_a_new_password_reseals_the_same_key() -> None:
    changed = PersonKeys(KdfCost(128, 1, 1)).reseal(SEALED, "correct horse", "battery staple")
    assert (changed.user, changed.public_key) == (SEALED.user, SEALED.public_key)
    assert SAFE.unlock(changed, "battery staple").public_key.hex() == SEALED.public_key
    assert json.loads(changed.sealed)["m"] == 128
    with pytest.raises(WrongPassword):
        SAFE.unlock(changed, "correct horse")
    with pytest.raises(WrongPassword):
        SAFE.reseal(SEALED, "guess", "battery staple")


@pytest.mark.parametrize("moved", [MAX_UNLOCKED_SECONDS, MAX_UNLOCKED_SECONDS + 1, -1])
def test_time_locks_for_good(moved: float) -> None:
    elapsed = Elapsed()
    key = PersonKeys(CHEAP, elapsed).unlock(SEALED, "correct horse")
    elapsed.seconds += MAX_UNLOCKED_SECONDS - 1
    assert not key.locked
    key.sign(b"card")
    elapsed.seconds += moved - (MAX_UNLOCKED_SECONDS - 1)
    assert key.locked
    elapsed.seconds = 1000.0
    with pytest.raises(KeyLocked):
        key.sign(b"card")


def test_locks_when_told() -> None:
    key = SAFE.unlock(SEALED, "correct horse")
    key.lock()
    assert key.locked
    with pytest.raises(KeyLocked):
        key.sign(b"card")


@pytest.mark.parametrize("seconds", [0, -1, 901])
def test_nobody_gets_more_than_a_quarter_of_an_hour(seconds: float) -> None:
    with pytest.raises(ValueError, match="15 minutes"):
        PersonKeys(CHEAP, seconds=seconds)


def test_an_unlocked_key_neither_prints_nor_copies() -> None:
    key = SAFE.unlock(SEALED, "correct horse")
    assert repr(key) == "UnlockedKey(user='u1')"
    for copier in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            copier(key)


def test_the_stop_watch_goes_forward() -> None:
    first = awake_and_asleep()
    assert awake_and_asleep() >= first
